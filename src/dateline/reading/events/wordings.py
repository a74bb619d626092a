"""Conditions on how the words of a call, a demand, a promise or a charge go on."""

from __future__ import annotations

from itertools import pairwise

from dateline.reading.events.candidates import POLITICAL, Candidate
from dateline.reading.events.fillers import fill
from dateline.reading.events.parties import person, persons, two
from dateline.reading.events.sides import is_resolved
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NEGATIONS


def calling(one: Candidate) -> bool:
    """On the telephone: "Trump called Xi on Friday"; not "called on Xi", "called him a friend"."""
    tokens = one.words.tokens
    if not one.kinds(one.sides.actors) & {"person"} or not one.kinds(one.sides.recipients) & {"person"}:
        return False
    if one.follows("for", "on", "off", "in", "it", "him", "them", "upon", "out", "up", "back", "to", "that"):
        return False
    end = max((filler.last for filler in one.sides.recipients), default=one.end)
    after = tokens[end] if end < len(tokens) else None
    named = [token.text for token in tokens[end : end + 7]]
    if any(
        pair in pairwise(named) for pair in ((",", "a"), (",", "an"), (",", "“"), (",", '"'), ("a", "“"), ("a", '"'))
    ):
        return False  # "called the vice-president, Mike Pence, a “dummy”"
    return after is None or (
        after.tag in ("IN", "TO", ",", ".", "CC", "NNP", "RB", "VBG", "DT", "JJ")
        and after.text not in ("a", "an", "“", '"')
    )


def phone(one: Candidate) -> bool:
    """On the telephone: "a call between the leaders"; not "a call for restraint"."""
    if len(one.trigger.pattern.lemmas) > 1:
        return True
    if one.follows("for", "on", "to", "by"):
        return False
    return bool(one.kinds(one.sides.all) & {"person", "state"}) or one.text_before() in ("the", "that", "this")


def talking(one: Candidate) -> bool:
    """With each other, not to an audience, and not "on condition of anonymity"."""
    tokens = one.words.tokens
    if one.follows("on") and one.end + 1 < len(tokens) and tokens[one.end + 1].lemma == "condition":
        return False
    return two(one) and not one.lemmas(one.sides.recipients) & classes()["audience"]


def seeing(one: Candidate) -> bool:
    """ "will see the envoys", not "saw an aircraft fire missiles"."""
    below = [i for i in one.words.kids_as(one.head, "xcomp", "ccomp", "advcl") if i > one.head]
    watched = any(one.words.tokens[i].tag in ("VB", "VBG", "VBN") and not _has_to(one, i) for i in below)
    return persons(one) and not watched


def _has_to(one: Candidate, verb: int) -> bool:
    return any(one.words.tokens[i].tag == "TO" for i in one.words.group(verb))


def inviting(one: Candidate) -> bool:
    """To come: "asked him to visit"."""
    return one.complement() in classes()["inviting"]


def suggesting(one: Candidate) -> bool:
    """That something be done: "suggested a truce", "suggested that they meet"; not "suggests that it was to blame"."""
    tokens, words = one.words.tokens, one.words
    if one.kinds(one.sides.recipients) & POLITICAL and any(case == "to" for case, _ in words.obliques(one.head)):
        return True  # "suggested to the Turks that aid could be flown in"
    clauses = [i for i in words.kids_as(one.head, "ccomp") if i > one.head]
    told = [k for i in clauses for k in (i, *words.kids_as(i, "cop", "aux"))]
    has = any(tokens[k].tag == "VBP" and k not in clauses for k in told)  # "suggested they have left"
    return not has and not any(tokens[k].tag in ("VBZ", "VBD", "MD") for k in told)


def ordering(one: Candidate) -> bool:
    """ "told the army to leave", "ordered the closure": somebody is to do something; not "told reporters that"."""
    tokens, lemma = one.words.tokens, one.words.tokens[one.head].lemma
    if lemma == "want" and one.words.kids_as(one.head, "xcomp") and not one.words.kids_as(one.head, "obj", "iobj"):
        return False  # "we want to give Iran some space"
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


def calling_for(one: Candidate) -> bool:
    """ "Calls for restraint", not "phone calls"."""
    return one.follows("for", "on", "to") and one.text_before() not in ("phone", "telephone", "video")


def demanding(one: Candidate) -> bool:
    """Of a state or a body: "Iran's demand for an apology", not "China's growing demand for steel"."""
    tokens = one.words.tokens
    before = {tokens[i].text.lower() for i in range(one.words.phrase_start(one.head), one.head)}
    wanted = {tokens[i].lemma for case, i in one.words.obliques(one.head) if case == "for"}
    return not before & classes()["market"] and not wanted & (
        classes()["aid"] | {"material", "good", "product", "commodity"}
    )


_HOSTILE_NOUNS = frozenset(
    {"retaliation", "response", "revenge", "punishment", "answer", "strike", "attack", "reprisal"}
)


def hostile(one: Candidate) -> bool:
    """To do harm: "vowed to retaliate"."""
    objects = one.object_lemmas() & _HOSTILE_NOUNS  # "promised retaliation", but "promised the blocks to a firm"
    complement = one.complement()
    if complement in ("keep", "continue", "go"):  # "vowed to keep fighting"
        words, below = one.words, ("xcomp", "ccomp", "advcl")
        kept = [k for i in words.kids_as(one.head, "xcomp") for k in words.kids_as(i, *below)]
        return any(words.tokens[k].lemma in classes()["hostile"] for k in kept)
    return bool(objects) or complement in classes()["hostile"]


