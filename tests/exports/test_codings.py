"""PLOVER, POLECAT, ICEWS and GDELT: columns, codes, offsets."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from dateline.exports import FORMATS, gdelt, icews, plover, polecat
from dateline.exports.codes import actor_code, alpha2, goldstein
from dateline.exports.plover import auxiliary_modes
from dateline.exports.separated import write_row
from dateline.ledger.types import Day
from dateline.lexicon import states
from dateline.record import Plover, Stance
from export_make import ANNOUNCED, ENTITIES, HOLDINGS, MEETING, MET, SUMMIT, proof, with_events, written


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode()), delimiter="\t", quoting=csv.QUOTE_NONE))


def lines(data: bytes) -> list[dict[str, object]]:
    return [json.loads(line) for line in data.splitlines()]


def test_plover_has_what_it_requires_in_both_editions() -> None:
    for write, actor, recipient in ((plover.write, "actor", "recipient"), (plover.write_old, "source", "target")):
        off, met = lines(written(write))
        for row in (off, met):
            assert set(plover.REQUIRED) <= set(row)
            assert isinstance(row[actor], list)
            assert isinstance(row[recipient], list)
        assert ["REJECT"] == off["event"]
        assert ["meet"] == off["mode"]
        assert "cancelled" == off["x_status"]
        assert [{"code": "PRK", "sector": "GOV", "entity_text": "Kim", "identifier_text": "Kim Jong-un"}] == off[
            recipient
        ]
        assert [] == met[recipient]
        assert "Sochi" == met["event_loc"]["city"]
        assert 4 == met["event_loc"]["resolution"]
        assert MET[met["text_info"]["start"] : met["text_info"]["end"]] == MET


@pytest.mark.parametrize(
    ("event", "modes"),
    [
        (MEETING, []),
        (replace(MEETING, factuality=(Stance(None, "CT-"),), status="did_not_occur"), ["negation"]),
        # a plan given up: what it was a plan for was not done; that a meeting is off is told by its type
        (replace(MEETING, kind="assault", status="cancelled", plover=Plover("ASSAULT")), ["negation"]),
        (replace(MEETING, kind="sanction", status="postponed", plover=Plover("SANCTION")), ["negation"]),
        (replace(MEETING, status="cancelled", plover=Plover("REJECT", "meet")), []),
        (replace(MEETING, factuality=(Stance(None, "PS+"),)), ["hypothetical"]),
        (replace(MEETING, when=Day("1972", proof("a3", "May 30"))), ["historical"]),
        (replace(MEETING, kind="demand", status="scheduled", plover=Plover("REQUEST")), ["future"]),
        (replace(MEETING, status="scheduled", plover=Plover("AGREE"), factuality=(Stance(None, "Uu"),)), []),
    ],
)
def test_auxiliary_modes(event: object, modes: list[str]) -> None:
    assert modes == auxiliary_modes(event)


def test_a_day_that_is_not_told_is_that_of_the_report_and_says_so() -> None:
    (row,) = lines(written(plover.write, with_events(replace(MEETING, when=None))))

    assert "2018-05-31" == row["date"]
    assert "not told" in str(row["comment"])


def test_polecat_has_forty_columns_and_none_for_what_is_missing() -> None:
    off, met = rows(written(polecat.write))

    assert 40 == len(off)
    assert ("Donald Trump", "United States", "US President", "Q22686") == tuple(
        off[name] for name in ("Actor Name", "Actor Country", "Actor Title", "Wikipedia Actor ID")
    )
    assert "None" == off["Actor COW"]
    assert ("Sergei Lavrov", "Wang Yi") == (met["Actor Name"], met["Recipient Name"])
    assert ("CONSULT", "REJECT") == (met["Event Type"], off["Event Type"])  # loaders index columns 1, 2, 7, 15
    assert ["Event Date", "Event Type", "Actor Name", "Recipient Name"] == [polecat.COLUMNS[n] for n in (1, 2, 7, 15)]


def test_icews_keeps_the_leading_zero_and_tells_of_each_who_met() -> None:
    off, *met = rows(written(icews.write))

    assert ("125", "Donald Trump", "Kim Jong-un", "North Korea") == tuple(
        off[name] for name in ("CAMEO Code", "Source Name", "Target Name", "Target Country")
    )
    assert ["040", "040"] == [row["CAMEO Code"] for row in met]
    assert {("Sergei Lavrov", "Wang Yi"), ("Wang Yi", "Sergei Lavrov")} == {
        (row["Source Name"], row["Target Name"]) for row in met
    }


def test_gdelt_has_its_columns_and_the_offsets_point_at_the_words() -> None:
    events = [line.split("\t") for line in written(gdelt.write_events).decode().splitlines()]
    mentions = [line.split("\t") for line in written(gdelt.write_mentions).decode().splitlines()]

    assert {61} == {len(row) for row in events}
    assert {16} == {len(row) for row in mentions}
    off = events[0]
    assert ["20180612", "201806", "2018", "2018.4438", "USAGOV", "DONALD TRUMP", "USA"] == off[1:8]
    assert ["PRKGOV", "KIM JONG-UN", "PRK"] == off[15:18]
    assert ["1", "125", "125", "12", "3"] == off[25:30]
    assert ["2", "2", "2"] == off[31:34]
    assert "https://example.org/a1?x=1&y=2" == off[60]
    assert "20180510000000" == off[59]
    told = mentions[0]
    assert off[0] == told[0] == str(gdelt.global_id(SUMMIT))
    assert ["Trump", "Kim", "meet"] == [ANNOUNCED[int(told[n]) :][:size] for n, size in ((7, 5), (8, 3), (9, 4))]
    assert ["-1", "-1"] == mentions[1][7:9]  # the second report's words do not prove the parties
    assert str(len(ANNOUNCED)) == told[12]
    assert ["80", "20", "10"] == [row[11] for row in mentions]  # rated, not rated but open to the report, rated low


def test_events_without_a_code_are_counted_and_left_out() -> None:
    holdings = with_events(replace(SUMMIT, plover=None, cameo=None), MEETING)
    out = io.BytesIO()

    assert [1, 1, 1, 2] == [
        write(holdings, out) for write in (plover.write, polecat.write, gdelt.write_events, gdelt.write_mentions)
    ]


def test_a_shifted_row_is_an_error() -> None:
    with pytest.raises(ValueError, match="the layout has 3"):
        write_row(io.BytesIO(), ("a", "b"), columns=3)


def test_cells_hold_neither_tabs_nor_line_ends() -> None:
    out = io.BytesIO()
    write_row(out, ("a\tb\nc\x00", None), columns=2, missing="None")

    assert b"a b c\tNone\n" == out.getvalue()


def test_actors_of_cameo() -> None:
    codes = {entity.id: actor_code(entity).whole for entity in ENTITIES}

    assert ("USAGOV", "SGP", "IGOUNO") == (codes["donald-trump"], codes["singapore"], codes["united-nations"])


def test_every_state_has_two_letters() -> None:
    found = [alpha2(code) for code in states()]

    assert all(one and len(one) == 2 for one in found)
    assert len(set(found)) == len(found)
    assert ("RU", None) == (alpha2("RUS"), alpha2("EU"))


def test_scores_of_codes_without_one_are_those_of_the_root() -> None:
    assert goldstein(replace(MEETING, cameo="1214")) == goldstein(replace(MEETING, cameo="12"))
    assert goldstein(replace(MEETING, cameo=None)) is None


def test_the_two_editions_of_plover_differ_in_names_only() -> None:
    new, old = (written(FORMATS[name].parts[f"{name}.jsonl"], HOLDINGS) for name in ("plover", "plover-old"))

    assert new == old.replace(b'"source":[', b'"actor":[').replace(b'"target":[', b'"recipient":[')
