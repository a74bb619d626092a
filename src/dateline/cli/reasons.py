"""An explanation as a person reads it: event by event, what it was read from; then what was not taken, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.cli.layout import Piece, Sheet
from dateline.cli.view import excerpt
from dateline.reasons import Dropped, Explanation, Passed, Reason, Row, Side, Told
from dateline.record import Event, Evidence
from dateline.wording import day_words, kind_words, marks_around, status_words

_GUTTER = 13  # columns for what a line is about
_LACKS = {
    "object": "its object is another one",
    "condition": "its condition does not hold",
    "sides": "nobody political takes part",
    "told by another word": "the event is told by a word beside it",
}


class ReasonView:
    """The lines of one explanation. `everything`: also each row of the table of triggers that does not hold."""

    def __init__(self, explanation: Explanation, sheet: Sheet, *, everything: bool = False) -> None:
        self._explanation = explanation
        self._sheet = sheet
        self._everything = everything
        self._names = {entity.id: entity.name for entity in explanation.record.entities}

    def lines(self) -> Iterator[str]:
        """The view, line by line, an empty line at its end."""
        record = self._explanation.record
        yield ""
        yield from self._line([(record.article.headline or "(no headline)", "bold")], indent=0)
        events = {event.id: event for event in record.events}
        for told in self._explanation.told:
            yield from self._told(events[told.event], told)
        if not self._explanation.told:
            yield ""
            yield from self._line([("No event was read.", "dim")])
        yield from self._dropped()
        yield from self._passed()
        yield from self._issues()
        yield ""

    def _line(self, pieces: Sequence[Piece], *, indent: int = 2, first: str = "") -> Iterator[str]:
        return self._sheet.lines(pieces, indent=indent, first=first)

    def _title(self, words: str) -> Iterator[str]:
        yield ""
        yield from self._line([(words.upper(), "title")], indent=0)

    def _fact(self, name: str, words: str, *, deeper: int = 0) -> Iterator[str]:
        lead = " " * deeper + f"  {name}"
        yield from self._line([(words, "plain")], indent=_GUTTER + deeper, first=lead)

    def _told(self, event: Event, told: Told) -> Iterator[str]:
        yield ""
        head = kind_words(event.kind)
        actors = self._people([one.entity for one in event.actors])
        sides = f"{actors} → {self._people([one.entity for one in event.recipients])}" if event.recipients else actors
        sure = f" ({event.confidence:.2f})" if event.confidence is not None else ""
        yield from self._line(
            [(head, "bold"), (f" · {sides} — {status_words(event.status, event.kind)}{sure}", "plain")], indent=0
        )
        for number, reason in enumerate(told.tellings):
            yield from self._reason(reason, again=number > 0)
        for words in told.added:
            yield from self._fact("then", words)

    def _reason(self, reason: Reason, *, again: bool) -> Iterator[str]:
        if again:
            yield from self._fact("told again", f"“{reason.trigger.quote}” {_place_of(reason.trigger)}")
        else:
            before, inside, after = excerpt(reason.sentence, reason.trigger)
            opens, closes = marks_around(before + inside)
            yield from self._line([(f"{opens}{before}", "dim"), (inside, "bold"), (f"{after}{closes}", "dim")])
        deeper = 2 if again else 0
        yield from self._fact("word", _row_words(reason), deeper=deeper)
        yield from self._fact("standing", _standing(reason), deeper=deeper)
        for name, sides in (("actor", reason.actors), ("recipient", reason.recipients)):
            if sides:
                yield from self._fact(name, "; ".join(map(self._side, sides)), deeper=deeper)
        if reason.when is not None:
            words = f"{day_words(reason.when.value)}, by “{reason.when.evidence.quote}”"
            yield from self._fact("day", words, deeper=deeper)
        if reason.place is not None:
            place = self._names.get(reason.place.entity, reason.place.entity)
            yield from self._fact("place", f"{place}, by “{reason.place.evidence.quote}”", deeper=deeper)
        if reason.source is not None:
            yield from self._fact("said by", self._people([reason.source]), deeper=deeper)
        for passed in reason.passed:
            yield from self._fact("not", _passed_words(passed), deeper=deeper)

    def _side(self, side: Side) -> str:
        return f"{self._people(side.entities)}, by “{side.evidence.quote}” ({side.relation})"

    def _people(self, entities: Sequence[str | None]) -> str:
        return ", ".join(self._names.get(one or "", one or "somebody") for one in entities) or "somebody"

    def _dropped(self) -> Iterator[str]:
        if not self._explanation.dropped:
            return
        yield from self._title("Read, and not told")
        for one in self._explanation.dropped:
            yield from self._line(_dropped_pieces(one), indent=4, first="  –")

    def _passed(self) -> Iterator[str]:
        if not self._everything or not self._explanation.passed:
            return
        yield from self._title("Words of events that are none here")
        for one in self._explanation.passed:
            yield from self._line([(f"“{one.trigger.quote}” {_place_of(one.trigger)} ", "plain"),
                                   (_passed_words(one), "dim")], indent=4, first="  –")  # fmt: skip

    def _issues(self) -> Iterator[str]:
        if not self._explanation.record.issues:
            return
        yield from self._title("Not decided")
        for issue in self._explanation.record.issues:
            where = f" “{issue.evidence.quote}” {_place_of(issue.evidence)}" if issue.evidence else ""
            yield from self._line([(f"{issue.stage}: {issue.what}{where}", "dim")], indent=4, first="  ?")


def _place_of(evidence: Evidence) -> str:
    return f"[{evidence.start}–{evidence.end}]"


def _dropped_pieces(one: Dropped) -> list[Piece]:
    return [
        (f"“{one.trigger.quote}” ", "plain"),
        (f"{_place_of(one.trigger)} {kind_words(one.kind)}: {one.why}", "dim"),
    ]


def _row_words(reason: Reason) -> str:
    if reason.row is None:
        return f"“{reason.trigger.quote}”: {kind_words(reason.kind)} by what is said"
    changed = "" if reason.row.kind == reason.kind else f", here a {kind_words(reason.kind)}"
    return f"“{reason.trigger.quote}”: {_describe(reason.row)}{changed}"


def _describe(row: Row) -> str:
    """ "verb “call … off” (cancellation); actor: subj; recipient: with"."""
    parts = [f"{row.part} “{row.words}” ({kind_words(row.kind)})"]
    parts += [
        f"{name}: {'|'.join(places)}" for name, places in (("actor", row.actor), ("recipient", row.recipient)) if places
    ]
    if row.needs:
        parts.append(f"if {row.needs}")
    return "; ".join(parts)


def _passed_words(one: Passed) -> str:
    needs = f" ({one.row.needs})" if one.lack == "condition" else ""
    return f"{one.row.part} “{one.row.words}” as {kind_words(one.row.kind)}: {_LACKS[one.lack]}{needs}"


def _standing(reason: Reason) -> str:
    if reason.status is None:
        return "only mentioned"
    words = f"{status_words(reason.status, reason.kind)} ({reason.certainty})"
    if reason.governor is not None:
        words += f", by “{reason.governor.quote}”"
    if reason.before:
        words += f"; before that {', '.join(status_words(status, reason.kind) for status in reason.before)}"
    if reason.words_say != reason.status and reason.row is not None:
        said = status_words(reason.words_say, reason.kind) if reason.words_say is not None else "only mentioned"
        words += f"; by the words alone {said}"
    return words