def welcoming(one: Candidate) -> bool:
    """ "welcomed the accord", not "welcomed home three hostages"."""
    after = [token.text.lower() for token in one.words.tokens[one.end : one.end + 1]]
    return after != ["home"]


def declining(one: Candidate) -> bool:
    """By somebody, not by his figures: "emissions should begin to decline" refuses nothing."""
    told = one.complement() is not None or bool(one.object_lemmas())
    return told or any(one.cast.at(one.words.index, filler.head) is not None for filler in one.sides.actors)


def promise(one: Candidate) -> bool:
    """What is promised harms nobody: not "vowed to retaliate"."""
    lemma = one.words.tokens[one.head].lemma
    if lemma == "vow" and not one.words.kids_as(one.head, "ccomp", "xcomp") and not is_resolved(one.sides.recipients):
        return False  # "vowed zero tolerance"
    agreed = lemma == "agree"  # "agreed that they would not use force"
    clauses = [] if one.sides.recipients or agreed else one.words.kids_as(one.head, "ccomp")
    if any(one.words.tokens[i].lemma in NEGATIONS for clause in clauses for i in one.words.kids[clause]):
        return False  # "vowed that they would not renounce violence", but "promised China not to receive him"
    if lemma == "commit" and len(one.trigger.pattern.lemmas) == 1:  # not "committed suicide"
        return one.follows("to") or any(one.words.tokens[i].tag == "PRP" for i in one.words.objects(one.head))
    return lemma in ("agree", "undertake", "consent") or len(one.trigger.pattern.lemmas) > 1 or not hostile(one)


_HARM = frozenset({"war", "retaliation", "consequence", "sanction", "reprisal", "force", "aggression", "escalation"})


def warning(one: Candidate) -> bool:
    """To somebody, of a deed, or of what follows if something is done; not of a flood, nor of "the danger of war"."""
    words, tokens = one.words, one.words.tokens
    if one.kinds(one.sides.recipients) & POLITICAL:
        return True
    if any(case == "against" for case, _ in words.obliques(one.head)) or one.object_lemmas() & classes()["deed"]:
        return True
    of = [noun for case, noun in words.obliques(one.head) if case in ("of", "about")]
    if any(tokens[noun].lemma in classes()["deed"] for noun in of):
        return True
    clauses = [i for i in words.kids_as(one.head, "ccomp", "xcomp", "parataxis") if i > one.head]
    told = [i for i in words.kids_as(one.head, "obj", "iobj") if tokens[i].lemma not in classes()["audience"]]
    if clauses and told:
        return True  # "warned the commanders that …"
    mine = {one.cast.entities[e].country for f in one.sides.actors for e in f.entities if e in one.cast.entities}
    return any(_is_menacing(one, clause, mine) for clause in clauses)


def _is_menacing(one: Candidate, clause: int, mine: set[str | None]) -> bool:
    """Does the clause tell of the speaker's own deed, or of what comes unless somebody gives in?"""
    words, tokens = one.words, one.words.tokens
    below = [i for i in range(one.end, len(tokens)) if clause in words.sentence.ancestors(i)]
    if any(tokens[i].text.lower() in ("if", "unless", "until") or tokens[i].lemma in _HARM for i in below):
        return True
    if {tokens[clause].lemma, *(tokens[i].lemma for i in words.objects(clause))} & (
        classes()["deed"] | classes()["hostile"]
    ):
        return True
    for subject in words.kids_as(clause, "nsubj", "nsubj:pass"):
        if tokens[subject].tag == "PRP" or tokens[subject].lemma in classes()["deed"]:
            return True
        known = [e for f in fill(words, one.cast, subject) for e in f.entities if e in one.cast.entities]
        if known and {one.cast.entities[e].country for e in known} & mine:
            return True
    return False


_SPEECHES = frozenset(
    {"word", "term", "speech", "statement", "language", "commentary", "editorial", "article", "letter"}
)


def aloud(one: Candidate) -> bool:
    """ "blasted the ruling", not "blasted off from the cape", nor "blasted through the wall"."""
    return not one.follows("off", "away", "out", "open", "through", "into", "past")


def verbal(one: Candidate) -> bool:
    """By somebody, in words: "attacked the minister over the budget"."""
    obliques = one.words.obliques(one.head)
    prepositions = {preposition for preposition, _ in obliques}
    marks = {
        one.words.tokens[k].text for i in one.words.kids_as(one.head, "advcl") for k in one.words.kids_as(i, "mark")
    }
    if "for" in marks or any(case == "in" and one.words.tokens[i].lemma in _SPEECHES for case, i in obliques):
        return True  # "attacked Washington in bitter words for letting him in"
    after = [token.text.lower() for token in one.words.tokens[one.end : one.end + 2]]
    if after in (["each", "other"], ["one", "another"]) and one.kinds(one.sides.actors) == {"person"}:
        return True  # "the ministers used their speeches to attack each other"
    return bool(prepositions & {"for", "over"}) and person(one)


def alleging(one: Candidate) -> bool:
    """That something was done: "complained that", not "charged the enemy lines"."""
    return one.words.tokens[one.head].lemma == "allege" or one.follows("that")
