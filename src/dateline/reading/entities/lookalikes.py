"""What looks like somebody's name and is none: feasts, and news agencies by their short names."""

from __future__ import annotations

from functools import cache

from dateline import lexicon
from dateline.analysis import Token
from dateline.lexicon.bodies import Outlet
from dateline.lexicon.files import table
from dateline.lexicon.titles import titles

_TELLS = frozenset({"say", "report", "quote", "cite", "tell"})


@cache
def feasts() -> frozenset[str]:
    """Feasts that move with the moon or the church's year: named, but of no day that a table could give."""
    return frozenset(row["word"] for row in table("en/times.tsv") if row["class"] == "moving feast")


def is_feast(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """ "celebrated Holi", "Eid al-Fitr": no person; but "Eid met the envoy", "Mr Eid"."""
    if " ".join(token.text.lower() for token in tokens[first:last]) not in feasts():
        return False
    titled = first > 0 and tokens[first - 1].text.lower() in titles()
    return last - first > 1 or not (titled or tokens[first].relation.startswith("nsubj"))


def is_agency(tokens: tuple[Token, ...], at: int, known: object) -> bool:
    """ "Kyodo reported": a news agency by its short name, which looks like somebody's; not "Antara", a given name."""
    agency = isinstance(known, Outlet) and known.kind == "agency"
    titled = at > 0 and tokens[at - 1].text.lower() in titles()
    return agency and not titled and lexicon.gender_of(tokens[at].text) is None


def is_telling(tokens: tuple[Token, ...], at: int) -> bool:
    """ "Tass reported", "told Tass": an abbreviation in small letters where agencies tell; not "the kuna fell"."""
    return tokens[at].head >= 0 and tokens[tokens[at].head].lemma in _TELLS
