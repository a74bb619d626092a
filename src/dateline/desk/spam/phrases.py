"""Phrases that comment spam is made of, from their table."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _rows() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in files(__package__).joinpath("phrases.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sort, _, pattern = line.partition("\t")
            found.setdefault(sort, []).append(pattern)
    return found


@lru_cache(maxsize=8)
def pattern(sort: str) -> re.Pattern[str]:
    """One expression for all phrases of a sort: bait, begging, praise."""
    return re.compile(rf"\b(?:{'|'.join(_rows()[sort])})", re.IGNORECASE)


@lru_cache(maxsize=1)
def shorteners() -> frozenset[str]:
    """Hosts that hide where a link leads."""
    return frozenset(_rows()["shortener"])
