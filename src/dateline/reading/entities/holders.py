"""Who holds an office: somebody whom the report names, else whoever the lexicon is sure of on the day."""

from __future__ import annotations

import re
from types import MappingProxyType

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.lexicon.titles import Title
from dateline.reading.entities.bindings import SUBJECTS
from dateline.reading.entities.draft import Character, Draft
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


def named_holder(draft: Draft, sentence: int, token: int, title: Title, country: str | None) -> Character | None:
    """The person of that office (in that country) who was named last; else who holds it on the day."""
    role, crown = title.role, CROWNED.get(title.form)
    wanted = _LEADERS if role == "leader" else _SHORT.get(title.form, frozenset({role}))
    known = role in OFFICES | GENERIC or title.form in _SHORT
    fitting: list[Reference] = []
    for reference in draft.before(sentence, token, reach=40):
        if len(reference.entities) != 1:
            continue
        if fitting and reference.sentence != fitting[0].sentence:
            break
        character = draft.characters[reference.entities[0]]
        fits = character.kind == "person" and country in (None, character.country)
        fits = fits and (country is not None or not title.scope or character.country in title.scope)
        theirs = CROWNED.get(character.name.split(" ")[0].lower(), character.crown)
        fits = fits and (role != "head_of_state" or theirs == crown or (crown == "" and theirs is not None))
        crowned = theirs is not None and role == "head_of_state"  # a king is no foreign minister
        holds = crowned or any(held in wanted for held, _ in character.roles) or _is_apart(draft, reference, wanted)
        if fits and (holds if known else _is_called(character, title.form)):
            fitting.append(reference)
    if fitting:
        return _told_of(draft, fitting)
    if country is None:
        return None
    if role == "leader":
        day = draft.scene.day
        government = day is not None and lexicon.is_led_by_government(country, day)
        roles = ("head_of_government",) if government else ("supreme_leader", "head_of_state")
        return next((h for r in roles if (h := holder_of(draft, r, country))), None)
    return holder_of(draft, role, country)


def _told_of(draft: Draft, fitting: list[Reference]) -> Character | None:
    """Of those in one sentence the one that it tells of, nearest first; None if that may be one of two states."""
    subjects = [one for one in fitting if _is_subject(draft.scene.sentence(one.sentence), one.head)]
    first = draft.characters[(subjects or fitting)[0].entities[0]]
    states = {draft.characters[one.entities[0]].country for one in subjects or fitting} - {None}
    return first if len(states) < 2 else None


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
