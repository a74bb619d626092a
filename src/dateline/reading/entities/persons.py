"""Persons: full names joined by structure, bare names to whom they are likely to mean, with their offices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.lexicon.names import family_of, is_family_alone, match_token, same_name
from dateline.lexicon.names import tokens as name_tokens
from dateline.lexicon.persons import Person, bearers, called, is_distinctive
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.offices import CROWNED, Office, office_after, office_before, state_before
from dateline.reading.entities.surface import Found
from dateline.reading.frame import Scene

# Who is meant by a bare name that several bear: the highest of these offices first.
RANKS = (
    "supreme_leader", "head_of_state", "head_of_government", "foreign_minister", "vice_president", "crown_prince",
    "national_security_adviser", "defence_minister", "secretary_general", "un_secretary_general", "eu_leader",
    "finance_minister", "spokesperson", "special_envoy", "deputy_foreign_minister", "ambassador", "leader",
)  # fmt: skip
_POSSESSIVE = ("'s", "’s")


def as_people(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """The names, with a bare one that looks like a town taken for the person of the report who is called so ("Gao")."""
    families: set[str] = set()
    for one in found:
        if one.what == "person" and one.last - one.first > 1:
            words = [token.text for token in scene.sentence(one.sentence).tokens[one.first : one.last]]
            families |= {words[-1], words[0]} if lexicon.gender_of(words[0]) is None else {words[-1]}
    return [
        replace(one, what="person", known=None)
        if one.what == "place" and one.last - one.first == 1
        and scene.sentence(one.sentence).tokens[one.first].text in families
        and _acts(scene.sentence(one.sentence), one.first)
        else one
        for one in found
    ]  # fmt: skip


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
        _note(draft, one, character)
    for one in bare:
        entity = _bare(draft, one, _name(draft, one), people)
        if entity is not None:
            _note(draft, one, entity)
    _stray(draft, people)
    for one in persons:  # once more for those whose owner is named as a person: "Aliyev's aide Hikmet Hajiyev"
        named = _named_at(draft, one)
        if named is not None and named.country is None:
            named.country = _owner_country(draft, one)


def _name(draft: Draft, one: Found) -> str:
    return " ".join(token.text for token in draft.scene.sentence(one.sentence).tokens[one.first : one.last])


def _full(draft: Draft, one: Found, name: str, people: dict[str, list[str]]) -> Character:
    """The character of a full name: somebody known, somebody of this report, or somebody new."""
    known = one.known if isinstance(one.known, Person) else lexicon.find_person(name)
    country = _owner_country(draft, one)
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
        _lexicon_offices(draft, character)
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


def _lexicon_offices(draft: Draft, character: Character) -> None:
    day = draft.scene.day
    if day is None or character.offices:
        return
    held = [one for one in lexicon.offices_of(character.id, day) if one.sure]
    # A president who heads the government, too, is the president.
    states = {one.of for one in held if one.role == "head_of_state"}
    held = [one for one in held if one.role != "head_of_government" or one.of not in states]
    for holder in sorted(held, key=lambda one: RANKS.index(one.role) if one.role in RANKS else len(RANKS)):
        character.hold(holder.role, holder.of)
        character.offices.append((lexicon.title_of(holder.role, holder.of), holder.of, None, "lexicon"))
        character.sector = character.sector or _sector(holder.role)


def _sector(role: str) -> str | None:
    return next((title.sector or None for title in lexicon.titles().values() if title.role == role), None)


def _bare(draft: Draft, one: Found, name: str, people: dict[str, list[str]]) -> Character | None:
    """Whom a family name means: somebody of this report so called, else one in office on the day, else a new one."""
    family = name.split()[-1]
    office = office_before(draft.scene.sentence(one.sentence).tokens, one.first)
    called = [
        entity
        for entity, names in people.items()
        if any(_is_family(family, family_of(full, draft.characters[entity].country)) for full in names)
    ] or [
        entity
        for entity, names in people.items()
        if any(family.lower() in (part.lower() for part in full.split()) for full in names)
    ]
    known = [person for person in bearers(family) if person.id not in people and _in_scene(draft, person, office)]
    if len(called) == 1 and not _outranked(draft, called[0], known, office):
        return draft.characters[called[0]]
    if called or known:
        best = _best(draft, one, called, known, office)
        if best is not None:
            return best
    character = draft.character(lexicon.slug(name), "person", name)
    character.gender = character.gender or (lexicon.gender_of(name) or "")
    people.setdefault(character.id, []).append(name)
    return character


def _in_scene(draft: Draft, person: Person, office: Office | None) -> bool:
    """Is the person's country spoken of, or an office told? A footballer called Kim is not Kim Jong-un."""
    if office is not None and office.title.role in RANKS:
        return True
    states = [one for one in draft.characters.values() if one.kind in ("state", "place", "person") and one.country]
    officials = any(one.kind == "person" and one.roles and one.country in ("PRK", "KOR") for one in states)
    if any(one.country == person.country for one in states) or (_is_korean(person) and officials):
        return True
    return not _is_korean(person) and is_distinctive(called(person))


