"""One utterance or two: pairs of tellings by hand; none that differ may be taken for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.ledger.sayings import Saying, same_saying

PAIRS = Path(__file__).with_name("statement_pairs.tsv")


def pairs(verdict: str) -> Iterator[tuple[str, str]]:
    for line in PAIRS.read_text("utf-8").splitlines()[3:]:
        found, a, b, _ = line.split("\t")
        if found == verdict:
            yield a, b


def saying(telling: str) -> Saying:
    """What stands in marks is quoted."""
    return Saying(" ".join(re.findall("“([^”]*)”", telling)), re.sub("[“”]", "", telling))


@pytest.mark.parametrize(("a", "b"), list(pairs("different")))
def test_what_differs_is_two(a: str, b: str) -> None:
    assert not same_saying(saying(a), saying(b))
    assert not same_saying(saying(b), saying(a))


def test_nine_of_ten_that_are_one_are_found() -> None:
    found = [same_saying(saying(a), saying(b)) for a, b in pairs("same")]

    assert len(found) == 62
    assert sum(found) >= 56
    assert found == [same_saying(saying(b), saying(a)) for a, b in pairs("same")]
