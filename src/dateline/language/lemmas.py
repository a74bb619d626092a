"""Lemmas of English words, lower case: an irregular table, then rules of spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from dateline.lexicon.files import parts, table


@cache
def _irregular() -> Mapping[tuple[str, str], str]:
    """(form, class) → lemma; the class is V, N, A or R (verb, noun, adjective, adverb), or "" for any."""
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
    if kind == "V":  # and whatever verb tells of an event, or it would never be found
        rows = (row for row in table("en/triggers.tsv") if row["pos"] == "v")
        listed |= {words.split()[0] for row in rows for words in parts(row["words"])}
    return frozenset(listed | {row["lemma"] for row in table("en/lemmas.tsv") if row["class"] == kind})


_CLASS = {"VB": "V", "NN": "N", "JJ": "A", "RB": "R", "MD": "V"}
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
    known = _irregular().get((low, kind)) or (_irregular().get((low, "A")) if kind == "R" else None)
    if known is not None:
        return known
    if len(low) < 3 or (not low.isalpha() and "-" not in low):
        return low
    if kind == "N":
        return _singular(low) if tag == "NNS" else low
    if kind == "V":
        return low if tag in ("VB", "VBP", "MD") else _verb(low)
    if tag:
        return _positive(low) if tag in _COMPARED else low
    if word[:1].isupper():
        return low
    if low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return _singular(low)
    base = _verb(low) if low.endswith(("ed", "ing")) else low
    return base if base in _bases("V") else low


def is_verb(word: str) -> bool:
    """Whether `word` is a form of a verb that is known, whatever its case."""
    return lemma(word.lower(), "VBZ") in _bases("V")


def _singular(low: str) -> str:
    """The singular of a regular plural."""
    if not low.endswith("s") or low.endswith("ss") or len(low) < 4 or low in _bases("N"):
        return low
    return _without_s(low, _bases("N"))


def _without_s(low: str, bases: frozenset[str]) -> str:
    """The word without its -s or -es: plurals and verbs are spelt alike."""
    if low.endswith("ies") and len(low) > 4:
        return low[:-3] + "y"
    if low.endswith("es"):
        short, long = low[:-2], low[:-1]
        if long not in bases and (short in bases or short.endswith(("ss", "x", "zz", "ch", "sh", "o"))):
            return short
    return low[:-1]


def _verb(low: str) -> str:
    """The base of a regular verb form in -s, -ed or -ing."""
    verbs = _bases("V")
    if low in verbs:
        return low
    if low.endswith("s") and not low.endswith("ss") and len(low) > 2:
        return _without_s(low, verbs)
    if low.endswith("ied"):
        return low[:-3] + "y" if len(low) > 4 else low[:-1]
    if low.endswith("ed") and len(low) > 3:
        stem = low[:-2]
    elif low.endswith("ing") and len(low) > 4:
        stem = low[:-3]
    else:
        return low
    if not _VOWELS & set(stem):
        return low
    if "-" in stem:
        front, _, back = low.rpartition("-")
        return f"{front}-{_verb(back)}"
    return _base_of(stem, verbs)


def _base_of(stem: str, verbs: frozenset[str]) -> str:
    """The base with a final e, with one consonant instead of two, or the stem itself: by list, else by spelling."""
    doubled = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    if doubled:
        candidates = [stem, stem[:-1]]
    elif _SHORT.fullmatch(stem):  # "hoping" is no form of "hop", which would double its p
        candidates = [stem + "e", stem]
    else:
        candidates = [stem, stem + "e"]
    for prefix in _PREFIXES:
        if stem.startswith(prefix) and len(stem) > len(prefix) + 2:
            known = next((base for base in candidates if base[len(prefix) :] in verbs), None)
            if known is not None:
                return known
    if doubled and stem[-1] not in "lsfz":
        return stem[:-1]
    return stem + "e" if _SHORT.fullmatch(stem) or _LIKE_E.search(stem) else stem


_PREFIXES = ("", "re", "un", "dis", "mis", "over", "under", "out", "de", "co")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")  # one syllable, one vowel, one consonant after it
# Endings of verbs with a final e: "resume" is not among them, since "m" ends too many without one ("claim").
_LIKE_E = re.compile(r"(?:[vcu]|[iy]z|dg|[lnr]g|[^aeiou][aeiou][bdks]|[^aeo][aiu]t|[aiou]s|ys|[^aeiouylr][lr])$")


def _positive(low: str) -> str:
    """The positive of a regular comparative or superlative."""
    for end in ("est", "er"):
        if low.endswith(end):
            stem = low[: -len(end)]
            if stem.endswith("i"):
                return stem[:-1] + "y"
            return stem if len(stem) > 2 else low
    return low
