"""Search with facets, and the list of statements: every address asks the same again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.desk.asked import KINDS, STATUSES, NotAsked, Question
from dateline.desk.held import the_ledger
from dateline.desk.lines import Link, Names, entity_url
from dateline.desk.parts import entity_of
from dateline.desk.refusals import error_words
from dateline.desk.targets import LONGEST_QUERY, aim
from dateline.desk.words import kind_words, name_words, status_words
from dateline.errors import NotInLedger
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Event, Outline, Statement

_MOST = 200  # found and counted; more ask for a narrower question
_A_PAGE = 25


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: how many have it, and whether it is chosen."""

    value: str
    words: str
    count: int
    chosen: bool


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Events by words, who, where, when, kind and status; statements by words."""
    ledger = the_ledger()
    question, problem = _question(request)
    status = 400 if problem else 200
    events: Sequence[Event | Outline] = []
    around: Sequence[
        Event | Outline
    ] = []  # what is found without the two facets, so that each says what choosing it would bring
    said: list[Statement] = []
    if not problem and not question.empty:
        try:
            events, said = _in_short(ledger, question)
            around = _in_short(ledger, replace(question, kinds=(), statuses=()))[0] if _narrowed(question) else events
        except NotInLedger as error:
            problem = error_words(error)
    kinds = [one.kind for one in around if _has(one.status, question.statuses)]
    statuses = [one.status for one in around if _has(one.kind, question.kinds)]
    number, last, part = _page_of(request, len(events))
    shown = events[part]
    named = _named(question.words) if question == Question(words=question.words) and not problem else None
    names = Names.of(ledger, events=shown, statements=said[:_A_PAGE])
    page = {
        "question": question, "fields": _fields(question), "named": named, "problem": problem,
        "count": len(events), "most": len(events) >= _MOST,
        "events": [names.event(one) for one in shown], "statements": [names.statement(one) for one in said[:_A_PAGE]],
        "statement_count": len(said), "query": question.query(), "page": number,
        "last_page": last,
        "kinds": _choices(KINDS, kinds, question.kinds, kind_words),
        "statuses": _choices(STATUSES, statuses, question.statuses, status_words),
    }  # fmt: skip
    if not question.empty and not problem and len(question.query()) <= LONGEST_QUERY:
        page["aim"] = aim(ledger, "search", question.query())
    return render(request, "desk/search.html", page, status=status)


def _named(words: str) -> Link | None:
    """The page of whom the words name, if they are a name and no other's."""
    try:
        entity = entity_of(words) if words else None
    except NotInLedger:
        return None
    if entity is None:
        return None
    return Link(name_words(entity.id, entity.kind, entity.name), entity_url(entity.id, entity.kind))


def _fields(question: Question) -> dict[str, str]:
    """Whom a form asks for, by name where an id stands in the address and the name leads to the same."""
    return {"who": _called(question.who), "other": _called(question.other), "place": _called(question.place)}


def _called(words: str) -> str:
    try:
        entity = entity_of(words) if words else None
        if entity is None or entity.id != words or entity_of(entity.name).id != entity.id:
            return words
        return name_words(entity.id, entity.kind, entity.name)
    except NotInLedger:
        return words


def _narrowed(question: Question) -> bool:
    return bool(question.kinds or question.statuses)


def _has(value: str, chosen: tuple[str, ...]) -> bool:
    return not chosen or value in chosen


def _question(request: HttpRequest) -> tuple[Question, str]:
    try:
        return Question.of(request), ""
    except NotAsked as error:
        return Question(), str(error)


def _in_short(ledger: Ledger, question: Question) -> tuple[Sequence[Event | Outline], list[Statement]]:
    """What a question finds, as far as a list shows it. Raises NotInLedger for names."""
    if question.words:
        return find(ledger, question)
    return ledger.outlines(**question.filters(), newest_first=True, limit=_MOST), []


def find(ledger: Ledger, question: Question, most: int = _MOST) -> tuple[list[Event], list[Statement]]:
    """What a question finds. Raises NotInLedger for names."""
    asked = question.filters()
    if not question.words:
        return ledger.events(**asked, newest_first=True, limit=most, tellings=False), []
    hits = ledger.search(question.words, limit=most, tellings=False)
    events = [one for one in hits if isinstance(one, Event)]
    said = [one for one in hits if isinstance(one, Statement)]
    if question != Question(words=question.words):
        named = question.who or question.other or question.place
        kept = {one.id for one in ledger.events(**asked, tellings=False)} if named else None
        events = [one for one in events if (kept is None or one.id in kept) and _fits(one, question)]
        said = [one for one in said if _said_then(one, question)] if not question.kinds + question.statuses else []
    return events, said


def _fits(event: Event, question: Question) -> bool:
    day = event.day or ""
    return (
        (not question.kinds or event.kind in question.kinds)
        and (not question.statuses or event.status in question.statuses)
        and (not question.since or day >= question.since)
        and (not question.until or (bool(day) and day <= f"{question.until}~"))
    )


def _said_then(said: Statement, question: Question) -> bool:
    day = said.when or said.first_reported or ""
    return (not question.since or day >= question.since) and (not question.until or day <= f"{question.until}~")


def _choices(known: Iterable[str], found: Iterable[str], chosen: tuple[str, ...], words: object) -> list[Choice]:
    counted = Counter(found)
    named = words if callable(words) else str
    return [Choice(one, str(named(one)), counted[one], one in chosen) for one in known if counted[one] or one in chosen]


def _page_of(request: HttpRequest, count: int) -> tuple[int, int, slice]:
    """The page that is asked for, the last one that there is, and what stands on it."""
    asked, last = request.GET.get("page", "1"), max(1, -(-count // _A_PAGE))
    number = min(max(1, int(asked)), last) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return number, last, slice((number - 1) * _A_PAGE, number * _A_PAGE)


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Who said what: by words, by somebody, between two days."""
    ledger = the_ledger()
    question, problem = _question(request)
    found: list[Statement] = []
    if not problem:
        try:
            found = said_by(ledger, question)
        except NotInLedger as error:
            problem = error_words(error)
    number, last, part = _page_of(request, len(found))
    names = Names.of(ledger, statements=found[part])
    page = {
        "question": question, "fields": _fields(question), "problem": problem,
        "statements": [names.statement(one) for one in found[part]],
        "count": ledger.sizes()["statements"] if question.empty else len(found),
        "more": len(found) >= _MOST and not question.empty, "query": question.query(), "page": number,
        "last_page": last,
    }  # fmt: skip
    return render(request, "desk/statements.html", page)


def said_by(ledger: Ledger, question: Question) -> list[Statement]:
    """The latest statements that a question asks for, the newest first. Raises NotInLedger for names."""
    if not question.words:
        asked = {"since": question.since, "until": question.until}
        return ledger.statements(question.who or None, **asked, newest_first=True, limit=_MOST)
    found = ledger.search(question.words, limit=_MOST, tellings=False)
    hits = [one for one in found if isinstance(one, Statement)]
    if question.who:
        kept = {one.id for one in ledger.statements(question.who)}
        hits = [one for one in hits if one.id in kept]
    return sorted(
        (one for one in hits if _said_then(one, question)),
        key=lambda one: one.when or one.first_reported or "", reverse=True,
    )  # fmt: skip
