"""A trigger with the sides that it would have, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from dateline import lexicon
from dateline.reading.events.fillers import Filler
from dateline.reading.events.sides import Sides
from dateline.reading.events.tables import Trigger, classes
from dateline.reading.events.tags import NOUN, VERB
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast

# People without a name who stand for a state ("a Saudi envoy"), and the sectors of others like them.
_PEOPLE = frozenset({
    "general", "official", "leader", "negotiator", "mediator", "emissary", "prince", "princess", "queen", "statesman",
    "delegate", "delegation", "member", "commissioner", "strongman", "ruler", "dictator", "businessman", "spy", "agent",
    "astronaut",
})  # fmt: skip
_OFFICES = frozenset({"GOV", "LEG", "REL", "CVL", "JRN", "EDU", "OPP"})
POLITICAL = frozenset({"state", "organisation", "group", "person"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger that matched by its words, with its sides."""

    words: Words
    cast: Cast
    trigger: Trigger
    head: int
    end: int
    sides: Sides

    def kinds(self, fillers: tuple[Filler, ...]) -> set[str]:
        """The kinds of the entities of these fillers; "a Saudi envoy" is a person, for whichever state it is told."""
        known = self.cast.entities
        found = {str(known[one].kind) for filler in fillers for one in filler.entities if one in known}
        if found & {"state", "organisation"} and any(
            self._is_somebody(filler) for filler in fillers if filler.entities
        ):
            found.add("person")
        return found

    def _is_somebody(self, filler: Filler) -> bool:
        head = self.words.tokens[filler.head]
        body = lexicon.institutions().get(head.lemma)
        if head.tag not in ("NN", "NNS") or (body is not None and body.becomes != "group"):  # "the government"
            return False
        return head.lemma in _PEOPLE or lexicon.sector_of(head.lemma) in _OFFICES

    def sectors(self, fillers: tuple[Filler, ...]) -> set[str]:
        """The sectors of the entities of these fillers."""
        known = self.cast.entities
        return {str(known[one].sector) for filler in fillers for one in filler.entities if one in known}

    def lemmas(self, fillers: tuple[Filler, ...]) -> set[str]:
        """Every lemma in these fillers."""
        return {
            self.words.tokens[i].lemma
            for filler in fillers
            for i in range(filler.first, min(filler.last, len(self.words.tokens)))
        }

    def object_lemmas(self) -> set[str]:
        """The lemmas of the phrases that the verb acts upon."""
        return object_lemmas(self.words, self.head, self.end)

    def follows(self, *texts: str) -> bool:
        """Is the next word one of these?"""
        return self.end < len(self.words.tokens) and self.words.tokens[self.end].text.lower() in texts

    def follows_gerund(self) -> bool:
        """Is the next word a verb in -ing?"""
        return self.end < len(self.words.tokens) and self.words.tokens[self.end].tag == "VBG"

    def complement(self) -> str | None:
        """The lemma of the infinitive or clause below the trigger."""
        tokens = self.words.tokens
        for i in self.words.kids[self.head]:
            if tokens[i].relation in ("xcomp", "ccomp", "advcl", "acl") and i > self.head and tokens[i].tag[:2] == "VB":
                return tokens[i].lemma
        for i in range(self.end, min(len(tokens) - 1, self.end + 6)):
            if tokens[i].tag == "TO" and tokens[i + 1].tag == "VB":
                return tokens[i + 1].lemma
            if tokens[i].text in (",", ";", ".") or tokens[i].tag in ("VBD", "VBZ"):
                return None
        return None

    def text_before(self) -> str:
        """The word before the trigger."""
        return self.words.tokens[self.head - 1].text.lower() if self.head else ""


def object_lemmas(words: Words, verb: int, end: int) -> set[str]:
    """The lemmas of the phrases that a verb acts upon; `end` is where its pattern ends."""
    known = words.known.setdefault("object_lemmas", {})
    key = verb * len(words.tokens) + end
    if key not in known:
        known[key] = _object_lemmas(words, verb, end)
    return set(known[key])


def _object_lemmas(words: Words, verb: int, end: int) -> set[str]:
    found: set[str] = set()
    heads = [i for i in words.objects(verb) if not verb < i < end]
    if end > verb + 1 and (after := words.head_after(end)) is not None and after not in heads:
        heads.append(after)  # "acceded to the treaty", "flew in soldiers"
    for i in heads:
        if words.tokens[i].lemma in classes()["measure"] or words.tokens[i].tag == "CD":  # "a package of sanctions"
            heads += [noun for preposition, noun in words.obliques(i) if preposition == "of" and noun not in heads]
    for i in heads:
        found.add(words.tokens[i].lemma)
        found |= {
            words.tokens[k].lemma
            for k in words.kids[i]
            if words.tokens[k].relation in ("compound", "conj")
            or (words.tokens[k].relation == "amod" and words.tokens[k].tag not in VERB)  # "a planned trip": no plan
        }
    return found


def object_fits(words: Words, trigger: Trigger, head: int, end: int) -> bool:
    """Does the object of the trigger (of a noun: what stands before it or in "of") belong to the wanted lemmas?"""
    tokens = words.tokens
    if not trigger.objects:
        return True
    if trigger.verb:
        wanted = object_lemmas(words, head, end)
        wanted |= {
            tokens[i].lemma
            for i in range(end, min(len(tokens), end + 5))
            if tokens[i].tag in NOUN and trigger.pattern.lemmas[0] in ("speak", "talk", "confer")
        }
        if any(trigger.pattern.gaps):  # "called its ambassador home"
            wanted |= {tokens[i].lemma for i in words.objects(head) if head < i < end}
        return bool(wanted & trigger.objects)
    if trigger.by_of:
        return any(
            tokens[i].lemma in trigger.objects
            or any(tokens[k].lemma in trigger.objects for k in words.kids[i] if tokens[k].relation == "compound")
            for preposition, i in words.obliques(head)
            if preposition == "of"
        )
    return any(
        tokens[i].lemma in trigger.objects or tokens[i].text.lower() in trigger.objects
        for i in range(words.phrase_start(head), head)
    )
