"""Trees from scores of arcs."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.language.trees import best_tree


def is_tree(heads: list[int]) -> bool:
    for word in range(1, len(heads) + 1):
        seen: set[int] = set()
        while word:
            if word in seen:
                return False
            seen.add(word)
            word = heads[word - 1]
    return heads.count(0) == 1


def test_two_words_that_want_each_other_are_parted() -> None:
    scores = np.array([[1.0, 0.0, 9.0, 0.0], [0.0, 9.0, 0.0, 0.0], [0.0, 0.0, 8.0, 0.0]], dtype=np.float32)

    assert [0, 1, 2] == best_tree(scores).tolist()


def test_one_root_is_chosen_where_two_stand() -> None:
    scores = np.array([[5.0, 0.0, 1.0], [9.0, 2.0, 0.0]], dtype=np.float32)

    assert [2, 0] == best_tree(scores).tolist()


SCORES = st.integers(1, 9).flatmap(
    lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-20, 20, width=32).map(lambda x: round(x, 2)))
)


@given(SCORES)
def test_any_scores_give_a_tree_with_one_root(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores).tolist())


@given(SCORES.filter(lambda scores: len(scores) <= 5))
def test_no_other_tree_below_the_same_root_scores_more(scores: np.ndarray) -> None:
    found = best_tree(scores).tolist()
    total = sum(float(scores[i, head]) for i, head in enumerate(found))
    others = [
        sum(float(scores[i, head]) for i, head in enumerate(heads))
        for heads in itertools.product(range(len(scores) + 1), repeat=len(scores))
        if is_tree(list(heads)) and heads.index(0) == found.index(0)
    ]

    assert pytest.approx(max(others), abs=1e-3) == total


def test_no_words_no_tree() -> None:
    assert [] == best_tree(np.zeros((0, 1), dtype=np.float32)).tolist()
