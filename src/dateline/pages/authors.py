"""Who wrote a report: declared names and printed ones; an organisation or a desk is no author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from dateline.lexicon.names import gender_of
from dateline.lexicon.places import places_named
from dateline.pages.bylines import LONGEST_CREDIT, is_account, is_credit, is_staff, names_in, persons, without_place
from dateline.pages.dates import printed_dates
from dateline.pages.metadata import Metadata, names, types
from dateline.pages.tree import tags
from dateline.pages.words import fold, words

_META = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "byl", "sailthru.author",
         "citation_author", "citation_authors", "og:article:author", "cxenseparse:author", "twitter:data1")  # fmt: skip
_MARKED = re.compile(r"(?:^|[\s_-])(?:by-?line|author|contributor|writer|reporter)s?(?:[\s_-]|$)|author-?name", re.I)
_ABOUT = re.compile(
    r"(?:^|[\s_-])(?:bio|about|avatar|image|img|photo|social|comments?|related|card|more|twitter|follow|desc\w*|job|role"
    r"|date|time|title|position|count|box)(?:[\s_-]|$)",
    re.I,
)
_AUTHOR_PAGE = re.compile(
    r"/(?:(?:blog-|news-|our-)?authors?|profiles?|contributors?|by|staff|people|writers?|journalists?|reporters?|columnists?)/",
    re.I,
)
_META_LABEL = re.compile(r"meta|byline|author|publish", re.I)
_LINES = tags("p div span address li h2 h3 h4 h5 h6 td font b strong em i small a cite")  # where a byline may stand
_FULL_NAME = re.compile(r"[^\W\d_a-z][\w’'.-]+(?: (?:[^\W\d_a-z][\w’'.-]*|de|van|von|bin|al|el|der|den|di|da)){1,3}")
_SKIPPED = tags("script style head nav form select noscript template")
_NAMED = re.compile(r"author[\w-]*name", re.I)  # "author-box__name" is no box
_OWN_FOOTER = re.compile(
    r"(?:^|[\s_-])(?:entry|post|article|story|meta)(?:[\s_-]|$)", re.I
)  # a report's, not the site's
_OTHERS = re.compile(r"teaser|card|related|recommend|latest|carousel|loop|read-?(?:more|next)", re.I)
_LONG_OPENING = re.compile(
    r"\(?(?:written|report(?:ed|ing)|words|story|text|posted|compiled)\s+by\b", re.I
)  # "Written by"
_TEASERS = re.compile(
    r"(?:^|[\s_-])(?:related|recommended|teasers?|read-?(?:more|next|also)|also-?read)(?:[\s_-]|$)", re.I
)
_PUBLISHED = re.compile(r"(?:published|posted|submitted) by", re.I)  # by a firm, a clerk or a reader at times
LONGEST_NAME = 5  # words


@dataclass(frozen=True, slots=True)
class Authors:
    """The persons who wrote a report, and the line that names them as printed (None if none was found)."""

    names: tuple[str, ...]
    credit: str | None


def find_authors(root: HtmlElement, meta: Metadata, outlet: str | None) -> Authors:
    """The authors of a page.

    The printed byline ("By …") is believed where it names other persons than the metadata, or more of them; else
    JSON-LD, `<meta>`, and what is marked as author on the page, in this order. The name of the outlet is no author,
    except on a site that bears the name of the person who writes it.
    """
    given = [[*_in_json(meta)], [*_in_meta(meta)]]
    in_json, in_meta = (persons(name for name in names if not is_account(name)) for names in given)
    credits, marked = _printed(root)
    signed = {_key(name) for line in credits for name in names_in(line) if gender_of(name.split()[0])}
    site = {_key(name) for name in (outlet, *meta.meta.get("og:site_name", ())) if name}
    site -= signed & set(map(_key, (*in_json, *in_meta)))  # "By A B" on the site of A B

    def real(found: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in found if _key(name) not in site)

    personal = not any(kind.startswith("News") for one in meta.articles for kind in types(one))
    # On the site of X, X writes; a name is believed there if it begins as persons' names do.
    own = (in_json or tuple(name for name in in_meta if gender_of(name.split()[0]))) if personal else ()
    declared = real(in_json) or real(in_meta) or own
    known = set(map(_key, declared))
    agreed = (line for line in credits if known & set(map(_key, names_in(line))))
    credit = next(agreed, None) or next((line for line in credits if real(names_in(line))), None)
    printed = real(names_in(credit)) if credit else ()
    theirs = set(map(_key, printed))
    wrote = not (credit and known and _PUBLISHED.match(credit))
    if (
        printed
        and wrote
        and (not known or known < theirs or (not known & theirs and not _share_name(declared, printed)))
    ):
        return Authors(printed, credit)
    if not declared and personal:  # "By X" on the site of X
        declared = next((found for line in credits if (found := names_in(line))), ())
    if not declared:
        declared = next((found for line in marked if (found := real(marked[line]))), ())
    if not declared:
        declared = persons(name for names in given for name in names if is_account(name))
    shown = next((line for line in credits if not declared or any(_key(name) in _key(line) for name in declared)), None)
    return Authors(declared, shown)


def names_under(lines: Sequence[str]) -> tuple[str, ...]:
    """The persons in a line of nothing but names under the headline, one line away from the date.

    Many sites print no "By". A single one must have a known first name, for "Middle East" looks like a name too.
    """
    for i, line in enumerate(lines):
        line = _without_day(line.partition(";")[0])  # "; editing by C D"
        parts = (without_place(part).strip() for part in re.split(r"\s*(?:[·•|,]|&|\band\b)\s*", line))
        names = [part for part in parts if part and not (" " not in part and is_staff(part))]  # "and agencies"
        dated = any(next(printed_dates(near), None) for near in lines[max(0, i - 1) : i + 2])
        if dated and 0 < len(names) < 4 and all(_FULL_NAME.fullmatch(name) for name in names):
            found = persons(names)
            if len(found) == len(names) and (len(names) > 1 or gender_of(names[0].split()[0])):
                return found
    return ()


def _without_day(line: str) -> str:
    """ "A B, June 1, 2018" without the day; a place before it is no name."""
    day = next(printed_dates(line), None)
    name = line[: day.start].rstrip(" ,|·•–—-") if day else ""
    return name if name and not places_named(name) else line


def _key(name: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"^(?:dr|prof)\.?\s", "", name.casefold()))


def _share_name(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Is a word of the names the same ("Mike" and "Michael R. Pence")? Then they are forms of one name."""
    return bool(set(" ".join(first).casefold().split()) & set(" ".join(second).casefold().split()))


