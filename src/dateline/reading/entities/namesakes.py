"""Whom a family name means of all who are called so: somebody of the report, or somebody in office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.lexicon.names import family_of, match_token
from dateline.lexicon.names import tokens as name_tokens
from dateline.lexicon.persons import Person, bearers, is_common_surname, is_distinctive, known_persons
from dateline.lexicon.slugs import plain
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.incumbents import RANKS, give_known_offices, owner_country
from dateline.reading.entities.offices import CROWNED, Office, office_after, office_before
from dateline.reading.entities.surface import Found

_LEADING = frozenset({"head_of_state", "head_of_government"})
_ABROAD = frozenset({"foreign_minister", "defence_minister", "un_secretary_general", "eu_leader"})
_GOVERNMENTS = frozenset({"administration", "government", "regime", "cabinet"})
_POSTED = frozenset({"ambassador", "special_envoy"})  # offices whose owner may be where they are posted


def bearer_of(draft: Draft, one: Found, name: str, people: dict[str, list[str]]) -> Character:
    """Whom a family name means: somebody of this report so called, else one in office on the day, else a new one.

    `people` are the names of each; a new one is added to them.
    """
    family = name.split()[-1]
    tokens = draft.scene.sentence(one.sentence).tokens
    if _has_trade(tokens, one):
        return _of_trade(draft, name, people)
    office = office_before(tokens, one.first)
    called = [
        entity
        for entity, names in people.items()
        if any(_is_family(family, family_of(full, draft.characters[entity].country)) for full in names)
    ] or [
        entity
        for entity, names in people.items()
        if any(family.lower() in (part.lower() for part in full.split()) for full in names)
    ]
    owner = owner_country(draft, one) if office is None or office.title.role not in _POSTED else None
    if office is not None and office.title.form in CROWNED:  # "King Abdullah" is no president who bears the name
        called = [e for e in called if is_crowned(draft.characters[e])]
        called = [e for e in called if owner in (None, draft.characters[e].country)]  # nor the king of another state
    leads = leads_government(draft.scene.sentence(one.sentence), one.last) and _may_lead(draft, family)
    known = [
        person
        for person in bearers(family)
        if person.id not in people
        and (leads or _in_scene(draft, person, office, family))
        and (owner is None or person.country == owner)
        and (office is None or office.title.role != "crown_prince" or _is_heir(draft, person))
    ]  # "Colombian President Santos" is nobody of Angola
    if len(called) == 1 and not _outranked(draft, called[0], known, office):
        return draft.characters[called[0]]
    if called or known:
        best = _best(draft, one, called, known, office)
        if best is not None:
            return best
    if not called and (person := _incumbent(draft, one, family, office, owner)) is not None:
        return _as_character(draft, person)
    countries = {person.country for person in known}
    # "the Bush administration", "Mr. Clinton": whichever of them
    of = countries.pop() if (leads or is_distinctive(family)) and len(countries) == 1 else None
    character = draft.character(lexicon.slug(name), "person", name, of)
    character.gender = character.gender or (lexicon.gender_of(name) or "")
    people.setdefault(character.id, []).append(name)
    return character


def _has_trade(tokens: Sequence[Token], one: Found) -> bool:
    """ "Actress Blair", "Kerry, a guitarist": by a trade that is no leader's, now."""
    told = office_before(tuple(tokens), one.first), office_after(tuple(tokens), one.last)
    return any(office is not None and office.effect == "now" and office.title.role == "citizen" for office in told)


def _of_trade(draft: Draft, name: str, people: dict[str, list[str]]) -> Character:
    """Whoever of the report is so called and holds no leader's office, else somebody new."""
    family = name.split()[-1]
    for entity, names in people.items():
        leads = any(role in RANKS for role, _ in draft.characters[entity].roles)
        if not leads and any(_is_family(family, family_of(full, draft.characters[entity].country)) for full in names):
            return draft.characters[entity]
    character = draft.character(lexicon.slug(name), "person", name)
    character.gender = character.gender or (lexicon.gender_of(name) or "")
    people.setdefault(character.id, []).append(name)
    return character


def is_crowned(one: Character) -> bool:
    """Is it a king, an emir or a pope, by a title of the report or by the name that the lexicon has?"""
    return one.crown is not None or one.name.split(" ")[0].lower() in CROWNED


def leads_government(sentence: Sentence, last: int) -> bool:
    """ "The Blair government", "the Bush administration": is it told by a name that ends before word `last`?"""
    return last < len(sentence.tokens) and sentence.tokens[last].lemma in _GOVERNMENTS


