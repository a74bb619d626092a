"""Who the other side is, where no word says so and the sentence names just one other country.

"Baku apologised at once" beside a Russian helicopter is an apology to Russia: of the acts that are done to somebody, an
act without its other side is more often misread than it is done to nobody (`docs/decisions/0021-the-other-side.md`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline import lexicon
from dateline.analysis import Sentence
from dateline.reading.events.fillers import is_city_state
from dateline.reading.events.local import is_edge
from dateline.reading.events.sides import HOSTILE
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import SUBJECT
from dateline.reading.events.victims import COMPLAINTS, is_victim
from dateline.reading.frame import Cast, Reference, Scene
from dateline.record import Event, Kind, Participant

# Kinds in which the one other country was the other side in most of our own sentences; of denials and recognitions it
# was so in a third.
_AIMED: frozenset[Kind] = frozenset({
    "accusation", "sanction", "expulsion", "recall", "rejection", "threat", "demand", "concession", "aid", "withdrawal",
    "mobilisation", "praise", "cooperation", "cancellation", "assault", "agreement", "proposal", "invitation",
    "postponement",
})  # fmt: skip
_MUTUAL: frozenset[Kind] = frozenset({"agreement", "cooperation", "assault"})
_HELPED: frozenset[Kind] = frozenset({"demand", "aid", "cooperation", "agreement", "proposal"})
_ASIDE = frozenset({"as", "while", "when", "although", "though"})  # not "after": that often tells to whom
_TOLD_AT = frozenset({"after", "before", "during", "following", "at"})
_TELLING = frozenset({"say", "announce", "tell", "declare", "state", "add"})
_SIDES = frozenset({"state", "person", "group", "organisation"})


def with_other(event: Event, scene: Scene, cast: Cast) -> Event:
    """The event with the one other country of its sentence as its recipient, if it has none and there is just one."""
    if event.recipients or not event.actors or event.kind not in _AIMED:
        return event
    if event.kind in _MUTUAL and _is_among_themselves(event, scene, cast):
        return event
    said = [voice.entity for voice in event.voices]
    other = other_side(scene, cast, event.trigger.start, event.actors, said, kind=event.kind)
    if other is None or (event.kind != "mobilisation" and _is_border(other, scene)):
        return event
    return replace(event, recipients=(other,))


def _is_among_themselves(event: Event, scene: Scene, cast: Cast) -> bool:
    """ "Peru's deals with Japan", "the war between A and B", "A and B agreed": what has two sides needs no third."""
    known = (cast.entities.get(one.entity or "") for one in event.actors)
    sentence = next((s for s in scene.analysis.sentences if s.start <= event.trigger.start < s.end), None)
    i = sentence.at(event.trigger.start) if sentence is not None else None
    noun = sentence is not None and i is not None and sentence.tokens[i].tag[:2] == "NN"
    if event.kind == "assault" and (sentence is None or i is None or not _tells_strife(sentence, i)):
        return False
    mutual = event.kind == "cooperation" or event.trigger.quote.lower().startswith("agree")  # "promised" is one's own
    return (noun or mutual) and len({one.country for one in known if one is not None}) > 1


def _tells_strife(sentence: Sentence, first: int) -> bool:
    """Is it "clashes" or "the border war", not "an invasion", which has another side?"""
    return any(token.lemma in classes()["strife"] for token in sentence.tokens[first : first + 2])


def _is_border(one: Participant, scene: Scene) -> bool:
    """ "fought along the border with Thailand", "a man near the Israeli border"."""
    if one.evidence is None:
        return False
    sentence = next((s for s in scene.analysis.sentences if s.start <= one.evidence.start < s.end), None)
    if sentence is None:
        return False
    first, last = sentence.at(one.evidence.start), sentence.at(one.evidence.end - 1)
    return first is not None and last is not None and is_edge(sentence, first, last + 1)


def other_side(
    scene: Scene,
    cast: Cast,
    at: int,
    known: Iterable[Participant],
    said: Iterable[str | None],
    *,
    kind: Kind | None = None,
) -> Participant | None:
    """The one who stands for the one other country in the sentence of character `at`; None if there is none, or two.

    Those who only tell of it (`said`) are no side of it, nor is a place where it was.
    """
    sides = [one for p in known if (one := cast.entities.get(p.entity or "")) is not None]
    if any(one.kind == "person" and one.country is None and one.sector != "IGO" for one in sides):
        return None  # whose he is is not known: the other may be his own state
    own = {one.country for one in sides}
    sentence = next((one for one in scene.analysis.sentences if one.start <= at < one.end), None)
    if sentence is None:
        return None
    tellers = frozenset(said)
    others = _others(sentence, cast, own, tellers)
    if len(others) != 1:
        return None
    entity, reference = others.popitem()[1]
    if _is_of_teller(sentence, cast, reference.head, tellers) or _is_between(sentence, reference):
        return None
    if kind == "accusation" and _is_charged(sentence, reference.head):
        return None  # "accused the minister of arming Syria": him, whoever he is
    if kind in HOSTILE and _is_for_whom(sentence, reference.head):
        return None  # "announced sanctions in support of Ukraine"
    if kind in _HELPED and _is_against(sentence, reference):
        return None  # "asked for help against Eritrea"
    if kind in COMPLAINTS and is_victim(sentence, reference.head):
        return None  # "condemned the embargo against Cuba"
    bodies = any(one.country is None and one.kind != "person" for one in sides)
    if not _may_be(cast, entity, reference, sentence, bodies=bodies):
        return None
    trigger = sentence.at(at)
    if trigger is None or _is_told_by(sentence, reference.head, _clause_of(sentence, trigger)):
        return None
    near = _is_near(sentence, _clause_of(sentence, reference.head), _clause_of(sentence, trigger))
    if not (near or _is_shared_with(sentence, reference.head, trigger)):
        return None  # "Japan deplored the test and Chile cancelled the purchase": told of somebody else
    return Participant(entity, scene.cite(reference.span))


def _is_told_by(sentence: Sentence, subject: int, verb: int) -> bool:
    """ "Washington is disappointed that the court rejected the appeal": it is not the one whose appeal it was."""
    tokens = sentence.tokens
    told = verb >= 0 and any(tokens[i].text.lower() == "that" for i in sentence.children(verb) if i < verb)
    if not told or tokens[verb].relation not in ("ccomp", "acl") or tokens[subject].relation != "nsubj":
        return False
    above = tokens[verb].head
    if above >= 0 and tokens[above].tag[:2] == "NN":  # "expressed disappointment that …"
        above = tokens[above].head
    return above >= 0 and tokens[subject].head == above


def _is_of_teller(sentence: Sentence, cast: Cast, noun: int, said: frozenset[str | None]) -> bool:
    """ "…, Moussa Traore of Benin announced", "… said after a meeting with Lopez": whose land the teller is of, whom he
    met before he told of it."""
    tokens = sentence.tokens
    for i in sentence.ancestors(noun):
        if tokens[i].tag[:2] == "VB":
            return False
        reference = cast.at(sentence.index, i)
        if reference is not None and not said.isdisjoint(reference.entities):
            return True
        above = tokens[i].head
        if tokens[i].lemma in classes()["appointment"] and tokens[i].relation == "obl" and above >= 0:
            case = {tokens[k].text.lower() for k in sentence.children(i) if tokens[k].relation == "case"}
            return not case.isdisjoint(_TOLD_AT) and tokens[above].lemma in _TELLING
    return False


def _is_against(sentence: Sentence, reference: Reference) -> bool:
    cases = (i for i in sentence.children(reference.head) if sentence.tokens[i].relation == "case")
    return any(sentence.tokens[i].text.lower() == "against" for i in cases)


def _is_charged(sentence: Sentence, noun: int) -> bool:
    """Is it what somebody is accused of doing something to ("of arming Syria")?"""
    verb = sentence.tokens[noun].head
    if verb < 0 or sentence.tokens[verb].tag != "VBG" or sentence.tokens[noun].relation != "obj":
        return False
    return any(sentence.tokens[i].text.lower() == "of" for i in sentence.children(verb) if i < verb)


def _is_for_whom(sentence: Sentence, noun: int) -> bool:
    """ "in support of Ukraine", "in solidarity with Japan", "on behalf of Chad"."""
    tokens, above = sentence.tokens, sentence.tokens[noun].head
    while above >= 0 and tokens[above].tag[:2] == "NN" and tokens[above].lemma not in classes()["in-favour"]:
        above = tokens[above].head
    if above < 1 or tokens[above].lemma not in classes()["in-favour"]:
        return False
    return tokens[above - 1].text.lower() in ("in", "on", "out", "of", "full", "strong", "open")


def _is_between(sentence: Sentence, reference: Reference) -> bool:
    """ "with Norway as go-between", "with Qatar mediating": who stands between the sides is none."""
    before = sentence.tokens[reference.first - 1].text.lower() if reference.first else ""
    after = [token.lemma for token in sentence.tokens[reference.last : reference.last + 4]]
    between = classes()["go-between"]
    return before in ("with", "through", "by") and (
        (after[:1] == ["as"] and not between.isdisjoint(after[1:])) or after[:1] in (["mediate"], ["host"], ["broker"])
    )


def _clause_of(sentence: Sentence, i: int) -> int:
    """The nearest verb at or above a word."""
    return next((k for k in (i, *sentence.ancestors(i)) if sentence.tokens[k].tag[:2] == "VB"), -1)


def _is_near(sentence: Sentence, one: int, other: int) -> bool:
    """Are two verbs the same, or is one of them in a clause of the other that depends on it?"""
    for low, high in ((one, other), (other, one)):
        at = low
        for above in (low, *sentence.ancestors(low)):
            if at != low and sentence.tokens[at].relation in ("conj", "parataxis"):
                break
            if low == one and _is_aside(sentence, at) and above != at:
                break
            at = above
            if above == high:
                return low == high or sentence.tokens[low].relation not in ("conj", "parataxis")
    return False


def _is_shared_with(sentence: Sentence, other: int, trigger: int) -> bool:
    """ "resumed U.S. beef imports, but reimposed the ban": a verb whose only subject is that of one before it, and what
    that one was done to."""
    tokens, above = sentence.tokens, sentence.tokens[trigger].head
    own = any(tokens[i].relation in SUBJECT for i in sentence.children(trigger))
    if tokens[trigger].relation != "conj" or tokens[trigger].tag[:2] != "VB" or own or above < 0:
        return False
    at = other
    for k in sentence.ancestors(other):
        if k == above:
            return tokens[at].relation == "obj" and tokens[above].tag[:2] == "VB"
        at = k
    return False


def _is_aside(sentence: Sentence, verb: int) -> bool:
    """ "… because it awaits the US election", "… as leaders met in Paris": a clause with a subject of its own."""
    if sentence.tokens[verb].relation != "advcl":
        return False
    kids = [sentence.tokens[i] for i in sentence.children(verb)]
    own = any(kid.relation in ("nsubj", "nsubj:pass") for kid in kids)
    return own and any(kid.relation == "mark" and kid.lemma in _ASIDE for kid in kids)


def _may_be(cast: Cast, entity: str, reference: Reference, sentence: Sentence, *, bodies: bool) -> bool:
    """Is it no place, nobody who acts along with them, nobody whose country was only gathered from where he was?"""
    one = cast.entities[entity]
    if one.kind not in _SIDES or is_city_state(cast, reference):
        return False
    if one.kind == "person" and bodies:
        return False  # "the secretary-general, António Guterres" is of the body
    if _is_visited(sentence, reference.head):
        return False  # "condemned the war during a visit to Turkey"
    before = sentence.tokens[max(0, reference.first - 2) : reference.first]
    if [token.text.lower() for token in before] == ["together", "with"]:
        return False
    state = lexicon.states()[str(one.country)].id
    return one.kind != "group" or one.id.startswith(state) or reference.form == "demonym"


def _is_visited(sentence: Sentence, noun: int) -> bool:
    above = sentence.tokens[noun].head
    if above < 0 or sentence.tokens[noun].relation != "nmod" or sentence.tokens[above].relation != "obl":
        return False
    return sentence.tokens[above].lemma in classes()["stay"]


def _others(
    sentence: Sentence, cast: Cast, own: set[str | None], said: frozenset[str | None]
) -> dict[str, tuple[str, Reference]]:
    """The first mention of each other country."""
    found: dict[str, tuple[str, Reference]] = {}
    for reference in cast.within(sentence.index, 0, len(sentence.tokens)):
        for entity in reference.entities:
            one = cast.entities.get(entity)
            if one is None or entity in said or one.country in own or one.country not in lexicon.states():
                continue
            found.setdefault(str(one.country), (entity, reference))
    return found
