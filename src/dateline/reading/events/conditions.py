"""What a row of the trigger table may ask for besides its words. Each condition is a function of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dateline.reading.events.candidates import POLITICAL, Candidate
from dateline.reading.events.fillers import Filler, fill
from dateline.reading.events.stances import due, harsh, refusing, unacceptable
from dateline.reading.events.tables import classes

_LATIN = frozenset({"in", "to", "into", "at", "for"})


def _participants(one: Candidate) -> int:
    entities = one.sides.entities()
    groups = sum(
        1 for filler in one.sides.all if filler.plural and len(filler.entities) == 1 and _is_group(one, filler)
    )
    return len(entities) + groups


def _is_group(one: Candidate, filler: Filler) -> bool:
    return one.kinds((filler,)) == {"group"} or filler.plural


def _two(one: Candidate) -> bool:
    return _participants(one) >= 2


def _persons(one: Candidate) -> bool:
    people = {"person", "group"}
    return bool(one.kinds(one.sides.recipients) & (people | {"organisation"})) and bool(
        one.kinds(one.sides.actors) & people
    )


def _person(one: Candidate) -> bool:
    return bool(one.kinds(one.sides.actors) & {"person", "group"})


def _person_object(one: Candidate) -> bool:
    patient = one.sides.actors if one.trigger.frame.actor == ("obj",) else one.sides.recipients
    return bool(one.kinds(patient) & {"person", "group"}) or bool(
        one.object_lemmas() & (classes()["post"] | classes()["captive"])
    )


def _place(one: Candidate) -> bool:
    if not one.kinds(one.sides.actors) & {"person", "group", "organisation"} and not _is_headless(one):
        return False
    lemmas = one.object_lemmas() | one.lemmas(one.sides.recipients)
    return bool(one.kinds(one.sides.recipients) & {"place", "state", "person"}) or bool(lemmas & classes()["capital"])


def _is_headless(one: Candidate) -> bool:
    return not one.sides.actors and one.trigger.verb


def _going(one: Candidate) -> bool:
    tokens = one.words.tokens
    if not one.kinds(one.sides.actors) & {"person", "group"}:
        return False
    leaving = tokens[one.head].lemma in ("leave", "depart", "head", "set")
    for preposition, noun in one.words.obliques(one.head):
        if preposition not in (("for", "to") if leaving else _LATIN) or noun < one.head:
            continue
        if preposition in ("in", "at") and tokens[one.head].lemma not in ("arrive", "land", "stop", "touch", "stay"):
            continue
        if preposition == "for" and tokens[one.head].lemma not in ("leave", "depart", "head", "set"):
            continue
        if _is_place(one, noun):
            return True
    i = one.end
    if (
        i + 1 < len(tokens)
        and tokens[i].text.lower() in ("to", "in", "into", "for")
        and (head := one.words.head_after(i + 1)) is not None
    ):
        return (tokens[i].text.lower() == "for") == leaving and _is_place(one, head)
    return False


def _is_place(one: Candidate, noun: int) -> bool:
    reference = one.cast.at(one.words.index, noun)
    if reference is not None and any(
        one.cast.entities[e].kind in ("place", "state") for e in reference.entities if e in one.cast.entities
    ):
        return True
    return one.words.tokens[noun].lemma in classes()["capital"]


def _visitor(one: Candidate) -> bool:
    if one.kinds(one.sides.actors) & {"person", "group"}:
        return True
    return (
        one.words.tokens[one.head].tag == "NN"
        and one.words.tokens[one.head].lemma in ("visit", "trip")
        and bool(one.kinds(one.sides.recipients) & {"place", "state"})
    )


def _calling(one: Candidate) -> bool:
    tokens = one.words.tokens
    if not one.kinds(one.sides.actors) & {"person"} or not one.kinds(one.sides.recipients) & {"person"}:
        return False
    if one.follows("for", "on", "off", "in", "it", "him", "them", "upon", "out", "up", "back", "to", "that"):
        return False
    end = max((filler.last for filler in one.sides.recipients), default=one.end)
    after = tokens[end] if end < len(tokens) else None
    return after is None or (
        after.tag in ("IN", "TO", ",", ".", "CC", "NNP", "RB", "VBG", "DT", "JJ")
        and after.text not in ("a", "an", "“", '"')
    )


def _phone(one: Candidate) -> bool:
    if len(one.trigger.pattern.lemmas) > 1:
        return True
    if one.follows("for", "on", "to", "by"):
        return False
    return bool(one.kinds(one.sides.all) & {"person", "state"}) or one.text_before() in ("the", "that", "this")


def _group(one: Candidate) -> bool:
    return any(filler.plural for filler in one.sides.actors) and bool(one.kinds(one.sides.actors) & {"person", "group"})


def _plural(one: Candidate) -> bool:
    return one.words.tokens[one.head].tag == "NNS" and bool(one.sides.entities())


def _inviting(one: Candidate) -> bool:
    return one.complement() in classes()["inviting"]


def _hostile(one: Candidate) -> bool:
    return bool(({one.complement()} | one.object_lemmas()) & classes()["hostile"])


def _recipient(one: Candidate) -> bool:
    return bool(one.kinds(one.sides.recipients) & (POLITICAL | {"place"}))


def _political(one: Candidate) -> bool:
    return bool(one.kinds(one.sides.recipients) & POLITICAL) and bool(one.kinds(one.sides.actors) & POLITICAL)


def _named(one: Candidate) -> bool:
    posts = any(
        one.words.tokens[i].lemma in classes()["post"] or one.words.tokens[i].text == "as"
        for i in range(one.end, min(len(one.words.tokens), one.end + 10))
    )
    return posts and bool(one.kinds(one.sides.recipients) & {"person"})


def _quitting(one: Candidate) -> bool:
    objects = one.object_lemmas()
    return _person(one) and (not objects or bool(objects & classes()["post"]) or one.follows("as"))


def _ousted(one: Candidate) -> bool:
    return bool(one.kinds(one.sides.actors) & {"person"})


def _force(one: Candidate) -> bool:
    return bool(one.lemmas(one.sides.actors) & classes()["troops"])


def _states(one: Candidate) -> bool:
    return one.kinds(one.sides.actors) == {"state"} and _participants(one) >= 2


def _forces(one: Candidate) -> bool:
    """Of states or of their troops, two of them."""
    return one.kinds(one.sides.actors) <= {"state", "group"} and _participants(one) >= 2


_ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP"})


def _sectors(one: Candidate, fillers: tuple[Filler, ...]) -> set[str]:
    known = one.cast.entities
    return {str(known[e].sector) for filler in fillers for e in filler.entities if e in known}


def _fighting(one: Candidate) -> bool:
    """By those who bear arms: "rebels took the town"; a state that takes a town is at war."""
    forces = classes()["troops"] | classes()["crowd"]
    return bool(_sectors(one, one.sides.actors) & _ARMED) or bool(one.lemmas(one.sides.actors) & forces)


def _untargeted(one: Candidate) -> bool:
    """At nobody: "fired two missiles into the sea", not "at a Palestinian police station"."""
    for preposition, noun in one.words.obliques(one.head):
        if preposition in ("at", "on", "against", "into") and any(f.entities for f in fill(one.words, one.cast, noun)):
            entities = {e for f in fill(one.words, one.cast, noun) for e in f.entities}
            if any(one.cast.entities[e].kind != "place" for e in entities if e in one.cast.entities):
                return False
    return True


def _forces_any(one: Candidate) -> bool:
    """By a state, its troops or a movement."""
    return "state" in one.kinds(one.sides.actors) or _fighting(one)


def _people(one: Candidate) -> bool:
    """To people who are told without a name: "took in refugees"."""
    return "group" in one.kinds(one.sides.recipients) and bool(one.kinds(one.sides.actors) & POLITICAL)


def _bodies(one: Candidate) -> bool:
    """By a state or a body: "built a fence"."""
    return bool(one.kinds(one.sides.actors) & {"state", "organisation"})


def _political_side(one: Candidate) -> bool:
    """By somebody who can act in politics, to somebody who can: a word of everyday use is no event without both."""
    return bool(one.kinds(one.sides.actors) & POLITICAL) and bool(
        one.kinds(one.sides.recipients) & (POLITICAL | {"place"})
    )


def _political_actor(one: Candidate) -> bool:
    return bool(one.kinds(one.sides.actors) & POLITICAL)


def _both_political(one: Candidate) -> bool:
    return _persons(one) or (_two(one) and one.kinds(one.sides.all) <= POLITICAL)


def _fallen(one: Candidate) -> bool:
    """ "The town fell to the rebels"."""
    return "place" in one.kinds(one.sides.recipients) and bool(_sectors(one, one.sides.actors) & _ARMED)


def _membership(one: Candidate) -> bool:
    """A body suspends or expels one of its states."""
    return "IGO" in _sectors(one, one.sides.actors) and "state" in one.kinds(one.sides.recipients)


def _ordering(one: Candidate) -> bool:
    """ "told the army to leave", "ordered the closure": somebody is to do something; not "told reporters that"."""
    tokens, lemma = one.words.tokens, one.words.tokens[one.head].lemma
    if len(one.trigger.pattern.lemmas) > 1 or one.follows("for"):
        return True
    if (
        lemma == "ask"
        and one.sides.recipients
        and any(
            preposition == "for"
            for head in (one.head, *one.words.objects(one.head))
            for preposition, _ in one.words.obliques(head)
        )
    ):
        return True
    for i in one.words.kids[one.head]:
        if (
            tokens[i].relation in ("xcomp", "ccomp", "advcl")
            and i > one.head
            and tokens[i].tag == "VB"
            and any(tokens[k].tag == "TO" for k in one.words.group(i))
        ):
            own = lemma == "ask" and not one.words.objects(one.head)  # "asked to put off the talks"
            return lemma == "order" or own or bool(one.sides.recipients) or one.words.is_passive(one.head)
    if lemma == "request":
        return bool(one.words.objects(one.head))
    return lemma == "insist" and (
        one.follows("on") or any(tokens[i].tag == "VB" for i in one.words.kids_as(one.head, "ccomp"))
    )


def _calling_for(one: Candidate) -> bool:
    return one.follows("for", "on", "to") and one.text_before() not in ("phone", "telephone", "video")


def _reject(one: Candidate) -> bool:
    lemma = one.words.tokens[one.head].lemma
    objects = one.object_lemmas()
    if lemma == "dismiss":
        return not objects & classes()["accused"] and not one.kinds(one.sides.recipients) & {"person"}
    return lemma not in ("reject", "repudiate") or not objects & {"report", "claim", "allegation", "rumour", "rumor"}


def _blocking(one: Candidate) -> bool:
    return bool(one.kinds(one.sides.recipients) & POLITICAL) or bool(
        one.object_lemmas() & (classes()["proposal"] | classes()["restriction"] | classes()["aid"])
    )


def _verbal(one: Candidate) -> bool:
    prepositions = {preposition for preposition, _ in one.words.obliques(one.head)}
    return bool(prepositions & {"for", "over"}) and _person(one)


def _alleging(one: Candidate) -> bool:
    return one.words.tokens[one.head].lemma == "allege" or one.follows("that")


def _captives(one: Candidate) -> bool:
    if one.words.tokens[one.head].lemma == "capture" and one.object_lemmas() & classes()["captive"]:
        return True
    many = any(one.words.tokens[i].tag == "NNPS" for i in one.words.objects(one.head))
    if one.words.tokens[one.head].lemma == "capture" and many:
        return True  # "captured 700 Iraqis"
    return bool(one.object_lemmas() & {"hostage", "prisoner", "captive"}) or (
        bool(one.kinds(one.sides.recipients) & {"person"}) and one.words.tokens[one.head].lemma in ("capture", "seize")
    )


def _armed(one: Candidate) -> bool:
    return (
        bool(one.object_lemmas() & classes()["weapon"])
        or any(one.follows(w) for w in ("on", "at", "into"))
        or len(one.trigger.pattern.lemmas) > 2
    )


def _heads(one: Candidate) -> set[str]:
    return {one.words.tokens[i].lemma for i in one.words.objects(one.head)}


def _military(one: Candidate) -> bool:
    targets = (
        classes()["troops"]
        | classes()["vessel"]
        | {"position", "camp", "convoy", "site", "airport", "factory", "home", "house", "office", "market", "airbase"}
        | {"port", "plant", "bridge", "compound", "hideout", "headquarters", "mosque", "church", "embassy", "bus"}
        | {"drone", "city", "town", "village", "target", "base", "depot", "hospital", "school", "building", "speaker"}
    )
    return bool(_heads(one) & targets)


def _armed_noun(one: Candidate) -> bool:
    tokens = one.words.tokens
    before = {tokens[i].lemma for i in range(one.words.phrase_start(one.head), one.head)}
    prepositions = {preposition for preposition, _ in one.words.obliques(one.head)} | (
        {tokens[one.end].text.lower()} if one.end < len(tokens) else set()
    )
    return (
        bool(before & classes()["armed"])
        or bool(one.sides.entities())
        or bool(prepositions & {"on", "in", "against", "at", "near", "by"})
    )


def _fought(one: Candidate) -> bool:
    return _participants(one) >= 2


def _crowd(one: Candidate) -> bool:
    """By people in numbers: protesters, "thousands of Egyptians", a country's "coca growers"."""
    if one.lemmas(one.sides.actors) & classes()["crowd"] or one.kinds(one.sides.actors) == {"group"}:
        return True
    heads = [one.words.tokens[i] for i in one.words.subjects(one.head)]
    return any(head.lemma in classes()["crowd"] or head.tag == "NNS" for head in heads)


