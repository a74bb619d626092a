"""Views of a ledger as a person reads them: days in a column of their own, histories in one line, sources beneath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.cli.layout import Piece, Sheet
from dateline.wording import (
    VOICE_WORDS,
    day_words,
    kind_words,
    marks_around,
    once,
    spoken,
    status_words,
    without_comma,
)

if TYPE_CHECKING:
    from dateline.ledger.types import Carrier, Entity, Event, Link, Statement, Turn
    from dateline.record import Kind

_GUTTER = 18  # columns for the days, as in the view of a record
_QUOTE = 240
_OUTLETS = 4
_RELATIONS = {"whole": "part of", "part": "with it", "before": "the one before", "after": "the one after"}

Names = Mapping[str, str]


def entities_in(events: Iterable[Event], statements: Iterable[Statement] = ()) -> set[str]:
    """The ids of all whom these views name."""
    found: set[str | None] = set()
    for event in events:
        found |= {one.entity for one in (*event.actors, *event.recipients)}
        found |= {event.place.entity} if event.place is not None else set()
        found |= {by for turn in event.history for by in turn.by} | {turn.place for turn in event.history}
        found |= {one for told in event.tellings for one in (told.place, *told.actors, *told.recipients)}
        found |= {voice.entity for told in event.tellings for voice in told.voices}
    for said in statements:
        found |= {said.source, *said.addressees} | {voice.entity for voice in said.voices}
    return {one for one in found if one is not None}


def event_lines(event: Event, names: Names, sheet: Sheet) -> Iterator[str]:
    """An event in a list: its day, what it is and where it stands; its history; who tells it."""
    yield from _line(sheet, _title(event, names), day=_day(event))
    steps = once(_turn_words(turn, event.kind, names) for turn in event.history)
    if len(steps) > 1:
        yield from _line(sheet, [(" → ".join(steps), "plain")])
    yield from _line(sheet, [(f"{_told_by(event)} · {event.id}", "dim")])


def event_page(event: Event, names: Names, sheet: Sheet, links: Sequence[Link] = ()) -> Iterator[str]:
    """An event by itself: all turns with those who say so, what contradicts, what it is part of, every telling."""
    yield from _line(sheet, _title(event, names), day=_day(event))
    yield from _line(sheet, [(f"{_told_by(event)} · {event.id}", "dim")])
    outlet = {one.claim: one.outlet or one.input for one in event.tellings}
    yield from _head(sheet, "What stood when")
    for turn in event.history:
        yield from _turn(turn, event.kind, outlet, names, sheet)
    if event.conflicts:
        yield from _head(sheet, "On what reports differ")
        for conflict in event.conflicts:
            others = [f"{_value(one.value, names)} ({_all(one.claims, outlet)})" for one in conflict.others]
            words = f"{_value(conflict.shown, names)}, but also {'; '.join(others)}"
            yield from _line(sheet, [(words, "plain")], day=conflict.field)
    if links:
        yield from _head(sheet, "What it hangs together with")
        for link in links:
            related: Piece = (f"{_RELATIONS[link.relation]}: ", "dim")
            line: list[Piece] = [related, *_title(link.event, names), (f" · {link.event.id}", "dim")]
            yield from _line(sheet, line, day=_day(link.event))
    yield from _head(sheet, "Who tells it")
    for told in event.tellings:
        day = day_words(told.published[:10]) if told.published else "no date"
        pieces: list[Piece] = [
            (told.outlet or told.input, "bold"),
            (f" — {status_words(told.status, told.kind)}", "plain"),
        ]
        if carried := ", ".join(_carried(told.voices, names)):
            pieces.append((f" · {carried}", "plain"))
        yield from _line(sheet, pieces, day=day)
        quote = _short(told.sentence.quote)
        opens, closes = marks_around(quote)
        yield from _line(sheet, [(f"{opens}{quote}{closes} [{told.sentence.start}–{told.sentence.end}]", "dim")])
        yield from _line(sheet, [(f"claim {told.claim} · article {told.article}", "dim")])
    yield ""


def statement_lines(said: Statement, names: Names, sheet: Sheet) -> Iterator[str]:
    """A statement: its day, who said it to whom and through whom, and the words."""
    speaker = names.get(said.source, said.source) if said.source is not None else said.source_words or "somebody"
    pieces: list[Piece] = [(speaker, "bold")]
    if said.addressees:
        pieces.append((f" to {_names(said.addressees, names)}", "plain"))
    if carried := ", ".join(_carried(said.voices, names)):
        pieces.append((f" · {carried}", "plain"))
    if said.act not in ("assertion", "report"):
        pieces.append((f" · {said.act}", "plain"))
    day = said.when or said.first_reported
    yield from _line(sheet, pieces, day=day_words(day) if day else "day not told")
    content = " … ".join(_short(part.quote) for part in said.content)
    yield from _line(sheet, [(spoken(content) if said.form == "direct" else without_comma(content), "plain")])
    yield from _line(sheet, [(f"{_outlets(said.outlets, len(said.articles))} · {said.id}", "dim")])


def entity_page(entity: Entity, events: Sequence[Event], names: Names, sheet: Sheet) -> Iterator[str]:
    """An entity: names, offices by date, and what the ledger has of it."""
    about = [part for part in (entity.kind, entity.country, entity.sector, entity.wikidata, entity.id) if part]
    yield from _line(sheet, [(entity.name, "bold"), (f" · {' · '.join(about)}", "dim")], indent=0)
    days = [day_words(day) for day in (entity.first_reported, entity.last_reported) if day]
    plural = "s" if entity.articles != 1 else ""
    yield from _line(
        sheet, [(f"in {entity.articles} report{plural}, {'–'.join(dict.fromkeys(days))}", "plain")], indent=0
    )
    if len(entity.names) > 1 or len(entity.known_as) > 1:
        yield from _head(sheet, "Names")
        for name in entity.names:
            yield from _line(sheet, [(name.name, "plain")], day=str(name.articles))
    if entity.offices:
        yield from _head(sheet, "Offices, as reports and tables tell them")
        for office in entity.offices:
            span = "–".join(dict.fromkeys(day_words(day) for day in (office.first, office.last) if day))
            words = f"{office.title}{f', {office.of}' if office.of else ''} ({office.origin}, {office.articles})"
            yield from _line(sheet, [(words, "plain")], day=span or "no date")
    if events:
        yield from _head(sheet, "Of late")
        for event in events:
            yield from event_lines(event, names, sheet)
    yield ""


def _line(sheet: Sheet, pieces: Sequence[Piece], *, day: str = "", indent: int = _GUTTER) -> Iterator[str]:
    first = f"  {day}" if day and indent else ""
    if len(first) >= _GUTTER:
        yield first
        first = ""
    yield from sheet.lines(pieces, indent=indent, first=first)


def _head(sheet: Sheet, words: str) -> Iterator[str]:
    yield ""
    yield from sheet.lines([(words.upper(), "title")])


def _day(event: Event) -> str:
    if event.when is not None:
        return day_words(event.when.value)
    planned = next((turn.when for turn in reversed(event.history) if turn.when), None)
    return f"({day_words(planned)})" if planned else "day not told"


def _title(event: Event, names: Names) -> list[Piece]:
    pieces: list[Piece] = [(kind_words(event.kind), "bold")]
    actors, recipients = (_names([one.entity for one in side], names) for side in (event.actors, event.recipients))
    if sides := " → ".join(side for side in (actors, recipients) if side):
        pieces.append((f" · {sides}", "plain"))
    if event.place is not None and event.place.entity not in {one.entity for one in event.recipients}:
        pieces.append((f" · {names.get(event.place.entity, event.place.entity)}", "plain"))
    if event.unreported:
        pieces.append(
            (f" — {status_words(event.status, event.kind)}; its day has passed, no report says what came of it", "warn")
        )
    elif event.status != "occurred":
        pieces.append((f" — {status_words(event.status, event.kind)}", "warn"))
    return pieces


def _turn_words(turn: Turn, kind: Kind, names: Names) -> str:
    told = [day_words(turn.as_of)] if turn.as_of else []
    if turn.by:
        told.append(f"by {_names(turn.by, names)}")
    return status_words(turn.status, kind) + (f" ({', '.join(told)})" if told else "")


def _turn(turn: Turn, kind: Kind, outlet: Mapping[str, str], names: Names, sheet: Sheet) -> Iterator[str]:
    pieces: list[Piece] = [(status_words(turn.status, kind), "bold")]
    if turn.by:
        pieces.append((f" by {_names(turn.by, names)}", "plain"))
    if turn.when and turn.status not in ("occurred", "ongoing"):
        place = f", {names.get(turn.place, turn.place)}" if turn.place else ""
        pieces.append((f", for {day_words(turn.when)}{place}", "plain"))
    known = f" · known {day_words(turn.known)}" if turn.known else ""
    pieces.append((f"{known} · {_all(turn.claims, outlet)}", "dim"))
    yield from _line(sheet, pieces, day=day_words(turn.as_of) if turn.as_of else "no day")


def _all(claims: Sequence[str], outlet: Mapping[str, str]) -> str:
    """The outlets of claims, each once."""
    return ", ".join(dict.fromkeys(outlet.get(one, one) for one in claims))


def _told_by(event: Event) -> str:
    return _outlets(event.outlets, event.told)


def _outlets(outlets: Sequence[str], reports: int) -> str:
    shown = ", ".join(outlets[:_OUTLETS]) + (f" and {len(outlets) - _OUTLETS} more" if len(outlets) > _OUTLETS else "")
    return f"{reports} report{'s' if reports != 1 else ''}" + (f": {shown}" if shown else "")


def _carried(voices: Sequence[Carrier], names: Names) -> Iterator[str]:
    for voice in voices:
        if voice.role not in ("outlet", "source"):
            yield f"{VOICE_WORDS[voice.role]} {names.get(voice.entity, voice.entity)}"


def _names(entities: Iterable[str], names: Names) -> str:
    found = list(dict.fromkeys(names.get(one, one) for one in entities))
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)


def _value(value: str, names: Names) -> str:
    return names.get(value) or (day_words(value) if value[:1].isdigit() else value)


def _short(quote: str, size: int = _QUOTE) -> str:
    return quote if len(quote) <= size else quote[: size - 1].rsplit(" ", 1)[0] + "…"
