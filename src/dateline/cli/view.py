"""A record as a person reads it in a terminal: the article, its people, what happened, what is to come, who said what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from dateline.cli.words import STATUS_WORDS, day_words, kind_words
from dateline.record import Entity, Event, Record, Statement, Step

AHEAD = frozenset(
    {"proposed", "invited", "tentative", "scheduled", "confirmed", "in_preparation", "in_doubt", "postponed",
     "rescheduled", "cancelled", "revived"}
)  # fmt: skip
_QUOTE = 220  # characters of a sentence that are shown
_MOST_ISSUES = 8


def render(record: Record, out: TextIO) -> None:
    """Write the view of `record` to `out`. Colour only where `out` is a terminal and NO_COLOR is not set."""
    console = Console(file=out, highlight=False, soft_wrap=False, width=None if out.isatty() else 88)
    _head(console, record)
    _people(console, record)
    happened = [event for event in record.events if event.status not in AHEAD]
    ahead = [event for event in record.events if event.status in AHEAD]
    _events(console, record, "What happened", happened)
    _events(console, record, "What is planned, and where it stands", ahead)
    _statements(console, record)
    if not record.events and not record.statements:
        console.print("\nNothing was found that somebody did or said in politics between states.", style="dim")
    _issues(console, record)
    console.print()


def _head(console: Console, record: Record) -> None:
    article = record.article
    console.print()
    console.print(Text(article.headline or "(no headline)", style="bold"))
    place = _name(record, article.place) if article.place else None
    minutes = f"{article.reading_minutes} min read ({article.words} words)"
    published = day_words(article.published[:10]) if article.published else "no date"
    line = " · ".join(part for part in (article.outlet, ", ".join(article.byline), place, published, minutes) if part)
    console.print(Text(line, style="dim"))


def _title(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words.upper(), style="bold cyan"))


def _people(console: Console, record: Record) -> None:
    people = [entity for entity in record.entities if entity.kind == "person"]
    if not people:
        return
    _title(console, "People")
    width = min(28, max(len(entity.name) for entity in people))
    for entity in people:
        line = Text("  ")
        line.append(f"{entity.name:<{width}}", style="bold")
        line.append(f"  {_office(entity)}")
        console.print(line)


def _office(entity: Entity) -> str:
    title = next((role.title for role in entity.roles), "")
    country = entity.country or ""
    return " · ".join(part for part in (title, country) if part)


def _events(console: Console, record: Record, title: str, events: Sequence[Event]) -> None:
    if not events:
        return
    _title(console, title)
    # Dated ones by day, then the others as they are told; the main before the background.
    for event in sorted(
        events, key=lambda one: (one.salience != "main", one.when is None, one.when.value if one.when else "")
    ):
        _event(console, record, event)


def _event(console: Console, record: Record, event: Event) -> None:
    dim = "dim" if event.salience == "background" else ""
    line = Text("  • ", style=dim)
    line.append(kind_words(event.kind), style=f"bold {dim}".strip())
    line.append(f"  {_sides(record, event)}", style=dim)
    if event.place is not None:
        line.append(f", {_name(record, event.place.entity)}", style=dim)
    if event.when is not None:
        line.append(f", {day_words(event.when.value)}", style=dim)
    if event.status != "occurred":
        line.append(f" — {STATUS_WORDS[event.status]}", style=f"yellow {dim}".strip())
    stance = next((one for one in event.factuality if one.source is None), None)
    if stance is not None and stance.value.endswith("-") and event.status not in ("cancelled", "did_not_occur"):
        line.append(" (denied)", style="yellow")
    console.print(line)
    if len(event.history) > 1:
        console.print(Padding(Text(" → ".join(_step(record, step) for step in event.history)), (0, 0, 0, 6)))
    carried = [
        f"{voice.role} {_name(record, voice.entity)}"
        for voice in event.voices
        if voice.entity and voice.role != "outlet"
    ]
    if carried:
        console.print(Padding(Text("told by: " + ", ".join(carried), style="dim"), (0, 0, 0, 6)))
    for proof in event.evidence[:1]:
        console.print(
            Padding(Text(f"“{_short(proof.quote)}” [{proof.start}–{proof.end}]", style="dim italic"), (0, 0, 0, 6))
        )


def _sides(record: Record, event: Event) -> str:
    actors = _names(record, [one.entity for one in event.actors])
    recipients = _names(record, [one.entity for one in event.recipients])
    if actors and recipients:
        return f"{actors} → {recipients}"
    return actors or (f"→ {recipients}" if recipients else "")


def _step(record: Record, step: Step) -> str:
    by = f", {_names(record, step.by)}" if step.by else ""
    when = f" ({day_words(step.as_of)}{by})" if step.as_of else f" ({by[2:]})" if by else ""
    return STATUS_WORDS[step.status] + when


def _statements(console: Console, record: Record) -> None:
    if not record.statements:
        return
    _title(console, "Who said what")
    for statement in record.statements:
        line = Text("  • ")
        line.append(_speaker(record, statement), style="bold")
        line.append(f"  {' '.join(_chain(record, statement))}", style="dim")
        console.print(line)
        content = " … ".join(_short(part.quote) for part in statement.content)
        marks = ("“", "”") if statement.form == "direct" else ("", "")
        spans = ", ".join(f"{part.start}–{part.end}" for part in statement.content)
        console.print(Padding(Text(f"{marks[0]}{content}{marks[1]} [{spans}]", style="italic"), (0, 0, 0, 6)))


def _speaker(record: Record, statement: Statement) -> str:
    if statement.source.entity is not None:
        return _name(record, statement.source.entity)
    return statement.source.evidence.quote if statement.source.evidence else "somebody"


def _chain(record: Record, statement: Statement) -> Iterator[str]:
    """The way of the words: to whom, through whom, on what, on which day."""
    heard = [one.evidence.quote if one.evidence else _name(record, one.entity) for one in statement.addressees]
    if heard:
        yield "to " + ", ".join(heard)
    words = {"relay": "through", "reporter": "reported by", "medium": "on", "source": "from", "outlet": "in"}
    for voice in statement.voices:
        if voice.entity is not None and voice.role != "outlet":
            yield f"{words[voice.role]} {_name(record, voice.entity)}"
    if statement.when is not None:
        yield f"· {day_words(statement.when.value)}"
    if statement.act not in ("assertion", "report"):
        yield f"· {statement.act}"


def _issues(console: Console, record: Record) -> None:
    if not record.issues:
        return
    _title(console, "Not decided")
    for issue in record.issues[:_MOST_ISSUES]:
        where = (
            f" “{_short(issue.evidence.quote, 60)}” [{issue.evidence.start}–{issue.evidence.end}]"
            if issue.evidence
            else ""
        )
        console.print(Padding(Text(f"• {issue.what}{where}", style="dim"), (0, 0, 0, 2)))
    if len(record.issues) > _MOST_ISSUES:
        console.print(
            Padding(Text(f"and {len(record.issues) - _MOST_ISSUES} more; see --json", style="dim"), (0, 0, 0, 2))
        )


def _name(record: Record, entity: str | None) -> str:
    return next((one.name for one in record.entities if one.id == entity), entity or "somebody")


def _names(record: Record, entities: Sequence[str | None]) -> str:
    return " and ".join(dict.fromkeys(_name(record, one) for one in entities if one))


def _short(quote: str, size: int = _QUOTE) -> str:
    return quote if len(quote) <= size else quote[: size - 1].rsplit(" ", 1)[0] + "…"
