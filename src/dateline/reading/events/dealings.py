"""Conditions on what one state does for another: it lets, lends, helps and recognises."""

from __future__ import annotations

from dateline.reading.events.candidates import POLITICAL, Candidate
from dateline.reading.events.fillers import fill
from dateline.reading.events.parties import political_actor, political_side, recipient, sum_given, two
from dateline.reading.events.tables import classes
from dateline.reading.events.targets import foreign

_TRADE = frozenset({"BUS", "MNC"})
_SPANS = frozenset({"day", "hour", "week", "month", "round"})
_ABOUT = 5  # words in which a concern is told
_REACH = 14  # words after a verb in which it is told what somebody is let do


def letting(one: Candidate) -> bool:
    """Somebody is let do something: "allowed Norway to use its airfields", not "allowed the talks to go on"."""
    words = one.words
    let = [i for i in words.objects(one.head) if i > one.head]
    known = [f for i in let for f in fill(words, one.cast, i) if f.entities]
    done = one.complement() not in ("be", "know")  # "let it be known"
    people = one.cast.entities
    abroad = any(people[e].country is not None for f in known for e in f.entities if e in people)
    courts = any(people[e].sector == "JUD" for f in one.sides.actors for e in f.entities if e in people)
    if not abroad or courts:
        return False  # "will allow voters to cast ballots", "the court allowed him to appeal"
    return bool(one.kinds(tuple(known)) & POLITICAL) and done and _has_aim(one) and political_side(one)


def _has_aim(one: Candidate) -> bool:
    """What they are let do: "let it use them", "will allow those who were expelled to return"."""
    words, tokens = one.words, one.words.tokens
    if any(tokens[i].tag == "VB" for i in words.kids_as(one.head, "xcomp", "ccomp", "advcl")):
        return True
    for i in range(one.end, min(len(tokens) - 1, one.end + _REACH)):
        if tokens[i].text in (",", ";"):
            return False
        if tokens[i].tag == "TO" and tokens[i + 1].tag == "VB":
            return True
    return False


def given(one: Candidate) -> bool:
    """From somebody, a sum or goods: "will get a loan from China", not "got help from his brother"."""
    money = classes()["money"] | {"loan", "grant", "aid", "credit", "arms", "weapon", "missile", "vaccine", "food"}
    return political_side(one) and (sum_given(one) or bool(one.object_lemmas() & money))


def handed(one: Candidate) -> bool:
    """To another state or court: "handed over two suspects to the Netherlands"."""
    words = one.words
    ways = [*words.obliques(one.head), *(pair for i in words.objects(one.head) for pair in words.obliques(i))]
    named = any(f.entities for case, i in ways if case == "to" for f in fill(words, one.cast, i))
    return named and political_side(one)


def recognising(one: Candidate) -> bool:
    """A state, a government or a right of theirs: not "recognised the efforts of France in Mali"."""
    words = one.words
    known = [one.cast.at(words.index, i) for i in words.objects(one.head)]
    named = [reference for reference in known if reference is not None and reference.form != "nominal"]
    return recipient(one) and (bool(named) or bool(one.object_lemmas() & classes()["recognised"]))


def to_help(one: Candidate) -> bool:
    """ "is sending experts to Nepal to help rebuild bridges": people or things go there to help."""
    tokens = one.words.tokens
    aims = [i for i in range(one.end, len(tokens) - 1) if tokens[i].tag == "TO" and tokens[i + 1].tag == "VB"]
    helped = bool(aims) and tokens[aims[0] + 1].lemma in classes()["helping"]
    if one.object_lemmas() & classes()["troops"]:
        return False  # "sent troops to Colombia to help fight rebels": they are deployed
    return helped and political_side(one) and not any(tokens[i].text == ";" for i in range(one.end, aims[0]))


def concerned(one: Candidate) -> bool:
    """About what somebody does: "is worried about Chile's arms", not "about the earthquake in Chile"."""
    about = one.words.tokens[one.end : one.end + _ABOUT]
    return political_actor(one) and not any(token.lemma in classes()["mishap"] for token in about)


def putting_names(one: Candidate) -> bool:
    """ "The two signed in Vienna", not "signed off on the schedule", "signed up for the course"."""
    return two(one) and not one.follows("off", "up", "out")


def breaking_off(one: Candidate) -> bool:
    """ "ended talks with the rebels"; two days of talks that are ended, or talks ended with a pledge, were held."""
    words = one.words
    with_it = [k for i in words.objects(one.head) for k in words.kids[i]]
    held = any(words.lemma(k) in _SPANS or words.lemma(k).endswith("-day") for k in with_it)
    return not held and not one.object_lemmas() & _SPANS and bool(one.kinds(one.sides.recipients) & POLITICAL)


def abroad(one: Candidate) -> bool:
    """Of one state, no firm, towards another or a body of states: not "built a plant in its own south"."""
    outside = foreign(one) or "IGO" in one.sectors(one.sides.recipients)
    actors, known = one.sectors(one.sides.actors), one.cast.entities
    ours = {known[e].country for filler in one.sides.actors for e in filler.entities if e in known} - {None}
    return political_side(one) and outside and not actors & _TRADE and (bool(ours) or "IGO" in actors)


def joining(one: Candidate) -> bool:
    """A state joins a body of states, or a force or pact of others: not "joined a club", nor "hopes to join NATO"."""
    above = one.words.tokens[one.head].head
    if above >= 0 and one.words.lemma(above) in classes()["wishing"]:
        return False
    into_body = "IGO" in one.sectors(one.sides.recipients) and "state" in one.kinds(one.sides.actors)
    return into_body or (abroad(one) and bool(one.object_lemmas() & classes()["joint-work"]))


def working_with(one: Candidate) -> bool:
    """In what others lead, or beside them: "took part in a UN mission", "serves with NATO forces"."""
    return abroad(one) and (
        one.trigger.pattern.lemmas[-1] != "in" or bool(one.object_lemmas() & classes()["joint-work"])
    )
