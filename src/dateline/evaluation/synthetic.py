"""Reports made up by rule, to load a ledger with: who does what how often follows what is known of news.

States take part as often as their rank says (Zipf); a matter is told by one report mostly and by dozens at times; half
of the matters are planned first, and some of those plans are put off or called off. One seed gives the same reports.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateline.lexicon import states
from dateline.record import (
    Article,
    Entity,
    Event,
    Extractor,
    Kind,
    Participant,
    Place,
    Record,
    Statement,
    Status,
    Step,
    Voice,
    When,
    record_id,
    stable_id,
)

FIRST_DAY = date(2015, 1, 1)
DAYS = 3650
# Kinds by their share among the main events of the development gold, rounded.
_KINDS: dict[Kind, int] = {
    "meeting": 14, "visit": 9, "demand": 8, "negotiation": 6, "accusation": 8, "summit": 5, "agreement": 5,
    "signing": 6, "call": 5, "sanction": 7, "assault": 5, "rejection": 5, "praise": 4, "threat": 4, "denial": 4,
    "exercise": 3, "release": 3, "expulsion": 3, "aid": 2, "test": 2,
}  # fmt: skip
_PLANNED = frozenset({"meeting", "visit", "negotiation", "summit", "signing", "call", "exercise"})
_EVENTS_A_REPORT = 3
_OUTLETS = 40
_PEOPLE_A_STATE = 12
WORDS = (
    "border", "trade", "sanctions", "missile", "nuclear", "grain", "ceasefire", "hostages", "pipeline", "fishing",
    "visas", "refugees", "satellites", "tariffs", "alliance", "observers", "prisoners", "airspace", "debt", "vaccines",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that happens: its kind, who takes part, its day, and the course it takes."""

    number: int
    kind: Kind
    sides: tuple[Entity, ...]
    place: Entity
    day: date
    course: tuple[tuple[int, Status], ...]  # days from the event at which it comes to stand so
    tellings: int


def reports(events: int, *, seed: int = 1) -> Iterator[Record]:
    """Reports, by day, that together tell of `events` matters."""
    dice = random.Random(seed)
    told: list[tuple[date, int, Matter, Status]] = []
    for number in range(events):
        matter = _matter(number, dice)
        for n in range(matter.tellings):
            shift, status = matter.course[min(n * len(matter.course) // matter.tellings, len(matter.course) - 1)]
            told.append((matter.day + timedelta(shift + dice.randrange(2)), n, matter, status))
    told.sort(key=lambda one: (one[0], one[1], one[2].number))
    batch: list[tuple[date, int, Matter, Status]] = []
    for one in told:
        if batch and (
            batch[0][0] != one[0] or len(batch) == _EVENTS_A_REPORT or any(other[2] is one[2] for other in batch)
        ):
            yield _report(dice.randrange(_OUTLETS), batch, dice)
            batch = []
        batch.append(one)
    if batch:
        yield _report(dice.randrange(_OUTLETS), batch, dice)


@cache
def _codes() -> tuple[list[str], list[float]]:
    codes = sorted(states())
    random.Random(0).shuffle(codes)
    return codes, [1 / (rank + 1) for rank in range(len(codes))]


@cache
def _state(code: str) -> Entity:
    name = states()[code].name
    return Entity(id=name.lower().replace(" ", "-"), kind="state", name=name, country=code, sector="GOV")


@cache
def _person(code: str, number: int) -> Entity:
    """Somebody who acts for a state; made-up names, so that nobody of the lexicon is charged with anything."""
    letters = random.Random(f"{code}{number}")
    given, family = (
        "".join(letters.choice("bdfgklmnprstvz") + letters.choice("aeiou") for _ in range(3)).title() for _ in range(2)
    )
    return Entity(id=f"{given}-{family}".lower(), kind="person", name=f"{given} {family}", country=code, sector="GOV")


def _matter(number: int, dice: random.Random) -> Matter:
    codes, weights = _codes()
    kind = dice.choices(list(_KINDS), list(_KINDS.values()))[0]
    pair = dict.fromkeys(dice.choices(codes, weights, k=2))
    sides = tuple(
        _state(code) if dice.random() < 0.4 else _person(code, min(int(dice.expovariate(0.5)), _PEOPLE_A_STATE - 1))
        for code in pair
    )
    where = dice.choices(codes, weights)[0]
    capital = Entity(id=f"capital-{where.lower()}", kind="place", name=f"Capital {where}", country=where)
    course: tuple[tuple[int, Status], ...] = ((0, "occurred"),)
    if kind in _PLANNED and dice.random() < 0.5:
        ahead = dice.randrange(2, 30)
        course = ((-ahead, "scheduled"), (0, "occurred"))
        if dice.random() < 0.2:
            course = ((-ahead, "scheduled"), (-ahead // 2, dice.choice(["cancelled", "postponed"])))
    tellings = max(1, min(200, int(dice.paretovariate(1.3))))
    day = FIRST_DAY + timedelta(dice.randrange(DAYS))
    return Matter(number, kind, sides, capital, day, course, max(tellings, len(course)))


def _report(desk: int, told: list[tuple[date, int, Matter, Status]], dice: random.Random) -> Record:
    day = told[0][0].isoformat()
    sentences = [_sentence(matter, status, dice) for _, _, matter, status in told]
    about, days = dice.sample(WORDS, 2), dice.randrange(2, 60)
    said = f"They would speak again about {about[0]} and {about[1]} before {days} days had passed"
    text = f"Report of desk {desk}\n\n" + "\n\n".join([*sentences, f"“{said}.”"])
    article = Article(text=text, language="en", outlet=f"Outlet {desk}", published=day, words=len(text.split()))
    outlet = Entity(id=f"outlet-{desk}", kind="outlet", name=f"Outlet {desk}")
    known = {one.id: one for _, _, matter, _ in told for one in (*matter.sides, matter.place)} | {outlet.id: outlet}
    events = tuple(
        _event(article, sentence, matter, status, outlet)
        for sentence, (_, _, matter, status) in zip(sentences, told, strict=True)
    )
    start = text.index(said)
    content = article.cite((start, start + len(said)))
    source = told[0][2].sides[0]
    statement = Statement(
        id=stable_id(text, "said"), source=Participant(source.id, None), content=(content,), quoted=(content,),
        form="direct", voices=(Voice("outlet", outlet.id),),
    )  # fmt: skip
    return Record(
        id=record_id(article), input=f"{day}-{desk}", origin=Extractor("0.1.0", "synthetic"), article=article,
        entities=tuple(known.values()), events=events, statements=(statement,),
    )  # fmt: skip


def _sentence(matter: Matter, status: Status, dice: random.Random) -> str:
    names = " and ".join(one.name for one in matter.sides)
    return f"{names}: the {matter.kind} about {dice.choice(WORDS)} ({status}, {dice.randrange(10**6)})."


def _event(article: Article, sentence: str, matter: Matter, status: Status, outlet: Entity) -> Event:
    start = article.text.index(sentence)
    proof = article.cite((start, start + len(sentence)))
    dated = status not in ("cancelled", "postponed")
    when = When(matter.day.isoformat(), proof) if dated else None
    return Event(
        id=stable_id(sentence), kind=matter.kind, trigger=article.cite((start, start + 5)),
        actors=(Participant(matter.sides[0].id, proof),),
        recipients=tuple(Participant(one.id, proof) for one in matter.sides[1:]),
        place=Place(matter.place.id, proof) if dated else None, when=when, status=status,
        history=(Step(status=status, evidence=(proof,)),), voices=(Voice("outlet", outlet.id),), evidence=(proof,),
    )  # fmt: skip
