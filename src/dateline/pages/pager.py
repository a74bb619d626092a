"""Does a report go on in another page? Only what is here is read; that there is more has to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from dateline.pages.blocks import label_of
from dateline.pages.metadata import Metadata

_COUNT = re.compile(r"page (\d{1,2}) (?:of|/) (\d{1,2})", re.I)
_ANY_COUNT = re.compile(r"page\s+\d{1,2}\s+(?:of|/)\s+\d", re.I)
_LABEL = re.compile(r"pages?:?(?: \d{1,2})*", re.I)
_TO_NEXT = re.compile(
    r"(?:go to |continue (?:reading )?(?:on |to )?)?(?:the )?next page"
    r"|(?:continue (?:reading )?(?:on |to )?)page \d{1,2}|next|continued",
    re.I,
)
# The last part of the address of a second page: "?page=2", "/2/", "/page/2", "-2.html".
_NUMBERED = re.compile(
    r"(?:[?&](?:page|p|pg|pagenumber|seite)=|/page[/-]?|/|[_-](?:p|page)?)([2-9]|[1-9]\d)(?:\.html?)?/?$", re.I
)
_PAGER = re.compile(r"pag(?:e|er|es|inat\w*|ing)(?:$|[\s_-])|post-?page|page-?(?:links|nav|numbers)|multi-?page", re.I)
_FEW = 60  # characters of a link or label that may be part of a pager


def has_more_pages(root: HtmlElement, meta: Metadata, url: str | None) -> bool:
    """Is it one of several pages of one report?

    A page counts as the next if its address is that of this one but for a number, or (where the address of this one is
    not known) if it ends in a number, and the page calls it the next. "Page 1 of 3" tells by itself.
    """
    own = _path(url or meta.first("og:url") or "") or ""
    for link in root.iter("link"):
        if "next" in (link.get("rel") or "").split() and _is_next(link.get("href"), own):
            return True
    if any(_tells_next(link) for link in root.iter("a") if _is_next(link.get("href"), own)):
        return True
    # Few pages count at all: only there it is looked for in each line.
    return _ANY_COUNT.search(root.text_content()) is not None and any(map(_counts_more, _short(root)))


def _short(root: HtmlElement) -> Iterator[str]:
    """The links and lines without parts that may be of a pager, as they read."""
    for element in root.iter("a", "p", "span", "div", "li", "b", "strong"):
        if element.tag == "a" or (len(element) == 0 and element.text):
            yield _pager_text(element)


def _pager_text(element: HtmlElement) -> str:
    """The words of a link or label as a pager has them; nothing if they are too many."""
    text = " ".join((element.text_content() or "").split()) if len(element) < 4 else ""
    return text.strip(" »›>→|.") if len(text) <= _FEW else ""


def _counts_more(text: str) -> bool:
    found = _COUNT.fullmatch(text)
    return found is not None and int(found[2]) > 1


def _tells_next(link: HtmlElement) -> bool:
    text = _pager_text(link)
    return _TO_NEXT.fullmatch(text) is not None or (text.isdigit() and _in_pager(link))


def _in_pager(link: HtmlElement) -> bool:
    """Does a link of a number alone stand in what is called a pager, or after "Pages:"?"""
    parent = link.getparent()
    for _ in range(3):
        if parent is None:
            return False
        if _PAGER.search(label_of(parent)) or (
            len(parent) < 20 and _LABEL.match((parent.text_content() or "").strip())
        ):
            return True
        parent = parent.getparent()
    return False


def _is_next(address: str | None, own: str) -> bool:
    if not address or not (found := _NUMBERED.search(address.strip().partition("#")[0])):
        return False
    rest = address.strip()[: found.start()]
    path = _path(rest) if rest else own
    return path is not None and (not own or path == own)


def _path(address: str) -> str | None:
    """The path of an address, without what is the same for all pages of a report; None for what is no address."""
    try:
        path = urlsplit(address).path
    except ValueError:  # "http://[…"
        return None
    path = re.sub(r"\.html?$", "", path).rstrip("/")
    return _NUMBERED.sub("", path) if _NUMBERED.search(path) else path
