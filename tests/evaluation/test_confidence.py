"""The measure of ratings: what counts as right, and what the tables say."""

from __future__ import annotations

from typing import Any

import pytest

import dateline
from dateline.evaluation.confidence import Rated, agrees, calibration, choices, order, page, reliability

TEXT = "Poland expelled three Russian diplomats on Monday."


def gold(**other: Any) -> dict[str, Any]:
    sides: dict[str, Any] = {
        "actors": [{"country": "POL", "sector": "GOV"}],
        "recipients": [{"country": "RUS", "sector": "GOV"}],
    }
    return {"kinds": ["expulsion"], "told": "done"} | sides | other


@pytest.mark.parametrize(
    ("right", "other"),
    [
        (True, {}),
        (True, {"kinds": ["coercion", "expulsion"]}),
        (True, {"actors": []}),
        (True, {"recipients": []}),
        (False, {"kinds": ["recall"]}),
        (False, {"told": "denied"}),
        (False, {"actors": [{"country": "RUS", "sector": "GOV"}]}),
    ],
)
def test_right_are_kind_polarity_and_who_acts(right: bool, other: dict[str, Any]) -> None:
    record = dateline.read(TEXT, published="2021-06-10")

    assert right == agrees(gold(**other), record.events[0], record)


def rated(*pairs: tuple[float, bool]) -> list[Rated]:
    return [Rated("event", "x", right, confidence) for confidence, right in pairs]


def test_ratings_that_are_true_lie_nowhere_apart() -> None:
    items = rated(*[(0.75, True)] * 3, (0.75, False), (0.5, True), (0.5, False))

    assert 0.0 == calibration(items)
    assert pytest.approx(0.25) == calibration(rated((0.75, True), (0.75, True)))


def test_order_is_the_share_of_pairs_in_which_the_right_one_is_higher() -> None:
    assert 1.0 == order(rated((0.9, True), (0.2, False)))
    assert 0.5 == order(rated((0.5, True), (0.5, False)))
    assert 0.0 == order(rated((0.1, True), (0.2, False)))


def test_the_tables_count_what_is_in_each_range_and_above_each_least() -> None:
    items = rated((0.95, True), (0.92, False), (0.4, False))

    assert "| 0.9–1.0 | 2 | 0.94 | 0.50 |" in reliability(items) or "| 0.9–1.0 | 2 | 0.93 | 0.50 |" in reliability(
        items
    )
    assert "| 0.3–0.5 | 1 | 0.40 | 0.00 |" in reliability(items)
    assert "| 0.9 | 2 | 0.50 | 1.00 |" in choices(items)


def test_the_page_offers_a_choice_only_where_ratings_order_well() -> None:
    text = page([("Good", rated((0.9, True), (0.2, False))), ("Bad", rated((0.2, True), (0.9, False)))])

    assert 1 == text.count("| least |")
    assert "## Bad" in text
