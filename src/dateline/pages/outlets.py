"""Which outlet published a page: what it declares, or its name in the title where the page shows it as its own."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dateline.lexicon.bodies import outlet_of_domain
from dateline.pages.metadata import Metadata, names
from dateline.pages.titles import SEPARATOR

LONGEST_NAME = 8  # words


def find_outlet(root: HtmlElement, meta: Metadata, headline: str | None, url: str | None = None) -> str | None:
    """The name of the outlet: declared, known by its address, or shown as a logo; None if the page does not tell."""
    declared = [*meta.meta.get("og:site_name", ()), *([meta.publisher] if meta.publisher else [])]
    for one in meta.pages:
        declared += names(one.get("publisher"), meta.named)
    declared += meta.meta.get("application-name", ())
    for name in declared:
        plain = " ".join(name.split())
        if 0 < len(plain.split()) <= LONGEST_NAME and not re.match(r"https?://", plain):
            return plain
    addresses = (url, *meta.meta.get("og:url", ()))
    known = next((found for address in addresses if (found := outlet_at(address))), None)
    return known or _in_title(root, meta.title or "", headline or "")


def outlet_at(address: str | None) -> str | None:
    """The name of the outlet known to publish at an address."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    known = outlet_of_domain(host) if host else None
    return known.name if known else None


def _in_title(root: HtmlElement, title: str, headline: str) -> str | None:
    """The last or first part of the title, if it stands alone in the page's head or foot, as a logo does."""
    parts = [part.strip() for part in SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2:
        return None
    shown = {
        _plain("".join(element.itertext()))
        for element in root.iter("a", "div", "span", "b", "h1", "h2", "p", "td", "strong")
        if len(element) < 3
    }
    for part in (parts[-1], parts[0]):
        if len(part.split()) <= LONGEST_NAME and _plain(part) in shown and _plain(part) not in _plain(headline):
            return part
    return None


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold() if len(text) < 120 else ""
