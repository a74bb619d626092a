from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.evaluation.pages import Answer, compare, judge, main, same_time
from page_make import HEADLINE, TEXT, page

GOLD = {"id": "a", "headline": HEADLINE, "byline": [], "published": None, "body": "\n\n".join(TEXT), "removed": []}


def answer(body: str, **fields: object) -> Answer:
    given = {"bodies": (body,), "text": body, "headline": HEADLINE, "byline": (), "published": None, "seconds": 0.0}
    return Answer(**(given | fields))  # type: ignore[arg-type]


def test_precision_and_recall_count_words_as_often_as_they_occur() -> None:
    assert (0.5, 1.0, pytest.approx(2 / 3)) == compare("a b", "a b b c")
    assert (0.0, 0.0, 0.0) == compare("a", "b")


def test_a_date_on_an_undated_page_and_a_leaked_phrase_count_against_the_answer() -> None:
    body = str(GOLD["body"])
    html = page(below="<p>Leave a Reply</p>")
    good, bad = (
        judge(GOLD, html, one) for one in (answer(body), answer(body + " Leave a Reply", published="2018-06-01"))
    )

    assert (True, False, False) == (good.exact, good.invented, good.leaks)
    assert (False, True, True) == (bad.exact, bad.invented, bad.leaks)


def test_the_same_instant_in_two_offsets_is_the_same_time() -> None:
    assert same_time("2018-06-01T23:30:00-04:00", "2018-06-02T03:30:00Z")
    assert not same_time("2018-06-01", "2018-06-02")


def test_the_table_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(GOLD))
    (tmp_path / "a.html").write_text(page())

    assert 0 == main([str(tmp_path), "--alone"])
    assert "1 pages" in capsys.readouterr().out
    assert 1 == main([str(tmp_path / "nothing"), "--alone"])
