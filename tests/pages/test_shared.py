"""The pages of the development data: what issue 2 asks of them. Skipped where they are not at hand."""

from __future__ import annotations

import pytest

from dateline.evaluation.pages import judge, ours, read_pages, summarise
from shared import shared


def test_our_own_pages_are_read_whole_and_without_a_word_of_the_comments() -> None:
    scores = [
        judge(gold, html, ours(html, gold.get("url"))) for gold, html in read_pages(shared("data", "pages", "own"))
    ]
    figures = summarise(scores)

    assert figures["f1"] >= 0.99
    assert figures["headline"] == figures["byline"] == figures["published"] == 1
    assert figures["comments"] == figures["kept"] == figures["invented"] == 0


@pytest.mark.slow
def test_article_pages_of_many_sites() -> None:
    folder = shared("data", "pages", "wcxb")
    figures = summarise([judge(gold, html, ours(html, gold["url"])) for gold, html in read_pages(folder)])

    assert figures["f1"] >= 0.955
    assert figures["headline"] >= 0.90
    assert figures["byline"] >= 0.75
    assert figures["published"] >= 0.90
    assert figures["of answers"] >= 0.98
    assert figures["invented"] <= 0.1
    assert figures["leak"] <= 0.01
    assert figures["slowest"] < 2
