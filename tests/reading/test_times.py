"""Time expressions: what newswire says, and the day it means."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.edtf import days
from dateline.reading.times import read_times, written_on
from make import read_scene, scene

FRIDAY = date(2018, 6, 1)

# Phrases with their answers fixed beforehand; the report is of Friday 1 June 2018.
PHRASES = [
    ("Lavrov met Kim on Thursday.", "Thursday", "2018-05-31"),
    ("The ministry said on Friday that talks had ended.", "Friday", "2018-06-01"),
    ("The ministers will meet in Geneva on Monday.", "Monday", "2018-06-04"),
    ("The summit is scheduled for June 12 in Singapore.", "June 12", "2018-06-12"),
    ("Trump called off the summit on May 24.", "May 24", "2018-05-24"),
    ("The envoys met over the weekend in Helsinki.", "the weekend", "2018-05-26/2018-05-27"),
    ("They will gather in mid-July in Brussels.", "mid-July", "2018-07"),
    ("The leaders met earlier this year.", "earlier this year", "2018-01-01/2018-06-01"),
    ("He is expected in Moscow next week.", "next week", "2018-06-04/2018-06-10"),
    ("The president will visit later this month.", "later this month", "2018-06-02/2018-06-30"),
    ("Russia expelled four diplomats last year.", "last year", "2017"),
    ("The two spoke a week ago.", "a week ago", "2018-05-25"),
    ("The licence expires in three days.", "in three days", "2018-06-04"),
    ("The delegations will meet next month.", "next month", "2018-07"),
    ("They signed the deal in November 2016.", "November 2016", "2016-11"),
    ("Last week, the president cancelled the visit.", "Last week", "2018-05-21/2018-05-27"),
    ("The ministers met three days ago.", "three days ago", "2018-05-29"),
    ("The king last visited on December 5.", "December 5", "2017-12-05"),
    ("The war began in the early 1990s.", "the early 1990s", "1990/1993"),
    ("The talks lasted 90 minutes.", "90 minutes", "PT90M"),
    ("They held a 90-minute dinner in New York.", "90-minute", "PT90M"),
    ("The ministers met on 18 February 2015 in Minsk.", "18 February 2015", "2015-02-18"),
    ("The G7 will meet on June 8-9 in Canada.", "June 8-9", "2018-06-08/2018-06-09"),
    ("The envoy left yesterday.", "yesterday", "2018-05-31"),
    ("The envoys left in March 2010, and that October aid was cut.", "that October", "2010-10"),
    ("The envoys left, and that October aid was cut.", "that October", None),
    ("The envoys left in March 2010, and in October aid was cut.", "October", "2017-10"),
]


@pytest.mark.parametrize(("text", "quote", "value"), PHRASES)
def test_a_phrase_means_its_day(text: str, quote: str, value: str) -> None:
    found = {one.time.quote: one.time.value for one in read_times(read_scene(text, day=FRIDAY))}

    assert value == next((v for q, v in found.items() if q in (quote, quote.removeprefix("in "))), found)


@pytest.mark.parametrize(
    "text",
    [
        "Prime Minister Theresa May met the president.",
        "The march went on.",
        "They fired 2,000 shells.",
        "Resolution 1929 was adopted.",
        "He asked for a second opinion.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [] == [one.time.quote for one in read_times(read_scene(text, day=FRIDAY))]


@pytest.mark.parametrize("text", ["A few days later, Pompeo spoke.", "The envoy flew home the following day."])
def test_no_day_is_invented_for_what_leans_on_an_event(text: str) -> None:
    (mention,) = read_times(read_scene(text, day=FRIDAY))

    assert mention.time.value is None
    assert mention.time.anchor == "event"
    assert mention.shift is not None


def test_the_next_day_follows_a_day_just_told() -> None:
    found = read_times(read_scene("They met on 18 February 2015. The next day they signed.", day=date(2015, 2, 25)))

    assert ["2015-02-18", "2015-02-19"] == [one.time.value for one in found]


def test_tonight_in_a_quotation_is_the_day_of_speaking() -> None:
    text = "Kim arrived in New York on Wednesday.\n\n“Good dinner in New York tonight,” Pompeo tweeted."
    found = {one.time.quote: one.time for one in read_times(read_scene(text, day=FRIDAY))}

    assert ("2018-05-30", "quote") == (found["tonight"].value, found["tonight"].anchor)


def test_a_weekday_stays_unknown_in_a_report_without_a_date() -> None:
    (mention,) = read_times(read_scene("Lavrov met Kim on Thursday."))

    assert mention.time.value is None


def test_the_day_of_a_dateline_is_the_latest_up_to_publication() -> None:
    assert date(2018, 5, 31) == written_on("May 31", FRIDAY)
    assert date(2017, 12, 31) == written_on("Dec. 31", date(2018, 1, 1))
    assert written_on("March 3", FRIDAY) is None  # a day of long before is no day of writing


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@given(st.sampled_from(WEEKDAYS), st.booleans(), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_weekday_is_that_day_within_a_week_of_the_report(name: str, ahead: bool, day: date) -> None:
    verb = "will/MD/aux>2 meet/VB/root>-1" if ahead else "had/VBD/aux>2 met/VBN/root>-1"
    (mention,) = read_times(scene(f"They/PRP/nsubj>2 {verb} on/IN/case>4 {name}/NNP/obl>2", day=day))
    value = date.fromisoformat(mention.time.value or "")

    assert WEEKDAYS.index(name) == value.weekday()
    assert (value - day).days in (range(8) if ahead else range(-6, 1))
    assert name == mention.time.quote


RELATIVE = ("Thursday", "last week", "next week", "yesterday", "three days ago", "over the weekend", "this week")


@given(st.sampled_from(RELATIVE), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_report_of_a_week_later_means_days_a_week_later(phrase: str, day: date) -> None:
    words = " ".join(f"{word}/NN/obl>1" for word in phrase.split())
    notation = f"They/PRP/nsubj>1 met/VBD/root>-1 {words}"
    (first,) = read_times(scene(notation, day=day))
    (second,) = read_times(scene(notation, day=day + timedelta(days=7)))
    before, after = days(first.time.value or ""), days(second.time.value or "")

    assert before is not None
    assert after is not None
    assert after == (before[0] + timedelta(days=7), before[1] + timedelta(days=7))


def test_days_after_a_clause_are_not_counted_from_the_day_of_the_saying() -> None:
    text = "Trump said on Friday that they would meet, eight days after he had called off the meeting."
    friday, days = read_times(read_scene(text, day=date(2018, 6, 1)))

    assert ("2018-06-01", None) == (friday.time.value, days.time.value)


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("Profits fell in the first quarter of 2019.", "first quarter of 2019", "2019-01-01/2019-03-31"),
        ("Exports fell in the final quarter of last year.", "final quarter of last year", "2017-10-01/2017-12-31"),
        ("The envoys met in September last year.", "September last year", "2017-09"),
        ("Trade has doubled over the past decade.", "the past decade", "2008-06-01/2018-06-01"),
        ("The tariffs had been scheduled for Tuesday, officials said.", "Tuesday", "2018-06-05"),
        ("The match was postponed to June 12: the pitch was wet.", "June 12", "2018-06-12"),
        ("Their success raised the prospect of a signing in Chile in mid-July.", "mid-July", "2018-07"),
        ("The minister has given them until June 25.", "June 25", "2018-06-25"),
        ("They met from 30 April to 2 May 2018.", "30 April to 2 May 2018", "2018-04-30/2018-05-02"),
        ("The leaders gathered in Paris this weekend.", "this weekend", "2018-05-26/2018-05-27"),
        ("It runs from January 23 through March 9, 2018.", "January 23 through March 9, 2018", "2018-01-23/2018-03-09"),
        ("The envoys met this past week.", "this past week", "2018-05-21/2018-05-27"),
        ("They spoke for an hour and a half.", "an hour and a half", "PT1H30M"),
        ("The talks took two-and-a-half years.", "two-and-a-half years", "P2Y6M"),
    ],
)
def test_plans_quarters_ranges_and_halves_mean_the_day_that_a_reader_takes(text: str, quote: str, value: str) -> None:
    found = {one.time.quote: one.time.value for one in read_times(read_scene(text, day=FRIDAY))}

    assert value == next((v for q, v in found.items() if quote in q), found)


@pytest.mark.parametrize("text", ["Markets fell on Black Monday.", "They build 15 a year."])
def test_a_named_day_and_a_rate_are_no_dates(text: str) -> None:
    assert [] == [one.time.quote for one in read_times(read_scene(text, day=FRIDAY))]


SPELLINGS = ("12 June 2018", "June 12, 2018", "Tuesday, June 12, 2018", "2018-06-12", "12th June 2018", "Jun 12, 2018")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_day_is_the_same_in_every_spelling_whenever_the_report_was_written(spelling: str) -> None:
    for day in (FRIDAY, FRIDAY + timedelta(days=7), date(2024, 2, 29), None):
        values = [one.time.value for one in read_times(read_scene(f"The leaders met on {spelling}.", day=day))]

        assert ["2018-06-12"] == values


@pytest.mark.parametrize(
    "text",
    [
        "They will return in 9,000 years.",
        "They met 3000 months ago.",
        "In 99999999999 days it ends.",
        "It fell 5000000 days ago.",
        "They fought over the past 5000 years.",
        "It is over within 999999999999 hours.",
        "They met on 1 May 2018. Then 999999999999999 days later they left.",
    ],
)
@pytest.mark.parametrize("day", [date(1, 1, 1), FRIDAY, date(9999, 12, 31), None])
def test_what_no_calendar_holds_has_no_value(text: str, day: date | None) -> None:
    for one in read_times(read_scene(text, day=day)):
        assert one.time.value is None or days(one.time.value) is not None
