"""Given names that sound alike and are two: Hassan and Hussein, Denis and Denise, Alan and Allen.

Sounds alone would take them for spellings. Names that a table has, and does not put into one group, are two, unless
they are written alike but for what transliterations differ in everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from dateline.lexicon.arabic import names_of
from dateline.lexicon.files import parts, table
from dateline.lexicon.romanisation import skeleton, variants
from dateline.lexicon.slugs import unaccented
from dateline.lexicon.sounds import sounds

_ENDING = re.compile(r"(?<=[a-z]{4})(?:[oe]va?|zad[ae]h?|lu|pour|nejad)$")


@cache
def genders() -> Mapping[str, str]:
    """Given names in lower-case ASCII and the gender of most of their bearers: m or f."""
    return MappingProxyType({unaccented(row["name"]).lower(): row["gender"] for row in table("given_names.tsv")})


@cache
def _listed() -> frozenset[str]:
    return frozenset(unaccented(one) for row in table("given_variants.tsv") for one in parts(row["names"])) | set(
        genders()
    )


@lru_cache(maxsize=20_000)
def apart(a: str, b: str, country: str | None = None) -> Literal["", "perhaps", "surely"]:
    """Are two words (lower-case ASCII) two given names? "" if nothing says so.

    "perhaps": both are listed and no group has both, as Hamid and Hamed, of whom the press may mean one; "surely":
    they write two names of Arabic, or a man's and a woman's.
    """
    a, b = _ENDING.sub("", a), _ENDING.sub("", b)  # Hasanov and Huseynov are two as Hasan and Huseyn are
    if a == b or b in variants().get(a, ()):
        return ""
    x, y = _arabic(a, country), _arabic(b, country)
    if x and y and not x & y:
        return "surely"
    x, y = names_of(a), names_of(b)
    if x and y and (x <= y or y <= x):
        return ""  # Salem, Salim
    men, women = genders().get(a), genders().get(b)
    if men and women and men != women:
        return "surely"
    if not ((x and y) or {a, b} <= _listed()):
        return ""
    return "" if skeleton(a) == skeleton(b) or sounds(a, country) == sounds(b, country) else "perhaps"


def one_name(a: str, b: str, country: str | None = None) -> bool:
    """Can both words write the same one name of Arabic, and no other: Hocine, Husayn?"""
    found = _arabic(a, country)
    return len(found) == 1 and found == _arabic(b, country)


def _arabic(word: str, country: str | None) -> frozenset[str]:
    return names_of(word, maghreb=country in _maghreb())


@cache
def _maghreb() -> frozenset[str]:
    return frozenset(row["country"] for row in table("name_orders.tsv") if row["rule"] == "maghreb")
