"""What titles beside a name, and the lexicon, tell of a person: office, country, gender, sector."""

from __future__ import annotations

from dateline import lexicon
from dateline.analysis import Sentence, Token
from dateline.reading.entities.bodies import is_across_states
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.explanations import POSTED, country_at, country_explained, is_head_of_body
from dateline.reading.entities.offices import CROWNED, Office, office_after, office_apart, office_before, state_before
from dateline.reading.entities.surface import Found
from dateline.reading.frame import Reference

# Who is meant by a bare name that several bear: the highest of these offices first.
RANKS = (
    "supreme_leader", "head_of_state", "head_of_government", "foreign_minister", "vice_president", "crown_prince",
    "national_security_adviser", "defence_minister", "secretary_general", "un_secretary_general", "eu_leader",
    "finance_minister", "spokesperson", "special_envoy", "deputy_foreign_minister", "ambassador", "leader",
)  # fmt: skip


def note_person(draft: Draft, one: Found, character: Character) -> None:
    """The reference to a named person, the titles beside it, and what they say."""
    sentence = draft.scene.sentence(one.sentence)
    tokens = sentence.tokens
    draft.refer(one.sentence, one.first, one.last, (character.id,), "name")
    after = office_after(tokens, one.last)
    for office in (office_before(tokens, one.first), office_apart(tokens, one.first, one.last), after):
        if office is not None and not (office is after and _is_of_several(tokens, office)):
            _hold(draft, one.sentence, office, character)
    owner = state_before(tokens, one.first)
    if owner < 0 and one.last + 1 < len(tokens) and tokens[one.last].text == "of":
        owner = one.last + 1 if tokens[one.last + 1].text[:1].isupper() else -1  # "Narasimha Rao of India"
    if owner >= 0 and character.country is None:
        character.country = country_at(draft, one.sentence, tokens, owner)
    character.country = character.country or country_explained(draft, one)
    character.serves = character.serves or is_head_of_body(draft, one)


def share_offices(draft: Draft) -> None:
    """ "Rao and Nawaz, the two foreign ministers": the office is of each, and the title means them all."""
    for one in [one for one in draft.references if one.form == "name"]:
        sentence = draft.scene.sentence(one.sentence)
        after = office_after(sentence.tokens, one.last)
        if after is None or not _is_of_several(sentence.tokens, after):
            continue
        named = [
            other
            for other in reversed([*draft.before(one.sentence, one.last, 0)])
            if other.form == "name"
            and draft.characters[other.entities[0]].kind == "person"
            and _joined(sentence, other, one)
        ]
        evidence = draft.scene.cite_tokens(one.sentence, after.first, after.last)
        for holder in (draft.characters[other.entities[0]] for other in named):
            holder.hold(after.title.role, holder.country)
            holder.sector = holder.sector or (after.title.sector or None)
            if not holder.offices:
                title = lexicon.title_of(after.title.role, holder.country)
                holder.offices.append((title, holder.country, evidence, "text"))
        who = tuple(dict.fromkeys(other.entities[0] for other in named))
        if len(who) > 1 and after.owner < 0 and draft.free(one.sentence, after.first, after.last):
            draft.refer(one.sentence, after.first, after.last, who, "title", head=after.last - 1)


def _joined(sentence: Sentence, one: Reference, other: Reference) -> bool:
    """Are the two names in one list, or the same?"""
    first = [
        sentence.tokens[k.head].head if sentence.tokens[k.head].relation == "conj" else k.head for k in (one, other)
    ]
    return first[0] == first[1]


def _is_of_several(tokens: tuple[Token, ...], office: Office) -> bool:
    """Is the title a plural: "the two prime ministers", "foreign ministers of both countries"?"""
    head = office.title.form.split()[-1]
    return any(
        tokens[k].tag in ("NNS", "NNPS") and tokens[k].lemma.lower() == head for k in range(office.first, office.last)
    )


def _hold(draft: Draft, sentence: int, office: Office, character: Character) -> None:
    tokens = draft.scene.sentence(sentence).tokens
    of = country_at(draft, sentence, tokens, office.owner) if office.owner >= 0 else None
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
    serves = _is_of_body(draft, sentence, office)
    character.serves = character.serves or serves
    of = of if serves else of or character.country
    character.hold(role, of)
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
    measured = any(token.tag in ("RBS", "JJS") for token in tokens[first : office.last])
    # "the most senior North Korean official to visit": no title, but how he compares
    if not measured and not any(origin == "text" for *_, origin in character.offices):
        told = lexicon.title_of(role, of)
        character.offices = [one for one in character.offices if one[0] != told]
        character.offices.append((evidence.quote, of, evidence, "text"))
    if office.effect == "past":
        character.sector = character.sector or "ELI"
    character.sector = character.sector or (office.title.sector or None)
    if not any(reference.form == "title" and reference.first == first for reference in draft.at(sentence, first)):
        draft.refer(sentence, first, office.last, (character.id,), "title", head=office.last - 1)


def _is_of_body(draft: Draft, sentence: int, office: Office) -> bool:
    """ "U.N. envoy Hans Blix", "the secretary-general, Kofi Annan": an office that a body of several states gives."""
    if office.effect != "now" or (office.title.role in POSTED and office.owner > office.first):
        return False
    named = range(office.owner, office.last) if 0 <= office.owner < office.first else range(office.first, office.last)
    known = [draft.characters[e] for i in named for one in draft.at(sentence, i) for e in one.entities]
    known += [draft.characters[e] for one in draft.at(sentence, office.owner) for e in one.entities]
    return any(is_across_states(one) for one in known) or (office.title.sector == "IGO" and not known)


def give_known_offices(draft: Draft, character: Character) -> None:
    """Add the offices that the lexicon is sure of on the day; nothing if some are noted already."""
    day = draft.scene.day
    if day is None or character.offices:
        return
    held = [one for one in lexicon.offices_of(character.id, day) if one.sure]
    # A president who heads the government, too, is the president.
    states = {one.of for one in held if one.role == "head_of_state"}
    held = [one for one in held if one.role != "head_of_government" or one.of not in states]
    for holder in sorted(held, key=lambda one: RANKS.index(one.role) if one.role in RANKS else len(RANKS)):
        character.hold(holder.role, holder.of)
        character.serves = character.serves or (holder.of not in lexicon.states() and holder.role not in POSTED)
        character.offices.append((lexicon.title_of(holder.role, holder.of), holder.of, None, "lexicon"))
        character.sector = character.sector or _sector(holder.role)


def _sector(role: str) -> str | None:
    return next((title.sector or None for title in lexicon.titles().values() if title.role == role), None)


def owner_country(draft: Draft, one: Found) -> str | None:
    """The country of the owner that the title before a name tells: "Iran's foreign minister Zarif"."""
    tokens = draft.scene.sentence(one.sentence).tokens
    office = office_before(tokens, one.first)
    if office is not None and office.owner >= 0:
        return country_at(draft, one.sentence, tokens, office.owner)
    return None
