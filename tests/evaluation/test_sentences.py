"""Counting on sentences: what is found, what is right, and the file itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.evaluation import sentences
from dateline.record import Kind

TEXT = "Kenyan police arrested 20 Somali refugees."
EVENT = {
    "kinds": ["coercion"], "plover": ["COERCE"], "trigger": [14, 22],
    "actors": [{"span": [0, 13], "country": "KEN", "sector": "COP"}],
    "recipients": [{"span": [23, 41], "country": "SOM", "sector": "REF"}],
    "told": "done", "status": ["occurred"], "when": None,
}  # fmt: skip


def row(text: str, *events: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": "a",
        "text": text,
        "published": "2020-01-01",
        "style": "wire",
        "wording": "plain",
        "events": [*events],
    }


def test_an_event_with_both_sides_right_is_found_and_right() -> None:
    report = sentences.measure([row(TEXT, EVENT)])

    assert (1, 1, 1, 1) == (report.single.gold, report.single.found, report.single.emitted, report.single.right)


def test_an_event_of_another_side_is_missed_and_its_class_told() -> None:
    report = sentences.measure([row(TEXT, {**EVENT, "actors": [{**EVENT["actors"][0], "country": "UGA"}]})])

    assert (1, 0, 1, 0) == (report.triples.gold, report.triples.found, report.triples.emitted, report.triples.right)
    assert ["actor wrong"] == list(report.errors)


def test_what_is_read_where_nothing_is_told_is_false() -> None:
    report = sentences.measure([row(TEXT)])

    assert (1, 1) == (report.negatives, report.false)


def test_those_who_act_without_recipient_do_it_with_each_other() -> None:
    assert {("A", "B"), ("B", "A")} == sentences.pairs(["A", "B"], [])
    assert {("A", None)} == sentences.pairs(["A"], [])


@pytest.mark.skipif(not sentences.HOME.exists(), reason="the data is not in the package")
@pytest.mark.parametrize("name", ["dev", "train", "second-dev", "second-train"])
def test_every_row_holds_by_itself(name: str) -> None:
    rows = [json.loads(line) for line in (sentences.HOME / f"{name}.jsonl").read_text("utf-8").splitlines()]
    split = name.removeprefix("second-")

    assert len(rows) == len({each["text"] for each in rows})
    for each in rows:
        assert split == ("dev" if int(each["id"][0], 16) % 2 else "train")
        for event in each["events"]:
            assert set(event["kinds"]) <= set(Kind.__args__)
            for start, end in (event["trigger"], *(one["span"] for one in event["actors"] + event["recipients"])):
                assert each["text"][start:end] == each["text"][start:end].strip() != ""


@pytest.mark.skipif(not sentences.HOME.exists(), reason="the data is not in the package")
def test_no_sentence_is_in_two_files() -> None:
    lines = [line for path in sentences.HOME.glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]

    assert len(lines) == len({json.loads(line)["text"] for line in lines}) >= 1500
