"""Which statements of reports are one utterance, kept up to date in the store.

Two are joined that have the very same words, or like words within some days (`sayings.py`); what is joined to one of a
group is joined to all of it. So a group is a function of the set of statements, whatever the order in which they came.
It goes by its earliest claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import msgspec
from sqlalchemy import BindParameter, Connection, bindparam, delete, select, text, update

from dateline.ledger.kept import into, run_many
from dateline.ledger.keys import UNTOLD
from dateline.ledger.parties import parts
from dateline.ledger.rows import loads
from dateline.ledger.sayings import WITHIN_DAYS, Saying, same_saying
from dateline.ledger.schema import said

_GROUPS: BindParameter[Any] = bindparam("groups", expanding=True)
_MARKS = (said.c.claim, said.c.position, said.c.words, said.c.same, said.c.speaker, said.c.told, said.c.saying)
_SAME = select(*_MARKS).where(said.c.same.in_(bindparam("hashes", expanding=True)))
_OF_GROUPS = select(*_MARKS).where(said.c.words.in_(_GROUPS))
_FIRST = select(said.c.claim, said.c.position).where(said.c.claim.in_(_GROUPS))
_RENAMED = update(said).where(said.c.words == bindparam("was")).values(words=bindparam("now"))
_PUT = update(said).where(said.c.claim == bindparam("of")).values(words=bindparam("now"))
_COLUMNS = "s.claim, s.position, s.words, s.same, s.speaker, s.told, s.saying"
_BETWEEN = " AS a CROSS JOIN said AS s WHERE s.speaker = {0} AND s.told BETWEEN {1} AND {2}"
_ITEMS = {
    "sqlite": ("json_each(:asked)", "json_extract(a.value, '$[{}]')", "{}"),
    "postgresql": ("json_array_elements(CAST(:asked AS json))", "(a.value ->> {})", "CAST({} AS integer)"),
}
_NEAR = {
    dialect: text(
        f"SELECT {_COLUMNS} FROM {items}"
        + _BETWEEN.format(item.format(0), *(number.format(item.format(i)) for i in (1, 2)))
    )
    for dialect, (items, item, number) in _ITEMS.items()
}


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement of a report, as far as it is compared."""

    claim: str
    position: str
    group: str
    same: str
    speaker: str
    told: int
    saying: Saying


def put(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    """Add statements of reports; the groups that are others than before."""
    fresh = [_said(**{name: row[name] for name in _NAMES}) for row in rows]
    others = _around(connection, fresh)
    homes: dict[str, set[str]] = {}  # a group, and those that are one with it now
    for a, b in _pairs(fresh, others):
        joined = homes.setdefault(a.group, {a.group}) | homes.setdefault(b.group, {b.group})
        for group in joined:
            homes[group] = joined
    first = {one.claim: one.position for one in fresh}
    for part in parts(sorted({group for group in homes if group not in first})):
        first |= {row.claim: row.position for row in connection.execute(_FIRST, {"groups": part})}
    names = {group: min(joined, key=lambda one: (first[one], one)) for group, joined in homes.items()}
    run_many(connection, into(said), [{**row, "words": names.get(row["words"], row["words"])} for row in rows])
    stored = {one.group for one in others}
    if moved := [group for group in stored if names.get(group, group) != group]:
        connection.execute(_RENAMED, [{"was": group, "now": names[group]} for group in moved])
    return {names.get(one.group, one.group) for one in fresh} | set(moved)


def take(connection: Connection, article: int) -> set[str]:
    """Take the statements of a report out; the groups that are others than before."""
    mine = said.c.article == article
    groups = set(connection.execute(select(said.c.words).where(mine)).scalars())
    if not groups:
        return set()
    connection.execute(delete(said).where(mine))
    left: list[_Said] = []
    for part in parts(sorted(groups)):
        left += [_said(*row) for row in connection.execute(_OF_GROUPS, {"groups": part})]
    homes = {one.claim: {one.claim} for one in left}
    for a, b in combinations(left, 2):
        if homes[a.claim] is not homes[b.claim] and _one(a, b):
            joined = homes[a.claim] | homes[b.claim]
            homes |= dict.fromkeys(joined, joined)
    first = {one.claim: (one.position, one.claim) for one in left}
    names = {claim: min(joined, key=first.__getitem__) for claim, joined in homes.items()}
    if names:
        connection.execute(_PUT, [{"of": claim, "now": group} for claim, group in names.items()])
    return groups | set(names.values())


_NAMES = ("claim", "position", "words", "same", "speaker", "told", "saying")


def _said(claim: str, position: str, words: str, same: str, speaker: str, told: int, saying: str) -> _Said:
    return _Said(claim, position, words, same, speaker, told, _saying(saying))


@lru_cache(maxsize=5_000)
def _saying(words: str) -> Saying:
    return loads(words, Saying)


def _around(connection: Connection, fresh: Sequence[_Said]) -> list[_Said]:
    """What is stored that may be one with any of these."""
    found: dict[str, Any] = {}
    for part in parts(sorted({one.same for one in fresh})):
        found |= {row.claim: row for row in connection.execute(_SAME, {"hashes": part})}
    asked = sorted({
        (one.speaker, one.told - WITHIN_DAYS, one.told + WITHIN_DAYS)
        for one in fresh
        if one.speaker and one.told != UNTOLD
    })  # fmt: skip
    for part in parts(asked):
        rows = connection.execute(_NEAR[connection.dialect.name], {"asked": msgspec.json.encode(part).decode()})
        found |= {row.claim: row for row in rows}
    return [_said(*row) for row in found.values()]


def _pairs(fresh: Sequence[_Said], others: Sequence[_Said]) -> Iterable[tuple[_Said, _Said]]:
    """Pairs that are one, of which at least one is new."""
    by_words: dict[str, list[_Said]] = {}
    by_speaker: dict[tuple[str, int], list[_Said]] = {}  # and by the day of the report
    for one in others:
        by_words.setdefault(one.same, []).append(one)
        by_speaker.setdefault((one.speaker, one.told), []).append(one)
    for one in fresh:
        same = by_words.setdefault(one.same, [])
        yield from ((one, other) for other in same[:1])  # all of them are one already
        if one.speaker:
            for day in range(one.told - WITHIN_DAYS, one.told + WITHIN_DAYS + 1):
                near = by_speaker.get((one.speaker, day), ())
                yield from ((one, other) for other in near if one.same != other.same and _one(one, other))
        same.append(one)
        by_speaker.setdefault((one.speaker, one.told), []).append(one)


def _one(a: _Said, b: _Said) -> bool:
    if a.same == b.same:
        return True
    if not a.speaker or a.speaker != b.speaker or UNTOLD in (a.told, b.told) or abs(a.told - b.told) > WITHIN_DAYS:
        return False
    return same_saying(a.saying, b.saying)
