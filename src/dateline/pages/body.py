"""The text of the report among all lines of a page.

Every line gets marks (what trafilatura and JSON-LD take for text, place, neighbours, form, phrases; see `marks.py`),
the marks are weighed with the weights of `page_lines.tsv` (a logistic regression), and once more with what the first
weighing made of the lines beside.
"""

from __future__ import annotations

import copy
import logging
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from lxml import etree
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from dateline.lexicon.files import table
from dateline.pages.blocks import PROSE, Block, kinds_of, label_of, read_blocks
from dateline.pages.marks import Witnesses, extracted, key, marks_of, neighbours
from dateline.pages.metadata import Metadata
from dateline.pages.words import chrome_kind

# Chosen by five-fold cross-validation on the 350 pages of WCXB (body F1 .952; .25 to .45 all give .949 to .952).
TEXT_FROM = 0.35
# Where less than this share of the words that trafilatura found is kept, its lines need only `DOUBTFUL`.
KEPT_SHARE, DOUBTFUL = 0.8, 0.1
DECLARED_FROM = 300  # characters from which `articleBody` is a witness rather than a teaser
_NAME = re.compile(r"[A-Za-z][\w:.-]*")
_NEVER_TEXT = (
    *("head", "nav", "footer", "select", "noscript", "dialog", "input", "link", "meta", "aside", "iframe", "button"),
    *("object", "embed", "menu", "picture", "video", "audio", "source", "textarea", "label", "legend", "time", "img"),
)
_GONE = "gone"  # the tag that parts bear while they are left out of a copy
LINKS, ALL_LINKS = 3, 0.8  # lines of a list of links at least, and the share of its words that are links
MENU_WORDS = 8  # of a link in a menu, at most
QUICK_SHARE = 0.3  # of the words that look like prose, found by trafilatura's quick manner, with which it is believed
REPEATED_FROM = 40  # letters of a line that does not occur twice in a report

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page without an article as an error


@dataclass(frozen=True, slots=True)
class View:
    """The lines of a page with their marks."""

    blocks: list[Block]
    marks: list[list[str]]
    extracted: list[bool]  # what trafilatura takes for text


def look(root: HtmlElement, meta: Metadata, headline: str | None) -> View:
    """Every line of a page and what speaks for and against it; readers' comments should be out of the tree."""
    blocks = [block for block in read_blocks(root) if not _in_menu(block)]
    lines = _extracted(root, blocks)
    declared = next((body for one in meta.articles if isinstance(body := one.get("articleBody"), str)), "")
    seen = Witnesses(
        extracted=frozenset(line for line in lines if line),
        extracted_text="".join(lines),
        declared_text=key(re.sub(r"<[^>]+>", " ", declared)) if len(declared) > DECLARED_FROM else "",
        headline=key(headline or ""),
    )
    inside = extracted(blocks, seen)
    return View(blocks, marks_of(blocks, seen, inside), inside)


def _extracted(root: HtmlElement, blocks: Sequence[Block]) -> list[str]:
    """The lines that trafilatura takes for text, as keys.

    Its quick manner does for 19 pages of 20. The whole cascade, twice as dear, is asked where the quick one passes over
    most of what looks like prose, or where nothing does (body F1 on 350 pages .963; .957 with the quick one alone
    and .964 with the cascade throughout; shares of .3 to .8 differ by .0001).
    """
    lines = _asked(_without(root, _link_lists(blocks)), fast=True)
    known, text = frozenset(lines), "".join(lines)
    prose = [b for b in blocks if b.words >= PROSE and b.linked * 2 < b.words]
    found = sum(block.words for block in prose if (mine := key(block.text)) in known or mine in text)
    return lines if prose and found >= QUICK_SHARE * sum(b.words for b in prose) else _asked(_without(root), fast=False)


def _link_lists(blocks: Sequence[Block]) -> list[HtmlElement]:
    """The outermost parts of the page that hold links and hardly anything else, and several of them."""
    lines: Counter[HtmlElement] = Counter()
    words: Counter[HtmlElement] = Counter()
    linked: Counter[HtmlElement] = Counter()
    for block in blocks:
        for element in block.trail:
            lines[element] += 1
            words[element] += block.words
            linked[element] += block.linked
    lists = {one for one, count in lines.items() if count >= LINKS and linked[one] >= ALL_LINKS * words[one]}
    return [one for one in lists if one.getparent() not in lists]


def _without(root: HtmlElement, parts: Sequence[HtmlElement] = ()) -> HtmlElement:
    """A copy of the tree without `parts` and what is never text.

    trafilatura drops most of that too, but walks over it several times first.
    """
    # "<b<div>" makes an element whose name the parser takes, but nobody may give back to it.
    parts = [one for one in parts if _NAME.fullmatch(str(one.tag))]
    names = [one.tag for one in parts]
    for one in parts:
        one.tag = _GONE
    bare = copy.copy(root)
    for one, name in zip(parts, names, strict=True):
        one.tag = name
    etree.strip_elements(bare, _GONE, *_NEVER_TEXT, with_tail=False)
    return bare


def _asked(bare: HtmlElement, *, fast: bool) -> list[str]:
    try:
        document = bare_extraction(bare, include_comments=False, fast=fast)
    except Exception:  # whatever an odd page makes of it: one witness less, and the others still speak
        document = None
    return [key(line.lstrip("- |")) for line in (getattr(document, "text", None) or "").split("\n")]


def _in_menu(block: Block) -> bool:
    """Is it a link of a menu? They make up a third of the lines of a page, and never are its text."""
    return (
        block.words <= MENU_WORDS
        and block.linked >= block.words
        and ("nav" in block.kinds or "header" in block.context or "footer" in block.context)
    )


