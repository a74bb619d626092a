"""The cast in the making: entities gather their facts and mentions while a report is read, then freeze."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.analysis import Token
from dateline.reading.frame import Cast, Reference, Scene
from dateline.record import Entity, EntityKind, Evidence, Form, Mention, Origin, Role


@dataclass(slots=True)
class Character:
    """An entity in the making. `roles` are (role of the lexicon, of whom); `office` is how the text words them."""

    id: str
    kind: EntityKind
    name: str
    country: str | None = None
    sector: str | None = None
    gender: str = ""
    roles: list[tuple[str, str | None]] = field(default_factory=list)
    crown: str | None = None  # a king ("m"), a queen ("f"), a monarch (""), by title
    serves: bool = False  # speaks for a body of several states: "U.N. envoy Hans Blix", "NATO troops"
    offices: list[tuple[str, str | None, Evidence | None, Origin]] = field(default_factory=list)

    def hold(self, role: str, of: str | None) -> None:
        """Note that it holds an office, for "the minister" and "his counterpart"."""
        if (role, of) not in self.roles:
            self.roles.append((role, of))


class Draft:
    """Entities and references of one report while they are found."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.characters: dict[str, Character] = {}
        self.references: list[Reference] = []
        self._ordered: list[tuple[int, int, int, Reference]] = []  # by sentence and word
        self._taken: dict[tuple[int, int], list[Reference]] = {}
        self._held: dict[tuple[int, int], int] = {}

    def character(
        self, entity: str, kind: EntityKind, name: str, country: str | None = None, sector: str | None = None
    ) -> Character:
        """The entity of that id, made if it is new."""
        one = self.characters.setdefault(entity, Character(entity, kind, name, country, sector))
        one.country = one.country or country
        one.sector = one.sector or sector
        return one

    def refer(
        self,
        sentence: int,
        first: int,
        last: int,
        entities: tuple[str, ...],
        form: Form,
        *,
        head: int | None = None,
        candidates: tuple[str, ...] = (),
    ) -> Reference:
        """Note that tokens [first, last) mean `entities` (or one of `candidates`)."""
        words = self.scene.sentence(sentence)
        if head is None:
            head = head_of(words.tokens, first, last)
        one = Reference(sentence, first, last, head, words.cover(first, last), form, entities, candidates)
        self.references.append(one)
        insort(self._ordered, (sentence, first, len(self._ordered), one))
        for token in range(first, last):
            self._taken.setdefault((sentence, token), []).append(one)
        return one

    def at(self, sentence: int, token: int) -> tuple[Reference, ...]:
        """The references that cover a word, as they are now."""
        return tuple(self._taken.get((sentence, token), ()))

    def free(self, sentence: int, first: int, last: int) -> bool:
        """Is none of tokens [first, last) part of a reference?"""
        if last - first == 1:  # by far the most frequent question
            return (sentence, first) not in self._taken
        return not any((sentence, token) in self._taken for token in range(first, last))

    def hold_back(self, sentence: int, first: int, last: int) -> None:
        """Let nothing else take tokens [first, last) until they are released: it is not known yet whom they mean."""
        self._held[sentence, first] = last
        for token in range(first, last):
            self._taken.setdefault((sentence, token), [])

    def release(self, sentence: int, first: int) -> None:
        """Give free what was held back from word `first` on."""
        last = self._held.pop((sentence, first), first)
        for token in range(first, last):
            if not self._taken[sentence, token]:
                del self._taken[sentence, token]

    def before(self, sentence: int, token: int, reach: int = 3) -> Iterator[Reference]:
        """References that stand before a word, the nearest first, up to `reach` sentences back."""
        stop = bisect_left(self._ordered, (sentence, token))
        for at, _, _, one in reversed(self._ordered[bisect_left(self._ordered, (sentence - reach,)) : stop]):
            if (at, one.last) <= (sentence, token):
                yield one

    def cast(self) -> Cast:
        """The finished cast; entities that nothing refers to are left out, references without any word are kept."""
        spans: dict[str, list[Mention]] = {}
        for one in sorted(self.references, key=lambda one: one.span):
            quote = self.scene.article.text[one.span.start : one.span.end]
            for entity in one.entities:
                spans.setdefault(entity, []).append(Mention(one.span.start, one.span.end, quote, one.form))
        entities = {
            one.id: Entity(
                id=one.id,
                kind=one.kind,
                name=one.name,
                country=one.country,
                sector=one.sector,
                roles=tuple(Role(title, of, evidence, origin) for title, of, evidence, origin in one.offices),
                mentions=tuple(spans[one.id]),
            )
            for one in self.characters.values()
            if one.id in spans
        }
        return Cast.of(entities, self.references)


def head_of(tokens: tuple[Token, ...], first: int, last: int) -> int:
    """The word of [first, last) whose governor lies outside; the last one if several do."""
    heads = [i for i in range(first, last) if not first <= tokens[i].head < last]
    nouns = [i for i in heads if tokens[i].tag[:1] == "N" or tokens[i].tag.startswith("PRP")]
    return (nouns or heads or [last - 1])[0 if len(nouns) > 1 else -1]
