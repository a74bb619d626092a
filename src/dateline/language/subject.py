"""The gate before all others: is an article about affairs of states at all?

Most of a news stream is about sport, markets, courts and recipes. What an article is about shows in its words, without
a model: states, their leaders and bodies, and near them what states deal with or who acts for them. A sentence that has
two of the one and any of the other counts double. Figures: docs/gate.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dateline.analysis import Sentence, Token
from dateline.lexicon.bodies import organisations
from dateline.lexicon.files import table
from dateline.lexicon.persons import known_persons
from dateline.lexicon.slugs import plain
from dateline.lexicon.states import state_names

# Chosen on the development gold, whose articles with events have at least 7 points, and on articles of eight own single
# sentences, which have at least 5, against pages of the open web and business news, of which one in ten has 3. With 2,
# half as many again of those pass, and no event more is found.
POINTS = 2.0
WORDS_A_POINT = 1000  # a long article may name a state in passing
SHORT = 120  # words: a brief may say all there is to say in one sentence, and reading it costs little

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


def points(sentence: Sentence) -> float:
    """How much a sentence says of affairs of states: 2, 1, ½ or nothing."""
    states = set(_states(sentence.tokens))
    kinds = {kind for token in sentence.tokens for kind in _kinds(token)}
    if states and kinds:
        return 2.0 if len(states) > 1 else 1.0
    return 0.5 if len(kinds) > 1 or len(states) > 1 else 0.0


def _kinds(token: Token) -> tuple[str, ...]:
    known = _affairs()
    return known.get(token.text.lower(), ()) or known.get(token.lemma, ())


@cache
def _affairs() -> Mapping[str, tuple[str, ...]]:
    return {row["word"]: (row["what"],) for row in table("en/affairs.tsv")}


def _states(tokens: Sequence[Token]) -> Iterator[str]:
    """The states that are named: by name, people, capital or seat, a leader's full name; bodies of several as well."""
    known, longest = _names()
    i = 0
    while i < len(tokens):
        step = 1
        if tokens[i].text[0].isupper() and (most := longest.get(plain(tokens[i].text))):
            for size in range(min(most, len(tokens) - i), 0, -1):
                state = known.get(" ".join(plain(token.text) for token in tokens[i : i + size]))
                if state is not None and (size > 1 or tokens[i].text != "Us"):
                    yield state
                    step = size
                    break
        i += step


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
