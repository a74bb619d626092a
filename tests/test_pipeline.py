"""From a row to a record, whatever the row holds."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline import pipeline
from dateline.errors import BadDate, BadRow, DatelineError, EmptyInput, NoArticle, NotText, TooLarge
from dateline.pages import decode_body
from dateline.pipeline import Failure, read_rows
from dateline.record import Record, from_json, quotes_in, to_json
from make import encoder

DEMO = Path(__file__).parents[1] / "demo"
REPORTS = sorted(path for path in DEMO.rglob("*.*") if path.suffix != ".license" and path.name != "stories.jsonl")
GOOD = "Russian Foreign Minister Sergei Lavrov met North Korean leader Kim Jong-un in Pyongyang on Thursday.\n\n" * 3
MEETING = {"id": "good", "text": GOOD, "published": "2018-06-01"}
PARAGRAPHS = (
    "<p>The foreign ministers of Japan and France met in Tokyo on Monday and agreed to hold talks again.</p>"
    "<p>The two sides would speak about trade in May, a spokesman told reporters after the meeting.</p>"
    "<p>Japan has called for the release of two sailors who were taken from a ship in the spring.</p>"
)


def read_all(*rows: Mapping[str, Any]) -> list[Record | Failure]:
    return list(read_rows(rows, encoder=encoder()))


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Ministers meet</title>{head}</head><body><article>{body}</article></body></html>"


def test_a_record_holds_who_met_whom_where_and_when() -> None:
    record = dateline.read(GOOD, published="2018-06-01")
    meeting = next(event for event in record.events if event.kind == "meeting")

    assert {"sergei-lavrov", "kim-jong-un"} == {one.entity for one in (*meeting.actors, *meeting.recipients)}
    assert ("2018-05-31", "pyongyang") == (meeting.when and meeting.when.value, meeting.place and meeting.place.entity)


def test_without_a_publication_date_thursday_stays_unknown_and_the_record_says_why() -> None:
    record = dateline.read(GOOD)

    assert all(event.when is None for event in record.events)
    assert any("publication date" in issue.what for issue in record.issues)


def test_rows_come_back_in_their_order_whether_or_not_they_can_be_read() -> None:
    rows = [{"id": str(i), "text": GOOD if i % 3 else ""} for i in range(40)]

    assert [str(i) for i in range(40)] == [one.input for one in read_all(*rows)]


def test_a_batch_reads_as_each_row_by_itself() -> None:
    rows = [MEETING, {"id": "page", "html": page(PARAGRAPHS)}, MEETING | {"id": "again"}]

    assert read_all(*rows) == [read_all(row)[0] for row in rows]


def test_reading_twice_gives_the_same_bytes() -> None:
    first, second = (to_json(dateline.read(GOOD, published="2018-06-01")) for _ in range(2))

    assert first == second


def test_the_outlet_ends_every_chain() -> None:
    record = dateline.read(GOOD, published="2018-06-01", outlet="CNN")

    assert record.events
    assert {("outlet", "cnn")} == {(one.voices[-1].role, one.voices[-1].entity) for one in record.events}
    assert "cnn" in {entity.id for entity in record.entities}


def test_a_defect_of_a_stage_fails_its_own_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    read_parsed = pipeline.read_parsed

    def breaks(parsed: Any, analysis: Any, *, name: str) -> Record:
        if name == "bad":
            raise RecursionError("too deep")
        return read_parsed(parsed, analysis, name=name)

    monkeypatch.setattr(pipeline, "read_parsed", breaks)
    before, bad, after = read_all(MEETING, MEETING | {"id": "bad"}, MEETING | {"id": "after"})

    assert isinstance(before, Record)
    assert isinstance(after, Record)
    assert isinstance(bad, Failure)
    assert "internal" == bad.code


def test_a_defect_of_the_encoder_fails_its_own_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    analyse_split = pipeline.analyse_split

    def breaks(articles: Any, **options: Any) -> Any:
        if any("Macron" in token.text for one in articles for sentence in one.sentences for token in sentence.tokens):
            raise ValueError("no such shape")
        return analyse_split(articles, **options)

    monkeypatch.setattr(pipeline, "analyse_split", breaks)
    found = read_all(MEETING, {"id": "bad", "text": "The president of France, Emmanuel Macron, left."}, MEETING)

    assert [Record, Failure, Record] == [type(one) for one in found]


# Bad input: (what it is, the row, the error it must raise or the words that its record must say).
BAD: tuple[tuple[str, Mapping[str, Any], type[DatelineError]], ...] = (
    ("empty", {"text": ""}, EmptyInput),
    ("blank", {"text": " \n\t \n"}, EmptyInput),
    ("empty page", {"html": "<html><body></body></html>"}, NoArticle),
    ("picture", {"bytes": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40}, NotText),
    ("zeros", {"bytes": b"\0" * 5000}, DatelineError),
    ("50 MB of HTML", {"html": page(PARAGRAPHS * 200_000)}, TooLarge),
    ("date that is none", MEETING | {"published": "yesterday"}, BadDate),
    ("day that is none", MEETING | {"published": "2018-02-30"}, BadDate),
    ("year that is none", MEETING | {"published": "2999-01-01"}, BadDate),
    ("neither text nor html", {"title": "x"}, DatelineError),
    ("number for text", {"text": 5}, DatelineError),
    ("list for a date", MEETING | {"published": ["2018-06-01"]}, DatelineError),
    ("only boilerplate", {"text": "Leave a Reply\n\nPlease Login to comment\n\nNotify of"}, DatelineError),
    ("page of links", {"html": page("".join(f'<li><a href="/{i}">Story {i}</a></li>' for i in range(50)))}, NoArticle),
)


@pytest.mark.parametrize(("row", "error"), [pytest.param(row, error, id=name) for name, row, error in BAD])
def test_what_cannot_be_read_says_why_and_what_to_do(row: Mapping[str, Any], error: type[DatelineError]) -> None:
    started = time.process_time()
    bad, good = read_all(row | {"id": "bad"}, MEETING)

    assert isinstance(bad, Failure)
    assert bad.code != "internal"
    assert error is DatelineError or error.code == bad.code
    assert bad.message
    assert bad.hint
    assert isinstance(good, Record)
    assert time.process_time() - started < 10


ODD: tuple[tuple[str, Mapping[str, Any], Callable[[Record], bool]], ...] = (
    ("broken UTF-8", {"bytes": GOOD.encode() + b"\xff\xfe\xe2\x82 end of it.\n" * 2}, lambda r: bool(r.events)),
    ("windows-1252", {"bytes": GOOD.replace("-un", "-un’s envoy —").encode("cp1252")}, lambda r: "’" in r.article.text),
    ("UTF-16", {"bytes": GOOD.encode("utf-16")}, lambda r: bool(r.events)),
    ("lone surrogate", {"text": GOOD + "\ud83d and more"}, lambda r: bool(r.events)),
    ("date in the future", MEETING | {"published": str(date.today() + timedelta(days=40))},
     lambda r: "future" in " ".join(map(str, r.issues))),
    ("10,000 tags around the article", {"html": page("<div>" * 10_000 + PARAGRAPHS)}, lambda r: len(r.events) > 1),
    ("10,000 tags after the article", {"html": page(PARAGRAPHS + "<div>" * 10_000)}, lambda r: len(r.events) > 1),
    ("right to left", {"text": "التقى وزير الخارجية الروسي سيرغي لافروف بنظيره في بيونغ يانغ يوم الخميس. " * 5},
     lambda r: not r.events and "language" in {issue.stage for issue in r.issues}),
    ("German", {"text": "Der russische Außenminister traf am Donnerstag den Staatschef. Er sprach mit ihm lange. " * 5},
     lambda r: r.article.language == "de" and not r.events and "language" in {issue.stage for issue in r.issues}),
    ("English with bidi marks", {"text": "\u202e\u2066" + GOOD}, lambda r: bool(r.events)),
    ("one long sentence", {"text": "Lavrov met Kim and " * 800 + "left."}, lambda r: True),
    ("one long word", {"text": GOOD + "a" * 200_000}, lambda r: bool(r.events)),
    ("quotes that never close", {"text": GOOD + "“He said ‘that \"it " * 500}, lambda r: bool(r.events)),
    ("cut off after a comma", {"text": "Soldiers fired on people protesting against police brutality in Lagos, "
     "witnesses said, hours after the after, "}, lambda r: bool(r.statements)),
    ("brackets", {"text": GOOD + "(" * 5000 + ")" * 5000}, lambda r: bool(r.events)),
)  # fmt: skip


@pytest.mark.parametrize(("row", "holds"), [pytest.param(row, holds, id=name) for name, row, holds in ODD])
def test_what_is_odd_is_read_within_bounds(row: Mapping[str, Any], holds: Callable[[Record], bool]) -> None:
    started = time.process_time()
    (record,) = read_all(row | {"id": "odd"})

    assert isinstance(record, Record), record
    assert holds(record)
    assert record == from_json(to_json(record))
    assert time.process_time() - started < 30


def test_a_bomb_in_the_content_encoding_is_defused() -> None:
    with pytest.raises(TooLarge):
        decode_body(gzip.compress(b"\0" * 100_000_000), "gzip")


def test_of_a_very_long_text_the_first_part_is_read_and_the_record_says_so() -> None:
    text = "\n\n".join(f"Paragraph {i}. Lavrov met Kim in Pyongyang." for i in range(4000))
    long = pipeline.parse_row({"id": "long", "text": text})
    head, issues = pipeline._head(long.article)

    assert len(head.text) <= pipeline.LIMIT_READ < len(long.article.text)
    assert long.article.text.startswith(head.text + "\n\n")
    assert "only the first" in issues[0].what
    assert all(part.end <= len(head.text) for part in head.sections)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400) | st.lists(st.sampled_from(GOOD.split()), max_size=60).map(" ".join))
def test_any_text_is_a_record_with_true_quotes_or_a_failure_with_a_hint(text: str) -> None:
    (one,) = read_all({"id": "any", "text": text, "published": "2018-06-01"})

    if isinstance(one, Failure):
        assert one.code != "internal", one.message
        assert one.hint
    else:
        assert all(one.article.text[part.start : part.end] == part.quote for part in quotes_in(one))
        known = {entity.id for entity in one.entities}
        acting = {part.entity for event in one.events for part in (*event.actors, *event.recipients)}
        assert acting - {None} <= known


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([sentence + "." for sentence in GOOD.split(".")[:3]] + [
    "He said on Monday that Japan would not attend.", "“We will talk,” Kim told CNN.", "Trump called off the summit.",
    "The two leaders will meet in Singapore on June 12.", "Both sides denied it.", "",
]), min_size=1, max_size=8).map(" ".join))  # fmt: skip
def test_ids_are_unique_within_a_record_and_links_lead_somewhere(text: str) -> None:
    (one,) = read_all({"id": "any", "text": text + " The minister spoke in Paris.", "published": "2018-06-01"})

    assert isinstance(one, Record), one
    for items in (one.entities, one.events, one.statements):
        ids = [item.id for item in items]
        assert len(ids) == len(set(ids))
    assert {event for said in one.statements for event in said.about} <= {event.id for event in one.events}
    assert replace(one, input="x") == from_json(to_json(replace(one, input="x")))


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_whoever_takes_part_carries_or_speaks_in_a_demo_report_is_an_entity_of_its_record(path: Path) -> None:
    row = json.loads(path.read_text("utf-8")) if path.suffix == ".jsonl" else {"bytes": path.read_bytes()}
    (record,) = read_all({"published": "2018-06-01", "outlet": "The Model Post"} | row | {"id": path.name})
    assert isinstance(record, Record), record
    named = {record.article.place}
    for event in record.events:
        named |= {one.entity for one in (*event.actors, *event.recipients, *event.voices)}
        named |= {event.place.entity} if event.place else set()
        named |= {one for step in event.history for one in (*step.by, step.place)}
        named |= {stance.source for stance in event.factuality}
    for said in record.statements:
        named |= {one.entity for one in (said.source, *said.addressees, *said.voices)}

    assert record.events
    assert named - {None} <= {entity.id for entity in record.entities}


RECIPE = "On Monday Anna showed how to fry onions in butter until they are soft and sweet. " * 12


def test_of_an_article_about_something_else_only_times_are_read_and_the_record_says_so() -> None:
    (record,) = read_all({"id": "recipe", "text": RECIPE, "published": "2018-06-01", "outlet": "CNN"})

    assert isinstance(record, Record)
    assert "gate" in {issue.stage for issue in record.issues}
    assert {"2018-05-28"} == {one.value for one in record.times}
    assert ["cnn"] == [entity.id for entity in record.entities]
    assert RECIPE.strip() == record.article.text


def test_whoever_asks_for_any_subject_gets_it_read_alone_and_among_others() -> None:
    row = {"id": "recipe", "text": RECIPE, "published": "2018-06-01"}
    (record,) = read_rows([row], encoder=encoder(), any_subject=True)

    assert isinstance(record, Record)
    assert "anna" in {entity.id for entity in record.entities}
    assert replace(record, input="") == dateline.read(RECIPE, published="2018-06-01", any_subject=True)


def test_the_name_of_a_file_in_place_of_its_text_is_refused_with_a_hint(tmp_path: Path) -> None:
    file = tmp_path / "report of today.txt"
    file.write_text("Lavrov met Kim Jong-un in Pyongyang on Thursday.", "utf-8")

    with pytest.raises(BadRow, match="is the name of a file") as by_name:
        dateline.read(str(file))
    with pytest.raises(BadRow, match="not text") as by_path:
        dateline.read(file)  # type: ignore[arg-type]
    assert ".read_bytes()" in by_name.value.hint
    assert ".read_bytes()" in by_path.value.hint
    assert "Lavrov met" in dateline.read(file.read_bytes()).article.text
