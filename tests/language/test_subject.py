"""The gate on articles: is this about affairs of states?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.sentences import split_sentences
from dateline.language.subject import SHORT, is_political, points
from dateline.record import Article

RECIPE = (
    "Chop the onions and fry them in butter until they are soft. Add the rice, stir it for two minutes and pour in the "
    "stock. The cook says that a pinch of saffron does no harm. Serve it in warm bowls with a glass of white wine. "
)
FOOTBALL = (
    "Chelsea beat Napoli after a late goal. The captain praised his side and the manager said that talks about a new "
    "contract would go on. The visitors attacked early and retreated for half an hour. "
)
MEETING = "The foreign ministers of Japan and France met in Tokyo and discussed the sanctions on Iran. "


@pytest.mark.parametrize(
    ("expected", "sentence"),
    [
        (2.0, MEETING),
        (2.0, "Seoul and Pyongyang signed a truce."),
        (2.0, "Emmanuel Macron summoned the German ambassador."),
        (2.0, "NATO accused Russia of sending troops."),
        (1.0, "Kenya recalled its ambassador."),
        (1.0, "The U.S. secretary of state left."),
        (0.5, "The president signed the treaty."),
        (0.0, "The president of the club resigned."),
        (0.0, "The Kenyan runner won again."),
        (0.0, "Soup tastes salty."),
    ],
)
def test_points_are_for_states_near_what_they_deal_with_or_who_acts_for_them(expected: float, sentence: str) -> None:
    (one,) = split_sentences(Article(text=sentence.strip(), language="en"))

    assert expected == points(one)


@pytest.mark.parametrize("text", [RECIPE * 5, FOOTBALL * 5], ids=["recipe", "football"])
def test_what_is_about_something_else_is_not_read(text: str) -> None:
    assert not is_political(split_sentences(Article(text=text, language="en")))


@pytest.mark.parametrize("text", [RECIPE * 5, FOOTBALL * 5], ids=["recipe", "football"])
def test_two_sentences_on_affairs_of_states_open_an_article(text: str) -> None:
    assert is_political(split_sentences(Article(text=text + MEETING * 2, language="en")))


def test_a_long_article_needs_more_than_one_that_names_states_in_passing() -> None:
    assert not is_political(split_sentences(Article(text=RECIPE * 80 + MEETING * 2, language="en")))


def test_a_brief_is_read_whatever_it_is_about() -> None:
    assert is_political(split_sentences(Article(text=RECIPE, language="en")))
    assert len(RECIPE.split()) < SHORT


def test_without_capitals_nothing_can_be_told_by_names() -> None:
    assert is_political(split_sentences(Article(text=(MEETING * 12).lower(), language="en")))


@given(st.lists(st.sampled_from([RECIPE, FOOTBALL]), min_size=1, max_size=12).map("".join))
def test_more_on_affairs_of_states_never_closes_an_article(text: str) -> None:
    before = is_political(split_sentences(Article(text=text, language="en")))

    assert not before or is_political(split_sentences(Article(text=text + MEETING * 6, language="en")))
