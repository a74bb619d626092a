"""JSON-LD in pages: the export's shapes, as a block of data that no `</script>` in a headline can leave."""

from __future__ import annotations

from io import BytesIO

import msgspec
from django.utils.safestring import SafeString, mark_safe

from dateline.exports import FORMATS, Holdings
from dateline.ledger.types import Article, Entity, Event
from dateline.record import Record

_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def _block(holdings: Holdings, url: str) -> SafeString:
    out = BytesIO()
    (write,) = FORMATS["schema-org"].parts.values()
    write(holdings, out)
    document = msgspec.json.decode(out.getvalue())
    for node in document["@graph"]:
        if node["@type"] in ("NewsArticle", "Event"):
            node["mainEntityOfPage"] = url
    return mark_safe(msgspec.json.encode(document).decode("utf-8").translate(_ESCAPES))


def article_ld(record: Record, url: str) -> SafeString:
    """An article as NewsArticle."""
    page = record.article
    article = Article(
        id=record.id, input=record.input, url=page.url, outlet=page.outlet, headline=page.headline,
        published=page.published, language=page.language, words=page.words,
    )  # fmt: skip
    return _block(Holdings(articles=(article,)), url)


def event_ld(event: Event, entities: list[Entity], url: str) -> SafeString:
    """An event with those who take part."""
    sides = {one.entity for one in (*event.actors, *event.recipients)}
    shown = tuple(one for one in entities if one.id in sides or (event.place and one.id == event.place.entity))
    return _block(Holdings(entities=shown, events=(event,)), url)


def entity_ld(entity: Entity, url: str) -> SafeString:
    """A person, state or body."""
    return _block(Holdings(entities=(entity,)), url)
