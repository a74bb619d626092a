"""Where a hyphen joins two actors: "US-China", "Russia-Ukraine", "North Korea-Russia talks", "U.S.-EU".

Elsewhere a hyphen makes one word ("Jong-un", "U.S.-led", "Guinea-Bissau", "UN-Habitat"). The actors are the states,
their capitals and the bodies of states of the lexicon; what an acronym of a state is joined to may be any name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.files import parts, table

_HYPHEN = re.compile(r"[-\u2010\u2011]")
_ACRONYM = re.compile(r"[A-Z]{2,5}")


@dataclass(frozen=True, slots=True)
class _Actors:
    """What may stand beside a hyphen."""

    states: frozenset[str]  # acronyms of states: "US", "U.S."
    left: frozenset[str]  # names of one word, last words of the names of states ("Korea")
    right: frozenset[str]  # the same with first words ("North")
    wholes: frozenset[str]  # names that hold a hyphen themselves


def pair_at(word: str) -> int | None:
    """The place of the hyphen that joins two actors in `word`; None if it joins none."""
    actors = _actors()
    if _HYPHEN.sub("-", word) in actors.wholes:
        return None
    for hyphen in _HYPHEN.finditer(word):
        left, right = word[: hyphen.start()], word[hyphen.end() :]
        is_named = left[:1].isupper() and right[:1].isupper() and len(right) > 1
        if is_named and (left in actors.states or right in actors.states):
            return hyphen.start()
        if left in actors.left and right in actors.right:
            return hyphen.start()
    return None


@cache
def _actors() -> _Actors:
    rows = [row for row in table("states.tsv") if row["status"] != "territory"]
    states = {name for row in rows for name in (row["name"], *parts(row["names"]))}
    capitals = {name for row in rows for name in parts(row["capitals"])}
    bodies = {
        name
        for row in table("organisations.tsv")
        if row["sector"] == "IGO"
        for name in (row["name"], *parts(row["aliases"]))
    }
    acronyms = _dotted(name for name in states if _ACRONYM.fullmatch(name))
    single = {name for name in states | capitals if " " not in name}
    single |= acronyms | _dotted(name for name in bodies if _ACRONYM.fullmatch(name))
    long = [name.split() for name in states if " " in name]
    wholes = {name for name in states | capitals | bodies if "-" in name}
    return _Actors(
        states=frozenset(acronyms),
        left=frozenset(single | {words[-1] for words in long}),
        right=frozenset(single | {words[0] for words in long}),
        wholes=frozenset(wholes),
    )


def _dotted(names: Iterable[str]) -> set[str]:
    """Acronyms in both ways of writing them: "US" and "U.S."."""
    return {form for name in names for form in (name, ".".join(name) + ".")}
