"""One kind for one name: a vote over the document on the names that the encoder found sentence by sentence.

The encoder sees one sentence. "Ri" alone may look like a place, but after "Ri Yong-ho" it is the man; a surname that
was missed in one sentence is known from the others; a headline in capitals is read by the names of the body.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from dateline.analysis import Name, NameKind, Sentence, Token

Key = tuple[str, ...]  # the words of a name, folded

LONG_FORM = 1.5  # what "Ri Yong-ho" adds to "Ri" being a person: more than one sure reading as something else
KNOWN = 0.6  # how sure one reading of a name must be for the name to be looked for where it was not seen


def vote_names(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences with names of one kind each throughout the document, and with missed mentions of them."""
    sentences = [replace(sentence, names=tuple(_trimmed(sentence))) for sentence in sentences]
    ballots: dict[Key, dict[NameKind, float]] = defaultdict(lambda: defaultdict(float))
    surest: dict[Key, float] = defaultdict(float)
    for sentence in sentences:
        weight = 0.4 if _in_capitals(sentence) else 1.0
        for name in sentence.names:
            key = _key(sentence, name.first, name.last)
            ballots[key][name.kind] += name.score * weight
            surest[key] = max(surest[key], name.score * weight)
    _support_short_forms(ballots)
    kinds = {key: max(votes, key=lambda kind: votes[kind]) for key, votes in ballots.items()}
    finder: dict[str, list[Key]] = defaultdict(list)
    for key in kinds:
        if surest[key] >= KNOWN and kinds[key] != "MISC":
            finder[key[0]].append(key)
    for keys in finder.values():
        keys.sort(key=len, reverse=True)
    return [replace(sentence, names=tuple(_settled(sentence, kinds, finder))) for sentence in sentences]


def _trimmed(sentence: Sentence) -> Iterator[Name]:
    """The names without loose words at their ends; two that an "of" within one of them joins are one."""
    tokens = sentence.tokens
    names: list[Name] = []
    for name in sentence.names:
        before = names[-1] if names else None
        if before and before.last == name.first and "of" in (tokens[name.first].text, tokens[name.first - 1].text):
            names[-1] = replace(before, last=name.last, score=min(before.score, name.score))
        else:
            names.append(name)
    for name in names:
        first, last = name.first, name.last
        while first < last and _is_loose(tokens[first]):
            first += 1
        while first < last and _is_loose(tokens[last - 1]):
            last -= 1
        if first < last:
            yield replace(name, first=first, last=last)


def _is_loose(token: Token) -> bool:
    return token.tag in _LOOSE and not token.text[:1].isupper()


# Tags of words that no name begins or ends with, unless they are capitalised ("The Hague").
_LOOSE = frozenset(
    {"IN", "TO", "CC", "DT", "POS", "MD", "PRP", "PRP$", "WP", "WDT", ",", ".", ":", "``", "''", "-LRB-", "-RRB-"}
)


def _support_short_forms(ballots: dict[Key, dict[NameKind, float]]) -> None:
    """A bare first or last word of a person's full name is that person, unless it is surely something else.

    Something else: "Washington" beside "George Washington", read as a place three times.
    """
    for key in [key for key in ballots if len(key) > 1]:
        votes = ballots[key]
        if max(votes, key=lambda kind: votes[kind]) != "PER":
            continue
        for part in {key[0], key[-1]}:
            if (part,) in ballots:
                ballots[(part,)]["PER"] += LONG_FORM


def _settled(sentence: Sentence, kinds: Mapping[Key, NameKind], finder: Mapping[str, list[Key]]) -> Iterator[Name]:
    """The names of one sentence: kinds by vote, and known names found in words that bear none or a part of it."""
    names = [replace(name, kind=kinds[_key(sentence, name.first, name.last)]) for name in sentence.names]
    folded = [token.text.casefold() for token in sentence.tokens]
    i = 0
    while i < len(folded):
        step = 1
        for key in finder.get(folded[i], ()):
            end = i + len(key)
            if tuple(folded[i:end]) != key or not _may_be_name(sentence, i, end):
                continue
            touching = [name for name in names if name.first < end and i < name.last]
            if any(name.last - name.first >= len(key) or name.first < i or name.last > end for name in touching):
                continue
            names = [name for name in names if name not in touching]
            names.append(Name(i, end, kinds[key], KNOWN))
            step = len(key)
            break
        i += step
    yield from sorted(names, key=lambda name: name.first)


def _may_be_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words are written as a name: with a capital, and one word as a proper noun or nationality."""
    token = sentence.tokens[first]
    return token.text[:1].isupper() and (last - first > 1 or token.tag.startswith(("NNP", "JJ")))


def _in_capitals(sentence: Sentence) -> bool:
    """A headline in capitals, where the encoder has less to go by."""
    letters = [token.text for token in sentence.tokens if token.text.isalpha() and len(token.text) > 3]
    return len(letters) > 1 and all(word.isupper() for word in letters)


def _key(sentence: Sentence, first: int, last: int) -> Key:
    return tuple(token.text.casefold() for token in sentence.tokens[first:last])
