"""What titles beside a name, and the lexicon, tell of a person: office, country, gender, sector."""

from __future__ import annotations

from dateline import lexicon
from dateline.analysis import Token
from dateline.reading.entities.bodies import is_across_states
from dateline.reading.entities.draft import Character, Draft
from dateline.reading.entities.offices import CROWNED, Office, office_after, office_apart, office_before, state_before
from dateline.reading.entities.surface import Found

# Who is meant by a bare name that several bear: the highest of these offices first.
RANKS = (
    "supreme_leader", "head_of_state", "head_of_government", "foreign_minister", "vice_president", "crown_prince",
    "national_security_adviser", "defence_minister", "secretary_general", "un_secretary_general", "eu_leader",
    "finance_minister", "spokesperson", "special_envoy", "deputy_foreign_minister", "ambassador", "leader",
)  # fmt: skip

_POSTED = frozenset({"ambassador", "permanent_representative"})  # at a body, not for it

_SENT = frozenset({"negotiator", "mediator", "representative", "emissary", "delegate"})


def note_person(draft: Draft, one: Found, character: Character) -> None:
    """The reference to a named person, the titles beside it, and what they say."""
    sentence = draft.scene.sentence(one.sentence)
    tokens = sentence.tokens
    draft.refer(one.sentence, one.first, one.last, (character.id,), "name")
    around = office_before(tokens, one.first), office_apart(tokens, one.first, one.last), office_after(tokens, one.last)
    for office in around:
        if office is not None:
            _hold(draft, one.sentence, office, character)
    owner = state_before(tokens, one.first)
    if owner < 0 and one.last + 1 < len(tokens) and tokens[one.last].text == "of":
        owner = one.last + 1 if tokens[one.last + 1].text[:1].isupper() else -1  # "Narasimha Rao of India"
    if owner >= 0 and character.country is None:
        character.country = _country_at(draft, one.sentence, tokens, owner)
    character.country = character.country or _served(draft, one)
    character.serves = character.serves or _heads_body(draft, one)


def _served(draft: Draft, one: Found) -> str | None:
    """Whose official a name explains: "China's chief negotiator, Vice Foreign Minister Wu Dawei"."""
    sentence = draft.scene.sentence(one.sentence)
    tokens = sentence.tokens
    names = [i for i in range(one.first, one.last) if tokens[i].relation == "appos"]
    noun = tokens[names[0]].head if names else -1
    if not 0 <= noun < one.first or tokens[noun].tag != "NN":
        return None
    if tokens[noun].lemma not in _SENT and lexicon.sector_of(tokens[noun].lemma) != "GOV":
        return None
    before = (i for i in sentence.children(noun) if i < noun)
    owners = (i for i in before if tokens[i].relation in ("nmod:poss", "amod", "compound"))
    return next((country for i in owners if (country := _country_at(draft, one.sentence, tokens, i))), None)


def _heads_body(draft: Draft, one: Found) -> bool:
    """ "The head of the IAEA, Mohamed ElBaradei", "Jan Pronk, the U.N. mission chief": explained as a body's own."""
    sentence = draft.scene.sentence(one.sentence)
    tokens = sentence.tokens
    heads = [tokens[i].head for i in range(one.first, one.last) if tokens[i].relation == "appos"]
    heads += [k for i in range(one.first, one.last) for k in sentence.children(i) if tokens[k].relation == "appos"]
    heads += [tokens[i].head for i in heads if tokens[i].relation == "nmod"]  # arcs hang the name on the body
    for noun in heads:
        if tokens[noun].tag != "NN" or tokens[noun].lemma not in lexicon.titles():
            continue
        for i in sentence.children(noun):
            cases = {tokens[k].lemma for k in sentence.children(i) if tokens[k].relation == "case"}
            if tokens[i].relation not in ("compound", "nmod", "nmod:poss", "amod") or not cases <= {"of", "'s", "’s"}:
                continue
            if any(is_across_states(draft.characters[e]) for r in draft.at(one.sentence, i) for e in r.entities):
                return lexicon.titles()[tokens[noun].lemma].role not in _POSTED or i < noun
    return False


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
    if not any(origin == "text" for *_, origin in character.offices):
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
    if office.effect != "now" or (office.title.role in _POSTED and office.owner > office.first):
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
        character.serves = character.serves or (holder.of not in lexicon.states() and holder.role not in _POSTED)
        character.offices.append((lexicon.title_of(holder.role, holder.of), holder.of, None, "lexicon"))
        character.sector = character.sector or _sector(holder.role)


def _sector(role: str) -> str | None:
    return next((title.sector or None for title in lexicon.titles().values() if title.role == role), None)


def owner_country(draft: Draft, one: Found) -> str | None:
    """The country of the owner that the title before a name tells: "Iran's foreign minister Zarif"."""
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
