"""Where a page tells when it was published, ranked by trust. A date of change, of a comment or of a crawl is none.

htmldate is not asked where all of this is silent: on 350 pages it then named a day on 19 and was right on one.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from dateline.pages.blocks import label_of
from dateline.pages.dates import DateEvidence, date_in_url, printed_dates, rank_dates, read_date
from dateline.pages.metadata import Metadata, types
from dateline.pages.tree import tags
from dateline.pages.words import alternatives

_META = ("article:published_time", "article:published", "datepublished", "parsely-pub-date", "og:published_time",
         "og:article:published_time", "publish-date", "publish_date", "publishdate", "publication_date", "pubdate",
         "sailthru.date", "cxenseparse:recs:publishtime", "date", "dc.date", "dc.date.issued", "dcterms.created",
         "dcterms.date", "dcterms.issued", "originalpublicationdate", "published", "article_date_original",
         "citation_publication_date",
         "citation_date", "article.published", "published_at", "published-date", "datecreated", "displaydate", "ptime",
         "uploaddate", "rnews:datepublished", "bt:pubdate", "release_date")  # fmt: skip
_DATED = re.compile(r"date|time|publish|posted|meta|byline|stamp|info|dek|author|pub|when|created", re.I)
_CHANGED = re.compile(r"modif|updat|edit|revis", re.I)
_NOT_ITS_OWN = re.compile(r"expir|event|comment|related|copyright|footer|today|current-?date", re.I)
_NEWS = re.compile(r"(?:News|Report|Analysis|Opinion|Background|Live)\w*")  # types of JSON-LD that newsrooms give
REWRITTEN = 60  # days after which a page that prints the day of its last change as its own is another text
_BESIDE = ("aside", "footer")  # a short one may hold the line with author and date
_SKIPPED = tags("script style nav form select noscript template")
_LINES = tags(
    "time summary details span div p li address small td font em i b strong h2 h3 h4 h5 h6 a abbr dd dt relative-time "
    "date legend amp-timeago"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# WordPress marks the day of publication like this where the report was never changed.
_WORDPRESS = re.compile(r"(?<=entry-date )updated|(?<=entry-date published )updated")
_SENTENCE = re.compile(r"[a-z]{2}[.!?…][”\"’')\]]*$")
BESIDE_HEADLINE = 60  # elements between the headline and an "Updated: DAY" that stands beside it
LONGEST_STAMP = 200  # characters of a line that holds a date and little else


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date printed on the page. `labelled`: "Published" stands before it; `bare`: hardly anything else in the line.

    `changed`: only "Updated" or the like stands before it.
    """

    evidence: DateEvidence
    labelled: bool = False
    bare: bool = True
    changed: bool = False


def find_date(root: HtmlElement, meta: Metadata, url: str | None) -> DateEvidence | None:
    """The publication date of a page; None if nothing on it tells.

    Declared dates come first. What is printed beside the headline wins where it is the earlier day (sites stamp old
    reports anew, but print no day before the first), where it says "Published", and where the declared moment is in UTC
    and the newsroom's day is the next. A date declared for the page only, not for an article, needs a witness.
    A day that nothing but JSON-LD tells is believed of a newsroom's article only: systems of shops and firms give one
    to pages that show none. Where only JSON-LD tells the first day and the page prints the day of its last change,
    months later, beside the headline, that day is taken. A date of change is none else; only where "Updated: DAY" there
    is all that a page tells, that day (without the hour) is taken, with the source "updated", so that it can be told.
    """
    declared = list(_declared(meta))
    printed = list(_printed(root))
    stamps = [one for one in printed if not one.changed]
    addressed = list(_in_url(meta, url))
    shown = next((one for one in stamps if one.labelled and one.bare), None) or next(
        (one for one in stamps if one.bare), None
    )
    changed = next((one.evidence.value for one in printed if one.changed and one.bare), None)
    updated = DateEvidence(changed[:10], "updated") if changed else None
    if not declared:
        page = [one for one in _of_page(meta) if any(one.value[:10] == other.evidence.value[:10] for other in stamps)]
        found = rank_dates([*page, *(one.evidence for one in ([shown] if shown else []) + stamps), *addressed])
        return found or updated
    hidden = all(one.source == "json-ld" for one in declared)
    if (
        hidden
        and not printed
        and not addressed
        and not any(_NEWS.match(kind) for one in meta.articles for kind in types(one))
    ):
        return None
    best = rank_dates([*declared, *(one.evidence for one in stamps)])
    if (
        best
        and shown is None
        and _outdated(best, updated, meta, [*(one.evidence for one in stamps), *addressed, *declared])
    ):
        return updated
    if best is None or shown is None or best.value[:10] == shown.evidence.value[:10]:
        return best
    days = _days_between(best.value, shown.evidence.value)
    next_day = days == 1 and best.value.endswith(("Z", "+00:00"))
    if (
        hidden
        and days >= REWRITTEN
        and any(abs(_days_between(shown.evidence.value, day)) <= 1 for day in _changes(meta))
    ):
        return DateEvidence(shown.evidence.value[:10], "updated")
    agreed = any(one.value[:10] == shown.evidence.value[:10] for one in declared)
    return shown.evidence if shown.labelled or next_day or days < 0 or agreed else best


