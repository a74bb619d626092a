"""PLOVER JSON lines: one event a line, its status as an auxiliary mode and, in full, in fields of our own (`x_…`)."""

from __future__ import annotations

from functools import cache
from typing import Any, BinaryIO

import msgspec

from dateline.exports.codes import plover_score
from dateline.exports.days import first_day, span_of
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.pairs import day_of
from dateline.exports.sentences import sentence_number
from dateline.exports.sites import Site, site_of
from dateline.ledger.types import Article, Entity, Event, Side, Statement
from dateline.lexicon.files import table
from dateline.record import Factuality, Status

REQUIRED = ("id", "date", "event")  # and the actors, whose name depends on the edition
_HISTORIC_DAYS = 31  # an event so long before its report is told as history, not as news
_AHEAD: frozenset[Status] = frozenset(
    {
        "proposed",
        "invited",
        "tentative",
        "scheduled",
        "confirmed",
        "in_preparation",
        "in_doubt",
        "rescheduled",
        "revived",
    }
)
_OFF: frozenset[Status] = frozenset({"cancelled", "postponed"})
_DENIED: frozenset[Factuality] = frozenset({"CT-", "PR-", "PS-"})
_POSSIBLE: frozenset[Factuality] = frozenset({"PR+", "PS+", "CTu", "Uu"})
_RESOLUTION = {"country": 1, "region": 2, "city": 4, "venue": 5}


@cache
def _type_ahead() -> dict[str, str]:
    """The type of each kind while it is still to come, where that is its type when done too."""
    return {row["kind"]: row["ahead"] for row in table("plover_coding.tsv") if row["ahead"] == row["event"]}


def auxiliary_modes(event: Event) -> list[str]:
    """Which of PLOVER's auxiliary modes an event has: historical, future, hypothetical, negation.

    A type that says itself that it is still to come (a meeting ahead is AGREE) needs no "future".
    """
    modes = []
    own = [stance.value for stance in event.factuality if stance.source is None]
    values = own or [stance.value for stance in event.factuality]
    span = span_of(event.when.value) if event.when else None
    told = first_day(event.first_reported)
    if span and span.last and told and (told - span.last).days > _HISTORIC_DAYS:
        modes.append("historical")
    if event.status in _AHEAD and event.plover and _type_ahead().get(event.kind) == event.plover.event:
        modes.append("future")
    if event.status not in _AHEAD and values and values[0] in _POSSIBLE:
        modes.append("hypothetical")
    off = event.status in _OFF and event.plover is not None and event.plover.event != "REJECT"  # "will not be invaded"
    if event.status == "did_not_occur" or off or (values and values[0] in _DENIED):
        modes.append("negation")
    return modes


def write_edition(holdings: Holdings, out: BinaryIO, *, actor: str, recipient: str) -> int:
    """One line for each event that PLOVER has a type and we have a day for; gives how many have not."""
    entities, articles = holdings.entity_of(), holdings.article_of()
    about: dict[str, list[Statement]] = {}
    for said in holdings.statements:
        for event_id in said.about:
            about.setdefault(event_id, []).append(said)
    left = 0
    for event in holdings.events:
        day = day_of(event)
        if event.plover is None or day is None:
            left += 1
            continue
        row: dict[str, Any] = {"id": event.id, "has_event": True, "date": day[0].isoformat()}
        span = span_of(event.when.value) if event.when else None
        if span and span.last and span.last != span.first:
            row["enddate"] = span.last.isoformat()
        row[actor] = [_actor(side, entities) for side in event.actors]
        row[recipient] = [_actor(side, entities) for side in event.recipients]
        row |= _coded(event) | _placed(site_of(event, entities), event) | _told(event, holdings, articles)
        row["coder"] = holdings.origin
        if day[1] != "day":
            words = {"published": "date is that of the report: the day of the event is not told"}
            row["comment"] = words.get(day[1], f"date is the first day of {event.when.value if event.when else ''}")
        row |= _ours(event, about.get(event.id, []))
        out.write(msgspec.json.encode(row) + b"\n")
    return left


