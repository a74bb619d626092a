"""Stories: reports about one matter, whatever they are called, with those that copy each other put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.desk.held import Kept, mark_of
from dateline.desk.parts import part
from dateline.desk.targets import NoAim
from dateline.desk.words import day_words
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Article
from dateline.stories import Placed, Report, group

_LATEST = 300  # reports that are grouped for the list
_AROUND = 150  # reports before, and as many after, among which the story of one is looked for
_FAR = 45  # days: likeness counts half from 20 days on (`dateline.stories`)
_SHOWN = 30

Stories = list[list[tuple[Article, Placed]]]
_GROUPED: Kept[Stories] = Kept(40)  # days, whose reports share what stands around them: some 100 kB each


@dataclass(frozen=True, slots=True)
class Told:
    """A report of a story; `copies` are those that repeat it."""

    id: str
    headline: str
    language: str
    outlet: str
    day: str
    copies: list[Told]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about one matter, by day."""

    id: str  # of the report whose headline it bears: the latest that is no copy
    headline: str
    language: str
    reports: list[Told]
    count: int
    outlets: int
    first: str
    last: str


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """The stories of the latest reports, the last told first."""
    return render(request, "desk/stories.html", {"part": part("desk/_stories.html", "", _latest).html})


@require_safe
def story(request: HttpRequest, id: str) -> HttpResponse:
    """The story of one report: what others told of the matter in the weeks around it."""
    made = part("desk/_story.html", id, partial(_around, id))
    return render(request, "desk/story.html", {"part": made.html} | made.about)


def _latest(ledger: Ledger) -> dict[str, Any]:
    articles = ledger.articles(newest_first=True, limit=_LATEST)
    found = _grouped(ledger, articles)
    several = [_story(one) for one in found if len(one) > 1]
    several.sort(key=lambda one: (one.last, one.count), reverse=True)
    return {"stories": several[:_SHOWN], "alone": sum(len(one) == 1 for one in found), "looked_at": len(articles)}


def _around(id: str, ledger: Ledger) -> dict[str, Any]:
    article = next(iter(ledger.articles([id])), None)
    if article is None:
        raise NoAim(_("no article %(id)s") % {"id": id})
    found = _GROUPED.get(ledger, mark_of(ledger), _day(article), partial(_near, ledger, article))
    mine = next((one for one in found if any(a.id == id for a, _ in one)), None)
    if mine is None:  # its day has more reports than are looked at, without it
        found = _near(ledger, article, more=[article])
        mine = next(one for one in found if any(a.id == id for a, _ in one))
    told = _story(mine)
    looked_at = sum(len(one) for one in found)
    return {"about": {"headline": told.headline}, "story": told, "id": id, "looked_at": looked_at}


def _day(article: Article) -> str:
    """The day of a report; of one without a day its id, since it stands alone."""
    return article.published[:10] if article.published else article.id


def _near(ledger: Ledger, article: Article, more: Sequence[Article] = ()) -> Stories:
    """The reports around the day of one, grouped: the same for all reports of that day."""
    if not article.published:
        return _grouped(ledger, [article])
    day = article.published[:10]
    before = (date.fromisoformat(day) - timedelta(days=_FAR)).isoformat()
    after = (date.fromisoformat(day) + timedelta(days=_FAR)).isoformat()
    earlier = ledger.articles(since=before, until=day, newest_first=True, limit=_AROUND)
    later = ledger.articles(since=day, until=after, limit=_AROUND)
    return _grouped(ledger, list({one.id: one for one in [*more, *earlier, *later]}.values()))


def _grouped(ledger: Ledger, articles: list[Article]) -> Stories:
    """Articles by story, those of a story by day."""
    texts = ledger.texts(one.id for one in articles)
    told = [
        Report(id=one.id, text=texts[one.id], published=one.published, outlet=one.outlet)
        for one in articles
        if one.id in texts
    ]
    known = {one.id: one for one in articles}
    found: dict[str, list[tuple[Article, Placed]]] = {}
    for one in group(told):
        found.setdefault(one.story, []).append((known[one.id], one))
    for several in found.values():
        several.sort(key=lambda one: (one[0].published or "9999", one[0].id))
    return list(found.values())


def _story(reports: list[tuple[Article, Placed]]) -> Story:
    copies: dict[str, list[Told]] = {}
    for article, placed in reports:
        if placed.copy_of is not None:
            copies.setdefault(placed.copy_of, []).append(_told(article, []))
    own = [_told(article, copies.get(article.id, [])) for article, placed in reports if placed.copy_of is None]
    days = [one.published[:10] for one, _ in reports if one.published] or [""]
    outlets = {one.outlet for one, _ in reports if one.outlet}
    named = own[-1]
    return Story(
        named.id,
        named.headline,
        named.language,
        own,
        len(reports),
        len(outlets),
        day_words(min(days)),
        day_words(max(days)),
    )


def _told(article: Article, copies: list[Told]) -> Told:
    headline = article.headline or article.input
    day = day_words(article.published)
    return Told(article.id, headline, article.language, article.outlet or "", day, copies)
