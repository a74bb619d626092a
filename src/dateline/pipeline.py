"""The way from a page to a record. This module alone knows the order of the stages."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from itertools import islice
from pathlib import PurePath
from typing import Any

from dateline.analysis import Analysis
from dateline.errors import BadRow, DatelineError
from dateline.language import Encoder, Split, analyse_many, analyse_split, detect_language, load_encoder, split
from dateline.pages import Parsed, parse
from dateline.reading.carriers import carry_events, carry_statements, outlet_of
from dateline.reading.coding import code_events
from dateline.reading.confidence import rate_events, rate_statements
from dateline.reading.entities import read_entities
from dateline.reading.events import read_events
from dateline.reading.events.days import lend_days
from dateline.reading.events.screen import screen
from dateline.reading.events.settle import settle
from dateline.reading.first_person import read_first_persons
from dateline.reading.frame import Cast, Scene, TimeMention
from dateline.reading.places import explain_here, read_places
from dateline.reading.statements import Speech, hear
from dateline.reading.times import read_times, written_on
from dateline.record import Article, Event, Extractor, Issue, Record, record_id
from dateline.version import __version__

LIMIT_READ = 60_000  # characters of a report that are read: 10,000 words, ten times a long report
CHUNK = 16  # articles whose sentences go through the encoder together: more gain nothing, and all wait for the last


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that could not be read, and why; the run went on."""

    input: str
    code: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of a report before its events are read; `issues` are those of the stages so far."""

    scene: Scene
    times: tuple[TimeMention, ...]
    cast: Cast
    place: str | None  # what "here" means
    speech: tuple[Speech, ...]
    issues: tuple[Issue, ...]


def read_setting(parsed: Parsed, analysis: Analysis) -> Setting:
    """Everything of a page that has been cleaned and analysed, but its events."""
    head, unheard = _head(parsed.article)
    scene = Scene(head, analysis, _day(parsed))
    times = read_times(scene)
    cast, undecided = read_entities(scene)
    cast, place = read_places(scene, cast, dateline=parsed.dateline)
    speech, unsaid = hear(scene, cast, times)
    return Setting(scene, times, cast, place, speech, (*parsed.issues, *unheard, *undecided, *unsaid))


def settle_events(events: Iterable[Event], setting: Setting) -> tuple[tuple[Event, ...], Cast]:
    """The events with what follows from who takes part and from the days of their paragraphs; the cast with hosts."""
    settled, cast = settle(events, setting.scene, setting.cast)
    return lend_days(settled, setting.scene, cast, setting.times, setting.speech), cast


def read_parsed(parsed: Parsed, analysis: Analysis, *, name: str) -> Record:
    """The record of a page that has been cleaned and analysed."""
    if not analysis.political:
        return _aside(parsed, analysis, name)
    setting = read_setting(parsed, analysis)
    scene, times, speech = setting.scene, setting.times, setting.speech
    told, unsure = read_events(scene, setting.cast, times, speech)
    events, cast = settle_events(told, setting)
    events, withheld = screen(events, cast)
    events = explain_here(events, scene.article, cast)
    events = rate_events(code_events(events, scene, cast), scene, cast)
    statements = rate_statements((one.statement for one in speech), cast)
    entities = read_first_persons(scene, cast, speech)
    if (outlet := outlet_of(parsed.article, entities.values())) is not None:
        entities.setdefault(outlet.id, outlet)
        events, statements = carry_events(events, outlet), carry_statements(statements, outlet)
    article = replace(parsed.article, place=setting.place)
    return Record(
        id=record_id(article),
        input=name,
        origin=Extractor(__version__, analysis.model),
        article=article,
        entities=tuple(entities.values()),
        times=tuple(one.time for one in times),
        events=events,
        statements=statements,
        issues=(*setting.issues, *unsure, *withheld),
    )


def _aside(parsed: Parsed, analysis: Analysis, name: str) -> Record:
    """The record of an article that is not about affairs of states: its text, its outlet and its times."""
    times = read_times(Scene(_head(parsed.article)[0], analysis, _day(parsed)))
    outlet = outlet_of(parsed.article, ())
    issue = Issue("gate", "not about affairs of states; only its times were read (any_subject reads it all)")
    return Record(
        id=record_id(parsed.article), input=name, origin=Extractor(__version__, analysis.model), article=parsed.article,
        entities=(outlet,) if outlet is not None else (), times=tuple(one.time for one in times),
        issues=(*parsed.issues, issue),
    )  # fmt: skip


def _day(parsed: Parsed) -> date | None:
    """The day from which "Thursday" is counted: the dateline's own day where it fits the publication, else that."""
    if not parsed.article.published:
        return None
    published = date.fromisoformat(parsed.article.published[:10])
    if parsed.dateline is not None and parsed.dateline.day is not None:
        return written_on(parsed.dateline.day.quote, published) or published
    return published


