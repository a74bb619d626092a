from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EmptyInput, NotText, TooLarge
from dateline.pages import decode_body
from dateline.pages.charset import decode, normalise, repair

MINISTER = "Secretary-General António Guterres said: “Obsolete – at last.”"


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        (MINISTER.encode(), None),
        (b"\xef\xbb\xbf" + MINISTER.encode(), "text/html; charset=iso-8859-1"),
        (b"\xff\xfe" + MINISTER.encode("utf-16-le"), None),
        (MINISTER.encode("utf-16-be"), None),
        (MINISTER.encode("cp1252"), None),
        (MINISTER.encode("cp1252"), 'text/html; charset="ISO-8859-1"'),
        (MINISTER.encode(), "text/html; charset=windows-1252"),
    ],
)
def test_the_same_words_in_every_encoding_that_pages_use(data: bytes, content_type: str | None) -> None:
    assert MINISTER == decode(data, content_type=content_type)


def test_the_charset_that_the_page_declares_is_used_where_it_is_not_utf_8() -> None:
    cyrillic = "<meta charset='windows-1251'><p>Министр иностранных дел</p>"

    assert cyrillic == decode(cyrillic.encode("cp1251"))


def test_a_page_that_says_utf_8_and_is_windows_1252_keeps_its_quotation_marks() -> None:
    assert "“Obsolete" in decode(b"<meta charset=utf-8>" + MINISTER.encode("cp1252"))


def test_a_few_broken_bytes_do_not_turn_utf_8_into_something_else() -> None:
    broken = ("<meta charset=utf-8>" + MINISTER * 5).encode() + b"\xff" + MINISTER.encode()

    assert 6 == decode(broken).count("António")


def test_text_that_was_encoded_twice_reads_as_it_was_meant() -> None:
    assert "Kim’s café “here”" == repair("Kimâ€™s cafÃ© â€œhereâ€\x9d")
    assert "SÃO PAULO, naïve, Ã" == repair("SÃO PAULO, naïve, Ã")


@pytest.mark.parametrize("data", [b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n", b"PK\x03\x04zip", bytes(range(32)) * 20])
def test_binary_data_is_named_as_such(data: bytes) -> None:
    with pytest.raises(NotText, match="binary"):
        decode(data)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\x00\x00\x00"])
def test_nothing_is_named_as_such(data: bytes) -> None:
    with pytest.raises(EmptyInput):
        decode(data)


def test_a_bomb_in_the_content_encoding_is_stopped_at_the_limit() -> None:
    layer = gzip.compress(bytes(50_000_000))

    with pytest.raises(TooLarge, match="5,000,000"):
        decode_body(layer, "gzip")
    with pytest.raises(TooLarge):
        decode_body(gzip.compress(layer), "gzip, gzip")


def test_both_manners_of_deflate_and_joined_gzip_members_are_unpacked() -> None:
    bare = zlib.compressobj(wbits=-15)

    assert b"page" == decode_body(zlib.compress(b"page"), "deflate")
    assert b"page" == decode_body(bare.compress(b"page") + bare.flush(), "deflate")
    assert b"one, two" == decode_body(gzip.compress(b"one, ") + gzip.compress(b"two"), "x-gzip")
    assert b"page" == decode_body(b"page", None)


def test_a_body_that_breaks_off_gives_what_was_there_and_garbage_is_refused() -> None:
    whole = b"".join(b"sentence %d. " % i for i in range(500))

    assert decode_body(gzip.compress(whole)[:-20], "gzip") in whole
    with pytest.raises(NotText, match="broken"):
        decode_body(b"no gzip at all", "gzip")
    with pytest.raises(NotText, match="'br'"):
        decode_body(b"x", "br")


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    try:
        text = decode(data)
    except (EmptyInput, NotText):
        return
    text.encode()  # no lone surrogate


@given(st.text(max_size=200))
def test_what_is_normal_stays_and_holds_nothing_invisible(text: str) -> None:
    once = normalise(text)

    assert once == normalise(once)
    assert not set(once) & {"\x00", "\ufeff", "\u200b", "\xad", "\r", "\ud800"}
