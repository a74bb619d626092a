"""A person's word on a field: shown with its words, contested by what reports say, taken back, and followed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from dateline import Ledger
from dateline.cli import main
from dateline.errors import BadCorrection, NotInLedger
from ledger_make import report, told

PLAN = report("2018-05-10", told(when="2018-06-12", place="Singapore"), name="plan")
MOVED = report(
    "2018-06-02",
    told("visit", ["Sergei Lavrov"], ["North Korea"], when="2018-05-31", status="occurred", place="Hanoi"),
    name="other", more="The summit of Trump and Kim Jong-un was put off to July 3, and goes to Hanoi.",
)  # fmt: skip
WORDS = "was put off to July 3"


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger(place) as found:
        found.add_many([PLAN, MOVED])
        yield found


def summit(ledger: Ledger) -> str:
    return next(one.id for one in ledger.events() if one.kind == "summit")


def holds(ledger: Ledger) -> None:
    """What stands is what comes out when all of it is computed anew."""
    before = ledger.state()
    ledger.rebuild()
    assert before == ledger.state()


def test_a_day_that_another_report_gives_is_shown_with_its_words(ledger: Ledger) -> None:
    known = ledger.info().changes
    word = ledger.correct(summit(ledger), "when", "2018-07-03", article=MOVED.id, quote=WORDS, by="editor mina")

    event = ledger.event(summit(ledger))
    assert event.when is not None
    assert ("2018-07-03", WORDS) == (event.when.value, event.when.evidence.quote)
    assert WORDS == MOVED.article.text[event.when.evidence.start : event.when.evidence.end]
    (contested,) = event.conflicts
    assert ("when", "2018-07-03", ["2018-06-12"]) == (
        contested.field, contested.shown, [one.value for one in contested.others],
    )  # fmt: skip
    changed = {one.what: one for one in ledger.changes(after=known)}
    assert ('"2018-06-12"', '"2018-07-03"') == (changed["when"].before, changed["when"].after)
    assert f"correction {word.number}" == changed["when"].because
    assert [event.id] == [one.id for one in ledger.events(since="2018-07", until="2018-07")]
    assert [event.id] == [one.id for one in ledger.upcoming(on="2018-07-01")]
    assert [word] == ledger.corrections(summit(ledger))
    holds(ledger)


def test_it_is_not_known_before_the_report_that_says_so(ledger: Ledger) -> None:
    ledger.correct(summit(ledger), "when", "2018-07-03", article=MOVED.id, quote=WORDS)

    days = [ledger.event(summit(ledger), as_of=day).when.value for day in ("2018-06-01", "2018-06-02")]  # type: ignore[union-attr]
    assert ["2018-06-12", "2018-07-03"] == days


def test_taken_back_the_reports_speak_again(ledger: Ledger) -> None:
    before = ledger.event(summit(ledger))
    for field, value in (("when", "2018-07-03"), ("status", "postponed"), ("place", "Hanoi"), ("kind", "visit")):
        ledger.correct(before.id, field, value, article=MOVED.id, quote=WORDS)
    assert before != ledger.event(before.id)
    for field in ("when", "status", "place", "kind"):
        ledger.correct(before.id, field, None)

    assert before == ledger.event(before.id)
    assert 8 == len(ledger.corrections())
    holds(ledger)


def test_a_status_is_a_turn_and_what_came_after_an_older_one_is_gone(ledger: Ledger) -> None:
    event = ledger.event(summit(ledger))
    ledger.correct(event.id, "status", "postponed", article=MOVED.id, quote=WORDS)
    after = ledger.event(event.id)
    assert ["scheduled", "postponed"] == [turn.status for turn in after.history]
    assert (None, "postponed", "2018-06-02") == (after.when, after.status, after.history[-1].known)
    ledger.correct(event.id, "status", "occurred", article=MOVED.id, quote=WORDS)
    assert "occurred" == ledger.event(event.id).status
    holds(ledger)
    ledger.correct(event.id, "status", "scheduled")
    assert ["scheduled"] == [turn.status for turn in ledger.event(event.id).history]


def test_another_actor_is_found_under_his_own_name_and_no_longer_under_the_wrong_one(ledger: Ledger) -> None:
    visit = next(one.id for one in ledger.events() if one.kind == "visit")
    ledger.correct(visit, "recipients", ["Kim Jong-un"], article=MOVED.id, quote="Kim Jong-un")

    event = ledger.event(visit)
    assert ["kim-jong-un"] == [one.entity for one in event.recipients]
    assert "Kim Jong-un" == event.recipients[0].evidence.quote  # type: ignore[union-attr]
    assert ["sergei-lavrov"] == [one.entity for one in event.actors]
    assert visit in [one.id for one in ledger.timeline("Kim Jong-un")]
    ledger.correct(visit, "actors", ["North Korea"])  # the report names it: it needs no other words
    assert visit not in [one.id for one in ledger.timeline("Sergei Lavrov")]
    holds(ledger)


def test_a_place_is_taken_away_or_is_another(ledger: Ledger) -> None:
    visit = next(one.id for one in ledger.events() if one.kind == "visit")
    ledger.correct(visit, "place", "")
    assert None is ledger.event(visit).place
    assert [] == ledger.events(place="Hanoi")
    ledger.correct(visit, "place", "Singapore", article=PLAN.id, quote="Singapore")
    assert {visit, summit(ledger)} == {one.id for one in ledger.events(place="Singapore")}
    holds(ledger)


def test_a_word_holds_when_two_records_become_one_and_the_last_one_counts(ledger: Ledger) -> None:
    late = report("2018-06-03", told(status="occurred", when="2018-06-03", place="Pyongyang"), name="late")
    ledger.add(late)
    b, a = (one.id for one in ledger.events() if one.kind == "summit")
    ledger.correct(a, "place", "Hanoi", article=MOVED.id, quote="goes to Hanoi")
    ledger.correct(b, "place", "Pyongyang")
    ledger.same(a, b)

    assert "pyongyang" == ledger.event(a).place.entity  # type: ignore[union-attr]
    holds(ledger)
    ledger.different(a, b)
    assert ["hanoi", "pyongyang"] == [ledger.event(one).place.entity for one in (a, b)]  # type: ignore[union-attr]
    holds(ledger)


@pytest.mark.parametrize(
    ("field", "value", "article", "quote", "words"),
    [
        ("salience", "main", None, "", "no field"),
        ("when", "soon", None, "", "no day"),
        ("when", "2018-02-30", None, "", "no day"),
        ("when", "2018-07-03", None, "", "no report of this event says so"),
        ("when", "2018-07-03", "MOVED", "was put off to July 4", "do not stand"),
        ("when", "2018-07-03", "MOVED", "  ", "do not stand"),
        ("status", "over", None, "", "no status"),
        ("status", "", None, "", "always has a value"),
        ("kind", "party", None, "", "no kind"),
        ("place", ["Hanoi", "Singapore"], None, "", "one place"),
        ("actors", ["Vladimir Putin"], None, "", "nobody called"),
        ("when", "2018-07-03", "ffff", "x", "no article"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_kept(
    ledger: Ledger, field: str, value: str, article: str | None, quote: str, words: str
) -> None:
    known, id = ledger.info().changes, MOVED.id if article == "MOVED" else article
    for word in (ledger.correct, ledger.draft):
        with pytest.raises((BadCorrection, NotInLedger), match=words):
            word(summit(ledger), field, value, article=id, quote=quote)

    assert ([], known) == (ledger.corrections(), ledger.info().changes)


def test_on_the_command_line(ledger: Ledger) -> None:
    def said(*words: str) -> tuple[int, str]:
        ran = CliRunner().invoke(main, ["correct", ledger.place, summit(ledger), *words])
        return ran.exit_code, ran.stdout + ran.stderr

    code, words = said("when", "2018-07-03", "--article", MOVED.id, "--quote", WORDS)
    assert (0, "2018-07-03") == (code, ledger.event(summit(ledger)).when.value)  # type: ignore[union-attr]
    assert "correction 1: when" in words
    assert 2 == said("when", "soon")[0]
    assert 2 == said("when", "2018", "--reports")[0]
    assert (0, 2) == (said("when", "--reports")[0], said("when", "2019")[0])
    assert "2018-06-12" == ledger.event(summit(ledger)).when.value  # type: ignore[union-attr]
