"""The map and the network: pictures drawn here from the record, each with a table that says the same."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dateline.desk.asked import NotAsked, day_of, whom_of
from dateline.desk.drawing import Spot, drawn_map, drawn_network
from dateline.desk.lines import Names, entity_url
from dateline.desk.parts import entity_of, part
from dateline.desk.refusals import error_words
from dateline.desk.words import country_words, name_words
from dateline.errors import NotInLedger
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Entity
from dateline.lexicon import find_place, states

_DAYS = 365  # before the last report, if no days are asked for
_PLACES = 150
_EVENTS = 1500  # the latest of the span, from which the network is drawn
_NODES = 28  # more names than that cannot be read
_PAIRS = 80


@require_safe
def world(request: HttpRequest) -> HttpResponse:
    """Where events took place or are planned, between two days."""
    since, until, problem = _span(request)
    made = part("desk/_map.html", (since, until, problem), partial(_map, since, until, problem))
    return render(request, "desk/map.html", {"part": made.html})


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """Who takes part in events with whom, between two days; around somebody, or all over."""
    since, until, problem = _span(request)
    who = whom_of(request.GET.get("who"))
    centre = None
    if who:
        try:
            centre = entity_of(who)
        except NotInLedger as error:
            problem = error_words(error)
    key = (since, until, problem, who, centre.id if centre else "")
    made = part("desk/_network.html", key, partial(_network, since, until, problem, who, centre))
    return render(request, "desk/network.html", {"part": made.html})


def _span(request: HttpRequest) -> tuple[str | None, str | None, str]:
    try:
        return day_of(request.GET.get("since"), "since"), day_of(request.GET.get("until"), "until"), ""
    except NotAsked as error:
        return None, None, str(error)


def _asked(ledger: Ledger, since: str | None, until: str | None) -> tuple[str | None, str | None]:
    """The days asked for, or the year up to the last report and all that is planned after it."""
    last = ledger.last_day()
    if since or until or not last:
        return since, until
    return (date.fromisoformat(last) - timedelta(days=_DAYS)).isoformat(), None


def _map(since: str | None, until: str | None, problem: str, ledger: Ledger) -> dict[str, Any]:
    first, last = _asked(ledger, since, until)
    counted = ledger.places(since=first, until=last, limit=_PLACES)
    known = {one.id: one for one in ledger.entities(id for id, _ in counted)}
    spots = [spot_of(known[id], count) for id, count in counted if id in known]
    return {
        "spots": spots, "picture": drawn_map(spots), "since": since or first, "until": until or last,
        "problem": problem, "most": len(counted) == _PLACES,
    }  # fmt: skip


def spot_of(entity: Entity, count: int) -> Spot:
    """A place with its degrees; a state lies where its capital does, or where its city is; others may lie nowhere."""
    name, country = entity.name, entity.country
    capitals = states()[country].capitals if country and country in states() else ()
    found = None
    if entity.kind == "state":
        found = find_place(capitals[0] if capitals else name, near=(country,)) if country else None
    else:
        found = find_place(name, near=(country,) if country else ())
        if found and country and found.country and found.country != country:
            found = None
    lat, lon = (found.lat, found.lon) if found else (None, None)
    shown = name_words(entity.id, entity.kind, name)
    return Spot(shown, entity_url(entity.id, entity.kind), country_words(country), count, lat, lon)


def _network(
    since: str | None, until: str | None, problem: str, who: str, centre: Entity | None, ledger: Ledger
) -> dict[str, Any]:
    first, last = _asked(ledger, since, until)
    who_id = centre.id if centre else None
    events = ledger.outlines(who=who_id, since=first, until=last, newest_first=True, limit=_EVENTS)
    pairs: Counter[tuple[str, str]] = Counter()
    for event in events:
        sides = sorted({one.entity for one in (*event.actors, *event.recipients)})
        pairs.update((one, other) for n, one in enumerate(sides) for other in sides[n + 1 :])
    weight: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        weight[one] += count
        weight[other] += count
    kept = {id for id, _ in weight.most_common(_NODES)} | ({centre.id} if centre and centre.id in weight else set())
    shown = [(pair, count) for pair, count in pairs.most_common() if set(pair) <= kept][:_PAIRS]
    names = Names(ledger, kept)
    links = {id: names.link(id) for pair, _ in shown for id in pair}
    rows = [(links[one], links[other], count, reverse("pair", args=[one, other])) for (one, other), count in shown]
    return {
        "rows": rows, "picture": drawn_network(shown, links, centre.id if centre else None), "who": who,
        "since": since or first, "until": until or last, "problem": problem, "events": len(events),
        "most": len(events) == _EVENTS,
        "centre": name_words(centre.id, centre.kind, centre.name) if centre else "",
    }  # fmt: skip
