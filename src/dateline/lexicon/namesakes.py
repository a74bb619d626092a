"""Do two names mean one person? Decided by structure: no string distance tells Kim Jong-un from Kim Jong-il.

Rules in the order of `same_name`: pairs that a person decided; exact names; suffixes; Korean and Chinese names by their
keys; all others by family name, then given names, with tokens that may be left out but never contradict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Literal

from dateline.lexicon.arabic import fathers
from dateline.lexicon.files import table
from dateline.lexicon.givens import apart, genders
from dateline.lexicon.romanisation import (
    chinese_key,
    joined,
    korean_key,
    letters,
    one_letter_off,
    pinyin,
    skeleton,
    variants,
    vowels_differ_only,
)
from dateline.lexicon.slugs import plain

Verdict = Literal["same", "different", "unsure"]

# Names that stand for "servant of", always joined to what follows: "Abdul Aziz", "Abdelaziz".
_SERVANT = re.compile(r"^abd(?:ul|el|al|ol|oul|u|e|a)?$")
_SERVANT_JOINED = re.compile(r"^abd(?:ul|el|al|ol|oul|ur(?=r)|er(?=r)|u|e)?(?=[a-z]{3})")
_VERDICTS: Mapping[str, Verdict] = MappingProxyType({"same": "same", "different": "different", "unsure": "unsure"})


@cache
def words_of(kind: str) -> frozenset[str]:
    """Words within names that are no name: particle, chain, article, suffix, title, male, female, feminine-ending."""
    return frozenset(row["word"] for row in table("name_parts.tsv") if row["kind"] == kind)


@cache
def countries_of(rule: str) -> frozenset[str]:
    """Where names are built so: family-first, family-and-given, given, two-families, slavic (ISO 3166 alpha-3)."""
    return frozenset(row["country"] for row in table("name_orders.tsv") if row["rule"] == rule)


@cache
def given_names() -> frozenset[str]:
    """Given names of which the gender is known, in lower-case ASCII."""
    return frozenset(genders())


@cache
def _left_out() -> frozenset[str]:
    return words_of("particle") | words_of("chain") | words_of("article") | words_of("title")


@lru_cache(maxsize=20_000)
def tokens(name: str) -> tuple[str, ...]:
    """The parts of a name in lower-case ASCII, without particles and titles (unless nothing else is there)."""
    found = letters(name.replace(".", " "))
    kept = tuple(token for token in found if token not in _left_out())
    return kept or found


@cache
def _decided() -> Mapping[frozenset[str], Verdict]:
    return MappingProxyType(
        {frozenset((plain(row["a"]), plain(row["b"]))): _VERDICTS[row["verdict"]] for row in table("namesakes.tsv")}
    )


def decided(a: str, b: str) -> Verdict | None:
    """What a person decided of a pair of names; None of most."""
    return _decided().get(frozenset((plain(a), plain(b))))


def same_name(a: str, b: str, *, country: str | None = None, same_office: bool = False) -> Verdict:
    """Do two full names mean one person, as far as the names tell?

    A single token ("Kim") is never enough: unsure if it may be meant. `country` is that of both, where known;
    `same_office` says that both hold one office on one day, then one letter may differ.
    """
    if (verdict := decided(a, b)) is not None:
        return verdict
    parts_a, parts_b = _bare(a), _bare(b)
    suffixes = _suffix(a), _suffix(b)
    if suffixes[0] != suffixes[1]:
        return "different"
    if words_of("chain") & {*letters(a), *letters(b)} and _of_sons(a) == _of_sons(b) != "":
        return "same"  # Benkirane, Ben Kirane
    if parts_a == parts_b:
        if _father_or_son(a, b):
            return "unsure"  # Salim, Abu Salim; Salah, Ben Salah
        return "same" if len(parts_a) > 1 or suffixes[0] else "unsure"
    asian = _asian(a, b)
    if asian is not None:
        return asian
    if len(parts_a) < 2 or len(parts_b) < 2:
        return _single(parts_a, parts_b)
    if joined(parts_a) == joined(parts_b):
        return "same"
    return _western(a, b, country, same_office)


def _of_sons(name: str) -> str:
    """All words as one, links of a chain among them: "Ben Kirane" and "Benkirane" are alike."""
    left_out = (words_of("article") | words_of("title")) - {"abu"}
    found = [one for one in letters(name) if one not in left_out]
    return joined(found) if len(found) > 1 else ""


def _father_or_son(a: str, b: str) -> bool:
    """Does one of two names that have the same words else say "Abu" or "Ben" of the last, and the other not?"""
    return fathers(letters(a)) != fathers(letters(b))


def _bare(name: str) -> tuple[str, ...]:
    return tuple(token for token in tokens(name) if token not in suffixes_of(name))


def _suffix(name: str) -> str:
    """ "jr" for "Jr." and "Junior", a number for kings and popes."""
    found = suffixes_of(name)
    return {"junior": "jr"}.get(found[-1], found[-1]) if found else ""


def suffixes_of(name: str) -> tuple[str, ...]:
    """Numbers and "Jr." behind a name; the Xi of Xi Jinping is none, first or last."""
    found = letters(name.replace(".", " "))[1:]
    return tuple(one for one in found if one in words_of("suffix") and (one != "xi" or "XI" in name))


def _asian(a: str, b: str) -> Verdict | None:
    """Korean and Chinese names, also with the family name last; None if one of the two is neither."""
    keys_a = {key for one in (a, _turned(a)) if (key := korean_key(one))}
    keys_b = {key for one in (b, _turned(b)) if (key := korean_key(one))}
    korean = korean_key(a), korean_key(b)
    chinese_a, chinese_b = chinese_key(a) or chinese_key(_turned(a)), chinese_key(b) or chinese_key(_turned(b))
    if any(korean) and keys_a and keys_b:
        if keys_a & keys_b:
            # Turned round, one syllable is too little: Sung Kim is not Kim Song.
            return "same" if korean[0] == korean[1] or max(len(letters(a)), len(letters(b))) > 2 else "unsure"
        if all(korean):
            # The press writes u for two vowels: "Sun" is Son or Sun.
            loose = {(key[0], key[1].replace("u", "o")) for key in korean if key}
            return "unsure" if len(loose) == 1 else "different"
    if chinese_a and chinese_b:
        if chinese_a == chinese_b:
            return "same"
        alike = chinese_a[0] == chinese_b[0] and pinyin(chinese_a[1]) == pinyin(chinese_b[1])
        return "unsure" if alike else "different"
    return None


def _turned(name: str) -> str:
    """ "Jong-un Kim" → "Kim Jong-un"."""
    words = name.split()
    return " ".join((*words[-1:], *words[:-1]))


def _single(a: Sequence[str], b: Sequence[str]) -> Verdict:
    """One token beside a name: it may be meant, or it is another."""
    short, full = sorted((a, b), key=len)
    return "unsure" if short and any(_token(short[0], one) for one in full) else "different"


def _servants(found: Sequence[str]) -> tuple[str, ...]:
    """ "abdul", "aziz" and "abdelaziz" → "abd·aziz"."""
    kept: list[str] = []
    for token in found:
        if kept and kept[-1] == "abd":
            kept[-1] = "abd" + token
        else:
            kept.append("abd" if _SERVANT.match(token) else _SERVANT_JOINED.sub("abd", token))
    return tuple(kept)


Strength = Literal[0, 1, 2, 3]  # another name, one letter off, may be written so (initial), the same name


def _token(a: str, b: str) -> Strength:
    if a == b:
        return 3
    if len(a) == 1 or len(b) == 1:
        return 2 if a[0] == b[0] else 0
    if b in variants().get(a, ()):
        return 3
    key_a, key_b = skeleton(a), skeleton(b)
    if key_a == key_b or vowels_differ_only(key_a, key_b):
        return 1 if apart(a, b) else 3
    if {a, b} & {prefix + one for prefix in ("al", "el") for one in (a, b) if len(one) > 4}:
        return 3  # ElBaradei, Baradei
    return 1 if one_letter_off(a, b) or one_letter_off(key_a, key_b) else 0


def match_token(a: str, b: str, *, family: bool = False) -> bool:
    """May two tokens be one name? Family names are never an initial."""
    found = _token(a, b)
    return found == 3 or (found == 2 and not family)


def _western(a: str, b: str, country: str | None, same_office: bool) -> Verdict:
    parts_a, parts_b = _servants(_bare(a)), _servants(_bare(b))
    family = _token(parts_a[-1], parts_b[-1])
    if family == 3 or (family == 1 and min(len(parts_a), len(parts_b)) > 1):
        given = _givens(parts_a[:-1], parts_b[:-1])
        if family == 3 and given != "same" and same_office and given == "unsure":
            return "same"
        if family == 1:  # Araghchi, Araqchi: one letter is no proof, unless country and office agree
            return "different" if given == "different" else "same" if same_office and given == "same" else "unsure"
        return given
    return _turned_or_longer(a, b, parts_a, parts_b, country)


def _givens(a: Sequence[str], b: Sequence[str]) -> Verdict:
    """Given names agree: all of them, or those of the shorter in their order, first with first."""
    if len(a) == len(b):
        found = [_token(x, y) for x, y in zip(a, b, strict=True)]
        if 0 in found:
            return "different"
        if 1 in found:
            return "unsure"
        # "S. Jaishankar" could be any S.; "H. R. McMaster" could hardly be another.
        return "same" if 3 in found or len(found) > 1 else "unsure"
    short, full = sorted((a, b), key=len)
    if not short:
        return "unsure"
    at, weakest = 0, 3
    for n, one in enumerate(short):
        later = [(i, _token(one, full[i])) for i in range(at, len(full))]
        best = next(((i, strength) for i, strength in later if strength), None)
        if best is None or (n == 0 and best[0] > 0 and not _may_drop(full[: best[0]])):
            return "unsure" if best is not None else "different"
        at, weakest = best[0] + 1, min(weakest, best[1])
    initials = [one for one in full if len(one) == 1]
    if weakest == 2 and len(short) > 1 and initials:
        return "different"  # George W. Bush, George H. W. Bush
    return "same" if weakest == 3 else "unsure"


def _may_drop(first: Sequence[str]) -> bool:
    """Mohammad before another given name is often left out: "Mohammad Javad Zarif"."""
    muhammad = variants().get("mohammed", frozenset())
    return all(one in muhammad or len(one) == 1 for one in first)


def _turned_or_longer(a: str, b: str, parts_a: Sequence[str], parts_b: Sequence[str], country: str | None) -> Verdict:
    """Family names do not match: names turned round, a second family name, an Arabic chain cut short."""
    if len(parts_a) == len(parts_b) == 2 and _token(parts_a[0], parts_b[1]) == _token(parts_a[1], parts_b[0]) == 3:
        both_given = all(one in variants() or one in given_names() for one in parts_a)
        return "unsure" if both_given else "same"  # Hassan Ali may not be Ali Hassan
    (short, _), (full, full_name) = sorted(((parts_a, a), (parts_b, b)), key=lambda one: len(one[0]))
    if len(short) < len(full) and len(short) > 1 and all(_token(x, y) == 3 for x, y in zip(short, full, strict=False)):
        chain = (words_of("chain") | words_of("article")) & set(letters(full_name))
        # Ethiopians add the grandfather's name, Spaniards the mother's family.
        longer = chain or country in countries_of("two-families") | countries_of("given")
        return "same" if longer else "unsure"
    return "different"
