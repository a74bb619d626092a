"""The lines of text of a page, in their order, each with what its place in the page tells about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from lxml.html import HtmlElement

from dateline.lexicon.files import parts, table
from dateline.pages.tree import INLINE

_DROPPED = frozenset(
    "script style noscript template head iframe object embed svg canvas button input select option textarea datalist "
    "audio video map area dialog math amp-ad amp-sidebar amp-user-notification amp-consent amp-list amp-video nav".split()
)
# Never text, whatever is in them; the others of _DROPPED hold the page where an end tag is missing.
_NEVER = frozenset("script style template head noscript iframe svg canvas textarea amp-ad".split())
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_CONTENT_TAGS = frozenset(("html", "body", "main"))
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


@cache
def kinds_of(label: str) -> frozenset[str]:
    """What the words of a class, id or role say: the kinds of `structure.tsv`."""
    single, runs = _names()
    found = set()
    for name in label.split():
        words = [word.lower() for word in _WORD.findall(name)]
        lower = name.lower()
        if lower in single:
            found.add(single[lower])
        for i, word in enumerate(words):
            if word in single:
                found.add(single[word])
            for size in (2, 3):
                if kind := runs.get(tuple(words[i : i + size])):
                    found.add(kind)
    return frozenset(found)


def label_of(element: HtmlElement) -> str:
    """Class, id and role of an element, as one string."""
    return " ".join(filter(None, (element.get("class"), element.get("id"), element.get("role"), element.get("itemprop"))))


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
    return [block for block in _Reader().read(root) if block.words]


class _Reader:
    """One walk over the tree that collects inline text until a block begins or ends."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0

    def read(self, root: HtmlElement) -> Iterator[Block]:
        body = root.find("body")
        start = body if body is not None else root
        yield from self._walk(start, (), frozenset(), (), 0)

    def _walk(self, element: HtmlElement, kinds: tuple[str, ...], context: frozenset[str], trail: tuple[HtmlElement, ...], links: int) -> Iterator[Block]:
        tag = element.tag
        if not isinstance(tag, str) or (tag in _DROPPED and (tag in _NEVER or not _swallowed(element))):
            return
        own: frozenset[str] = frozenset()
        if element.attrib:
            # Classes of <body> tell what the page has, not what the text is.
            own = kinds_of(label_of(element)) if tag != "body" else own
            if is_hidden(element):
                own = own | {"hidden"}
        if tag in INLINE and not own:
            links += tag == "a"
            self._add(element.text, links)
            for child in element:
                yield from self._child(child, element, kinds, context, trail, links)
            return
        inline = tag in INLINE
        if not inline:
            yield from self._flush(kinds, context, trail)
        kinds = (*own, *kinds) if own else kinds
        context = context | {tag}
        trail = trail if inline else (*trail, element)
        links += tag == "a"
        if tag == "tr" and _is_row(element):
            self._add(" | ".join(filter(None, (" ".join("".join(cell.itertext()).split()) for cell in element))), links)
        else:
            self._add(element.text, links)
            for child in element:
                yield from self._child(child, element, kinds, context, trail, links)
        if not inline:
            yield from self._flush(kinds, context, trail)

    def _child(self, child: HtmlElement, parent: HtmlElement, kinds: tuple[str, ...], context: frozenset[str], trail: tuple[HtmlElement, ...], links: int) -> Iterator[Block]:
        if child.tag == "br":
            following = child.getnext()
            if following is not None and following.tag == "br" and not (child.tail or "").strip():
                yield from self._flush(kinds, context, trail or (parent,))
            else:
                self._add(" ", links)
        else:
            yield from self._walk(child, kinds, context, trail, links)
        self._add(child.tail, links)

    def _add(self, text: str | None, links: int) -> None:
        if text:
            self.pieces.append(text)
            if links:
                self.linked += len(text.split())

    def _flush(self, kinds: tuple[str, ...], context: frozenset[str], trail: tuple[HtmlElement, ...]) -> Iterator[Block]:
        if self.pieces:
            text = " ".join("".join(self.pieces).split())
            if text and trail:
                yield Block(text, trail[-1].tag, trail[-1], self.linked, len(text.split()), kinds, context, trail)
            self.pieces, self.linked = [], 0


def _swallowed(element: HtmlElement) -> bool:
    """Does a navigation bar or a button hold paragraphs? Then its end tag is missing and the article is within."""
    return sum(len(text) > 80 for paragraph in element.iter("p") if (text := paragraph.text or "")) > 2


def _is_row(row: HtmlElement) -> bool:
    """Is it a row of data: several cells with words, and no paragraphs in them?"""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    inner = {node.tag for cell in cells for node in cell.iterdescendants() if isinstance(node.tag, str)}
    return len(cells) > 1 and inner <= INLINE | {"p", "br", "ul", "li"} and all(sum(map(len, cell.itertext())) < 200 for cell in cells)
