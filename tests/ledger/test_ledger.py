"""What a ledger says of many reports, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, TypeGuard

import pytest

from dateline import Ledger
from dateline.errors import Ambiguous, NotInLedger
from dateline.ledger import queries
from dateline.ledger.types import Event, Statement
from dateline.record import Record, Step
from ledger_make import person, report, told

PLAN = report("2018-05-10", told(when="2018-06-12", place="Singapore"), name="plan", outlet="Harbour Wire")
OFF = report("2018-05-24", told(status="cancelled", place="Singapore"), name="off", outlet="The Meridian")
AGAIN = report("2018-06-01", told(status="revived", when="2018-06-12", place="Singapore"), name="again")
HELD = report("2018-06-13", told(status="occurred", when="2018-06-12", place="Singapore"), name="held")
SUMMIT = (PLAN, OFF, AGAIN, HELD)


@pytest.fixture(name="ledger")
def a_ledger(place: str) -> Ledger:
    with Ledger(place) as ledger:
        yield ledger  # type: ignore[misc]


def test_a_summit_announced_called_off_revived_and_held_is_one_event_with_a_history(ledger: Ledger) -> None:
    ledger.add_many(SUMMIT)

    (event,) = ledger.timeline("Kim Jong-un")

    assert ("occurred", "2018-06-12", "singapore") == (
        event.status,
        event.when and event.when.value,
        event.place and event.place.entity,
    )
    assert [
        ("scheduled", "2018-05-10"), ("cancelled", "2018-05-24"), ("revived", "2018-06-01"), ("occurred", "2018-06-12"),
    ] == [(turn.status, turn.as_of) for turn in event.history]  # fmt: skip
    assert ("Harbour Wire", "The Meridian", "The Model Post") == event.outlets
    assert 4 == len(event.tellings)


@pytest.mark.parametrize(
    ("day", "status", "when"),
    [
        ("2018-05-10", "scheduled", "2018-06-12"),
        ("2018-05-23", "scheduled", "2018-06-12"),
        ("2018-05-24", "cancelled", None),
        ("2018-06-05", "revived", "2018-06-12"),
        ("2018-06-20", "occurred", "2018-06-12"),
    ],
)
def test_what_stood_when(ledger: Ledger, day: str, status: str, when: str | None) -> None:
    ledger.add_many(reversed(SUMMIT))

    (event,) = ledger.timeline("Trump", as_of=day)

    assert (status, when) == (event.status, event.when.value if event.when else None)


def test_before_the_first_report_there_is_nothing(ledger: Ledger) -> None:
    ledger.add_many(SUMMIT)

    assert [] == ledger.timeline("Kim Jong-un", as_of="2018-05-09")
    with pytest.raises(NotInLedger):
        ledger.event(ledger.timeline("Kim Jong-un")[0].id, as_of="2018-05-09")


def test_a_plan_whose_day_has_passed_is_unreported_and_never_assumed_not_to_have_been(ledger: Ledger) -> None:
    ledger.add_many([PLAN, report("2018-06-20", told("accusation", ["Russia"], ["United States"], status="occurred"))])

    (event,) = ledger.timeline("Kim Jong-un")

    assert ("scheduled", True) == (event.status, event.unreported)
    assert not ledger.event(event.id, as_of="2018-06-01").unreported
    assert [] == ledger.upcoming()
    assert [event.id] == [one.id for one in ledger.upcoming(on="2018-06-01")]


def test_a_delegation_told_by_its_country_is_the_delegation(ledger: Ledger) -> None:
    ledger.add_many([
        report("2018-11-05", told("meeting", ["Mike Pompeo"], ["Kim Yong-chol"], when="2018-11-08", place="New York")),
        report("2018-11-07", told("negotiation", ["United States", "North Korea"], status="postponed"), name="two"),
    ])  # fmt: skip

    (event,) = ledger.timeline("North Korea", "United States")

    assert "postponed" == event.status


def test_other_people_of_the_same_countries_meet_apart(ledger: Ledger) -> None:
    ledger.add_many([
        PLAN,
        report("2018-05-11", told("meeting", ["Mike Pompeo"], ["Kim Yong-chol"], when="2018-06-12"), name="other"),
    ])  # fmt: skip

    assert 2 == len(ledger.timeline("North Korea"))


def test_the_next_summit_is_another_one(ledger: Ledger) -> None:
    ledger.add_many([*SUMMIT, report("2019-02-05", told(when="2019-02-27", place="Hanoi"), name="second")])

    assert ["occurred", "scheduled"] == [one.status for one in ledger.timeline("Kim Jong-un")]


def test_what_was_put_off_waits_half_a_year_for_its_new_day(ledger: Ledger) -> None:
    visit = ("visit", ["Sergei Lavrov"], ["North Korea"])
    ledger.add(report("2023-03-03", told(*visit, when="2023-03-26"), name="one"))
    ledger.add(report("2023-03-24", told(*visit, status="postponed"), name="two"))
    ledger.add(report("2023-08-02", told(*visit, when="2023-09-20"), name="three"))
    (event,) = ledger.events()
    assert ["scheduled", "postponed", "scheduled"] == [turn.status for turn in event.history]
    assert "2023-09-20" == event.when.value


def test_what_was_called_off_does_not_wait(ledger: Ledger) -> None:
    visit = ("visit", ["Sergei Lavrov"], ["North Korea"])
    ledger.add(report("2023-03-03", told(*visit, when="2023-03-26"), name="one"))
    ledger.add(report("2023-03-24", told(*visit, status="cancelled"), name="two"))
    ledger.add(report("2023-08-02", told(*visit, when="2023-09-20"), name="three"))
    assert 2 == len(ledger.events())


def test_talks_that_somebody_only_wished_for_are_not_any_meeting_of_the_two_states(ledger: Ledger) -> None:
    ledger.add(
        report("2018-05-24", told("negotiation", ["United States", "North Korea"], status="proposed"), name="one")
    )
    held = told("meeting", ["Kim Yong-chol"], ["Donald Trump"], when="2018-06-01", status="occurred")
    ledger.add(report("2018-06-02", held, name="two"))
    assert ["occurred", "proposed"] == sorted(event.status for event in ledger.events())


def test_outlets_that_differ_stand_side_by_side(ledger: Ledger) -> None:
    ledger.add_many([
        report("2018-06-13", told(status="occurred", when="2018-06-12", place="Singapore"), name="a", outlet="A"),
        report("2018-06-13", told(status="occurred", when="2018-06-12", place="Singapore"), name="b", outlet="B"),
        report("2018-06-13", told(status="occurred", when="2018-06-12", place="Hanoi"), name="c", outlet="C"),
    ])  # fmt: skip

    (event,) = ledger.events()

    assert event.place is not None
    assert "singapore" == event.place.entity
    assert [("place", "singapore", ["hanoi"])] == [
        (one.field, one.shown, [other.value for other in one.others]) for one in event.conflicts
    ]


def test_a_turn_says_who_made_it_so_and_when_it_was_known(ledger: Ledger) -> None:
    step = Step(status="cancelled", as_of="2018-05-24", by=("donald-trump",))
    ledger.add_many([PLAN, report("2018-05-26", told(status="cancelled", history=[step]), name="late")])

    turn = ledger.timeline("Kim Jong-un")[0].history[-1]

    assert ("cancelled", "2018-05-24", "2018-05-26", ("donald-trump",)) == (
        turn.status,
        turn.as_of,
        turn.known,
        turn.by,
    )


# Who is who


def test_one_man_in_two_spellings_is_one_and_four_kims_are_four(ledger: Ledger) -> None:
    names = ["Kim Jong-un", "Kim Jong-il", "Kim Il-sung", "Kim Yong-chol", "Kim Young Chol"]
    people = [person(name, "PRK") for name in names]
    ledger.add(
        report(
            "2018-06-01", *(told("meeting", [one.name], ["Russia"], status="occurred") for one in people), people=people
        )
    )

    assert 4 == len([one for one in ledger.entities() if one.kind == "person"])
    assert ledger.entity("Kim Young Chol") == ledger.entity("Kim Yong-chol")


def test_namesakes_of_two_countries_are_two_and_the_name_alone_is_ambiguous(ledger: Ledger) -> None:
    for number, country in enumerate(["USA", "GBR"]):
        one = person("Jon Smythe", country, "minister")
        ledger.add(report("2018-06-01", told("meeting", ["Jon Smythe"], ["Russia"]), people=[one], name=str(number)))

    assert {"jon-smythe-gbr", "jon-smythe-usa"} == {one.id for one in ledger.entities() if one.kind == "person"}
    with pytest.raises(Ambiguous, match=r"jon-smythe-gbr \(Jon Smythe, GBR\), jon-smythe-usa \(Jon Smythe, USA\)"):
        ledger.entity("Jon Smythe")


def test_offices_are_dated_assertions_with_the_number_of_reports(ledger: Ledger) -> None:
    for day in ("2018-05-01", "2018-06-01"):
        one = person("Jon Smythe", "USA", "deputy minister")
        ledger.add(report(day, told("meeting", ["Jon Smythe"], ["Russia"]), people=[one]))

    (office,) = ledger.entity("Jon Smythe").offices

    assert ("deputy minister", "2018-05-01", "2018-06-01", 2) == (
        office.title,
        office.first,
        office.last,
        office.articles,
    )


# Judgements


def test_two_events_judged_one_are_one_until_somebody_judges_otherwise(ledger: Ledger) -> None:
    ledger.add_many([PLAN, report("2018-05-11", told("ceremony", ["Russia"], status="occurred"), name="other")])
    a, b = (one.id for one in ledger.events())

    ledger.same(a, b, reason="a test")

    assert 1 == len(ledger.events())
    assert ledger.event(a).id == ledger.event(b).id

    ledger.different(a, b)

    assert {a, b} == {one.id for one in ledger.events()}
    assert ["same", "different"] == [one.verdict for one in ledger.judgements()]
    before = ledger.state()
    ledger.rebuild()
    assert before == ledger.state()


def test_the_first_letters_of_ids_are_judged_as_the_ids_are(ledger: Ledger) -> None:
    ledger.add_many([PLAN, report("2018-05-11", told("ceremony", ["Russia"], status="occurred"), name="other")])
    a, b = (one.id for one in ledger.events())

    word = ledger.same(a[:8], b)

    assert (a, b) == (word.a, word.b)
    assert 1 == len(ledger.events())

    ledger.different(a[:8], b[:8])

    assert {a, b} == {one.id for one in ledger.events()}


def test_a_telling_judged_to_be_of_another_event_leaves_it(ledger: Ledger) -> None:
    ledger.add_many(SUMMIT)
    event = ledger.events()[0]

    ledger.different(event.tellings[3].claim, event.id)

    assert ["revived", "occurred"] == [one.status for one in ledger.events()]


def test_two_names_judged_one_person_are_one_and_their_events_follow(ledger: Ledger) -> None:
    a, b = person("Abu Omar", None), person("Ahmad Saleh", None)
    ledger.add(
        report(
            "2018-06-01",
            told("meeting", ["Abu Omar"], ["Sergei Lavrov"], status="occurred", when="2018-06-01"),
            people=[a],
        )
    )
    ledger.add(
        report(
            "2018-06-02",
            told("meeting", ["Ahmad Saleh"], ["Sergei Lavrov"], status="occurred", when="2018-06-01"),
            people=[b],
            name="b",
        )
    )
    assert 2 == len(ledger.events())

    ledger.same("abu-omar", "ahmad-saleh", by="an editor", reason="his nom de guerre")

    assert 1 == len(ledger.events())
    assert ledger.entity("abu-omar") == ledger.entity("ahmad-saleh")


# What is kept, and what changed


def test_a_record_comes_out_as_it_went_in_and_is_not_added_twice(ledger: Ledger) -> None:
    assert [True, False] == [ledger.add(PLAN), ledger.add(PLAN)]
    assert PLAN == ledger.record(PLAN.id)


def test_a_changed_page_is_a_new_version_and_the_old_one_speaks_no_more(ledger: Ledger) -> None:
    url = "https://example.org/summit"
    ledger.add(report("2018-05-10T08:00", told(when="2018-06-12"), url=url))
    ledger.add(report("2018-05-10T12:00", told(when="2018-06-13"), url=url))

    (event,) = ledger.events()

    assert event.when is not None
    assert "2018-06-13" == event.when.value
    assert [(1, False), (2, True)] == [(one.version, one.latest) for one in ledger.articles()]


def test_the_same_words_of_the_same_speaker_are_one_statement_in_all_outlets(ledger: Ledger) -> None:
    words = "we are ready to meet at any time"
    ledger.add_many(
        report("2018-05-25", told(), said=[("Kim Yong-chol", words)], outlet=outlet, name=outlet)
        for outlet in ("A", "B")
    )

    (statement,) = ledger.statements("Kim Yong-chol")

    assert (("A", "B"), words) == (statement.outlets, statement.content[0].quote)


def test_a_quote_that_is_cut_or_translated_otherwise_is_one_statement(ledger: Ledger) -> None:
    whole = "the grain corridor stays open as long as the inspectors are let on board"
    for name, words in (
        ("cut", "the grain corridor stays open"),
        ("rest", "as long as the inspectors are let on board"),
        ("whole", whole),  # comes last, and shows that the other two are one
        ("other", "the grain corridor stays closed as long as the inspectors are not let on board"),
    ):
        ledger.add(report("2018-06-01", told("meeting"), said=[("Sergei Lavrov", words)], outlet=name, name=name))
    ledger.add(report("2018-07-01", told("meeting"), said=[("Sergei Lavrov", f"{whole} of ships")], name="late"))

    said = {one.content[0].quote: len(one.claims) for one in ledger.statements("Sergei Lavrov")}

    assert 3 == len(said)
    assert 3 == said[whole]
    assert any(change.what == "gone" for change in ledger.changes())


def test_full_text_finds_what_was_told_and_said(ledger: Ledger) -> None:
    ledger.add(
        report(
            "2018-05-25",
            told(words="They haggled over denuclearisation."),
            said=[("Russia", "sanctions must go at once please")],
        )
    )

    assert 1 == len(ledger.search("denuclearisation haggling"))
    assert 1 == len(ledger.search("sanctions"))
    assert [] == ledger.search("turnips")
    assert [] == ledger.search('"')


def test_of_many_hits_those_written_last_are_ranked(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    said = ["haggling once more", "haggling", "haggling, no more than haggling"]
    for day, words in enumerate(said, 10):
        ledger.add(report(f"2018-05-{day}", told(), name=f"r{day}", said=[("Russia", f"we call it {words}")]))

    def found() -> list[str]:
        return [one.content[0].quote.removeprefix("we call it ") for one in ledger.search("haggling") if is_said(one)]

    assert {*said} == {*found()}
    assert said[2] == found()[0]
    monkeypatch.setattr(queries, "MOST_RANKED", 2)
    assert {*said[1:]} == {*found()}
    assert said[2] == found()[0]


def is_said(one: Event | Statement) -> TypeGuard[Statement]:
    return isinstance(one, Statement)


def test_a_timeline_is_a_page_unless_all_is_asked_for(ledger: Ledger) -> None:
    days = [date.fromordinal(date(2017, 1, 1).toordinal() + 3 * n).isoformat() for n in range(102)]
    ledger.add_many(
        report(day, told("assault", ["Russia"], ["North Korea"], status="occurred", when=day), name=day) for day in days
    )

    page = ledger.timeline("Russia")
    rest = ledger.timeline("Russia", after=page[-1].id)

    assert days[:50] == [one.day for one in page]
    assert days[50:100] == [one.day for one in rest]
    assert days == [one.day for one in ledger.timeline("Russia", limit=None)]


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("who", [None, "Russia", "North Korea"])
def test_pages_one_after_the_other_are_the_whole(ledger: Ledger, who: str | None, newest_first: bool) -> None:
    for day in ("2018-05-10", "2018-05-10", None, "2018-05-12", None):
        several = [told(kind, ["Russia"], ["North Korea"], when=day) for kind in ("visit", "call", "signing")]
        ledger.add(report(day, *several, name=f"{day}"))
    whole = [one.id for one in ledger.events(who=who, newest_first=newest_first)]

    paged: list[str] = []
    while page := ledger.timeline(who, newest_first=newest_first, limit=2, after=paged[-1] if paged else None):
        paged += [one.id for one in page]

    assert len(whole) > 4
    assert whole == paged


def test_a_pair_is_found_from_either_side(ledger: Ledger) -> None:
    for day in range(1, 7):
        ledger.add(
            report(f"2018-0{day}-10", told("visit", ["Mike Pompeo"], ["Russia"], status="occurred"), name=f"{day}")
        )
    ledger.add(report("2018-05-20", told("meeting", ["Mike Pompeo"], ["Kim Yong-chol"], status="occurred")))

    for a, b in (("Mike Pompeo", "Kim Yong-chol"), ("Kim Yong-chol", "Mike Pompeo"), ("USA", "North Korea")):
        assert ["meeting"] == [one.kind for one in ledger.timeline(a, b)]
        assert ["meeting"] == [one.kind for one in ledger.timeline(a, b, newest_first=True, limit=1)]
        assert [] == ledger.timeline(a, b, kinds=["visit"])


def test_a_search_is_narrowed_and_counted_by_facets(ledger: Ledger) -> None:
    ledger.add(report("2017-05-10", told("visit", ["Mike Pompeo"], ["North Korea"], place="Pyongyang"), outlet="A"))
    ledger.add(
        report(
            "2018-05-10",
            told("meeting", ["Mike Pompeo"], ["Kim Yong-chol"], status="occurred", when="2018-05-09"),
            told("accusation", ["Russia"], ["United States"], status="occurred"),
            said=[("Mike Pompeo", "we met the North Koreans twice")],
            outlet="B",
        )
    )

    def found(words: str = "", **asked: Any) -> list[str]:
        return sorted(getattr(one, "kind", "statement") for one in ledger.search(words, **asked))

    assert ["meeting", "statement", "visit"] == found("Pompeo")
    assert ["meeting"] == found("Pompeo", statuses=["occurred"])
    assert ["visit"] == found("Pompeo", kinds=["visit", "summit"])
    assert ["meeting", "statement"] == found("Pompeo", outlets=["B"])
    assert ["visit"] == found("Pompeo", until="2017")
    assert ["accusation"] == found(who="Russia")
    assert ["meeting", "visit"] == found(who="Mike Pompeo", with_="North Korea")
    assert ["visit"] == found(place="Pyongyang")
    assert [] == found("Pompeo", who="Russia")
    counted = ledger.facets("Pompeo")
    assert (3, True) == (counted.found, counted.whole)
    assert {"meeting": 1, "visit": 1} == {one.value: one.count for one in counted.kinds}
    assert ("mike-pompeo", 2) == (counted.actors[0].value, counted.actors[0].count)
    assert {"USA": 2, "PRK": 2} == {one.value: one.count for one in counted.countries}
    assert {"2017": 1, "2018": 1} == {one.value: one.count for one in counted.years}
    assert [("B", 2)] == [(one.value, one.count) for one in ledger.facets(since="2018").outlets]


def test_a_search_finds_what_is_told_under_a_headline_by_the_words_of_the_headline(ledger: Ledger) -> None:
    def titled(headline: str | None, *events: dict[str, object], **more: Any) -> Record:
        one = report("2018-05-10", *events, **more)
        return replace(one, article=replace(one.article, headline=headline))

    visit = told("visit", ["Mike Pompeo"], ["North Korea"], status="occurred", place="Pyongyang")
    ledger.add(titled("Quarrel over a dam goes on", visit, outlet="A", said=[("Kim Yong-chol", "we are ready")]))
    ledger.add(titled("Bridge opens", told("meeting", ["Russia"], ["United States"], status="occurred"), outlet="B"))
    ledger.add(titled(None, told("accusation", ["Russia"], ["North Korea"], status="occurred"), outlet="C"))

    def found(words: str) -> list[str]:
        return sorted(getattr(one, "kind", "statement") for one in ledger.search(words))

    assert ["statement", "visit"] == found("dam")
    assert ["visit"] == found("dams Pompeo")
    assert ["meeting"] == found("bridge")
    assert [] == found("dam bridge")
    assert ["accusation"] == found("accusation")
    assert {"visit": 1} == {one.value: one.count for one in ledger.facets("dam").kinds}

    ledger.add(titled("Quarrel over a canal goes on", visit, outlet="D"))
    assert ["visit"] == found("canal")
    assert ["statement", "visit"] == found("dam")
    ledger.rebuild()
    assert (["visit"], ["statement", "visit"]) == (found("canal"), found("dam"))


def test_whoever_goes_by_two_names_in_one_event_is_counted_once(ledger: Ledger) -> None:
    envoy = person("The Envoy", "USA")
    for day, who in (("2018-05-10", "Mike Pompeo"), ("2018-05-11", "The Envoy")):
        seen = told("visit", [who], ["North Korea"], status="occurred", when="2018-05-09", place="Pyongyang")
        ledger.add(report(day, seen, people=[envoy], name=who))
    ledger.same("Mike Pompeo", "The Envoy")

    [visit] = ledger.events()
    assert 2 == visit.told
    assert [("mike-pompeo", 1)] == [(one.value, one.count) for one in ledger.facets("visit").actors]


def test_every_change_is_logged_with_its_cause(ledger: Ledger) -> None:
    ledger.add_many([PLAN, OFF], at_once=1)
    event = ledger.events()[0].id

    log = ledger.changes(of=event)

    assert [("new", None), ("status", '"scheduled"')] == [(one.what, one.before) for one in log][:2]
    assert f"article {OFF.id}" == log[1].because
    assert sorted(one.number for one in ledger.changes()) == [one.number for one in ledger.changes()]


def test_one_state_whatever_the_database(ledger: Ledger, tmp_path: object) -> None:
    ledger.add_many(SUMMIT)
    with Ledger(f"{tmp_path}/other.db") as other:
        other.add_many(reversed(SUMMIT))

        assert other.state() == ledger.state()
        assert other.events() == ledger.events()


def test_a_step_that_only_leads_to_something_else_does_not_end_the_history(ledger: Ledger) -> None:
    steps = [Step(status="occurred"), Step(status="cancelled")]
    ledger.add(report("2018-05-24", told(status="cancelled", history=steps)))

    assert "cancelled" == ledger.events()[0].status


def test_a_name_in_two_spellings_lists_them_as_they_are_printed(ledger: Ledger) -> None:
    names = ("Kim Yong-chol", "Kim Young Chol")
    ledger.add_many(
        report("2018-06-01", told("meeting", [name], ["Russia"]), people=[person(name, "PRK")], name=name)
        for name in names
    )

    assert {*names} == {one.name for one in ledger.entity("Kim Yong-chol").names}


def test_a_record_of_others_with_no_day_and_odd_letters_is_taken(ledger: Ledger) -> None:
    event = told(words="Words with \x00 in them.")
    ledger.add(report("2018-13-45", event, name="odd \x00 name", outlet="A\x00B"))

    (found,) = ledger.events()

    assert (None, ("AB",)) == (found.history[0].known, found.outlets)
    assert 1 == len(ledger.search("words"))


def test_an_event_as_it_is_kept_is_the_event_as_it_is_computed(ledger: Ledger) -> None:
    ledger.add_many(SUMMIT)

    assert ledger.events() == ledger.events(as_of="2018-06-13")