def _in_json(meta: Metadata) -> Iterator[str]:
    for one in meta.articles:
        authors = one.get("author") or one.get("creator")
        for author in authors if isinstance(authors, list) else [authors]:
            if not _is_organisation(author, meta):
                yield from names(author, meta.named)
        if authors:
            return


def _is_organisation(author: Any, meta: Metadata) -> bool:
    if isinstance(author, dict) and "@type" not in author:
        author = meta.named.get(str(author.get("@id")), author)
    return isinstance(author, dict) and any(kind.endswith(("Organization", "Corporation")) for kind in types(author))


def _in_meta(meta: Metadata) -> Iterator[str]:
    for name in _META:
        values = [v for v in meta.meta.get(name, ()) if not re.match(r"https?://|www\.", v) and not is_staff(v)]
        if name == "twitter:data1" and not any(
            "written by" in one.lower() for one in meta.meta.get("twitter:label1", ())
        ):
            continue
        if persons(values):
            yield from values
            return


def _printed(root: HtmlElement) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """Lines like a byline ("By …") between headline and third paragraph; what is marked as author, with names.

    Marks below the text, and "Written by …" there, count only if they all name the same: teasers of other reports have
    authors too.
    """
    credits: dict[str, None] = {}
    early: dict[str, tuple[str, ...]] = {}
    late: dict[str, tuple[str, ...]] = {}
    homes: dict[str, tuple[HtmlElement | None, str, str]] = {}  # parent, tag and label of what is in `early`
    past_headline, prose, opened = root.find(".//h1") is None, 0, False
    stack = [root]
    while stack:
        element = stack.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or (tag in ("footer", "aside") and not _may_name(element)):
            continue
        if len(element):
            stack.extend(reversed(element))
        if tag == "h1":
            past_headline = True
        elif tag == "p" and prose < 6 and len((element.text_content() or "").split()) > 25:
            prose += 1
        if tag not in _LINES:
            continue
        get, own = element.get, (element.text or "").strip()
        label = f"{get('class') or ''} {get('id') or ''}"
        sure = (
            get("itemprop") in ("author", "creator")
            or "author" in (get("rel") or "")
            or (tag == "a" and _AUTHOR_PAGE.search(get("href") or "") is not None and not _in_prose(element))
        )
        near = past_headline and prose < 6
        if opened and own:  # "Written by" in an element of its own, the name in the next
            opened = False
            line = _line(element)
            if line and len(line.split()) <= LONGEST_CREDIT and (found := names_in(line)):
                (early if near else late)[line] = found
        if own and len(own) < 20 and fold(own.rstrip(":")) in words("byline") and _line(element) == own:
            opened = True
        if sure or _marks_author(label):
            line = _line(element) or _first_line(element)
            if line and len(line.split()) <= LONGEST_CREDIT and (found := persons([line]) if sure else names_in(line)):
                if near and not _is_teaser(element, _TEASERS):
                    early[line] = found
                    homes[line] = (element.getparent(), tag, label)
                elif not near and not _is_teaser(element):
                    late[line] = found
        if len(element) < 8 and (
            (prose < 3 and (past_headline or _META_LABEL.search(label))) or (own and _LONG_OPENING.match(own))
        ):
            line = _line(element)
            if line.startswith("("):  # as agencies sign: "(Reporting by A; Editing by B)"
                line = line.strip("()")
            if line and is_credit(line) and not _is_teaser(element):
                if prose < 3:
                    credits[line] = None
                else:
                    late[line] = names_in(line)
    if not early and len(set(late.values())) == 1:
        early = late
    # The innermost element holds the name alone.
    inner = sorted(early, key=lambda line: not any(line != one and one.startswith(line) for one in early))
    # Elements alike in one parent, each with a name, are the authors together.
    alike = {line: [one for one in homes if homes[one] == homes.get(line)] or [line] for line in inner}
    return sorted(credits, key=len), {line: persons(n for one in alike[line] for n in early[one]) for line in inner}


