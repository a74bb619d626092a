"""Another day of publication, spelling or case, and text around the report: what should change changes, nothing else.

Reports: own (demo/ and here). Licence: CC0-1.0.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.record import Record
from gist import Deed, Gist, gist

DEMO = Path(__file__).parents[2] / "demo"
FILES = sorted(path for path in DEMO.rglob("*.*") if path.suffix != ".license" and path.name != "stories.jsonl")
BASE = date(2019, 6, 5)  # a Wednesday


@dataclass(frozen=True, slots=True)
class Text:
    """A demo report as its headline and its body."""

    headline: str
    body: str
    published: str


@cache
def text_of(path: Path) -> Text:
    row = (
        json.loads(path.read_text("utf-8"))
        if path.suffix == ".jsonl"
        else {"id": path.name, "bytes": path.read_bytes()}
    )
    (record,) = dateline.read_many([row])
    assert isinstance(record, Record)
    article = record.article
    headline = article.headline or ""
    return Text(headline, article.text.removeprefix(headline).strip(), (article.published or "2018-06-01")[:10])


@cache
def told(text: Text) -> Gist:
    return gist(dateline.read(text.body, headline=text.headline, published=text.published))


def tell(text: str, day: date) -> tuple[Deed, ...]:
    return gist(dateline.read(text, published=day.isoformat())).deeds


# The day of publication

DONE = "Macron met Abe in Osaka {}."
PLANNED = "Macron will meet Abe in Osaka {}."
BY_DAYS = [
    (DONE, "yesterday", -1, -1), (DONE, "two days ago", -2, -2), (DONE, "on Wednesday", 0, 0),
    (DONE, "on Monday", -2, -2), (DONE, "last week", -9, -3), (PLANNED, "tomorrow", 1, 1), (PLANNED, "on Friday", 2, 2),
    (PLANNED, "in three days", 3, 3), (PLANNED, "next week", 5, 11), (PLANNED, "next Tuesday", 6, 6),
]  # fmt: skip
FIXED = [
    (DONE, "on 3 May 2019", "2019-05-03"), (DONE, "on May 3, 2019", "2019-05-03"), (DONE, "in March 2018", "2018-03"),
    (PLANNED, "on 3 September 2041", "2041-09-03"), (PLANNED, "in October 2041", "2041-10"),
]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(case=st.sampled_from(BY_DAYS), weeks=st.integers(-200, 200))
def test_what_is_told_by_the_day_of_publication_goes_with_it(case: tuple[str, str, int, int], weeks: int) -> None:
    frame, words, first, last = case
    day = BASE + timedelta(weeks=weeks)
    span = [(day + timedelta(shift)).isoformat() for shift in (first, last)]
    (deed,) = tell(frame.format(words), day)
    (before,) = tell(frame.format(words), BASE)

    assert (span[0] if first == last else "/".join(span)) == deed.when
    assert replace(before, when=None) == replace(deed, when=None)


@settings(max_examples=40, deadline=None)
@given(case=st.sampled_from(FIXED), days=st.integers(0, 7000))
def test_a_full_date_is_the_same_whenever_the_report_was_published(case: tuple[str, str, str], days: int) -> None:
    frame, words, value = case
    (deed,) = tell(frame.format(words), BASE + timedelta(days))

    assert value == deed.when
    assert tell(frame.format(words), BASE) == (deed,)


@settings(max_examples=30, deadline=None)
@given(weeks=st.integers(-100, 100))
def test_of_a_cancellation_its_day_goes_with_the_report_and_the_day_that_was_set_does_not(weeks: int) -> None:
    day = BASE + timedelta(weeks=weeks)
    text = "Trump called off his summit with Kim yesterday. It was to be held in Singapore on 12 June 2018."
    told = {deed.kind: deed for deed in tell(text, day)}

    assert (day - timedelta(1)).isoformat() == told["cancellation"].when
    assert ("cancelled", (day - timedelta(1)).isoformat()) == told["summit"].history[-1]
    assert told["summit"].when in (None, "2018-06-12")


def test_whoever_is_invited_on_a_day_does_not_come_on_it() -> None:
    told = tell("Lavrov met Kim Jong-un in Pyongyang on Monday and invited him to visit Russia.", BASE)
    days = {deed.kind: deed.when for deed in told}

    assert {"meeting": "2019-06-03", "invitation": "2019-06-03", "visit": None} == days


# Spelling

BRITISH = {
    "denuclearization": "denuclearisation", "defense": "defence", "favor ": "favour ", "Favor ": "Favour ",
    "canceled": "cancelled", "recognize": "recognise", "program ": "programme ", "neighbor": "neighbour",
}  # fmt: skip
AMERICAN = {british: american for american, british in BRITISH.items()}


def respelt(words: str, spelling: Mapping[str, str]) -> str:
    for old, new in spelling.items():
        words = words.replace(old, new)
    return words


def curly(words: str) -> str:
    return re.sub(r'"([^"\n]*)"', r"“\1”", words).replace("'", "’")


def straight(words: str) -> str:
    return re.sub("[“”]", '"', words).replace("’", "'").replace("‘", "'")


def without_hyphens(words: str) -> str:
    """ "Kim Jong-un" as "Kim Jong Un", in all Korean names of the reports."""
    return re.sub(r"-(un|in|yong|chol|ho|wha|eui)\b", lambda found: f" {found[1].capitalize()}", words)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("change", [curly, straight, without_hyphens], ids=["curly", "straight", "no hyphens"])
def test_marks_and_hyphens_change_nothing(path: Path, change: Callable[[str], str]) -> None:
    text = text_of(path)

    assert told(text) == told(replace(text, headline=change(text.headline), body=change(text.body)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("spelling", [BRITISH, AMERICAN], ids=["British", "American"])
def test_british_and_american_spelling_change_only_what_was_said(path: Path, spelling: Mapping[str, str]) -> None:
    text = text_of(path)
    other = replace(text, headline=respelt(text.headline, spelling), body=respelt(text.body, spelling))

    assert told(text).worded(spelling).deeds == told(other).deeds
    assert told(text).worded(spelling).worded(AMERICAN) == told(other).worded(AMERICAN)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US President Donald Trump met Xi Jinping in Osaka on Monday.",
         "U.S. President Donald Trump met Xi Jinping in Osaka on Monday."),
        ("The US imposed sanctions on Iran.", "The U.S. imposed sanctions on Iran."),
        ("The US imposed sanctions on Iran.", "The United States imposed sanctions on Iran."),
        ("UK Foreign Secretary Dominic Raab visited Ankara.", "U.K. Foreign Secretary Dominic Raab visited Ankara."),
        ("The UN condemned Syria.", "The U.N. condemned Syria."),
        ("Mike Pompeo met Kim Yong-chol in New York.", "Mike Pompeo met Kim Yong Chol in New York."),
        ("Mike Pompeo met Kim Yong-chol in New York.", "Mike Pompeo met Kim Young Chol in New York."),
        ("Sergei Lavrov met Kim Jong-un in Pyongyang.", "Sergey Lavrov met Kim Jong Un in Pyongyang."),
        ("Ukraine's Zelensky met Macron in Kiev.", "Ukraine's Zelenskyy met Macron in Kyiv."),
        ("Erdogan visited Tehran on Monday.", "Erdoğan visited Tehran on Monday."),
        ("Andres Manuel Lopez Obrador met Trudeau in Ottawa.", "Andrés Manuel López Obrador met Trudeau in Ottawa."),
        ("Mohammed bin Salman met Xi in Riyadh.", "Mohammad bin Salman met Xi in Riyadh."),
        ("Muammar Gaddafi met Tony Blair in Sirte.", "Moammar Gadhafi met Tony Blair in Sirte."),
        ("Turkey expelled two Dutch diplomats.", "Türkiye expelled two Dutch diplomats."),
        ("The two leaders' talks were cancelled, and Moscow recalled its ambassador to Turkey.",
         "The two leaders’ talks were canceled, and Moscow recalled its ambassador to Turkey."),
    ],
)  # fmt: skip
def test_one_name_in_two_spellings_is_one_deed(one: str, other: str) -> None:
    assert tell(one, BASE)
    assert tell(one, BASE) == tell(other, BASE)


# Case


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_headline_in_capitals_tells_the_same(path: Path) -> None:
    text = text_of(path)

    assert outlines(told(text)) == outlines(told(replace(text, headline=text.headline.upper())))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_headline_without_capitals_tells_the_same(path: Path) -> None:
    text = text_of(path)

    assert outlines(told(text)) == outlines(told(replace(text, headline=text.headline.lower())))


def outlines(one: Gist) -> list[tuple[str, list[str], list[str], str, str | None]]:
    """Deeds without what only a headline may add: who else says so, and the months that small letters hide ("may")."""
    return sorted(
        (deed.kind, sorted(deed.actors), sorted(deed.recipients), deed.status, deed.place) for deed in one.deeds
    )


# Text around the report

BOILERPLATE = (
    "Advertisement", "Reading Time: 2 minutes", "Sign up for our newsletter", "Share this article on Facebook",
    "Follow us on Twitter", "Read more: Ten recipes for cold evenings",
)  # fmt: skip
AFTER = ("Leave a Reply", "Your email address will not be published. Required fields are marked *")
ELSEWHERE = (
    "Separately, heavy snow closed two roads in the north of the island, and a bakery sold more bread than usual.",
    "The museum will show forty paintings of horses until spring. Tickets cost nine pounds.",
    "In football, the home side beat its rivals 3-1 on Saturday after a late goal.",
)


@settings(max_examples=40, deadline=None)
@given(path=st.sampled_from(FILES), line=st.sampled_from(BOILERPLATE), at=st.integers(1, 4))
def test_boilerplate_between_paragraphs_changes_nothing(path: Path, line: str, at: int) -> None:
    text = text_of(path)
    parts = text.body.split("\n\n")
    parts.insert(min(at, len(parts)), line)

    assert told(text) == told(replace(text, body="\n\n".join([*parts, *AFTER])))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("paragraph", ELSEWHERE)
def test_a_paragraph_about_something_else_changes_nothing(path: Path, paragraph: str) -> None:
    text = text_of(path)

    assert told(text) == told(replace(text, body=f"{text.body}\n\n{paragraph}"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("lines", ["broken at column 72", "of Windows", "indented"])
def test_how_lines_are_broken_changes_nothing(path: Path, lines: str) -> None:
    text = text_of(path)
    whole = f"{text.headline}\n\n{text.body}"
    parts = whole.split("\n\n")
    other = {
        "broken at column 72": "\n\n".join(textwrap.fill(part, 72) for part in parts),
        "of Windows": whole.replace("\n", "\r\n"),
        "indented": "\n\n".join(f"    {part}" for part in parts),
    }[lines]

    assert gist(dateline.read(whole, published=text.published)) == gist(dateline.read(other, published=text.published))
