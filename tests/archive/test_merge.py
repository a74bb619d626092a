"""The second pass holds what a ledger of the same reports holds."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `archive` is not installed")
pytest.importorskip("fastwarc", reason="the extra `archive` is not installed")

import pyarrow.parquet as pq
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from archive_make import run
from dateline import Ledger
from dateline.archive.load import records_in
from dateline.archive.merge import MERGED, merged, write
from dateline.archive.shelf import Column, Limits, Sorted, cell
from dateline.cli import main
from dateline.evaluation import corpus
from dateline.exports.from_ledger import from_ledger
from dateline.record import Kind, Record, Status
from ledger_make import report, told

PEOPLE = ["Donald Trump", "Mike Pompeo", "Kim Jong-un", "Kim Yong-chol", "Sergei Lavrov", "Vladimir Putin"]

WORDS = [
    "We will never give up our nuclear weapons while the sanctions stay",
    "we will not give up our nuclear weapons as long as sanctions stay",
    "The talks in Hanoi were the best that the two countries have had in twenty years",
]
OUTLETS = [None, "The Sample", "Example Tribune"]


def by_hand(seed: int, count: int) -> list[Record]:
    """Reports of a year about the same few people: plans, deeds and what falls through, several of one matter."""
    chance = random.Random(seed)
    found = []
    for n in range(count):
        one, other = chance.sample(PEOPLE, 2)
        day = f"2018-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        kind: Kind = chance.choice(["meeting", "summit", "visit", "call", "threat", "agreement"])
        status: Status = chance.choice(["scheduled", "occurred", "cancelled"])
        when = chance.choice([None, day, f"2018-{chance.randint(1, 12):02}-10"])
        url = f"https://e.org/{n % (count - count // 10)}"  # some pages come twice, in another state
        said = [(one, chance.choice(WORDS))] if chance.random() < 0.5 else []
        published = day if chance.random() < 0.95 else None
        place = chance.choice([None, "Hanoi", "Singapore"])
        event = told(kind, [one], [other], status=status, when=when, place=place)
        found.append(report(published, event, said=said, url=url, name=f"a{n}", outlet=chance.choice(OUTLETS)))
    return found


def held(records: list[Record], place: Path) -> tuple[set[object], ...]:
    """What a ledger holds, in an order of its own."""
    with Ledger(place) as ledger:
        ledger.add_many(random.Random(1).sample(records, len(records)), at_once=7)
        found = from_ledger(ledger, texts=False)
    return set(found.articles), set(found.entities), set(found.events), set(found.statements)


def together(records: list[Record], limits: Limits | None = None) -> tuple[set[object], ...]:
    found = merged(records, limits=limits)
    return set(found.articles), set(found.entities), set(found.events), set(found.statements)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_merging_in_parts_gives_the_records_of_a_ledger(seed: int, tmp_path: Path) -> None:
    records = by_hand(seed, 150)

    ours = together(records)

    assert any(event.told > 2 for event in merged(records).events)
    assert held(records, tmp_path / "a.db") == ours


@pytest.mark.parametrize(
    "limits", [{"bytes": 3_000}, {"claims": 4}, {"claims": 1, "matters": 2}, {"bytes": 1, "claims": 3, "matters": 1}]
)
def test_how_much_may_lie_in_memory_does_not_change_a_byte(limits: dict[str, int], tmp_path: Path) -> None:
    """With some kilobytes nearly everything goes to disk, and parts of some claims are merged from there."""
    records = by_hand(4, 120)  # in ten parts, the largest of 34 claims
    few = Limits(tmp_path, **limits)

    write(merged(records), tmp_path / "much")
    write(merged(reversed(records), limits=few), tmp_path / "little")

    assert sum(event.told > 1 for event in merged(records).events) > 10
    assert together(records, few) == held(records, tmp_path / "a.db")
    for name in MERGED:
        assert (tmp_path / "much" / f"{name}.parquet").read_bytes() == (
            tmp_path / "little" / f"{name}.parquet"
        ).read_bytes()


@pytest.mark.parametrize("seed", [5, 6])
def test_two_archives_in_either_order_give_the_same_tables(seed: int, tmp_path: Path) -> None:
    one, other = by_hand(seed, 60), by_hand(seed + 10, 60)
    mixed = random.Random(seed).sample([*one, *other], 120)

    tables = []
    for number, records in enumerate(([*one, *other], [*other, *one], mixed, one)):
        write(merged(records), tmp_path / str(number))
        tables.append({name: (tmp_path / str(number) / f"{name}.parquet").read_bytes() for name in MERGED})
    with Ledger(tmp_path / "a.db") as first, Ledger(tmp_path / "b.db") as second:
        for ledger, (begin, end) in ((first, (one, other)), (second, (other, one))):
            ledger.add_many(begin)
            ledger.add_many(end)
        found = [from_ledger(ledger, texts=False) for ledger in (first, second)]

    assert tables[0] == tables[1] == tables[2] != tables[3]
    assert tuple(found[0].events) == tuple(found[1].events)
    assert set(found[0].entities) == set(found[1].entities) == set(merged([*other, *one]).entities)
    assert set(found[0].statements) == set(found[1].statements)


@given(st.lists(st.tuples(st.integers(0, 9), st.binary(max_size=40))), st.integers(1, 2_000))
def test_what_is_put_in_order_on_disk_is_what_a_list_would_hold(rows: list[tuple[int, bytes]], held: int) -> None:
    ordered: Sorted[int] = Sorted(Limits(bytes=held))
    for key, data in rows:
        ordered.add(key, data)

    assert sorted(rows, key=lambda row: row[0]) == list(ordered) == list(ordered)


@given(st.dictionaries(st.integers(0, 2**64 - 1), st.floats(0, 1)))
def test_a_column_on_disk_is_a_mapping(rows: dict[int, float]) -> None:
    names = {f"{key:016x}": value for key, value in rows.items()}
    column = Column(((key, cell(names[key])) for key in sorted(names)), float)

    assert names == dict(column)
    other = f"{(max(rows, default=0) + 1) % 2**64:016x}"
    assert names.get(other) == column.get(other)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over two files of made-up pages."""
    root = tmp_path_factory.mktemp("merge")
    mix = corpus.Mix(diplomatic=1.0, copies=0.1, junk=0.0, broken=0.0)
    files = corpus.write(root, files=2, pages=40, seed=4, mix=mix)
    assert 0 == run(*files, "--out", root / "out").exit_code
    return root


def test_an_archive_merged_is_the_ledger_of_its_reports(made: Path) -> None:
    records = list(records_in(made / "out"))

    added = CliRunner().invoke(main, ["add", str(made / "a.db"), str(made / "out")])
    result = CliRunner().invoke(
        main, ["archive", "merge", str(made / "out"), "--out", str(made / "m"), "--workers", "2"]
    )
    with Ledger(made / "a.db", create=False) as ledger:
        assert len(records) == ledger.info().articles > 60
        found = from_ledger(ledger, texts=False)
    events = pq.read_table(made / "m" / "events.parquet").to_pylist()

    assert (0, 0) == (added.exit_code, result.exit_code), added.output + result.output
    assert {f"{name}.parquet" for name in MERGED} == {path.name for path in (made / "m").iterdir()}
    assert [one.id for one in found.events] == [row["event"] for row in events]
    assert held(records, made / "b.db") == together(records)
