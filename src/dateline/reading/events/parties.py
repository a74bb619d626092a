"""Conditions on who takes part: how many, people or states, by arms or in the street."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.reading.events.candidates import POLITICAL, Candidate
from dateline.reading.events.company import visits_alone
from dateline.reading.events.fillers import fill
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes

FEASTS = frozenset({"celebrate", "cheer", "greet", "welcome", "watch", "mourn", "pray", "rejoice", "dance"})
_STREET_AIMS = frozenset({"protest", "demonstrate", "denounce", "demand", "chant", "condemn", "oppose"})
_SENT = frozenset({
    "call", "move", "decision", "offer", "statement", "news", "report", "letter", "message", "plan", "deal",
    "agreement", "apology", "proposal", "announcement", "invitation", "request", "visit", "result", "resolution",
    "election", "victory", "support", "aid", "help", "step", "gesture", "pledge", "promise", "release", "change",
    "effort",
})  # fmt: skip
_AT_TALKS = frozenset({"in", "at", "during"})
_ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP"})


def two(one: Candidate) -> bool:
    """At least two take part: "talks between A and B"; one who is told in the plural ("the ministers") makes two."""
    plurals = sum(filler.plural and len(filler.entities) == 1 for filler in one.sides.all)
    return len(one.sides.entities()) + plurals >= 2 or visits_alone(one)


def fought(one: Candidate) -> bool:
    """At least two take part, not persons alone: ministers who clash fight with words."""
    return two(one) and one.kinds(one.sides.all) != {"person"} and not one.follows("alongside")


def person(one: Candidate) -> bool:
    """By people: "shuttled between the capitals"."""
    return bool(one.kinds(one.sides.actors) & {"person", "group"})


def leaving_office(one: Candidate) -> bool:
    """By people, their own office: "handed over the presidency to his deputy", not that of a body to another state."""
    words = one.words
    taken = [i for case, i in words.obliques(one.head) if case == "to"]
    taken += [i for thing in words.objects(one.head) for case, i in words.obliques(thing) if case in ("to", "of")]
    known = (one.cast.entities.get(e) for i in taken for f in fill(words, one.cast, i) for e in f.entities)
    passed_on = any(
        e is not None and (e.sector == "IGO" if e.kind != "state" else words.lemma(one.head) == "hand") for e in known
    )
    return person(one) and not passed_on


def becoming(one: Candidate) -> bool:
    """ "Dahal becomes prime minister": told as news, not what somebody became years ago, nor what a deal says."""
    words = one.words
    if words.tokens[one.head].relation not in ("root", "conj"):
        return False
    now = words.tokens[one.head].tag == "VBZ" or any(words.lemma(i) == "have" for i in words.group(one.head))
    return now and bool(one.kinds(one.sides.actors) & {"person"})


def persons(one: Candidate) -> bool:
    """People who act, on people or a body: "received the envoys"."""
    people = {"person", "group"}
    return bool(one.kinds(one.sides.recipients) & (people | {"organisation"})) and bool(
        one.kinds(one.sides.actors) & people
    )


def met(one: Candidate) -> bool:
    """ "The minister was met by protesters" by two; not "shortages are met through aid", nor "met resistance"."""
    if any(one.words.lemma(i) in classes()["met-with"] for i in one.words.objects(one.head)):
        return False
    return not one.words.is_passive(one.head) or two(one)


def jointly(one: Candidate) -> bool:
    """Two who are named discuss something with each other: "Vilnius and Moscow discussed the transit"."""
    # What they meet to discuss is told by the meeting; "were reported to have discussed it" tells it, too.
    had = any(one.words.lemma(i) == "have" for i in one.words.group(one.head))
    finite = had or one.words.tokens[one.head].tag in ("VBD", "VBZ", "VBP")
    return finite and len({e for filler in one.sides.actors for e in filler.entities}) >= 2


def hosting(one: Candidate) -> bool:
    """ "Trump received Liu", not "welcomed a call from Abbas": somebody is received, not his words."""
    words = one.words
    objects = [i for i in words.objects(one.head) if one.cast.at(words.index, i) is None]
    return persons(one) and not any(words.tokens[i].lemma in _SENT for i in objects)


def calling_at(one: Candidate) -> bool:
    """ "The envoy called on the president", not "called on him to resign"."""
    return persons(one) and one.complement() is None and not one.words.is_passive(one.head)


def ousted(one: Candidate) -> bool:
    """Somebody by name or title loses a post: "dismissed the adviser", not "dismissed the claims"."""
    return bool(one.kinds(one.sides.actors) & {"person"})


def group(one: Candidate) -> bool:
    """By people in the plural: "the ministers gathered", not "gathered to protest"."""
    if one.complement() in FEASTS | _STREET_AIMS or under_arms(one):
        return False  # troops that gather meet nobody
    return any(filler.plural for filler in one.sides.actors) and bool(one.kinds(one.sides.actors) & {"person", "group"})


def plural(one: Candidate) -> bool:
    """ "Talks" of somebody, not "talk"."""
    return one.words.tokens[one.head].tag == "NNS" and bool(one.sides.entities())


def people(one: Candidate) -> bool:
    """To people who are told without a name or as a people: "took in refugees", "vaccinated thousands of Haitians"."""
    many = any(filler.plural and one.kinds((filler,)) == {"state"} for filler in one.sides.recipients)
    return (many or "group" in one.kinds(one.sides.recipients)) and bool(one.kinds(one.sides.actors) & POLITICAL)


def recipient(one: Candidate) -> bool:
    """To somebody who can act in politics, or to a place: "recognised Kosovo"."""
    return bool(one.kinds(one.sides.recipients) & (POLITICAL | {"place"}))


def political(one: Candidate) -> bool:
    """By and to those who can act in politics: "Tehran backs Damascus"."""
    return bool(one.kinds(one.sides.recipients) & POLITICAL) and bool(one.kinds(one.sides.actors) & POLITICAL)


def siding(one: Candidate) -> bool:
    """By words, not by arms: not "troops backed by helicopters", "rebels backed by foreign troops"."""
    arms = classes()["machine"] | (classes()["troops"] if one.words.is_passive(one.head) else frozenset())
    return political(one) and not one.lemmas(one.sides.actors) & arms


def political_actor(one: Candidate) -> bool:
    """By somebody who can act in politics: "gave way to the strikers"."""
    return bool(one.kinds(one.sides.actors) & POLITICAL)


def protesting(one: Candidate) -> bool:
    """By somebody who can act in politics, or in a place: "protests have erupted in Lyon"."""
    return bool(one.kinds(one.sides.actors) & (POLITICAL | {"place"}))


def political_side(one: Candidate) -> bool:
    """By somebody who can act in politics, to somebody who can: a word of everyday use is no event without both."""
    return bool(one.kinds(one.sides.actors) & POLITICAL) and bool(
        one.kinds(one.sides.recipients) & (POLITICAL | {"place"})
    )


def used_on(one: Candidate) -> bool:
    """A weapon that is used on or against somebody: "used gas against rebels", not "uses Russian gas"."""
    words = one.words
    told = [*words.obliques(one.head), *(pair for i in words.objects(one.head) for pair in words.obliques(i))]
    aimed = [i for case, i in told if case in ("on", "against", "at", "upon", "into")]
    named = any(f.entities for i in aimed for f in fill(words, one.cast, i))  # "used it on Monday" hits nobody
    return named and political_side(one)


def sum_given(one: Candidate) -> bool:
    """A sum or a loan: "announced $2 billion", "a $2 billion loan", not "a $2 billion cut"."""
    tokens = one.words.tokens
    own = classes()["money"] | one.trigger.objects | {"package", "fund", "assistance", "contribution", "relief"}
    return any(tokens[i].lemma in own or tokens[i].tag in ("CD", "$") for i in one.words.objects(one.head))


def both_political(one: Candidate) -> bool:
    """A meeting of people, or of any two who can act in politics."""
    return persons(one) or (two(one) and one.kinds(one.sides.all) <= POLITICAL)


def face_to_face(one: Candidate) -> bool:
    """ "raised it with the president", "raise it with Peru in talks": with a body alone it may be by letter."""
    words = one.words
    met = any(preposition in _AT_TALKS and words.lemma(i) in classes()["talks"] for preposition, i in _near(one))
    return both_political(one) and (met or bool(one.kinds(one.sides.recipients) & {"person", "group"}))


def _near(one: Candidate) -> Iterator[tuple[str, int]]:
    """The phrases with a preposition that hang on the verb, or on those that do ("with Peru at talks")."""
    for preposition, i in one.words.obliques(one.head):
        yield preposition, i
        yield from one.words.obliques(i)


def bodies(one: Candidate) -> bool:
    """By a state or a body: "built a fence"."""
    return bool(one.kinds(one.sides.actors) & {"state", "organisation"})


def membership(one: Candidate) -> bool:
    """A body suspends or expels one of its states."""
    return "IGO" in one.sectors(one.sides.actors) and "state" in one.kinds(one.sides.recipients)


def states(one: Candidate) -> bool:
    """Talks of states with each other."""
    return one.kinds(one.sides.actors) == {"state"} and two(one)


def forces(one: Candidate) -> bool:
    """Of states or of their troops, two of them."""
    return one.kinds(one.sides.actors) <= {"state", "group"} and two(one)


def force(one: Candidate) -> bool:
    """Of troops: "soldiers left", "the fleet sailed"."""
    return bool(one.lemmas(one.sides.actors) & classes()["troops"])


def forces_any(one: Candidate) -> bool:
    """By a state, its troops or a movement."""
    people = all(_is_people(one, filler.head) for filler in one.sides.actors)  # "hundreds of Cubans"
    return (
        ("state" in one.kinds(one.sides.actors) and not people)
        or (one.trigger.kind == "ceasefire" and "IGO" in one.sectors(one.sides.actors))  # "NATO stopped its bombing"
        or under_arms(one)
    )


def _is_people(one: Candidate, head: int) -> bool:
    """ "Cubans", not "the United States"."""
    reference = one.cast.at(one.words.index, head)
    named = reference is not None and reference.form == "name"
    return one.words.tokens[head].tag == "NNPS" and not named


def fighting(one: Candidate) -> bool:
    """By those who bear arms: "rebels took the town"; a state that takes a town is at war."""
    bearers = classes()["troops"] | classes()["crowd"]
    return bool(one.sectors(one.sides.actors) & _ARMED) or bool(one.lemmas(one.sides.actors) & bearers)


def under_arms(one: Candidate) -> bool:
    """By forces, no mere people: "troops crossed into Uganda", not refugees."""
    return bool(one.sectors(one.sides.actors) & _ARMED) or bool(one.lemmas(one.sides.actors) & classes()["troops"])


def armed_both(one: Candidate) -> bool:
    """By those who bear arms, of others who do: "defeated the rebels", not a rival at chess."""
    return bool(one.sectors(one.sides.actors) & _ARMED) and bool(one.sectors(one.sides.recipients) & _ARMED)


def fallen(one: Candidate) -> bool:
    """ "The town fell to the rebels"."""
    return "place" in one.kinds(one.sides.recipients) and bool(one.sectors(one.sides.actors) & _ARMED)


def crowd(one: Candidate) -> bool:
    """By people in numbers: protesters, "thousands of Egyptians", a country's "coca growers"; not "to celebrate"."""
    if one.complement() in FEASTS:
        return False
    if one.lemmas(one.sides.actors) & classes()["crowd"] or one.kinds(one.sides.actors) == {"group"}:
        return True
    heads = [one.words.tokens[i] for i in subjects_of(one.words, one.head)]
    return any(head.lemma in classes()["crowd"] or head.tag == "NNS" for head in heads)


def crowd_police(one: Candidate) -> bool:
    """Between people in the street and police or troops."""
    street = {"CVL", "EDU", "LAB", "OPP", "CRM"} & one.sectors(one.sides.actors)
    return bool(street) and bool(one.sectors(one.sides.recipients) & {"COP", "MIL"})
