"""Phrases that mean several at once: "the two leaders", "both sides", "the foreign ministers of both countries"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.entities.bindings import SUBJECTS
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.holders import holder_of
from dateline.reading.entities.members import LOOSE, members_of, waits
from dateline.reading.frame import Reference

_COUNTS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5}
_DETERMINERS = frozenset({"the", "these", "those", "their", "all"})
_HEADS = frozenset({"head_of_state", "head_of_government", "supreme_leader", "leader"})
_OPENERS = _DETERMINERS | _COUNTS.keys()


def read_groups(draft: Draft) -> None:
    """Add the group phrases of a report. Before institutions, so that "the two leaders" are no unnamed leaders."""
    for sentence in draft.scene.analysis.sentences:
        if sentence.section != "byline":
            for i, token in enumerate(sentence.tokens):
                if token.text == "Koreas" and draft.free(sentence.index, i, i + 1):
                    _koreas(draft, sentence, i)
                elif opens_group(draft, sentence, i):
                    read_group(draft, sentence, i)


def opens_group(draft: Draft, sentence: Sentence, i: int) -> bool:
    """May a group phrase begin with word `i`?"""
    return sentence.tokens[i].text.lower() in _OPENERS and draft.free(sentence.index, i, i + 1)


def _koreas(draft: Draft, sentence: Sentence, i: int) -> None:
    """ "the two Koreas": both states, whatever else is named."""
    first = i
    while first and sentence.tokens[first - 1].text.lower() in _COUNTS.keys() | _DETERMINERS:
        first -= 1
    states = [lexicon.states()[code] for code in ("PRK", "KOR")]
    both = [draft.character(one.id, "state", one.name, one.code, "GOV").id for one in states]
    _refer(draft, sentence, first, i + 1, both)


def read_group(draft: Draft, sentence: Sentence, i: int) -> None:
    """Add the group phrase that begins with word `i`, if one does."""
    tokens = sentence.tokens
    j, count = i, 0
    while j < len(tokens) and j < i + 4:
        low = tokens[j].text.lower()
        if low in _COUNTS:
            count = _COUNTS[low]
        elif low not in _DETERMINERS:
            break
        j += 1
    if j == i or j >= len(tokens):
        return
    noun, last = _noun(sentence, j)
    if noun is None:
        # "the two discussed", "both agreed": the number stands alone before a verb.
        alone = count == 2 and tokens[j].tag[:2] in ("VB", "MD", "RB") and draft.free(sentence.index, i, j)
        if alone and tokens[j - 1].relation in SUBJECTS:
            if waits(draft, sentence):
                draft.hold_back(sentence.index, i, j)
                return
            _refer(draft, sentence, i, j, members_of(draft, sentence, i, "any", "", count))
        return
    if tokens[last - 1].tag not in ("NNS", "NNPS") or not draft.free(sentence.index, i, last):
        return
    if last + 1 < len(tokens) and tokens[last].text == "of":
        _of(draft, sentence, i, last, noun)
        return
    if noun.office in LOOSE and tokens[i].text.lower() in _COUNTS and tokens[i].text.lower() != "both":
        return  # "two officials said": just any two
    if not count and (noun.members == "state" or not _are_few(draft, sentence, i, noun)):
        return
    if noun.members == "person" and noun.office in ("", *LOOSE) and waits(draft, sentence):
        draft.hold_back(sentence.index, i, last)
        return
    members = members_of(draft, sentence, i, noun.members, noun.office, count or 2)
    _refer(draft, sentence, i, last, members or _all_in_office(draft, noun, count or 2))


def _all_in_office(draft: Draft, noun: lexicon.GroupNoun, count: int) -> tuple[str, ...]:
    """ "the two presidents": all who hold that office in the report, if they are as many, however long ago named."""
    if noun.members != "person" or noun.office in ("", *LOOSE):
        return ()
    wanted = _HEADS if noun.office == "leader" else {noun.office}
    holding = [one.id for one in draft.characters.values() if one.kind == "person" and _holds(one, wanted)]
    return tuple(holding) if len(holding) == count else ()


def _holds(one: Character, wanted: Collection[str]) -> bool:
    return any(role in wanted for role, _ in one.roles)


def _noun(sentence: Sentence, j: int) -> tuple[lexicon.GroupNoun | None, int]:
    tokens = sentence.tokens
    for last in range(min(len(tokens), j + 3), j, -1):
        words = [token.text.lower() for token in tokens[j : last - 1]] + [tokens[last - 1].lemma]
        noun = lexicon.group_nouns().get(" ".join(words))
        if noun is not None:
            return noun, last
    return None, j


def _refer(
    draft: Draft, sentence: Sentence, first: int, last: int, members: Sequence[str], head: int | None = None
) -> None:
    if len(members) > 1:
        draft.refer(sentence.index, first, last, tuple(members), "nominal", head=last - 1 if head is None else head)


def _of(draft: Draft, sentence: Sentence, first: int, last: int, noun: lexicon.GroupNoun) -> None:
    """ "the leaders of Ethiopia and Eritrea", "the ministers of both the countries": who holds that office there."""
    tokens = sentence.tokens
    end = last + 1
    named: list[Reference] = []
    while end < len(tokens):
        found = [one for one in draft.at(sentence.index, end) if one.first == end and one.entities]
        if found and draft.characters[found[0].entities[0]].kind == "person":
            break  # "of Peru and Chile, Ann Orr and Bo Rey"
        if found:
            named.append(found[0])
            end = found[0].last
        elif tokens[end].text in (",", "and", "the", "both", "two"):
            end += 1
        else:
            break
    countries = [draft.characters[e].country for one in named for e in one.entities]
    both = not named and tokens[end - 1].text.lower() in ("both", "two", "the") and end < len(tokens)
    if both and tokens[end].lemma in ("country", "nation", "side", "state"):
        countries = [draft.characters[e].country for e in members_of(draft, sentence, first, "state", "", 2)]
        end += 1
    if len(countries) < 2 or noun.members != "person":
        return
    beside = _persons_beside(draft, sentence, first, named[-1].last if named else end)
    if beside:
        if len(beside) == len(countries):
            _share_out(draft, noun.office, beside, countries)
            _refer(draft, sentence, first, named[-1].last if named else end, beside, head=last - 1)
        return  # of three persons and two states nobody can tell who is whose
    holding = [_holder(draft, noun.office, country) or _in_office(draft, noun.office, country) for country in countries]
    members = [one for one in holding if one is not None]
    if len(members) == len(countries):
        stop = named[-1].last if named else end
        _refer(draft, sentence, first, stop, members, head=last - 1)


def _persons_beside(draft: Draft, sentence: Sentence, first: int, end: int) -> tuple[str, ...]:
    """ "Ann Orr and Bo Rey, the ministers of …", "the ministers of …, Ann Orr and Bo Rey": who is so told."""
    tokens = sentence.tokens
    if first and tokens[first].text.lower() not in _OPENERS:
        return ()
    before: list[str] = []
    at = first - 1
    while at > 0 and tokens[at].text in (",", "and"):
        found = [one for one in draft.at(sentence.index, at - 1) if one.form == "name" and one.last == at]
        if not found:
            at -= 1
            continue
        before += found[0].entities
        at = found[0].first - 1
    if len(before) > 1 and tokens[first - 1].text == "," and _are_persons(draft, before):
        return tuple(reversed(before))
    after: list[str] = []
    at = end
    while at + 1 < len(tokens) and tokens[at].text in (",", "and"):
        found = [one for one in draft.at(sentence.index, at + 1) if one.form == "name" and one.first == at + 1]
        if not found:
            at += 1
            continue
        after += found[0].entities
        at = found[0].last
    comma = end < len(tokens) and tokens[end].text == ","
    return tuple(after) if len(after) > 1 and comma and _are_persons(draft, after) else ()


def _are_persons(draft: Draft, entities: Sequence[str]) -> bool:
    return all(draft.characters[one].kind == "person" for one in entities)


def _share_out(draft: Draft, office: str, persons: Sequence[str], countries: Sequence[str | None]) -> None:
    """Each person the office of the state that stands where he does, unless one is known to be of another state."""
    pairs = [(draft.characters[one], country) for one, country in zip(persons, countries, strict=True)]
    if office in ("", *LOOSE) or any(one.country not in (None, country) for one, country in pairs):
        return
    for one, country in pairs:
        one.country = one.country or country
        one.hold(office, country)


def _holder(draft: Draft, office: str, country: str | None) -> str | None:
    wanted = _HEADS if office in ("leader", "head_of_state") else {office}
    found = [
        one.id
        for one in draft.characters.values()
        if one.kind == "person" and one.country == country and any(role in wanted for role, _ in one.roles)
    ]
    return found[0] if found else None


def _in_office(draft: Draft, office: str, country: str | None) -> str | None:
    """Who holds it on the day, if the report names nobody and the lexicon is sure."""
    if country is None or office in ("", "leader", *LOOSE):
        return None
    holder = holder_of(draft, office, country)
    return holder.id if holder is not None else None


def _are_few(draft: Draft, sentence: Sentence, i: int, noun: lexicon.GroupNoun) -> bool:
    """Have just two of them been named right before, so that "the ministers" needs no number?"""
    if noun.members == "party":
        return noun.noun in ("side", "party")
    if noun.members != "person" or not noun.office or noun.office in LOOSE:
        return False
    wanted = _HEADS if noun.office == "leader" else {noun.office}
    holding = {
        one.id for one in draft.characters.values() if one.kind == "person" and any(r in wanted for r, _ in one.roles)
    }
    near = {one.entities[0] for one in draft.before(sentence.index, i, 2) if len(one.entities) == 1}
    return len(holding & near) == 2
