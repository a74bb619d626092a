"""Paragraphs and sentences."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.sentences import split_sentences
from dateline.record import Article, Section


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(Article(text=text, language="en"))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Lavrov met Gen. Kim on Jan. 5.|They talked for No. 10.",
        "Washington D.C. was quiet.|It snowed in the U.S.|The talks went on.",
        "The U.S. President spoke.|Sen. Marco Rubio did not.",
        "“We will go,” he said.|“It is near.”|Nobody followed.",
        '"Will you go?" Mr. Pompeo asked.|"No."|He left.',
        "He said: “Go!”|They went.",
        "John F. Kennedy flew to St. Petersburg.|George W. Bush stayed.",
        "The talks... were long.|They ended at 5 p.m.|On Friday they met again.",
        "It cost $2.5 billion.|40 were hurt.",
        "She works for Acme Inc. in Geneva.|(He does not.)|Yes!",
        "«Non», dit-il.|Ri Yong-ho left.",
        "He is back.”|Kim said so.",
        "He wrote so on X.|Trump did not.",
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_it_should(text: str) -> None:
    assert text.split("|") == sentences(text.replace("|", " "))


def test_a_blank_line_ends_a_paragraph_and_a_headline_needs_no_full_stop() -> None:
    article = Article(text="Lavrov Meets Kim\n\n14:35 GMT\n \nThey met. They ate.", language="en")

    found = split_sentences(article)

    assert [(0, 0), (1, 1), (2, 2), (3, 2)] == [(s.index, s.paragraph) for s in found]
    assert ["Lavrov Meets Kim", "14:35 GMT", "They met.", "They ate."] == sentences(article.text)


def test_a_sentence_never_reaches_over_a_section() -> None:
    text = "Talks fail\n\nSEOUL (Yonhap) — The talks failed."
    body = text.index("The")
    sections = (Section("headline", 0, 10), Section("dateline", 12, body), Section("body", body, len(text)))

    found = split_sentences(Article(text=text, language="en", sections=sections))

    assert ["headline", "dateline", "body"] == [s.section for s in found]
    assert [0, 1, 1] == [s.paragraph for s in found]


TEXTS = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from(
            ["Mr.", "U.S.", "Kim", "said", "“", "”", '"', "'", ".", "?", "...", "\n\n", "\n", "a.m.", "😀", ")"]
        )
    ).map(" ".join),
)


@given(TEXTS)
def test_sentences_tile_the_words_in_order(text: str) -> None:
    found = split_sentences(Article(text=text, language="en"))

    assert list(range(len(found))) == [s.index for s in found]
    tokens = [token for s in found for token in s.tokens]
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))
    assert all(s.start == s.tokens[0].start and s.end == s.tokens[-1].end for s in found)
    covered = {i for token in tokens for i in range(token.start, token.end)}
    assert all(i in covered for i, character in enumerate(text) if character.isalnum())


def test_a_paragraph_of_100_kilobytes_is_cut_in_time() -> None:
    text = "and then the minister said that he would go to Geneva, " * 2000

    began = time.process_time()
    found = split_sentences(Article(text=text, language="en"))

    assert time.process_time() - began < 2
    assert max(len(s.tokens) for s in found) <= 400
