"""ICEWS: tab-separated, 20 columns, one row a directed pair, CAMEO codes as text with their leading zero."""

from __future__ import annotations

from typing import BinaryIO

from dateline.exports.codes import cameo_label, country_name, goldstein
from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.pairs import day_of, pairs_of
from dateline.exports.sentences import sentence_number
from dateline.exports.separated import Value, write_row
from dateline.exports.sites import site_of
from dateline.ledger.types import Entity, Event, Side
from dateline.lexicon import sectors

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def write(holdings: Holdings, out: BinaryIO) -> int:
    """A head line, then the rows; gives how many events have no CAMEO code, no day or not two parties."""
    entities = holdings.entity_of()
    write_row(out, COLUMNS, columns=20)
    left = 0
    for event in holdings.events:
        day = day_of(event)
        pairs = [(a, b) for a, b in pairs_of(event) if a is not None and b is not None]
        if event.cameo is None or day is None or not pairs:
            left += 1
            continue
        for n, (actor, recipient) in enumerate(_directed(event, pairs), 1):
            row = (
                f"{event.id}-{n}", day[0].isoformat(), *_party(actor, entities), cameo_label(event), event.cameo,
                goldstein(event), *_party(recipient, entities), *_source(event, holdings), *_place(event, entities),
            )  # fmt: skip
            write_row(out, row, columns=20)
    return left


def _directed(event: Event, pairs: list[tuple[Side, Side]]) -> list[tuple[Side, Side]]:
    """What two did together is told of each of them, as ICEWS does."""
    return pairs if event.recipients else [one for a, b in pairs for one in ((a, b), (b, a))]


def _party(side: Side, entities: dict[str, Entity]) -> tuple[Value, ...]:
    entity = entities.get(side.entity)
    if entity is None:
        return side.entity, None, None
    return entity.name, sectors().get(entity.sector or "", entity.sector), country_name(entity.country)


def _source(event: Event, holdings: Holdings) -> tuple[Value, ...]:
    if not event.tellings:
        return None, None, None
    told = event.tellings[0]
    return told.article, sentence_number(holdings.texts.get(told.article), told.sentence.start), told.outlet


def _place(event: Event, entities: dict[str, Entity]) -> tuple[Value, ...]:
    site = site_of(event, entities)
    if site is None:
        return (None,) * 6
    city, province = (site.name if site.grain == grain else None for grain in ("city", "region"))
    return city, None, province, site.country_name, site.lat, site.lon


FORMAT = Format(
    name="icews",
    about="CAMEO codes in ICEWS' 20 columns",
    media_type="text/tab-separated-values",
    parts={"icews.tab": write},
    loses=(
        "events without a CAMEO code, without any day, or with one party; statements",
        "status, history, factuality, quotes, all tellings but the first; the kind, but for its code",
        "intervals: their first day stands; a day that is not told is that of the report",
    ),
)