@lru_cache(maxsize=20_000)
def _is_family(name: str, family: str) -> bool:
    """Is the single token that family name, in whatever spelling?"""
    mine, other = name_tokens(name), name_tokens(family)
    return bool(mine and other) and match_token(mine[0], other[0], family=True)


def _outranked(draft: Draft, entity: str, known: Sequence[Person], office: Office | None) -> bool:
    """Is the one who is named in full only a namesake of a leader whom bare names mean ("Kim" beside Kim Yong-chol)?"""
    if office is not None and any(role == office.title.role for role, _ in draft.characters[entity].roles):
        return False
    day = draft.scene.day
    country = draft.characters[entity].country
    mine = min((RANKS.index(role) for role, _ in draft.characters[entity].roles if role in RANKS), default=len(RANKS))
    return any(
        other.country == country
        and _rank(other, day) < min(mine, RANKS.index("foreign_minister"))
        and _is_korean(other)
        for other in known
    )


def _is_korean(person: Person) -> bool:
    return person.country in ("PRK", "KOR")


def _rank(person: Person, day: date | None) -> int:
    roles = [one.role for one in lexicon.offices_of(person.id, day)] if day is not None else []
    return min((RANKS.index(role) for role in roles if role in RANKS), default=len(RANKS))


def _best(
    draft: Draft, one: Found, called: Sequence[str], known: Sequence[Person], office: Office | None
) -> Character | None:
    """Among several: who holds the office told with the name, then the highest in rank, then who was named last."""
    day = draft.scene.day
    if office is not None:
        holding = [
            entity for entity in called if any(role == office.title.role for role, _ in draft.characters[entity].roles)
        ]
        if len(holding) == 1:
            return draft.characters[holding[0]]
    ranked: list[tuple[int, int, str]] = []
    for entity in called:
        character = draft.characters[entity]
        rank = min((RANKS.index(role) for role, _ in character.roles if role in RANKS), default=len(RANKS))
        last = max(
            (r.sentence for r in draft.references if entity in r.entities and r.sentence <= one.sentence), default=-1
        )
        ranked.append((rank, -last, entity))
    in_office = [person for person in known if _rank(person, day) < len(RANKS)]
    if not in_office and not ranked and len(known) == 1:
        in_office = list(known)  # out of office, but nobody else is called so
    if ranked and (not in_office or not any(_is_korean(person) for person in in_office)):
        return draft.characters[min(ranked)[2]]
    if not in_office:
        return draft.characters[min(ranked)[2]] if ranked else None
    person = min(in_office, key=lambda p: _rank(p, day))
    if ranked and min(ranked)[0] <= _rank(person, day):
        return draft.characters[min(ranked)[2]]
    if not ranked and sum(_rank(p, day) == _rank(person, day) for p in in_office) > 1:
        return None
    character = draft.character(person.id, "person", person.name, person.country)
    character.gender = character.gender or person.gender
    _lexicon_offices(draft, character)
    return character


