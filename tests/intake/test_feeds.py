"""What is a feed, and which reports it names."""

from __future__ import annotations

import contextlib
import time
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadFeed, DatelineError
from dateline.intake.feeds import Entry, is_feed, read_feed

RSS = """<?xml version="1.0" encoding="{charset}"?>
<!-- made by hand --><rss version="2.0"><channel><title>Zürcher Bote</title>
<item><title>“One”</title>
<link>https://example.org/1#top</link><pubDate>Fri, 01 Jun 2018 23:30:00 -0400</pubDate></item>
<item><title>Two</title><link>/2</link></item>
<item><title>One again</title><link>https://example.org/1</link></item>
<item><title>No page</title><link>javascript:alert(1)</link></item>
<item><title>None at all</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title>
<entry><title>A</title><link rel="alternate" href="https://example.org/a"/><published>2018-06-01T09:00:00Z</published></entry>
<entry><title>B</title><link href="https://example.org/b"/><updated>2018-06-02T09:00:00Z</updated></entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old</title>
</channel><item rdf:about="https://example.org/r"><title>R</title><link>https://example.org/r</link>
<dc:date>2018-06-03</dc:date></item></rdf:RDF>"""


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "utf-16"])
def test_addresses_are_whole_and_named_once_in_any_charset(charset: str) -> None:
    body = RSS.format(charset=charset).replace("“", '"').replace("”", '"').encode(charset)
    feed = read_feed(body, url="https://example.org/feed")

    assert "Zürcher Bote" == feed.title
    assert (
        Entry("https://example.org/1", "2018-06-02T03:30:00+00:00"), Entry("https://example.org/2")
    ) == feed.entries  # fmt: skip


def test_a_charset_that_is_declared_wrongly_is_tolerated() -> None:
    body = RSS.format(charset="utf-8").encode("cp1252")

    assert "Zürcher Bote" == read_feed(body, url="https://example.org/", content_type="text/xml; charset=utf-8").title


def test_atom_and_rss_1_are_read_as_well() -> None:
    assert (Entry("https://example.org/a", "2018-06-01T09:00:00+00:00"), "https://example.org/b") == (
        read_feed(ATOM.encode()).entries[0], read_feed(ATOM.encode()).entries[1].url
    )  # fmt: skip
    assert ("https://example.org/r",) == tuple(one.url for one in read_feed(RDF.encode()).entries)


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    body = b"<rss><channel><title>AT&T & more</title><item><title>a<br></title><link>https://example.org/1</link>"

    assert [Entry("https://example.org/1")] == list(read_feed(body).entries)


@pytest.mark.parametrize(
    "body", [b"<html><body>no</body></html>", b"<rss", b"", b"\x1f\x8b\x08", b"<!--", b"<?xml version='1.0'?><feeder/>"]
)
def test_other_things_are_no_feed(body: bytes) -> None:
    assert not is_feed(body)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le"])
def test_billion_laughs_are_refused_before_anything_is_expanded(charset: str) -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss><channel><title>&a9;</title></channel></rss>'
    started = time.monotonic()
    tracemalloc.start()

    with pytest.raises(BadFeed, match="entities"):
        read_feed(body.encode(charset))
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    assert time.monotonic() - started < 1
    tracemalloc.stop()


def test_a_file_of_this_machine_is_not_drawn_in() -> None:
    body = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><title>&x;</title></channel></rss>'

    with pytest.raises(BadFeed, match="entities"):
        read_feed(body)


@pytest.mark.parametrize("head", [" " * 100_000, "<!---->" * 20_000, "<!--" * 50_000, "<!x [" * 50_000])
def test_a_long_head_costs_no_time(head: str) -> None:
    started = time.monotonic()

    assert not is_feed(head.encode() + b"<rs>")
    assert time.monotonic() - started < 1


@pytest.mark.parametrize("link", ["http://[", "http://a:b/", "https://", "&#0;https://e.org/", "x" * 3_000, " "])
def test_a_link_that_is_no_address_is_left_out(link: str) -> None:
    body = f"<rss><channel><item><link>{link}</link></item><item><link>https://e.org/1</link></item></channel></rss>"

    assert Entry("https://e.org/1") in read_feed(body.encode(), url="https://e.org/feed").entries
    assert all(one.url.isprintable() and len(one.url) < 100 for one in read_feed(body.encode()).entries)


@given(st.binary(max_size=300), st.sampled_from([b"<rss>", b"<feed>", b"<?xml version='1.0'?><rdf:RDF>", b""]))
def test_nothing_that_is_sent_raises_anything_but_errors_of_ours(noise: bytes, head: bytes) -> None:
    with contextlib.suppress(DatelineError):
        read_feed(head + noise, url="https://e.org/feed")


def test_what_the_parser_stumbles_over_is_an_error_of_ours() -> None:
    with pytest.raises(BadFeed):
        read_feed(b"<rss><channel><item><link>https://e.org/&#xD800;</link></item></channel></rss>")
