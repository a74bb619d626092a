"""Which characters of a text stand between quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.statements.quotes import find_quotes


def quoted(text: str) -> list[list[str]]:
    return [[text[part.start : part.end] for part in quote.parts] for quote in find_quotes(text).all]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Time,” said the envoy. “And attention.”", [["Time,"], ["And attention."]]),
        ("«Turkey is at your side,» Erdogan told him.", [["Turkey is at your side,"]]),
        ("„Wir gehen“, sagte Merkel.", [["Wir gehen"]]),
        ("'It's ours,' he said.", [["It's ours,"]]),
        ("The players’ union is ‘finished with the boys’ club’, he said.", [["finished with the boys’ club"]]),
        ("A 'phase one' deal in the '90s.", [["phase one"]]),
        ("“He said ‘no’ twice,” she said.", [["He said ‘no’ twice,"]]),
        ("Iran’s and the Houthis’ ships", []),
    ],
)
def test_marks_of_every_house_style_are_found_and_apostrophes_are_not(text: str, expected: list[list[str]]) -> None:
    assert expected == quoted(text)


def test_a_quotation_goes_on_in_the_next_paragraph_if_that_opens_with_the_same_mark() -> None:
    text = "“We came a long way.\n\n“We have further to go,” he said."

    assert [["We came a long way.", "We have further to go,"]] == quoted(text)


def test_a_quotation_that_is_never_closed_ends_with_its_paragraph() -> None:
    text = "He said: “We go.\n\nThe talks ended."
    (quote,) = find_quotes(text).all

    assert not quote.closed
    assert "He said: “We go." == text[: quote.outer.end]


@given(st.text(alphabet="ab s.,\n“”‘’«»\"'„", max_size=60))
def test_quotations_are_in_order_apart_and_without_their_marks(text: str) -> None:
    quotes = find_quotes(text).all

    for quote in quotes:
        assert quote.outer.start < quote.parts[0].start <= quote.parts[-1].end <= quote.outer.end <= len(text)
        assert all(part.start < part.end for part in quote.parts)
        assert find_quotes(text).at(quote.parts[0].start) == quote
    assert all(before.outer.end <= after.outer.start for before, after in pairwise(quotes))