def _crowd_police(one: Candidate) -> bool:
    """Between people in the street and police or troops."""
    street = {"CVL", "EDU", "LAB", "OPP", "CRM"} & _sectors(one, one.sides.actors)
    return bool(street) and bool(_sectors(one, one.sides.recipients) & {"COP", "MIL"})


def _ritual(one: Candidate) -> bool:
    return bool(one.kinds(one.sides.actors) & POLITICAL)


def _promise(one: Candidate) -> bool:
    lemma = one.words.tokens[one.head].lemma
    return (
        lemma in ("agree", "undertake", "commit", "consent") or len(one.trigger.pattern.lemmas) > 1 or not _hostile(one)
    )


def _foreign(one: Candidate) -> bool:
    """Something of another state: "closed the Russian consulate"."""
    known = one.cast.entities
    mine = {known[e].country for filler in one.sides.actors for e in filler.entities if e in known}
    theirs = {known[e].country for filler in one.sides.recipients for e in filler.entities if e in known}
    return bool(one.kinds(one.sides.recipients) & {"state"}) or bool(theirs - mine - {None})


def _talking(one: Candidate) -> bool:
    """With each other, not to an audience, and not "on condition of anonymity"."""
    tokens = one.words.tokens
    if one.follows("on") and one.end + 1 < len(tokens) and tokens[one.end + 1].lemma == "condition":
        return False
    return _two(one) and not one.lemmas(one.sides.recipients) & classes()["audience"]


