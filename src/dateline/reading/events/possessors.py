"""Whose a thing is by a clause that hangs on it: "a rocket fired by NATO", "a base belonging to rebels"."""

from __future__ import annotations

from dateline.reading.events.tables import classes
from dateline.reading.events.tags import OBJECT
from dateline.reading.events.words import Words

# How somebody has a thing, and by which words he is told; by none as the object.
_HOLDING = {
    "belong": ("to",), "own": ("by",), "use": ("by",), "occupy": ("by",), "hold": ("by",), "control": ("by",),
    "run": ("by",), "operate": ("by",), "carry": (), "house": (), "transport": (), "contain": (),
}  # fmt: skip
_LEADING = frozenset({"lead", "head"})


def wielders(words: Words, head: int) -> list[int]:
    """ "a rocket fired by NATO", "a bombing claimed by the Taliban": those whose weapon or blow it was."""
    if words.tokens[head].lemma not in classes()["blow"] | classes()["weapon"]:
        return []
    told = [
        i for i in words.kids_as(head, "acl") if words.tokens[i].tag == "VBN" and words.lemma(i) in classes()["wielded"]
    ]
    return [noun for verb in told for case, noun in words.obliques(verb) if case in ("by", "on")]


def occupants(words: Words, head: int) -> list[int]:
    """ "a base belonging to al-Shabab", "a convoy carrying US soldiers", "a house used by rebels"."""
    for verb in words.kids_as(head, "acl", "acl:relcl"):
        cases = _HOLDING.get(words.lemma(verb))
        if cases is not None and verb > head:
            found = [noun for case, noun in words.obliques(verb) if case in cases]
            if found or words.is_passive(verb):
                return found
            return words.kids_as(verb, *OBJECT) if not cases else []
    return []


def leaders(words: Words, head: int) -> list[int]:
    """ "a team led by Marco Rubio"."""
    if words.tokens[head].lemma not in classes()["team"]:
        return []
    leading = [i for i in words.kids_as(head, "acl") if i > head and words.tokens[i].lemma in _LEADING]
    return [noun for verb in leading for case, noun in words.obliques(verb) if case == "by"]
