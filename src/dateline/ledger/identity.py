"""Who is who over all reports: which names of reports mean one person, state or body. Structure decides.

A card is what all reports together say under one key (sort, slug and country of an entity). Cards are joined by
judgements, by slug, and persons by `same_name`; a "different" between any two keeps their groups apart. The outcome
is a function of the set of cards and judgements.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

import msgspec

from dateline.ledger.facts import Party, side_of
from dateline.ledger.types import Verdict
from dateline.lexicon.bearers import codes_of, same_bearer
from dateline.lexicon.names import same_name
from dateline.lexicon.persons import Person, find_person, is_hand_kept, spellings_of
from dateline.lexicon.romanisation import korean_key
from dateline.lexicon.states import states
from dateline.record import EntityKind

Decided = Mapping[frozenset[str], Verdict]

_NONE_DECIDED: Decided = {}


class Held(msgspec.Struct, kw_only=True):
    """An office as reports tell it: in how many, and from the first to the last of them."""

    title: str
    of: str | None
    origin: str
    articles: int = 0
    first: str | None = None
    last: str | None = None


class Card(msgspec.Struct, kw_only=True):
    """What reports say under one key, counted. Sums, firsts and lasts: no order of adding can be seen in it."""

    key: str
    slug: str
    country: str | None
    kinds: dict[str, int] = {}
    names: dict[str, int] = {}
    spellings: dict[str, int] = {}
    sectors: dict[str, int] = {}
    wikidata: dict[str, int] = {}
    offices: dict[str, Held] = {}
    articles: int = 0
    first: str | None = None
    last: str | None = None

    @property
    def is_person(self) -> bool:
        """Is it a name of a person?"""
        return self.key.startswith("p:")

    @property
    def item(self) -> str:
        """Which of several of that name and state it is, "" of most."""
        return self.key.partition("#")[2]

    @property
    def kind(self) -> EntityKind:
        """What most reports say it is."""
        return most(self.kinds) or "other"  # type: ignore[return-value]

    @property
    def name(self) -> str:
        """The name under which most reports have it."""
        return most(self.names) or self.slug


@dataclass(frozen=True, slots=True)
class Group:
    """Cards of one entity and the id it goes by."""

    id: str
    cards: tuple[Card, ...] = field(compare=False)

    @property
    def party(self) -> Party:
        """The group as merging of events sees it."""
        first = self.cards[0]
        country = next((one.country for one in self.cards if one.country), None)
        sector = most({sector: n for one in self.cards for sector, n in one.sectors.items()})
        return Party(self.id, first.kind, side_of(self.id, first.kind, country, sector))


def may_be_one(a: Card, b: Card) -> bool:
    """Must two cards be looked at together? Namesakes always, since one of them may have to change its id."""
    return a.key.split("@")[0] == b.key.split("@")[0] or (a.is_person and b.is_person and _same_person(a, b))


def most(counts: Mapping[str, int]) -> str | None:
    """What is counted most often, the first by letters of several; None of nothing."""
    return min(counts, key=lambda one: (-counts[one], one)) if counts else None


def blocks_of(card: Card) -> set[str]:
    """Keys under which another card of the same entity must be found: the slug; of persons, parts of the name."""
    blocks = {f"{card.key[0]}:{card.slug}"}
    if card.is_person:
        words = card.slug.split("-")
        blocks |= {f"p {words[0][:1]}{word[:2]}" for word in words[1:]} | {f"p {words[-1][:1]}{words[0][:2]}"}
        if card.country in (None, "PRK", "KOR") and (korean := korean_key(card.name)):
            blocks.add(f"p {'|'.join(korean)}")
        if card.country is not None:
            blocks |= {f"q {card.country} {code}" for name in _spellings(card) for code in codes_of(name, card.country)}
    return blocks


def group(cards: Iterable[Card], decided: Decided = _NONE_DECIDED) -> tuple[Group, ...]:
    """The entities among `cards`, which must hold every card that could belong to one of them."""
    known = {card.key: card for card in cards}
    homes = {key: {key} for key in known}
    for a, b in _pairs(known, decided):
        if homes[a] is not homes[b] and not any(
            _apart(known[x], known[y], decided) for x in homes[a] for y in homes[b]
        ):
            homes[a] |= homes[b]
            for key in homes[b]:
                homes[key] = homes[a]
    groups = {id(home): home for home in homes.values()}
    return tuple(_named([sorted(home) for home in groups.values()], known))


def _pairs(known: Mapping[str, Card], decided: Decided) -> Iterator[tuple[str, str]]:
    """Pairs that are one, the surest first, each kind in the order of the keys."""
    keys = sorted(known)
    together = sorted(
        tuple(sorted(pair)) for pair, verdict in decided.items() if verdict == "same" and pair <= known.keys()
    )
    yield from ((pair[0], pair[-1]) for pair in together)
    for key in keys:  # an entity without a country is the one of that slug, if there is only one
        if known[key].country is None:
            alike = [other for other in keys if other != key and other.split("@")[0] == key.split("@")[0]]
            if len(alike) == 1:
                yield key, alike[0]
        elif not known[key].item:  # of several of that name in one state, whoever is known best, or the only one
            held = [other for other in keys if other.startswith(f"{key}#")]
            person = _known(known[key])
            best = [other for other in held if person is not None and known[other].item == person.wikidata]
            if len(held) == 1 or best:
                yield key, (best or held)[0]
    persons = [key for key in keys if known[key].is_person]
    for a, b in combinations(persons, 2):
        if known[a].slug != known[b].slug and _same_person(known[a], known[b]) and _only(a, b, persons, known):
            yield a, b


def _same_person(a: Card, b: Card) -> bool:
    if (a.country and b.country and a.country != b.country) or _known_as_two(a, b):
        return False
    return _names(a, b) == "same"


def _names(a: Card, b: Card) -> Verdict:
    """What the names tell: more where both are of one country."""
    if a.country is None or a.country != b.country:
        return same_name(a.name, b.name, country=a.country or b.country)
    found = {same_bearer(x, y, a.country) for x in _spellings(a) for y in _spellings(b)}
    return "same" if "same" in found else same_bearer(a.name, b.name, a.country)


def _spellings(card: Card) -> Sequence[str]:
    """The name, and of a person of the lexicon the spellings that it lists."""
    known = _known(card)
    return (card.name,) if known is None else tuple(dict.fromkeys((card.name, *spellings_of(known))))


def _known_as_two(a: Card, b: Card) -> bool:
    """Does the lexicon have the two as two persons? Lists of office holders may have one under two spellings."""
    x, y = _known(a), _known(b)
    if x is None or y is None:
        return False
    return (is_hand_kept(x) and is_hand_kept(y)) or bool(x.wikidata and y.wikidata and x.wikidata != y.wikidata)


def _only(a: str, b: str, persons: Collection[str], known: Mapping[str, Card]) -> bool:
    """Where one of two has no country: is there no namesake of another country whom it could mean as well?"""
    for one, other in ((a, b), (b, a)):
        if known[one].country is None:
            countries = {
                known[key].country
                for key in persons
                if key != one and known[key].country and _same_person(known[one], known[key])
            }
            if len(countries | ({known[other].country} - {None})) > 1:
                return False
    return True


def _apart(a: Card, b: Card, decided: Decided) -> bool:
    """May the two never be one? A person's word counts more than a rule's."""
    if (verdict := decided.get(frozenset((a.key, b.key)))) is not None:
        return verdict != "same"
    if a.item and b.item and a.item != b.item:
        return True
    if a.country and b.country and a.country != b.country:
        return True
    if not a.is_person or not b.is_person or a.slug == b.slug:
        return False
    return _known_as_two(a, b) or _names(a, b) == "different"


def _shadows_a_state(card: Card) -> bool:
    """Is it a place with the name of another state: Georgia in America?"""
    code = _state_codes().get(card.slug)
    return card.key.startswith("l:") and code is not None and card.country not in (None, code)


@cache
def _state_codes() -> Mapping[str, str]:
    return {one.id: code for code, one in states().items()}


def _is_known(card: Card) -> bool:
    return _known(card) is not None


def _known(card: Card) -> Person | None:
    """The person of the lexicon whose card it is."""
    if not card.is_person:
        return None
    known = find_person(card.name, country=card.country)
    if known is None or known.id != card.slug or (card.item and card.item != known.wikidata):
        return None
    return known


def _named(groups: Iterable[list[str]], known: Mapping[str, Card]) -> Iterator[Group]:
    """Each group with its id: the slug of its best card; where several groups have that, with its country."""
    led: list[tuple[str, tuple[Card, ...]]] = []
    for keys in groups:
        best = sorted((known[key] for key in keys), key=lambda one: (not _is_known(one), one.country is None, one.key))
        led.append((best[0].key.split("@")[0], tuple(best)))
    for stem, cards in sorted(led, key=lambda one: (one[0], one[1][0].key)):
        alone = sum(other == stem for other, _ in led) == 1
        country = cards[0].country
        plain = (alone and not _shadows_a_state(cards[0])) or country is None or _is_known(cards[0])
        item = next((one.item for one in cards if one.item), country or "")
        yield Group(cards[0].slug if plain else f"{cards[0].slug}-{item.lower()}", cards)
