"""A sentence made ready for reading events: who hangs on whom, groups of verbs, and what stands in which place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, update_wrapper
from typing import Any, TypeVar

from dateline.analysis import Sentence, Token
from dateline.reading.events.mending import mended
from dateline.reading.events.tables import GAP, Pattern, classes
from dateline.reading.events.tags import NEGATIONS, NOUN, OBJECT, PHRASE, SUBJECT, VERB
from dateline.reading.frame import Cast, Reference

_GROUP = frozenset({"MD", "RB", "TO", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "RBR"})
# "crossed back into" is not "crossed into".
_WAYS = frozenset({
    "back", "up", "down", "out", "over", "away", "off", "in", "north", "south", "east", "west", "home", "abroad",
    "there", "here", "forward", "not", "never", "only", "just",
})  # fmt: skip
_ASIDE = 4  # words that may tell when between a verb and its preposition
_GOVERNING = frozenset({"at", "on", "into", "with", "against", "upon", "from", "to"})
_SOME = frozenset({
    "dozens", "dozen", "hundreds", "hundred", "scores", "score", "others", "other", "many", "thousands", "thousand",
    "several", "more", "another", "two", "three", "four", "five", "six", "ten", "one",
})  # fmt: skip
_AUXILIARY = frozenset({"be", "have", "do", "get", "go", "'s", "'ve", "'re", "ai"})

_QUOTES = frozenset({'"', "“", "”", "``", "''", "‘", "’"})

_Of = TypeVar("_Of")


def _once(ask: Callable[[Words, int], _Of]) -> Callable[[Words, int], _Of]:
    """Keep what was said of a word: every row of the table that is tried asks the same again."""
    name = ask.__name__

    def answer(words: Words, i: int) -> _Of:
        known: dict[int, _Of] = words.known.setdefault(name, {})
        if i not in known:
            known[i] = ask(words, i)
        return known[i]

    return update_wrapper(answer, ask)


_CLAUSES = frozenset({"VBZ", "VBD", "VBP", "MD", "WRB", "WDT", "WP", "WP$"})
_APART = frozenset({"after", "before", "during", "following", "since", "amid", "despite", "until", "because"})
_STOPS = frozenset({".", ",", ":", "''", "-RRB-"})
_PRESSED = frozenset({"urge", "tell", "order", "force", "advise", "warn"})
_CHARGED = frozenset({"accuse", "suspect", "convict", "acquit"})


class Words:
    """A sentence with look-ups that the rules for events share. Positions are tokens of the sentence."""

    def __init__(self, sentence: Sentence, cast: Cast) -> None:
        """Names that the cast knows hang together, whatever the arcs within them say."""
        self.sentence = mended(sentence, cast)
        self.tokens: tuple[Token, ...] = self.sentence.tokens
        self.index = sentence.index
        self._cast = cast
        self.known: dict[str, dict[int, Any]] = {}
        self.lists: tuple[tuple[Reference, ...], ...] | None = None  # filled by fillers.chains

    @cached_property
    def kids(self) -> tuple[tuple[int, ...], ...]:
        """The words that hang on each word."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if 0 <= token.head < len(found) and token.head != i:
                found[token.head].append(i)
        return tuple(tuple(one) for one in found)

    def names(self, i: int) -> bool:
        """Does a word mean somebody or something that the report names?"""
        return i < len(self.tokens) and self._cast.at(self.index, i) is not None

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every lemma and every word of the sentence, lower case."""
        return frozenset(word for token in self.tokens for word in (token.lemma, token.text.lower()))

    def kids_as(self, head: int, *relations: str) -> list[int]:
        """The words that hang on `head` in one of these relations."""
        return [i for i in self.kids[head] if self.tokens[i].relation in relations]

    def lemma(self, i: int) -> str:
        """The lemma of a word; a base form is its own ("will lay" is no form of "lie")."""
        token = self.tokens[i]
        return token.text.lower() if token.tag == "VB" else token.lemma

    def matches(self, pattern: Pattern, first: int) -> tuple[int, ...] | None:
        """The words that match `pattern` from `first` on; None if it does not match."""
        at = first
        if len(pattern.lemmas) > 1 and not self.vocabulary.issuperset(pattern.lemmas[1:]):
            return None  # most patterns want a word that the sentence does not have
        if self.lemma(at) != pattern.lemmas[0]:
            return None
        found_at = [first]
        for lemma, gap in zip(pattern.lemmas[1:], pattern.gaps[1:], strict=True):
            after = at + 1
            while not gap and after < len(self.tokens) and self.tokens[after].text in _QUOTES:
                after += 1  # "is “deeply concerned” about"
            if not gap and pattern.lemmas[0] == "be" and at == first and after + 1 < len(self.tokens):
                after += self.tokens[after].tag == "RB" and self.tokens[after].lemma not in NEGATIONS  # "is now due in"
            if not gap and lemma in _GOVERNING:
                after += self._aside(after)
            limit = min(len(self.tokens), after + 1 + (GAP if gap else 0))
            found = next((i for i in range(at + 1, limit) if self._is(i, lemma)), None)
            if found is None or any(self._parts(i) for i in range(at + 1, found)):
                return None  # "discuss it when he meets with Singh" is no "discuss … with"
            at = found
            found_at.append(at)
        return tuple(found_at)

    def _aside(self, first: int) -> int:
        """How many words from `first` on only tell when: "fired late on Sunday at", "clashed Monday with"."""
        found = 0
        for i in range(first, min(len(self.tokens), first + _ASIDE)):
            token = self.tokens[i]
            above = self.tokens[token.head] if token.head >= 0 else None
            when = token.relation in ("obl:tmod", "advmod") and token.tag != "IN" and token.lemma not in _WAYS
            if not when and not (above is not None and above.relation == "obl:tmod" and token.head > i):
                break
            found = i + 1 - first
        return found

    def _parts(self, i: int) -> bool:
        """A word that opens something else: "returned to Moscow after talks" is no "return to … talks"."""
        return self.tokens[i].tag in _CLAUSES or (self.tokens[i].tag == "IN" and self.tokens[i].text in _APART)

    def _is(self, i: int, lemma: str) -> bool:
        return self.tokens[i].lemma == lemma or self.tokens[i].text.lower() == lemma

    def ends(self, pattern: Pattern, last: int) -> int | None:
        """The start of the match of `pattern` whose last word is `last`; None if it does not match."""
        first = last - len(pattern.lemmas) + 1
        if first < 0:
            return None
        for i, lemma in enumerate(pattern.lemmas[:-1], first):
            if not self._is(i, lemma):
                return None
        return first

    @_once
    def group(self, verb: int) -> tuple[int, ...]:
        """The auxiliaries, negations, adverbs and "to" that stand right before a verb, left to right."""
        first, tokens = verb, self.tokens
        while first and tokens[first - 1].tag in _GROUP:
            before = tokens[first - 1]
            if before.tag in VERB and before.lemma not in _AUXILIARY:
                break
            first -= 1
            if before.tag == "TO":
                break
        if first == verb and tokens[verb].relation != "root":  # "had he met", or words in between
            return tuple(i for i in self.kids[verb] if tokens[i].relation in ("aux", "aux:pass", "cop") and i < verb)
        aux = {i for i in self.kids[verb] if tokens[i].relation in ("aux", "aux:pass") and i < verb}
        return tuple(sorted(aux | set(range(first, verb))))

    @_once
    def is_passive(self, verb: int) -> bool:
        """Is this verb a passive one: "was met", "sanctions imposed by"?"""
        token = self.tokens[verb]
        if token.tag not in ("VBN", "VBD"):
            return False
        if token.lemma == "oppose" and verb + 1 < len(self.tokens) and self.tokens[verb + 1].text == "to":
            return False  # "is opposed to"
        if any(self.tokens[i].relation in ("nsubj:pass", "aux:pass", "obl:agent") for i in self.kids[verb]):
            return True
        after = self.tokens[verb + 1 : verb + 2]
        if token.lemma in _PRESSED and after and after[0].tag == "TO" and not self.kids_as(verb, *OBJECT):
            return True  # "African leaders urged to act"
        if self._is_bare(verb):
            return True
        carriers = [self.tokens[i].lemma for i in self.group(verb) if self.tokens[i].lemma in _AUXILIARY]
        if carriers:
            return carriers[-1] in ("be", "get", "'s", "'re") and token.tag == "VBN"
        if token.relation == "conj" and not self.kids_as(verb, *SUBJECT, *OBJECT) and verb + 1 < len(self.tokens):
            shared = token.tag == "VBN" or self.tokens[verb + 1].text.lower() in ("with", "by")
            # "were abducted and threatened with …"; "had been considered and rejected", which nobody does to nothing
            shared = shared or (token.lemma in classes()["transitive-only"] and self.tokens[verb + 1].tag in _STOPS)
            return shared and token.head >= 0 and self.is_passive(token.head)
        if token.relation == "xcomp" and token.tag == "VBN" and token.head >= 0 and self.is_passive(token.head):
            return True  # "was reported killed"
        if token.relation == "conj" and token.head >= 0 and not self.kids_as(verb, *OBJECT):
            own = self.kids_as(verb, *SUBJECT)  # "17 people were killed and dozens wounded"
            if len(own) == 1 and own[0] == verb - 1 and self.tokens[own[0]].lemma in _SOME:
                return self.is_passive(token.head)
        charged = token.lemma in _CHARGED and verb + 1 < len(self.tokens) and self.tokens[verb + 1].text == "of"
        if charged and not self.kids_as(verb, *OBJECT):
            return True  # "says Marines accused of killing civilians acted by the rules"
        if token.relation == "acl" and not self.kids_as(verb, *SUBJECT, *OBJECT):
            return True  # "missiles considered a threat", whatever its tag
        return token.tag == "VBN" and token.relation in ("acl", "advcl", "amod")

    def _is_bare(self, verb: int) -> bool:
        """A passive without its "was": "leader wounded, flown to Algeria" of a headline, "a lawmaker wounded in the
        blast has died"; these verbs have an object wherever they are active."""
        named = "suffered" if self.sentence.section == "headline" else "harmed"
        if self.tokens[verb].lemma not in classes()[named] or self.group(verb) or not self.kids_as(verb, *SUBJECT):
            return False
        if any(self.kids_as(i, *OBJECT) for i in (verb, *self.kids_as(verb, "conj"))):
            return False
        after = self.tokens[verb + 1 : verb + 2]
        ends = ("IN", "TO", ",", ".", ":", "CC") if named == "suffered" else ("IN",)
        return (not after and named == "suffered") or (bool(after) and after[0].tag in ends)

    @_once
    def preposition(self, noun: int) -> str:
        """The preposition of a noun, "" if it has none."""
        tokens = self.tokens
        cases = [
            i for i in self.kids[noun] if tokens[i].relation == "case" and tokens[i].tag in ("IN", "TO", "RP", "VBG")
        ]
        before = [i for i in cases if i < noun]
        return tokens[before[-1]].text.lower() if before else ""

    @_once
    def obliques(self, head: int) -> tuple[tuple[str, int], ...]:
        """(preposition, noun) of all that hangs on `head` by a preposition; "by" for an agent."""
        found: list[tuple[str, int]] = []
        for i in self.kids[head]:
            relation = self.tokens[i].relation
            if relation == "obl:agent":
                found.append((self.preposition(i) or "by", i))
            elif relation in ("obl", "nmod", "obl:tmod") and (preposition := self.preposition(i)):
                found.append((preposition, i))
        return tuple(found)

    def phrase_end(self, first: int) -> int:
        """The end of the noun phrase that begins at `first`; `first` if none does."""
        i = first
        while i < len(self.tokens) and self.tokens[i].tag in PHRASE:
            if i > first and self.tokens[i].tag in ("DT", "PRP$", "PDT") and self.tokens[i - 1].tag in NOUN:
                break
            i += 1
        return i

    def phrase_start(self, noun: int) -> int:
        """The first word of the noun phrase whose head is `noun`, its article included."""
        first = noun
        while first and self.tokens[first - 1].tag in PHRASE | {"``", "''"}:
            before = self.tokens[first - 1]
            if before.tag in ("VBN", "VBG") and before.relation not in ("amod", "compound"):
                break
            first -= 1
            if before.tag in ("DT", "PRP$"):
                break
        return first

    def head_after(self, first: int) -> int | None:
        """The head noun of the phrase that begins at `first`."""
        end = self.phrase_end(first)
        for i in range(first, end):
            if self.tokens[i].tag in NOUN and not first <= self.tokens[i].head < end:
                return i
        if first < len(self.tokens) and self.tokens[first].tag == "PRP":
            return first
        return end - 1 if end > first and self.tokens[end - 1].tag in NOUN else None

    @_once
    def objects(self, verb: int) -> tuple[int, ...]:
        """The nouns that a verb acts upon: objects, a passive's subject, the noun of a reduced relative clause."""
        tokens = self.tokens
        found = self.kids_as(verb, *OBJECT)
        if self.is_passive(verb):
            found = self.kids_as(verb, "nsubj:pass", "nsubj") + found
            if tokens[verb].relation == "acl" and not found and tokens[verb].head >= 0:
                found = [tokens[verb].head]
            if not found and tokens[verb].relation == "conj":
                found = self.kids_as(tokens[verb].head, "nsubj:pass")
        elif not found and self._is_relative(verb):
            pronouns = [i for i in self.kids[verb] if tokens[i].tag in ("WDT", "WP")]
            subjects = self.kids_as(verb, *SUBJECT)
            if subjects and all(i not in subjects for i in pronouns):  # "sanctions (that) Washington imposed"
                found = [tokens[verb].head]
        if not found and not self.is_passive(verb):
            found = [i for i in self.kids_as(verb, "nsubj") if i > verb and self.takes_object(verb)]
        if not found and not self.is_passive(verb) and verb + 1 < len(tokens):
            nearest = self.head_after(verb + 1)
            if nearest is not None and tokens[nearest].relation not in (*SUBJECT, "obl:tmod"):
                found = [nearest]
        return tuple(self.antecedent(i) for i in found)

    def _is_relative(self, verb: int) -> bool:
        """A clause on a noun that it leaves out; not "citing a source, that the delegation would leave"."""
        said = any(self.tokens[i].relation == "mark" and self.tokens[i].text.lower() == "that" for i in self.kids[verb])
        return self.tokens[verb].relation == "acl:relcl" and self.tokens[verb].head >= 0 and not said

    def antecedent(self, i: int) -> int:
        """The noun that a relative pronoun means; any other word itself."""
        if self.tokens[i].tag in ("WDT", "WP"):
            for above in self.sentence.ancestors(i):
                if self.tokens[above].relation == "acl:relcl" and self.tokens[above].head >= 0:
                    return self.tokens[above].head
        return i

    def asks_what(self, verb: int) -> bool:
        """ "what it called aggression": does the verb stand in a clause with "what"?"""
        before = self.tokens[max(0, verb - 5) : verb]
        return any(token.tag == "WP" and token.text.lower() == "what" for token in before)

    def takes_object(self, verb: int) -> bool:
        """Does a noun that hangs on the verb as its subject, but stands after it, act as its object?"""
        told = self.tokens[verb]
        beside = told.tag == "VBG" and told.relation in ("acl", "advcl")  # "a text calling for troops to leave"
        return (told.relation == "conj" or beside) and not self.kids_as(verb, *OBJECT)

    def is_staying(self, noun: int) -> bool:
        """ "is in Baghdad for talks", in a headline "to be in Baghdad": is the noun where somebody is?"""
        ahead = self.sentence.section == "headline" and any(self.tokens[i].tag == "TO" for i in self.kids[noun])
        is_told = self.kids_as(noun, "cop") and (ahead or self.kids_as(noun, "nsubj"))
        return bool(is_told) and self.preposition(noun) in ("in", "at", "on")

    def carrier(self, noun: int) -> int | None:
        """The verb or adjective that a noun is an argument of."""
        for above in self.sentence.ancestors(noun):
            tag = self.tokens[above].tag
            if tag in VERB or (tag in ("JJ", "RB", "IN") and self.kids_as(above, "cop", "nsubj")):
                return above
            if self.is_staying(above):
                return above
        return None