def _head(article: Article) -> tuple[Article, tuple[Issue, ...]]:
    """The part of `article` that is read, whole paragraphs, with an issue if it is not all of it."""
    text = article.text
    if len(text) <= LIMIT_READ:
        return article, ()
    cut = text.rfind("\n\n", 0, LIMIT_READ)
    cut = cut if cut > 0 else LIMIT_READ
    parts = tuple(replace(part, end=min(part.end, cut)) for part in article.sections if part.start < cut)
    issue = Issue("pipeline", f"only the first {cut} of {len(text)} characters were read; no report is that long")
    return replace(article, text=text[:cut], sections=parts), (issue,)


@cache
def default_encoder() -> Encoder:
    """The shipped encoder, loaded once in a process. Raises ModelError if it is missing or altered."""
    return load_encoder()


def read_one(row: Mapping[str, Any], *, any_subject: bool = False) -> Record:
    """The record of one row. Raises what `read_rows` yields as a failure."""
    parsed, analysis = _analysed(row, any_subject)
    name = str(row.get("id", ""))
    if analysis is None:
        return _unread(parsed, name, default_encoder().name)
    return read_parsed(parsed, analysis, name=name)


def read_with_setting(row: Mapping[str, Any], *, any_subject: bool = False) -> tuple[Record, Setting | None]:
    """The record of one row and what its events were read from, None if they were not. Raises as `read_one` does."""
    parsed, analysis = _analysed(row, any_subject)
    name = str(row.get("id", ""))
    if analysis is None:
        return _unread(parsed, name, default_encoder().name), None
    record = read_parsed(parsed, analysis, name=name)
    return record, read_setting(parsed, analysis) if analysis.political else None


def _analysed(row: Mapping[str, Any], any_subject: bool) -> tuple[Parsed, Analysis | None]:
    """The cleaned page of a row and its analysis, None where it is in another language."""
    parsed = parse_row(row)
    if parsed.article.language != "en":
        return parsed, None
    (analysis,) = analyse_many([_head(parsed.article)[0]], encoder=default_encoder(), any_subject=any_subject)
    return parsed, analysis


def article_of(row: Mapping[str, Any]) -> Record | Failure:
    """The record of a row with its article only, for those who want clean text; no model is loaded."""
    name = str(row.get("id", ""))
    parsed = try_parse(row)
    if isinstance(parsed, Failure):
        return parsed
    return Record(
        id=record_id(parsed.article), input=name, origin=Extractor(__version__, ""), article=parsed.article,
        issues=parsed.issues,
    )  # fmt: skip


def read_rows(
    rows: Iterable[Mapping[str, Any]], *, encoder: Encoder, any_subject: bool = False
) -> Iterator[Record | Failure]:
    """One record or failure for each row, in their order.

    Unless `any_subject`, an article that is not about affairs of states is hardly read, and its record says so.
    Whatever a row does, the others are read: an error that is no DatelineError is a defect of ours, and comes as a
    failure with the code "internal".
    """
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        names = [str(row.get("id", "")) for row in chunk]
        parsed = [try_parse(row) for row in chunk]
        pages = [
            split_page(name, one, any_subject=any_subject)
            for name, one in zip(names, parsed, strict=True)
            if isinstance(one, Parsed) and one.article.language == "en"
        ]
        read = read_pages(pages, encoder)
        for name, one in zip(names, parsed, strict=True):
            if isinstance(one, Failure):
                yield one
            else:
                yield next(read) if one.article.language == "en" else _unread(one, name, encoder.name)


@dataclass(frozen=True, slots=True)
class SplitPage:
    """A page that has been cleaned and split, ready for the encoder."""

    name: str
    parsed: Parsed
    split: Split


