"""Floors of the stories on texts of others, and the measure itself."""

from __future__ import annotations

import pytest

from dateline.evaluation.stories import b_cubed, baseline, chosen, halves, main, ours
from dateline.evaluation.story_sets import StorySet, labelled
from dateline.stories import Report
from dateline.stories.live import ALIKE
from shared import shared


def test_b_cubed_of_a_known_case() -> None:
    found = b_cubed(["x", "x", "y", "y"], ["1", "1", "1", "2"])

    assert pytest.approx((2 * 2 / 3 + 1 / 3 + 1) / 4) == found.precision
    assert pytest.approx((1 + 1 + 0.5 + 0.5) / 4) == found.recall


def test_all_right_is_one_and_all_apart_is_precise() -> None:
    assert 1.0 == b_cubed(["x", "y", "x"], ["1", "2", "1"]).f1
    assert 1.0 == b_cubed(["x", "x"], ["1", "2"]).precision


# Measured .906 and .913, against .860 and .824 of TF-IDF in one pass with its threshold chosen on the training part.
@pytest.mark.parametrize(("part", "floor"), [("train", 0.90), ("dev", 0.885)])
def test_look_alike_events_are_kept_apart(part: str, floor: float) -> None:
    one = labelled(shared("data", "stories", f"ecb-{part}.jsonl"), part, part)

    found = b_cubed(one.stories, ours(one.reports, ALIKE)).f1

    assert found >= floor
    assert found > b_cubed(one.stories, baseline(one.reports, 0.22)).f1 + 0.02


def test_a_threshold_is_chosen_on_the_kinds_that_are_not_left_out() -> None:
    sets = [StorySet(name, name, (Report(id="a", text="x"),), ("1",)) for name in ("short", "long")]
    scores = {"short": [1.0] + [0.0] * 8, "long": [0.0] * 8 + [0.5]}

    assert (0.08, 0.25) == (chosen(scores, sets), chosen(scores, sets, without="short"))


def test_settings_are_chosen_on_other_topics_than_they_are_measured_on() -> None:
    texts = {
        "1": "quake shook Kellan",
        "1plus": "quake shook Marrow",
        "2": "Holm resigned",
        "3": "Brask won",
        "4": "floods",
    }
    rows = [(Report(id=f"{story}{n}", text=f"{text} {n}"), story) for story, text in texts.items() for n in range(3)]
    one = StorySet("ecb", "ecb", tuple(report for report, _ in rows), tuple(story for _, story in rows))

    found = halves([one], 1)

    assert ["likeness alone", "look-alikes apart"] == list(found)
    assert all(0.0 < score <= 1.0 for score in found.values())


def test_without_data_it_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATELINE_SHARED", "/nowhere")

    assert 0 == main([])
    assert "nothing was measured" in capsys.readouterr().out
