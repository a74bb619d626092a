"""The bench: which articles it reads, and when it says that a limit is broken."""

from __future__ import annotations

import pytest

from dateline.evaluation import bench


def test_articles_have_about_five_hundred_words_and_no_paragraph_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [f"Paragraph {i} " + "of many words " * 20 for i in range(100)]
    monkeypatch.setattr(bench, "paragraphs", lambda: iter(parts))
    rows = bench.articles()
    used = [part for row in rows for part in row["text"].split("\n\n")]

    assert used == parts[: len(used)]
    assert all(500 <= len(row["text"].split()) < 600 for row in rows)


def test_a_limit_is_broken_by_name_and_in_its_own_direction() -> None:
    good = {"speed beside spaCy": 1.3, "peak memory, MB": 300.0, "`dateline --help`, CPU ms": 150.0}

    assert [] == bench.broken(good)
    assert ["peak memory, MB: 301.00, must be at most 300"] == bench.broken(good | {"peak memory, MB": 301.0})
    assert ["speed beside spaCy: 1.20, must be at least 1.3"] == bench.broken(good | {"speed beside spaCy": 1.2})


def test_the_table_names_machine_day_and_limits() -> None:
    text = bench.table({"peak memory, MB": 210.4, "articles of 500 words a second": 17.25})

    assert "| peak memory, MB | 210 | at most 300 |" in text
    assert "| articles of 500 words a second | 17.25 |  |" in text
    assert "Python 3" in text
