from __future__ import annotations

import gzip
import random
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.pages import Parsed, parse
from dateline.pages.words import chrome_kind
from page_make import json_ld, page
from shared import shared

SCRAPS = tuple(
    b"<div> </div> <p> </p> <b --> <!-- <![CDATA[ ]]> &#0; &#xD800; \x00 \xff <script> </script> <table><tr><td> <h1> "
    b"</body> <select> <svg> <plaintext> <style> class='comment' \xed\xa0\x80 <time/datetime='2018-06-01'> <title> "
    b"<br><br> </html> <base/href=x> <noscript> <template> <meta/charset=utf-16> <frameset> <!doctype <a/href='x'> "
    b'{"@type":"Article","datePublished":[1]}'.split()
)
PAGE = page(
    head=json_ld(datePublished="2018-06-01", author="Rhona Castle"),
    above="<p class='byline'>By Rhona Castle</p>",
    below="<div id='comments'><p>He met Kim in secret.</p></div>",
).encode()


def is_sound(parsed: Parsed) -> bool:
    """Whatever came in: sections in order and within, no boilerplate in the body, text that can be written."""
    article = parsed.article
    article.text.encode()
    ends = [end for one in article.sections for end in (one.start, one.end)]
    above = {article.text[one.start : one.end] for one in article.sections if one.kind in ("headline", "byline")}
    return (
        ends == sorted(ends)
        and (not ends or ends[-1] <= len(article.text))
        and not any(chrome_kind(line) for line in article.text.split("\n\n") if line not in above)
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from(SCRAPS) | st.binary(max_size=6)), max_size=8
    )
)
def test_a_page_with_scraps_in_it_and_pieces_missing_is_read_or_refused(cuts: list[tuple[float, int, bytes]]) -> None:
    data = PAGE
    for where, gone, scrap in cuts:
        at = int(where * len(data))
        data = data[:at] + scrap + data[at + gone :]
    with suppress(InputError):
        assert is_sound(parse(data))


@given(st.binary(max_size=300), st.sampled_from(["html", "text", None]))
def test_any_bytes_are_read_or_refused(data: bytes, kind: str | None) -> None:
    with suppress(InputError):
        assert is_sound(parse(data, kind=kind))  # type: ignore[arg-type]


@pytest.mark.slow
def test_real_pages_with_random_damage_are_read_or_refused_in_time() -> None:
    files = sorted(shared("data", "pages", "wcxb", "html").glob("*.gz"))[::5]
    dice = random.Random(20180612)
    for file in files:
        data = gzip.decompress(file.read_bytes())
        for _ in range(dice.randint(1, 30)):
            at = dice.randrange(len(data))
            data = data[:at] + dice.choice(SCRAPS) * dice.choice((1, 1, 3, 300)) + data[at + dice.randint(0, 200) :]
        start = time.process_time()
        with suppress(InputError):
            assert is_sound(parse(data)), file.name
        assert time.process_time() - start < 2, file.name


def test_a_list_of_links_in_an_element_with_an_impossible_name_is_read() -> None:
    links = "".join(f'<p><a href="/{n}">A headline of another day, number {n}</a></p>' for n in range(12))
    prose = "".join(
        f"<p>Mali closed its border with Niger on Monday, a spokesman said for the time {n}.</p>" for n in range(6)
    )
    page = f"<html><body><h1>Mali closes its border</h1><article>{prose}</article><b<div>{links}</b<div></body></html>"

    assert "Mali closed its border" in parse(page.encode()).article.text
