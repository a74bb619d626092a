"""The contract: what is written can be read again, and no quote disagrees with its text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.errors import BadRecord
from dateline.record import Article, Record, from_json, json_schema, quotes_in, record_id, stable_id, to_json
from strategies import articles, records

SOURCE = Path(dateline.__file__).parent
SCHEMA = jsonschema.Draft202012Validator(json_schema())


@given(records())
def test_a_record_comes_back_from_json_as_it_was(record: Record) -> None:
    assert record == from_json(to_json(record))


@given(records())
def test_json_keeps_to_the_schema(record: Record) -> None:
    assert list(SCHEMA.iter_errors(json.loads(to_json(record)))) == []


@given(records())
def test_every_quote_is_its_slice(record: Record) -> None:
    assert all(record.article.text[one.start : one.end] == one.quote for one in quotes_in(record))


@given(records())
def test_a_record_takes_one_line(record: Record) -> None:
    assert b"\n" not in to_json(record)


@given(articles(), st.integers(-5, 250), st.integers(-5, 250))
def test_only_what_lies_within_the_text_can_be_cited(article: Article, start: int, end: int) -> None:
    if 0 <= start < end <= len(article.text):
        assert article.text[start:end] == article.cite((start, end)).quote
    else:
        with pytest.raises(ValueError, match="not within"):
            article.cite((start, end))


def test_positions_count_characters_and_neither_bytes_nor_utf16_units() -> None:
    article = Article(text="Çavuşoğlu 😀 met Lavrov.", language="en")

    assert "met" == article.cite((12, 15)).quote


@given(records())
def test_a_quote_that_was_tampered_with_is_refused(record: Record) -> None:
    data = json.loads(to_json(record))
    data["events"][0]["trigger"]["quote"] += "x"

    with pytest.raises(BadRecord, match="does not stand at"):
        from_json(json.dumps(data))


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"\xff\xfe", b'{"schema": "dateline.record/9"}'])
def test_what_is_no_record_is_refused_with_a_hint(data: bytes) -> None:
    with pytest.raises(BadRecord) as error:
        from_json(data)

    assert error.value.hint


def test_ids_are_the_same_on_every_machine_and_in_every_year() -> None:
    article = Article(text="Lavrov met Kim.", language="en", published="2018-06-01")

    assert "f53519ac412da8bc" == record_id(article)


@given(articles(), st.text(max_size=20))
def test_the_id_of_a_record_tells_apart_what_was_said_about_it(article: Article, outlet: str) -> None:
    from dataclasses import replace

    other = replace(article, outlet=outlet)

    assert (record_id(article) == record_id(other)) == ((article.outlet or "") == outlet)


@given(st.lists(st.text(max_size=5), min_size=1, max_size=4))
def test_an_id_depends_on_where_its_parts_end(parts: list[str]) -> None:
    if all("\x1f" not in part for part in parts):
        assert stable_id(*parts) != stable_id(*parts, "x")
        assert re.fullmatch("[0-9a-f]{16}", stable_id(*parts))


def test_evidence_is_made_in_one_place() -> None:
    made = [
        f"{file.relative_to(SOURCE)}:{number}"
        for file in SOURCE.rglob("*.py")
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if re.search(r"(?<!class )\bEvidence\(", line)
    ]

    assert 1 == len(made), made
    assert made[0].startswith("record.py")
