"""Lemmas of English words, lower case: an irregular table, then rules of spelling."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from dateline.lexicon.files import table


@cache
def _irregular() -> Mapping[tuple[str, str], str]:
    """(form, class) → lemma; the class is V, N or A (verb, noun, adjective or adverb), or "" for any."""
    found: dict[tuple[str, str], str] = {}
    for row in table("en/lemmas.tsv"):
        for form in row["forms"].split("|"):
            found[(form, row["class"])] = row["lemma"]
            found.setdefault((form, ""), row["lemma"])
    return found


@cache
def _bases(kind: str) -> frozenset[str]:
    """Verbs ("V") or nouns of doubtful plural ("N") by which two spellings are told apart."""
    listed = {row["word"] for row in table("en/lemma_bases.tsv") if row["class"] == kind}
    return frozenset(listed | {row["lemma"] for row in table("en/lemmas.tsv") if row["class"] == kind})


_CLASS = {"VB": "V", "NN": "N", "JJ": "A", "RB": "A", "MD": "V"}
_AS_THEY_ARE = frozenset({"NNP", "NNPS"})
_COMPARED = frozenset({"JJR", "JJS", "RBR", "RBS"})
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=60_000)
def lemma(word: str, tag: str = "") -> str:
    """The lemma of `word`: "met" → "meet". With its Penn `tag` it is surer; proper nouns and figures stay as they are.

    Without a tag, capitals are taken for names, and a form that can be both is a verb's before it is a noun's.
    """
    low = word.lower().replace("’", "'")
    if tag in _AS_THEY_ARE:
        return low
    kind = _CLASS.get(tag[:2], "O") if tag else ""
    known = _irregular().get((low, kind))
    if known is not None:
        return known
    if not low.isalpha() and "-" not in low:
        return low
    if kind == "N":
        return _singular(low) if tag == "NNS" else low
    if kind == "V":
        return low if tag in ("VB", "VBP", "MD") else _verb(low)
    if kind == "A":
        return _positive(low) if tag in _COMPARED else low
    if kind == "O" or word[:1].isupper():
        return low
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return _singular(low)
    return _verb(low) if low.endswith(("ed", "ing")) and len(low) > 5 else low


def _singular(low: str) -> str:
    """The singular of a regular plural, or the base of a verb in -s (they are spelt alike)."""
    nouns, verbs = _bases("N"), _bases("V")
    if not low.endswith("s") or low.endswith("ss") or len(low) < 4 or low in nouns:
        return low
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("es"):
        short, long = low[:-2], low[:-1]
        if long in nouns or long in verbs:
            return long
        if short in nouns or short in verbs or short.endswith(("ss", "x", "zz", "ch", "sh", "o")):
            return short
    return low[:-1]


def _verb(low: str) -> str:
    """The base of a regular verb form in -s, -ed or -ing."""
    verbs = _bases("V")
    if low in verbs:
        return low
    if low.endswith("s"):
        return _singular(low)
    if low.endswith("ied") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("ed") and len(low) > 3:
        stem = low[:-2]
    elif low.endswith("ing") and len(low) > 4:
        stem = low[:-3]
    else:
        return low
    if not _VOWELS & set(stem):
        return low
    if "-" in stem:
        front, _, back = stem.rpartition("-")
        return f"{front}-{_verb(low[len(front) + 1 :])}"
    return _base_of(stem, verbs)


def _base_of(stem: str, verbs: frozenset[str]) -> str:
    """The base with a final e, with one consonant instead of two, or the stem itself: what is listed, else by spelling."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    candidates = [stem, stem + "e"]
    if doubled:
        candidates.append(stem[:-1])
    for candidate in candidates:
        if candidate in verbs:
            return candidate
    for prefix in ("re", "un", "dis", "mis", "over", "under", "out", "de", "co"):
        if stem.startswith(prefix) and any(c[len(prefix) :] in verbs for c in candidates if len(c) > len(prefix) + 2):
            return next(c for c in candidates if c[len(prefix) :] in verbs)
    if doubled and stem[-1] not in "lsfz":
        return stem[:-1]
    ends_like_e = stem.endswith(("v", "c", "u", "iz", "yz", "dg", "ng", "rg", "at", "is", "ys")) or (
        len(stem) > 2 and stem[-1] in "lr" and stem[-2] not in _VOWELS | set("lr")
    )
    return stem + "e" if ends_like_e else stem


def _positive(low: str) -> str:
    """The positive of a regular comparative or superlative."""
    for end in ("est", "er"):
        if low.endswith(end):
            stem = low[: -len(end)]
            if stem.endswith("i"):
                return stem[:-1] + "y"
            return stem if len(stem) > 2 else low
    return low
