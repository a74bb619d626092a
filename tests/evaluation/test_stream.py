"""The measure of the gate: how the stream is mixed, what counts as lost, and when a limit is broken."""

from __future__ import annotations

import pytest

from dateline.evaluation import stream

RECIPE = {"id": "recipe", "text": "Chop the onions, says Anna. Fry them in butter until they are soft and sweet. " * 20}
MEETING = {
    "id": "meeting",
    "text": "French President Emmanuel Macron met Japanese Prime Minister Shinzo Abe in Tokyo on Monday.\n\n" * 12,
    "published": "2019-06-06",
}


def test_one_article_in_ten_is_diplomatic_and_no_other_comes_twice() -> None:
    others = [{"id": f"other-{i}"} for i in range(40)]
    rows = stream.mixed([{"id": "a"}, {"id": "b"}], others)

    assert ["a", "b", "a", "b"] == [row["id"] for row in rows if not row["id"].startswith("other")]
    assert [f"other-{i}" for i in range(36)] == [row["id"] for row in rows if row["id"].startswith("other")]
    assert {0} == {i % 10 for i, row in enumerate(rows) if not row["id"].startswith("other")}


def test_closed_are_records_that_the_gate_did_not_have_read() -> None:
    recipe, meeting = stream.records([RECIPE, MEETING], any_subject=False)

    assert stream.is_closed(recipe)
    assert not stream.is_closed(meeting)
    assert not any(map(stream.is_closed, stream.records([RECIPE, MEETING], any_subject=True)))


def test_lost_are_events_that_are_told_without_the_gate_only(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (0, 1) == stream.lost([RECIPE, MEETING])

    everything = stream.records
    monkeypatch.setattr(
        stream, "records", lambda rows, *, any_subject: everything(rows, any_subject=True)[:any_subject]
    )

    assert (1, 1) == stream.lost([MEETING])


def test_limits_are_broken_by_name() -> None:
    assert [] == stream.broken({"times as fast": 4.0, "main events lost": 0})
    assert 2 == len(stream.broken({"times as fast": 3.9, "main events lost": 1}))
    assert [] == stream.broken({})


def test_the_table_holds_every_figure() -> None:
    page = stream.table({"times as fast": 4.25, "main events lost": 0})

    assert "| times as fast | 4.2 | at least 4 |" in page
    assert "| main events lost | 0 | none |" in page
