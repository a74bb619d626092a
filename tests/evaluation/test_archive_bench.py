from __future__ import annotations

import pytest

from dateline.evaluation import archive

pytest.importorskip("distributed")
pytest.importorskip("fastwarc")


@pytest.mark.slow
def test_the_whole_way_is_measured_stage_by_stage_and_the_scheduler_with_empty_tasks() -> None:
    figures = archive.measure(None, pages=80, two=False, tasks=30)

    assert 80 == figures["pages of the mixed stream"]
    stages = {name for name in figures if name.startswith("diplomatic, ms a page: ")}
    assert {"open", "funnel", "page", "split", "read", "write"} <= {name.rsplit(": ", 1)[1] for name in stages}
    assert figures["mixed stream, pages a second"] > figures["diplomatic pages only, pages a second"]
    assert figures["empty tasks a second through the scheduler"] > 0


def test_a_limit_that_is_broken_is_named() -> None:
    assert [] == archive.broken({"mixed stream, pages a second": 120.0})
    assert ["mixed stream, pages a second: 119.00, must be at least 120"] == archive.broken(
        {"mixed stream, pages a second": 119.0}
    )
