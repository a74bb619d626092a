"""A comment's text as a filter sees it: look-alikes undone, links and numbers found, words counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# Cyrillic and Greek letters that look like Latin ones, where the word around them is Latin.
_LOOKS = str.maketrans("аеорсухіјѕһԁԛԝАВЕКМНОРСТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aeopcyxijshdqwABEKMHOPCTXABEZHIKMNOPTYXo")
_MIXED = re.compile(r"\b(?=\w*[a-zA-Z])(?=\w*[\u0370-\u03ff\u0400-\u04ff])\w+\b")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"')\]]+"
    r"|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\s?(?:\.|\(dot\)|\[dot\])\s?(?:com|net|org|info|biz|ru|cn|xyz|shop|online|ly|io|tv)"
    r"(?![\w'’])(?:/[^\s<>\"')\]]*)?",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s?(?:\.|\(dot\)|\[dot\])\s?")
_HEAD = re.compile(r"^(?:https?://)?(?:www\.)?")
_PHONE = re.compile(r"(?<![\d.,:/-])(?:\+|00)?\(?\d(?:[\s().-]{0,2}\d){8,13}(?![\d:/])")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_MESSENGER = re.compile(
    r"\b(?:whats\s?app|telegram|we\s?chat|viber|t\.me|wa\.me|signal me|dm me|inbox me)\b", re.IGNORECASE
)
_WALLET = re.compile(r"\b(?:0x[0-9a-f]{40}|bc1[a-z0-9]{25,60}|[13][a-km-zA-HJ-NP-Z1-9]{32,33})\b")
_CONTACTS = (
    ("telephone", _PHONE),
    ("mail", _MAIL),
    ("messenger", _MESSENGER),
    ("wallet", _WALLET),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def plain(text: str) -> str:
    """The text with hidden characters, width and look-alikes undone."""
    text = unicodedata.normalize("NFKC", _HIDDEN.sub("", text))
    return _MIXED.sub(lambda found: found[0].translate(_LOOKS), text)


def disguised(text: str) -> bool:
    """Are there hidden characters, or words of two alphabets?"""
    shown = re.sub("[\u200c\u200d]", "", text)  # they join letters and emoji of honest writers
    return len(_HIDDEN.findall(shown)) > 1 or _MIXED.search(unicodedata.normalize("NFKC", shown)) is not None


def links(text: str) -> list[str]:
    """The hosts of all links, written out or spelled."""
    without = _MAIL.sub(" ", text)
    return [_HEAD.sub("", _DOT.sub(".", one.lower())).split("/")[0] for one in _LINK.findall(without)]


def contacts(text: str) -> list[str]:
    """The ways to get in touch that the text offers: telephone, mail, messenger, wallet."""
    return [name for name, pattern in _CONTACTS if pattern.search(text)]


def words(text: str) -> list[str]:
    """Words in small letters."""
    return [one.lower() for one in _WORD.findall(text)]


def key(text: str) -> str:
    """What two texts share that differ in spaces, signs, case and disguise only."""
    return " ".join(words(plain(text)))


def alike(one: str, other: str) -> float:
    """How much of their runs of three words two texts share, from 0 to 1."""
    a, b = _runs(words(plain(one))), _runs(words(plain(other)))
    return len(a & b) / len(a | b) if a and b else 0.0


def _runs(found: list[str]) -> set[tuple[str, ...]]:
    return set(zip(found, found[1:], found[2:], strict=False))


def shouting(text: str) -> bool:
    """Is most of a longer text in capitals?"""
    letters = [one for one in text if one.isalpha()]
    return len(letters) > 20 and sum(one.isupper() for one in letters) > 0.7 * len(letters)


def content_words(texts: Iterable[str]) -> frozenset[str]:
    """Words of four letters or more: what a text is about."""
    return frozenset(one for text in texts for one in words(text) if len(one) > 3)
