"""Arabic names: which name a word may write, which words are bound to the next, and how a word sounds.

The press writes one name in many ways (Hussein, Husayn, Hocine) and two names nearly alike (Said, Sayed; Jamal,
Jamil). The table has each name in scholarly letters; from these follow the spellings: long vowels are never those of
short ones, and doubled letters may be written once. Sounds of whole words are compared by `sounds`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table

_CONSONANTS = {
    "b": "b", "t": "t", "ṯ": "th|t|s", "j": "j|g|dj|dzh", "ḥ": "h", "ḫ": "kh", "d": "d", "ḏ": "dh|d|z|th", "r": "r",
    "z": "z", "s": "s|ss|c(?=[eiy])", "š": "sh|ch", "ṣ": "s|ss|c(?=[eiy])", "ḍ": "d|dh|z", "ṭ": "t", "ẓ": "z|dh",
    "ġ": "gh", "f": "f|ph", "q": "q|k|g|gh", "k": "k", "l": "l", "m": "m", "n": "n", "h": "h", "w": "w|ou|v",
    "y": "y", "ʾ": "", "ʿ": "",
}  # fmt: skip
# By two letters first: what stands in the table, and what the press writes for it.
_VOWELS = (
    ("ayy", "(?:a|e)(?:y|yy)"), ("iyy", "i(?:y|yy)?"), ("iyā", "(?:iy|i|ey)(?:a|aa)"), ("aʿ", "(?:a|aa|e|ea)"),
    ("ī", "(?:i|ee|ie|ei|y)"), ("ū", "(?:u|oo|ou|o)"), ("ā", "(?:a|aa)"), ("a", "(?:a|e)"), ("i", "(?:i|e)"),
    ("u", "(?:u|o|ou)"), ("ẗ", "(?:a|ah|eh|e|at|et)"),
)  # fmt: skip
_DIPHTHONGS = (("ay", "(?:ay|ai|ei|ey)"), ("aw", "(?:aw|au|ao|ou|o)"))
_ENDS = ((r"ī$", "(?:i|y|ee|iy|ie)"), (r"ā$", "(?:a|ah|aa)"), (r"[ḥh]$", "h?"))
# In the Maghreb a long a is written e as well (Djamel), and so is what follows an i before h (Salah is Ṣāliḥ).
_MAGHREB = (("ā", "(?:a|aa|e)"), ("ay", "(?:ay|ai|ei|ey|i|e)"))

_SERVANT = re.compile(r"^abd(?:ul|el|al|ol|oul|u|e|a)?$")
_SERVANT_JOINED = re.compile(r"^abd(?:(?:ou|[aeou])(?:l|([rsnztd])(?=\1))|[eui](?=[rsnztdhk]))(?=[a-z]{3})")
_FATHER = frozenset(["abu", "abou", "abo", "abul", "aboul"])
_FATHER_JOINED = re.compile(r"^abou?(?:l|(?=[^aeioul]))(?=[a-z]{4})|^abu(?:l|(?=[^aeioul]))(?=[a-z]{4})")
_SON = frozenset(["ben", "bin", "ibn"])
_ARTICLES = re.compile(r"^(?:al(?![laeiou])|[eu]l(?![li])|[ae](?=([srntz])\1)[srntz])(?=[a-z]{4})")
_BEFORE_SUN = re.compile(r"^(?:[aeu](?:[dnrstz]|sh|ch|dh|th))$")  # as-Sisi, ar-Rahman


@cache
def _patterns(maghreb: bool) -> Mapping[str, re.Pattern[str]]:
    return MappingProxyType(
        {row["name"]: _pattern(row["name"], row["also"], maghreb) for row in table("arabic_names.tsv")}
    )


def _pattern(name: str, also: str, maghreb: bool) -> re.Pattern[str]:
    """All that the press may write for a name in scholarly letters."""
    found, at = "", 0
    while at < len(name):
        piece, step = _piece(name, at, dict(_MAGHREB) if maghreb else {})
        found, at = found + piece, at + step
    if re.search(r"(?:ī|ā|ay)n$", name):
        found += "e?"  # Amine, Sofiane
    if maghreb and re.search(r"i[ḥʿ]$", name):
        found = found.removesuffix("(?:i|e)h?") + "(?:i|e|a)h?"
    return re.compile("|".join((found, *map(re.escape, parts(also)))))


def _piece(name: str, at: int, instead: Mapping[str, str]) -> tuple[str, int]:
    rest = name[at:]
    for pattern, written in _ENDS:
        if re.fullmatch(pattern, rest):
            return instead.get(rest, written), len(rest)
    for two, written in _DIPHTHONGS:
        if rest.startswith(two) and rest[2:3] not in (*"aiuāīū", two[1]):
            return instead.get(two, written), 2
    for letters, written in _VOWELS:
        if rest.startswith(letters):
            return instead.get(letters, written), len(letters)
    twice = rest[0] == rest[1:2]
    one = f"(?:{_CONSONANTS[rest[0]]})"
    return (one + (one + "?" if twice else "") if _CONSONANTS[rest[0]] else ""), 2 if twice else 1


@lru_cache(maxsize=20_000)
def names_of(word: str, *, maghreb: bool = False) -> frozenset[str]:
    """The Arabic given names that a word (lower-case ASCII) may write; none of most words.

    "Abdulkarim" is asked for Karim, with the servant before it.
    """
    servant = _SERVANT_JOINED.match(word) or re.match(r"abd(?=[a-z]{4})", word)
    rest = word[servant.end() :] if servant else word
    found = (name for name, pattern in _patterns(maghreb).items() if pattern.fullmatch(rest))
    return frozenset(f"ʿabd {name}" if servant else name for name in found)


def bound(words: Sequence[str], *, maghreb: bool = False) -> tuple[str, ...]:
    """The words with Abu, and in the Maghreb Ben, joined to what follows: they belong to the name.

    "abou", "el", "gheit" → "abugheit"; "ben", "kirane" → "benkirane". Elsewhere a son is a link of the chain.
    """
    kept: list[str] = []
    waiting = ""
    for n, word in enumerate(words):
        if word in _FATHER:
            waiting = "abu"
        elif word == "bou" and n:
            waiting = "bou"
        elif maghreb and n and word in _SON and n + 1 < len(words):
            waiting = "ben"
        elif waiting and (word in ("al", "el") or _is_sun_article(words, n)) and n + 1 < len(words):
            continue
        else:
            kept.append(waiting + (_ARTICLES.sub("", word) if waiting else _FATHER_JOINED.sub("abu", word)))
            waiting = ""
    return (*kept, waiting) if waiting else tuple(kept)


def fathers(words: Sequence[str]) -> frozenset[str]:
    """What follows Abu or, at the end, Ben: of the names Abu Salim and Ben Salah a part that is never left out."""
    last = len(words) - 1
    return frozenset(
        words[n + 1] for n, word in enumerate(words[:-1]) if word in _FATHER or (word == "ben" and n and n + 1 == last)
    )


def _is_sun_article(words: Sequence[str], at: int) -> bool:
    """Is it an article that has become one with the next letter: "as" before "Sisi"?"""
    word = words[at]
    return bool(_BEFORE_SUN.match(word)) and at + 1 < len(words) and words[at + 1].startswith(word[1:])


def without_articles(words: Sequence[str]) -> tuple[str, ...]:
    """The words without articles that took the sound of the next word ("ash", "Shater")."""
    return tuple(word for n, word in enumerate(words) if not _is_sun_article(words, n))


def bare(word: str) -> str:
    """A word without a joined article ("Elburhan", "Essebsi", not "Assad"), and a joined servant of God as "abd"."""
    return _SERVANT_JOINED.sub("abd", _ARTICLES.sub("", word))


def is_servant(word: str) -> bool:
    """ "Abdul", "Abdel", "Abd": never a name of its own, but joined to what follows."""
    return bool(_SERVANT.match(word))


@lru_cache(maxsize=50_000)
def spoken(word: str) -> str:
    """A word respelt so that schools of transliteration agree: French ou before a vowel, c for s, doubled letters.

    A vowel that speech puts before two consonants is left out (Ishtayeh); dh and th stay letters of their own (D, T).
    """
    word = re.sub(r"(?:(?<=[aeiou])|^)ou(?=[aeiy])|ou(?=i$)", "w", word)
    word = re.sub(r"ss|c(?=[eiy])", "s", word)
    word = re.sub(r"dh", "D", re.sub(r"(?<!t)th", "T", word))
    word = re.sub(r"([bdfgjklmnpqrtvwxyz])\1", r"\1", word)
    return re.sub(r"^[ie](?=(?:sh|kh|gh|ch|[bcdfgjklmnpqrstvwxz])[bcdfgjklmnpqrtvwxz])", "", word)
