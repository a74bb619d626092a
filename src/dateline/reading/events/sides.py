"""The sides of an event, and the site of the trigger that they are looked for around."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.reading.events.fillers import Filler, fill
from dateline.reading.events.standing import Outlook
from dateline.reading.events.tables import Trigger, classes
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast
from dateline.record import Kind

# Acts against somebody: what is done in support of somebody else is not done to him.
HOSTILE: frozenset[Kind] = frozenset({
    "sanction", "accusation", "threat", "expulsion", "recall", "assault", "rejection", "cancellation", "demand",
})  # fmt: skip
_HOSTED: frozenset[Kind] = frozenset({"visit", "meeting", "summit", "negotiation", "ceremony", "call"})


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


@dataclass(frozen=True, slots=True)
class Site:
    """Where a trigger stands: its head, the end of its pattern, the words that matched, and what its outlook says."""

    words: Words
    cast: Cast
    trigger: Trigger
    head: int
    end: int
    outlook: Outlook
    matched: tuple[int, ...] = ()

    def fillers(self, heads: Iterable[int]) -> list[Filler]:
        """The entities that the phrases at these words mean, each with those joined to it."""
        return [one for head in heads for one in fill(self.words, self.cast, head)]

    def obliques(self, head: int, *prepositions: str) -> list[int]:
        """The nouns that hang on `head` by one of these prepositions."""
        told = [noun for preposition, noun in self.words.obliques(head) if preposition in prepositions]
        return [noun for noun in told if not self.is_on_behalf(noun)]

    def is_on_behalf(self, noun: int) -> bool:
        """ "sanctions in support of Ukraine", "at the request of the president": he takes no part by that."""
        before = self.words.preposition(noun)
        if self.trigger.kind in _HOSTED:
            return False  # "a visit at the invitation of the king"
        after = [token.text.lower() for token in self.words.tokens[noun + 1 : noun + 2]]
        favour = self.trigger.kind in HOSTILE and after in (["of"], ["with"])  # not "a freeze in aid to Chad"
        behalf = classes()["behest"] | (classes()["in-favour"] if favour else frozenset())
        return before in ("in", "on", "at") and self.words.tokens[noun].lemma in behalf

    def is_any(self, one: Filler, kinds: frozenset[str]) -> bool:
        """Is any entity of the filler of one of these kinds?"""
        return any(e in self.cast.entities and self.cast.entities[e].kind in kinds for e in one.entities)


def is_resolved(fillers: Iterable[Filler]) -> bool:
    """Does any of them mean somebody?"""
    return any(one.entities for one in fillers)
