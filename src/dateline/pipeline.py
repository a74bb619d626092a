"""The way from a page to a record. This module alone knows the order of the stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from dateline.analysis import Analysis
from dateline.errors import BadRow, DatelineError
from dateline.language import Encoder, analyse_many, detect_language
from dateline.pages import Parsed, parse
from dateline.reading.entities import read_entities
from dateline.reading.events import read_events
from dateline.reading.frame import Cast, Scene, TimeMention
from dateline.reading.places import read_places
from dateline.reading.statements import read_speech, read_statements
from dateline.reading.times import read_times
from dateline.record import Article, Extractor, Issue, Record, Voice, record_id

VERSION = "0.1.0"
CHUNK = 16  # articles whose sentences go through the encoder together: more gain nothing, and all wait for the last


@dataclass(frozen=True, slots=True)
class Failure:
    """A row that could not be read, and why; the run went on."""

    input: str
    code: str
    message: str
    hint: str


def read_parsed(parsed: Parsed, analysis: Analysis, *, name: str) -> Record:
    """The record of a page that has been cleaned and analysed."""
    scene = Scene(parsed.article, analysis, _day(parsed))
    times = read_times(scene)
    cast, undecided = read_entities(scene)
    cast, place = read_places(scene, cast, dateline=parsed.dateline)
    speech = read_speech(scene, cast, times)
    statements, unsaid = read_statements(scene, cast, times)
    events, unsure = read_events(scene, cast, times, speech)
    article = replace(parsed.article, place=place)
    return Record(
        id=record_id(article),
        input=name,
        origin=Extractor(VERSION, analysis.model),
        article=article,
        entities=tuple(cast.entities.values()),
        times=tuple(one.time for one in times),
        events=events,
        statements=statements,
        issues=(*parsed.issues, *undecided, *unsaid, *unsure),
    )


def _day(parsed: Parsed) -> date | None:
    """The day from which "Thursday" is counted."""
    return date.fromisoformat(parsed.article.published[:10]) if parsed.article.published else None


def read_rows(rows: Iterable[Mapping[str, Any]], *, encoder: Encoder) -> Iterator[Record | Failure]:
    """One record or failure for each row, in their order."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        parsed: list[Parsed | Failure] = [_parse(row) for row in chunk]
        english = [one for one in parsed if isinstance(one, Parsed) and one.article.language == "en"]
        analyses = iter(analyse_many([one.article for one in english], encoder=encoder))
        for row, one in zip(chunk, parsed, strict=True):
            name = str(row.get("id", ""))
            if isinstance(one, Failure):
                yield one
            elif one.article.language != "en":
                yield _unread(one, name, encoder.name)
            else:
                yield read_parsed(one, next(analyses), name=name)


def _unread(parsed: Parsed, name: str, model: str) -> Record:
    issue = Issue("language", f"the text is in another language than English ({parsed.article.language}); it was not read")
    return Record(
        id=record_id(parsed.article), input=name, origin=Extractor(VERSION, model), article=parsed.article,
        issues=(*parsed.issues, issue),
    )  # fmt: skip


def _parse(row: Mapping[str, Any]) -> Parsed | Failure:
    name = str(row.get("id", ""))
    try:
        kind = "html" if row.get("html") is not None else "text"
        data = row.get(kind)
        if not isinstance(data, str | bytes):
            raise BadRow("the row has neither text nor html", hint='give {"id": …, "text": …} or {"id": …, "html": …}')
        parsed = parse(
            data, kind=kind, url=row.get("url"), published=row.get("published"), outlet=row.get("outlet"),
            headline=row.get("headline"),
        )  # fmt: skip
    except DatelineError as error:
        return Failure(name, error.code, error.message, error.hint)
    language = detect_language(parsed.article.text)
    return replace(parsed, article=replace(parsed.article, language=language))
