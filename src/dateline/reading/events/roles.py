"""Who stands on which side of an event: the places of a frame, filled with entities of the cast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.reading.events.fillers import Filler, fill, filler_of, is_city_state, unique
from dateline.reading.events.outlook import Outlook
from dateline.reading.events.tables import Trigger
from dateline.reading.events.tags import FINITE, NOUN, VERB
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast
from dateline.record import Kind

_LEFT = NOUN | {"JJ", "CD", "HYPH", "JJR", "JJS", "RB", "VBN", "VBG", "SYM", "CC", ":", ",", "FW", "$"}
_AIMED: frozenset[Kind] = frozenset({"threat", "rejection", "protest", "demand", "accusation"})
_TOWARDS = frozenset({"with", "from", "on", "against", "to", "into", "of"})
_POLITICAL = frozenset({"state", "organisation", "person", "group"})
_CULPABLE: frozenset[Kind] = frozenset({"assault", "coercion"})
_BLAMING = frozenset({"blame", "accuse", "condemn", "suspect", "hold"})
_REACH = 14  # words between a trigger and a phrase that no arc joins to it


@dataclass(frozen=True, slots=True)
class Sides:
    """The fillers of both sides."""

    actors: tuple[Filler, ...] = ()
    recipients: tuple[Filler, ...] = ()

    @property
    def all(self) -> tuple[Filler, ...]:
        """Both sides."""
        return self.actors + self.recipients

    def entities(self) -> set[str]:
        """Everyone who takes part."""
        return {entity for filler in self.all for entity in filler.entities}


class Roles:
    """Fills the frame of one trigger in its sentence."""

    def __init__(
        self,
        words: Words,
        cast: Cast,
        trigger: Trigger,
        head: int,
        end: int,
        outlook: Outlook,
        matched: tuple[int, ...] = (),
    ) -> None:
        self.matched = matched
        self.words, self.cast, self.trigger = words, cast, trigger
        self.head, self.end, self.outlook = head, end, outlook

    def sides(self) -> Sides:
        """Both sides; on a symmetric event everyone who is not clearly the other side is an actor."""
        actors = (
            self._verb_side(self.trigger.frame.actor)
            if self.trigger.verb
            else self._noun_side(self.trigger.frame.actor)
        )
        if self.trigger.verb:
            recipients = self._first(self.trigger.frame.recipient, actors, self._verb_side)
        else:
            recipients = self._first(self.trigger.frame.recipient, actors, self._noun_side)
            if not recipients and "of" in self.trigger.frame.recipient:
                recipients, actors = self._suffered(actors)
            actors, recipients = self._carried(actors, recipients)
        passive = self.trigger.verb and self.words.is_passive(self.head)
        if self.trigger.kind == "expulsion" and passive and not _resolved(actors):  # "expelled from Britain": by it
            actors = [one for i in self._obliques(self.head, "from") for one in fill(self.words, self.cast, i)]
        deployed = self.trigger.kind == "mobilisation" and passive
        if deployed and not _resolved(actors):  # "police were deployed": whose they are is told by them
            actors = [one for i in self.words.objects(self.head) for one in fill(self.words, self.cast, i)]
        if self.trigger.verb and self.trigger.kind in _AIMED and not _resolved(recipients):
            owners = [one for open_one in recipients for one in self._owner(open_one.head)]
            recipients = owners or self._of_complement() or recipients
        return Sides(tuple(unique(actors)), tuple(self._apart(unique(recipients), actors)))

    def _of_complement(self) -> list[Filler]:
        """ "threatened to attack Seoul", "refused to resume talks with the rebels": whom the act would be done to."""
        words, tokens = self.words, self.words.tokens
        for verb in words.kids_as(self.head, "xcomp", "ccomp", "advcl"):
            if (
                verb < self.head
                or tokens[verb].tag != "VB"
                or not any(tokens[i].tag == "TO" for i in words.group(verb))
            ):
                continue
            inner = [i for i in words.kids_as(verb, "ccomp") if i > verb]  # "to demand that Syria end its presence"
            objects = [*words.objects(verb), *(i for clause in inner for i in words.subjects(clause))]
            objects += [noun for case, noun in words.obliques(verb) if case in _TOWARDS]
            heads = [*objects, *(noun for one in objects for case, noun in words.obliques(one) if case in _TOWARDS)]
            for head in heads:
                found = [one for one in fill(words, self.cast, head) if one.entities and self._is_political(one)]
                if found or (found := self._owner(head)):
                    return found
        return []

    def _owner(self, noun: int) -> list[Filler]:
        """ "against President Musharraf's emergency rule": whose it is, person or not."""
        found = [one for i in self.words.kids_as(noun, "nmod:poss") for one in fill(self.words, self.cast, i)]
        return [one for one in found if one.entities and self._is_political(one)]

    def _is_political(self, one: Filler) -> bool:
        return any(e in self.cast.entities and self.cast.entities[e].kind in _POLITICAL for e in one.entities)

    @staticmethod
    def _apart(recipients: list[Filler], actors: list[Filler]) -> Iterator[Filler]:
        """Nobody is on both sides, and no word is."""
        taken = {entity for one in actors for entity in one.entities}
        for one in recipients:
            rest = tuple(entity for entity in one.entities if entity not in taken)
            if any(
                one.first < other.last and other.first < one.last for other in actors if other.entities and one.entities
            ):
                continue
            if rest or not one.entities:
                yield Filler(rest, one.first, one.last, one.head, one.plural)

    def _first(self, places: tuple[str, ...], actors: list[Filler], side: object) -> list[Filler]:
        taken = {entity for one in actors for entity in one.entities}
        open_ended: list[Filler] = []
        for place in places:
            found = side((place,))  # type: ignore[operator]
            if any(set(one.entities) - taken for one in found):
                return list(found)
            open_ended = open_ended or list(found)
        return open_ended

    # Verbs

    def _verb_side(self, places: Iterable[str]) -> list[Filler]:
        found: list[Filler] = []
        for place in places:
            found += self._verb_place(place)
        return found

    def _verb_place(self, place: str) -> list[Filler]:
        words = self.words
        if place == "subj":
            heads = words.subjects(self.head)
            found = [one for head in heads for one in fill(words, self.cast, head)]
            if not any(one.entities for one in found) and not words.is_passive(self.head):
                found = self._before() or found
            return found
        if place == "obj":
            heads = [i for i in words.objects(self.head) if i not in self.matched] or self._inner_objects()
            return [one for head in heads for one in fill(words, self.cast, head)]
        return self._by_preposition(self.head, place)

    def _inner_objects(self) -> list[int]:
        """What stands after a pattern of several words ("met with X" as a pattern has X after it)."""
        head = self.words.head_after(self.end)
        if head is None and self.end < len(self.words.tokens) and self.words.tokens[self.end].tag in ("PRP", "WP"):
            head = self.end
        return [head] if head is not None else []

    def _before(self) -> list[Filler]:
        """The nearest name before a verb that has no subject by arcs, if no other verb stands between."""
        tokens = self.words.tokens
        verb = min(self.words.group(self.head), default=self.head)
        if tokens[self.head].tag in ("VBN", "VBG", "VB") and not self.words.group(self.head):
            return []
        for i in range(verb - 1, max(-1, verb - _REACH), -1):
            if tokens[i].tag in FINITE or tokens[i].text in (";", ":"):
                return []
            reference = self.cast.at(self.words.index, i)
            if reference is not None and reference.entities and reference.head == i:
                if self.words.preposition(i) or tokens[i].relation in (
                    "obl",
                    "nmod",
                    "obj",
                    "obl:tmod",
                    "nmod:poss",
                    "amod",
                    "compound",
                ):
                    continue
                return fill(self.words, self.cast, i)
        return []

    def _by_preposition(self, verb: int, place: str) -> list[Filler]:
        words, tokens = self.words, self.words.tokens
        heads = [i for preposition, i in words.obliques(verb) if preposition == place and i > verb]
        if not heads and place in self.trigger.pattern.lemmas[1:] and self.end - 1 > self.head:
            heads = self._inner_objects()
        if not heads:
            for obj in words.objects(verb):
                heads += [i for preposition, i in words.obliques(obj) if preposition == place and i > obj]
        if not heads:
            for i in range(verb + 1, min(len(tokens), verb + _REACH)):
                if tokens[i].tag in FINITE or tokens[i].text in (";", ":", "that", "which", "who", "“", '"'):
                    break
                if tokens[i].tag in VERB and i > self.end:
                    break
                if (
                    tokens[i].text.lower() == place
                    and tokens[i].tag in ("IN", "TO")
                    and (head := words.head_after(i + 1)) is not None
                ):
                    heads.append(head)
                    break
        return [one for head in heads for one in fill(words, self.cast, head)]

    # Nouns

    def _noun_side(self, places: Iterable[str]) -> list[Filler]:
        found: list[Filler] = []
        for place in places:
            found += self._noun_place(place)
        return found

    def _noun_place(self, place: str) -> list[Filler]:
        if place in ("poss", "adj"):
            return self._left(place == "poss")
        return self._right(place)

    def _left(self, possessive: bool) -> list[Filler]:
        """Names before the noun: with 's or a possessive pronoun, or as adjectives and compounds."""
        words, tokens = self.words, self.words.tokens
        first = self.head - len(self.trigger.pattern.lemmas) + 1
        edge = first
        while edge and (tokens[edge - 1].tag in _LEFT or tokens[edge - 1].tag in ("POS", "PRP$", "DT", "WP$")):
            edge -= 1
            if tokens[edge].tag in ("DT", "PRP$", "WP$") and not (edge and tokens[edge - 1].tag == "POS"):
                break
            if tokens[edge].tag == "," and tokens[edge - 1].tag not in ("JJ",):
                edge += 1
                break
        found: list[Filler] = []
        for reference in self.cast.within(words.index, edge, first):
            if not reference.entities or (reference.last == first and is_city_state(self.cast, reference)):
                continue
            after = tokens[reference.last].tag if reference.last < len(tokens) else ""
            is_possessive = (
                after == "POS"
                or tokens[reference.last - 1].tag in ("POS", "PRP$", "WP$")
                or reference.form == "pronoun"
            )
            if (
                is_possessive == possessive
                and not any(reference.first < one.last and one.first < reference.last for one in found)
                and (possessive or all(tokens[i].tag not in ("POS",) for i in range(reference.last, first)))
            ):
                found.append(filler_of(words, reference))
        if possessive:
            for i in words.kids_as(self.head, "nmod:poss"):
                if not any(one.first <= i < one.last for one in found):
                    found += [one for one in fill(words, self.cast, i) if one.entities]
        return found

    def _right(self, place: str) -> list[Filler]:
        words, tokens = self.words, self.words.tokens
        heads = [i for preposition, i in words.obliques(self.head) if preposition == place and i > self.head]
        if not heads:
            i, steps = self.head + 1, 0
            while i < len(tokens) and steps < 4:
                if tokens[i].tag not in ("IN", "TO"):
                    break
                head = words.head_after(i + 1)
                if head is None:
                    break
                if tokens[i].text.lower() == place:
                    heads.append(head)
                i, steps = words.phrase_end(i + 1), steps + 1
        return [one for head in heads for one in fill(words, self.cast, head)]

    def _suffered(self, actors: list[Filler]) -> tuple[list[Filler], list[Filler]]:
        """ "Putin's arrest": without an "of", a person before the noun is the one who suffers it."""
        persons = [
            one
            for one in actors
            if any(e in self.cast.entities and self.cast.entities[e].kind == "person" for e in one.entities)
        ]
        return persons, [one for one in actors if one not in persons]

    def _carried(self, actors: list[Filler], recipients: list[Filler]) -> tuple[list[Filler], list[Filler]]:
        """The sides that the verb around a noun adds: "Blinken held talks …", "faces sanctions", "… with Lavrov"."""
        words, carrier = self.words, self.outlook.word
        if carrier < 0 and self.trigger.frame.symmetric and not _resolved(actors) and _resolved(recipients):
            actors = self._around() or actors
        if self.trigger.kind in _CULPABLE and not _resolved(actors):
            actors = self._blamed() or actors
        if carrier < 0 or words.tokens[carrier].tag not in VERB:
            return actors, recipients
        subjects = [one for head in words.subjects(carrier) for one in fill(words, self.cast, head)]
        if self.outlook.subject == "actor" and (not _resolved(actors) or self.trigger.frame.symmetric):
            actors = subjects + [one for one in actors if one.entities]
        elif self.outlook.subject == "recipient":
            if self.trigger.frame.symmetric and not _resolved(actors):
                actors = subjects  # "hosted a dinner with Putin"
            elif self.trigger.frame.symmetric or not _resolved(recipients):
                recipients = recipients + subjects
            if not _resolved(actors):
                actors = [one for head in self._obliques(carrier, "from", "by") for one in fill(words, self.cast, head)]
        if not _resolved(recipients) and self.trigger.frame.recipient:
            for place in self.trigger.frame.recipient:
                found = [one for head in self._obliques(carrier, place) for one in fill(words, self.cast, head)]
                if _resolved(found):
                    recipients = found
                    break
        return actors, recipients

    def _blamed(self) -> list[Filler]:
        """ "blamed the rebels for the bombing": who is said to have done it."""
        words, tokens = self.words, self.words.tokens
        verb = tokens[self.head].head
        if words.preposition(self.head) not in ("for", "of", "over") or verb < 0 or tokens[verb].lemma not in _BLAMING:
            return []
        return [one for i in words.objects(verb) for one in fill(words, self.cast, i) if one.entities]

    def _around(self) -> list[Filler]:
        """ "After talks with Cavusoglu, Lavrov said …": the subject of the main clause took part."""
        words, tokens = self.words, self.words.tokens
        first = words.phrase_start(self.head)
        if not first or tokens[first - 1].text.lower() not in ("after", "following", "during", "at", "in", "before"):
            return []
        above = words.carrier(self.head)
        if above is None:
            return []
        return [one for head in words.subjects(above) for one in fill(words, self.cast, head) if one.entities]

    def _obliques(self, verb: int, *places: str) -> list[int]:
        return [i for preposition, i in self.words.obliques(verb) if preposition in places]


def _resolved(fillers: Iterable[Filler]) -> bool:
    return any(one.entities for one in fillers)
