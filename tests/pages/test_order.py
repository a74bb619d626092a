"""A page is read alike whatever was read before it, and in every run."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from dateline.errors import DatelineError
from dateline.evaluation.corpus import Mix, write
from dateline.evaluation.pages import read_pages
from dateline.pages import parse_html
from page_make import TEXT, page
from shared import shared

# Parts whose names say several things at once: which of them counts as the nearest must not be left to chance.
LABELLED = "".join(
    f"<div class='{name}'><p>{line}</p><a href='/x'>More on this matter</a></div>"
    for name, line in zip(
        ("share author related-newsletter", "promo-video-comment", "tags poll caption byline", "ad-media app-promo"),
        TEXT,
        strict=True,
    )
)
# Prints, for each page of the file, what each line is called and what became of the page.
_READ = """
import json, sys
from lxml.html import document_fromstring
from dateline.errors import DatelineError
from dateline.pages import parse_html
from dateline.pages.blocks import read_blocks
for html in json.load(open(sys.argv[1], encoding="utf-8")):
    print([block.kinds for block in read_blocks(document_fromstring(html))])
    try:
        print(repr(parse_html(html)))
    except DatelineError as error:
        print(repr(error))
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Made-up pages of several kinds of sites, and one whose parts bear many names."""
    (path,) = write(tmp_path_factory.mktemp("pages"), files=1, pages=24, seed=3, mix=Mix(diplomatic=0.5, broken=0.0))
    with path.open("rb") as file:
        bodies = [one.raw_stream.read() for one in ArchiveIterator(file) if one.rec_type == "response"]
    return [page(below=LABELLED), *(one.decode("utf-8", "replace") for one in bodies if b"<html" in one)]


def read(several: Sequence[str]) -> dict[str, str]:
    """What becomes of each page, by its text, when they are read in this order."""
    return {hashlib.sha256(html.encode()).hexdigest(): _told(html) for html in several}


def _told(html: str) -> str:
    try:
        return repr(parse_html(html))
    except DatelineError as error:  # also a refusal must be the same one
        return repr(error)


def test_the_pages_read_before_change_nothing(pages: list[str]) -> None:
    assert len(pages) > 10
    assert read(pages) == read(pages[::-1]) == read([*pages[1::2], *pages[::2]])


def test_every_run_reads_a_page_alike(pages: list[str], tmp_path: Path) -> None:
    file = tmp_path / "pages.json"
    file.write_text(json.dumps(pages), "utf-8")
    runs = {
        subprocess.run(
            [sys.executable, "-c", _READ, str(file)], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }  # fmt: skip

    assert 1 == len(runs)
    assert "share" in runs.pop()


@pytest.mark.slow
def test_real_pages_in_two_orders() -> None:
    several = [html for _, html in read_pages(shared("data", "pages", "wcxb"))][::5]

    assert read(several) == read(several[::-1])
