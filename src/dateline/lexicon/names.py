"""Names of persons: their parts, the name by which the press goes on, and what they tell of gender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from dateline.lexicon.files import table
from dateline.lexicon.namesakes import Verdict, countries_of, match_token, same_name, tokens, words_of
from dateline.lexicon.romanisation import chinese_key, korean_families, korean_key, letters
from dateline.lexicon.slugs import unaccented

__all__ = [
    "PersonName", "Verdict", "family_first", "family_of", "gender_of", "gender_of_name", "is_family_alone",
    "korean_families", "korean_key", "match_token", "parse_name", "same_name", "tokens",
]  # fmt: skip

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in its parts, as written. `alone` are the words that may stand for it once it was given in full."""

    given: tuple[str, ...]
    family: str
    suffix: str
    family_first: bool
    alone: tuple[str, ...]


@lru_cache(maxsize=10_000)
def parse_name(words: str, country: str | None = None) -> PersonName:
    """The parts of a full name. `country` (ISO 3166 alpha-3) decides orders that the name does not tell.

    "Enrique Peña Nieto" → family "Peña Nieto"; "Ursula von der Leyen" → "von der Leyen"; "Bashar al-Assad" →
    "al-Assad", alone "Assad" too; "Kim Jong-un" → family "Kim". A single word is a family name.
    """
    found = [
        word for word in words.replace(",", " ").split() if unaccented(word).lower().strip(".") not in words_of("title")
    ]
    suffix = ""
    if len(found) > 1 and found[-1].lower().strip(".") in words_of("suffix"):
        suffix = found.pop()
    if len(found) < 2:
        name = found[0] if found else words
        return PersonName((), name, suffix, False, (name,))
    if family_first(" ".join(found), country):
        alone = (found[0], found[-1]) if country in countries_of("family-and-given") else (found[0],)
        return PersonName(tuple(found[1:]), found[0], suffix, True, alone)
    cut = _family_from(found, country)
    family = " ".join(found[cut:])
    return PersonName(tuple(found[:cut]), family, suffix, False, _alone(found, cut, family, country))


def is_family_alone(words: str) -> bool:
    """Is it one word, or particles and one word ("von der Leyen"): the name by which the press goes on?"""
    *before, _ = words.split()
    return all(word.lower().strip("'’") in _particles() for word in before)


def _family_from(words: list[str], country: str | None) -> int:
    """Where the family name begins: particles before the last word belong to it, and the first of two families."""
    cut = len(words) - 1
    if country in countries_of("two-families") and len(words) > 2 and not _is_given(words[-2]):
        cut -= 1
    while cut > 1 and words[cut - 1].lower().strip("'’") in _particles():
        cut -= 1
    return cut


def _particles() -> frozenset[str]:
    return words_of("particle") | words_of("chain") | words_of("article")


def _is_given(word: str) -> bool:
    return gender_of(word) is not None or len(word.strip(".")) == 1


def _alone(words: list[str], cut: int, family: str, country: str | None) -> tuple[str, ...]:
    """The family name, also without its article ("Assad"), without the first or second of two, or the given name."""
    if words[cut].lower() in words_of("chain"):
        found = [family]  # "bin Salman" is not Salman, who is his father
    else:
        head, _, rest = family.partition("-")
        found = [family, rest if rest and head.lower() in words_of("article") else family, words[-1]]
    if country in countries_of("two-families"):
        found.append(words[cut])
    if country in countries_of("given"):
        found.append(words[0])
    return tuple(dict.fromkeys(one for one in found if one.lower() not in _particles()))


def family_first(name: str, country: str | None) -> bool:
    """Is the first word the family name (China, Korea, Vietnam, Cambodia)? So it is in names built like Korean ones."""
    found = letters(name)
    if not found:
        return False
    first = found[0]
    if country in countries_of("family-first"):
        built = korean_key(name) is not None or chinese_key(name) is not None
        return built or gender_of(first) is None
    if country == "SGP":
        return chinese_key(name) is not None or (len(found) == 3 and first in ("lee", "goh", "wong", "heng", "tan"))
    return country in (None, "JPN", "USA") and korean_key(name) is not None and gender_of(first) is None


@lru_cache(maxsize=10_000)
def family_of(name: str, country: str | None = None) -> str:
    """The word by which the press calls a person after the first mention ("Xi", "Lavrov", "Guterres"), as written."""
    found = parse_name(name, country)
    return found.family if found.family_first or not found.family.split() else found.family.split()[-1]


@cache
def _genders() -> Mapping[str, Gender]:
    found: dict[str, Gender] = {}
    for row in table("given_names.tsv"):
        found[unaccented(row["name"]).lower()] = "f" if row["gender"] == "f" else "m"
    return MappingProxyType(found)


def gender_of(given: str) -> Gender | None:
    """ "m", "f", or None where the given name does not tell."""
    key = unaccented(given).lower()
    return _genders().get(key) or _genders().get(key.split("-")[0])


def gender_of_name(name: str, country: str | None = None) -> Gender | None:
    """What a full name tells of gender: titles, given names, Slavic endings (Maria Zakharova). None if nothing does."""
    found = letters(name)
    if found and found[0] in words_of("male"):
        return "m"
    if found and found[0] in words_of("female"):
        return "f"
    parsed = parse_name(name, country)
    if parsed.family_first:
        return gender_of("-".join(letters(" ".join(parsed.given)))) if parsed.given else None
    if parsed.given and (known := gender_of(parsed.given[0])) is not None:
        return known
    if country in countries_of("slavic") and found and found[-1].endswith(tuple(words_of("feminine-ending"))):
        return "f"
    return None
