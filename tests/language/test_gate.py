"""The gate before the encoder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.gate import gate
from dateline.language.sentences import split_sentences
from dateline.record import Article, Section


def opened(text: str, sections: tuple[Section, ...] = ()) -> list[bool]:
    return gate(split_sentences(Article(text=text, language="en", sections=sections)))


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks with Iran failed.",
        "He left.",
        "The summit was called off.",
        "“Nonsense.”",
        "About 40 were hurt.",
        "It rained last week.",
        "Officials said so.",
        "The ministers met.",
    ],
)
def test_a_name_a_quote_a_figure_an_event_speech_or_a_time_opens_it(sentence: str) -> None:
    assert [True] == opened(sentence)


@pytest.mark.parametrize("sentence", ["The rowers wore yellow caps.", "Soup tastes salty.", "* * *"])
def test_a_sentence_of_none_of_these_is_not_read(sentence: str) -> None:
    assert [False] == opened(sentence)


def test_a_name_at_the_beginning_counts_if_the_article_has_it_elsewhere() -> None:
    assert [False, True] == opened("Soup tastes salty. The cook is Anna.")
    assert [True, True] == opened("Soup tastes salty. The cook is called Soup.")


def test_a_headline_is_always_read() -> None:
    assert [True] == opened("Soup tastes salty", (Section("headline", 0, 17),))


@given(
    st.lists(st.sampled_from(["Soup", "tastes", "of", "salt", "Kim", "9", "said", ".", "\n\n"]), max_size=30).map(
        " ".join
    )
)
def test_a_name_inside_a_sentence_is_never_kept_away(text: str) -> None:
    sentences = split_sentences(Article(text=text, language="en"))

    for sentence, is_open in zip(sentences, gate(sentences), strict=True):
        assert is_open or not any(token.text in ("Kim", "9", "said") for token in sentence.tokens[1:])
