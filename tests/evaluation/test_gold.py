"""The gate: floors hold, and none goes down unnamed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.evaluation import gold
from shared import shared

FIGURES = st.dictionaries(st.sampled_from(["events", "times", "never", "evidence errors"]), st.floats(0, 100))


def test_a_figure_below_its_floor_and_a_fault_above_it_are_both_worse() -> None:
    floors = {"events": 60.0, "never": 1.0}

    assert [] == gold.below({"events": 60.0, "never": 1.0}, floors)
    assert ["events: 59.9, floor 60.0"] == gold.below({"events": 59.9, "never": 0.0}, floors)
    assert ["never: 2.0, floor 1.0"] == gold.below({"events": 70.0, "never": 2.0}, floors)
    assert gold.below({}, floors), "a figure that is gone is worse"


def test_what_another_processor_is_allowed_is_little_and_no_fault() -> None:
    floors = {"events": 0.7, "never": 0.0}

    assert [] == gold.below({"events": 0.681, "never": 0.0}, floors, gold.ALLOWANCE)
    assert ["events: 0.67, floor 0.7"] == gold.below({"events": 0.67, "never": 0.0}, floors, gold.ALLOWANCE)
    assert ["never: 1.0, floor 0.0"] == gold.below({"events": 0.7, "never": 1.0}, floors, gold.ALLOWANCE)
    assert gold.processor() == gold.processor() != ""


@given(FIGURES, FIGURES)
def test_no_floor_gets_worse_unless_it_is_named(floors: dict[str, float], measured: dict[str, float]) -> None:
    lifted = gold.moved(floors, measured, lift=True, lower=[])

    assert [] == gold.below(lifted, floors)
    assert floors == gold.moved(floors, measured, lift=False, lower=[])


@given(FIGURES, FIGURES)
def test_only_the_named_floor_is_lowered(floors: dict[str, float], measured: dict[str, float]) -> None:
    after = gold.moved(floors, measured, lift=False, lower=["events"])

    assert after.get("events") == measured.get("events", floors.get("events"))
    assert {**after, "events": 0} == {**floors, "events": 0}


def test_the_digest_knows_every_report_of_the_gold(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}", "utf-8")
    (tmp_path / "README.md").write_text("x", "utf-8")
    before = gold.digest(tmp_path)
    (tmp_path / "README.md").write_text("y", "utf-8")
    assert before == gold.digest(tmp_path)

    (tmp_path / "a.json").write_text("{ }", "utf-8")
    changed = gold.digest(tmp_path)
    (tmp_path / "a.json").rename(tmp_path / "b.json")

    assert 3 == len({before, changed, gold.digest(tmp_path)})


def test_figures_are_one_number_each() -> None:
    scored = {"all": {"events": {"f1": 60.5, "hit": 3}, "place": {"share": 70.0}, "never": {"count": 2}, "x": {}}}

    assert {"events": 60.5, "place": 70.0, "never": 2.0} == gold.figures(scored)


def test_without_gold_nothing_is_measured_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gold, "shared", lambda *_: None)

    assert 0 == gold.main([])
    assert "no development gold" in capsys.readouterr().out


@pytest.mark.slow
def test_every_floor_holds(capsys: pytest.CaptureFixture[str]) -> None:
    reports = shared("gold", "reports")
    if json.loads(gold.FLOORS.read_text("utf-8"))["digest"] != gold.digest(reports):
        pytest.skip("the gold here is another one than that of the floors")

    assert 0 == gold.main([str(reports.parent)]), capsys.readouterr().out
