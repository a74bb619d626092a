"""Conditions on what is acted upon: posts, captives, targets of arms, proposals, things of another state."""

from __future__ import annotations

from dateline.analysis import Token
from dateline.reading.events.candidates import POLITICAL, Candidate
from dateline.reading.events.fillers import fill
from dateline.reading.events.parties import person, recipient
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.tables import classes

_ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP"})


def person_object(one: Candidate) -> bool:
    """Somebody is acted upon, or a post or captives are: "freed the hostages", "appointed an envoy"."""
    patient = one.sides.actors if one.trigger.frame.actor == ("obj",) else one.sides.recipients
    return bool(one.kinds(patient) & {"person", "group"}) or bool(
        one.object_lemmas() & (classes()["post"] | classes()["captive"])
    )


def freed(one: Candidate) -> bool:
    """People, by what they are or where they are from: "released 40 Ecuadorians"."""
    heads = (one.words.tokens[i] for i in one.words.objects(one.head))
    return person_object(one) or (recipient(one) and any(_is_people(head) for head in heads))


def _is_people(head: Token) -> bool:
    return head.tag in ("NNS", "NNPS") and head.text[:1].isupper()


def named(one: Candidate) -> bool:
    """To a post: "named him ambassador"."""
    posts = any(
        one.words.tokens[i].lemma in classes()["post"] or one.words.tokens[i].text == "as"
        for i in range(one.end, min(len(one.words.tokens), one.end + 10))
    )
    return posts and bool(one.kinds(one.sides.recipients) & {"person"})


def quitting(one: Candidate) -> bool:
    """Somebody quits a post: "quit as minister", not "quit the accord"."""
    objects = one.object_lemmas()
    return person(one) and (not objects or bool(objects & classes()["post"]) or one.follows("as"))


def office_taken(one: Candidate) -> bool:
    """ "took over from Mbeki", "took over as chief", not "took over an office": a post is taken, not a building."""
    objects = one.object_lemmas()
    return person(one) and not objects & (classes()["settlement"] | {"company", "bank", "firm", "airline"})


def captives(one: Candidate) -> bool:
    """People are taken: "captured 700 Iraqis", "seized hostages"."""
    if one.words.tokens[one.head].lemma == "capture" and one.object_lemmas() & classes()["captive"]:
        return True
    many = any(one.words.tokens[i].tag == "NNPS" for i in one.words.objects(one.head))
    if one.words.tokens[one.head].lemma == "capture" and many:
        return True  # "captured 700 Iraqis"
    return bool(one.object_lemmas() & {"hostage", "prisoner", "captive"}) or (
        bool(one.kinds(one.sides.recipients) & {"person"}) and one.words.tokens[one.head].lemma in ("capture", "seize")
    )


def armed(one: Candidate) -> bool:
    """With weapons or at a target: "fired rockets", "fired on the convoy"."""
    return (
        bool(one.object_lemmas() & classes()["weapon"])
        or any(one.follows(w) for w in ("on", "at", "into"))
        or one.trigger.pattern.lemmas[-1] in ("on", "at", "into")
        or len(one.trigger.pattern.lemmas) > 2
    )


def armed_noun(one: Candidate) -> bool:
    """A word before it tells of arms, or it has sides or a target: "rocket attack", "a strike on Gaza"."""
    tokens = one.words.tokens
    before = {tokens[i].lemma for i in range(one.words.phrase_start(one.head), one.head)}
    prepositions = {preposition for preposition, _ in one.words.obliques(one.head)} | (
        {tokens[one.end].text.lower()} if one.end < len(tokens) else set()
    )
    return (
        bool(before & classes()["armed"])
        or bool(one.sides.entities())
        or bool(prepositions & {"on", "in", "into", "against", "at", "near", "by"})
    )


def military(one: Candidate) -> bool:
    """What forces strike: "hit a bridge", "downed a drone"."""
    targets = (
        classes()["troops"]
        | classes()["vessel"]
        | {"position", "camp", "convoy", "site", "airport", "factory", "home", "house", "office", "market", "airbase"}
        | {"port", "plant", "bridge", "compound", "hideout", "headquarters", "mosque", "church", "embassy", "bus"}
        | {"drone", "city", "town", "village", "target", "base", "depot", "hospital", "school", "building", "speaker"}
    )
    armed = bool(one.sectors(one.sides.recipients) & _ARMED) and bool(one.sectors(one.sides.actors) & _ARMED)
    return armed or bool(_heads(one) & targets)  # "troops have been targeting insurgents"


def _heads(one: Candidate) -> set[str]:
    return {one.words.tokens[i].lemma for i in one.words.objects(one.head)}


def by_weapon(one: Candidate) -> bool:
    """By what was fired: "a NATO bomb crashed into the embassy"."""
    return any(one.words.tokens[i].lemma in classes()["weapon"] for i in subjects_of(one.words, one.head))


# What weapons are fired into without hitting anybody, and where no target is told by.
_NOWHERE = frozenset(
    {"sea", "ocean", "water", "gulf", "strait", "air", "space", "orbit", "sky", "direction", "atmosphere"}
)


