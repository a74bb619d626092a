"""HTML to the pieces of a report."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from dateline.errors import NoArticle
from dateline.pages.article import Pieces
from dateline.pages.authors import find_authors, names_under
from dateline.pages.blocks import Block, read_blocks
from dateline.pages.body import choose, look
from dateline.pages.bylines import is_credit, trim_credit
from dateline.pages.chrome import strip_chrome
from dateline.pages.datelines import is_place_line
from dateline.pages.dates import printed_dates
from dateline.pages.datestamps import find_date
from dateline.pages.marks import key
from dateline.pages.metadata import Metadata, collect
from dateline.pages.outlets import find_outlet
from dateline.pages.pager import has_more_pages
from dateline.pages.prune import prune_comments
from dateline.pages.text import date_line
from dateline.pages.titles import find_headline
from dateline.pages.tree import drop_code, load, rename_swallowers
from dateline.pages.words import chrome_kind
from dateline.record import Issue

LEAST_WORDS = 20  # of a report; a brief of two sentences has more
MOST_REMOVED = 200  # lines kept in `Article.removed`
_LEAD = re.compile(r"^\w.*(?:[—–]|--)$")
LABEL = 5  # words of a label, a place or a name
LETTERS = 8  # characters that count as a word at least; in English 6 do
SHORT = 12  # words of a line that can be a label, a byline or a date rather than prose


def read_page(text: str, *, url: str | None = None, headline: str | None = None) -> Pieces:
    """The pieces of a page. Raises NoArticle, and TooLarge for what is no page of text."""
    page = load(text)
    root = page.root
    meta = collect(root)
    drop_code(root)
    rename_swallowers(root)
    # Held until the end: lxml makes an object for an element each time it is met, unless one is still there.
    _alive = list(root.iter())
    # Before anything is looked for: comments have dates, authors and headings too.
    comments = [block for element in prune_comments(root) for block in read_blocks(element)]
    title = headline or find_headline(root, meta)
    outlet = find_outlet(root, meta, title, url)
    authors = find_authors(root, meta, outlet)
    view = look(root, meta, title)
    chosen = choose(view)
    lines = list(_text_lines(view.blocks, chosen, title))
    kept, removed = strip_chrome(lines)
    dated = find_date(root, meta, url)
    issues = []
    if dated and dated.source == "updated":
        issues.append(Issue("pages", f"the page tells only when it was updated ({dated.value}); taken as its date"))
    if has_more_pages(root, meta, url):
        issues.append(Issue("pages", "the report is told in several pages; only this one was read"))
    if page.flattened:
        issues.append(Issue("pages", "the page is nested too deep; it was read without its containers"))
    if declared := _undisplayed(meta, kept):
        kept, removed = strip_chrome(declared)
        issues.append(Issue("pages", "the page shows little of its text; it was taken from the page's JSON-LD"))
    if _size(kept) < LEAST_WORDS or not any(re.search(r"\w[.!?…。！？।؟”\"»)]", line) for line in kept):
        raise NoArticle(
            "there is no article on the page", hint="give the page of one report, not a front page or a form"
        )
    others = [block for block, good in zip(view.blocks, chosen, strict=True) if not good]
    chrome = [block.text for block in (*others, *comments) if chrome_kind(block.text)]
    return Pieces(
        headline=title,
        credit=trim_credit(authors.credit) if authors.credit and key(authors.credit) != key(title or "") else None,
        paragraphs=tuple(line for line in kept if key(line) != key(authors.credit or "")),
        authors=authors.names or names_under(_under_headline(view.blocks, title)),
        outlet=outlet,
        dated=dated,
        removed=(*removed, *chrome)[:MOST_REMOVED],
        language_hint=meta.language,
        issues=tuple(issues),
    )


def _size(lines: Sequence[str]) -> float:
    """How many words, or as many as the letters would be (Chinese and Japanese write no blanks)."""
    return sum(max(len(line.split()), len(line) / LETTERS) for line in lines)


def _under_headline(blocks: Sequence[Block], title: str | None) -> list[str]:
    """The few lines under the headline."""
    at = next((i for i, block in enumerate(blocks) if title and key(block.text) == key(title)), None)
    return [] if at is None else [block.text for block in blocks[at + 1 : at + 6] if block.words <= SHORT]


def _text_lines(blocks: Sequence[Block], chosen: Sequence[bool], title: str | None) -> Iterator[str]:
    """The chosen lines without what stands above the text (labels, headline, byline, date), menus and links."""
    head = key(title or "")
    at = next((i for i, block in enumerate(blocks) if head and key(block.text) == head), -1)
    cells = {block.element for block, good in zip(blocks, chosen, strict=True) if good and block.words > SHORT}
    prose, lead = False, ""
    for i, (block, good) in enumerate(zip(blocks, chosen, strict=True)):
        if not prose and block.words <= LABEL and _LEAD.search(block.text):
            lead = f"{block.text} "  # "Lindgrad, CNN —" stands in an element of its own before the text
            continue
        if not good or _is_menu(block) or (head and key(block.text) == head and (i == at or not prose)):
            continue
        if not prose and block.words <= SHORT and (i < at or _is_furniture(block, at >= 0)):
            continue
        if block.tag == "td" and block.words <= SHORT and block.element not in cells:
            continue  # another column of a page laid out as a table
        prose = prose or block.words > SHORT
        yield lead + block.text
        lead = ""


def _is_furniture(block: Block, under_headline: bool) -> bool:
    """Is a short line above the text a byline, a date, or a label without a verb's room?"""
    if is_place_line(block.text):
        return False
    if is_credit(block.text) or date_line(block.text):
        return True
    heading = block.tag in ("h2", "h3", "h4", "h5", "h6")
    return (
        under_headline and not heading and (block.words <= LABEL or next(printed_dates(block.text), None) is not None)
    )


def _is_menu(block: Block) -> bool:
    """Short parts between bars, outside a table; or one link that is no sentence and no heading."""
    parts = block.text.split("|")
    if block.tag != "tr" and len(parts) > 2 and all(len(part.split()) <= LABEL for part in parts):
        return True
    alone = block.linked >= block.words and block.tag in ("p", "div", "blockquote", "span", "section", "li")
    return alone and not re.search(r"[.!:…][”\"’')]*$", block.text)


def _undisplayed(meta: Metadata, kept: Sequence[str]) -> list[str]:
    """The text in JSON-LD, if the page shows less than half of it (scripts would fetch the rest)."""
    for one in meta.articles:
        body = one.get("articleBody")
        if isinstance(body, str) and len(body) > 600:
            plain = html.unescape(re.sub(r"<(?:br|/p|/div|/h\d)[^>]*>", "\n", body, flags=re.I))
            plain = re.sub(r"<[^>]+>", "", plain)
            if sum(len(key(line)) for line in kept) * 2 < len(key(plain)):
                return [line.strip() for line in plain.split("\n") if line.strip()]
            return []
    return []