def _is_short(element: HtmlElement) -> bool:
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > LONGEST_STAMP:
            return False
    return True


def _outdated(best: DateEvidence, updated: DateEvidence | None, meta: Metadata, others: list[DateEvidence]) -> bool:
    """Was the page rewritten months after the day that only JSON-LD tells? Then that day dates another text."""
    if any(one.source != "json-ld" and one.value[:10] == best.value[:10] for one in others):
        return False
    if updated and _days_between(best.value, updated.value) >= REWRITTEN:
        return True
    return any(_days_between(best.value, change) >= 365 for change in _changes(meta))


def _changes(meta: Metadata) -> list[str]:
    """When the article was last changed, as its JSON-LD tells."""
    return [found for one in meta.articles if (found := read_date(str(one.get("dateModified", ""))))]


def _days_between(first: str, second: str) -> int:
    return (date.fromisoformat(second[:10]) - date.fromisoformat(first[:10])).days


def _declared(meta: Metadata) -> Iterator[DateEvidence]:
    for one in meta.articles:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            value = one.get(key)
            if isinstance(value, str) and (found := read_date(value)):
                yield DateEvidence(found, "json-ld")
                break
    for name in _META:
        for value in meta.meta.get(name, ())[:1]:
            if found := read_date(value):
                yield DateEvidence(found, "meta")


def _of_page(meta: Metadata) -> Iterator[DateEvidence]:
    for one in meta.pages:
        if isinstance(one.get("datePublished"), str) and (found := read_date(one["datePublished"])):
            yield DateEvidence(found, "json-ld")


def _in_url(meta: Metadata, url: str | None) -> Iterator[DateEvidence]:
    for address in (url, *meta.meta.get("og:url", ())):
        if address and (found := date_in_url(address)):
            yield DateEvidence(found, "url")


def _printed(root: HtmlElement) -> Iterator[Stamp]:
    """`<time>` elements and short lines with a full date, between the headline and the third paragraph of prose.

    Before the headline, and after the third paragraph, only what says that it is the date of publication counts.
    """
    times: list[Stamp] = []
    lines: list[Stamp] = []
    order, start, end = _with_years(root)
    for element, position in order.items():
        label = _WORDPRESS.sub("", label_of(element))
        if element.tag not in _LINES or (label and _NOT_ITS_OWN.search(label)) or _is_beside(element, position > start):
            continue
        if label and _CHANGED.search(label):
            if abs(position - start) <= BESIDE_HEADLINE and (one := _stamp(element)) and not one.labelled:
                lines.append(replace(one, changed=True))
            continue
        near = position < end and (
            position > start or element.tag in ("time", "date") or bool(label and _DATED.search(label))
        )
        marked = element.get("itemprop") in ("datePublished", "dateCreated") or "pubdate" in element.attrib
        stamp = element.get("datetime") or (element.get("content") if marked else None)
        if stamp and (near or marked):
            if (found := read_date(stamp)) and not _says_changed(element):
                times.append(Stamp(DateEvidence(found, "time"), labelled=marked))
        elif len(element) < 8 and (one := _stamp(element)) and (near or (one.labelled and one.bare)):
            lines += [one] if not one.changed or abs(position - start) <= BESIDE_HEADLINE else []
    yield from sorted(times, key=lambda one: not one.labelled)
    yield from lines


