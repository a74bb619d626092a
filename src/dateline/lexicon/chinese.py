"""Whether two names of Chinese are one: in pinyin and older spellings, turned round, with a western name first."""

from __future__ import annotations

from itertools import product

from dateline.lexicon.namesakes import given_names
from dateline.lexicon.romanisation import chinese_families, chinese_key, letters, pinyins


def is_same_chinese(a: str, b: str) -> bool | None:
    """Pinyin, or pinyin and an older spelling of the same syllables; None if one of the two is not Chinese."""
    for one, other in product((a, turned(a)), (b, turned(b))):
        if (chinese_key(one) or chinese_key(other)) and (one, other) != (turned(a), turned(b)):
            x, y = pinyins(one), pinyins(other)
            if x is not None and y is not None and len(x) == len(y) and all(p & q for p, q in zip(x, y, strict=True)):
                return True
    both = chinese_key(a) is not None and chinese_key(b) is not None
    return False if both else None


def is_western_first(a: str, b: str) -> bool:
    """Donald Tsang Yam-kuen is Donald Tsang, and Tsang Yam-kuen."""
    short, full = sorted((a, b), key=lambda name: len(letters(name)))
    first, *rest = letters(full) or ("",)
    if first not in given_names() - chinese_families() or not set(rest[:1]) <= chinese_families() or len(rest) < 2:
        return False
    return letters(short) in ((first, rest[0]), tuple(rest)) or is_same_chinese(short, full.partition(" ")[2]) is True


def turned(name: str) -> str:
    """The last word first: "Jinping Xi"."""
    words = name.split()
    return " ".join((*words[-1:], *words[:-1]))