def split_page(name: str, parsed: Parsed, *, any_subject: bool = False) -> SplitPage | Failure:
    """The sentences of a cleaned page in English. Any error is a failure, with the code "internal"."""
    try:
        return SplitPage(name, parsed, split(_head(parsed.article)[0], any_subject=any_subject))
    except Exception as error:
        return _defect(name, error)


def read_pages(pages: Sequence[SplitPage | Failure], encoder: Encoder) -> Iterator[Record | Failure]:
    """`read_rows` from where pages are split; all go through the encoder together, failures stay what they are."""
    analyses = iter(_analyse([page for page in pages if isinstance(page, SplitPage)], encoder))
    for page in pages:
        if isinstance(page, Failure):
            yield page
        else:
            analysis = next(analyses)
            if isinstance(analysis, Exception):
                yield _defect(page.name, analysis)
            else:
                yield _read(page.parsed, analysis, page.name)


def _analyse(pages: Sequence[SplitPage], encoder: Encoder) -> Sequence[Analysis | Exception]:
    """One analysis for each page; where the batch fails, each page by itself, so that the fault stays with its page."""
    try:
        return analyse_split([page.split for page in pages], encoder=encoder)
    except Exception as error:
        return [error] if len(pages) == 1 else [_analyse([page], encoder)[0] for page in pages]


def _read(page: Parsed, analysis: Analysis, name: str) -> Record | Failure:
    try:
        return read_parsed(page, analysis, name=name)
    except Exception as error:
        return _defect(name, error)


def _defect(name: str, error: Exception) -> Failure:
    where = traceback.extract_tb(error.__traceback__)
    place = f" in {where[-1].name}" if where else ""
    return Failure(
        name, "internal", f"{type(error).__name__}{place}: {error}", "a defect of Dateline: please report it"
    )


def _unread(parsed: Parsed, name: str, model: str) -> Record:
    issue = Issue(
        "language", f"the text is in another language than English ({parsed.article.language}); it was not read"
    )
    return Record(
        id=record_id(parsed.article), input=name, origin=Extractor(__version__, model), article=parsed.article,
        issues=(*parsed.issues, issue),
    )  # fmt: skip


def try_parse(row: Mapping[str, Any]) -> Parsed | Failure:
    """The cleaned page of a row, or why there is none."""
    try:
        return parse_row(row)
    except DatelineError as error:
        return Failure(str(row.get("id", "")), error.code, error.message, error.hint)
    except Exception as error:
        return _defect(str(row.get("id", "")), error)


def parse_row(row: Mapping[str, Any]) -> Parsed:
    """The cleaned page of a row, its language told. Raises the errors of the page stage, and BadRow."""
    if isinstance(row.get("error"), DatelineError):  # what could not be opened takes its place among the others
        raise row["error"]
    if isinstance(row.get("bytes"), bytes):
        data, kind = row["bytes"], row.get("kind")
    else:
        kind = "html" if row.get("html") is not None else "text"
        data = row.get(kind)
    if data is not None and not isinstance(data, str | bytes):
        hint = f'write "{kind}": "…"' if not isinstance(data, PurePath) else "give what stands in it: path.read_bytes()"
        raise BadRow(f"{kind} is {type(data).__name__}, not text", hint=hint)
    if data is None:
        raise BadRow("the row has neither text nor html", hint='give {"id": …, "text": …} or {"id": …, "html": …}')
    given: dict[str, str | None] = {}
    for name in ("url", "published", "outlet", "headline"):
        value = row.get(name)
        if value is not None and not isinstance(value, str):
            raise BadRow(f"{name} is {type(value).__name__}, not text", hint=f'write "{name}": "…" or null')
        given[name] = value or None
    parsing = partial(
        parse, data, kind=kind, content_type=row.get("content_type"), today=_latest_day(), url=given["url"],
        outlet=given["outlet"], headline=given["headline"],
    )  # fmt: skip
    parsed = parsing(published=given["published"])
    if parsed.article.published is None and row.get("published_by_feed"):  # the word of the page itself goes first
        parsed = parsing(published=row["published_by_feed"])
    return replace(parsed, article=replace(parsed.article, language=detect_language(parsed.article.text)))


def _latest_day() -> date:
    """The last day that has begun somewhere on earth; a report of a later one is dated wrongly."""
    return (datetime.now(tz=UTC) + timedelta(hours=14)).date()
