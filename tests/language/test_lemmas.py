"""Lemmas."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.lemmas import lemma
from dateline.lexicon.files import table


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("met", "VBD", "meet"),
        ("said", "VBD", "say"),
        ("told", "VBN", "tell"),
        ("cancelled", "VBN", "cancel"),
        ("canceled", "VBN", "cancel"),
        ("called", "VBD", "call"),
        ("invited", "VBN", "invite"),
        ("visited", "VBD", "visit"),
        ("hoping", "VBG", "hope"),
        ("planning", "VBG", "plan"),
        ("denied", "VBD", "deny"),
        ("died", "VBD", "die"),
        ("agreed", "VBD", "agree"),
        ("postponed", "VBN", "postpone"),
        ("pledges", "VBZ", "pledge"),
        ("’s", "VBZ", "be"),
        ("n't", "RB", "not"),
        ("would", "MD", "would"),
        ("talks", "NNS", "talk"),
        ("missiles", "NNS", "missile"),
        ("allies", "NNS", "ally"),
        ("crises", "NNS", "crisis"),
        ("spokesmen", "NNS", "spokesman"),
        ("meeting", "NN", "meeting"),
        ("meeting", "VBG", "meet"),
        ("Pyongyang", "NNP", "pyongyang"),
        ("States", "NNPS", "states"),
        ("better", "JJR", "good"),
        ("earlier", "RBR", "early"),
    ],
)
def test_a_tagged_form_has_its_lemma(form: str, tag: str, expected: str) -> None:
    assert expected == lemma(form, tag)


@pytest.mark.parametrize(
    ("form", "expected"), [("met", "meet"), ("talks", "talk"), ("asked", "ask"), ("morning", "morning")]
)
def test_an_untagged_form_has_the_likely_one(form: str, expected: str) -> None:
    assert expected == lemma(form)


@given(st.text(max_size=30), st.sampled_from(["", "VBD", "NNS", "NNP", "JJR", "RB", "CD", "nonsense"]))
def test_any_word_has_a_lemma_in_lower_case(form: str, tag: str) -> None:
    found = lemma(form, tag)

    assert found == found.lower()
    assert bool(form) == bool(found)


def test_no_form_is_listed_under_two_lemmas_of_one_class() -> None:
    listed = [(form, row["class"]) for row in table("en/lemmas.tsv") for form in row["forms"].split("|")]

    assert sorted(set(listed)) == sorted(listed)