def _may_lead(draft: Draft, family: str) -> bool:
    """Can a bare name before "government" mean a leader, though nothing else tells of his country?

    Of a name that many bear ("Brown") only if one who led a state is in office on the day, or several led the same one;
    else it may be a governor's.
    """
    leaders = bearers(family)
    if any(_is_korean(one) for one in leaders):
        return False  # there are few Korean family names
    if not is_common_surname(family):
        return True
    alone = len({one.country for one in leaders}) == 1
    return alone and (len(leaders) > 1 or any(_rank(one, draft.scene.day) < len(RANKS) for one in leaders))


def led_state(family: str, day: date) -> Person | None:
    """The one who led a state on the day and is so called."""
    return lexicon.incumbent_called(family, _LEADING, day)


def _in_scene(draft: Draft, person: Person, office: Office | None, name: str) -> bool:
    """Is the person's country spoken of, or an office told? A footballer called Kim is not Kim Jong-un."""
    if office is not None and office.title.role in RANKS:
        return True
    states = [one for one in draft.characters.values() if one.kind in ("state", "place", "person") and one.country]
    officials = any(one.kind == "person" and one.roles and one.country in ("PRK", "KOR") for one in states)
    if any(one.country == person.country for one in states) or (_is_korean(person) and officials):
        return True
    return (not _is_korean(person) or plain(name) in known_persons()) and is_distinctive(name)


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
    here = {character.country for character in draft.characters.values() if character.kind in ("state", "place")}
    near = [p for p in in_office if p.country in here]  # "King Abdullah" in Riyadh is not the one of Jordan
    in_office = near if len(near) == 1 else in_office
    person = min(in_office, key=lambda p: _rank(p, day))
    if ranked and min(ranked)[0] <= _rank(person, day):
        return draft.characters[min(ranked)[2]]
    if not ranked and sum(_rank(p, day) == _rank(person, day) for p in in_office) > 1:
        return None
    return _as_character(draft, person)


def _as_character(draft: Draft, person: Person) -> Character:
    character = draft.character(person.id, "person", person.name, person.country)
    character.gender = character.gender or person.gender
    give_known_offices(draft, character)
    return character


def _incumbent(draft: Draft, one: Found, family: str, office: Office | None, owner: str | None) -> Person | None:
    """ "Prime Minister Zapatero", "Mr. Blair": the one who is so called and held that office, or led a state, then.

    Without a title, or with a rank of the army ("General Musharraf"), only if his state is spoken of.
    """
    day = draft.scene.day
    if day is None or one.last - one.first > 1 or (office is not None and office.effect != "now"):
        return None
    role = office.title.role if office is not None else ""
    leads = leads_government(draft.scene.sentence(one.sentence), one.last) and not is_common_surname(family)
    roles = _LEADING if role in ("", "honorific", "military_officer") else frozenset({role}) & _LEADING
    person = lexicon.incumbent_called(family, roles, day) if roles else None
    if person is None and role == "honorific":
        person = lexicon.incumbent_called(family, _ABROAD, day) or _leader_of_late(family, day)
    if person is None or owner not in (None, person.country):
        return None
    if role == "military_officer" and not is_common_surname(family):
        return person  # "General Musharraf"
    beside = any(
        one.kind == "person" and any(held in _LEADING for held, _ in one.roles) for one in draft.characters.values()
    )  # "Chirac snubs Blair": among leaders
    return (
        person
        if leads or role in ("honorific", *_LEADING) or beside or _in_scene(draft, person, None, family)
        else None
    )


def _leader_of_late(family: str, day: date) -> Person | None:
    """ "Mr. Mwanawasa": with an honorific, the one so called who has led a state, if few others bear the name."""
    if is_common_surname(family) or lexicon.gender_of(family) is not None:
        return None
    return lexicon.leader_called(family, _LEADING, day)


def _is_heir(draft: Draft, person: Person) -> bool:
    """ "Crown Prince Abdullah" of Saudi Arabia is not the king of Jordan."""
    day = draft.scene.day
    return day is not None and any(one.role == "crown_prince" for one in lexicon.offices_of(person.id, day))


def _rank(person: Person, day: date | None) -> int:
    roles = [one.role for one in lexicon.offices_of(person.id, day)] if day is not None else []
    return min((RANKS.index(role) for role in roles if role in RANKS), default=len(RANKS))


def _is_korean(person: Person) -> bool:
    return person.country in ("PRK", "KOR")