def _with_years(root: HtmlElement) -> tuple[dict[HtmlElement, int], int, int]:
    """The elements that hold a year closely, by position; the positions of the headline and of the third paragraph."""
    places: dict[HtmlElement, int] = {}
    wanted: set[HtmlElement] = set()
    start, prose, end = -1, 0, sys.maxsize
    for position, element in enumerate(root.iter(etree.Element)):
        places[element] = position
        tag, text, tail = element.tag, element.text, element.tail
        if tag in ("script", "style"):
            text = None
        if (text and _YEAR.search(text)) or _YEAR.search(element.get("datetime") or ""):
            wanted.add(element)
            wanted.update(itertools.islice(element.iterancestors(), 3))
        if tail and _YEAR.search(tail) and (parent := element.getparent()) is not None:
            wanted.add(parent)
            wanted.update(itertools.islice(parent.iterancestors(), 2))
        if tag == "h1" and start < 0:
            start = position
        elif tag == "p" and prose < 3 and len((element.text_content() or "").split()) > 25:
            prose += 1
            end = position if prose == 3 else end
    return {element: places[element] for element in sorted(wanted, key=places.__getitem__)}, start, end


def _is_beside(element: HtmlElement, past_headline: bool) -> bool:
    """Does it stand in navigation, a form, a list of other reports, or (past the headline) in a long side part?"""
    for one in itertools.chain((element,), element.iterancestors()):
        if one.tag in _SKIPPED:
            return True
        if one.tag in ("section", "ul", "ol") and (label := label_of(one)) and _NOT_ITS_OWN.search(label):
            return True
        if one.tag in _BESIDE and past_headline and not _is_short(one):
            return True
    return False


def _says_changed(element: HtmlElement) -> bool:
    """Does "Updated" stand before or in the element?"""
    before = element.getprevious()
    parent = element.getparent()
    lead = (
        (before.tail or before.text_content() or "")
        if before is not None
        else (parent.text or "")
        if parent is not None
        else ""
    )
    return bool(_modified().search(lead[-40:])) or bool(_modified().match((element.text_content() or "").strip()[:60]))


@cache
def _modified() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('modified')})\b\s*(?:on|at)?\s*:?\s*", re.I)


@cache
def _published() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{alternatives('published')})\b\s*(?:on|at|in)?\s*:?\s*(?:{alternatives('weekday')})?\W*$", re.I
    )


def _stamp(element: HtmlElement) -> Stamp | None:
    """The publication date in a short line that holds little else; after "Updated" stands none."""
    size, parts = 0, []
    for text in element.itertext():
        size += len(text.strip())
        if size > LONGEST_STAMP:
            return None
        parts.append(text)
    line = " ".join(" ".join(parts).split())
    found = list(printed_dates(line))
    if not found:
        return None
    rest = line
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    others = len(re.findall(r"[^\W\d]{2,}", rest))
    if others > 18 or (others > 4 and _SENTENCE.search(line)):
        return None
    for one in found:
        lead = line[: one.start]
        if not _modified().search(lead[-30:]):
            return Stamp(DateEvidence(one.value, "printed"), labelled=bool(_published().search(lead)), bare=others <= 8)
    if re.search(rf"\b(?:{alternatives('published')})\b", rest, re.I):
        return None  # "First published in March 2022, updated on …": not the only thing the page tells
    return Stamp(DateEvidence(found[0].value, "printed"), bare=others <= 8, changed=True)
