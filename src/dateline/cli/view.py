"""A record as a person reads it: the article, its people, what happened, what is to come, who said what, what is open.

Days stand in a column of their own, so that the eye can run down them; every line of the record is followed by the
sentence it was read from, with its place in the text. A sentence is printed once and referred to after that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO

from dateline.cli.layout import NO_BREAK, Piece, Sheet, sheet_for
from dateline.lexicon import states
from dateline.lexicon.plurals import are_several
from dateline.record import Entity, Event, Evidence, Kind, Record, Role, Statement, Step, Voice
from dateline.wording import (
    VOICE_WORDS,
    day_words,
    kind_words,
    marks_around,
    office_words,
    once,
    spoken,
    status_words,
    without_comma,
)

AHEAD = frozenset(
    {"proposed", "invited", "tentative", "scheduled", "confirmed", "in_preparation", "in_doubt", "postponed",
     "rescheduled", "cancelled", "revived"}
)  # fmt: skip
_GUTTER = 18  # columns for the days
_QUOTE = 240  # characters of a sentence that are shown
_MOST_ISSUES = 8


def render(record: Record, out: TextIO) -> None:
    """Write the view of `record` to `out`, in colour only where `out` is a terminal and NO_COLOR is not set."""
    for line in View(record, sheet_for(out)).lines():
        out.write(line + "\n")


class View:
    """The lines of one record; it remembers which sentences it has shown."""

    def __init__(self, record: Record, sheet: Sheet) -> None:
        self._record = record
        self._sheet = sheet
        self._entities = {entity.id: entity for entity in record.entities}
        self._shown: set[tuple[int, int]] = set()

    def lines(self) -> Iterator[str]:
        """The view, line by line, an empty line at its end."""
        record = self._record
        main = [event for event in record.events if event.salience == "main"]
        yield from self._head()
        yield from self._people()
        yield from self._events("What happened", [event for event in main if event.status not in AHEAD])
        yield from self._events("Planned, and where it stands", [event for event in main if event.status in AHEAD])
        yield from self._events("Told in passing", [event for event in record.events if event.salience != "main"])
        yield from self._statements()
        if not record.events and not record.statements:
            yield ""
            yield from self._line([(self._why_empty(), "dim")])
        yield from self._issues()
        yield ""

    def _why_empty(self) -> str:
        """Why nothing is shown: that nothing was found may be said only of a text that was read."""
        if any(issue.stage == "language" for issue in self._record.issues):
            return "The text is not in English and was not read: what it tells is not known."
        return "Nothing was found that somebody did or said between states."

    def _line(self, pieces: Sequence[Piece], *, indent: int = 2, first: str = "") -> Iterator[str]:
        return self._sheet.lines(pieces, indent=indent, first=first)

    def _title(self, words: str) -> Iterator[str]:
        yield ""
        yield from self._line([(words.upper(), "title")], indent=0)

    def _head(self) -> Iterator[str]:
        article = self._record.article
        yield ""
        yield from self._line([(article.headline or "(no headline)", "bold")], indent=0)
        minutes = f"{article.reading_minutes} minute{'s' if article.reading_minutes > 1 else ''} to read"
        minutes = minutes.replace(" ", NO_BREAK)
        published = day_words(article.published[:10]) if article.published else "no date (give --published)"
        place = self._name(article.place) if article.place else None
        parts = (article.outlet, ", ".join(article.byline), place, published, minutes)
        yield from self._line([(f" ·{NO_BREAK}".join(part for part in parts if part), "dim")], indent=0)

    def _people(self) -> Iterator[str]:
        people = [entity for entity in self._record.entities if entity.kind == "person"]
        if not people:
            return
        yield from self._title("People")
        width = min(28, max(len(entity.name) for entity in people)) + 4
        for entity in people:
            name = f"  {entity.name}"
            if len(name) >= width:
                yield from self._line([(entity.name, "plain")])
                name = ""
            yield from self._line([(_office(entity), "dim")], indent=width, first=name)

    def _events(self, title: str, events: Sequence[Event]) -> Iterator[str]:
        if not events:
            return
        yield from self._title(title)
        for event in sorted(events, key=_by_day):
            yield from self._event(event)

    def _event(self, event: Event) -> Iterator[str]:
        day = day_words(event.when.value) if event.when is not None else "day not told"
        pieces: list[Piece] = [(kind_words(event.kind), "bold")]
        if sides := self._sides(event):
            pieces.append((f" · {sides}", "plain"))
        if event.place is not None and event.place.entity not in {one.entity for one in event.recipients}:
            pieces.append((f" · {self._name(event.place.entity)}", "plain"))
        if event.status != "occurred":
            pieces.append((f" — {status_words(event.status, event.kind)}", "warn"))
        first = f"  {day}"
        if len(first) >= _GUTTER:  # a long interval takes a line of its own
            yield first
            first = ""
        yield from self._line(pieces, indent=_GUTTER, first=first)
        steps = once(self._step(step, event.kind) for step in event.history)
        if len(steps) > 1:
            yield from self._line([(" → ".join(steps), "plain")], indent=_GUTTER + 2)
        if carried := ", ".join(self._carried(event.voices)):
            yield from self._line([(carried, "plain")], indent=_GUTTER + 2)
        if event.evidence:
            yield from self._sentence(event.evidence[0], event.trigger)

    def _sides(self, event: Event) -> str:
        actors = self._names([one.entity for one in event.actors])
        recipients = self._names([one.entity for one in event.recipients])
        return f"{actors} → {recipients}" if actors and recipients else actors or (f"→ {recipients}" * bool(recipients))

    def _step(self, step: Step, kind: Kind) -> str:
        told = [day_words(step.as_of)] if step.as_of else []
        if step.by:
            told.append(f"by {self._names(step.by)}")
        return status_words(step.status, kind) + (f" ({', '.join(told)})" if told else "")

    def _carried(self, voices: Sequence[Voice]) -> Iterator[str]:
        for voice in voices:
            if voice.entity is not None and voice.role != "outlet":
                words = "say" if voice.role == "source" and self._are_several(voice.entity) else VOICE_WORDS[voice.role]
                yield f"{words} {self._name(voice.entity)}"

    def _are_several(self, id: str) -> bool:
        one = self._entities.get(id)
        return (
            one is not None
            and one.kind in ("group", "organisation", "outlet")
            and are_several(one.name, group=one.kind == "group")
        )

    def _sentence(self, proof: Evidence, trigger: Evidence) -> Iterator[str]:
        where = f" [{proof.start}–{proof.end}]"
        if proof.span in self._shown:
            words: list[Piece] = [(f"“{trigger.quote}”, same sentence{where}", "dim")]
        else:
            self._shown.add(proof.span)
            before, inside, after = excerpt(proof, trigger)
            opens, closes = marks_around(before + inside)
            words = [(f"{opens}{before}", "dim"), (inside, "bold"), (f"{after}{closes}{where}", "dim")]
        yield from self._line(words, indent=_GUTTER + 2)

    def _statements(self) -> Iterator[str]:
        if not self._record.statements:
            return
        yield from self._title("Who said what")
        for statement in self._record.statements:
            pieces: list[Piece] = [(self._speaker(statement), "bold")]
            pieces += [(words, "plain") for words in self._chain(statement)]
            yield from self._line(pieces)
            content = " … ".join(_short(part.quote) for part in statement.content)
            content = spoken(content) if statement.form == "direct" else without_comma(content)
            spans = ", ".join(f"{part.start}–{part.end}" for part in statement.content)
            yield from self._line([(content, "plain"), (f" [{spans}]", "dim")], indent=4)

    def _speaker(self, statement: Statement) -> str:
        if statement.source.entity is not None:
            return self._name(statement.source.entity)
        return statement.source.evidence.quote if statement.source.evidence else "somebody"

    def _chain(self, statement: Statement) -> Iterator[str]:
        """The way of the words: to whom, on what and through whom, into which outlet; then the act and the day."""
        heard = [one.evidence.quote if one.evidence else self._name(one.entity) for one in statement.addressees]
        if heard:
            yield f" to {', '.join(heard)}"
        passed = [voice for voice in statement.voices if voice.role != "source" and (voice.entity or voice.cue)]
        if any(voice.role != "outlet" for voice in passed):
            for voice in passed:
                who = self._name(voice.entity) if voice.entity or voice.cue is None else voice.cue.quote
                yield f" → {who} ({voice.role})"
        if statement.act not in ("assertion", "report"):
            yield f" · {statement.act}"
        if statement.when is not None:
            yield f" · {day_words(statement.when.value)}"

    def _issues(self) -> Iterator[str]:
        issues = self._record.issues
        if not issues:
            return
        yield from self._title("Not decided")
        for issue in issues[:_MOST_ISSUES]:
            proof = issue.evidence
            where = f" “{_short(proof.quote, 60)}” [{proof.start}–{proof.end}]" if proof else ""
            yield from self._line([(f"{issue.what}{where}", "dim")], indent=4, first="  ?")
        if len(issues) > _MOST_ISSUES:
            yield from self._line([(f"and {len(issues) - _MOST_ISSUES} more; see --json", "dim")], indent=4)

    def _name(self, entity: str | None) -> str:
        found = self._entities.get(entity or "")
        return found.name if found else entity or "somebody"

    def _names(self, entities: Sequence[str | None]) -> str:
        names = list(dict.fromkeys(self._name(one) for one in entities if one))
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def excerpt(proof: Evidence, trigger: Evidence) -> tuple[str, str, str]:
    """The sentence in three parts, its trigger in the middle; a long one is cut around the trigger."""
    quote, start = proof.quote, trigger.start - proof.start
    if not 0 <= start < len(quote):
        return _short(quote), "", ""
    end = min(len(quote), start + len(trigger.quote))
    before, inside, after = quote[:start], quote[start:end], quote[end:]
    room = max(60, _QUOTE - len(inside))
    if len(before) + len(after) > room:
        keep = max(room // 2, room - len(after))
        if len(before) > keep:
            before = "…" + before[-keep:].split(" ", 1)[-1]
        after = _short(after, max(20, room - len(before)))
    return before, inside, after


def _office(entity: Entity) -> str:
    """ "US Secretary of State", "foreign minister, North Korea": the country is added where the title bears none."""
    state = states().get(entity.country or "")
    if not entity.roles:
        return state.name if state else ""
    role = min(entity.roles, key=_rank)
    title = office_words(role.title)
    of = states().get(role.of) if role.of else state
    if of is None:  # an office of a body bears its name
        return title
    names = {of.name, *of.adjectives} | ({"U.S.", "US", "UK", "U.K."} if of.code in ("USA", "GBR") else set())
    return title if any(name in title for name in names) else f"{title}, {of.name}"


def _rank(role: Role) -> int:
    """Which office a person is shown with: the report's own words first, what was held before and of a party last."""
    if role.title == "party leader":
        return 3
    former = office_words(role.title).startswith(("former ", "ex-"))
    return 2 if former else role.origin != "text"


def _by_day(event: Event) -> tuple[bool, str, int]:
    """Dated events by their first day, then the others; each as they are told."""
    if event.when is None:
        return True, "", event.trigger.start
    first, _, last = event.when.value.partition("/")
    return False, last if first in ("", "..") else first, event.trigger.start


def _short(quote: str, size: int = _QUOTE) -> str:
    return quote if len(quote) <= size else quote[: size - 1].rsplit(" ", 1)[0] + "…"
