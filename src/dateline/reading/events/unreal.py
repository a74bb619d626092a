"""What is told by a verb and yet not as done or planned: habits, near misses, fictions, fears, inverted conditions."""

from __future__ import annotations

from dateline.reading.events.standing import NOTHING, Outlook
from dateline.reading.events.tables import classes
from dateline.reading.events.words import Words

_ALMOST = frozenset({"nearly", "almost", "virtually", "practically"})
_EVERY = frozenset({"every", "each"})
_MODIFIERS = frozenset({"RB", "RBR", "RBS", "JJ", "CD"})


def unreal(words: Words, verb: int, group: tuple[int, ...]) -> Outlook | None:
    """How it stands if it is none of what the words around it would say; None if they mean what they say."""
    if _is_habit(words, verb, group) or _is_fiction(words, verb):
        return NOTHING
    if _is_missed(words, verb, group) or _stops_short(words, verb):
        return Outlook.of("did_not_occur")
    if _is_no_longer(words, verb, group):
        return Outlook.of("cancelled")
    if _is_inverted(words, verb, group):
        return Outlook.of("proposed")
    return None


def is_feared_deed(words: Words, verb: int) -> bool:
    """ "worry that Iran has attacked Iraq": nobody says that it has."""
    token = words.tokens[verb]
    return (
        token.relation == "ccomp"
        and 0 <= token.head < verb
        and words.tokens[token.head].lemma in classes()["dreading"]
        and any(words.tokens[i].text.lower() == "that" for i in words.kids[verb])
    )


def _is_habit(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "travels to Beijing every year", "usually visits Poland": of no day; the past tense tells of many days."""
    tokens = words.tokens
    helped = any(tokens[i].tag in ("MD", "VBZ", "VBD", "VBP", "TO") for i in group)
    if tokens[verb].tag not in ("VBZ", "VBP") or helped:
        return False
    kids = words.kids[verb]
    often = any(tokens[i].lemma in classes()["habit"] for i in (*group, *kids) if tokens[i].tag[:2] == "RB")
    spans = (i for i in kids if tokens[i].relation in ("obl:tmod", "obl") and tokens[i].lemma in classes()["span"])
    return often or any(tokens[k].lemma in _EVERY for i in spans for k in words.kids[i])


def _is_missed(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "nearly signed", "all but accused": not "accused nearly all", nor "almost certainly killed"."""
    tokens = words.tokens
    before = [tokens[i].text.lower() for i in range(max(0, verb - 2), verb)]
    if before == ["all", "but"]:
        return True
    return any(tokens[i].text.lower() in _ALMOST and tokens[i + 1].tag not in _MODIFIERS for i in group)


def _stops_short(words: Words, verb: int) -> bool:
    """ "stopped short of accusing"."""
    tokens, above = words.tokens, words.tokens[verb].head
    if tokens[verb].tag != "VBG" or verb < 2 or above < 0:
        return False
    return [token.text.lower() for token in tokens[verb - 2 : verb]] == ["short", "of"]


def _is_no_longer(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "will no longer visit Moscow": it had been meant to be."""
    lower = [words.tokens[i].text.lower() for i in group]
    return lower[-2:] == ["no", "longer"] and words.tokens[verb].tag == "VB"


def _is_inverted(words: Words, verb: int, group: tuple[int, ...]) -> bool:
    """ "Were Israel to strike Iran, …": a condition without "if"."""
    first = words.tokens[0].text.lower()
    to = any(words.tokens[i].tag == "TO" for i in group)
    comma = next((i for i, token in enumerate(words.tokens) if token.text == ","), len(words.tokens))
    asked = words.tokens[-1].text == "?"
    return first == "were" and to and verb < comma and not asked


def _is_fiction(words: Words, verb: int) -> bool:
    """ "The film tells how Israel bombed Iraq", "a novel in which China invades Taiwan"."""
    at = verb
    for above in (verb, *words.sentence.ancestors(verb)):
        token = words.tokens[above]
        if token.lemma in classes()["fiction"] and above != verb:
            return words.tokens[at].relation in ("acl", "acl:relcl")
        subjects = words.kids_as(above, "nsubj") if above != verb else []
        if any(words.tokens[i].lemma in classes()["fiction"] for i in subjects):
            return True
        at = above
    return False
