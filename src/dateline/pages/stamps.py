"""The dates that are printed on a page, and what stands beside them: "Published", "Updated", or nothing."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from lxml import etree
from lxml.html import HtmlElement

from dateline.pages.blocks import label_of
from dateline.pages.dates import DateEvidence, printed_dates, read_date
from dateline.pages.tree import tags
from dateline.pages.words import alternatives

_DATED = re.compile(r"date|time|publish|posted|meta|byline|stamp|info|dek|author|pub|when|created", re.I)
_CHANGED = re.compile(r"modif|updat|edit|revis", re.I)
_NOT_ITS_OWN = re.compile(r"expir|event|comment|related|copyright|footer|today|current-?date", re.I)
# Parts about other reports, where they do not hold the headline.
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations?)?|more-(?:on|from|stories|news)|also-?(?:read|see)|read-?(?:more|next|also)|latest"
    r"|trending|popular|most-?(?:read|viewed|popular)|teasers?|comments?(?:-list)?)(?:[\s_-]|$)",
    re.I,
)
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
PROSE = 25  # words: a paragraph of prose has more
ENTRIES = 3  # parts alike, each with a date, that are entries rather than the report
MOST_ENTRIES = 20  # that are looked at
ENTRY_DEPTH = 4  # levels from a date to the part that it is of
ENTRY_WORDS = 10  # of a part, its date among them: more than author, day and time
LONGEST_STAMP = 200  # characters of a line that holds a date and little else


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date printed on the page. `labelled`: "Published" stands before it; `bare`: hardly anything else in the line.

    `changed`: only "Updated" or the like stands before it. `above`: a bare day over the headline without a label, which
    may be today's: a witness at most.
    """

    evidence: DateEvidence
    labelled: bool = False
    bare: bool = True
    changed: bool = False
    above: bool = False


def printed_stamps(root: HtmlElement) -> Iterator[Stamp]:
    """`<time>` elements and short lines with a full date, between the headline and the third paragraph of prose.

    Before the headline, and after the third paragraph, only what says that it is the date of publication counts; other
    days just above the headline are marked as such.
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
        if position > start >= 0 and _is_entry(element, order):
            continue
        marked = element.get("itemprop") in ("datePublished", "dateCreated") or "pubdate" in element.attrib
        stamp = element.get("datetime") or (element.get("content") if marked else None) or _spelt_out(element, label)
        if stamp and (near or marked):
            if (found := read_date(stamp)) and not _says_changed(element):
                times.append(Stamp(DateEvidence(found, "time"), labelled=marked))
        elif len(element) >= 8 or (one := _labelled(element, _stamp(element))) is None:
            continue
        elif near or (one.labelled and one.bare):
            lines += [one] if not one.changed or abs(position - start) <= BESIDE_HEADLINE else []
        elif one.bare and not one.changed and 0 < start - position <= BESIDE_HEADLINE:
            lines.append(replace(one, above=True))
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
        if (text and _has_year(text)) or (
            (stamp := element.get("datetime") or element.get("title")) and _has_year(stamp)
        ):
            wanted.add(element)
            wanted.update(itertools.islice(element.iterancestors(), 3))
        if tail and _has_year(tail) and (parent := element.getparent()) is not None:
            wanted.add(parent)
            wanted.update(itertools.islice(parent.iterancestors(), 2))
        if tag == "h1" and start < 0:
            start = position
        elif tag == "p" and prose < 3 and len((element.text_content() or "").split()) > PROSE:
            prose += 1
            end = position if prose == 3 else end
    return {element: places[element] for element in sorted(wanted, key=places.__getitem__)}, start, end


def _spelt_out(element: HtmlElement, label: str) -> str | None:
    """The day in the title of an element that shows only how long ago it was ("3 hours ago")."""
    title = element.get("title") or ""
    if not title or _has_year(element.text or "") or not (element.tag == "abbr" or _DATED.search(label)):
        return None
    return title


def _has_year(text: str) -> bool:
    # Looking for two letters is much faster than the pattern, and nearly every text holds neither.
    return ("20" in text or "19" in text) and _YEAR.search(text) is not None


def _is_beside(element: HtmlElement, past_headline: bool) -> bool:
    """Does it stand in navigation, a form, a part about other reports, or (past the headline) in a long side part?

    The head of the site is beside the report as well: its day is today.
    """
    for one in itertools.chain((element,), element.iterancestors()):
        if one.tag in _SKIPPED:
            return True
        if one.tag in ("section", "ul", "ol") and (label := label_of(one)) and _NOT_ITS_OWN.search(label):
            return True
        if one.tag in ("div", "td") and _OTHERS.search(label_of(one)) and not _holds_report(one):
            return True
        if one.tag == "header" and not _holds_report(one) and next(one.iterancestors("main", "article"), None) is None:
            return True
        if one.tag in _BESIDE and past_headline and not _is_short(one):
            return True
    return False


def _holds_report(part: HtmlElement) -> bool:
    """Does it hold the headline or prose? Then it is a container of the report, whatever it is called."""
    return any(
        one.tag != "p" or len((one.text_content() or "").split()) > PROSE for one in part.iter("h1", "main", "p")
    )


def _is_entry(element: HtmlElement, years: Mapping[HtmlElement, int]) -> bool:
    """Does it date one of several parts alike below the headline: an entry of a live blog, a teaser?

    A part with a date and some words beside it; or the date alone, if it is called the same each time and words stand
    between. What holds the headline is no part.
    """
    one = element
    for _ in range(ENTRY_DEPTH):
        parent = one.getparent()
        if parent is None or one.tag in ("body", "main"):
            return False
        if one.get("class") or one.tag in ("article", "li", "section"):
            like = [other for other in parent if other.tag == one.tag and other.get("class") == one.get("class")]
            if len(like) >= ENTRIES:
                dated = [other for other in like[:MOST_ENTRIES] if any(node in years for node in other.iter())]
                between = len(parent) >= 2 * len(like) and one is element
                if len(dated) >= ENTRIES and (between or all(_has_words(other) for other in dated)):
                    return next(one.iter("h1"), None) is None
        one = parent
    return False


def _has_words(element: HtmlElement) -> bool:
    return len((element.text_content() or "").split()) >= ENTRY_WORDS


def _says_changed(element: HtmlElement) -> bool:
    """Does "Updated" stand before or in the element, or that the date is of something else?"""
    lead, words = _lead(element)[-40:], (element.text_content() or "").strip()[:60]
    return any(pattern.search(lead) or pattern.match(words) for pattern in (_modified(), _unrelated()))


def _lead(element: HtmlElement) -> str:
    """What stands before an element within its parent: the text between, else the element before it."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail if before.tail and before.tail.strip() else _text_of(before)
    return (parent.text or "") if parent is not None else ""


