"""What holds for every format, whatever the records are."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from dateline.exports import FORMATS, Format, Holdings
from dateline.exports.gdelt import EVENT_COLUMNS, MENTION_COLUMNS
from export_make import HOLDINGS, any_holdings, written

CHECKED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TABBED = {"polecat.txt": 40, "icews.tab": 20, "gdelt.export.CSV": EVENT_COLUMNS, "gdelt.mentions.CSV": MENTION_COLUMNS}


@pytest.mark.parametrize("name", FORMATS)
@CHECKED
@given(any_holdings())
def test_any_records_can_be_written_twice_the_same_and_are_well_formed(name: str, holdings: Holdings) -> None:
    for part, write in FORMATS[name].parts.items():
        data = written(write, holdings)
        if not part.endswith(".parquet"):
            check(part, data)
        assert data == written(write, holdings)


def check(part: str, data: bytes) -> None:
    if part in TABBED:
        assert {TABBED[part]} >= {line.count("\t") + 1 for line in data.decode("utf-8").split("\n")[:-1]}
    elif part.endswith((".jsonl", ".ftm.json")):
        for line in data.split(b"\n")[:-1]:
            assert isinstance(json.loads(line), dict)
    elif part.endswith((".json", ".jsonld", ".geojson")):
        json.loads(data)
    elif part.endswith((".atom", ".graphml")):
        ElementTree.fromstring(data)
    elif part.endswith(".ics"):
        assert all(len(line) <= 75 for line in data.split(b"\r\n"))
        assert b"\n" not in data.replace(b"\r\n", b"")
    else:
        assert part.endswith(".csv")
        data.decode("utf-8")


@pytest.mark.parametrize("chosen", FORMATS.values(), ids=list(FORMATS))
def test_nothing_is_written_of_nothing_but_heads(chosen: Format) -> None:
    for write in chosen.parts.values():
        written(write, Holdings())


@pytest.mark.parametrize("chosen", FORMATS.values(), ids=list(FORMATS))
def test_every_format_says_what_it_loses_or_round_trips(chosen: Format) -> None:
    assert chosen.loses or chosen.name == "jsonl"
    assert chosen.about
    assert len(set(chosen.parts)) == len(chosen.parts)


@pytest.mark.parametrize("chosen", FORMATS.values(), ids=list(FORMATS))
def test_of_what_is_left_out_the_number_is_told(chosen: Format) -> None:
    import io

    everything = len(HOLDINGS.events) + len(HOLDINGS.statements) + sum(len(one.history) for one in HOLDINGS.events)
    for write in chosen.parts.values():
        assert 0 <= write(HOLDINGS, io.BytesIO()) <= everything
