"""Reports that come late: what they change is what would have been said had they come in time, and little is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from dateline import Ledger
from dateline.ledger import settling
from dateline.ledger.engine import reading, writing
from dateline.ledger.facts import Facts, Party, facts_of, key_of
from dateline.ledger.fit import adds_nothing, fit
from dateline.ledger.fold import arrange
from dateline.ledger.keys import days_of
from dateline.ledger.lookers import looks, stages
from dateline.ledger.matter import Look, Matter
from dateline.ledger.nearby import lies_where, told_or_last
from dateline.ledger.parties import Who
from dateline.ledger.rows import loads
from dateline.ledger.schema import placed
from dateline.record import Kind, Record, Status, Step
from ledger_make import report, told

KINDS: tuple[Kind, ...] = ("meeting", "negotiation", "visit", "sanction", "demand", "signing")
SIDES = ("Donald Trump", "Kim Jong-un", "Mike Pompeo", "North Korea", "United States")
PLANS: tuple[Status, ...] = ("scheduled", "tentative", "proposed", "rescheduled", "revived")
DEEDS: tuple[Status, ...] = ("occurred", "occurred", "occurred", "ongoing")
OFF: tuple[Status, ...] = ("cancelled", "postponed", "in_doubt", "did_not_occur")


def _day(number: int) -> str:
    return f"2018-{1 + number // 28:02}-{1 + number % 28:02}"


def _event(dice: Random, day: int, kind: Kind, spans: Sequence[str | None]) -> dict[str, object]:
    """Something told on a day: a deed of these days, a plan of the next weeks, or that it is off; mostly with a day."""
    status = dice.choice([*DEEDS, *DEEDS, *PLANS, *OFF])
    ahead = dice.choice([0, 0, -1, -2]) if status in DEEDS else dice.choice([1, 3, 10, 30])
    when: str | None = _day(max(0, day + ahead))
    if dice.random() < 0.3:
        when = dice.choice([None, f"{_day(day)}/{_day(day + 4)}", *spans])
    actors = dice.sample(SIDES, dice.choice([1, 1, 2]))
    recipients = [one for one in dice.sample(SIDES, 1) if one not in actors]
    steps = [Step(status="scheduled", when=_day(day))] if dice.random() < 0.1 else []
    return told(kind, actors, recipients, status=status, when=when, place=dice.choice([None, "Hanoi"]), history=steps)


def dense(seed: int, count: int, days: int, *, of: Sequence[Kind] = KINDS, vague: bool = True) -> list[Record]:
    """Reports of few who meet all the time, in the order of their days."""
    dice = Random(seed)
    found = []
    for number in range(count):
        day = number * days // count
        published = None if dice.random() < 0.03 else _day(day)
        kinds = dice.sample(of, dice.choice([1, 2, 3]))
        # Whoever tells words of a whole month looks at its ends only.
        events = [_event(dice, day, kind, () if kind == "demand" and not vague else (_day(day)[:7],)) for kind in kinds]
        found.append(report(published, *events, name=f"report {number}"))
    return found


def _homes(ledger: Ledger) -> tuple[dict[str, str], dict[str, str]]:
    """Where the store has put claims, and where the fold over all pairs of a family puts them."""
    with reading(ledger._engine, "") as connection:
        rows = connection.execute(select(placed.c.founder, placed.c.facts)).all()
        facts = [loads(row.facts, Facts) for row in rows]
        whole = arrange(facts, Who(connection))
    return {one.claim: row.founder for one, row in zip(facts, rows, strict=True)}, whole


@pytest.mark.parametrize(("seed", "at_once"), [(1, 1), (2, 7), (3, 25), (4, 3)])
def test_what_comes_late_is_put_where_it_would_have_been(tmp_path: Path, seed: int, at_once: int) -> None:
    records = dense(seed, 70, 60)
    late = [one for i, one in enumerate(records) if i % 3 == 1]
    Random(seed).shuffle(late)
    with Ledger(tmp_path / "in order.db") as ledger:
        ledger.add_many(records)
        before = ledger.state()

    with Ledger(tmp_path / "late.db") as ledger:
        ledger.add_many([one for i, one in enumerate(records) if i % 3 != 1])
        ledger.add_many(late, at_once=at_once)

        assert before == ledger.state()


# On each of these an earlier way of deciding anew went wrong: a founder that leaves a matter of others, a matter that
# is joined in one pass and is worse in the next.
@pytest.mark.parametrize(("seed", "count", "kinds"), [(101, 100, 3), (112, 100, 3), (118, 100, 3), (422, 60, 4)])
def test_what_comes_late_may_turn_over_much_and_it_is_the_same(
    tmp_path: Path, seed: int, count: int, kinds: int
) -> None:
    dice = Random(seed)
    of: Sequence[Kind] = ("meeting", "negotiation", "sanction", "visit")[:kinds]  # type: ignore[assignment]
    records = dense(seed, count, dice.choice([15, 30, 60]), of=of)
    part = dice.choice([2, 3, 4])
    late = records[::part]
    dice.shuffle(late)
    with Ledger(tmp_path / "in order.db") as ledger:
        ledger.add_many(records)
        before = ledger.state()

    with Ledger(tmp_path / "late.db") as ledger:
        ledger.add_many([one for i, one in enumerate(records) if i % part])
        ledger.add_many(late, at_once=dice.choice([5, 20, 60]))

        assert before == ledger.state()


def test_what_comes_late_is_put_where_the_fold_over_all_puts_it(place: str) -> None:
    records = dense(5, 70, 60, vague=False)
    Random(5).shuffle(records)
    with Ledger(place) as ledger:
        ledger.add_many(records, at_once=9)

        stored, whole = _homes(ledger)

    assert whole == stored
    assert len(set(stored.values())) < len(stored)


def test_a_late_report_is_compared_with_what_is_near_it_only(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    ranked = settling.rank
    monkeypatch.setattr(settling, "rank", lambda *how: asked.append(how) or ranked(*how))
    two = (["Sergei Lavrov"], ["Mike Pompeo"])
    meetings = [
        report(_day(n), told("meeting", *two, status="occurred", when=_day(n)), name=f"meeting {n}")
        for n in range(0, 168, 2)
    ]
    late = report(_day(10), told("meeting", ["Mike Pompeo"], ["Sergei Lavrov"], status="occurred"), name="late")
    with Ledger(place) as ledger:
        ledger.add_many(meetings)
        asked.clear()
        ledger.add(late)

        # Of 79 meetings of the two in the five months after it, four are of the days that it may tell of.
        assert len(asked) < 12
        assert 84 == ledger.info().events


def test_a_late_plan_is_compared_with_all_that_may_still_be_meant(place: str) -> None:
    held = report(_day(120), told("meeting", status="occurred", when=_day(120)), name="held")
    other = report(_day(60), told("meeting", status="occurred", when=_day(60)), name="another")
    with Ledger(place) as ledger:
        ledger.add_many([held, other])
        assert 2 == ledger.info().events
        # Only now it turns out that what was held had been put off for months.
        ledger.add(report(_day(80), told("meeting", status="postponed"), name="put off"))

        assert 2 == ledger.info().events
        (after,) = [one for one in ledger.events() if one.when is not None and one.when.value == _day(120)]
        assert ["postponed", "occurred"] == [turn.status for turn in after.history]


SMALL = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])


def _facts(records: Sequence[Record]) -> tuple[list[Facts], Look]:
    """The facts of reports, in their order, with whom they name."""
    found, known = [], {}
    for record in records:
        keys = {one.id: key_of(one, record.article.published) for one in record.entities}
        known |= {keys[one.id]: Party(one.id, one.kind, one.country or one.id) for one in record.entities}
        for index, one in enumerate(record.events):
            how = {"article": record.article, "article_id": record.id, "index": index, "keys": keys}
            found.append(facts_of(f"{record.id}{index}", one, **how))  # type: ignore[arg-type]
    return sorted(found, key=lambda one: one.position), known.__getitem__


@SMALL
@given(st.integers(0, 10**6))
def test_whoever_fits_a_matter_lies_where_it_is_looked_for(seed: int) -> None:
    dice = Random(seed)
    facts, look = _facts(dense(seed, 60, 90))
    matters: dict[str, list[Facts]] = {}
    for claim, founder in arrange(facts, look).items():
        matters.setdefault(founder, []).append(next(one for one in facts if one.claim == claim))
    fitting = 0
    for members in matters.values():
        since = dice.choice(members)
        where = stages(members, told_or_last(since))
        for claim in facts:
            before = [one for one in members if one.position < claim.position]
            if claim in members or claim.position <= since.position or not before:
                continue
            if fit(Matter((claim,), look), Matter(tuple(before), look)) > 0 and any(
                lies_where(claim, one, look) for one in before
            ):
                fitting += 1
                assert any(
                    stage.told[0] <= told_or_last(claim) <= stage.told[1]
                    and any(stage.first <= day <= stage.until[looks(claim)] for day in days_of(claim))
                    for stage in where
                ), (claim, members)
    assert fitting


@SMALL
@given(st.integers(0, 10**6))
def test_what_adds_nothing_leaves_as_it_is_how_others_fit(seed: int) -> None:
    facts, look = _facts(dense(seed, 60, 40))
    idle = 0
    for i, claim in enumerate(facts[:40]):
        before = [one for one in facts[:i] if one.family == claim.family][-4:]
        after = next((one for one in facts[i + 1 :] if one.family == claim.family), None)
        if not before or after is None or not adds_nothing(claim, Matter(tuple(before), look)):
            continue
        idle += 1
        without, held = Matter((*before, after), look), Matter((*before, claim, after), look)
        for other in facts[i + 1 :]:
            if other.position > after.position and other.article != claim.article:
                alone = Matter((other,), look)
                assert fit(alone, without) == fit(alone, held), (other, claim, before, after)
    event(f"{min(idle, 3)} or more that add nothing")


def test_what_is_told_again_adds_nothing_and_what_is_new_does() -> None:
    def one(day: int, **how: object) -> Record:
        how = {"status": "occurred", "when": _day(3)} | how
        return report(_day(day), told("meeting", **how), name=f"{day} {how}")  # type: ignore[arg-type]

    news: list[dict[str, object]] = [{"when": _day(4)}, {"status": "scheduled"}, {"place": "Singapore"}]
    facts, look = _facts([one(3, place="Hanoi"), one(4), *(one(5 + i, **new) for i, new in enumerate(news))])
    first = Matter((facts[0],), look)

    assert [True, False, False, False] == [adds_nothing(claim, first) for claim in facts[1:]]


def test_a_ledger_of_before_is_told_how_its_claims_look(place: str) -> None:
    records = dense(4, 20, 40)
    with Ledger(place) as ledger:
        ledger.add_many(records)
        before = ledger.state()
        with writing(ledger._engine, place) as connection:  # as schema 7 had it
            connection.execute(text("ALTER TABLE event_keys DROP COLUMN looks"))
            connection.execute(text("DROP INDEX ix_statements_source_day"))
            connection.execute(text("CREATE INDEX ix_statements_source ON statements (source)"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))

    with Ledger(place) as ledger:
        assert before == ledger.state()


def test_a_matter_that_grows_knows_what_one_made_at_once_knows() -> None:
    names = ("parties", "actors", "recipients", "articles", "kinds", "places", "rounds", "done", "plans", "last_told")
    facts, look = _facts(dense(5, 30, 30))
    grown = Matter(tuple(facts[:1]), look)
    for count in range(2, len(facts)):
        for name in (*names[: count % 11], "is_done", "first_told", "done_between"):
            getattr(grown, name)  # some of it is known, some is not
        grown = Matter(tuple(facts[:count]), look, grown)
        whole = Matter(tuple(facts[:count]), look)
        for name in (*names, "is_done", "first_told", "done_between"):
            assert getattr(whole, name) == getattr(grown, name), name
