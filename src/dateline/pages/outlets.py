"""Which outlet published a page: what it declares, or its name in the title where the page shows it as its own."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dateline.lexicon.bodies import find_outlet as find_known
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
    title = meta.title or ""
    return known or _behind_headline(title, headline or "") or _in_title(root, title, headline or "")


def outlet_at(address: str | None) -> str | None:
    """The name of the outlet known to publish at an address."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    known = outlet_of_domain(host) if host else None
    return known.name if known else None


def _behind_headline(title: str, headline: str) -> str | None:
    """The last part of a title that begins with the whole headline: "HEADLINE | World | The Paper"."""
    parts = [part.strip() for part in SEPARATOR.split(title) if part.strip()]
    if len(parts) < 2 or not headline or not _plain(title[:119]).startswith(_plain(headline[:100])):
        return None
    name = parts[-1]
    sure = find_known(name) or (len(name.split()) > 1 and name[0].isupper())
    return name if sure and len(name.split()) <= LONGEST_NAME and _plain(name) not in _plain(headline[:119]) else None


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
