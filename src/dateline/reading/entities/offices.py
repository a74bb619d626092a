"""Titles around a name: "Russian Foreign Minister Sergei Lavrov", "Ushakov, a Kremlin aide", "Turkey's Erdogan"."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from dateline import lexicon
from dateline.analysis import Token
from dateline.lexicon.titles import Title, longest_title, title_starts

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_LINKS = frozenset({"of", "for", "to", "at"})
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their"})
# Heads of state by another title than "president", with the gender the title tells ("" for none): "the King" is none
# of the presidents, nor the queen.
CROWNED = MappingProxyType(
    {
        **dict.fromkeys(("king", "emir", "sultan", "grand duke", "emperor", "pope", "pontiff"), "m"),
        **dict.fromkeys(("queen", "empress"), "f"),
        "monarch": "",
    }
)
# Whom the title alone means in English prose, with a capital: "the Pope", "tea with the Queen".
SOLE = MappingProxyType({"pope": "VAT", "pontiff": "VAT", "emperor": "JPN", "queen": "GBR"})
_REACH = 8  # words of an apposition that are looked at


@dataclass(frozen=True, slots=True)
class Office:
    """A title at tokens [first, last), with what stands before it; `owner` is the token of the state or body, or -1."""

    first: int
    last: int
    title: Title
    effect: str  # of its modifiers: past, future, deputy, now
    owner: int = -1


def title_ending_at(tokens: tuple[Token, ...], end: int) -> Title | None:
    """The longest title whose last word is token `end` - 1; plurals count ("Presidents Trump and Putin")."""
    for size in range(min(longest_title(), end), 0, -1):
        words = [token.text.lower() for token in tokens[end - size : end]]
        for last in dict.fromkeys((words[-1], tokens[end - 1].lemma, words[-1].removesuffix("s"))):
            title = lexicon.titles().get(" ".join([*words[:-1], last]))
            if title is not None:
                return title
    return None


def title_starting_at(tokens: tuple[Token, ...], start: int) -> tuple[Title, int] | None:
    """The longest title that begins with token `start`, and where it ends."""
    starts = title_starts()
    if tokens[start].lemma not in starts and tokens[start].text.lower() not in starts:
        return None
    for last in range(min(len(tokens), start + longest_title()), start, -1):
        words = [token.text.lower() for token in tokens[start:last]]
        for end in dict.fromkeys((words[-1], tokens[last - 1].lemma)):
            title = lexicon.titles().get(" ".join([*words[:-1], end]))
            if title is not None:
                return title, last
    return None


def office_before(tokens: tuple[Token, ...], name: int) -> Office | None:
    """The title right before a name that begins at token `name`; "Foreign Ministers Lavrov and Ri" through the list."""
    end = name
    title = title_ending_at(tokens, end)
    if title is None or (tokens[end - 1].text.islower() and tokens[end - 1].tag == "VB"):
        return None
    first = end - len(title.form.split())
    effect = "now"
    while first > 0 and (word := tokens[first - 1].text.lower().rstrip("-")) in lexicon.modifiers():
        found = lexicon.modifiers()[word]
        effect = found if found != "now" else effect
        first -= 1
    if first > 1 and tokens[first - 1].text == "-" and tokens[first - 2].text.lower() in ("ex", "vice", "then"):
        effect, first = "past", first - 2
    owner = first - 1
    if owner >= 1 and tokens[owner].text in _POSSESSIVE:
        owner -= 1
    is_owner = owner >= 0 and (tokens[owner].text[:1].isupper() or tokens[owner].text == "foreign")
    return Office(first, end, title, effect, owner if is_owner else -1)


def office_apart(tokens: tuple[Token, ...], first: int, last: int) -> Office | None:
    """The title with its owner before a name set off by commas: "Pyongyang's lead negotiator, Kim Yong Chol, …"."""
    if first < 3 or tokens[first - 1].text != "," or last >= len(tokens) or tokens[last].text not in (",", ".", ")"):
        return None
    office = office_before(tokens, first - 1)
    owned = office is not None and office.owner >= 0 and tokens[office.first - 1].text in _POSSESSIVE
    return office if owned else None


def office_after(tokens: tuple[Token, ...], end: int) -> Office | None:
    """The title in apposition after a name that ends at token `end`: ", the Russian foreign minister,"."""
    if end >= len(tokens) or tokens[end].text not in (",", "(", "—", "–"):
        return None
    start = end + 1
    if start < len(tokens) and tokens[start].tag == "CC":
        return None  # "…, Mike Pompeo, and a senior envoy": somebody else
    for first in range(start, min(len(tokens), start + _REACH)):
        if tokens[first].text in (",", ".", ";", ")", "—", "–", "who", "which", "”", "“") or tokens[first].tag in (
            "VBD",
            "VBZ",
        ):
            return None
        found = title_starting_at(tokens, first)
        if found is None:
            continue
        title, last = found
        if tokens[last - 1].tag == "NNS" and (tokens[start].tag == "CD" or _speaks(tokens, last)):
            return None  # "Macron may meet Abe, two officials said"
        if tokens[last - 1].relation == "nsubj" and tokens[last - 1].head == last and tokens[last].tag[:2] == "VB":
            return None  # "China would not extradite Chen, the spokesman added"
        if last < len(tokens) and tokens[last].tag in ("NN", "NNS", "NNP") and tokens[last].text not in (",",):
            nested = title_starting_at(tokens, last)
            if nested is None and tokens[last].tag == "NNP":
                return None  # "…, President Putin": a title of the next name
            if nested is not None:
                title, last = nested
        effect = "now"
        owner = -1
        for k in range(start, first):
            word = tokens[k].text.lower().rstrip("-")
            if word in lexicon.modifiers() and lexicon.modifiers()[word] != "now":
                effect = lexicon.modifiers()[word]
            if tokens[k].text[:1].isupper():
                owner = k
        if owner < 0 and last + 1 < len(tokens) and tokens[last].text in _LINKS:
            after = next((k for k in range(last + 1, min(last + 4, len(tokens))) if tokens[k].text[:1].isupper()), -1)
            owner = after
            title_end = after + 1 if after >= 0 else last
            if after >= 0:  # "spokesman for the Polish foreign ministry"
                common = [k for k in range(after + 1, min(after + 4, len(tokens))) if _is_common(tokens, after + 1, k)]
                title_end = common[-1] + 1 if common and tokens[common[-1]].tag != "JJ" else title_end
            return Office(start, title_end, title, effect, owner)
        return Office(start, last, title, effect, owner)
    return None


def _is_common(tokens: tuple[Token, ...], first: int, at: int) -> bool:
    """Do only common nouns and adjectives stand from `first` to `at`?"""
    return all(one.tag in ("JJ", "NN", "NNS") and one.text.islower() for one in tokens[first : at + 1])


def _speaks(tokens: tuple[Token, ...], at: int) -> bool:
    return at < len(tokens) and tokens[at].tag in ("VBD", "VBP")


def state_before(tokens: tuple[Token, ...], name: int) -> int:
    """The token of a state that owns the name: "Turkey's Erdogan", "Germany's Angela Merkel"; -1 if none does."""
    if name >= 2 and tokens[name - 1].text in _POSSESSIVE and tokens[name - 2].text[:1].isupper():
        return name - 2
    return -1


def starts_with_determiner(tokens: tuple[Token, ...], first: int) -> int:
    """Where the phrase begins once its article or possessive is counted in."""
    return first - 1 if first > 0 and tokens[first - 1].text.lower() in _DETERMINERS else first
