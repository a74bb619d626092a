"""How far two spellings of one word of a name may lie apart: sounds aligned, each exchange at a price.

Prices are those of transliteration, not of typing: what alphabets and schools write in two ways costs nothing or
little, another consonant costs more than any name may spend. Only names of one country are compared so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from dateline.lexicon.arabic import spoken
from dateline.lexicon.files import parts, table

_VOWELS = frozenset("aeiou")
_FOLDS = (
    ("shtsh", "S"), ("shch", "S"), ("schtsch", "S"), ("chtch", "S"), ("tsch", "C"), ("tch", "C"), ("sch", "S"),
    ("dzh", "J"), ("dj", "J"), ("dz", "d"), ("zh", "J"), ("sh", "S"), ("ch", "C"), ("kh", "h"),
    ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("ck", "k"), ("tz", "z"),
    ("ts", "z"), ("x", "h"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("oe", "u"),
    ("ee", "i"), ("ue", "u"), ("au", "o"), ("ie", "e"), ("aye", "ae"), ("ayi", "ae"), ("aie", "ae"),
    ("eye", "ae"), ("ay", "E"), ("ai", "E"), ("ey", "E"), ("ei", "E"), ("iy", "i"), ("ij", "i"),
    ("ya", "a"), ("yo", "o"), ("yu", "u"), ("ye", "e"), ("ia", "a"), ("io", "o"), ("iu", "u"),
    ("y", "i"), ("c", "k"), ("j", "J"),
)  # fmt: skip
# Free: what one alphabet has and the other writes either way. Cheap: what schools of transliteration differ in.
_FREE = frozenset(map(frozenset, ("ae", "ei", "ou", "Ee", "Ei", "Ea", "Dd", "Dz", "Tt", "Ts")))
_CHEAP = frozenset(
    map(
        frozenset,
        (
            "dt",
            "bp",
            "gk",
            "gJ",
            "gh",
            "kh",
            "sz",
            "vf",
            "JC",
            "JS",
            "Jz",
            "CS",
            "Ck",
            "kz",
            "Cz",
            "Ji",
            "uv",
            "dJ",
            "sS",
        ),
    )
)
_CHEAPLY = 0.3
_TOO_MUCH = 9.0


@cache
def _by_country() -> Mapping[str, frozenset[frozenset[str]]]:
    """Pairs of sounds that are one in a country besides: o and a in Belarus, h and g in Ukraine."""
    found: dict[str, frozenset[frozenset[str]]] = {}
    for row in table("name_sounds.tsv"):
        pairs = frozenset(frozenset(pair) for pair in parts(row["pairs"]))
        for country in parts(row["countries"]):
            found[country] = found.get(country, frozenset()) | pairs
    return MappingProxyType(found)


@cache
def _countries(rule: str) -> frozenset[str]:
    return frozenset(row["country"] for row in table("name_orders.tsv") if row["rule"] == rule)


@lru_cache(maxsize=50_000)
def sounds(word: str, country: str | None = None) -> str:
    """A word of a name (lower-case ASCII) in sounds: digraphs as one letter, nothing doubled, no silent h or e."""
    if country in _countries("arabic"):
        word = spoken(word)
    if country in _countries("slavic"):
        word = re.sub(r"(?<!d)j", "y", re.sub(r"gu(?=[ei])", "g", word))  # Jelzin, Evgueni
    if country in _countries("doubled") | _countries("ul"):
        word = re.sub(r"h?[ou]+ll?ah?$", "ula", re.sub(r"nd(?=z)", "n", word))  # Zabiullah, Akhunzada
    if country in _countries("doubled") | _countries("ul") | _countries("arabic"):
        word = re.sub(r"aw(?=[bdfgjklmnpqrstz])", "au", word)  # Shawkat
    if country in _countries("thai"):
        word = _thai(word)
    if country in _countries("jan"):
        word = re.sub(r"jan$", "yan", word)
    if country in _countries("c-is-j"):
        word = re.sub(r"c(?!h)", "j", word)  # Cavusoglu may be c or ç
    word = re.sub(r"que$", "k", word)
    word = re.sub(r"(?<=in)e$", "", word)  # Volodine
    for old, new in _FOLDS:
        word = word.replace(old, new)
    word = re.sub(r"(?<=[aeiouE])h(?![aeiouE])", "", re.sub(r"(.)\1+", r"\1", word))
    return re.sub(r"(.)\1+", r"\1", word)


# Thai as written by letters and by sound (the Royal Institute's way): what is not heard, and how words end.
_THAI = (
    (r"jj|tch|ch|j(?!$)", "C"), (r"([bdgkpt])h", r"\1"), (r"(?<=[aou])r(?=[bcdfgkmnpt])", ""), (r"^sr", "s"),
    (r"v", "w"), (r"nt$", "n"), (r"(?<=[aeiou])tra$", "t"), (r"[dsj]$", "t"), (r"(?<=[aeiou])[lr]$", "n"),
)  # fmt: skip


def _thai(word: str) -> str:
    for pattern, new in _THAI:
        word = re.sub(pattern, new, word)
    return word


@lru_cache(maxsize=50_000)
def distance(a: str, b: str, country: str | None) -> float:
    """What it costs to take one word for the other."""
    x, y = sounds(a, country), sounds(b, country)
    if x == y:
        return 0.0
    if (
        not x
        or not y
        or (x[-1] != y[-1] and "a" in (x[-1], y[-1]) and {x[-1], y[-1]} & (set("bcdfghjklmnprstvz") | set("SCJ")))
    ):
        return _TOO_MUCH  # Daniel and Daniela
    same = _by_country().get(country or "", frozenset())
    row = [0.0]
    for j in range(len(y)):
        row.append(row[-1] + _dropped(y, j))
    for i in range(len(x)):
        now = [row[0] + _dropped(x, i)]
        for j in range(len(y)):
            now.append(
                min(
                    row[j] + _changed(x[i], y[j], same),
                    row[j + 1] + _dropped(x, i),
                    now[j] + _dropped(y, j),
                )
            )
        row = now
    return row[-1]


def _changed(a: str, b: str, same: frozenset[frozenset[str]]) -> float:
    if a == b:
        return 0.0
    pair = frozenset((a, b))
    if pair in _FREE or pair in same:
        return 0.0
    return _CHEAPLY if pair in _CHEAP else _TOO_MUCH if {a, b} - set("aeiouE") else 0.7


def _dropped(word: str, at: int) -> float:
    """A vowel between consonants is often not written, an h hardly heard; consonants are never dropped."""
    inner = 0 < at < len(word) - 1
    if word[at] in _VOWELS and inner:
        beside = word[at - 1] in "aeiouE" or word[at + 1] in "aeiouE"
        return 0.36 if not beside else 0.4 if word[at] == "i" and word[at - 1] != "a" else 0.6
    if word[at] == "h" and at:
        return 0.3
    return 0.5 if word[at] in "aeiou" and at and word[at] != "a" else _TOO_MUCH


def alike(a: str, b: str, country: str | None) -> bool:
    """May two words be spellings of one name in that country? Short ones must cost next to nothing."""
    stems = {_stem_vowel(a), _stem_vowel(b)} if country in _countries("slavic") else set()
    if len(stems - {None}) > 1:
        return False
    if min(len(a), len(b)) < 4 and a[-1] not in "aeiouy":
        return _letter_by_letter(sounds(a, country), sounds(b, country), country)  # Sen is not Sin
    length = min(len(sounds(a, country)), len(sounds(b, country)))
    spend = 0.0 if length < 3 else 0.36 if length < 5 else 0.6 if length < 7 else 0.7
    return distance(a, b, country) <= spend + 0.001


def _letter_by_letter(x: str, y: str, country: str | None) -> bool:
    same = _by_country().get(country or "", frozenset())
    return len(x) == len(y) and all(p == q or frozenset((p, q)) in same for p, q in zip(x, y, strict=True))


def _stem_vowel(word: str) -> bool | None:
    """Does the family name end on a vowel before -ev (Dadaev) or not (Daudov)? None of other names."""
    found = re.search(r"([aou])?[iyj]?[eo](?:v|w|ff?)a?$", word)
    return bool(found[1]) if found else None
