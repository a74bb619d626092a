"""HTML to a tree, under limits of depth and number of elements."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.errors import NoArticle, TooLarge

LIMIT_ELEMENTS = 16_000  # three times as many as the largest of 350 measured pages has; under two seconds of work
PARAGRAPH = 80  # characters of a piece of text that is surely prose
LIMIT_ATTRIBUTES = 300  # of one element (187 is the most of 350 pages); the parser's time grows with their square

_BLANKS = bytes(32 if byte < 32 and byte not in (9, 10, 13) else byte for byte in range(256))  # for control characters
_END_OF_PAGE = re.compile(r"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")
_LONG_TAG = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{2000,}>")
LONG_TAG = 2000  # characters of a tag that is looked at
_KEPT_TAG = re.compile(
    r"<(?!/?(?:p|h[1-6]|li|title|meta|script|style|head|body|html|time|a|br|article|main|blockquote)\b)/?[a-z!][^<>]*>",
    re.I,
)
_TAG = re.compile(
    r"<(?:p|div|span|a|h1|h2|br|article|section|table|ul|meta|title|script|body|head|html)\b[^<>]*>", re.I
)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page. `flattened`: it was nested too deep, and containers were dropped to read it."""

    root: HtmlElement
    flattened: bool = False


def looks_like_html(text: str) -> bool:
    """Is it a page, or plain text in which a tag may be quoted?"""
    head = text[:4096].lstrip("\ufeff \t\r\n")
    if re.match(r"<(?:!doctype\s+html|html\b|!--|\?xml)", head, re.I) and "<" in head[10:]:
        return True
    return (
        len(_TAG.findall(text[:50_000])) >= 3
        and re.search(r"</(?:p|div|a|html|body|title|h1|span|article)>", text, re.I) is not None
    )


def load(text: str) -> Page:
    """The tree of a page. Raises NoArticle if there are no elements in it, TooLarge if there are too many."""
    # End tags of the whole may stand in the middle (a page glued from parts); the parser would stop there.
    text = _END_OF_PAGE.sub("", text)
    if any(piece.count("=") > LIMIT_ATTRIBUTES for piece in [one for one in text.split("<") if len(one) > LONG_TAG]):
        text = _LONG_TAG.sub(_bare_tag, text)
    if text.count("<") > 8 * LIMIT_ELEMENTS:
        raise _too_many()
    root, too_deep = _parse(text)
    if too_deep:
        root, _ = _parse(_KEPT_TAG.sub("\n", text))
    if root is None:
        raise NoArticle("no element could be read in the page", hint="is it HTML? give text with kind='text'")
    if _is_large(root):
        # What is beside the text may make up most of it: long menus, a list of all reports of the year.
        drop_code(root)
        etree.strip_elements(root, "nav", "aside", "footer", "select", "dialog", with_tail=False)
        if _is_large(root):
            raise _too_many()
    return Page(root, too_deep)


def _is_large(root: HtmlElement) -> bool:
    return float(root.xpath("count(//*)")) > LIMIT_ELEMENTS


def _bare_tag(tag: re.Match[str]) -> str:
    """A tag with far too many attributes without them; a long one with an image in it stays."""
    few = tag[0].count("=") + tag[0].count(" ") // 2 <= LIMIT_ATTRIBUTES
    return tag[0] if few else f"<{tag[1]}>"


def drop_code(root: HtmlElement) -> None:
    """Take out what is never text: scripts, styles, drawings. They are most of the bytes of a page."""
    etree.strip_elements(root, "script", "style", "svg", "template", "iframe", "canvas", with_tail=False)


def tags(names: str) -> frozenset[str]:
    """Names of elements, parted by blanks."""
    return frozenset(names.split())


def rename_swallowers(root: HtmlElement) -> None:
    """Make a plain part of each form, menu or button that holds most of the text, so that nobody drops it.

    Whole pages stand in a form (ASP.NET), and where an end tag is missing the page stands in what was not ended.
    """
    whole = _paragraphs(root)
    for element in root.iter("form", "nav", "button", "footer", "aside", "dialog", "menu", "select", "label", "object"):
        if whole and len(element) and _paragraphs(element) * 2 > whole:
            element.tag = "div"


def _paragraphs(element: HtmlElement) -> int:
    """How many pieces of text are surely prose."""
    return sum(len(one.text or one.tail or "") > PARAGRAPH for one in element.iter("p", "br"))


# lxml.html asks a Python function for the class of each element it meets; no element needs one of its own here.
_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)

# Elements that stand in a line of text; all others part it.
INLINE = tags(
    "a abbr acronym amp-img b bdi bdo big cite code data del dfn em font g i ins kbd label mark nobr q s samp "
    "small span strike strong sub sup time tt u var wbr img svg"
)  # fmt: skip


def flow_text(element: HtmlElement) -> str:
    """The words of an element as a browser shows them: blanks where a block or `<br>` parts them, not within words."""
    parts = [element.text or ""]
    for node in element.iterchildren():
        if isinstance(node.tag, str) and node.tag not in ("script", "style", "noscript", "template"):
            inline = node.tag in INLINE
            parts += ([] if inline else [" "]) + [flow_text(node)] + ([] if inline else [" "])
        parts.append(node.tail or "")
    return "".join(parts)


def _parse(text: str) -> tuple[HtmlElement | None, bool]:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = document_fromstring(text.encode("utf-8", "replace").translate(_BLANKS), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        root = None
    return root, any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _too_many() -> TooLarge:
    return TooLarge(
        f"more than {LIMIT_ELEMENTS:,} elements", hint="an article is smaller; is this a data table or an archive page?"
    )
