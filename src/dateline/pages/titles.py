"""The headline: the heading printed on the page that its declared titles agree with, without the name of the site."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from dateline.pages.metadata import Metadata
from dateline.pages.tree import flow_text

LONGEST_TITLE = 60  # words
# Overlap of the words of a heading and a declared title from which the heading is the headline.
SAME_TITLE = 0.3
SEPARATOR = re.compile(r"\s+(?:[|»›·•:—–-]|--|::|//|/)\s+|\s*[|»]\s*")
_MARKUP = re.compile(r"</?[a-z][^<>]{0,80}>", re.I)


def find_headline(root: HtmlElement, meta: Metadata) -> str | None:
    """The headline of a page; None if nothing on it names the report."""
    site = [*meta.meta.get("og:site_name", ()), *filter(None, [meta.publisher]), *meta.meta.get("application-name", ())]
    declared = list(dict.fromkeys(title for title in _declared(meta) if title))
    bare = [strip_site(title, site) for title in declared]
    printed = [strip_name(text, site) for element in root.iter("h1") if (text := heading_text(element))]
    title = _clean(meta.title or "")
    trusted = [one for one, whole in zip(bare, declared, strict=True) if whole != title] or bare
    if (best := _agreeing(printed, trusted)) is not None:
        return _inner(root, {*map(_same, trusted)}, best)
    if (other := _elsewhere(root, meta, declared, bare)) is not None:
        return other
    real = [text for text in printed if len(text.split()) > 1 and not _names_site(text, site, title)]
    if len(printed) == 1 and real and len(real[0].split()) <= 25 and _before_text(root):
        return real[0]  # the only <h1>: editors give other titles to search engines
    return _agreeing(real, bare) or (bare[0] if bare else None)


def _inner(root: HtmlElement, declared: set[str], heading: str) -> str:
    """The declared title where it stands in an element of its own within the heading ("TITLE (source) 87")."""
    if _same(heading) in declared:
        return heading
    parts = (part for element in root.iter("h1") for part in element.iterdescendants("a", "span", "strong", "b", "div"))
    return next(
        (text for part in parts if _same(text := heading_text(part)) in declared and len(text.split()) > 2), heading
    )


def _before_text(root: HtmlElement) -> bool:
    """Does the first <h1> come before the first three paragraphs of prose? A later one is a pull quote or a box."""
    prose = 0
    for element in root.iter("h1", "p"):
        if element.tag == "h1":
            return True
        prose += len((element.text_content() or "").split()) > 25
        if prose > 2:
            return False
    return False


def _elsewhere(root: HtmlElement, meta: Metadata, declared: Sequence[str], bare: Sequence[str]) -> str | None:
    """A declared title that is printed as another heading or as a line of its own, which shows where it ends."""
    tags = ("h2", "h3", "div", "p", "b", "strong", "span", "td", "font")
    lines = {_same(text): text for element in root.iter(*tags) if len(element) < 4 and (text := _short_text(element))}
    for title in (*bare, *declared):
        if _same(title) in lines:
            return title
    if meta.articles or not declared:
        return None
    wholes = [_same(title) for title in declared]
    within = [text for key, text in lines.items() if any(one.startswith(key) or one.endswith(key) for one in wholes)]
    return max((text for text in within if len(text.split()) > 3), key=len, default=None)


def strip_name(heading: str, names: Sequence[str]) -> str:
    """A printed heading without what stands behind a bar (section, author), or the site's name behind a dash."""
    first, bar, _ = heading.partition(" | ")
    if bar and len(first.split()) > 2:
        heading = first
    parts = [found.span() for found in SEPARATOR.finditer(heading)]
    if parts and _same(heading[parts[-1][1] :]) in {_same(name) for name in names if name}:
        return heading[: parts[-1][0]]
    return heading


def _names_site(text: str, site: Sequence[str], title: str) -> bool:
    """Is a heading the name of the site: declared so, or the end of the page's title?"""
    ends = SEPARATOR.split(title)[1:]
    return _same(text) in {_same(name) for name in (*site, *ends) if name}


def strip_site(title: str, names: Sequence[str] = ()) -> str:
    """A declared title without the parts that name the site or its section ("… | World | The Paper").

    With a known name the part that holds it goes; else the last part after a bar, or short ones after a dash.
    """
    parts = SEPARATOR.split(title)
    if len(parts) == 1:
        return title
    marks = [found[0].strip() for found in SEPARATOR.finditer(title)]
    known = {_same(name) for name in names if name}
    for index, part in enumerate(parts):
        if index and known & {_same(part)}:
            return _joined(title, 0, index) if index > 1 or len(parts[0].split()) > 1 else parts[0]
    if known & {_same(parts[0])}:
        return _joined(title, 1, len(parts))
    end = len(parts)
    while end > 1 and marks[end - 2] in "|»›" and len(parts[end - 1].split()) <= 6:
        end -= 1
    if (
        end == len(parts)
        and marks[-1] in ("-", "–", "—", "•", "·", "::")
        and len(parts[-1].split()) <= 4
        and len(_joined(title, 0, end - 1).split()) >= 3
    ):
        end -= 1
    return _joined(title, 0, end)


def heading_text(element: HtmlElement) -> str:
    """The words of a heading, without markup that is written as text."""
    return _clean(flow_text(element))


def _joined(title: str, first: int, last: int) -> str:
    """Parts [first, last) of a title with what stands between them."""
    ends = [0, *(found.end() for found in SEPARATOR.finditer(title))]
    starts = [*(found.start() for found in SEPARATOR.finditer(title)), len(title)]
    return title[ends[first] : starts[last - 1]].strip()


def _declared(meta: Metadata) -> Iterator[str]:
    for one in meta.articles:
        if isinstance(one.get("headline"), str):
            yield _clean(one["headline"])
    for name in ("og:title", "twitter:title", "headline", "dc.title", "parsely-title", "sailthru.title"):
        for value in meta.meta.get(name, ())[:1]:
            yield _clean(value)
    for one in meta.articles:
        if isinstance(one.get("name"), str):
            yield _clean(one["name"])
    yield _clean(meta.title or "")


def _clean(text: str) -> str:
    text = html.unescape(html.unescape(text)) if "&" in text else text
    text = " ".join(_MARKUP.sub(lambda tag: "" if _is_markup(tag[0], text) else tag[0], text).split())
    return text if len(text.split()) <= LONGEST_TITLE else ""


def _is_markup(tag: str, text: str) -> bool:
    """Is it markup written as text? A lone tag ("30 Years of <br> Tags") is what the title is about."""
    name = re.sub(r"\W", "", tag.split()[0])
    return tag.startswith("</") or "/" in tag or f"</{name}" in text


def _same(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()


def _agreeing(printed: Sequence[str], declared: Sequence[str]) -> str | None:
    """The printed heading whose words overlap most with any declared title; the first of equals."""
    sets = [set(re.findall(r"\w+", title.casefold())) for title in declared]
    best, most = None, SAME_TITLE
    for text in printed:
        mine = set(re.findall(r"\w+", text.casefold()))
        score = max((len(mine & other) / len(mine | other) for other in sets if mine | other), default=0.0)
        if score > most:
            best, most = text, score
    return best


def _short_text(element: HtmlElement) -> str:
    text = " ".join((element.text_content() or "")[:400].split())
    return text if 2 < len(text.split()) <= 40 else ""
