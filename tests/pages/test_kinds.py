"""Pages beside the plain report: live blogs, reports in several pages, bylines of several people and of agencies."""

from __future__ import annotations

import json

import pytest

from dateline.pages import parse_html
from page_make import HEADLINE, TEXT, json_ld, page

ENTRIES = (
    ("16:42", "2018-06-02T16:42:00+02:00", "The minister of Ostmark has left Lindgrad without speaking to reporters."),
    ("14:05", "2018-06-02T14:05:00+02:00", "Both delegations are back at the table after lunch, the ministry says."),
    ("09:30", "2018-06-01T09:30:00+02:00", "The talks have begun an hour late in the old town hall of Lindgrad."),
)


def live(*, head: str = "", above: str = "", entries: str | None = None) -> str:
    """A live blog: a standfirst, then entries with a time each, the newest first."""
    told = entries or "".join(
        f"<article class='entry' id='e{n}'><time datetime='{at}'>{clock}</time><h2>{text.split()[0]} told</h2>"
        f"<p>{text}</p></article>"
        for n, (clock, at, text) in enumerate(ENTRIES)
    )
    return (
        f"<!doctype html><html lang='en'><head><title>Talks in Lindgrad: live | The Lindgrad Herald</title>{head}"
        f"</head><body><main><h1>Talks in Lindgrad: live</h1>{above}<p>{TEXT[0]}</p><p>{TEXT[1]}</p>"
        f"<div class='liveblog'>{told}</div></main></body></html>"
    )


def blog_ld(**fields: object) -> str:
    """What a newsroom declares of a live blog, with each entry as a posting of its own."""
    updates = [{"@type": "BlogPosting", "headline": text[:20], "datePublished": at} for _, at, text in ENTRIES]
    blog = {"@type": "LiveBlogPosting", "headline": "Talks in Lindgrad: live", "liveBlogUpdate": updates} | fields
    return f"<script type='application/ld+json'>{json.dumps(blog)}</script>"


def test_a_live_blog_is_of_the_day_on_which_it_began() -> None:
    parsed = parse_html(live(head=blog_ld(datePublished="2018-06-01T07:00:00+02:00")))

    assert ("2018-06-01T07:00:00+02:00", "json-ld") == (parsed.article.published, parsed.dated and parsed.dated.source)


@pytest.mark.parametrize(
    "head",
    [
        "",
        blog_ld(),
        "<script type='application/ld+json'>"
        + json.dumps([{"@type": "BlogPosting", "headline": "x", "datePublished": at} for _, at, _ in ENTRIES])
        + "</script>",
    ],
)
def test_the_times_of_its_entries_are_not_when_a_live_blog_was_published(head: str) -> None:
    assert parse_html(live(head=head)).article.published is None


def test_an_entry_that_bears_a_whole_date_is_an_entry_all_the_same() -> None:
    entries = "".join(
        f"<div class='post'><p class='stamp'>{day} June 2018, {clock}</p><p>{text}</p></div>"
        for day, (clock, _, text) in zip((2, 2, 1), ENTRIES, strict=True)
    )

    assert parse_html(live(entries=entries)).article.published is None
    dated = parse_html(live(entries=entries, above="<p class='date'>Published 31 May 2018</p>"))
    assert "2018-05-31" == dated.article.published


def test_the_last_update_of_a_live_blog_is_no_first_day() -> None:
    told = parse_html(live(above="<p>Last updated: 2 June 2018, 16:42</p>")).dated

    assert told is not None
    assert ("2018-06-02", "updated") == (told.value, told.source)


def test_all_entries_of_a_live_blog_are_text_and_none_of_their_clocks() -> None:
    text = parse_html(live()).article.text

    assert all(words in text for _, _, words in ENTRIES)
    assert not any(clock in text for clock, _, _ in ENTRIES)


PAGER = [
    "<div class='pagination'><a href='?page=1'>1</a> <a href='?page=2'>2</a> <a href='?page=2'>Next page »</a></div>",
    "<p class='next'><a rel='next' href='/story/2'>Continue reading on page 2</a></p>",
    "<nav aria-label='Pages'><span>Page 1 of 3</span> <a href='/story?page=2'>Next</a></nav>",
    "<p>Page 1 of 3</p><p><a href='/story/2'>Next page</a></p>",
    "<ul class='pager'><li>1</li><li><a href='/story/2'>2</a></li><li><a href='/story/2'>Next ›</a></li></ul>",
    "<p><b>Pages:</b> 1 <a href='/story/2/'>2</a> <a href='/story/3/'>3</a></p>",
]