def _text_of(element: HtmlElement) -> str:
    return (element.text_content() or "") if isinstance(element.tag, str) else ""  # not of a comment


def _labelled(element: HtmlElement, stamp: Stamp | None) -> Stamp | None:
    """A stamp with what an element of its own before it says: "Updated" or "Published" in a cell beside the day."""
    if stamp is None or stamp.labelled or stamp.changed or len(element):
        return stamp
    lead = _lead(element).strip()
    if len(lead) > 40:
        return stamp
    if _unrelated().fullmatch(lead):
        return None
    if _modified().fullmatch(lead):
        return replace(stamp, changed=True)
    return replace(stamp, labelled=True) if _published().fullmatch(lead) else stamp


@cache
def _modified() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('modified')})\b\s*(?:on|at)?\s*:?\s*", re.I)


@cache
def _unrelated() -> re.Pattern[str]:
    """Before the date of something else: when a page was called up, an event is held, somebody was there."""
    return re.compile(rf"\b(?:{alternatives('unrelated')})\b\s*(?:on|at)?\s*:?\s*", re.I)


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
    found = [one for one in found if not _unrelated().search(line[: one.start][-30:])]
    if not found:
        return None
    for one in found:
        lead = line[: one.start]
        if not _modified().search(lead[-30:]):
            return Stamp(DateEvidence(one.value, "printed"), labelled=bool(_published().search(lead)), bare=others <= 8)
    if re.search(rf"\b(?:{alternatives('published')})\b", rest, re.I):
        return None  # "First published in March 2022, updated on …": not the only thing the page tells
    return Stamp(DateEvidence(found[0].value, "printed"), bare=others <= 8, changed=True)


def _is_short(element: HtmlElement) -> bool:
    size = 0
    for text in element.itertext():
        size += len(text.strip())
        if size > LONGEST_STAMP:
            return False
    return True
