"""GDELT 2.0: events (61 columns) and mentions (16), no head line; the three character offsets are those of our proofs.

Offsets are code points of the article's text as Dateline keeps it, counted from 0.
"""

from __future__ import annotations

import hashlib
from calendar import isleap
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

from dateline.exports.codes import actor_code, gdelt_quads, goldstein
from dateline.exports.days import first_day, instant
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.pairs import day_of
from dateline.exports.sentences import sentence_number
from dateline.exports.separated import Value, write_row
from dateline.exports.sites import Site, site_of
from dateline.ledger.types import Article, Entity, Event, Side, Telling
from dateline.record import Factuality

EVENT_COLUMNS, MENTION_COLUMNS = 61, 16
_GEO_TYPE = {"country": 1, "region": 5, "city": 4, "venue": 4}  # 2 and 3 are of the USA, see `_geo`
_SURE: dict[Factuality, int] = {"CT+": 100, "CT-": 100, "PR+": 70, "PR-": 70, "PS+": 40, "PS-": 40, "CTu": 20, "Uu": 20}


def global_id(event: Event) -> int:
    """GDELT numbers events: 63 bits of a hash of our id."""
    return int.from_bytes(hashlib.sha256(event.id.encode()).digest()[:8], "big") >> 1


def write_events(holdings: Holdings, out: BinaryIO) -> int:
    """One row an event; gives how many events have no CAMEO code or no day."""
    entities, articles = holdings.entity_of(), holdings.article_of()
    left = 0
    for event, day in _coded(holdings):
        if day is None:
            left += 1
            continue
        first, second = _two(event)
        first_article = articles.get(event.tellings[0].article) if event.tellings else None
        geo = _geo(site_of(event, entities))
        code = event.cameo or ""
        row: tuple[Value, ...] = (
            global_id(event), f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day:%Y}", f"{_fraction(day):.4f}",
            *_actor(first, entities), *_actor(second, entities), int(event.salience == "main"), code, code[:3],
            code[:2], gdelt_quads().get(code, event.quad), goldstein(event, gdelt=True), len(event.tellings),
            len(event.outlets), len({told.article for told in event.tellings}), None, *_geo(None), *_geo(None), *geo,
            _moment(event.first_reported) or f"{day:%Y%m%d}000000", first_article.url if first_article else None,
        )  # fmt: skip
        write_row(out, row, columns=EVENT_COLUMNS)
    return left


def write_mentions(holdings: Holdings, out: BinaryIO) -> int:
    """One row for each report that tells an event; gives how many tellings have no event in the other file."""
    articles = holdings.article_of()
    left = 0
    for event, day in _coded(holdings):
        if day is None:
            left += len(event.tellings)
            continue
        first, second = _two(event)
        sure = next((one.value for one in event.factuality if one.source is None), None)
        for told in event.tellings:
            article, text = articles.get(told.article), holdings.texts.get(told.article)
            row: tuple[Value, ...] = (
                global_id(event), f"{day:%Y%m%d}000000", _moment(told.published), *_medium(article, told),
                sentence_number(text, told.trigger.start), _offset(first, told), _offset(second, told),
                told.trigger.start, 1, _confidence(holdings.confidence.get(told.claim), sure),
                len(text) if text is not None else None, None,
                None, None,
            )  # fmt: skip
            write_row(out, row, columns=MENTION_COLUMNS)
    return left


def _confidence(rated: float | None, sure: Factuality | None) -> int:
    """In tens, as GDELT has it: the probability that the reading is right, else how sure the report itself is."""
    if rated is not None:
        return min(100, max(10, 10 * round(10 * rated)))
    return _SURE[sure] if sure else 50


def _coded(holdings: Holdings) -> Iterator[tuple[Event, date | None]]:
    """The events with their day; without one those that GDELT cannot hold."""
    for event in holdings.events:
        day = day_of(event)
        yield event, day[0] if day and event.cameo else None


def _two(event: Event) -> tuple[Side | None, Side | None]:
    """The first actor and the first recipient; of those who act together the first two."""
    first = event.actors[0] if event.actors else None
    together = event.actors[1] if len(event.actors) > 1 else None
    return first, event.recipients[0] if event.recipients else together


def _actor(side: Side | None, entities: dict[str, Entity]) -> tuple[Value, ...]:
    """Code, name, country, group, ethnic, two religions, three types."""
    entity = entities.get(side.entity) if side else None
    if side is None or entity is None:
        return (None, side.entity.upper() if side else None, *[None] * 8)
    code = actor_code(entity)
    return (
        code.whole, entity.name.upper(), code.country, code.group, None, None, None, code.type, None, None,
    )  # fmt: skip


def _geo(site: Site | None) -> tuple[Value, ...]:
    """Type, full name, country (FIPS: not known here), two provinces, degrees, feature."""
    if site is None:
        return (0, *[None] * 7)
    kind = _GEO_TYPE[site.grain]
    if site.country == "USA" and site.grain != "country":
        kind = 2 if site.grain == "region" else 3
    full = site.name if site.grain == "country" else ", ".join(filter(None, (site.name, site.country_name)))
    feature = None if site.geonames is None else f"GN{site.geonames}"
    return kind, full, None, None, None, site.lat, site.lon, feature


def _medium(article: Article | None, told: Telling) -> tuple[Value, ...]:
    """Type of mention (1 the web, 2 cited by name only), outlet, identifier."""
    if article and article.url:
        return 1, told.outlet or article.url.split("/")[2], article.url
    return 2, told.outlet, told.input


def _offset(side: Side | None, told: Telling) -> int:
    """Where the report names the party; -1, as in GDELT, where it does not or where the proof is another report's."""
    proof = side.evidence if side else None
    return proof.start if proof and proof.article == told.article else -1


def _moment(published: str | None) -> str | None:
    moment = instant(published)
    if moment is None or first_day(published) is None:
        return None
    return "".join(letter for letter in moment[:19] if letter.isdigit())


def _fraction(day: date) -> float:
    """The year and the part of it that has passed: 2018.4137 is 31 May 2018."""
    length = 366 if isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / length


FORMAT = Format(
    name="gdelt",
    about="GDELT 2.0 events and mentions",
    media_type="text/tab-separated-values",
    parts={"gdelt.export.CSV": write_events, "gdelt.mentions.CSV": write_mentions},
    loses=(
        "events without a CAMEO code or without any day; statements",
        "all parties but two; status, history and the quotes themselves",
        "intervals: their first day stands; a day that is not told is that of the report",
        "our ids become numbers; FIPS codes of countries, tone and places of the parties stay empty",
        "offsets of a party in other reports than the one whose words prove it are -1",
    ),
)
