"""The gate before all others: is an article about affairs of states at all?

Most of a news stream is about sport, markets, courts and recipes. What an article is about shows in its words, without
a model: states, their leaders and bodies, and near them what states deal with or who acts for them. A sentence that has
two of the one and any of the other counts double. Figures: docs/gate.md.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from dateline.analysis import Sentence, Token
from dateline.language.lemmas import lemma
from dateline.lexicon.bodies import organisations
from dateline.lexicon.files import table
from dateline.lexicon.persons import known_persons
from dateline.lexicon.slugs import plain
from dateline.lexicon.states import state_names

# Chosen on the development gold, whose articles with events have at least 7 points, and on own short reports, of which
# four in a hundred were lost with 3, against pages of the open web and business news, of which 6 in 100 have 2
# (docs/gate.md).
POINTS = 2.0
WORDS_A_POINT = 1000  # a long article may name a state in passing
SHORT = 120  # words: a brief may say all there is to say in one sentence, and reading it costs little

# Of what a quick extraction gives. With any of 1 to 2.5 no main event is lost of the development gold and the short
# reports as pages (1,385 events; LEAST at 1 loses 5); of 350 article pages of the open web pass 38, 32, 29 and 19.
PLAUSIBLE = 2.0
LEAST = 0.5  # of a text too short for that
_LETTERS_A_WORD = 6
_ENDS = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")

_ACROSS = frozenset({"IGO", "REB", "MIL"})  # sectors of the bodies that count as states do


def is_political(sentences: Sequence[Sentence]) -> bool:
    """Is an article of these sentences about affairs of states, or too short to tell?

    What has no capitals at all, so that no name can be told by them, is taken to be.
    """
    words = sum(len(sentence.tokens) for sentence in sentences)
    if words <= SHORT:
        return True
    needed = max(POINTS, words / WORDS_A_POINT)
    named = False
    for sentence in sentences:
        named = named or any(token.text[0].isupper() for token in sentence.tokens)
        needed -= points(sentence)
        if needed <= 0:
            return True
    return not named


def is_plausible(text: str) -> bool:
    """May an article of `text` be about affairs of states? A quick guess, before a page is cleaned.

    `text` is what a quick extraction takes for the main text, navigation and all. It is cut at full stops and ends of
    lines and not taken apart into words as carefully as `is_political` does, so less is asked of it.
    """
    needed = max(PLAUSIBLE, len(text) / (1.5 * WORDS_A_POINT * _LETTERS_A_WORD))
    if len(text) < SHORT * _LETTERS_A_WORD:
        needed = LEAST
    named = False
    for part in _ENDS.split(text):
        words = _WORD.findall(part)
        named = named or any(word[0].isupper() for word in words[1:])
        needed -= _points(words, _kinds_of(words))
        if needed <= 0:
            return True
    return not named


def points(sentence: Sentence) -> float:
    """How much a sentence says of affairs of states: 2, 1, ½ or nothing."""
    kinds = {kind for token in sentence.tokens for kind in _kinds(token)}
    return _points([token.text for token in sentence.tokens], kinds)


def _points(words: Sequence[str], kinds: Collection[str]) -> float:
    states = set(_states(words))
    if states and kinds:
        return 2.0 if len(states) > 1 else 1.0
    return 0.5 if len(kinds) > 1 or len(states) > 1 else 0.0


def _kinds(token: Token) -> tuple[str, ...]:
    known = _affairs()
    return known.get(token.text.lower(), ()) or known.get(token.lemma, ())


def _kinds_of(words: Sequence[str]) -> set[str]:
    return {kind for word in words for kind in _kinds_of_word(word)}


@lru_cache(maxsize=50_000)  # most words of a page are words of every page
def _kinds_of_word(word: str) -> tuple[str, ...]:
    known, lower = _affairs(), word.lower()
    return known.get(lower, ()) or known.get(lemma(lower), ())


@cache
def _affairs() -> Mapping[str, tuple[str, ...]]:
    return {row["word"]: (row["what"],) for row in table("en/affairs.tsv")}


def _states(words: Sequence[str]) -> Iterator[str]:
    """The states that are named: by name, people, capital or seat, a leader's full name; bodies of several as well."""
    known, longest = _names()
    i = 0
    while i < len(words):
        step = 1
        if words[i][0].isupper() and (most := longest.get(_plain(words[i]))):
            for size in range(min(most, len(words) - i), 0, -1):
                state = known.get(" ".join(map(_plain, words[i : i + size])))
                if state is not None and (size > 1 or words[i] != "Us"):
                    yield state
                    step = size
                    break
        i += step


@lru_cache(maxsize=50_000)
def _plain(word: str) -> str:
    return plain(word)


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, int]]:
    """Plain names with the state or body that they mean; for each first word the number of words that may follow."""
    known = {name: one.code for name, one in state_names().items()}
    known |= {name: one.id for name, one in organisations().items() if one.sector in _ACROSS and len(name) > 1}
    known |= {name: one.country for name, one in known_persons().items() if one.country and " " in name}
    longest: dict[str, int] = {}
    for name in known:
        first, *rest = name.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    return known, longest
