from __future__ import annotations

import time
from datetime import date

import pytest

from dateline.errors import BadDate, DatelineError, EmptyInput, InputError, NotText, TooLarge
from dateline.pages import Parsed, parse
from page_make import TEXT, page

PROSE = "".join(f"<p>{line}</p>" for line in TEXT)
SECONDS = 2.0


def timed(data: bytes | str) -> Parsed | DatelineError:
    """What comes of it, within the time that a page may take."""
    start = time.process_time()
    try:
        result: Parsed | DatelineError = parse(data)
    except DatelineError as error:
        result = error
    assert time.process_time() - start < SECONDS
    return result


def test_fifty_megabytes_are_refused_before_they_are_read() -> None:
    result = timed(b"<html><body>" + b"<p>x" * 12_500_000)

    assert isinstance(result, TooLarge)
    assert result.hint


def test_ten_thousand_tags_deep_the_text_is_still_found_and_it_is_told() -> None:
    result = timed(f"<html><body>{'<div>' * 10_000}{PROSE}{'</div>' * 10_000}</body></html>")

    assert isinstance(result, Parsed)
    assert TEXT[-1] in result.article.text
    assert any("too deep" in issue.what for issue in result.issues)


@pytest.mark.parametrize(
    "html",
    [
        "<" * 1_000_000,
        "<p " * 300_000,
        f"<html><body><p {' '.join(f'a{i}=1' for i in range(100_000))}>{PROSE}",
        f"<html><body>{'<b>' * 100_000}{PROSE}",
        f"<html><body>{'<a href=/x>link</a> ' * 20_000}{PROSE}",
        f"<html><body><div class='{'comment ' * 100_000}'>{PROSE}</div>{PROSE}",
        f"<html><script type='application/ld+json'>{'[' * 100_000}</script><body>{PROSE}",
        f"<html><body><table>{'<tr><td>1<td>2' * 20_000}</table>{PROSE}",
        "<html><body><p>" + "word " * 900_000,
        "A " * 400_000,
        "A-" * 400_000,
        "By " + "A. " * 300_000,
        "(" * 500_000,
    ],
)
def test_nothing_takes_longer_than_a_page_may(html: str) -> None:
    result = timed(html)

    assert isinstance(result, Parsed | InputError)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyInput),
        ("", EmptyInput),
        ("\x00\x00", EmptyInput),
        (b"%PDF-1.4\n\x00\xff", NotText),
        (b"GIF89a\x00\x00", NotText),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_next_step(data: bytes | str, error: type[DatelineError]) -> None:
    with pytest.raises(error) as refused:
        parse(data)

    assert refused.value.hint


def test_zero_bytes_and_lone_surrogates_are_no_part_of_the_text() -> None:
    for source in (page(), "\n\n".join(TEXT)):
        article = parse(source.replace("talks", "ta\x00lks\ud800", 1)).article

        article.text.encode()
        assert "\x00" not in article.text


def test_a_publication_date_that_is_none_is_refused_and_one_in_the_future_is_told() -> None:
    with pytest.raises(BadDate, match="no date"):
        parse(page(), published="next week")
    late = parse(page(), published="2030-01-01", today=date(2026, 11, 27))

    assert "2030-01-01" == late.article.published
    assert any("future" in issue.what for issue in late.issues)
