"""PLOVER and CAMEO codes of an event: by its kind and status, with the few rules that lean on who takes part.

PLOVER's rules are applied here only: a meeting still to come and an invitation are AGREE, a cancelled meeting is
REJECT, postponement and plain statements have no type, one country's drill is MOBILIZE and a joint one COOPERATE.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from dateline.lexicon.files import parts, table
from dateline.reading.frame import Cast, Scene
from dateline.record import Event, Kind, Plover, Status

AHEAD: frozenset[Status] = frozenset(
    {
        "proposed",
        "invited",
        "tentative",
        "scheduled",
        "confirmed",
        "in_preparation",
        "in_doubt",
        "rescheduled",
        "revived",
    }
)
_CONSULT: frozenset[Kind] = frozenset({"meeting", "visit", "call", "summit", "negotiation"})


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of an event; None where the ontology has none."""

    plover: Plover | None
    cameo: str | None
    quad: int | None


@cache
def _kinds() -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({row["kind"]: row for row in table("plover_coding.tsv")})


@cache
def _contexts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in table("en/contexts.tsv"):
        for lemma in parts(row["lemmas"]):
            found.setdefault(lemma, []).append(row["context"])
    return MappingProxyType({lemma: tuple(names) for lemma, names in found.items()})


def code(kind: Kind, status: Status, *, sides: int, multilateral: bool = False, lemmas: Iterable[str] = ()) -> Codes:
    """The codes of an event of `kind` that stands at `status`.

    `sides` is the number of countries or bodies that take part. `lemmas` are the words of its evidence: they tell the
    contexts. `multilateral` chooses the mode of a meeting held.
    """
    row = _kinds()[kind]
    ahead = status in AHEAD
    event, mode, quad, cameo = row["event"], row["mode"], row["quad"], row["cameo"]
    if kind in _CONSULT and status == "cancelled":
        event, mode, quad, cameo = "REJECT", "meet", "3", "125"
    elif kind in _CONSULT and status == "postponed":
        event, mode, quad, cameo = "", "", "", ""
    elif kind == "exercise" and not ahead and sides < 2:
        event, mode, quad, cameo = "MOBILIZE", "troops", "4", "150"
    elif ahead:
        event, mode, quad, cameo = row["ahead"], "", row["ahead_quad"], row["ahead_cameo"]
    elif kind in ("meeting", "summit") and multilateral:
        mode = "multilateral"
    contexts = tuple(dict.fromkeys(name for lemma in lemmas for name in _contexts().get(lemma, ())))
    plover = Plover(event, mode or None, contexts[:3]) if event else None
    return Codes(plover, cameo or None, int(quad) if quad else None)


def code_events(events: Iterable[Event], scene: Scene, cast: Cast) -> tuple[Event, ...]:
    """The events with their codes."""
    return tuple(_coded(event, scene, cast) for event in events)


def _coded(event: Event, scene: Scene, cast: Cast) -> Event:
    taking = [
        cast.entities[one.entity]
        for one in (*event.actors, *event.recipients)
        if one.entity and one.entity in cast.entities
    ]
    sides = {entity.country or entity.id for entity in taking}
    lemmas = [
        token.lemma
        for proof in event.evidence[:1]
        for sentence in scene.analysis.sentences
        if sentence.start <= proof.start < sentence.end
        for token in sentence.tokens
    ]
    codes = code(event.kind, event.status, sides=len(sides), multilateral=len(sides) > 2, lemmas=lemmas)
    return replace(event, plover=codes.plover, cameo=codes.cameo, quad=codes.quad)
