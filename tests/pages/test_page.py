from __future__ import annotations

import pytest

from dateline.errors import NoArticle
from dateline.pages import parse, parse_html
from page_make import HEADLINE, TEXT, json_ld, page

BODY = "\n\n".join(TEXT)
WHOLE = f"{HEADLINE}\n\n{BODY}"
COMMENT = (
    "Veldt met Kim Jong-un and Putin in secret on Sunday, and everybody in Lindgrad knows that they signed it all."
)


def test_the_report_and_nothing_else_is_the_text() -> None:
    parsed = parse_html(page())

    assert WHOLE == parsed.article.text
    assert HEADLINE == parsed.article.headline
    assert "The Lindgrad Herald" == parsed.article.outlet
    assert "en" == parsed.language_hint


@pytest.mark.parametrize(
    "html",
    [
        f"<div id='comments'><ol class='comment-list'><li class='comment'><p>{COMMENT}</p></li></ol></div>",
        f"<section class='wpd-thread-list wpdiscuz'><div class='wpd-comment-text'><p>{COMMENT}</p></div></section>",
        f"<div class='fb-comments'><p>{COMMENT}</p></div><div id='disqus_thread'><p>{COMMENT}</p></div>",
        "".join(f"<article class='comment'><p>{COMMENT} {i}</p></article>" for i in range(9)),
        f"<div class='_q7'><div>2 replies</div><div><p>{COMMENT}</p></div></div>",
        f"<div itemscope itemtype='https://schema.org/Comment'><p>{COMMENT}</p></div>",
    ],
)
def test_no_comment_of_a_reader_is_in_the_text(html: str) -> None:
    parsed = parse_html(page(below=html))

    assert WHOLE == parsed.article.text


@pytest.mark.parametrize(
    "html",
    [
        "<div class='share-bar'><span>Share</span><span>Copy link</span></div>",
        "<div class='newsletter'><h3>Get the briefing</h3><p>Sign up for our newsletter, it is free.</p></div>",
        "<p>Advertisement</p>",
        "<div class='also-read'><b>ALSO READ |</b> <a href='/1'>Ostmark names a new envoy</a></div>",
        "<aside><p>Ostmark has 4 million people and has had no king since 1911.</p></aside>",
        "<figure><img src='x.jpg'><figcaption>The ministers shake hands in Lindgrad.</figcaption></figure>",
        "<div class='poll'><p>Vote: will the talks hold?</p><label>Yes</label><label>No</label></div>",
        "<p class='akismet'>This site uses Akismet to reduce spam.</p>",
        "<div style='display:none'><p>Hidden words that no reader sees on this page.</p></div>",
        "<div><span>Sponsored</span><p>Doctors hate this one trick to sleep on long flights</p></div>",
    ],
)
def test_furniture_between_the_paragraphs_goes(html: str) -> None:
    assert WHOLE == parse_html(page(within=html)).article.text


def test_removed_boilerplate_is_told_but_no_words_of_readers() -> None:
    comments = f"<div id='comments'><p>{COMMENT}</p><h3>Leave a Reply</h3></div>"
    removed = parse_html(page(below=comments, within="<p>Share this:</p>")).article.removed

    assert {"Share this:", "Leave a Reply"} <= set(removed)
    assert not any("Kim" in line for line in removed)


def test_the_headline_is_what_is_printed_not_what_is_told_to_search_engines() -> None:
    head = "<meta property='og:title' content='Border posts reopen: what the ministers of Valdera and Ostmark agreed'>"

    assert HEADLINE == parse_html(page(head=head)).article.headline


def test_the_headline_is_what_is_declared_where_more_stands_within_its_element() -> None:
    linked = f"<a href='/1'>{HEADLINE}</a> <span>(paper.example)</span> <span>87</span>"
    html = page().replace(f"<h1>{HEADLINE}</h1>", f"<h1>{linked}</h1>")

    assert HEADLINE == parse_html(html).article.headline
    assert "30 years of <br> tags" == parse_html(page(headline="30 years of &lt;br&gt; tags")).article.headline


