"""Capitals and palaces: a place after "in", a government before "said". Decided by position, not by list."""

from __future__ import annotations

from functools import cache

from dateline.analysis import Sentence
from dateline.lexicon.files import parts, table


@cache
def _words(kind: str) -> frozenset[str]:
    return next(frozenset(parts(row["words"])) for row in table("en/seats.tsv") if row["class"] == kind)


def is_government(sentence: Sentence, first: int, last: int, head: int) -> bool:
    """Does the capital or palace at tokens [first, last) stand for a government here?"""
    tokens = sentence.tokens
    token = tokens[head]
    before = tokens[first - 1].text.lower() if first else ""
    if before == "the" and first > 1:
        before = tokens[first - 2].text.lower()
    governor = tokens[token.head] if token.head >= 0 else None
    above = governor.lemma if governor is not None else ""
    if last < len(tokens) and tokens[last].text in ("'s", "’s"):
        return True  # "Moscow's request"; streets and mayors come with "of"
    if first and tokens[first - 1].lemma in _words("giving"):
        return True  # "giving Pyongyang protection"
    if before in _words("place"):
        return False
    if before in ("to", "from", "for"):
        return above not in _words("motion") and not any(
            tokens[i].lemma in _words("motion") for i in range(max(0, first - 4), first - 1)
        )
    if before == "of":
        return above not in _words("located") and above not in _words("motion") and token.relation != "appos"
    if before in _words("party"):
        return True
    if (
        token.relation in ("compound", "flat", "nmod:desc", "amod")
        and last < len(tokens)
        and tokens[last].tag[:1] == "N"
    ):
        return False  # "the Moscow talks"
    if token.relation == "conj" and governor is not None and token.head < first:
        return is_government(sentence, token.head, token.head + 1, token.head)
    if token.relation in ("nsubj", "nsubj:pass"):
        return above not in _words("hosting") and (
            governor is None or governor.tag[:1] in ("V", "M", "J", "R") or above == "be"
        )
    if token.relation in ("obj", "iobj"):
        return above not in _words("visited")
    return bool(first == 0 and last < len(tokens) and tokens[last].tag in ("VBD", "VBZ", "MD"))
