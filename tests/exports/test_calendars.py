"""iCalendar and Atom, opened by icalendar and feedparser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import feedparser
import icalendar
import pytest
from hypothesis import HealthCheck, given, settings

from dateline.exports import Holdings, atom, ical
from dateline.exports.schema_org import STATUS as SCHEMA_STATUS
from dateline.ledger.types import Day, Event
from export_make import HOLDINGS, MEETING, SUMMIT, any_holdings, proof, turn, with_events, written

STEPS = (
    ("scheduled", turn("scheduled", "2018-05-10", "a1", "2018-06-12")),
    ("cancelled", turn("cancelled", "2018-05-24", "a2")),
    ("revived", turn("revived", "2018-06-01", "a2", "2018-06-12")),
    ("occurred", turn("occurred", "2018-06-12", "a2")),
)


def events(*given: Event) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(written(ical.write, with_events(*given)))
    return list(calendar.walk("VEVENT"))


def test_one_uid_for_life_and_a_sequence_that_rises_with_each_step() -> None:
    seen = []
    for n in range(1, len(STEPS) + 1):
        (one,) = events(replace(SUMMIT, status=STEPS[n - 1][0], history=tuple(step for _, step in STEPS[:n])))
        seen.append((str(one["UID"]), int(one["SEQUENCE"]), str(one["STATUS"]), one["DTSTART"].dt))

    day = date(2018, 6, 12)
    uid = f"{SUMMIT.id}@dateline"
    assert [
        (uid, 0, "CONFIRMED", day), (uid, 1, "CANCELLED", day), (uid, 2, "CONFIRMED", day), (uid, 3, "CONFIRMED", day),
    ] == seen  # fmt: skip


def test_what_is_called_off_stays_on_the_day_that_was_planned() -> None:
    (one,) = events(replace(SUMMIT, when=None))

    assert ("CANCELLED", date(2018, 6, 12), date(2018, 6, 13)) == (one["STATUS"], one["DTSTART"].dt, one["DTEND"].dt)


@pytest.mark.parametrize("value", [None, "2018-06", "2018", "2018-06-12/..", "2018-06-01/2018-07-15"])
def test_without_a_day_there_is_no_event(value: str | None) -> None:
    when = Day(value, proof("a1", "June 12")) if value else None

    assert [] == events(replace(SUMMIT, status="tentative", when=when, history=()))


def test_what_is_put_off_has_no_day_until_a_new_one_is_set() -> None:
    assert [] == events(replace(SUMMIT, status="postponed"))


def test_an_interval_ends_on_the_day_after() -> None:
    (one,) = events(replace(MEETING, when=Day("2018-05-21/2018-05-27", proof("a3", "May 30"))))

    assert (date(2018, 5, 21), date(2018, 5, 28)) == (one["DTSTART"].dt, one["DTEND"].dt)


def test_texts_survive_commas_semicolons_and_lines() -> None:
    (one,) = events(SUMMIT)

    assert "Summit: Donald Trump → Kim Jong-un (Singapore)" == str(one["SUMMARY"])
    assert "told by CNN, Daily, Northern; weekly" in str(one["DESCRIPTION"]).splitlines()
    assert "https://example.org/a1?x=1&y=2" == str(one["URL"])
    assert one["DTSTAMP"].dt.date() == one["LAST-MODIFIED"].dt.date() == date(2018, 5, 24)


def test_a_report_without_an_outlet_tells_it_under_its_own_name() -> None:
    first, last = SUMMIT.tellings
    (one,) = events(replace(SUMMIT, tellings=(first, replace(last, outlet=None)), outlets=("CNN",)))
    (named,) = events(SUMMIT)

    assert "told by CNN, a2.txt" in str(one["DESCRIPTION"]).splitlines()
    assert str(one["DESCRIPTION"]).endswith("” (a2.txt)")
    assert str(named["DESCRIPTION"]).endswith("” (Daily, Northern; weekly)")
    assert "a2.txt" not in str(named["DESCRIPTION"])


def test_where_it_is_known_where() -> None:
    (one,) = events(MEETING)

    assert "Sochi, Russia" == str(one["LOCATION"])
    assert 43.0 < one["GEO"].latitude < 44.0
    assert 39.0 < one["GEO"].longitude < 40.0


def test_an_accusation_is_no_entry_of_a_calendar() -> None:
    assert [] == events(replace(MEETING, kind="accusation"))
    assert 1 == len(events(replace(SUMMIT, kind="sanction", status="scheduled")))


def test_every_status_has_its_place_in_both_vocabularies() -> None:
    from typing import get_args

    from dateline.record import Status

    assert set(get_args(Status)) - {"postponed"} == set(ical.STATUS)
    assert {"postponed", "rescheduled", "cancelled", "did_not_occur"} == set(SCHEMA_STATUS)


def test_the_calendar_as_a_whole() -> None:
    calendar = icalendar.Calendar.from_ical(written(ical.write))

    assert ("2.0", "PUBLISH") == (str(calendar["VERSION"]), str(calendar["METHOD"]))
    assert [] == calendar.errors
    assert all(not one.errors for one in calendar.walk())


def test_a_feed_has_an_entry_for_each_step_the_newest_first() -> None:
    feed = feedparser.parse(written(atom.write))

    assert not feed.bozo
    assert "atom10" == feed.version
    assert [MEETING.id, SUMMIT.id, SUMMIT.id] == [entry.id.split(":")[3] for entry in feed.entries]
    assert 3 == len({entry.id for entry in feed.entries})
    assert "2018-05-24T15:30:00+02:00" == feed.entries[1].updated
    assert "Summit: Donald Trump → Kim Jong-un (Singapore) — cancelled" == feed.entries[1].title
    assert "https://example.org/a1?x=1&y=2" == feed.entries[2].links[0].href
    assert feed.feed.updated == feed.entries[0].updated


def test_the_id_of_a_step_stays_when_others_come() -> None:
    before = {entry.id for entry in feedparser.parse(written(atom.write)).entries}
    steps = (turn("proposed", "2018-05-01", "a1"), *SUMMIT.history, turn("revived", "2018-06-01", "a2"))
    later = replace(SUMMIT, status="revived", history=steps)
    after = {entry.id for entry in feedparser.parse(written(atom.write, with_events(later, MEETING))).entries}

    assert before < after
    assert 2 == len(after - before)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_holdings())
def test_no_two_entries_have_one_id_and_the_newest_stands_first(holdings: Holdings) -> None:
    feed = feedparser.parse(written(atom.write, holdings))

    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    times = [entry.updated_parsed for entry in feed.entries]
    assert times == sorted(times, reverse=True)


def test_a_step_without_any_day_is_counted_and_left_out() -> None:
    import io

    bare = replace(SUMMIT.history[0], as_of=None, known=None, claims=())

    assert 1 == atom.write(replace(HOLDINGS, events=(replace(SUMMIT, history=(bare,)),)), io.BytesIO())