def test_the_name_of_the_site_is_no_headline() -> None:
    html = (
        page(head=f"<meta property='og:title' content='{HEADLINE}'>").replace("<h1>", "<h2>").replace("</h1>", "</h2>")
    )
    html = html.replace("<header>", "<header><h1>The Lindgrad Herald</h1>")

    assert HEADLINE == parse_html(html).article.headline


def test_authors_are_persons_and_the_byline_is_as_printed() -> None:
    parsed = parse_html(page(above="<p class='byline'>By Rhona Castle and Tae-il Shin, Lindgrad</p>"))

    assert ("Rhona Castle", "Tae-il Shin") == parsed.article.byline
    assert "By Rhona Castle and Tae-il Shin" in parsed.article.text.split("\n\n")
    assert () == parse_html(page(head=json_ld(author="Staff Report"))).article.byline


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        ("", "<span>Written by</span><span>Rhona Castle</span>", ""),
        ("", "<div>by <span>RHONA CASTLE</span> on <span>June 1, 2018</span></div>", ""),
        ("", "", "<div><p>Written by Rhona Castle</p></div>"),
        ("", "", "<footer class='entry-meta'><a rel='author' href='/author/rc/'>Rhona Castle</a></footer>"),
        ("", "", "<div class='author-box'><h4 class='author-box__name'>Rhona Castle</h4><p>Editor</p></div>"),
        ("<meta name='author' content='rhona.castle'>", "", ""),
        ("<meta name='author' content='tae.il'>", "<p class='byline'>By Rhona Castle</p>", ""),
        (json_ld(author="Rhona Castle"), "<p>Published by Happy Camper Games</p>", ""),
    ],
)
def test_where_sites_name_their_authors(head: str, above: str, below: str) -> None:
    assert ("Rhona Castle",) == parse_html(page(head=head, above=above, below=below)).article.byline


def test_the_author_of_a_teaser_did_not_write_the_report() -> None:
    teaser = "<div class='teaser-list'><h4>Ostmark votes</h4><p>Written by Rhona Castle</p></div>"

    assert () == parse_html(page(below=teaser)).article.byline


