"""Phrases that mean several at once: "the two leaders", "both sides", "the foreign ministers of both countries"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.entities.bodies import state
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.holders import holder_of
from dateline.reading.frame import Reference

_COUNTS = {"both": 2, "two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "five": 5}
_DETERMINERS = frozenset({"the", "these", "those", "their", "all"})
_HEADS = frozenset({"head_of_state", "head_of_government", "supreme_leader", "leader"})
_REACH = 5  # sentences back in which the members are looked for
_OPENERS = _DETERMINERS | _COUNTS.keys()
_JOINED = frozenset({"conj", "flat", "nmod:desc", "compound", "appos"})
_BONUS = {"nsubj": 2.0, "nsubj:pass": 2.0, "obj": 1.6, "obl:agent": 1.2, "iobj": 1.2, "obl": 0.4, "nmod:poss": -0.6}
_SUBJECTS = ("nsubj", "nsubj:pass")
_PASSING = 2  # mentions below which a state is named in passing
_OFTEN = 3  # mentions from which a report is about a state
_DEEP = 4  # clauses below which depth tells nothing more
_WHERE = frozenset({"in", "at", "near", "inside", "across", "into", "through", "around"})
_LOOSE = frozenset({"person", "official", "diplomat"})  # too wide to mean just two without a number


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
        if alone and tokens[j - 1].relation in _SUBJECTS:
            if _waits(draft, sentence):
                draft.hold_back(sentence.index, i, j)
                return
            _refer(draft, sentence, i, j, _members(draft, sentence, i, "any", "", count))
        return
    if tokens[last - 1].tag not in ("NNS", "NNPS") or not draft.free(sentence.index, i, last):
        return
    if last + 1 < len(tokens) and tokens[last].text == "of":
        _of(draft, sentence, i, last, noun)
        return
    if noun.office in _LOOSE and tokens[i].text.lower() in _COUNTS and tokens[i].text.lower() != "both":
        return  # "two officials said": just any two
    if not count and (noun.members == "state" or not _are_few(draft, sentence, i, noun)):
        return
    if noun.members == "person" and noun.office in ("", *_LOOSE) and _waits(draft, sentence):
        draft.hold_back(sentence.index, i, last)
        return
    members = _members(draft, sentence, i, noun.members, noun.office, count or 2)
    _refer(draft, sentence, i, last, members or _all_in_office(draft, noun, count or 2))


def _all_in_office(draft: Draft, noun: lexicon.GroupNoun, count: int) -> tuple[str, ...]:
    """ "the two presidents": all who hold that office in the report, if they are as many, however long ago named."""
    if noun.members != "person" or noun.office in ("", *_LOOSE):
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
        countries = [draft.characters[e].country for e in _members(draft, sentence, first, "state", "", 2)]
        end += 1
    if len(countries) < 2 or noun.members != "person":
        return
    holding = [_holder(draft, noun.office, country) or _in_office(draft, noun.office, country) for country in countries]
    members = [one for one in holding if one is not None]
    if len(members) == len(countries):
        stop = named[-1].last if named else end
        _refer(draft, sentence, first, stop, members, head=last - 1)


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
    if country is None or office in ("", "leader", *_LOOSE):
        return None
    holder = holder_of(draft, office, country)
    return holder.id if holder is not None else None


def _are_few(draft: Draft, sentence: Sentence, i: int, noun: lexicon.GroupNoun) -> bool:
    """Have just two of them been named right before, so that "the ministers" needs no number?"""
    if noun.members == "party":
        return noun.noun in ("side", "party")
    if noun.members != "person" or not noun.office or noun.office in _LOOSE:
        return False
    wanted = _HEADS if noun.office == "leader" else {noun.office}
    holding = {
        one.id for one in draft.characters.values() if one.kind == "person" and any(r in wanted for r, _ in one.roles)
    }
    near = {one.entities[0] for one in draft.before(sentence.index, i, 2) if len(one.entities) == 1}
    return len(holding & near) == 2


def _members(draft: Draft, sentence: Sentence, token: int, members: str, office: str, count: int) -> tuple[str, ...]:
    """The most prominent `count` persons or states of the last sentence that has so many, or of the last few."""
    if members in ("any", "person") and (pair := _joined_before(draft, sentence, token, count)):
        return pair
    gathered: dict[str, float] = {}
    for back in range(_REACH):
        index = sentence.index - back
        if index < 0:
            break
        stop = token if back == 0 else len(draft.scene.sentence(index).tokens)
        ranked: dict[str, float] = {}
        for one in draft.before(index, stop, 0):
            if one.form == "demonym":
                continue
            for entity in one.entities:
                member, weight = _member(draft, entity, members), prominence(draft, one)
                if member is None:
                    continue
                if member != entity:
                    weight -= 0.5  # a state that is named comes before one that a person stands for
                if members != "person":
                    weight += _as_party(draft, one)
                if draft.characters[member].sector == "IGO":
                    weight -= 2.0  # the United Nations speak of both sides and are seldom one
                ranked[member] = max(ranked.get(member, -9.0), weight)
        ranked = _holding(draft, ranked, members, office)
        if len(ranked) >= count:
            return tuple(sorted(ranked, key=lambda one: -ranked[one])[:count])
        for member, weight in ranked.items():
            gathered[member] = max(gathered.get(member, -9.0), weight - 1.5 * back)
        if back >= 1 and len(gathered) >= count:
            chosen = tuple(sorted(gathered, key=lambda one: -gathered[one])[:count])
            return chosen if members == "person" else _rather(draft, sentence, token, chosen, count)
    return ()


def _waits(draft: Draft, sentence: Sentence) -> bool:
    """Does the sentence before tell what a "he" or "she" did who is not known yet?"""
    if sentence.index == 0:
        return False
    before = draft.scene.sentence(sentence.index - 1)
    return any(
        token.text.lower() in ("he", "she") and token.relation in _SUBJECTS and draft.free(before.index, i, i + 1)
        for i, token in enumerate(before.tokens)
    )


def _rather(draft: Draft, sentence: Sentence, token: int, chosen: tuple[str, ...], count: int) -> tuple[str, ...]:
    """ "The African Union called on both sides": the states that the report is about, if a body is one of those chosen.

    Not if each of the chosen is named again and again.
    """
    if not any(draft.characters[one].sector == "IGO" for one in chosen):
        return chosen
    times: dict[str, int] = {}
    for one in draft.before(sentence.index, token, sentence.index):
        for entity in one.entities:
            member = _member(draft, entity, "state")
            if member is not None:
                times[member] = times.get(member, 0) + 1
    most = sorted(times, key=lambda one: -times[one])[:count]
    passing = any(times.get(one, 0) < _PASSING for one in chosen)
    sure = len(most) == count and all(times[one] >= _OFTEN for one in most)
    return tuple(most) if passing and sure else chosen


def _joined_before(draft: Draft, sentence: Sentence, token: int, count: int) -> tuple[str, ...]:
    """The persons of the last list of so many before a word of the same sentence: "told A and B, and both agreed"."""
    persons = [
        one for one in draft.before(sentence.index, token, 0)
        if len(one.entities) == 1 and draft.characters[one.entities[0]].kind == "person" and one.form == "name"
    ][:count]  # fmt: skip
    if len(persons) < count:
        return ()
    first = persons[-1]
    joined = all(
        sentence.tokens[one.head].relation == "conj" and sentence.tokens[one.head].head == first.head
        for one in persons[:-1]
    )
    return tuple(one.entities[0] for one in reversed(persons)) if joined else ()


def _holding(draft: Draft, ranked: dict[str, float], members: str, office: str) -> dict[str, float]:
    """Only those who hold the office that the noun names. A minister may be called a leader, and a general, too."""
    if members != "person" or office in ("", "leader", *_LOOSE):
        return ranked
    wanted = {office}
    return {e: w for e, w in ranked.items() if any(role in wanted for role, _ in draft.characters[e].roles)}


def _member(draft: Draft, entity: str, members: str) -> str | None:
    """The entity as a member: a person himself, or the state or movement that is a party."""
    character = draft.characters[entity]
    if members in ("person", "any"):
        return entity if character.kind == "person" else None
    if character.kind == "state":
        return entity
    if members == "party" and character.kind == "organisation" and character.sector in ("REB", "IGO", "OPP"):
        return entity
    movements = [one.id for one in draft.characters.values() if one.sector == "REB" and one.kind == "organisation"]
    if members == "party" and character.kind == "person" and not character.roles and character.country is not None:
        own = [one for one in movements if draft.characters[one].country == character.country]
        if len(own) == 1:
            return own[0]  # who holds no office of the state speaks for the movement
    stands_for = character.kind in ("person", "group", "organisation") and character.sector != "IGO"
    if stands_for and character.country in lexicon.states():
        return state(draft, str(character.country))
    return None


def _as_party(draft: Draft, one: Reference) -> float:
    """More for who is dealt "with" and stands "between" or "against", less for where something is."""
    sentence = draft.scene.sentence(one.sentence)
    case = next((sentence.tokens[c].lemma for c in sentence.children(one.head) if c < one.first), "")
    return 1.0 if case in ("with", "between", "against") else -2.0 if case in _WHERE else 0.0


def prominence(draft: Draft, one: Reference) -> float:
    """How much a reference stands out in its sentence: subjects before objects, outer clauses before inner ones."""
    sentence = draft.scene.sentence(one.sentence)
    at = one.head
    # A name in apposition, and one joined to another, stand where the first word stands.
    while sentence.tokens[at].relation in _JOINED and sentence.tokens[at].head >= 0:
        at = sentence.tokens[at].head
        if sentence.tokens[at].tag[:1] not in ("N", "P"):
            break
    depth = min(_DEEP, sum(1 for _ in sentence.ancestors(at)))
    return _BONUS.get(sentence.tokens[at].relation, 0.0) - 0.25 * depth
