"""Sites made up for `corpus.py`: a story becomes a page with all that a site of its kind puts around it.

Six kinds: a newspaper with JSON-LD, an agency's wire, a broadcaster with readers' comments and a log-in, a ministry, a
blog on WordPress, an old page laid out in tables. The front of a section is a page as well, but holds no article. What is the same on
all pages of an outlet (styles, scripts, menus) is made once.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from types import MappingProxyType

from dateline.evaluation.corpus_texts import Story

OUTLETS = 60
# Bytes of styles and scripts in a page, least and most: with the rest a page has some 100 kB, as in news crawls.
WEIGHT = (80_000, 240_000)
_SECTIONS = ("World", "Politics", "Business", "Sport", "Culture", "Science", "Opinion", "Travel", "Health", "Video")
_COMMENTS = (
    "I said so in {m} and nobody listened.", "They will meet again, and then again, and nothing will come of it.",
    "Well written, thank you. The minister should read this.", "Why does nobody ask who pays for all this?",
    "Trump and Putin met last week in my kitchen and agreed to disagree, ha.", "First!",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outlet:
    """A made-up site: its name and address, and what its pages share."""

    number: int
    kind: str
    name: str
    host: str


@lru_cache(maxsize=OUTLETS)
def outlet(seed: int, number: int) -> Outlet:
    """Outlet `number` of a corpus; its kind follows from the number, so that all kinds come."""
    dice = random.Random(f"{seed}/outlet/{number}")
    kind = tuple(KINDS)[number % len(KINDS)]
    town = "".join(dice.choice("bdfgklmnprst") + dice.choice("aeiou") for _ in range(3)).title()
    name = {
        "newspaper": f"The {town} Herald", "wire": f"{town} News Agency", "broadcaster": f"{town} Television",
        "ministry": f"Ministry of Foreign Affairs of {town}", "blog": f"Notes from {town}", "tables": f"{town} Online",
    }[kind]  # fmt: skip
    return Outlet(number, kind, name, f"www.{town.lower()}-{number}.example")


def address(of: Outlet, story: Story) -> str:
    """Where a story stands on a site."""
    slug = "-".join(
        word for word in "".join(c if c.isascii() and c.isalnum() else " " for c in story.headline.lower()).split()
    )
    day = story.published
    return {
        "newspaper": f"https://{of.host}/{story.subject}/{day:%Y/%m/%d}/{slug}-{story.number}.html",
        "wire": f"https://{of.host}/en/{day:%Y%m%d}/{story.number}",
        "broadcaster": f"https://{of.host}/news/{slug}-{story.number}",
        "ministry": f"https://{of.host}/press/releases/{story.number}",
        "blog": f"https://{of.host}/{day:%Y/%m}/{slug}-{story.number}/",
        "tables": f"http://{of.host}/story.php?id={story.number}",
    }[of.kind]  # fmt: skip


def article(of: Outlet, story: Story, *, seed: int, dice: random.Random) -> str:
    """The page of a story on a site."""
    return KINDS[of.kind](of, story, seed, dice)


def front(of: Outlet, *, seed: int, dice: random.Random) -> str:
    """The front of a section: teasers of other reports, and no article."""
    return _page(of, seed, f"World news | {of.name}", "", f"<main><h1>World</h1>{_teasers(dice, 60)}</main>")


def empty_shell(of: Outlet, *, seed: int) -> str:
    """A page whose text a script would fetch."""
    return _page(of, seed, of.name, "", '<div id="root"></div><noscript>You need to enable JavaScript.</noscript>')


def _newspaper(of: Outlet, story: Story, seed: int, dice: random.Random) -> str:
    about = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline,
        "datePublished": story.published.isoformat(), "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": of.name}, "mainEntityOfPage": address(of, story),
    }  # fmt: skip
    head = (
        f'<script type="application/ld+json">{json.dumps(about, ensure_ascii=False)}</script>'
        f'<meta property="article:published_time" content="{story.published.isoformat()}">'
        f'<meta name="author" content="{escape(story.author)}"><meta property="og:site_name" content="{of.name}">'
    )
    half = len(story.paragraphs) // 2
    body = (
        f'<main><article class="story"><div class="kicker"><a href="/world">World</a></div><h1>{escape(story.headline)}</h1>'
        f'<div class="byline">By <a rel="author" href="/by/{story.number}">{escape(story.author)}</a> in {escape(story.place)}</div>'
        f'<time datetime="{story.published.isoformat()}">{story.published:%B %d, %Y}</time>{_SHARE}'
        f'<figure><img src="/i/{story.number}.jpg" alt=""><figcaption>A picture from the archive. Photo: {of.name}</figcaption></figure>'
        f'<div class="story-body">{_paragraphs(story.paragraphs[:half])}'
        f'<aside class="related"><h3>Read more</h3>{_teasers(dice, 3)}</aside>{_paragraphs(story.paragraphs[half:])}</div>'
        f'<div class="newsletter"><form><label>Sign up for our newsletter</label><input type="email"><button>Sign up</button></form></div>'
        f"</article></main><section class='recirc'><h2>Most read</h2>{_teasers(dice, 24)}</section>"
    )
    return _page(of, seed, f"{story.headline} | World | {of.name}", head, body, story.language)


def _wire(of: Outlet, story: Story, seed: int, dice: random.Random) -> str:
    first, *rest = story.paragraphs
    body = (
        f'<div id="content"><div class="title">{escape(story.headline)}</div><div class="date">{story.published:%d %B %Y, %H:%M} GMT</div>'
        f'<div class="text"><p>{escape(story.place.upper())}, {story.published:%B %d} ({of.name}) — {escape(first)}</p>{_paragraphs(rest)}'
        f"<p>© {of.name}. All rights reserved.</p></div></div><div class='news-list'>{_teasers(dice, 30)}</div>"
    )
    return _page(of, seed, f"{story.headline} - {of.name}", "", body, story.language)


def _broadcaster(of: Outlet, story: Story, seed: int, dice: random.Random) -> str:
    comments = "".join(
        f'<li class="comment" id="comment-{n}"><b>reader{dice.randrange(900)}</b> <time datetime="{story.published.isoformat()}">1 day ago</time>'
        f"<p>{dice.choice(_COMMENTS).format(m='March')}</p><a href='#'>Reply</a></li>"
        for n in range(dice.randrange(3, 14))
    )
    head = (
        f'<meta property="og:title" content="{escape(story.headline)}"><meta property="og:site_name" content="{of.name}">'
        f'<meta property="article:published_time" content="{story.published.isoformat()}">'
    )
    body = (
        f'<main id="main"><h1 class="headline">{escape(story.headline)}</h1><p class="meta">Reading Time: {dice.randrange(2, 6)} minutes</p>'
        f'<p class="meta">Published {story.published:%d %b %Y}</p>{_SHARE}<div class="video" data-src="/v/{story.number}"><span>Watch now</span></div>'
        f"<div class='body'>{_paragraphs(story.paragraphs)}</div><p class='tags'>Topics: <a href='/t/1'>World</a> <a href='/t/2'>Talks</a></p></main>"
        f'<section id="comments" class="comments-area"><h2>{dice.randrange(3, 14)} comments</h2><ol class="comment-list">{comments}</ol>'
        f'<div id="respond"><h3>Leave a Reply</h3><p>You must be logged in to comment. <a href="/login">Please Login to comment</a></p>'
        f"<p>This site uses Akismet to reduce spam. Learn how your comment data is processed.</p></div></section>{_teasers(dice, 16)}"
    )
    return _page(of, seed, f"{story.headline} | {of.name}", head, body, story.language)


def _ministry(of: Outlet, story: Story, seed: int, dice: random.Random) -> str:
    links = "".join(f"<li><a href='/press/releases/{n}'>Statement {n}</a></li>" for n in range(dice.randrange(8, 20)))
    body = (
        f'<div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/press">Press</a> &gt; Releases</div><h2 class="node-title">{escape(story.headline)}</h2>'
        f'<div class="field field-date">Date: {story.published:%Y-%m-%d}</div><div class="field-body">{_paragraphs(story.paragraphs)}</div>'
        f"<div class='side'><h4>Other statements</h4><ul>{links}</ul></div><div class='contact'>Press office, telephone 00 00 00</div>"
    )
    return _page(of, seed, f"{of.name} :: {story.headline}", "", body, story.language)


def _blog(of: Outlet, story: Story, seed: int, dice: random.Random) -> str:
    head = f'<meta name="generator" content="WordPress 6.6"><meta property="article:published_time" content="{story.published.isoformat()}">'
    body = (
        f'<div id="primary" class="content-area"><article class="post hentry"><header class="entry-header"><h1 class="entry-title">{escape(story.headline)}</h1>'
        f'<div class="entry-meta">Posted on <time class="entry-date published" datetime="{story.published.isoformat()}">{story.published:%B %d, %Y}</time> by '
        f'<span class="author vcard"><a href="/author/x/">{escape(story.author)}</a></span></div></header><div class="entry-content">{_paragraphs(story.paragraphs)}'
        f'<div class="sharedaddy"><h3>Share this:</h3><ul><li><a href="#">X</a></li><li><a href="#">Facebook</a></li></ul></div></div>'
        f'<footer class="entry-footer">Posted in <a href="/c/1">Notes</a></footer></article></div><div id="secondary" class="widget-area">{_teasers(dice, 12)}</div>'
    )
    return _page(of, seed, f"{story.headline} – {of.name}", head, body, story.language)


def _tables(of: Outlet, story: Story, seed: int, dice: random.Random) -> str:
    text = "<br><br>".join(map(escape, story.paragraphs))
    cells = "".join(
        f"<tr><td><a href='story.php?id={n}'>Story {n}</a></td></tr>" for n in range(dice.randrange(20, 40))
    )
    body = (
        f"<table width=100%><tr><td width=160 valign=top><table>{cells}</table></td><td valign=top><font size=5><b>{escape(story.headline)}</b></font><br>"
        f"<font size=1>{story.published:%d/%m/%Y} · by {escape(story.author)}</font><br><br><font face=Arial>{text}</font><br><br>"
        f"<a href='print.php?id={story.number}'>Print this page</a> | <a href='mail.php'>Send to a friend</a></td></tr></table>"
    )
    return _page(of, seed, f"{of.name}: {story.headline}", "", body, story.language)


KINDS: Mapping[str, Callable[[Outlet, Story, int, random.Random], str]] = MappingProxyType({
    "newspaper": _newspaper, "wire": _wire, "broadcaster": _broadcaster, "ministry": _ministry, "blog": _blog,
    "tables": _tables,
})  # fmt: skip
_SHARE = (
    '<ul class="share-bar">'
    + "".join(f'<li><a href="#{name}" aria-label="Share on {name}"><svg viewBox="0 0 24 24"><path d="M4 4h16v16H4z"/></svg></a></li>'
              for name in ("X", "Facebook", "WhatsApp", "Mail"))
    + "</ul>"
)  # fmt: skip


def _page(of: Outlet, seed: int, title: str, head: str, body: str, language: str = "en") -> str:
    before, menu, after = _shared(seed, of.number)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>{head}{before}</head>'
        f"<body>{menu}{body}{after}</body></html>"
    )


@lru_cache(maxsize=OUTLETS)
def _shared(seed: int, number: int) -> tuple[str, str, str]:
    """Styles and scripts, the menu, the foot."""
    dice = random.Random(f"{seed}/chrome/{number}")
    size = dice.randrange(*WEIGHT)
    style = "".join(
        f".c{dice.randrange(16**6):06x}{{margin:{dice.randrange(40)}px;color:#{dice.randrange(16**6):06x};padding:{dice.randrange(9)}em}}"
        for _ in range(size // 200)
    )
    state = json.dumps({f"k{n}": f"{dice.randrange(16**12):012x}" for n in range(size // 50)})
    links = "".join(
        f'<li class="nav-item"><a class="nav-link" href="/{name.lower()}/{n}">{name} {n}</a></li>'
        for name in _SECTIONS for n in range(dice.randrange(4, 12))
    )  # fmt: skip
    menu = f'<header class="site-header"><a class="logo" href="/">Front</a><nav><ul class="menu">{links}</ul></nav></header>'
    foot = "".join(
        f"<li><a href='/about/{n}'>{name}</a></li>"
        for n, name in enumerate(("About", "Contact", "Terms", "Privacy", "Jobs") * 6)
    )
    after = (
        f'<footer class="site-footer"><ul>{foot}</ul><p>© All rights reserved.</p></footer>'
        f'<div class="cookie-banner"><p>We use cookies to give you the best experience.</p><button>Accept</button></div>'
        f"<script>window.__STATE__={state}</script>"
    )
    return f"<style>{style}</style>", menu, after


@lru_cache(maxsize=1)
def _titles() -> tuple[str, ...]:
    dice = random.Random(0)
    words = (
        "Rain",
        "Mayor",
        "School",
        "Bank",
        "Team",
        "River",
        "Court",
        "Film",
        "Road",
        "Garden",
        "Train",
        "Bread",
        "Vote",
    )
    return tuple(f"{dice.choice(words)} of {dice.choice(words).lower()} {n} draws a crowd" for n in range(500))


def _teasers(dice: random.Random, count: int) -> str:
    return "".join(
        f'<div class="teaser card"><a href="/t/{dice.randrange(10**6)}"><img src="/i/{dice.randrange(10**6)}.jpg" alt=""><h3>{title}</h3></a>'
        f'<span class="date">{dice.randrange(1, 23)} hours ago</span></div>'
        for title in dice.sample(_titles(), count)
    )


def _paragraphs(lines: tuple[str, ...] | list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
