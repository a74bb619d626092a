"""What the gates of the archive's funnel lose: main events of gold reports that would not be read.

    python -m dateline.evaluation.gates

Reports are the development gold and the short reports of `training/data/reports`; texts are made into pages with what a
site has around an article. For each gate it prints how many `main` events it drops, and how many pages of the open web.
"""

from __future__ import annotations

import gzip
import html
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.archive import funnel
from dateline.archive.funnel import Drop
from dateline.evaluation.reports import gold_of, read_folder
from dateline.evaluation.shared import shared
from dateline.pipeline import Failure, split_page, try_parse

LIMIT = 0.01  # of the main events that all gates together may lose

_REPORTS = Path(__file__).parents[3] / "training" / "data" / "reports"
_SITE = """<!DOCTYPE html><html lang="en"><head><title>{head} | The Example</title></head><body>
<nav><a href="/">Home</a><a href="/world">World</a><a href="/sport">Sport</a><a href="/culture">Culture</a></nav>
<main><article><h1>{head}</h1>{body}</article></main>
<aside><h3>Most read</h3><a href="/1">Ten ways to make a better soup</a><a href="/2">The week in pictures</a></aside>
<footer>All rights reserved. Terms. Privacy.</footer></body></html>"""


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A report as a page, and its number of main events."""

    name: str
    data: bytes
    main: int


def gold_pages() -> Iterator[GoldPage]:
    """The development gold as pages, then the short reports; none of what is not here."""
    folder = shared("gold", "reports")
    for file in sorted(folder.glob("*.json")) if folder else ():
        gold = json.loads(file.read_text("utf-8"))
        text = gold.get("text") or _beside(file, gold)
        main = sum(event.get("salience", "main") == "main" for event in gold["events"])
        yield GoldPage(file.stem, (gold.get("html") or as_page(text)).encode(), main)
    for part in ("train", "dev"):
        for report in read_folder(_REPORTS / part) if _REPORTS.exists() else ():
            found = gold_of(report)
            main = sum(event.get("salience", "main") == "main" for event in found["events"])
            yield GoldPage(found["id"], as_page(found["text"]).encode(), main)


def _beside(file: Path, gold: dict[str, str]) -> str:
    name = gold.get("text_file")
    return (file.parent / name).read_text("utf-8") if name else ""


def as_page(text: str) -> str:
    """A text as a page of a site, its first paragraph as the headline."""
    head, *rest = (html.escape(part) for part in text.split("\n\n"))
    return _SITE.format(head=head, body="".join(f"<p>{part}</p>" for part in rest))


def web_pages() -> Iterator[bytes]:
    """Article pages of the open web; none where they are not here."""
    folder = shared("data", "pages", "wcxb", "html")
    for file in sorted(folder.glob("*.html.gz")) if folder else ():
        yield gzip.decompress(file.read_bytes())


def dropped(data: bytes) -> Drop | None:
    """At which gate a page is dropped, of those that look at what is in it."""
    row = {"id": "", "bytes": data, "kind": "html", "content_type": "text/html; charset=utf-8"}
    drop = funnel.by_size(len(data)) or funnel.by_content(row, any_subject=False)
    if drop is not None:
        return drop
    parsed = try_parse(row)
    if isinstance(parsed, Failure):
        return Drop("page", parsed.code)
    if parsed.article.language != "en":
        return Drop("language", str(parsed.article.language))
    split = split_page("", parsed)
    return Drop("subject", "") if isinstance(split, Failure) or not split.split.political else None


def losses(gate: Callable[[bytes], Drop | None] = dropped) -> tuple[Counter[str], int]:
    """Main events that each stage loses, and how many there are."""
    lost: Counter[str] = Counter()
    total = 0
    for page in gold_pages():
        total += page.main
        if page.main and (drop := gate(page.data)) is not None:
            lost[drop.stage] += page.main
    return lost, total


def main() -> int:
    """Print the table; 1 if more than the limit is lost."""
    lost, total = losses()
    if not total:
        print("There is no gold here; nothing was measured.")
        return 0
    web = Counter(drop.stage if (drop := dropped(data)) else "read" for data in web_pages())
    print("| stage | main events lost | pages of the open web dropped |")
    print("|---|---|---|")
    for stage in funnel.STAGES:
        if web[stage] or lost[stage] or stage in ("size", "language", "lexicon", "page", "subject"):
            print(f"| {stage} | {lost[stage]} of {total} | {web[stage]} of {web.total()} |")
    print(f"| read | | {web['read']} of {web.total()} |")
    return int(lost.total() > LIMIT * total)


if __name__ == "__main__":
    sys.exit(main())