CONDITIONS: Mapping[str, Callable[[Candidate], bool]] = {
    "two": _two, "persons": _persons, "person": _person, "person-object": _person_object, "place": _place,
    "going": _going, "visitor": _visitor, "calling": _calling, "phone": _phone, "group": _group, "plural": _plural,
    "inviting": _inviting,
    "hostile": _hostile, "recipient": _recipient, "political": _political, "named": _named, "quitting": _quitting,
    "ousted": _ousted, "force": _force, "states": _states, "forces": _forces, "fighting": _fighting,
    "forces-any": _forces_any, "untargeted": _untargeted,
    "people": _people, "political-actor": _bodies, "membership": _membership,
    "political-side": _political_side, "political-actor2": _political_actor, "both-political": _both_political,
    "fallen": _fallen, "crowd-police": _crowd_police,
    "ordering": _ordering,
    "calling-for": _calling_for,
    "reject": _reject, "blocking": _blocking, "verbal": _verbal, "alleging": _alleging, "captives": _captives,
    "armed": _armed, "military": _military, "armed-noun": _armed_noun, "fought": _fought, "crowd": _crowd,
    "crowd-noun": _ritual, "foreign": _foreign, "talking": _talking, "ritual": _ritual, "promise": _promise,
    "harsh": harsh, "unacceptable": unacceptable, "refusing": refusing, "due": due,
}  # fmt: skip
