"""Formats: records and ledgers as the files that other programs read. One module each, found by its name."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dateline.exports import (
    annotation,
    atom,
    delimited,
    document,
    ftm,
    gdelt,
    geojson,
    graphml,
    ical,
    icews,
    jsonlines,
    parquet,
    plover,
    polecat,
    schema_org,
)
from dateline.exports.format import Format
from dateline.exports.from_ledger import from_ledger
from dateline.exports.holdings import Holdings, Naming, from_records

_ALL = (
    document.FORMAT, jsonlines.FORMAT, delimited.FORMAT, parquet.FORMAT, plover.FORMAT, plover.OLD_FORMAT,
    polecat.FORMAT, icews.FORMAT, gdelt.FORMAT, ftm.FORMAT, schema_org.FORMAT, annotation.FORMAT, ical.FORMAT,
    atom.FORMAT, geojson.FORMAT, graphml.FORMAT,
)  # fmt: skip

FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})

__all__ = ["FORMATS", "Format", "Holdings", "Naming", "from_ledger", "from_records"]
