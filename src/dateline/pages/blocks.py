"""The lines of text of a page, in their order, each with what its place in the page tells about it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from dateline.lexicon.files import parts, table
from dateline.pages.tree import INLINE, tags

_DROPPED = tags(
    "script style noscript template head iframe object embed svg canvas button input select option textarea "
    "datalist audio video map area dialog math amp-ad amp-sidebar amp-user-notification amp-consent amp-list "
    "amp-video nav"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
SHORT_LINE = 12  # words of a line that a <br> ends as a line of its own
_ENDS = re.compile(r"[.!?…][”\"’')\]]*$")
PROSE = 20  # words of a paragraph that is surely prose


@dataclass(slots=True)
class Block:
    """A line of text. `kinds`: what the names of the elements around it say ("share", "comment" …), nearest first."""

    text: str
    tag: str  # of the nearest element that is not inline
    element: HtmlElement
    linked: int  # words within links
    words: int
    kinds: tuple[str, ...]
    context: frozenset[str]  # tags of all elements around it
    trail: tuple[HtmlElement, ...] = field(repr=False, default=())


@cache
def _names() -> tuple[dict[str, str], dict[tuple[str, ...], str]]:
    """Single words and runs of words of `structure.tsv`, with their kind."""
    single: dict[str, str] = {}
    runs: dict[tuple[str, ...], str] = {}
    for row in table("structure.tsv"):
        for entry in parts(row["words"]):
            if "+" in entry:
                runs[tuple(entry.split("+"))] = row["kind"]
            else:
                single[entry] = row["kind"]
    return single, runs


@lru_cache(maxsize=16384)
def kinds_of(label: str) -> frozenset[str]:
    """What the words of a class, id or role say: the kinds of `structure.tsv`."""
    names = label.split()
    return _kinds_of_name(names[0]) if len(names) == 1 else frozenset().union(*map(_kinds_of_name, names))


@lru_cache(maxsize=16384)  # many labels are made of few names
def _kinds_of_name(name: str) -> frozenset[str]:
    single, runs = _names()
    words = [word.lower() for word in _WORD.findall(name)]
    found = {single[word] for word in (name.lower(), *words) if word in single}
    for i in range(len(words) - 1):
        for size in (2, 3):
            if kind := runs.get(tuple(words[i : i + size])):
                found.add(kind)
    return frozenset(found)


def label_of(element: HtmlElement) -> str:
    """Class, id and role of an element, as one string."""
    get = element.get
    names = [name for name in (get("class"), get("id"), get("role"), get("itemprop")) if name]
    return " ".join(names) if len(names) > 1 else names[0] if names else ""


def is_hidden(element: HtmlElement) -> bool:
    """Is it marked as not to be shown?"""
    style = element.get("style") or ""
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or ("none" in style and re.search(r"display\s*:\s*none", style) is not None)
    )


def read_blocks(root: HtmlElement) -> list[Block]:
    """Every line of text of the page, chrome included; what is hidden bears the kind "hidden"."""
    body = root.find("body")
    reader = _Reader()
    reader.walk(body if body is not None else root, _Place())
    return reader.blocks


class _Place(NamedTuple):
    """Where in the page the walk stands."""

    kinds: tuple[str, ...] = ()
    context: frozenset[str] = frozenset()
    trail: tuple[HtmlElement, ...] = ()
    linked: bool = False


class _Reader:
    """One walk over the tree (at most 256 deep) that collects inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.linked = 0

    def walk(self, element: HtmlElement, place: _Place) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _DROPPED:
            return
        own: frozenset[str] = frozenset()
        if element.attrib:
            # Classes of <body> tell what the page has, not what the text is.
            own = kinds_of(label_of(element)) if tag != "body" else own
            if is_hidden(element):
                own = own | {"hidden"}
        inline = tag in INLINE
        if not inline:
            self.flush(place)
        if not inline or own or (tag == "a" and not place.linked):
            place = _Place(
                (*sorted(own), *place.kinds) if own else place.kinds,  # a set's order differs from run to run
                place.context if inline or tag in place.context else place.context | {tag},
                place.trail if inline else (*place.trail, element),
                place.linked or tag == "a",
            )
        if tag == "tr" and _is_row(element):
            cells = (" ".join("".join(cell.itertext()).split()) for cell in element)
            self.add(" | ".join(filter(None, cells)), place)
        else:
            self.add(element.text, place)
            for child in element:
                if child.tag == "br":
                    self.line_break(child, place)
                else:
                    self.walk(child, place)
                self.add(child.tail, place)
        if not inline:
            self.flush(place)

    def line_break(self, element: HtmlElement, place: _Place) -> None:
        """Part the text where two stand in a row, after a sentence and after a short line; else it is a blank."""
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            self.flush(place)
            return
        before = " ".join("".join(self.pieces[-8:]).split())
        after = (element.tail or "").strip() or (following.text or "" if following is not None else "").strip()
        opens = after[:1].isupper() or after[:1].isdigit() or after[:1] in '“"‘('
        if opens and (_ENDS.search(before) or len(before.split()) <= SHORT_LINE):
            self.flush(place)
        else:
            self.pieces.append(" ")

    def add(self, text: str | None, place: _Place) -> None:
        if text:
            self.pieces.append(text)
            if place.linked:
                self.linked += len(text.split())

    def flush(self, place: _Place) -> None:
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            if text and (trail := place.trail):
                size = text.count(" ") + 1
                self.blocks.append(
                    Block(text, trail[-1].tag, trail[-1], self.linked, size, place.kinds, place.context, trail)
                )
            self.pieces, self.linked = [], 0


def _is_row(row: HtmlElement) -> bool:
    """Is it a row of data: several cells with words, and no paragraphs in them?"""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    inner = {node.tag for cell in cells for node in cell.iterdescendants() if isinstance(node.tag, str)}
    return (
        len(cells) > 1
        and inner <= INLINE | {"p", "br", "ul", "li"}
        and all(sum(map(len, cell.itertext())) < 200 for cell in cells)
    )
