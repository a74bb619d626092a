"""Capitals and palaces: a place after "in", a government before "said". Decided by position, not by list."""

from __future__ import annotations

from dateline.analysis import Sentence

# Prepositions after which a capital is where something is; "to", "from" and "of" depend on what they hang on.
_PLACE_AFTER = frozenset(
    [
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "around",
        "through",
        "across",
        "into",
        "over",
        "via",
        "throughout",
        "within",
        "above",
        "beyond",
        "off",
        "downtown",
        "central",
    ]
)
_PARTY_AFTER = frozenset(
    [
        "with",
        "against",
        "between",
        "by",
        "toward",
        "towards",
        "on",
        "upon",
        "over",
        "about",
        "regarding",
        "among",
        "besides",
        "than",
        "like",
        "despite",
    ]
)
_MOTION = frozenset(
    [
        "go",
        "travel",
        "fly",
        "visit",
        "trip",
        "return",
        "come",
        "head",
        "arrive",
        "move",
        "flight",
        "tour",
        "way",
        "journey",
        "leave",
        "depart",
        "drive",
        "bring",
        "take",
        "land",
        "stop",
        "ambassador",
        "embassy",
        "airport",
        "city",
        "mayor",
        "street",
        "residence",
        "square",
        "flight",
        "withdraw",
        "recall",
        "deport",
        "expel",
        "extradite",
        "evacuate",
        "escape",
        "rush",
        "invite",
        "summon",
        "drop",
        "walk",
        "sail",
        "set",
        "en-route",
        "bind",
        "back",
        "road",
        "train",
        "plane",
        "convoy",
        "move",
        "evacuate",
        "relocate",
        "send",
        "dispatch",
        "ferry",
    ]
)
_LOCATED = frozenset(
    [
        "city",
        "capital",
        "mayor",
        "street",
        "centre",
        "center",
        "suburb",
        "outskirts",
        "north",
        "south",
        "east",
        "west",
        "heart",
        "middle",
        "university",
        "siege",
        "fall",
    ]
)
_VISITED = frozenset(
    [
        "visit",
        "leave",
        "reach",
        "enter",
        "tour",
        "hit",
        "strike",
        "shell",
        "bomb",
        "shake",
        "attack",
        "quit",
        "rock",
        "target",
        "storm",
        "capture",
        "depart",
        "exit",
    ]
)
_HOLDS = frozenset(["host"])


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
    if before in _PLACE_AFTER:
        return False
    if before in ("to", "from", "for"):
        return above not in _MOTION and not any(tokens[i].lemma in _MOTION for i in range(max(0, first - 4), first - 1))
    if before == "of":
        return above not in _LOCATED and above not in _MOTION and token.relation != "appos"
    if before in _PARTY_AFTER:
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
        return above not in _HOLDS and (governor is None or governor.tag[:1] in ("V", "M", "J", "R") or above == "be")
    if token.relation in ("obj", "iobj"):
        return above not in _VISITED
    return bool(first == 0 and last < len(tokens) and tokens[last].tag in ("VBD", "VBZ", "MD"))
