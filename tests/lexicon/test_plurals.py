"""Several who speak take a verb in the plural; a name that merely ends in "s" does not."""

from __future__ import annotations

import pytest

from dateline.lexicon.plurals import are_several


@pytest.mark.parametrize(
    "words",
    [
        "diplomats", "Russian news agencies", "two men", "officials in Kyiv", "sources close to the talks",
        "aides, who asked not to be named", "Norwegian police", "people familiar with the offer", "Yazidis",
    ],
)  # fmt: skip
def test_several(words: str) -> None:
    assert are_several(words)


@pytest.mark.parametrize(
    "words",
    [
        "a group of diplomats", "one of the officials", "Reuters", "the New York Times", "United Nations", "Hamas",
        "the news", "the headquarters", "a diplomat", "the ministry", "Congress", "the press corps", "", "No officials",
    ],
)  # fmt: skip
def test_one(words: str) -> None:
    assert not are_several(words)


def test_a_group_is_several_under_a_name_in_capitals_too() -> None:
    assert are_several("Diplomats", group=True)
    assert not are_several("Diplomats")
    assert not are_several("Taliban", group=True)