def untargeted(one: Candidate) -> bool:
    """At nobody: "fired two missiles into the sea", not "at a Palestinian police station", nor by police.

    Shells are not tested, nor is a missile that hits something.
    """
    if one.sectors(one.sides.actors) & {"COP", "REB", "UAF", "CRM"} or _heads(one) & classes()["spent"]:
        return False
    words = one.words
    if (
        words.tokens[one.head].relation == "acl"
        and words.lemma(words.tokens[words.tokens[one.head].head].head) in classes()["landing"]
    ):
        return False  # "a rocket fired by NATO forces hit a building"
    for preposition, noun in one.words.obliques(one.head):
        if (
            preposition in ("at", "into", "near", "outside", "inside")
            and words.tokens[noun].lemma in _hittable() - _NOWHERE
        ):
            return False  # "fired a missile into a car"
        if preposition in ("at", "on", "against", "into") and any(f.entities for f in fill(one.words, one.cast, noun)):
            entities = {e for f in fill(one.words, one.cast, noun) for e in f.entities}
            if any(one.cast.entities[e].kind != "place" for e in entities if e in one.cast.entities):
                return False
    return True


def _hittable() -> frozenset[str]:
    return classes()["hittable"] | classes()["troops"] | classes()["vessel"] | classes()["settlement"]


def blocking(one: Candidate) -> bool:
    """Somebody is stopped, or a proposal, measure or aid: "blocked the resolution"; not "stop producing fuel"."""
    if one.words.tokens[one.head].lemma == "stop" and one.follows_gerund():
        return False
    return bool(one.kinds(one.sides.recipients) & POLITICAL) or bool(
        one.object_lemmas() & (classes()["proposal"] | classes()["restriction"] | classes()["aid"])
    )


def reject(one: Candidate) -> bool:
    """What is rejected is no report or claim of nobody's; who is "dismissed" is no person and holds no post."""
    lemma = one.words.tokens[one.head].lemma
    objects = one.object_lemmas()
    if lemma in ("reject", "dismiss", "repudiate") and "report" in objects and one.kinds(one.sides.recipients):
        # "rejected the U.N. report", which is answered; a claim, or what newspapers say, is only denied
        return not objects & {"media", "news", "press", "newspaper", "television"}
    if lemma == "dismiss":
        posts = classes()["post"] | {"president", "cabinet", "government", "aide", "mayor", "staff", "worker"}
        if objects & posts and not any(one.words.kids_as(i, "nmod:poss") for i in one.words.objects(one.head)):
            return False
        return not objects & (classes()["accused"] - {"plan"}) and not one.kinds(one.sides.recipients) & {"person"}
    return lemma not in ("reject", "repudiate") or not objects & (
        {"report", "claim", "allegation", "rumour", "rumor", "account", "theory", "notion", "version"}
    )


def from_somebody(one: Candidate) -> bool:
    """ "seized his savings from a Nigerian envoy", not "seized a ship in the Gulf"."""
    words = one.words
    told = [*words.obliques(one.head), *(pair for i in words.objects(one.head) for pair in words.obliques(i))]
    return any(f.entities for case, i in told if case == "from" for f in fill(words, one.cast, i))


def own_force(one: Candidate) -> bool:
    """A state's own troops, or those of nobody else: "ordered all American troops out of Syria" by its president."""
    known = one.cast.entities
    mine = {known[e].country for filler in one.sides.actors for e in filler.entities if e in known}
    objects = [e for i in one.words.objects(one.head) for f in fill(one.words, one.cast, i) for e in f.entities]
    theirs = {known[e].country for e in objects if e in known} - {None}
    return theirs <= mine


def marching_orders(one: Candidate) -> bool:
    """Troops are told to go somewhere: "ordered tanks to the border", not "ordered 100 tanks from Russia"."""
    words = one.words
    ways = [case for at in (one.head, *words.objects(one.head)) for case, _ in words.obliques(at)]
    return one.complement() is not None or bool({"to", "into", "onto", "toward", "towards", "across"} & {*ways})


def foreign(one: Candidate) -> bool:
    """Something of another state: "closed the Russian consulate"."""
    known = one.cast.entities
    mine = {known[e].country for filler in one.sides.actors for e in filler.entities if e in known}
    theirs = {known[e].country for filler in one.sides.recipients for e in filler.entities if e in known}
    return bool(one.kinds(one.sides.recipients) & {"state"}) or bool(theirs - mine - {None})


def deliberate(one: Candidate) -> bool:
    """Done by somebody or his weapon: not "a quake killed 20", nor "a plane crashed, killing all aboard"."""
    words, mishaps = one.words, classes()["mishap"]
    for i in subjects_of(words, one.head):
        if any(words.lemma(k) in mishaps for k in range(words.phrase_start(i), i + 1)):
            return False
        if any(words.lemma(noun) in mishaps for case, noun in words.obliques(i) if case == "of"):
            return False  # "an outbreak of cholera"
    if any(case in ("in", "by", "during") and words.lemma(i) in mishaps for case, i in words.obliques(one.head)):
        return False
    above = words.tokens[one.head].head if words.tokens[one.head].relation in ("advcl", "conj", "xcomp") else -1
    return above < 0 or words.lemma(above) not in classes()["crashing"] or bool(_blows(one))


def _blows(one: Candidate) -> set[int]:
    """The weapons and attackers that are told to have done it: "a bomber slammed his car into a gate, killing two"."""
    weapons = classes()["weapon"] | classes()["blow"] | classes()["gunfire"]
    subjects = subjects_of(one.words, one.head)
    armed = bool(one.sectors(one.sides.actors) & _ARMED)
    return {i for i in subjects if armed or one.words.lemma(i) in weapons | {"bomber", "attacker"}}
