"""Who is meant by "the two leaders" or "both sides": the most prominent that were named before."""

from __future__ import annotations

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.entities.bindings import SUBJECTS
from dateline.reading.entities.bodies import state
from dateline.reading.entities.draft import Draft
from dateline.reading.frame import Reference

LOOSE = frozenset({"person", "official", "diplomat"})  # too wide to mean just two without a number
_REACH = 5  # sentences back in which the members are looked for
_JOINED = frozenset({"conj", "flat", "nmod:desc", "compound", "appos"})
_BONUS = {"nsubj": 2.0, "nsubj:pass": 2.0, "obj": 1.6, "obl:agent": 1.2, "iobj": 1.2, "obl": 0.4, "nmod:poss": -0.6}
_PASSING = 2  # mentions below which a state is named in passing
_OFTEN = 3  # mentions from which a report is about a state
_AS_SOURCE = -1.5  # below it a body neither acts nor is dealt with
_DEEP = 4  # clauses below which depth tells nothing more
_URGE = frozenset({"urge", "call", "ask", "appeal", "press", "encourage", "implore", "exhort", "advise", "warn"})
_WHERE = frozenset({"in", "at", "near", "inside", "across", "into", "through", "around"})


def members_of(draft: Draft, sentence: Sentence, token: int, members: str, office: str, count: int) -> tuple[str, ...]:
    """The most prominent `count` persons or states of the last sentence that has so many, or of the last few."""
    if members in ("any", "person") and (pair := _joined_before(draft, sentence, token, count)):
        return pair
    acting = _acting(draft, sentence, token)
    urges = any(sentence.tokens[k].lemma in _URGE for k in sentence.ancestors(token))
    speaks_for = draft.characters[acting].country if acting is not None and urges else None
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
                if member is None or entity == acting:
                    continue
                if members != "person" and speaks_for is not None and draft.characters[member].country == speaks_for:
                    continue  # "the American envoy urged both sides": his own state is none of them
                if member != entity:
                    weight -= 0.5  # a state that is named comes before one that a person stands for
                if members != "person":
                    weight += _as_party(draft, one)
                if draft.characters[member].sector == "IGO" and acting is not None and draft.characters[acting].serves:
                    continue  # "the UN's envoy appealed to both sides"
                if draft.characters[member].sector == "IGO":
                    weight -= 2.0  # the United Nations speak of both sides and are seldom one
                    if weight < _AS_SOURCE and members != "person":
                        continue  # "according to UN experts"
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


def _acting(draft: Draft, sentence: Sentence, token: int) -> str | None:
    """Who does what is done to them, and so is none of them: "the pope, who wrote to both men"."""
    tokens = sentence.tokens
    head = tokens[token].head if tokens[token].relation in ("det", "nummod", "det:predet") else token
    if head < 0 or tokens[head].relation in SUBJECTS:
        return None
    verb = next((k for k in sentence.ancestors(head) if tokens[k].tag[:2] == "VB"), -1)
    subject = next((k for k in sentence.children(verb) if tokens[k].relation in SUBJECTS), -1) if verb >= 0 else -1
    if subject >= 0 and tokens[subject].tag == "WP":
        subject = tokens[verb].head
    found = [one for one in draft.at(sentence.index, subject) if one.head == subject] if subject >= 0 else []
    return next((one.entities[0] for one in found if len(one.entities) == 1), None)


def waits(draft: Draft, sentence: Sentence) -> bool:
    """Does the sentence before tell what a "he" or "she" did who is not known yet?"""
    if sentence.index == 0:
        return False
    before = draft.scene.sentence(sentence.index - 1)
    return any(
        token.text.lower() in ("he", "she") and token.relation in SUBJECTS and draft.free(before.index, i, i + 1)
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
    if members != "person" or office in ("", "leader", *LOOSE):
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
