"""Readers' comments out of the tree, before anybody looks for the text."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from dateline.pages.blocks import PROSE

# Names of whole comment sections and of single comments; "comments-open" and "comment-count" are no such names.
_SECTION = re.compile(
    r"(?:^|\s)(?:(?:[\w-]*[-_])?comments?(?:[-_]?(?:area|list|section|wrapper|wrap|container|block|box|thread|body|content"
    r"|template|app|root|embed|form|respond|holder|module|widget|outer|inner|panel|region|feed|stream|view|title|text|item|item|author|metadata))?"
    r"|commentlist|comment[-_]?\d+|disqus[\w-]*|dsq[\w-]*|wpdiscuz[\w-]*|wpd-thread[\w-]*|livefyre[\w-]*|fb[-_]comments[\w-]*|hyvor[\w-]*"
    r"|respond|coral[-_](?:thread|container|stream)[\w-]*|viafoura[\w-]*|spot-?im[\w-]*|openweb[\w-]*|utterances|giscus|isso-thread|remark42"
    r"|user-?comments?|reader-?comments?|discussion|replies|reply-list|conversation)(?=\s|$)",
    re.I,
)
_NO_SECTION = re.compile(
    r"(?:no|has|with|without|open|closed|count|counter|link|number|icon|button|toggle|policy|off|disabled)[-_]?comments?|comments?[-_]?(?:open|closed|count|counter|link|number|icon|button|toggle|status|policy|off|bubble|disabled)",
    re.I,
)
_WHOLE = frozenset(("html", "body", "main", "head"))
ENOUGH = 40  # words of prose that must be left


def prune_comments(root: HtmlElement) -> list[HtmlElement]:
    """Take readers' comments out of the tree; returns what was taken out, in document order.

    Kept is what holds the only <h1>, and a section without which hardly any prose would be left.
    """
    found = [element for element in root.iter(etree.Element) if _is_section(element) and element.tag not in _WHOLE]
    if not found:
        return []
    whole = _prose(root)
    removed = []
    for element in found:
        parent = element.getparent()
        if (
            parent is None
            or next(element.iter("h1"), None) is not None
            or any(one in removed for one in element.iterancestors())
        ):
            continue
        mine = _prose(element)
        if mine and whole - mine < ENOUGH:
            continue
        whole -= mine
        removed.append(element)
    for element in removed:
        drop(element)
    return removed


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree and leave the text that follows it."""
    element.drop_tree()


def _is_section(element: HtmlElement) -> bool:
    get = element.get
    if (name := get("class")) and _names_section(name):
        return True
    if (name := get("id")) and _names_section(name):
        return True
    if get("itemprop") == "comment" or element.tag == "fb:comments":
        return True
    return (kind := get("itemtype")) is not None and kind.endswith("/Comment")


@lru_cache(maxsize=8192)
def _names_section(name: str) -> bool:
    return any(_SECTION.search(one) and not _NO_SECTION.search(one) for one in name.split())


def _prose(element: HtmlElement) -> int:
    """Words in paragraphs and other lines that are long enough to be prose."""
    count = 0
    for node in element.iter():
        if isinstance(node.tag, str) and node.tag not in ("script", "style"):
            for text in (node.text, *(child.tail for child in node)):
                size = len(text.split()) if text else 0
                if size >= PROSE // 2:
                    count += size
    return count
