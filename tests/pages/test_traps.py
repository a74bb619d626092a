"""Days and names on a page that are not those of the report, and where its own stand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.pages import parse_html
from page_make import HEADLINE, json_ld, page

GOAT = "Goat stops flights from Portmore airport"
PROSE = "<p>" + "The ministers had not met for two years and spoke until the morning of the next day. " * 3 + "</p>"


def ld(thing: Any) -> str:
    return f"<script type='application/ld+json'>{json.dumps(thing)}</script>"


def news(day: Any, headline: str = HEADLINE, **fields: Any) -> dict[str, Any]:
    return {"@type": "NewsArticle", "headline": headline, "datePublished": day} | fields


def listed(*articles: dict[str, Any]) -> dict[str, Any]:
    return {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": one} for one in articles]}


@pytest.mark.parametrize(
    "html",
    [
        page(above="<p>Published June 1, 2018 | Updated June 3, 2018</p>"),
        page(above="<p>Last updated: June 3, 2018. Originally published: June 1, 2018</p>"),
        page(above="<p>Publié le 1er juin 2018, mis à jour le 3 juin 2018</p>"),
        page(above="<p>Veröffentlicht am 1. Juni 2018</p>"),
        page(above="<p>Опубликовано 1 июня 2018 г.</p>"),
        page(above="<time itemprop='dateModified' datetime='2018-06-03'>x</time><time datetime='2018-06-01'>y</time>"),
        # How long ago, with the day in a title.
        page(above="<span class='date' title='June 1, 2018 10:00'>3 hours ago</span>"),
        page(above="<abbr title='2018-06-01'>3 hours ago</abbr>"),
        # Several reports are declared: that of the page is called as the page is.
        page(head=ld({"@graph": [news("2018-06-05", GOAT), news("2018-06-01")]})),
        page(head=ld([news("2018-06-05", GOAT), news("2018-06-04", f"{GOAT} again"), news("2018-06-01")])),
        page(head=ld(listed(news("2018-06-05", GOAT))) + ld(news("2018-06-01"))),
        page(head=ld([news("2018-06-05", "Border posts of Ostmark: a history"), news("2018-06-01")])),
        page(head=ld(news("2018-06-01", "Ministers of Valdera agree with their neighbours"))),
        # A value in a list or with its type.
        page(head=ld(news(["2018-06-01"]))),
        page(head=ld(news({"@type": "Date", "@value": "2018-06-01"}))),
        # Today, in the head of the site.
        page(above="<p>June 1, 2018</p>").replace("<header>", "<header><span class='date'>June 9, 2018</span>"),
        # A container that is called like a list of others, but holds the report.
        page(above="<div>June 1, 2018</div>").replace("<main>", "<div class='related'><main>"),
        page(above="<div class='latest'><span>June 1, 2018</span>" + PROSE + "</div>"),
        page(above="<header class='entry-header'><span>June 1, 2018</span></header>"),
        # The day over the headline is a witness of what is declared.
        page(head=ld(news("2018-06-01") | {"@type": "BlogPosting"})).replace("<h1>", "<p>June 1, 2018</p><h1>"),
    ],
)
def test_the_day_of_the_report_among_other_days(html: str) -> None:
    assert "2018-06-01" == (parse_html(html).article.published or "")[:10]


@pytest.mark.parametrize(
    "html",
    [
        page(above="<div class='related'><a href='/1'>Ostmark votes</a> <span>May 2, 2018</span></div>"),
        page(within="<div class='more-on'><a href='/1'>Ostmark votes</a> <i>May 2, 2018</i></div>"),
        page(below="<div class='latest'><p>A goat <time datetime='2018-06-05'>5 Jun 2018</time></p></div>"),
        page(below="<footer>Copyright 2001-2018 The Lindgrad Herald</footer>"),
        page(head=ld(news("2018-06-05", GOAT))),
        page(head=ld(listed(news("2018-06-05", GOAT)))),
        page(head=ld({"@type": "Event", "name": HEADLINE, "startDate": "2018-08-01"})),
        page(head=ld({"@type": "VideoObject", "name": HEADLINE, "uploadDate": "2018-08-01"})),
        page(head=ld(news([]))),
        page(head=ld(news({"@value": 2018}))),
        page(above="<p>When: August 1, 2018</p>"),
        page(above="<p>Deadline: June 30, 2018</p>"),
        page(above="<p>Expires on June 30, 2018</p>"),
        page(above="<p class='kicker'>Since May 4, 1999</p>"),
        page(above="<p>Born: May 4, 1969</p>"),
        page(above="<p class='date'>03/04/2018</p>"),
        page(above="<span class='date'>3 hours ago</span>"),
        page(above="<span class='flag' title='June 1, 2018'>Ostmark</span>"),
        page().replace("<header>", "<header><span class='date'>Saturday, June 9, 2018</span>"),
        page().replace("<h1>", "<p>June 9, 2018</p><h1>"),
        # Another day over the headline is no witness.
        page(head=ld(news("2018-06-01") | {"@type": "BlogPosting"})).replace("<h1>", "<p>June 9, 2018</p><h1>"),
    ],
)
def test_days_of_other_things_are_not_the_day_of_the_report(html: str) -> None:
    assert parse_html(html).article.published is None


@pytest.mark.parametrize(
    ("html", "names"),
    [
        (page(above="<p>Anna Castle, June 1, 2018</p>"), ("Anna Castle",)),
        (page(above="<p>Santa Cruz, June 1, 2018</p>"), ()),
        (page(above="<a class='author'>Rhona Castle</a><a class='author'>Bea Lund</a>"), ("Rhona Castle", "Bea Lund")),
        (page(above="<a class='author'>Rhona Castle</a><a class='section'>Bea Lund</a>"), ("Rhona Castle",)),
        (page(below="<a href='/news-authors/rhona'>Rhona Castle</a>"), ("Rhona Castle",)),
        (page(below="<div class='related'><a href='/author/zora'>Zora Kline</a></div>"), ()),
        (page(within=PROSE.replace("The ministers", "<a href='/profile/zora'>Zora Kline</a>", 1)), ()),
        (page(head=ld({"@graph": [news("2018-06-05", GOAT, author="Zora Kline")]})), ()),
        (page(head=json_ld(author="Rhona Castle Special to the Herald")), ("Rhona Castle",)),
        (page(head=json_ld(author="@rhonacastle")), ()),
        (page(above="<p>Published by staff</p>"), ()),
        (page(above="<p>Photo by Bea Lund</p>"), ()),
    ],
)
def test_who_wrote_it_among_other_names(html: str, names: tuple[str, ...]) -> None:
    assert names == parse_html(html).article.byline
