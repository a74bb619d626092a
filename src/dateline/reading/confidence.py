"""How probable it is that an event or a statement is right: a logistic regression on what is at hand once it is read.

The weights stand in `lexicon/confidence.tsv`; `training/confidence` fits them, `docs/confidence.md` tells how true they
are. What speaks for an event: states and office holders on both sides, an actor who is the subject of its word, a day.
What speaks against it: people without a name, a wish, a word that lies deep in its sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from math import exp, log
from types import MappingProxyType
from typing import Literal

from dateline.analysis import Sentence
from dateline.lexicon.files import table
from dateline.reading.events.telling import TALKS
from dateline.reading.frame import Cast, Scene
from dateline.record import Event, Participant, Record, Statement, Status

What = Literal["event", "statement"]
Features = Iterator[tuple[str, float]]

_PLANS: frozenset[Status] = frozenset({"scheduled", "confirmed", "rescheduled", "revived", "in_preparation"})


def rate_events(events: Iterable[Event], scene: Scene, cast: Cast) -> tuple[Event, ...]:
    """The events, each with the probability that kind, sides and polarity are right."""
    return tuple(replace(one, confidence=probability("event", event_features(one, scene, cast))) for one in events)


def rate_statements(statements: Iterable[Statement], cast: Cast) -> tuple[Statement, ...]:
    """The statements, each with the probability that source and content are right."""
    return tuple(replace(one, confidence=probability("statement", statement_features(one, cast))) for one in statements)


def probability(what: What, features: Features) -> float:
    """The probability for features with their values, in steps of a hundredth; none is quite sure."""
    weights = _weights(what)
    score = sum(weights.get(name, 0.0) * value for name, value in features)
    return round(min(0.99, max(0.01, 1 / (1 + exp(-score)))), 2)


@cache
def _weights(what: What) -> Mapping[str, float]:
    return MappingProxyType(
        {row["feature"]: float(row["weight"]) for row in table("confidence.tsv") if row["of"] == what}
    )


def event_features(event: Event, scene: Scene, cast: Cast) -> Features:
    """What is at hand about an event, by name."""
    yield "always", 1.0
    yield f"kind {event.kind}", 1.0
    yield f"status {_standing(event.status)}", 1.0
    yield f"actor {_who(event.actors, cast)}", 1.0
    yield f"recipient {_who(event.recipients, cast)}", 1.0
    if event.kind in TALKS and len(event.actors) + len(event.recipients) > 1:
        yield "two who talk", 1.0
    if event.when is not None:
        yield "day", 1.0
    if event.place is not None:
        yield "place", 1.0
    if any(one.role == "source" for one in event.voices):
        yield "said by somebody", 1.0
    if event.salience == "background":
        yield "background", 1.0
    home = next((s for s in scene.analysis.sentences if s.start <= event.trigger.start < s.end), None)
    at = home.at(event.trigger.start) if home is not None else None
    if home is not None and at is not None:
        yield from _in_sentence(event, home, at)


def _in_sentence(event: Event, sentence: Sentence, at: int) -> Features:
    """What the tree says of the word `at` that tells the event: how deep it lies, whether the actor is its subject."""
    tokens = sentence.tokens
    if sentence.section == "headline":
        yield "headline", 1.0
    if " " in event.trigger.quote:
        yield "several words", 1.0
    verb = tokens[at].tag[:2] == "VB"
    yield ("verb" if verb else "noun"), 1.0
    yield "depth", log(1 + sum(tokens[i].tag[:2] == "VB" for i in sentence.ancestors(at)))
    if sentence.names:
        yield "doubtful name", 1.0 - min(name.score for name in sentence.names)
    yield from _towards(event, sentence, at)
    first = event.actors[0].evidence if event.actors else None
    place = sentence.at(first.start) if first is not None else None
    if first is None or place is None:
        yield "actor elsewhere", 1.0
        return
    words = [token for token in tokens[place:] if token.start < first.end]
    if any(token.relation.startswith("nsubj") and token.head == at for token in words):
        yield "actor is its subject", 1.0
    if verb and place > at:
        yield "actor behind the verb", 1.0


def _towards(event: Event, sentence: Sentence, at: int) -> Features:
    """Does the recipient hang on the word that tells the event, or was it gathered from elsewhere in the sentence?"""
    proof = event.recipients[0].evidence if event.recipients else None
    place = sentence.at(proof.start) if proof is not None else None
    if proof is None or place is None:
        return
    heads = [i for i in range(place, len(sentence.tokens)) if sentence.tokens[i].start < proof.end]
    below = any(at in sentence.ancestors(i) for i in heads)
    yield ("recipient below" if below else "recipient elsewhere"), 1.0


def _standing(status: Status) -> str:
    if status in ("occurred", "ongoing"):
        return "done"
    return "plan" if status in _PLANS else str(status)


def _who(side: Iterable[Participant], cast: Cast) -> str:
    """The surest on a side: a state, an office holder, a known body, somebody named, people without a name, nobody."""
    found = "nobody"
    for one in side:
        entity = cast.entities.get(one.entity) if one.entity is not None else None
        if entity is None:
            continue
        if entity.kind == "state":
            return "state"
        if entity.kind == "person" and entity.roles:
            return "in office"
        unnamed = entity.mentions and all(mention.form == "nominal" for mention in entity.mentions)
        found = "unnamed" if unnamed else "placed" if entity.country is not None or entity.sector else "named"
    return found


def statement_features(said: Statement, cast: Cast) -> Features:
    """What is at hand about a statement, by name. It says little: few are wrong, and these for many reasons."""
    yield "always", 1.0
    yield f"source {_who((said.source,), cast)}", 1.0
    yield f"form {said.form}", 1.0
    if said.cue is None:
        yield "no cue", 1.0


def surer(record: Record, least: float) -> Record:
    """`record` with the events and statements only that are rated `least` or higher."""
    events = tuple(one for one in record.events if (one.confidence or 0.0) >= least)
    kept = {one.id for one in events}
    statements = tuple(
        replace(one, about=tuple(event for event in one.about if event in kept))
        for one in record.statements
        if (one.confidence or 0.0) >= least
    )
    return replace(record, events=events, statements=statements)
