"""Reports made up by rule for `corpus.py`: own sentence patterns, filled with the names of the lexicon.

A story is a function of its seed and number alone, so that any page of any file can be made without the others. Leaders
of the lexicon do nothing but meet, call and travel; whoever accuses or threatens is a state or an official by office.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files

from dateline.lexicon import known_persons, states
from dateline.lexicon.persons import is_hand_kept

FIRST_MOMENT = datetime(2018, 1, 1, tzinfo=UTC)
DAYS = 2500
PARAGRAPHS = (7, 22)  # of a report, two sentences each: 200 to 800 words
# Of the stories that are not about affairs of states, those in another language; news crawls hold more of them.
FOREIGN = 0.3
DIPLOMACY = "diplomacy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A report as an agency would send it. `subject` is "diplomacy", another one, or that of a language."""

    number: int
    subject: str
    language: str
    headline: str
    place: str
    author: str
    published: datetime
    paragraphs: tuple[str, ...]


# Slots of the patterns in corpus_sentences.tsv. Diplomacy: {a} {b} states, {A} the adjective of the first, {p} a leader
# of a, {q} one of b, {pa} {qa} their surnames, {c} a capital, {t} a topic. Others: {x} a person, {s} the surname, {y}
# another, {w} a town, {k} a small number. All: {d} a weekday, {n} a number, {m} a month.
_TOPICS = (
    "border crossings", "fishing rights", "grain exports", "prisoners", "gas deliveries", "visas", "river water",
    "customs", "missile tests", "the ceasefire", "refugees", "air traffic", "satellites", "nuclear inspections",
    "debts", "steel tariffs", "shipping lanes", "the pipeline", "observers", "military flights",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December")  # fmt: skip
_ONSETS = ("b", "br", "d", "dr", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w")
_CORES = ("a", "e", "i", "o", "u", "ai", "ea", "or", "en", "il")
_TOWNS = ("ford", "ton", "bury", "stead", "holm", "wick", "field", "mouth")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """What a subject is told with; `leads` are headlines with their first sentences."""

    language: str
    titles: tuple[str, ...]
    leads: tuple[tuple[str, str], ...]
    sentences: tuple[str, ...]


@cache
def _patterns() -> Mapping[str, _Patterns]:
    """By subject, in the order of the file."""
    lines = (files("dateline.evaluation") / "corpus_sentences.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {
        subject: _Patterns(
            next(row[1] for row in rows if row[0] == subject),
            tuple(row[3] for row in rows if row[0] == subject and row[2] == "title"),
            tuple((row[3], row[4]) for row in rows if row[0] == subject and row[2] == "lead"),
            tuple(row[3] for row in rows if row[0] == subject and row[2] == "sentence"),
        )
        for subject in dict.fromkeys(row[0] for row in rows)
    }


def story(seed: int, number: int, *, diplomatic: float) -> Story:
    """Story `number` of a corpus: about affairs of states with the probability `diplomatic`."""
    dice = random.Random(f"{seed}/story/{number}")
    published = FIRST_MOMENT + timedelta(days=dice.randrange(DAYS), minutes=dice.randrange(24 * 60))
    author = f"{_word(dice).title()} {_word(dice).title()}"
    subjects = _patterns()
    if dice.random() < diplomatic:
        subject = DIPLOMACY
        headline, place, paragraphs = _diplomacy(dice, published)
    else:
        foreign = dice.random() < FOREIGN
        subject = dice.choice(
            [name for name, one in subjects.items() if (one.language != "en") == foreign and name != DIPLOMACY]
        )
        headline, place, paragraphs = _plain(dice, published, subjects[subject])
    language = subjects[subject].language
    return Story(
        number=number, subject=subject, language=language, headline=headline[:1].upper() + headline[1:], place=place,
        author=author, published=published, paragraphs=paragraphs,
    )  # fmt: skip


def _diplomacy(dice: random.Random, published: datetime) -> tuple[str, str, tuple[str, ...]]:
    leaders, names = _leaders(), states()
    codes = _Ranks(tuple(code for code in leaders if names[code].capitals and names[code].adjectives))
    first = codes.draw(dice)
    second = codes.draw(dice)
    while second == first:
        second = codes.draw(dice)
    p, q = dice.choice(leaders[first]), dice.choice(leaders[second])
    place = names[dice.choice((first, second))].capitals[0]

    def slots() -> dict[str, str]:
        return {
            "a": names[first].name, "b": names[second].name, "A": names[first].adjectives[0], "p": p, "q": q,
            "pa": p.split()[-1], "qa": q.split()[-1], "c": place,
            "t": topic if dice.random() < 0.6 else dice.choice(_TOPICS), **_common(dice, published),
        }  # fmt: skip

    topic = dice.choice(_TOPICS)
    patterns = _patterns()[DIPLOMACY]
    title, lead = dice.choice(patterns.leads)
    given = slots()
    bank = _Bank(patterns.sentences, dice)
    body = (
        f"{bank.draw().format(**slots())} {bank.draw().format(**slots())}" for _ in range(dice.randint(*PARAGRAPHS))
    )
    return title.format(**given), place, (lead.format(**given), *body)


def _plain(dice: random.Random, published: datetime, patterns: _Patterns) -> tuple[str, str, tuple[str, ...]]:
    x = f"{_word(dice).title()} {_word(dice).title()}"
    fixed = {"x": x, "s": x.split()[1], "w": _town(dice)}

    def slots() -> dict[str, str]:
        other = f"{_word(dice).title()} {_word(dice).title()}"
        return {**fixed, "y": other, "k": str(dice.randrange(2, 10)), **_common(dice, published)}

    bank = _Bank(patterns.sentences, dice)
    blank = "" if patterns.language == "zh" else " "
    body = (
        bank.draw().format(**slots()) + blank + bank.draw().format(**slots()) for _ in range(dice.randint(*PARAGRAPHS))
    )
    return dice.choice(patterns.titles).format(**slots()), fixed["w"], tuple(body)


def _common(dice: random.Random, published: datetime) -> dict[str, str]:
    day = published - timedelta(days=dice.randrange(3))
    return {"d": _WEEKDAYS[day.weekday()], "m": dice.choice(_MONTHS), "n": str(dice.randrange(2, 90))}


class _Bank:
    """Patterns drawn without repeating one before all have come."""

    def __init__(self, patterns: Sequence[str], dice: random.Random) -> None:
        self._patterns, self._dice, self._left = patterns, dice, list[str]()

    def draw(self) -> str:
        if not self._left:
            self._left = self._dice.sample(self._patterns, len(self._patterns))
        return self._left.pop()


@dataclass(frozen=True, slots=True)
class _Ranks:
    """States, drawn as often as their rank says (Zipf), as in news."""

    codes: tuple[str, ...]

    def draw(self, dice: random.Random) -> str:
        return self.codes[min(int(len(self.codes) ** dice.random()) - 1, len(self.codes) - 1)]


@cache
def _leaders() -> Mapping[str, tuple[str, ...]]:
    """The persons of the hand-kept list by their state; states in the order in which the list names them."""
    found: dict[str, list[str]] = {}
    for person in known_persons().values():
        if person.country and person.country in states() and is_hand_kept(person):
            found.setdefault(person.country, []).append(person.name)
    return {code: tuple(names) for code, names in found.items()}


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(_ONSETS) + dice.choice(_CORES) for _ in range(2)) + dice.choice("nrlsk")


def _town(dice: random.Random) -> str:
    return (dice.choice(_ONSETS) + dice.choice(_CORES) + dice.choice("rnl") + dice.choice(_TOWNS)).title()