@lru_cache(maxsize=8192)  # parts of a page share their labels
def _marks_author(label: str) -> bool:
    """Does the class or id of an element say that it names the author, and nothing else about him?"""
    if not _MARKED.search(label):
        return False
    return _NAMED.search(label) is not None or not _ABOUT.search(label)


def _may_name(part: HtmlElement) -> bool:
    """May a footer or a side part name the author: the footer of the report itself, a short side part?"""
    if part.tag == "aside":
        return bool(_line(part))
    return _OWN_FOOTER.search(f"{part.get('class')} {part.get('id')}") is not None


def _in_prose(link: HtmlElement) -> bool:
    """Is it a link within a paragraph of the text, about somebody?"""
    paragraph = next(link.iterancestors("p"), None)
    return paragraph is not None and len((paragraph.text_content() or "").split()) > LONGEST_CREDIT


def _is_teaser(element: HtmlElement, others: re.Pattern[str] = _OTHERS) -> bool:
    """Does it stand in a teaser of another report?"""
    labels = (f"{one.get('class')} {one.get('id')}" for one in islice(element.iterancestors(), 6))
    return any(others.search(label) and not _MARKED.search(label) for label in labels)


def _first_line(element: HtmlElement) -> str:
    """The name with which a box about an author begins; nothing if it begins otherwise."""
    text = next((one for one in element.itertext() if one.strip()), "")
    name = " ".join(text.split())
    known = _FULL_NAME.fullmatch(name) and len(name.split()) <= LONGEST_NAME and gender_of(name.split()[0])
    return name if known else ""


def _line(element: HtmlElement) -> str:
    """The words of an element, with a blank between any two of its parts; nothing if there are too many."""
    parts, size = [], 0
    for text in element.itertext():
        size += len(text.strip())
        if size > 200:
            return ""
        parts.append(text)
    return " ".join(" ".join(parts).split())
