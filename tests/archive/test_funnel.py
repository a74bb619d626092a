"""The funnel: what is dropped before it is read, and that no diplomatic event is."""

from __future__ import annotations

import pytest

from archive_make import SPORT, TEXT, page
from dateline.archive import funnel
from dateline.archive.funnel import Drop
from dateline.evaluation import gates

pytest.importorskip("resiliparse", reason="the extra `archive` is not installed")


@pytest.mark.parametrize(
    ("status", "kind", "coding", "dropped"),
    [
        (200, "text/html; charset=utf-8", "gzip", None),
        (200, "APPLICATION/XHTML+XML", "", None),
        (404, "text/html", "", Drop("http", "status 404")),
        (200, "image/png", "", Drop("http", "type image/png")),
        (200, None, "", Drop("http", "type not told")),
        (200, "text/html", "zstd", Drop("http", "content encoding zstd")),
    ],
)
def test_only_whole_pages_pass_by_their_heads(status: int, kind: str | None, coding: str, dropped: Drop | None) -> None:
    assert dropped == funnel.by_status(status, kind, coding)


@pytest.mark.parametrize(
    ("url", "dropped"),
    [
        ("https://news.example/2018/06/lavrov-in-pyongyang", False),
        ("https://news.example/?p=1234", False),
        ("https://news.example/topics-of-the-day/lavrov.html", False),
        ("urn:uuid:1", False),
        ("https://[broken", False),
        ("https://news.example/", True),
        ("https://news.example/tag/russia", True),
        ("https://news.example/category/world/", True),
        ("https://news.example/a/photo.JPG", True),
    ],
)
def test_lists_and_files_do_not_pass_by_their_address(url: str, dropped: bool) -> None:
    assert dropped == (funnel.by_url(url) is not None)


def content(data: bytes, **given: object) -> Drop | None:
    return funnel.by_content({"id": "x", "bytes": data, "kind": "html", **given}, any_subject=False)


def test_a_page_about_states_passes_and_one_about_a_match_does_not() -> None:
    assert content(page(1, about=TEXT)) is None
    assert "lexicon" == getattr(content(page(1, about=SPORT)), "stage", None)


def test_a_page_in_another_language_is_dropped_whatever_it_names() -> None:
    german = "<p>Der russische Minister Lawrow traf Kim in Nordkorea, teilte das Ministerium in Moskau mit.</p>" * 20

    assert "language" == getattr(content(f"<html><body>{german}</body></html>".encode()), "stage", None)


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_an_encoding_costs_no_page(encoding: str) -> None:
    data = page(1).decode().replace("utf-8", encoding).encode(encoding)

    assert content(data, content_type=f"text/html; charset={encoding}") is None


def test_all_gates_together_lose_at_most_one_main_event_in_a_hundred() -> None:
    lost, total = gates.losses()

    assert total > 300
    assert lost.total() <= gates.LIMIT * total, lost
