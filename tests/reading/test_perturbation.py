"""Other people, sides swapped, deeds denied: exactly what should change changes, and nothing else.

Reports: own. Licence: CC0-1.0. The people are real, their deeds here are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline import lexicon
from dateline.record import Record
from gist import Deed, Gist, gist

_DENIALS = Path(__file__).with_name("denials.tsv")
_PARAPHRASES = Path(__file__).with_name("paraphrases.tsv")


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody with a country, in the words that a report has for both."""

    office: str
    name: str
    bare: str  # as reports name him after the first time
    country: str
    people: str
    capital: str
    he: str = "he"
    id: str = ""  # where the lexicon has another name for him

    def words(self, letter: str) -> dict[str, str]:
        """The slots of a report that are this side's."""
        bare = self.bare[0].upper() + self.bare[1:]  # "van Klaveren", "Van Klaveren said"
        him, his = ("him", "his") if self.he == "he" else ("her", "her")
        return {
            f"{letter}_full": f"{self.people} {self.office} {self.name}",
            f"{letter}": self.bare, f"{letter}_first": bare,
            f"{letter}_country": self.country, f"{letter}_people": self.people, f"{letter}_capital": self.capital,
            f"{letter}_he": self.he, f"{letter}_him": him, f"{letter}_his": his,
        }  # fmt: skip

    def ids(self, letter: str) -> dict[str, str]:
        """The ids of its entities, as slots."""
        places = {self.country: f"{letter}_country", self.capital: f"{letter}_capital"}
        return {self.id or lexicon.slug(self.name): letter} | {lexicon.slug(one): slot for one, slot in places.items()}


SIDES = (
    Side("President", "Emmanuel Macron", "Macron", "France", "French", "Paris"),
    Side("President", "Recep Tayyip Erdogan", "Erdogan", "Turkey", "Turkish", "Ankara"),
    Side("Foreign Minister", "Musalia Mudavadi", "Mudavadi", "Kenya", "Kenyan", "Nairobi"),
    Side("Prime Minister", "Shinzo Abe", "Abe", "Japan", "Japanese", "Tokyo"),
    Side("Foreign Minister", "Alberto van Klaveren", "van Klaveren", "Chile", "Chilean", "Santiago"),
    Side("President", "Moon Jae-in", "Moon", "South Korea", "South Korean", "Seoul"),
    Side("Foreign Minister", "Pham Binh Minh", "Minh", "Vietnam", "Vietnamese", "Hanoi"),
    Side("Foreign Minister", "Sameh Shoukry", "Shoukry", "Egypt", "Egyptian", "Cairo"),
    Side("Foreign Minister", "Javad Zarif", "Zarif", "Iran", "Iranian", "Tehran", id="mohammad-javad-zarif"),
    Side("Foreign Minister", "Péter Szijjártó", "Szijjártó", "Hungary", "Hungarian", "Budapest"),
    Side("Foreign Minister", "Annalena Baerbock", "Baerbock", "Germany", "German", "Berlin", "she"),
    Side("Foreign Minister", "Wang Yi", "Wang", "China", "Chinese", "Beijing"),
    Side(
        "Foreign Minister", "Subrahmanyam Jaishankar", "Jaishankar", "India", "Indian", "New Delhi", id="s-jaishankar"
    ),
    Side("Prime Minister", "Magdalena Andersson", "Andersson", "Sweden", "Swedish", "Stockholm", "she"),
    Side("Foreign Minister", "Dmytro Kuleba", "Kuleba", "Ukraine", "Ukrainian", "Kyiv"),
)
DAY = "2019-06-06"  # a Thursday


@dataclass(frozen=True, slots=True)
class Report:
    """A report of two sides, and what it tells, by slots: kind, actors, recipients, status, day, place."""

    text: str
    tells: tuple[tuple[str, str, str, str, str | None, str | None], ...]


