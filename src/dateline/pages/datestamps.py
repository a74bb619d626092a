"""Where a page tells when it was published, ranked by trust. A date of change, of a comment or of a crawl is none.

htmldate is not asked where all of this is silent: on 350 pages it then named a day on 19 and was right on one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from dateline.pages.dates import DateEvidence, date_in_url, rank_dates, read_date
from dateline.pages.marks import key
from dateline.pages.metadata import Metadata, types
from dateline.pages.stamps import ENTRIES, printed_stamps

_META = ("article:published_time", "article:published", "datepublished", "parsely-pub-date", "og:published_time",
         "og:article:published_time", "publish-date", "publish_date", "publishdate", "publication_date", "pubdate",
         "sailthru.date", "cxenseparse:recs:publishtime", "date", "dc.date", "dc.date.issued", "dcterms.created",
         "dcterms.date", "dcterms.issued", "originalpublicationdate", "published", "article_date_original",
         "citation_publication_date",
         "citation_date", "article.published", "published_at", "published-date", "datecreated", "displaydate", "ptime",
         "uploaddate", "rnews:datepublished", "bt:pubdate", "release_date")  # fmt: skip
_NEWS = re.compile(r"(?:News|Report|Analysis|Opinion|Background|Live)\w*")  # types of JSON-LD that newsrooms give
_LEAST_NAME = 4  # letters of a headline by which an article is known
# Names under which a page tells when it was last changed.
_CHANGED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
# Days within which a report is corrected or added to. Where a page shows a change later than that, and its first day
# nowhere but in JSON-LD, it is open which of the two it stands for. Chosen on half of the pages, by a hash of the host,
# where 1 to 80 days do alike; in the other half it takes one wrong day away and no right one.
CORRECTED = 7
REWRITTEN = 60  # days after which a page that prints the day of its last change as its own is another text


def find_date(root: HtmlElement, meta: Metadata, url: str | None) -> DateEvidence | None:
    """The publication date of a page; None if nothing on it tells.

    Declared dates come first. What is printed beside the headline wins where it is the earlier day (sites stamp old
    reports anew, but print no day before the first), where it says "Published", and where the declared moment is in UTC
    and the newsroom's day is the next. A date declared for the page only, not for an article, needs a witness.
    A day that nothing but JSON-LD tells needs more to be believed (`_believed`): systems of shops and firms give one to
    pages that show none. Where only JSON-LD tells the first day and the page prints the day of its last change, months
    later, beside the headline, that day is taken; of one that is weeks later, none. Where `<meta>` tells the first day
    as well, and the page prints the day of its last change as if it were its own, nobody can tell which is meant, and
    none is given. A date of change is none else; only where "Updated: DAY" there is all that a page tells, that day
    (without the hour) is taken, with the source "updated", so that it can be told.
    """
    declared = list(_declared(meta))
    told = {one.value[:10] for one in declared}
    printed = [one for one in printed_stamps(root) if not one.above or one.evidence.value[:10] in told]
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
    if hidden and not printed and not addressed and not _believed(declared, meta):
        return None
    best = rank_dates([*declared, *(one.evidence for one in stamps)])
    others = [*(one.evidence for one in stamps), *addressed, *declared]
    if best and shown is None and not _has_witness(best, others):
        if _outdated(best, updated, meta):
            return updated
        if updated and _days_between(best.value, updated.value) >= CORRECTED:
            return None
    if best is None or shown is None or best.value[:10] == shown.evidence.value[:10]:
        return best
    days = _days_between(best.value, shown.evidence.value)
    next_day = days == 1 and best.value.endswith(("Z", "+00:00"))
    agreed = any(one.value[:10] == shown.evidence.value[:10] for one in declared)
    changes = [*_changes(meta), *_changes_in_meta(meta)]
    if days >= REWRITTEN and any(abs(_days_between(shown.evidence.value, day)) <= 1 for day in changes):
        if hidden:
            return DateEvidence(shown.evidence.value[:10], "updated")
        if not shown.labelled and not agreed:
            return None
    return shown.evidence if shown.labelled or next_day or days < 0 or agreed else best


def _believed(declared: list[DateEvidence], meta: Metadata) -> bool:
    """May a day be believed that JSON-LD alone tells, without a witness on the page?

    A newsroom's may, unless the page's own entry tells another day; any other only if it is a moment, not a day, of an
    article that was never changed: what systems of shops fill in is a bare day, or moves with every change.
    """
    if any(_NEWS.match(kind) for one in meta.articles for kind in types(one)):
        return all(one.value[:10] == declared[0].value[:10] for one in _of_page(meta))
    return len(declared[0].value) > 10 and not _changes(meta)


def _has_witness(best: DateEvidence, others: list[DateEvidence]) -> bool:
    """Does anything but JSON-LD tell that day?"""
    return any(one.source != "json-ld" and one.value[:10] == best.value[:10] for one in others)


def _outdated(best: DateEvidence, updated: DateEvidence | None, meta: Metadata) -> bool:
    """Was the page rewritten months after the day that only JSON-LD tells? Then that day dates another text."""
    if updated and _days_between(best.value, updated.value) >= REWRITTEN:
        return True
    return any(_days_between(best.value, change) >= 365 for change in _changes(meta))


def _changes(meta: Metadata) -> list[str]:
    """When the article was last changed, as its JSON-LD tells."""
    return [found for one in meta.articles if (found := read_date(str(one.get("dateModified", ""))))]


def _changes_in_meta(meta: Metadata) -> list[str]:
    """When the page was last changed, as its `<meta>` tells."""
    return [found for name in _CHANGED for value in meta.meta.get(name, ())[:1] if (found := read_date(value))]


def _days_between(first: str, second: str) -> int:
    return (date.fromisoformat(second[:10]) - date.fromisoformat(first[:10])).days


def _declared(meta: Metadata) -> Iterator[DateEvidence]:
    for one in _of_this_page(meta):
        for field in ("datePublished", "dateCreated", "uploadDate"):
            if found := read_date(_stated(one.get(field))):
                yield DateEvidence(found, "json-ld")
                break
    for name in _META:
        for value in meta.meta.get(name, ())[:1]:
            if found := read_date(value):
                yield DateEvidence(found, "meta")


def _stated(value: Any) -> str:
    """A value of JSON-LD as a string, also where it stands in a list or is a typed value; else nothing."""
    if isinstance(value, list):
        return _stated(value[0]) if value else ""
    if isinstance(value, Mapping):
        return _stated(value.get("@value"))
    return value if isinstance(value, str) else ""


def _of_this_page(meta: Metadata) -> Sequence[Mapping[str, Any]]:
    """The declared articles that are this one: of several of other days, those whose headline is the page's.

    Entries of a live blog, or the latest reports of a site, are declared like that.
    """
    if len({str(one.get("datePublished") or "") for one in meta.articles}) < ENTRIES:
        return meta.articles
    titles = [key(name) for name in (meta.title, *meta.meta.get("og:title", ())) if name]
    return [one for one in meta.articles if any(_is_named(one, title) for title in titles)]


def _is_named(one: Mapping[str, Any], title: str) -> bool:
    name = key(html.unescape(str(one.get("headline") or one.get("name") or "")))
    return len(name) >= _LEAST_NAME and (name in title or title in name)


def _of_page(meta: Metadata) -> Iterator[DateEvidence]:
    for one in meta.pages:
        if isinstance(one.get("datePublished"), str) and (found := read_date(one["datePublished"])):
            yield DateEvidence(found, "json-ld")


def _in_url(meta: Metadata, url: str | None) -> Iterator[DateEvidence]:
    for address in (url, *meta.meta.get("og:url", ())):
        if address and (found := date_in_url(address)):
            yield DateEvidence(found, "url")