def choose(view: View) -> list[bool]:
    """Which lines are the text of the report."""
    chances = [_chance(mine, _weights()["first"]) for mine in view.marks]
    beside = neighbours(chances, view.blocks)
    chances = [_chance([*mine, *more], _weights()["second"]) for mine, more in zip(view.marks, beside, strict=True)]
    chosen = [chance > TEXT_FROM for chance in chances]
    found = sum(block.words for block, taken in zip(view.blocks, view.extracted, strict=True) if taken)
    kept = sum(b.words for b, taken, good in zip(view.blocks, view.extracted, chosen, strict=True) if taken and good)
    if kept < KEPT_SHARE * found:
        chosen = [
            good or (taken and chance > DOUBTFUL)
            for good, taken, chance in zip(chosen, view.extracted, chances, strict=True)
        ]
    return _once(view.blocks, _placed(view.blocks, _with_siblings(view.blocks, chosen)))


def _with_siblings(blocks: Sequence[Block], chosen: list[bool]) -> list[bool]:
    """With the sentences that stand as most of the text stands: same make, same place, but passed over.

    The last paragraph of a live blog, the one between two advertisements.
    """
    makes = Counter(_make(block) for block, good in zip(blocks, chosen, strict=True) if good and _is_prose(block))
    return [
        good or (_is_prose(block) and makes[_make(block)] >= SIBLINGS)
        for block, good in zip(blocks, chosen, strict=True)
    ]


def _make(block: Block) -> tuple[object, ...]:
    above = [(one.tag, one.get("class")) for one in block.trail[-3:]]
    return (*above, block.trail[-4] if len(block.trail) > 3 else block.trail[0])


def _is_prose(block: Block) -> bool:
    return block.words >= 10 and block.linked * 2 < block.words and _STOP.search(block.text) is not None


# Parts of a page that never hold the report itself, by name and by tag. What their words are for, see `structure.tsv`.
_BESIDE = frozenset(
    ("comment", "share", "newsletter", "author", "tags", "byline", "modal", "media", "poll", "app", "caption")
)
_BESIDE_TAGS = frozenset(("aside", "form", "footer", "header", "figcaption"))
_STOP = re.compile(r"[.!?…][”\"’')\]]*$")
SIBLINGS = 4  # chosen sentences of the same make that speak for one more
_LABELS = frozenset(("comments", "comment", "related", "ad", "newsletter", "share", "poll", "aside", "author"))
LEAST_BESIDE = 40  # words that must be left without a part that opens like readers' comments or other reports
CARDS = 0.25  # share of linked words in teasers of other reports: their titles
# A part with more than this share of the chosen words is the report, whatever its class says.
SMALL_PART = 0.25
LINKED_PART = 0.4  # share of linked words from which a part called "related" or the like is a list of links


def _placed(blocks: Sequence[Block], chosen: list[bool]) -> list[bool]:
    """Without the lines that stand in a small part of the page made for something else."""
    total: Counter[HtmlElement] = Counter()
    linked: Counter[HtmlElement] = Counter()
    whole = sum(block.words for block, good in zip(blocks, chosen, strict=True) if good)
    for block, good in zip(blocks, chosen, strict=True):
        for element in block.trail if good else ():
            total[element] += block.words
            linked[element] += block.linked

    labelled = _labelled(blocks, total, linked, whole)

    @cache
    def beside(element: HtmlElement) -> bool:
        if element in labelled:
            return True
        if total[element] >= SMALL_PART * whole:
            return False
        kinds = kinds_of(label_of(element))
        if element.tag in _BESIDE_TAGS or kinds & _BESIDE:
            return True
        return bool(kinds & {"related", "ad", "nav"}) and linked[element] >= LINKED_PART * total[element]

    return [good and not any(map(beside, block.trail)) for block, good in zip(blocks, chosen, strict=True)]


def _labelled(
    blocks: Sequence[Block], total: Mapping[HtmlElement, int], linked: Mapping[HtmlElement, int], whole: int
) -> set[HtmlElement]:
    """The parts whose first line says what they are: "Sponsored", "Most read", "2 replies"."""
    first: dict[HtmlElement, str] = {}
    for block in blocks:
        for element in block.trail[-4:]:
            first.setdefault(element, block.text)
    found = set()
    for element, text in first.items():
        if (kind := chrome_kind(text)) in _LABELS and total[element]:
            rest = whole - total[element]
            sure = kind == "comments" or (kind in ("related", "ad") and linked[element] >= CARDS * total[element])
            if total[element] < SMALL_PART * whole or (sure and rest >= LEAST_BESIDE):
                found.add(element)
    return found


def _once(blocks: Sequence[Block], chosen: list[bool]) -> list[bool]:
    """Without the long lines that are there a second time (for print, for phones, in a carousel)."""
    seen: set[str] = set()
    for i, block in enumerate(blocks):
        if chosen[i]:
            mine = key(block.text)
            chosen[i] = len(mine) < REPEATED_FROM or mine not in seen
            seen.add(mine)
    return chosen


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    """The weights of the marks, by stage."""
    weights: dict[str, dict[str, float]] = {"first": {}, "second": {}}
    for row in table("page_lines.tsv"):
        weights[row["stage"]][row["mark"]] = float(row["weight"])
    return weights


def _chance(marks: Sequence[str], weights: Mapping[str, float]) -> float:
    get = weights.get
    return 1 / (1 + math.exp(-sum([get(mark, 0.0) for mark in marks])))
