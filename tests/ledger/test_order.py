"""Order of arrival does not matter: any order, any batches, added twice, rebuilt — the same bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from dateline import Ledger
from dateline.errors import Ambiguous
from dateline.ledger.engine import reading
from dateline.ledger.facts import Facts
from dateline.ledger.fold import arrange
from dateline.ledger.parties import Who
from dateline.ledger.rows import loads
from dateline.ledger.schema import placed
from dateline.record import Event, Kind, Record, Status, Step
from ledger_make import person, report, told

DAYS = ["2018-05-01", "2018-05-10", "2018-05-24", "2018-06-01", "2018-06-12", "2018-06-13", "2018-09-01", None]
WHENS = [None, "2018-06-12", "2018-06-11/2018-06-17", "2018-06", "2018-05-24", "2018-07-01", "2018"]
KINDS: list[Kind] = ["summit", "meeting", "visit", "signing", "sanction", "accusation", "cancellation"]
STATUSES: list[Status] = [
    "scheduled",
    "tentative",
    "postponed",
    "cancelled",
    "revived",
    "occurred",
    "did_not_occur",
    "proposed",
]
SIDES = ["Donald Trump", "Kim Jong-un", "Mike Pompeo", "Kim Yong-chol", "North Korea", "United States", "Jon Smith"]
WORDS = [
    "the talks on the grain corridor will be held whatever happens",
    "the talks on the grain corridor will be held",
    "the talks about the grain corridor will be held, whatever happens in Odesa",
    "we are ready to meet at any time",
]

steps = st.builds(
    lambda status, as_of, when: Step(status=status, as_of=as_of, when=when, by=("donald-trump",)),
    st.sampled_from(STATUSES),
    st.sampled_from(DAYS),
    st.sampled_from(WHENS),
)


@st.composite
def events(draw: st.DrawFn) -> dict[str, object]:
    actors = draw(st.lists(st.sampled_from(SIDES), min_size=1, max_size=2, unique=True))
    recipients = [one for one in draw(st.lists(st.sampled_from(SIDES), max_size=1)) if one not in actors]
    return told(
        draw(st.sampled_from(KINDS)),
        actors,
        recipients,
        status=draw(st.sampled_from(STATUSES)),
        when=draw(st.sampled_from(WHENS)),
        place=draw(st.sampled_from([None, "Singapore", "Hanoi"])),
        history=draw(st.lists(steps, max_size=3)),
    )


@st.composite
def reports(draw: st.DrawFn) -> Record:
    number = draw(st.integers(0, 5))
    country = draw(st.sampled_from(["USA", "GBR", None]))
    url = draw(st.sampled_from([None, None, "https://example.org/a"]))
    return report(
        draw(st.sampled_from(DAYS)),
        *draw(st.lists(events(), min_size=1, max_size=3)),
        said=draw(st.lists(st.tuples(st.sampled_from(SIDES), st.sampled_from(WORDS)), max_size=1)),
        people=[person("Jon Smith", country)],
        outlet=draw(st.sampled_from(["The Model Post", "Harbour Wire", None])),
        url=url,
        name=f"report {number}",
        dateline=draw(st.sampled_from(["0.1.0", "0.2.0"])),
    )


def written(records: Sequence[Record], folder: str, name: str, at_once: int) -> bytes:
    with Ledger(Path(folder, name)) as ledger:
        ledger.add_many(records, at_once=at_once)
        return ledger.state()


def hold(records: list[Record], random: Random, at_once: int) -> None:
    shuffled = [*records, *records]
    random.shuffle(shuffled)
    with tempfile.TemporaryDirectory() as folder:
        first = written(records, folder, "a.db", 1)

        assert first == written(shuffled, folder, "b.db", at_once)

        with Ledger(Path(folder, "b.db")) as ledger:
            ledger.rebuild()

            assert first == ledger.state()
            assert [] == [change for change in ledger.changes() if change.because == "rebuild"]


# Without shrinking: an example takes a third of a second.
FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


@FEW
@given(st.lists(reports(), min_size=1, max_size=7), st.randoms(use_true_random=False), st.integers(1, 5))
def test_any_order_any_batches_added_twice_and_rebuilt_gives_the_same_bytes(
    records: list[Record], random: Random, at_once: int
) -> None:
    hold(records, random, at_once)


@pytest.mark.slow
@settings(FEW, max_examples=120)
@given(st.lists(reports(), min_size=1, max_size=9), st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_same_of_many_more(records: list[Record], random: Random, at_once: int) -> None:
    hold(records, random, at_once)


def _corrected(ledger: Ledger, random: Random, claim: str) -> None:
    """A word on a field of an event, for which some article has characters."""
    article = random.choice(ledger.articles()).id
    quote = ledger.record(article).article.text[:5].strip()
    entities = [one.id for one in ledger.entities()]
    field, value = random.choice([
        ("when", "2018-07"), ("status", "postponed"), ("status", "occurred"), ("kind", "visit"), ("when", None),
        ("place", ""), ("actors", random.sample(entities, 1)), ("recipients", random.sample(entities, 1)),
        ("status", None), ("actors", None),
    ])  # fmt: skip
    ledger.correct(claim, field, value, article=article, quote=quote)


def _whens(event: Event) -> list[str | None]:
    return [event.when.value if event.when else None, *(step.when for step in event.history)]


@settings(FEW, max_examples=40)
@given(st.lists(reports(), min_size=1, max_size=9), st.integers(1, 5))
def test_where_claims_look_is_all_that_they_could_be_one_with(records: list[Record], at_once: int) -> None:
    # A year says too little to be looked at by its days; the day of the report does instead.
    assume("2018" not in {when for record in records for one in record.events for when in _whens(one)})
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "a.db")) as ledger:
        ledger.add_many(records, at_once=at_once)
        with reading(ledger._engine, "") as connection:
            rows = connection.execute(select(placed.c.founder, placed.c.facts)).all()
            facts = [loads(row.facts, Facts) for row in rows]

            # Every earlier claim of the family is looked at here, rather than those under like keys and days.
            whole = arrange(facts, Who(connection))

    assert whole == {one.claim: row.founder for one, row in zip(facts, rows, strict=True)}


@FEW
@given(st.lists(reports(), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_judgements_in_between_hold_when_everything_is_computed_anew(records: list[Record], random: Random) -> None:
    half = 1 + len(records) // 2
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "a.db")) as ledger:
        ledger.add_many(records[:half])
        for _ in range(3):
            claims = [told.claim for event in ledger.events() for told in event.tellings]
            known = random.choice([claims, [one.id for one in ledger.entities()]])
            if len(known) > 1:
                judge = random.choice([ledger.same, ledger.different, ledger.unsure])
                with suppress(Ambiguous):  # nobody may judge of a person and a body
                    judge(*random.sample(known, 2))
            if claims:
                _corrected(ledger, random, random.choice(claims))
        ledger.add_many(records[half:], at_once=2)
        before = ledger.state()

        ledger.rebuild()

        assert before == ledger.state()
