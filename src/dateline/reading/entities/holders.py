"""Who holds an office: somebody whom the report names, else whoever the lexicon is sure of on the day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from types import MappingProxyType

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.lexicon.titles import Title
from dateline.reading.entities.bindings import SUBJECTS
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.homes import home_of
from dateline.reading.entities.offices import CROWNED, title_ending_at
from dateline.reading.frame import Reference

# Offices that one person of a state holds.
OFFICES = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "supreme_leader", "crown_prince",
     "national_security_adviser", "vice_president", "finance_minister", "interior_minister", "trade_minister"}
)  # fmt: skip
# "The leader" may be any of these.
_LEADERS = frozenset({"head_of_state", "head_of_government", "supreme_leader", "leader"})
# "The envoy" may be an ambassador, a special envoy or a negotiator.
_ENVOYS = frozenset({"ambassador", "special_envoy"})
# What one word may mean of somebody who was named with more: "the minister", "the general", "the secretary".
_SHORT = MappingProxyType(
    {
        "minister": frozenset(
            {"foreign_minister", "defence_minister", "finance_minister", "interior_minister", "trade_minister",
             "justice_minister", "deputy_foreign_minister", "deputy_minister", "minister"}
        ),
        "secretary": frozenset({"foreign_minister", "defence_minister", "minister"}),
        "envoy": _ENVOYS,
        "negotiator": _ENVOYS,
        "secretary-general": frozenset({"secretary_general", "un_secretary_general"}),
        "secretary general": frozenset({"secretary_general", "un_secretary_general"}),
    }
)  # fmt: skip
# Titles of many: where neither the report nor the lexicon names the holder, they make nobody.
GENERIC = frozenset({"leader", "minister", "spokesperson", "special_envoy", "ambassador", "adviser"})


def holder_of(draft: Draft, role: str, country: str | None) -> Character | None:
    """Who holds an office: somebody of this report, else whoever the lexicon is sure of on the day."""
    here = [
        character
        for character in draft.characters.values()
        if character.kind == "person"
        and any(
            held == role and (country is None or of == country or character.country == country)
            for held, of in character.roles
        )
    ]
    if len(here) == 1:
        return here[0]
    if here or country is None or draft.scene.day is None or role not in OFFICES:
        return None
    known = [one for one in lexicon.holders(role, country, draft.scene.day) if one.sure]
    if not known:
        return None
    person = known[0].person
    character = draft.character(person.id, "person", person.name, person.country or country)
    character.gender = character.gender or person.gender
    character.hold(role, country)
    if not character.offices:
        character.offices.append((lexicon.title_of(role, country), country, None, "lexicon"))
    return character


def named_holders(draft: Draft, sentence: int, token: int, title: Title, country: str | None) -> tuple[Character, ...]:
    """The person of that office (in that country) who was named last, else who holds it on the day; none if nobody is.

    Several where the title means one of them and nothing tells which.
    """
    role, crown = title.role, CROWNED.get(title.form)
    wanted = _LEADERS if role == "leader" else _SHORT.get(title.form, frozenset({role}))
    known = role in OFFICES | GENERIC or title.form in _SHORT
    others = _called_otherwise(draft, sentence, token, title) if country is None else frozenset()
    found: list[tuple[Reference, Character]] = []
    for reference in draft.before(sentence, token, reach=40):
        if len(reference.entities) != 1:
            continue
        if found and reference.sentence != found[0][0].sentence:
            break
        character = draft.characters[reference.entities[0]]
        fits = character.kind == "person" and country in (None, character.country) and character.id not in others
        fits = fits and (country is not None or not title.scope or character.country in title.scope)
        theirs = CROWNED.get(character.name.split(" ")[0].lower(), character.crown)
        fits = fits and (role != "head_of_state" or theirs == crown or (crown == "" and theirs is not None))
        crowned = theirs is not None and role == "head_of_state"  # a king is no foreign minister
        holds = crowned or any(held in wanted for held, _ in character.roles) or _is_apart(draft, reference, wanted)
        if fits and (holds if known else _is_called(character, title.form)):
            if _is_subject(draft.scene.sentence(reference.sentence), reference.head):
                return (character,)  # of two in one sentence the one that it tells of
            found.append((reference, character))
    if found:
        return _likeliest(draft, [character for _, character in found])
    if country is None or _is_no_such_throne(draft, title, country):
        return ()
    roles: tuple[str, ...] = (role,)
    if role == "leader":
        day = draft.scene.day
        government = day is not None and lexicon.is_led_by_government(country, day)
        roles = ("head_of_government",) if government else ("supreme_leader", "head_of_state")
    return next(((h,) for r in roles if (h := holder_of(draft, r, country))), ())


def _is_no_such_throne(draft: Draft, title: Title, country: str) -> bool:
    """ "Nepal's king" in 2012, "the Spanish president": whoever heads that state then has another title."""
    day = draft.scene.day
    if day is None or title.role != "head_of_state":
        return False
    crowned = lexicon.is_monarchy(country, day)
    return not crowned if title.form in CROWNED else crowned and title.form == "president"


def _called_otherwise(draft: Draft, sentence: int, token: int, title: Title) -> frozenset[str]:
    """Who is told by other words only, where somebody is told by these: of a prime minister and a premier, one each."""
    by: dict[str, set[str]] = {}
    for one in draft.before(sentence, token, reach=40):
        told = title_ending_at(draft.scene.sentence(one.sentence).tokens, one.last) if one.form == "title" else None
        if told is not None and told.role == title.role and len(one.entities) == 1:
            words = draft.scene.article.text[one.span.start : one.span.end].lower()
            by.setdefault(one.entities[0], set()).add(words)
    so = {who for who, words in by.items() if any(re.search(rf"\b{re.escape(title.form)}\b", one) for one in words)}
    return frozenset(by.keys() - so) if so else frozenset()


def _likeliest(draft: Draft, found: Sequence[Character]) -> tuple[Character, ...]:
    """Of those whom one sentence names: the one at home where the report is written, else it is not decided."""
    several = tuple({one.id: one for one in found}.values())
    home = home_of(draft)
    at_home = tuple(one for one in several if one.country is not None and one.country == home)
    return at_home if len(at_home) == 1 else several


def _is_apart(draft: Draft, named: Reference, wanted: frozenset[str]) -> bool:
    """ "the Kenyan president, Mwai Kibaki, and …": does the name stand behind a title that may be meant?"""
    tokens = draft.scene.sentence(named.sentence).tokens
    noun = tokens[named.head].head
    if named.form != "name" or tokens[named.head].relation != "appos" or not 0 <= noun < named.first:
        return False
    title = title_ending_at(tokens, noun + 1)
    return title is not None and title.role in wanted


def _is_subject(sentence: Sentence, head: int) -> bool:
    """Is it a subject, or the name of one ("the minister, Tim Orr, said")?"""
    at = head
    while sentence.tokens[at].relation in ("appos", "flat") and sentence.tokens[at].head >= 0:
        at = sentence.tokens[at].head
    return sentence.tokens[at].relation in SUBJECTS


def _is_called(character: Character, form: str) -> bool:
    """Has the report given it this title, in these words: Colonel Marama is no captain."""
    said = (evidence.quote.lower() for _, _, evidence, _ in character.offices if evidence is not None)
    return any(re.search(rf"\b{re.escape(form)}\b", one) for one in said)


def unnamed_holder(draft: Draft, sentence: Sentence, i: int, last: int, title: Title, country: str) -> Character:
    """ "Iran's parliament speaker": somebody in office whom neither the report nor the lexicon names."""
    words = sentence.cover(i, last)
    text = draft.scene.article.text[words.start : words.end]
    entity = f"{lexicon.states()[country].id}-{lexicon.slug(text)}"
    one = draft.character(
        entity, "person", f"{text} of {lexicon.states()[country].name}", country, title.sector or None
    )
    one.hold(title.role, country)
    return one


def nearest_office(draft: Draft, sentence: int, token: int) -> str | None:
    """The office of the person named last before a word."""
    for reference in draft.before(sentence, token, reach=1):
        if len(reference.entities) == 1:
            character = draft.characters[reference.entities[0]]
            if character.kind == "person" and character.roles:
                roles = [role for role, _ in character.roles]
                return next((role for role in roles if role in OFFICES), roles[0])
    return None
