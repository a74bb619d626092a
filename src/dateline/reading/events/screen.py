"""Which of the events that were read are sure enough to be told. Precision before recall: a record is to be trusted.

What is withheld for want of a participant becomes an issue: who did it was not told, or could not be decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.reading.events.tables import classes
from dateline.reading.events.triggers import DIRECTED
from dateline.reading.frame import Cast
from dateline.record import Entity, Event, Issue, Kind

# Acts of speech: one person may well demand two things in one sentence.
_SPOKEN: frozenset[Kind] = frozenset(
    {"demand", "accusation", "denial", "threat", "praise", "rejection", "proposal", "agreement"}
)
# What is only proposed or imagined is told for meetings and the like; an imagined attack or concession is no event.
_CONSULT: frozenset[Kind] = frozenset({"meeting", "visit", "call", "summit", "negotiation", "signing"})


_TWICE = "another word of the sentence tells it"
_HOME = "at home: nobody is visited"
_WORRY = "worry that blames nobody"
_SLIGHT = "too slight: only imagined, or undated background with one side"


def screen(events: Sequence[Event], cast: Cast) -> tuple[tuple[Event, ...], tuple[Issue, ...]]:
    """The events that can be told, and an issue for each that lacks somebody."""
    found = list(verdicts(events, cast))
    issues = [
        Issue("events", f"{event.kind}: {why}", event.trigger)
        for event, why in found
        if why not in ("", _TWICE, _SLIGHT, _HOME, _WORRY)
    ]
    return tuple(event for event, why in found if not why), tuple(issues)


def verdicts(events: Sequence[Event], cast: Cast) -> Iterator[tuple[Event, str]]:
    """Each event with why it is not told; "" for those that are."""
    kept = {id(event) for event in _joined(events)}
    for event in events:
        if id(event) not in kept:
            yield event, _TWICE
        else:
            yield event, _lack(event, cast) or (_SLIGHT if _is_slight(event) else "")


def _is_unnamed_at_home(event: Event) -> bool:
    """ "A car bomb killed six": of the bomb only the country is told; whom it hit is told by the other word."""
    hit = {one.entity for one in event.recipients}
    return len(hit) == 1 and {f"{next(iter(hit))}-unknown-attackers"} == {one.entity for one in event.actors}


def _is_told_beside(event: Event, events: Iterable[Event]) -> bool:
    proof = event.evidence[:1]
    others = (one for one in events if one is not event and one.kind == "assault" and one.evidence[:1] == proof)
    return any(one.actors and one.recipients and not _is_unnamed_at_home(one) for one in others)


def _joined(events: Sequence[Event]) -> list[Event]:
    """Of two tellings of one act in one sentence ("approved new sanctions") the first; both words prove it."""
    found: dict[tuple[object, ...], Event] = {}
    for event in events:
        sides = (tuple(one.entity for one in event.actors), tuple(one.entity for one in event.recipients))
        if event.kind == "assault" and _is_unnamed_at_home(event) and _is_told_beside(event, events):
            continue
        home = event.evidence[0].span if event.evidence and event.kind not in _SPOKEN else event.id
        key = (event.kind, event.status, sides, home)
        found.setdefault(key, event)
    return list(found.values())


def _lack(event: Event, cast: Cast) -> str | None:
    """Who is missing without whom the event is nothing."""
    if not event.actors:
        return None if _is_freed(event, cast) else "by whom is not told"
    fought = event.kind == "assault" and len(event.actors) > 1  # "India and Pakistan exchanged fire"
    # "imposed a curfew", "announced sanctions", "recalled its envoy": told even so.
    measure = event.kind in ("coercion", "sanction", "recall") and _is_of_state(event, cast)
    if event.kind == "assault" and _is_own_force(event, cast):
        return "by whom is not told"
    if event.kind == "visit" and _is_homeward(event, cast):
        return _HOME
    if event.kind == "threat" and _is_advice(event, cast):
        return "towards whom is not told"
    if event.kind in DIRECTED and not event.recipients and not fought and not measure:
        return "towards whom is not told"
    if event.kind == "accusation" and not event.recipients and _is_worry(event):
        return _WORRY
    acting = event.kind == "protest" or any(_is_political(cast, one.entity) for one in event.actors)
    acting = acting or (event.kind in _SPOKEN and any(_is_of_region(cast, one.entity) for one in event.actors))
    if (not acting and not _is_freed(event, cast)) or _is_business(event, cast):
        return "no state, body or known person acts"
    return None


def _is_business(event: Event, cast: Cast) -> bool:
    """ "Boeing accused Airbus", "Federer will meet Nadal": firms, or persons of whom nothing but a name is told."""
    known = [e for one in (*event.actors, *event.recipients) if (e := cast.entities.get(one.entity or "")) is not None]
    return all(one.sector == "BUS" for one in known) or (
        len(known) > 1 and all(_is_nobody(one) and one.kind == "person" for one in known)
    )


def _is_nobody(one: Entity) -> bool:
    return one.country is None and one.sector is None and not one.roles


def _is_homeward(event: Event, cast: Cast) -> bool:
    """ "returned to Moscow", "the minister flew to Ankara", of a Turk: no visit to anybody."""
    guests = [e for one in event.actors if (e := cast.entities.get(one.entity or "")) is not None]
    hosts = {e.country for one in event.recipients if (e := cast.entities.get(one.entity or "")) is not None}
    countries = {one.country for one in guests}
    home = len(countries) == 1 and None not in countries and hosts == countries
    word = event.trigger.quote.lower()
    moved = not word.startswith(("visit", "tour"))  # "toured the flooded towns": there he is a guest
    return home and (word.startswith("return") or (moved and all(one.kind == "person" for one in guests)))


def _is_worry(event: Event) -> bool:
    """ "expressed concern", "is deeply concerned by the delay": blames somebody only if it is told whom."""
    return bool({word.lower() for word in event.trigger.quote.split()} & classes()["worry"])


def _is_advice(event: Event, cast: Cast) -> bool:
    """ "The embassy warned American citizens of attacks": a state that warns its own people threatens nobody."""
    known = [e for one in event.recipients if (e := cast.entities.get(one.entity or "")) is not None]
    doers = {e.country for one in event.actors if (e := cast.entities.get(one.entity or "")) is not None}
    own = [one for one in known if one.sector == "CVL" and one.kind == "group" and one.country in doers]
    return bool(known) and len(own) == len(known)


def _is_own_force(event: Event, cast: Cast) -> bool:
    """ "an attack on an Israeli post that killed soldiers": a state does not kill its own, whatever the arcs say."""
    known = [e for one in event.recipients if (e := cast.entities.get(one.entity or "")) is not None]
    doers = [e for one in event.actors if (e := cast.entities.get(one.entity or "")) is not None]
    states = {one.country for one in doers if one.kind == "state"}
    own = [one for one in known if one.kind == "group" and one.sector == "MIL" and one.country in states]
    return bool(known) and len(own) == len(known) and all(one.kind == "state" for one in doers)


def _is_freed(event: Event, cast: Cast) -> bool:
    """Is somebody of a state or a movement freed, by whomever: "kidnappers released a Polish worker"?"""
    return event.kind == "release" and any(_is_political(cast, one.entity) for one in event.recipients)


def _is_of_state(event: Event, cast: Cast) -> bool:
    """Does a state act, or somebody of one?"""
    known = [cast.entities.get(one.entity) for one in event.actors if one.entity is not None]
    return any(one is not None and one.country is not None for one in known)


def _is_political(cast: Cast, entity: str | None) -> bool:
    """May it act in politics: whoever is named, and unnamed people of a state or a movement."""
    known = cast.entities.get(entity) if entity is not None else None
    if known is None:
        return False
    if known.kind != "group" or known.country is not None or known.sector in ("REB", "OPP", "IGO"):
        return True
    bodies = [one.id for one in cast.entities.values() if one.kind == "organisation"]
    return any(known.id.startswith(f"{body}-") or known.id.endswith(f"-of-{body}") for body in bodies)


def _is_of_region(cast: Cast, entity: str | None) -> bool:
    """ "Five African leaders", "Western governments": of no one state, but heard by one."""
    known = cast.entities.get(entity) if entity is not None else None
    words = {word.lower() for one in (known.mentions if known is not None else ()) for word in one.quote.split()}
    return known is not None and known.kind == "group" and known.sector == "GOV" and bool(words & classes()["region"])


def _is_slight(event: Event) -> bool:
    """Imagined acts, and undated background with one side only: too slight to be told."""
    if event.status == "proposed" and event.kind not in _CONSULT:
        return True
    sides = bool(event.actors) + bool(event.recipients)
    return event.salience == "background" and event.when is None and (sides < 2 and len(event.actors) < 2)
