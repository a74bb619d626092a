"""`dateline export`: records in, files out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli.export import command
from dateline.exports import FORMATS
from dateline.record import (
    Article,
    Entity,
    Event,
    Extractor,
    Mention,
    Participant,
    Plover,
    Record,
    When,
    record_id,
    to_json,
)

TEXT = "Lavrov met Kim on May 31."


@pytest.fixture
def record() -> Record:
    article = Article(text=TEXT, language="en", published="2018-06-01", outlet="CNN")
    event = Event(
        id="ab12", kind="meeting", trigger=article.cite((7, 10)), status="occurred",
        actors=(Participant("sergei-lavrov", article.cite((0, 6))),),
        recipients=(Participant("kim-jong-un", article.cite((11, 14))),),
        when=When("2018-05-31", article.cite((18, 24))), evidence=(article.cite((0, 25)),),
        plover=Plover("CONSULT"), cameo="040", quad=1,
    )  # fmt: skip
    people = tuple(
        Entity(
            id=id, kind="person", name=name, country=country, sector="GOV",
            mentions=(Mention(start, end, TEXT[start:end], "name"),),
        )
        for id, name, country, start, end in (
            ("sergei-lavrov", "Sergei Lavrov", "RUS", 0, 6), ("kim-jong-un", "Kim Jong-un", "PRK", 11, 14),
        )
    )  # fmt: skip
    return Record(
        id=record_id(article),
        input="a",
        origin=Extractor("0.1.0", "m"),
        article=article,
        entities=people,
        events=(event,),
    )


def records(tmp_path: Path, *lines: bytes) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(one) for one in arguments])


def test_one_file_goes_to_standard_output(tmp_path: Path, record: Record) -> None:
    result = run(records(tmp_path, to_json(record)), "polecat")

    assert 0 == result.exit_code
    assert ["CONSULT", "Sergei Lavrov"] == [result.stdout.splitlines()[1].split("\t")[n] for n in (2, 7)]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_asked_for(tmp_path: Path, record: Record, name: str) -> None:
    result = run(records(tmp_path, to_json(record)), name, "-o", tmp_path)

    assert 0 == result.exit_code, result.output
    assert all((tmp_path / part).stat().st_size for part in FORMATS[name].parts)
    assert [] == list(tmp_path.glob("*.part"))
    assert name in (command.help or "")


def test_the_ledger_document_has_the_fields_of_the_contract(tmp_path: Path, record: Record) -> None:
    found = json.loads(run(records(tmp_path, to_json(record)), "record").stdout)

    assert "dateline.ledger/1" == found["schema"]
    (event,) = found["events"]
    assert [{"input": "a", "article": record.id, "outlet": "CNN", "published": "2018-06-01", "event": "ab12"}] == [
        {key: told[key] for key in ("input", "article", "outlet", "published", "event")} for told in event["tellings"]
    ]
    assert ("sergei-lavrov", "Lavrov") == (event["actors"][0]["entity"], event["actors"][0]["evidence"]["quote"])
    assert [] == event["conflicts"]


def test_several_files_want_a_folder_or_a_part(tmp_path: Path, record: Record) -> None:
    path = records(tmp_path, to_json(record))

    assert 2 == run(path, "csv").exit_code
    assert "event,role,place" in run(path, "csv", "--part", "parties").stdout
    assert 2 == run(path, "csv", "--part", "nothing").exit_code
    assert 2 == run(path, "word").exit_code


def test_rows_that_are_no_records_are_told_and_the_others_written(tmp_path: Path, record: Record) -> None:
    failed = json.dumps({"input": "b", "error": {"code": "empty", "message": "", "hint": ""}}).encode()
    moved = to_json(record).replace(b"Lavrov met", b"Lavrow met")

    result = run(records(tmp_path, to_json(record), failed, b"no json", moved), "jsonl")

    assert 1 == result.exit_code
    assert "records.jsonl:3" in result.stderr
    assert "records.jsonl:4" in result.stderr
    assert "records.jsonl:2" not in result.stderr  # a report that could not be read was told when it was read
    assert '"event":' in result.stdout


def test_nothing_and_nothing_readable(tmp_path: Path) -> None:
    assert 3 == run(records(tmp_path), "ical").exit_code
    assert 4 == run(records(tmp_path, b"{}"), "ical").exit_code
    assert 4 == run(tmp_path / "none.jsonl", "ical").exit_code


def test_what_is_left_out_is_told(tmp_path: Path, record: Record) -> None:
    bare = replace(record, events=tuple(replace(event, plover=None) for event in record.events))

    assert "1 view has no place in polecat" in run(records(tmp_path, to_json(bare)), "polecat").stderr
    assert "" == run(records(tmp_path, to_json(bare)), "polecat", "-q").stderr


def test_of_a_ledger_that_is_not_there_that_is_told_and_not_where_to_write(tmp_path: Path, record: Record) -> None:
    absent = run(tmp_path / "nope.db", "csv")

    assert 4 == absent.exit_code
    assert f"there is no ledger and no list at {tmp_path / 'nope.db'}" in absent.stderr
    assert "folder" not in absent.stderr
    assert "name a folder" in run(records(tmp_path, to_json(record)), "csv").stderr