REPORTS = (
    Report(
        "{A_first} meets {B}\n\n"
        "{A_full} met {B_full} in Geneva on Tuesday and invited {B_him} to visit {A_capital} in July.\n\n"
        "“We had a frank exchange,” {A} told reporters after the talks.\n\n"
        "{B_first} will travel to {A_capital} on July 4, a spokesman said.",
        (
            ("invitation", "A", "B", "occurred", "2019-06-04", None),
            ("meeting", "A+B", "", "occurred", "2019-06-04", "geneva"),
            ("visit", "B", "A_country", "scheduled", "2019-07-04", "A_capital"),
        ),
    ),
    Report(
        "On Monday {A_full} accused {B_country} of lying about the border and threatened to expel its ambassador.\n\n"
        "{B_full} rejected the accusation.\n\n“That is false,” {B} said in a statement on Tuesday.",
        (
            ("accusation", "A", "B_country", "occurred", "2019-06-03", None),
            ("rejection", "B", "", "occurred", None, None),
            ("threat", "A", "B_country", "occurred", "2019-06-03", None),
        ),
    ),
    Report(
        "{A_full} called off {A_his} summit with {B_full}, which was to be held in Vienna on June 12.\n\n"
        "{B_first} said {B_he} regretted the decision. {A_first} spoke with {B} by phone on Monday.",
        (
            ("call", "A+B", "", "occurred", "2019-06-03", None),
            ("cancellation", "A", "B", "occurred", None, None),
            ("summit", "A+B", "", "cancelled", "2019-06-12", "vienna"),
        ),
    ),
    Report(
        "{A_country} expelled two {B_people} diplomats on Wednesday.\n\n"
        "{B_country} recalled its ambassador from {A_capital}. {B_full} said the expulsion was a provocation.",
        (
            ("expulsion", "A_country", "B_country", "occurred", "2019-06-05", None),
            ("recall", "B_country", "A_country", "occurred", "2019-06-05", None),
        ),
    ),
    Report(
        "{A_full} may meet {B_full} in Oslo next week, two officials said.\n\n"
        "{A_country} imposed sanctions on {B_country} in March.\n\n"
        "The two leaders signed an agreement in {B_capital} on May 3.",
        (
            ("meeting", "A+B", "", "tentative", "2019-06-10/2019-06-16", "oslo"),
            ("sanction", "A_country", "B_country", "occurred", "2019-03", None),
            ("signing", "A+B", "", "occurred", "2019-05-03", "B_capital"),
        ),
    ),
)


@cache
def read(number: int, a: Side, b: Side) -> Record:
    return dateline.read(REPORTS[number].text.format(**a.words("A"), **b.words("B")), published=DAY)


def by_slots(record: Record, a: Side, b: Side) -> Gist:
    """What is told, with slots for the two sides."""
    found = gist(record).renamed(a.ids("A") | b.ids("B"))
    slots: dict[str, str] = {}
    for side, letter in ((a, "A"), (b, "B")):
        for word in (side.name, side.bare, side.country, side.people, side.capital):
            slots[word] = f"slot{letter}"
    return found.worded({word: slots[word] for word in sorted(slots, key=len, reverse=True)})


def short(one: Deed) -> tuple[str, str, str, str, str | None, str | None]:
    return one.kind, "+".join(sorted(one.actors)), "+".join(sorted(one.recipients)), one.status, one.when, one.place


def sources(told: Gist) -> list[tuple[str | None, str, str]]:
    return sorted((one.source, one.act, one.form) for one in told.sayings)


@pytest.mark.parametrize("number", range(len(REPORTS)))
def test_the_reports_tell_what_a_reader_would_note(number: int) -> None:
    told = by_slots(read(number, SIDES[0], SIDES[3]), SIDES[0], SIDES[3])

    assert list(REPORTS[number].tells) == [short(one) for one in told.deeds]


@settings(max_examples=60, deadline=None)
@given(number=st.integers(0, len(REPORTS) - 1), pair=st.permutations(SIDES).map(lambda found: found[:2]))
def test_with_other_people_everything_is_told_of_them_and_nothing_else_changes(number: int, pair: list[Side]) -> None:
    a, b = pair
    told = by_slots(read(number, a, b), a, b)

    assert list(REPORTS[number].tells) == [short(one) for one in told.deeds]
    assert by_slots(read(number, SIDES[0], SIDES[3]), SIDES[0], SIDES[3]).deeds == told.deeds
    assert sources(by_slots(read(number, SIDES[0], SIDES[3]), SIDES[0], SIDES[3])) == sources(told)


