"""Names of persons: decided by structure, since no string distance tells Kim Jong-un from Kim Jong-il.

Rules after measurements on hard pairs: normalise; Korean names by classes of syllables; others by family name first,
then given names (variants, initials, close spellings), with tokens that may be left out but never contradict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from dateline.lexicon.files import parts, table
from dateline.lexicon.slugs import unaccented

Verdict = Literal["same", "different", "unsure"]

_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "bin",
        "ibn",
        "bint",
        "ben",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "abu",
    ]
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "vi", "xiv"})
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "king",
        "queen",
        "prince",
        "princess",
        "sheikh",
        "sheik",
        "ayatollah",
        "pope",
        "lord",
    ]
)
_FOLDS = (
    ("kh", "h"), ("gh", "g"), ("ph", "f"), ("w", "v"), ("ts", "c"), ("tz", "c"), ("x", "ks"), ("q", "k"), ("sch", "sh"),
    ("dj", "j"), ("zh", "j"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("ck", "k"),
)  # fmt: skip
_SYLLABLE = re.compile(r"(?:kk|tt|pp|ss|jj|ch|[bcdghjklmnprstwy])?y?w?[aeiou]{1,3}(?:ng|[nmlkpt])?")


@cache
def _syllables() -> Mapping[str, str]:
    return MappingProxyType({row["syllable"]: row["key"] for row in table("korean_syllables.tsv")})


@cache
def korean_families() -> Mapping[str, str]:
    """Korean family names and the key of their class ("lee" and "ri" are one)."""
    return MappingProxyType({row["family"]: row["key"] for row in table("korean_families.tsv")})


@cache
def _variants() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in table("given_variants.tsv"):
        group = frozenset(parts(row["names"]))
        for name in group:
            found[name] = found.get(name, frozenset()) | group
    return MappingProxyType(found)


@cache
def _genders() -> Mapping[str, str]:
    return MappingProxyType({row["name"]: row["gender"] for row in table("given_names.tsv")})


def gender_of(given: str) -> str | None:
    """ "m", "f", or None where the given name does not tell."""
    return _genders().get(given.lower())


@lru_cache(maxsize=20_000)
def tokens(name: str) -> tuple[str, ...]:
    """The parts of a name in lower-case ASCII, without articles, particles and titles (unless nothing else is there)."""
    found = re.findall(r"[a-z0-9']+", unaccented(name).lower().replace("-", " ").replace(".", " "))
    kept = tuple(t.replace("'", "") for t in found if t not in _PARTICLES and t not in _TITLES)
    return kept or tuple(found)


@lru_cache(maxsize=20_000)
def korean_key(name: str) -> tuple[str, str] | None:
    """Family and joined given names as keys of their classes; None if the name is not built like a Korean one."""
    found = re.findall(r"[a-z]+", unaccented(name).lower())
    if len(found) not in (2, 3) or found[0] not in korean_families():
        return None
    given = found[1:]
    if len(given) == 1:
        split = _split_given(given[0])
        if split is None:
            return None
        given = list(split)
    if any(len(syllable) > 6 for syllable in given) or (len(found) == 3 and not all(map(_is_syllable, given))):
        return None
    return korean_families()[found[0]], "".join(_syllables().get(syllable, syllable) for syllable in given)


def _is_syllable(word: str) -> bool:
    return word in _syllables() or bool(_SYLLABLE.fullmatch(word))


def _split_given(word: str) -> tuple[str, ...] | None:
    """ "yongho" → ("yong", "ho"), where both are listed syllables."""
    for cut in range(2, len(word) - 1):
        if word[:cut] in _syllables() and (word[cut:] in _syllables() or _is_syllable(word[cut:])):
            return word[:cut], word[cut:]
    return (word,) if word in _syllables() else None


def _skeleton(token: str) -> str:
    """A key that is alike for transliterations: "Sergey" and "Sergei"."""
    token = re.sub(r"(?:iy|yy|ii|ij|ey|ei|y|i)$", "i", token)
    for old, new in _FOLDS:
        token = token.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", token)


def _close(a: str, b: str) -> bool:
    """One letter more, less or other, in tokens of six letters or more that begin alike."""
    if a[:1] != b[:1] or min(len(a), len(b)) < 6 or abs(len(a) - len(b)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[at + 1 :] == b[at + 1 :] or a[at:] == b[at + 1 :] or a[at + 1 :] == b[at:]


def match_token(a: str, b: str, *, family: bool = False) -> bool:
    """May two tokens be one name? Family names allow for spelling, given names for short forms and initials too."""
    if a == b or _skeleton(a) == _skeleton(b):
        return True
    if family:
        return _consonants(a) == _consonants(b) and len(_consonants(a)) > 2 and a[0] == b[0] and _close(a, b)
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    return b in _variants().get(a, ()) or _close(a, b)


def _consonants(token: str) -> str:
    return re.sub(r"[aeiouy]", "", _skeleton(token))


def same_name(a: str, b: str) -> Verdict:
    """Do two full names mean one person, as far as the names tell? A single token is never enough: unsure."""
    key_a, key_b = korean_key(a), korean_key(b)
    if key_a and key_b:
        return "same" if key_a == key_b else "different"
    tokens_a, tokens_b = _bare(tokens(a)), _bare(tokens(b))
    if _suffix(tokens(a)) != _suffix(tokens(b)):
        return "different"
    if tokens_a == tokens_b:
        return "same" if len(tokens_a) > 1 else "unsure"
    if len(tokens_a) < 2 or len(tokens_b) < 2:
        short, full = sorted((tokens_a, tokens_b), key=len)
        return "unsure" if short and any(match_token(short[0], one, family=True) for one in full) else "different"
    if match_token(tokens_a[-1], tokens_b[-1], family=True):
        return "same" if _givens_agree(tokens_a[:-1], tokens_b[:-1]) else "different"
    if len(tokens_a) == len(tokens_b) == 2 and tokens_a == tokens_b[::-1]:
        return "same"
    shared = set(tokens_a) & set(tokens_b)
    if len(shared) >= 2 and (set(tokens_a) <= set(tokens_b) or set(tokens_b) <= set(tokens_a)):
        return "same"
    return "different"


def _bare(found: Sequence[str]) -> tuple[str, ...]:
    return tuple(token for token in found if token not in _SUFFIXES)


def _suffix(found: Sequence[str]) -> str:
    return next((token for token in found if token in _SUFFIXES), "")


def _givens_agree(a: Sequence[str], b: Sequence[str]) -> bool:
    """The first given names match, or one side leaves the first out; middle names may be missing but not differ."""
    if len(a) == len(b):
        return all(match_token(x, y) for x, y in zip(a, b, strict=True))
    short, full = sorted((a, b), key=len)
    if len(short) > 1 and all(len(one) == 1 for one in (*a[1:], *b[1:])):
        return False  # George W. Bush is not George H. W. Bush
    rest = iter(full)
    return all(any(match_token(one, other) for other in rest) for one in short)


def family_first(name: str, country: str | None) -> bool:
    """Is the first token the family name (Korean, Chinese, Vietnamese, Hungarian as written at home is not)?"""
    if country in ("CHN", "TWN", "VNM", "PRK", "KOR", "KHM", "HKG", "SGP", "MAC"):
        first = tokens(name)[0]
        western_given = gender_of(first) is not None
        return not western_given or korean_key(name) is not None
    return korean_key(name) is not None


def family_of(name: str, country: str | None = None) -> str:
    """The token by which the press calls a person after the first mention ("Xi", "Lavrov", "Guterres"), as written."""
    words = [word for word in name.split() if word.lower().strip(".") not in _SUFFIXES | _TITLES]
    if not words:
        return name
    return words[0] if len(words) > 1 and family_first(name, country) else words[-1]
