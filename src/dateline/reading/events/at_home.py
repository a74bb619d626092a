"""What a state does to its own country: no other side is told, and it is done at home."""

from __future__ import annotations

from dateline import lexicon
from dateline.lexicon.states import expeditions
from dateline.reading.events.tables import classes
from dateline.reading.frame import Cast, Scene
from dateline.record import Event, Evidence

_HOLDING = frozenset({"ISR", "MAR", "PSE", "ESH"})  # whose forces strike across a line that is no border
_BORDERS = frozenset({"border", "borders", "frontier", "crossing", "crossings", "airspace", "ship", "vessel", "tanker"})
_ARRESTS = frozenset({"arrested", "detained", "arrests", "detains", "crackdown", "clampdown", "jailed", "sentenced"})


def home_of(event: Event, scene: Scene, cast: Cast) -> tuple[str, Evidence | None] | None:
    """The country that an event without another side is done to, and the words that tell it; None if it is not so."""
    if event.recipients or not event.actors:
        return None
    if event.kind in ("withdrawal", "mobilisation"):
        return _left(event, cast)
    if event.kind == "assault":
        return _fought(event, scene, cast)
    return _subdued(event, scene, cast) if event.kind in ("coercion", "release") else None


def _fought(event: Event, scene: Scene, cast: Cast) -> tuple[str, Evidence | None] | None:
    """ "Yemeni warplanes bombed tribal positions": forces that fight where no other country is spoken of."""
    doers = [entity for one in event.actors if one.entity and (entity := cast.entities.get(one.entity)) is not None]
    countries = {one.country for one in doers}
    if len(countries) != 1 or not countries & lexicon.states().keys() - expeditions() - _HOLDING:
        return None
    executed = bool(_first_lemma(event, scene) & {"execute", "hang"})  # done by states
    if not (executed or all(one.sector in ("MIL", "COP") for one in doers)) or _is_abroad(
        event, scene, cast, countries
    ):
        return None
    return str(countries.pop()), event.actors[0].evidence


def _subdued(event: Event, scene: Scene, cast: Cast) -> tuple[str, Evidence | None] | None:
    """ "The governor imposed a curfew", "Turkey detained a man": done to the own country."""
    doers = [entity for one in event.actors if one.entity and (entity := cast.entities.get(one.entity)) is not None]
    countries = {one.country for one in doers}
    if any(one.sector == "MIL" for one in doers) and _is_abroad(event, scene, cast, countries):
        return None  # an army may be abroad
    if any(one.kind == "state" for one in doers) and not _is_at_home(event, scene, cast, countries):
        return None
    if len(countries) != 1 or not countries & lexicon.states().keys():
        return None
    return str(countries.pop()), event.actors[0].evidence


def _left(event: Event, cast: Cast) -> tuple[str, Evidence | None] | None:
    """ "Sudan is withdrawing troops from Darfur", "sent soldiers into a slum in Rio": a place of its own."""
    place = cast.entities.get(event.place.entity) if event.place is not None else None
    if event.place is None or place is None or place.kind != "place" or place.country not in lexicon.states():
        return None
    doers = {known.country for one in event.actors if (known := cast.entities.get(one.entity or "")) is not None}
    return (str(place.country), event.place.evidence) if doers == {place.country} else None


def _is_at_home(event: Event, scene: Scene, cast: Cast, own: set[str | None]) -> bool:
    """ "Turkey detained a man", "China's crackdown on protests": people without a name, no other country spoken of."""
    told = set(event.trigger.quote.lower().split())
    measure = event.kind == "release" or bool(_first_lemma(event, scene) & classes()["home-measure"])
    return (bool(_ARRESTS & told) or (measure and not _BORDERS & told)) and not _is_abroad(event, scene, cast, own)


def _first_lemma(event: Event, scene: Scene) -> set[str]:
    sentences = scene.analysis.sentences
    return {token.lemma for one in sentences for token in one.tokens if token.start == event.trigger.start}


def _is_abroad(event: Event, scene: Scene, cast: Cast, own: set[str | None]) -> bool:
    """Is a place or state of another country named in the sentence?"""
    for sentence in scene.analysis.sentences:
        if sentence.start <= event.trigger.start < sentence.end:
            named = (
                cast.entities[e]
                for r in cast.within(sentence.index, 0, len(sentence.tokens))
                for e in r.entities
                if e in cast.entities
            )
            return any(one.kind in ("place", "state") and one.country not in own for one in named)
    return False