@pytest.mark.parametrize("pager", PAGER)
def test_a_report_in_several_pages_says_so_and_has_no_pager_in_its_text(pager: str) -> None:
    parsed = parse_html(page(within="", below="").replace("</div></article>", f"{pager}</div></article>"))

    assert "\n\n".join((HEADLINE, *TEXT)) == parsed.article.text
    assert any("several pages" in issue.what for issue in parsed.issues)


@pytest.mark.parametrize("head", ["<link rel='next' href='https://paper.example/story?page=2'>"])
def test_a_next_page_that_is_declared_is_told(head: str) -> None:
    assert any("several pages" in issue.what for issue in parse_html(page(head=head)).issues)


@pytest.mark.parametrize(
    "below",
    [
        "<nav class='post-nav'><a rel='next' href='/2018/06/02/ostmark-votes'>Ostmark votes</a></nav>",
        "<p><a href='/world/page/2'>Older reports</a></p>",
        "<div class='comments'><p>A word of a reader.</p><a href='#page-2'>Next page</a></div>",
        "<div class='gallery'><a href='#'>Next</a></div>",
    ],
)
def test_the_next_report_is_no_next_page(below: str) -> None:
    assert not any("several pages" in issue.what for issue in parse_html(page(below=below)).issues)


BOTH, ALL = ("Rhona Castle", "Bea Lund"), ("Rhona Castle", "Bea Lund", "Tae-il Shin")


@pytest.mark.parametrize(
    ("above", "below", "names"),
    [
        ("<p>By Rhona Castle in Lindgrad and Bea Lund in Portmore</p>", "", BOTH),
        ("<p>By Rhona Castle, Bea Lund and Tae-il Shin</p>", "", ALL),
        ("<p>By Rhona Castle and agencies</p>", "", BOTH[:1]),
        ("<p>By Rhona Castle and Reuters</p>", "", BOTH[:1]),
        ("<p>Anna Castle in Lindgrad and agencies</p><p>1 June 2018</p>", "", ("Anna Castle",)),
        ("<p>By Rhona Castle | AP</p>", "", BOTH[:1]),
        ("<p>By RHONA CASTLE and BEA LUND, Associated Press</p>", "", BOTH),
        ("<p>Rhona Castle, Bea Lund; Editing by Tae-il Shin</p><p>1 June 2018</p>", "", BOTH),
        ("", "Reporting by Rhona Castle; Editing by Tae-il Shin", BOTH[:1]),
        ("", "(Reporting by Rhona Castle and Bea Lund; Editing by Tae-il Shin)", BOTH),
        (
            "",
            "Reporting by Rhona Castle in Lindgrad; Additional reporting by Bea Lund; Editing by Tae-il Shin",
            BOTH[:1],
        ),
        ("<p>By Rhona Castle</p>", "Additional reporting by Bea Lund; editing by Tae-il Shin", BOTH[:1]),
        ("<p>Agence France-Presse</p>", "", ()),
        ("<p>By Staff and agencies</p>", "", ()),
    ],
)
def test_bylines_of_several_people_and_of_agencies(above: str, below: str, names: tuple[str, ...]) -> None:
    signed = f"<p>{below}</p></div></article>"
    article = parse_html(page(above=above).replace("</div></article>", signed)).article

    assert names == article.byline
    assert "diting by" not in article.text.partition(TEXT[0])[2]


@pytest.mark.parametrize(
    "where", ["<link rel=next href='http://[x/2'>", "<meta property=og:url content='http://[x/a'>"]
)
def test_an_address_that_is_none_breaks_no_page(where: str) -> None:
    parsed = parse_html(page(head=where, below="<a href='http://[x/2'>next page</a>"))

    assert not any("several pages" in issue.what for issue in parsed.issues)


def test_several_authors_that_are_declared_are_several() -> None:
    authors = [{"@type": "Person", "name": "Rhona Castle"}, {"@type": "Organization", "name": "Reuters"}]
    head = json_ld(author=[*authors, {"@type": "Person", "name": "Bea Lund"}])  # type: ignore[arg-type]

    assert ("Rhona Castle", "Bea Lund") == parse_html(page(head=head)).article.byline
