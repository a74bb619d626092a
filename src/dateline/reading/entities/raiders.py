"""Attackers who are told by the word before their blow: "an insurgent attack", "rebel mortar fire"."""

from __future__ import annotations

from functools import cache

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.lexicon.files import parts, table
from dateline.reading.entities.draft import Draft

_REACH = 3  # words between the attackers and the noun of their blow: "rebel rocket-propelled grenade attack"


def read_raiders(draft: Draft) -> None:
    """Add them as a group without a name, the same as in "insurgents attacked".

    Not after a name or a people ("Palestinian militant attacks", "Taliban rebel raids"): those are whose blow it is.
    """
    for sentence in draft.scene.analysis.sentences:
        if sentence.section == "byline":
            continue
        for i in range(len(sentence.tokens) - 1):
            if _is_raider(sentence, i) and draft.free(sentence.index, i, i + 1) and not _is_named(draft, sentence, i):
                _found(draft, sentence, i)


@cache
def _lemmas(name: str) -> frozenset[str]:
    """A class of words of the lexicon's table."""
    return frozenset(next(parts(row["lemmas"]) for row in table("en/classes.tsv") if row["class"] == name))


def _is_raider(sentence: Sentence, i: int) -> bool:
    """Is this a word for attackers, before a noun that tells of a blow?"""
    tokens = sentence.tokens
    if tokens[i].lemma not in _lemmas("raider") or tokens[i].tag not in ("JJ", "NN"):
        return False
    end = i + 1
    while end < len(tokens) and end <= i + _REACH and (tokens[end].tag in ("NN", "NNS", "JJ", "HYPH", "VBN", "VBG")):
        end += 1
    noun = end - 1
    return noun > i and tokens[noun].tag in ("NN", "NNS") and tokens[noun].lemma in _lemmas("blow") | _lemmas("gunfire")


def _is_named(draft: Draft, sentence: Sentence, i: int) -> bool:
    return i > 0 and any(one.last == i for one in draft.at(sentence.index, i - 1))


def _found(draft: Draft, sentence: Sentence, i: int) -> None:
    lemma = sentence.tokens[i].lemma
    many = f"{lemma}s"
    draft.character(lexicon.slug(many), "group", many, None, lexicon.sector_of(lemma))
    draft.refer(sentence.index, i, i + 1, (lexicon.slug(many),), "nominal", head=i)
