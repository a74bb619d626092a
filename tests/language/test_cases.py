"""Headlines of one case, written as the report itself writes their words."""

from __future__ import annotations

import pytest

from dateline.language.cases import recased
from dateline.language.sentences import split_sentences
from dateline.record import Article, Section

BODY = "On Monday Trump said that he would call off the meeting with Kim. The US and Japan agree with him."


def headline(words: str, body: str = BODY) -> str:
    sections = (Section("headline", 0, len(words)), Section("body", len(words) + 2, len(words) + 2 + len(body)))
    article = Article(text=f"{words}\n\n{body}", language="en", sections=sections)
    first, *_ = recased(split_sentences(article))

    assert [(token.start, token.end) for token in first.tokens] == [
        (token.start, token.end) for token in split_sentences(article)[0].tokens
    ]
    return " ".join(token.text for token in first.tokens)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("TRUMP CALLS OFF MEETING WITH KIM", "Trump calls off meeting with Kim"),
        ("trump calls off meeting with kim", "Trump calls off meeting with Kim"),
        ("US AND JAPAN AGREE", "US and Japan agree"),
        ("us and japan agree", "US and Japan agree"),
        ("MAXIMUM PRESSURE ON KIM", "Maximum pressure on Kim"),  # of words that it has nowhere else little is known
        ("maximum pressure on kim", "maximum pressure on Kim"),
        ("EU AND KIM", "EU and Kim"),
    ],
)
def test_words_are_written_as_in_the_body(words: str, read: str) -> None:
    assert read == headline(words, f"{BODY} He spoke on Kim again.")


@pytest.mark.parametrize("words", ["Trump Calls Off Meeting With Kim", "EU SUMMIT", "TRUMP calls off meeting"])
def test_what_has_both_cases_or_hardly_a_word_stays(words: str) -> None:
    assert words == headline(words)


def test_a_shout_in_the_body_stays() -> None:
    article = Article(text="HE SAID NO AGAIN.", language="en", sections=(Section("body", 0, 17),))

    assert "HE SAID NO AGAIN ." == " ".join(token.text for token in recased(split_sentences(article))[0].tokens)
