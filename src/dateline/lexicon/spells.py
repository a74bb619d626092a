"""Rows of the tables of office holders: who held which office from when to when, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.lexicon.files import table
from dateline.lexicon.large import cells
from dateline.lexicon.slugs import slug

# Held by several persons at a time: a later spell does not close an earlier one.
SHARED = frozenset(
    [
        "adviser", "ambassador", "central_banker", "deputy_foreign_minister", "deputy_head_of_government", "eu_leader",
        "executive", "first_lady", "governor", "intelligence_chief", "judge", "legislator", "military_officer",
        "minister", "opposition_leader", "party_leader", "permanent_representative", "religious_leader", "royal",
        "secretary_general", "special_envoy", "speaker", "spokesperson", "trade_minister", "vice_president",
    ]
)  # fmt: skip


class Spell(NamedTuple):
    """One person in one office. Days are ISO 8601, some only a month or a year.

    An empty `end` means open on `as_of`, not "still in office". `source`: own, w, f, c, h or i (see offices.tsv.gz).
    """

    role: str
    of: str
    person: str
    wikidata: str
    start: str
    end: str
    as_of: str
    source: str

    def covers(self, day: date) -> bool:
        """Was the office held on that day, as far as the row tells? The last day does not count."""
        at = day.isoformat()
        return self.start[: len(at)] <= at and (not self.end or at < self.end)


@cache
def spells() -> tuple[Spell, ...]:
    """All rows, the hand-kept ones first: they replace what other tables say of that person, office and time."""
    listed = [Spell(*row) for row in cells("offices.tsv.gz", Spell._fields)]
    items = {(one.of, one.person): one.wikidata for one in listed if one.wikidata}
    own = [
        Spell(
            row["role"], row["of"], row["person"], items.get((row["of"], row["person"]), ""),
            row["start"], row["end"], row["as_of"], "own",
        )
        for row in table("offices_own.tsv")
    ]  # fmt: skip
    kept: dict[tuple[str, str, str], list[Spell]] = {}
    for one in own:
        kept.setdefault((one.role, one.of, one.person), []).append(one)
    taken: dict[tuple[str, str], list[Spell]] = {}
    for one in own:
        if one.role not in SHARED:
            taken.setdefault((one.role, one.of), []).append(one)
    rest = (
        one
        for one in listed
        if not any(_overlap(one, other) for other in kept.get((one.role, one.of, one.person), ()))
        and not any(_intrudes(one, other) for other in taken.get((one.role, one.of), ()))
    )
    return (*own, *rest)


def _intrudes(one: Spell, own: Spell) -> bool:
    """Does a list put another into an office that is known to be taken? It is a longer name, a deputy, a province."""
    return own.start <= one.start < (own.end or own.as_of) and one.person != own.person


def _overlap(a: Spell, b: Spell) -> bool:
    return a.start < (b.end or "9999") and b.start < (a.end or "9999")


@cache
def spells_by_person() -> Mapping[str, tuple[Spell, ...]]:
    """All rows by the id of the person, the slug of the name."""
    found: dict[str, list[Spell]] = {}
    for one in spells():
        found.setdefault(one.person, []).append(one)
    by_id: dict[str, tuple[Spell, ...]] = {}
    for person, rows in found.items():
        key = slug(person)
        by_id[key] = (*by_id.get(key, ()), *rows)
    return MappingProxyType(by_id)


@cache
def spells_by_office() -> Mapping[tuple[str, str], tuple[Spell, ...]]:
    """All rows by role and state or body."""
    found: dict[tuple[str, str], list[Spell]] = {}
    for one in spells():
        found.setdefault((one.role, one.of), []).append(one)
    return MappingProxyType({key: tuple(value) for key, value in found.items()})