@pytest.mark.parametrize("number", range(len(REPORTS)))
def test_with_the_sides_swapped_the_deeds_are_those_of_the_other(number: int) -> None:
    a, b = SIDES[1], SIDES[10]
    there, back = gist(read(number, a, b)), gist(read(number, b, a))
    swap = dict(zip([*a.ids(""), *b.ids("")], [*b.ids(""), *a.ids("")], strict=True))

    assert there.deeds != back.deeds
    assert there.renamed(swap).deeds == back.deeds


def groups() -> list[tuple[str, list[str]]]:
    """Each denial with the sentence that tells the deed as done."""
    lines = [line for line in _DENIALS.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    found, done = [], ""
    for line in lines:
        row = line.split("\t")
        done = row[0] if row[2] == "occurred" else done
        found.append((done, row))
    return found


@pytest.mark.parametrize(("done", "row"), groups(), ids=lambda one: one if isinstance(one, str) else one[0])
def test_what_is_denied_doubted_or_conditional_is_told_as_such_of_the_same_sides(done: str, row: list[str]) -> None:
    sentence, kind, statuses, certainty = row
    told = [one for one in gist(dateline.read(sentence, published=DAY)).deeds if one.kind == kind]
    (first,) = [one for one in gist(dateline.read(done, published=DAY)).deeds if one.kind == kind]

    if not told:
        assert "-" in statuses.split("|")
        return
    (one,) = told
    assert one.status in statuses.split("|")
    assert (None, certainty) in one.factuality
    assert (first.actors, first.recipients) == (one.actors, one.recipients)


def paraphrases() -> list[list[str]]:
    lines = [line for line in _PARAPHRASES.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    return [line.split("\t") for line in lines]


@pytest.mark.parametrize(("sentence", "other"), paraphrases())
def test_one_deed_in_two_wordings_is_one_deed(sentence: str, other: str) -> None:
    told = gist(dateline.read(sentence, published=DAY)).deeds

    assert told
    assert told == gist(dateline.read(other, published=DAY)).deeds


# Another world for the demo reports: old words and new ones, the longer first; the same for ids.
WORLD = (
    ("Kim Jong-un", "Hassan Rouhani"), ("Kim Jong Un", "Hassan Rouhani"), ("Sergei Lavrov", "Mevlut Cavusoglu"),
    ("North Korean", "Iranian"), ("North Korea", "Iran"), ("Pyongyang", "Tehran"), ("Donald Trump", "Emmanuel Macron"),
    ("Korean Peninsula", "Persian Gulf"), ("South Korean", "Iraqi"), ("South Korea", "Iraq"),
    ("Moon Jae-in", "Barham Salih"), ("the United States", "France"), ("American", "French"), ("U.S.", "French"),
    ("US ", "French "), ("Russian", "Turkish"), ("Russia", "Turkey"), ("Lavrov", "Cavusoglu"), ("Trump", "Macron"),
    ("Moon", "Salih"), ("Kim", "Rouhani"), ("Seoul", "Baghdad"),
)  # fmt: skip
IDS = {
    "kim-jong-un": "hassan-rouhani", "sergei-lavrov": "mevlut-cavusoglu", "north-korea": "iran", "pyongyang": "tehran",
    "donald-trump": "emmanuel-macron", "moon-jae-in": "barham-salih", "south-korea": "iraq", "united-states": "france",
    "russia": "turkey", "seoul": "baghdad",
}  # fmt: skip


@pytest.mark.parametrize(("name", "day"), [("short.txt", "2018-06-01"), ("summit/6-the-meeting.txt", "2018-06-12")])
def test_a_demo_report_of_other_people_and_states_tells_the_same_of_them(name: str, day: str) -> None:
    text = (Path(__file__).parents[2] / "demo" / name).read_text("utf-8")
    other = text
    for old, new in WORLD:
        other = other.replace(old, new)
    there = gist(dateline.read(text, published=day))

    assert there.deeds
    assert there.renamed(IDS).deeds == gist(dateline.read(other, published=day)).deeds
    assert "Kim" not in other