def _actor(side: Side, entities: dict[str, Entity]) -> dict[str, Any]:
    entity = entities.get(side.entity)
    if entity is None:
        return {"identifier_text": side.entity}
    row = {
        "code": entity.country, "sector": entity.sector, "identifier_id": entity.wikidata,
        "entity_text": side.evidence.quote if side.evidence else None, "identifier_text": entity.name,
        "office": entity.offices[0].title if entity.offices else None,
    }  # fmt: skip
    return {key: value for key, value in row.items() if value is not None}


def _coded(event: Event) -> dict[str, Any]:
    assert event.plover is not None
    row: dict[str, Any] = {
        "event": [event.plover.event],
        "mode": [event.plover.mode] if event.plover.mode else [],
        "context": [*event.plover.contexts, *auxiliary_modes(event)],
        "event_text": [told.trigger.quote for told in event.tellings[:1]],
    }
    optional = {"quad_code": event.quad, "event_scale": plover_score(event)}
    return row | {key: value for key, value in optional.items() if value is not None}


def _placed(site: Site | None, event: Event) -> dict[str, Any]:
    if site is None or event.place is None:
        return {}
    row = {
        "extracted_place": event.place.evidence.quote, "resolved_place": site.name, "geonameid": site.geonames,
        "lat": site.lat, "lon": site.lon, "city": site.name if site.grain == "city" else None,
        "province": site.name if site.grain == "region" else None, "country": site.country_name,
        "country_code": site.country, "resolution": _RESOLUTION[site.grain],
    }  # fmt: skip
    return {"event_loc": {key: value for key, value in row.items() if value is not None}}


def _told(event: Event, holdings: Holdings, articles: dict[str, Article]) -> dict[str, Any]:
    if not event.tellings:
        return {}
    told = event.tellings[0]
    number = sentence_number(holdings.texts.get(told.article), told.sentence.start)
    text_info = {"sequence": number, "start": told.sentence.start, "end": told.sentence.end}
    article = articles.get(told.article)
    cite = {
        "url": article.url if article else None, "title": article.headline if article else None,
        "language": article.language if article else None, "publication": told.outlet, "codebook": "PLOVER 2.0",
    }  # fmt: skip
    return {
        "link": event.id,
        "text_info": {key: value for key, value in text_info.items() if value is not None},
        "cite_info": {key: value for key, value in cite.items() if value is not None},
    }


def _ours(event: Event, about: list[Statement]) -> dict[str, Any]:
    return {
        "x_kind": event.kind,
        "x_status": event.status,
        "x_when": event.when.value if event.when else None,
        "x_history": [{"status": turn.status, "as_of": turn.as_of, "by": list(turn.by)} for turn in event.history],
        "x_tellings": [{"article": one.article, "outlet": one.outlet} for one in event.tellings],
        "x_statements": [
            {"source": said.source, "act": said.act, "content": [proof.quote for proof in said.content]}
            for said in about
        ],
    }


def write(holdings: Holdings, out: BinaryIO) -> int:
    """In the field names since 2021."""
    return write_edition(holdings, out, actor="actor", recipient="recipient")


def write_old(holdings: Holdings, out: BinaryIO) -> int:
    """In the field names before 2021."""
    return write_edition(holdings, out, actor="source", recipient="target")


_LOSES = (
    "events without a PLOVER type (plain denials, postponements) or without any day",
    "statements that are about no event of the file",
    "all tellings but the first, but for their ids (x_tellings); which claim supports what",
    "intervals keep their ends; months and years become intervals, and x_when has the value itself",
)

FORMAT = Format(
    name="plover", about="PLOVER 2.0, one event a line", media_type="application/x-ndjson",
    parts={"plover.jsonl": write}, loses=_LOSES,
)  # fmt: skip
OLD_FORMAT = Format(
    name="plover-old", about="the same in the field names before 2021 (source, target)",
    media_type="application/x-ndjson", parts={"plover-old.jsonl": write_old}, loses=_LOSES,
)  # fmt: skip