def _named_at(draft: Draft, one: Found) -> Character | None:
    named = [r for r in draft.at(one.sentence, one.first) if r.form == "name" and r.first == one.first and r.entities]
    return draft.characters[named[0].entities[0]] if named else None


def _owner_country(draft: Draft, one: Found) -> str | None:
    tokens = draft.scene.sentence(one.sentence).tokens
    office = office_before(tokens, one.first)
    if office is not None and office.owner >= 0:
        return _country_at(draft, one.sentence, tokens, office.owner)
    return None


def _country_at(draft: Draft, sentence: int, tokens: tuple[Token, ...], token: int) -> str | None:
    """The country of the state or body that ends at a word."""
    for reference in draft.at(sentence, token):
        for entity in reference.entities:
            if draft.characters[entity].country:
                return draft.characters[entity].country
    named = lexicon.find_state(tokens[token].text)
    return named.code if named is not None and len(named.code) == 3 and named.form != "capital" else None


def _note(draft: Draft, one: Found, character: Character) -> None:
    """The reference to a named person, the titles beside it, and what they say."""
    sentence = draft.scene.sentence(one.sentence)
    tokens = sentence.tokens
    draft.refer(one.sentence, one.first, one.last, (character.id,), "name")
    for office in (office_before(tokens, one.first), office_after(tokens, one.last)):
        if office is not None:
            _hold(draft, one.sentence, office, character)
    owner = state_before(tokens, one.first)
    if owner >= 0 and character.country is None:
        character.country = _country_at(draft, one.sentence, tokens, owner)


def _hold(draft: Draft, sentence: int, office: Office, character: Character) -> None:
    tokens = draft.scene.sentence(sentence).tokens
    of = _country_at(draft, sentence, tokens, office.owner) if office.owner >= 0 else None
    if office.title.role == "honorific":
        if office.title.form.strip(".") in ("mr", "sir", "lord", "baron"):
            character.gender = character.gender or "m"
        elif office.title.form.strip(".") in ("mrs", "ms", "miss", "lady", "dame", "baroness", "madam", "madame"):
            character.gender = character.gender or "f"
        return
    if office.title.form in ("king", "prince", "spokesman", "chairman", "businessman", "congressman"):
        character.gender = character.gender or "m"
    elif office.title.form in ("queen", "princess", "spokeswoman", "chairwoman", "first lady", "congresswoman"):
        character.gender = character.gender or "f"
    if (character.country is None and of is not None and office.title.role not in ("ambassador", "special_envoy")) or (
        character.country is None and of is not None and office.owner < office.first + 2
    ):
        character.country = of
    character.crown = CROWNED.get(office.title.form, character.crown)
    role = office.title.role if office.effect == "now" else f"{office.effect}_{office.title.role}"
    character.hold(role, of or character.country)
    first = office.first
    while first > 0 and draft.at(sentence, first - 1) and first - 1 <= office.owner + 1 and first > office.owner >= 0:
        first -= 1
    for size in (3, 2):  # "Foreign Ministry spokesman"
        if first >= size and " ".join(t.text.lower() for t in tokens[first - size : first]) in lexicon.institutions():
            first -= size
            break
    if first == office.owner:  # "South Korean President": the state may have several words
        first = min((one.first for one in draft.at(sentence, first) if one.last <= office.first), default=first)
    evidence = draft.scene.cite_tokens(sentence, first, office.last)
    if not any(origin == "text" for *_, origin in character.offices):
        told = lexicon.title_of(role, of or character.country)
        character.offices = [one for one in character.offices if one[0] != told]
        character.offices.append((evidence.quote, of or character.country, evidence, "text"))
    if office.effect == "past":
        character.sector = character.sector or "ELI"
    character.sector = character.sector or (office.title.sector or None)
    if not any(reference.form == "title" and reference.first == first for reference in draft.at(sentence, first)):
        draft.refer(sentence, first, office.last, (character.id,), "title", head=office.last - 1)


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
                _note(draft, Found(sentence.index, i, i + 1, "person"), draft.characters[entity])