@pytest.mark.parametrize(
    ("head", "above", "published", "source"),
    [
        (json_ld(datePublished="2018-06-01T09:30:00+02:00"), "", "2018-06-01T09:30:00+02:00", "json-ld"),
        ("<meta property='article:published_time' content='2018-06-01'>", "", "2018-06-01", "meta"),
        ("", "<time datetime='2018-06-01T09:30:00Z'>June 1</time>", "2018-06-01T09:30:00Z", "time"),
        ("", "<div>Published: June 1, 2018</div>", "2018-06-01", "printed"),
        # Stamped anew by the system, but the page prints the day it was published.
        (json_ld(datePublished="2024-02-11"), "<div>June 1, 2018</div>", "2018-06-01", "printed"),
        # The moment in UTC is the day before in the newsroom.
        (json_ld(datePublished="2018-06-02T01:30:00Z"), "<div>June 1, 2018</div>", "2018-06-01", "printed"),
        # Rewritten: only JSON-LD tells the first day, the page shows that of the last change.
        (
            json_ld(datePublished="2012-06-01", dateModified="2018-06-01"),
            "<time datetime='2018-06-01'>June 1, 2018</time>",
            "2018-06-01",
            "updated",
        ),
        (json_ld(datePublished="2018-01-08"), "<div>Updated: June 1, 2018</div>", "2018-06-01", "updated"),
        (json_ld(datePublished="2018-06-01"), "<div>Updated: June 3, 2018</div>", "2018-06-01", "json-ld"),
        # What is said of a day stands in a cell of its own.
        ("", "<div><b>Last updated:</b><b>June 1, 2018</b></div>", "2018-06-01", "updated"),
        (
            "",
            "<p><i>Posted on</i> <i>June 1, 2018</i></p><p><i>Updated</i> <i>June 3, 2018</i></p>",
            "2018-06-01",
            "printed",
        ),
        ("", "<p><i>Updated</i> <i>June 3, 2018</i></p><p><i>June 1, 2018</i></p>", "2018-06-01", "printed"),
        # A moment that was never changed is believed of any article.
        (
            json_ld(datePublished="2018-06-01T09:30:00Z").replace("NewsArticle", "BlogPosting"),
            "",
            "2018-06-01T09:30:00Z",
            "json-ld",
        ),
    ],
)
def test_the_date_of_publication_and_where_it_comes_from(head: str, above: str, published: str, source: str) -> None:
    parsed = parse_html(page(head=head, above=above))

    assert published == parsed.article.published
    assert parsed.dated is not None
    assert source == parsed.dated.source


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page(head="<meta property='article:modified_time' content='2018-06-01'>"),
        page(head=json_ld(dateModified="2018-06-01")),
        page(below="<div id='comments'><time datetime='2018-06-01'>June 1, 2018</time><p>Well said!</p></div>"),
        page(below="<footer>© 2018 The Lindgrad Herald</footer>"),
        page(above="<div id='todays-date'>Friday, June 1, 2018</div>"),
        page(head=json_ld(datePublished="2018-06-01").replace("NewsArticle", "BlogPosting")),
        page(
            head=json_ld(datePublished="2018-06-01T09:30:00Z", dateModified="2018-07-01T09:30:00Z").replace(
                "NewsArticle", "BlogPosting"
            )
        ),
        page(above="<div>Last active <time datetime='2018-06-01T09:30:00Z'>June 1, 2018</time></div>"),
        page(above="<div>Retrieved: June 1, 2018</div>"),
        # Twice declared for one day, and a later one printed as if it were that of publication: which is meant?
        page(
            head=json_ld(datePublished="2012-06-01", dateModified="2018-06-01")
            + "<meta property='article:published_time' content='2012-06-01'>",
            above="<div>June 1, 2018</div>",
        ),
        page(
            head="<meta property='article:published_time' content='2012-06-01'>"
            "<meta property='article:modified_time' content='2018-06-01'>",
            above="<div>June 1, 2018</div>",
        ),
        # Only JSON-LD tells the first day, and weeks later the page was changed: a correction, or another text?
        page(head=json_ld(datePublished="2018-06-01"), above="<div>Updated: June 20, 2018</div>"),
        page(below="<ul class='related'><li>Ostmark votes <time datetime='2018-06-01'>June 1</time></li></ul>"),
        page(within="<p>They had met before, on June 1, 2018, in Portmore, and had not agreed on anything.</p>"),
    ],
)
def test_a_page_that_bears_no_date_stays_without_one(html: str) -> None:
    parsed = parse_html(html)

    assert parsed.article.published is None
    assert any("no publication date" in issue.what for issue in parsed.issues)


def test_a_date_of_change_is_taken_only_where_it_is_all_there_is_and_is_told() -> None:
    alone = parse_html(page(above="<div>Updated: June 2, 2018 19:05 IST</div>"))
    beside = parse_html(page(above="<div>Updated: June 2, 2018</div><div>Published: June 1, 2018</div>"))

    assert "2018-06-02" == alone.article.published
    assert any("updated" in issue.what for issue in alone.issues)
    assert "2018-06-01" == beside.article.published


def test_what_is_given_from_outside_wins() -> None:
    html = page(head=json_ld(datePublished="2018-06-01") + "<meta property='og:site_name' content='The Herald'>")
    article = parse(
        html, published="2018-06-05", outlet="A Mirror", headline="Another title", url="https://x.example/"
    ).article

    assert ("2018-06-05", "A Mirror", "Another title") == (article.published, article.outlet, article.headline)


def test_the_dateline_is_a_section_of_its_own_and_not_the_first_sentence() -> None:
    parsed = parse_html(page().replace("<p>The foreign", "<p>LINDGRAD, June 12 (Agency) — The foreign", 1))
    kinds = [one.kind for one in parsed.article.sections]
    body = parsed.article.sections[-1]

    assert ["headline", "dateline", "body"] == kinds
    assert parsed.article.text[body.start :].startswith("The foreign ministers")


