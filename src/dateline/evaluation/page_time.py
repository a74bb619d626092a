"""How long the full read of a page takes, beside plain `trafilatura.extract`: both in one process, warm, by turns."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from trafilatura import extract

from dateline.errors import DatelineError
from dateline.pages import parse_html

WARM = 15  # pages that both read before the clock runs: tables, patterns and caches are made then
Page = tuple[str, str | None]  # HTML and address


def beside_trafilatura(pages: Sequence[Page]) -> float:
    """CPU seconds of a full read of all pages by those of trafilatura; each page once, who comes first by turns."""
    for page in pages[:WARM]:
        _ours(*page)
        _theirs(*page)
    ours = theirs = 0.0
    for number, page in enumerate(pages):
        if number % 2:
            theirs += _seconds(_theirs, page)
            ours += _seconds(_ours, page)
        else:
            ours += _seconds(_ours, page)
            theirs += _seconds(_theirs, page)
    return ours / theirs


def _seconds(read: Callable[[str, str | None], None], page: Page) -> float:
    start = time.process_time()
    read(*page)
    return time.process_time() - start


def _ours(html: str, url: str | None) -> None:
    try:
        parse_html(html, url=url)
    except DatelineError:
        return  # a refusal takes its time too


def _theirs(html: str, url: str | None) -> None:
    extract(html, url=url)
