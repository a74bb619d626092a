"""Persons: full names joined by structure, bare names to whom they are likely to mean, with their offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.lexicon.names import family_of, is_family_alone, same_name
from dateline.lexicon.names import tokens as name_tokens
from dateline.lexicon.persons import Person, bearers
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.incumbents import give_known_offices, note_person, owner_country, share_offices
from dateline.reading.entities.namesakes import bearer_of, leads_government, led_state
from dateline.reading.entities.offices import CROWNED
from dateline.reading.entities.surface import Found
from dateline.reading.frame import Scene

_POSSESSIVE = ("'s", "’s")


def as_people(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The names, with a bare one that looks like a town taken for the person of the report who is called so ("Gao").

    Likewise one that looks like a body but leads a government ("the Musharraf government").
    """
    families: set[str] = set()
    for one in found:
        if one.what == "person" and one.last - one.first > 1:
            words = [token.text for token in scene.sentence(one.sentence).tokens[one.first : one.last]]
            families |= {words[-1], words[0]} if lexicon.gender_of(words[0]) is None else {words[-1]}
    return [
        replace(one, what="person", known=None)
        if (one.what == "place" and one.last - one.first == 1
        and scene.sentence(one.sentence).tokens[one.first].text in families
        and _acts(scene.sentence(one.sentence), one.first))
        or (one.what == "organisation" and one.known is None and _is_leader(scene, one))
        else one
        for one in found
    ]  # fmt: skip


def _is_leader(scene: Scene, one: Found) -> bool:
    sentence = scene.sentence(one.sentence)
    if one.last - one.first > 1 or not leads_government(sentence, one.last):
        return False
    name = sentence.tokens[one.first].text
    return bool(bearers(name)) or (scene.day is not None and led_state(name, scene.day) is not None)


def _acts(sentence: Sentence, i: int) -> bool:
    return sentence.tokens[i].relation in ("nsubj", "nsubj:pass", "nmod:poss")


def read_persons(draft: Draft, found: Sequence[Found]) -> None:
    """Add every person that is named: full names first, since they tell what the bare ones mean."""
    persons = [one for one in found if one.what == "person"]
    bare = [one for one in persons if not isinstance(one.known, Person) and is_family_alone(_name(draft, one))]
    full = [one for one in persons if one not in bare]
    people: dict[str, list[str]] = {}  # id → names by which this report calls the person
    for one in full:
        name = _name(draft, one)
        character = _full(draft, one, name, people)
        people.setdefault(character.id, [])
        if name not in people[character.id]:
            people[character.id].append(name)
        note_person(draft, one, character)
    for one in bare:
        note_person(draft, one, bearer_of(draft, one, _name(draft, one), people))
    _stray(draft, people)
    share_offices(draft)
    for one in persons:  # once more for those whose owner is named as a person: "Aliyev's aide Hikmet Hajiyev"
        named = _named_at(draft, one)
        if named is not None and named.country is None:
            named.country = owner_country(draft, one)


def _name(draft: Draft, one: Found) -> str:
    return " ".join(token.text for token in draft.scene.sentence(one.sentence).tokens[one.first : one.last])


def _full(draft: Draft, one: Found, name: str, people: dict[str, list[str]]) -> Character:
    """The character of a full name: somebody known, somebody of this report, or somebody new."""
    known = one.known if isinstance(one.known, Person) else lexicon.find_person(name)
    country = owner_country(draft, one)
    if known is not None and isinstance(one.known, Person) and (of := _people_before(draft, one)) is not None:
        known, country = _of_state(known, of, _name(draft, one)), country or of
    if (
        known is not None
        and country is not None
        and known.country not in (None, country)
        and not isinstance(one.known, Person)
    ):
        known = None
    if known is not None:
        character = draft.character(known.id, "person", known.name, known.country)
        character.gender = character.gender or known.gender
        give_known_offices(draft, character)
        return character
    for entity, names in people.items():
        if any(same_name(name, other) == "same" for other in names):
            longest = max([*names, name], key=lambda n: (len(name_tokens(n)), len(n)))
            character = draft.characters[entity]
            if (
                len(name_tokens(longest)) > len(name_tokens(character.name))
                and lexicon.find_person(character.name) is None
            ):
                character.name = longest
            return character
    character = draft.character(lexicon.slug(name), "person", name)
    character.country = character.country or country or lexicon.past_country(name)
    character.gender = character.gender or (lexicon.gender_of(name.split()[0]) or "")
    return character


def _people_before(draft: Draft, one: Found) -> str | None:
    """The country of the people right before a name: "Saudi King Abdullah"."""
    tokens, first = draft.scene.sentence(one.sentence).tokens, one.first
    first -= first > 0 and tokens[first - 1].text.lower() in CROWNED
    before = [r for r in draft.at(one.sentence, first - 1) if r.form == "demonym"] if first else []
    countries = {draft.characters[entity].country for r in before for entity in r.entities} - {None}
    return countries.pop() if len(countries) == 1 else None


def _of_state(known: Person, country: str, name: str) -> Person | None:
    """Somebody known by a name, or his namesake of this country if he is of another."""
    if known.country in (None, country):
        return known
    others = [person for person in bearers(name.split()[-1]) if person.country == country]
    return others[0] if len(others) == 1 else None


def _stray(draft: Draft, people: dict[str, list[str]]) -> None:
    """Bare names that the encoder missed or took for places: "Ri" after "Ri Yong-ho"."""
    called: dict[str, set[str]] = {}
    for entity, names in people.items():
        for name in names:
            called.setdefault(family_of(name, draft.characters[entity].country), set()).add(entity)
    for sentence in draft.scene.analysis.sentences:
        for i, token in enumerate(sentence.tokens):
            if token.text in called and len(called[token.text]) == 1 and draft.free(sentence.index, i, i + 1):
                if token.tag[:2] != "NN" or len(token.text) < 2:
                    continue
                following = sentence.tokens[i + 1] if i + 1 < len(sentence.tokens) else None
                if following is not None and following.tag == "NNP" and following.text not in _POSSESSIVE:
                    continue
                (entity,) = called[token.text]
                note_person(draft, Found(sentence.index, i, i + 1, "person"), draft.characters[entity])


def _named_at(draft: Draft, one: Found) -> Character | None:
    named = [r for r in draft.at(one.sentence, one.first) if r.form == "name" and r.first == one.first and r.entities]
    return draft.characters[named[0].entities[0]] if named else None