def test_a_dateline_in_an_element_of_its_own_opens_the_text() -> None:
    source = "<div class='source'><cite><span>Lindgrad</span> <span>CNN</span> &mdash;&nbsp;</cite></div>"
    parsed = parse_html(page().replace("<div class='story-body'>", f"<div class='story-body'>{source}"))

    assert parsed.article.text.startswith(f"{HEADLINE}\n\nLindgrad CNN — {TEXT[0]}")
    assert parsed.dateline is not None
    assert ["Lindgrad"] == [one.quote for one in parsed.dateline.places]


def test_teasers_of_other_reports_longer_than_the_report_are_no_part_of_it() -> None:
    cards = "".join(
        f"<div><h3><a href='/{i}'>Ostmark story {i}</a></h3><p>A teaser of it.</p></div>" for i in range(30)
    )

    assert WHOLE == parse_html(page(below=f"<section><h2>More on this story</h2>{cards}</section>")).article.text


def test_the_text_is_found_where_the_first_witness_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise IndexError("an odd page")

    monkeypatch.setattr("dateline.pages.body.bare_extraction", broken)

    assert WHOLE == parse_html(page()).article.text


def test_old_pages_of_tables_and_line_breaks_are_read() -> None:
    lines = "<br><br>".join(TEXT)
    html = (
        f"<html><head><title>Radio Lindgrad - {HEADLINE}</title></head><body><table><tr><td><b>Top stories</b><br>"
        f"<a href='/1'>A goat on the runway</a></td><td><font size=4><b>{HEADLINE}</b></font><br>"
        f"<font size=1>Tuesday, 12 June 2018</font><br><br>{lines}<br><br>"
        "<a href='/p'>Print this page</a></td></tr></table>"
    )
    article = parse_html(html).article

    assert WHOLE == article.text
    assert "2018-06-12" == article.published


def test_a_page_that_goes_on_after_its_end_tag_is_read_to_its_end() -> None:
    html = page().replace("<main>", "</body></html><main>", 1)

    assert WHOLE == parse_html(html).article.text


@pytest.mark.parametrize("tag", ["form", "nav", "button", "footer", "aside"])
def test_a_page_within_a_form_or_an_element_that_was_not_ended_is_read(tag: str) -> None:
    html = page().replace("<main>", f"<{tag}><main>", 1)

    assert WHOLE == parse_html(html).article.text
    assert WHOLE == parse_html(html.replace("</main>", f"</main></{tag}>")).article.text


def test_text_that_scripts_would_fetch_is_taken_from_json_ld_and_told() -> None:
    long = "\n".join(f"{line} It was said for the {i}th time." for i, line in enumerate(TEXT * 2))
    head = f"<head><title>{HEADLINE}</title>{json_ld(articleBody=long)}</head>"
    html = f"<html>{head}<body><h1>{HEADLINE}</h1><div id='root'></div></body>"
    parsed = parse_html(html)

    assert "for the 7th time" in parsed.article.text
    assert any("JSON-LD" in issue.what for issue in parsed.issues)


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><form><input name='q'><button>Search</button></form></body></html>",
        "<html><body><nav>" + "".join(f"<a href='/{i}'>Section {i}</a>" for i in range(80)) + "</nav></body></html>",
        "<html><body><h1>Leave a Reply</h1><p>Share this:</p><p>Reading Time: 2 minutes</p></body></html>",
        "<html></html>",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_a_report_is_refused_by_name(html: str) -> None:
    with pytest.raises(NoArticle) as refused:
        parse_html(html)

    assert refused.value.hint


def test_a_page_is_told_from_a_text_in_which_a_tag_is_quoted() -> None:
    quoted = f"{HEADLINE}\n\nThe site used a <b> tag, the minister said. Nobody had seen it before.\n\n{BODY}"

    assert "<b> tag" in parse(quoted).article.text
    assert "<p>" not in parse(page()).article.text
