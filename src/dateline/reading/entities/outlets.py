"""Outlets that no list knows, by how a report speaks of them: "told Radio Tebbutt", "the daily Yeni Millet reported".

There are a hundred thousand newspapers and stations. What tells them is a word in the name, a noun beside it, or that
they are told, quoted or cited as only outlets are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.lexicon.bodies import Outlet
from dateline.reading.entities.surface import Found
from dateline.reading.frame import Scene

# The last or first word of a name that is an outlet's.
_LAST = frozenset({
    "news", "post", "times", "herald", "gazette", "tribune", "chronicle", "observer", "telegraph", "standard", "star",
    "ledger", "journal", "dispatch", "courier", "examiner", "inquirer", "express", "mirror", "reporter", "press", "tv",
    "television", "radio", "fm", "broadcasting", "online", "today", "daily", "weekly", "tonight", "nachrichten",
    "zeitung", "kurier", "gazeta", "gazete", "beacon", "bulletin", "sentinel", "advertiser", "newswire", "wire",
})  # fmt: skip
_FIRST = frozenset({"radio", "tele", "ekho", "diario", "agence", "agencia", "tv", "televisa"})
_NUMBERED = frozenset({"canal", "channel"})  # "Channel 4", not the Channel Islands and the Canal Zone
_NUMBERS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "plus"})
_BEFORE = frozenset({
    "newspaper", "daily", "weekly", "broadcaster", "station", "tabloid", "magazine", "website", "paper", "agency",
    "channel", "broadsheet", "newsweekly", "radio", "television",
})  # fmt: skip
_AFTER = _BEFORE | {"tv", "network"}
_OF = frozenset({"du", "de", "del", "della", "dello", "des"})  # "told Le Soir de Lomé"
_CITED = frozenset({"quote", "cite"})
_TOLD = frozenset({"tell"})
# Words of bodies that are told things without passing them on.
_HEARERS = frozenset({
    "union", "council", "committee", "commission", "party", "association", "group", "bank", "fund", "forum", "league",
    "movement", "front", "corp", "corporation", "company", "inc", "ltd", "foundation", "institute", "university",
    "ministry", "office", "court", "senate", "congress", "parliament", "assembly", "alliance", "federation", "army",
    "club", "society", "agency", "organisation", "organization", "center", "centre", "department", "church", "house",
    "board", "authority", "mission", "force", "forces", "command", "police", "navy", "conference", "airlines", "motors",
})  # fmt: skip


def as_outlets(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The names, with those that are outlets by their words or by what is told of them, wherever they stand."""
    names: dict[str, Outlet] = {}
    for one in found:
        if one.known is None and _is_outlet(scene.sentence(one.sentence), one):
            name = _name(scene, one)
            names.setdefault(name, Outlet(lexicon.slug(name), name, None, "outlet", "", ""))
    return [
        replace(one, what="organisation", known=names[name], last=_end(scene.sentence(one.sentence), one.last))
        if one.known is None and (name := _name(scene, one)) in names
        else one
        for one in found
    ]


def _name(scene: Scene, one: Found) -> str:
    return _words(scene.sentence(one.sentence), one)


def _words(sentence: Sentence, one: Found) -> str:
    return " ".join(token.text for token in sentence.tokens[one.first : one.last])


def _end(sentence: Sentence, last: int) -> int:
    """Where the name ends with the noun after it: "the Kabarlar news agency", but "the Kabarlar news conference"."""
    words = [token.text.lower() for token in sentence.tokens[last : last + 3]]
    size = 0
    while size < len(words) and words[size] in _AFTER | {"news", "service"}:
        size += 1
    return last + size - (words[size - 1] == "news" if size else 0)


def _is_outlet(sentence: Sentence, one: Found) -> bool:
    tokens = sentence.tokens
    words = [token.text.lower() for token in tokens[one.first : one.last]]
    numbered = words[0] in _NUMBERED and len(words) > 1 and (words[1][:1].isdigit() or words[1] in _NUMBERS)
    if len(words) > 1 and (words[-1] in _LAST or words[0] in _FIRST or numbered):
        return one.what != "person" or lexicon.gender_of(tokens[one.first].text) is None
    before = tokens[one.first - 1].text.lower() if one.first else ""
    after = [token.text.lower() for token in tokens[one.last : one.last + 2]]
    if (
        before in _BEFORE
        and one.first > 1
        and tokens[one.first - 2].text.lower() in ("the", "a", "news", "state", "local")
    ):
        return True
    if after[:1] and (after[0] in _AFTER or after == ["news", "agency"] or after == ["news", "service"]):
        return after[0] != "agency" or "news" in words
    return _is_cited(sentence, one, before) or _is_told(sentence, one, words)


def _is_cited(sentence: Sentence, one: Found, before: str) -> bool:
    """ "quoted by Interros (as saying)", "cited by the Kabarlar"."""
    tokens = sentence.tokens
    if before == "by" and one.first > 1:
        return tokens[one.first - 2].lemma in _CITED
    if before == "the" and one.first > 2 and tokens[one.first - 2].text.lower() == "by":
        return tokens[one.first - 3].lemma in _CITED
    return False


def _is_told(sentence: Sentence, one: Found, words: Sequence[str]) -> bool:
    """ "…, he told Telemetro Sur": told in public, and no person nor a body that hears things."""
    tokens = sentence.tokens
    at = one.first - (2 if one.first > 1 and tokens[one.first - 1].text.lower() == "the" else 1)
    if at < 0 or tokens[at].lemma not in _TOLD or one.what not in ("organisation", "person", "place"):
        return False
    if one.what == "place" and (len(words) == 1 or lexicon.find_place(_words(sentence, one)) is not None):
        return False
    if set(words) & _HEARERS:
        return False
    if one.what == "person":
        romance = len(words) > 2 and bool(_OF & set(words[1:-1])) and lexicon.gender_of(tokens[one.first].text) is None
        known = len(words) == 1 and lexicon.find_outlet(tokens[one.first].text) is not None
        return romance or known or any(character.isdigit() for character in words[-1])
    following = tokens[one.last].text if one.last < len(tokens) else "."
    return following in (".", ",", ":", "that", "in", "on", "by", "last", "late", ";")
