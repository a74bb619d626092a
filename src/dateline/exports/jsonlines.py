"""JSONL: one view a line, nothing lost: what is read back is what was written."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import BinaryIO

import msgspec

from dateline.errors import BadRecord
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings, Naming
from dateline.ledger.types import Article, Entity, Event, Statement


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line: one of its fields is set."""

    origin: str | None = None
    article: Article | None = None
    text: str | None = None
    entity: Entity | None = None
    event: Event | None = None
    statement: Statement | None = None
    mention: Naming | None = None
    confidence: dict[str, float] | None = None


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(_Line)


def write(holdings: Holdings, out: BinaryIO) -> int:
    """Origin, articles (with their text where it is known), entities, events, statements, mentions, ratings."""

    def put(line: _Line) -> None:
        out.write(_ENCODER.encode(line) + b"\n")

    put(_Line(origin=holdings.origin))
    for article in holdings.articles:
        put(_Line(article=article, text=holdings.texts.get(article.id)))
    for entity in holdings.entities:
        put(_Line(entity=entity))
    for event in holdings.events:
        put(_Line(event=event))
    for statement in holdings.statements:
        put(_Line(statement=statement))
    for naming in holdings.namings:
        put(_Line(mention=naming))
    if holdings.confidence:
        put(_Line(confidence=dict(holdings.confidence)))
    return 0


def read(lines: Iterable[bytes]) -> Holdings:
    """What `write` wrote. Raises BadRecord at a line that is none of its own."""
    found: dict[str, list[object]] = {name: [] for name in _Line.__struct_fields__}
    texts: dict[str, str] = {}
    rated: dict[str, float] = {}
    for number, data in enumerate(lines, 1):
        try:
            line = _DECODER.decode(data)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadRecord(f"line {number}: {error}", hint="a file that `dateline export … jsonl` wrote") from error
        for name in found:
            if (value := getattr(line, name)) is not None:
                found[name].append(value)
        if line.article is not None and line.text is not None:
            texts[line.article.id] = line.text
        rated |= line.confidence or {}
    origin = found["origin"][0] if found["origin"] else "dateline"
    return Holdings(
        articles=tuple(one for one in found["article"] if isinstance(one, Article)),
        entities=tuple(one for one in found["entity"] if isinstance(one, Entity)),
        events=tuple(one for one in found["event"] if isinstance(one, Event)),
        statements=tuple(one for one in found["statement"] if isinstance(one, Statement)),
        namings=tuple(one for one in found["mention"] if isinstance(one, Naming)),
        texts=MappingProxyType(texts),
        confidence=MappingProxyType(rated),
        origin=str(origin),
    )


FORMAT = Format(
    name="jsonl",
    about="one view a line: all there is",
    media_type="application/x-ndjson",
    parts={"views.jsonl": write},
)
