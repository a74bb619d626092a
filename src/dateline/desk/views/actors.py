"""Somebody, somewhere, and two with each other."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dateline.desk.held import as_marked, the_ledger
from dateline.desk.jsonld import entity_ld
from dateline.desk.lines import Link, Names, cited, entity_url, ids_in
from dateline.desk.parts import entity_of, part
from dateline.desk.targets import of_entity, of_pair
from dateline.desk.words import country_words, day_words, entity_words, name_words
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Entity, Office, Outline

_MOST = 40
_LOOKED_AT = 150  # of the latest events, for whom they met: more change the order of a few names
_LATEST = 8
_SAID_LATELY = 200  # statements of one that are looked through for those addressed to the other
_MET = frozenset({"meeting", "summit", "visit", "call", "negotiation", "signing", "ceremony"})


@require_safe
def actor(request: HttpRequest, id: str) -> HttpResponse:
    """Names, offices by date, whom they met, what they said, and all they did and planned."""
    return _shown(request, id, "actor")


@require_safe
def place(request: HttpRequest, id: str) -> HttpResponse:
    """What was and is to be at a place."""
    return _shown(request, id, "place")


def _shown(request: HttpRequest, id: str, kind: str) -> HttpResponse:
    with as_marked(the_ledger()):
        entity = entity_of(id)
        if entity.id != id:  # a name, a spelling or an older id
            return redirect(entity_url(entity.id, entity.kind))
        made = part(f"desk/_{kind}.html", id, partial(_actor if kind == "actor" else _place, entity))
    told = {
        "part": made.html,
        "entity": entity,
        "name": _name(entity),
        "aim": of_entity(entity, "place" if kind == "place" else "entity"),
    }
    return render(request, f"desk/{kind}.html", told | made.about)


def _place(entity: Entity, ledger: Ledger) -> dict[str, Any]:
    events = ledger.outlines(place=entity.id, newest_first=True, limit=_MOST)
    names = Names.of(ledger, events=events)
    return {
        "about": {"jsonld": _ld(entity)}, "entity": entity, "name": _name(entity), "country": _country(entity),
        "events": [names.event(one) for one in events],
        "most": len(events) == _MOST, "kind": entity_words(entity.kind),
    }  # fmt: skip


def _actor(entity: Entity, ledger: Ledger) -> dict[str, Any]:
    latest = ledger.outlines(who=entity.id, newest_first=True, limit=_LOOKED_AT)
    events = latest[:_MOST]
    said = ledger.statements(entity.id, newest_first=True, limit=_LATEST + 1)
    met = _met(entity, latest)
    names = Names(ledger, {one for one, _count in met} | ids_in(events, said))
    return {
        "about": {"jsonld": _ld(entity)}, "entity": entity, "name": _name(entity), "country": _country(entity),
        "events": [names.event(one) for one in events],
        "most": len(latest) > _MOST, "offices": [_office(one) for one in entity.offices],
        "met": [(names.link(one), count, reverse("pair", args=[entity.id, one])) for one, count in met],
        "statements": [names.statement(one) for one in said[:_LATEST]], "more_said": len(said) > _LATEST,
        "first": day_words(entity.first_reported), "last": day_words(entity.last_reported),
        "kind": entity_words(entity.kind),
    }  # fmt: skip


def _office(one: Office) -> dict[str, object]:
    return {
        "title": one.title, "of": country_words(one.of), "articles": one.articles,
        "origin": _("told by reports") if one.origin == "text" else _("known from tables"),
        "days": "–".join(dict.fromkeys(day_words(day) for day in (one.first, one.last) if day)) or _("no date"),
        "proof": cited(one.evidence) if one.evidence else None,
    }  # fmt: skip


def _met(entity: Entity, events: list[Outline]) -> list[tuple[str, int]]:
    """Whom they met, and how often."""
    found: Counter[str] = Counter()
    for event in events:
        if event.kind in _MET and event.status in ("occurred", "ongoing"):
            sides = {one.entity for one in (*event.actors, *event.recipients)}
            if entity.id in sides:
                found.update(sides - {entity.id})
    return found.most_common(20)


def _name(entity: Entity) -> str:
    return name_words(entity.id, entity.kind, entity.name)


def _country(entity: Entity) -> str:
    """The name of the country, where the entity itself is another."""
    return "" if entity.kind == "state" else country_words(entity.country)


def _ld(entity: Entity) -> str:
    return entity_ld(entity, settings.SITE_URL + entity_url(entity.id, entity.kind))


@require_safe
def pair(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """What two did and planned with each other."""
    with as_marked(the_ledger()):
        first, second = entity_of(one), entity_of(other)
        if first.id == second.id:  # nobody meets oneself
            return redirect(entity_url(first.id, first.kind))
        if (first.id, second.id) != (one, other):
            return redirect("pair", first.id, second.id)
        made = part("desk/_pair.html", (one, other), partial(_pair, first, second))
    told = {"part": made.html, "aim": of_pair(first, second)}
    return render(request, "desk/pair.html", told | made.about)


def _pair(first: Entity, second: Entity, ledger: Ledger) -> dict[str, Any]:
    events = ledger.outlines(who=first.id, with_=second.id, newest_first=True, limit=_MOST)
    said = [
        statement
        for who, whom in ((first, second), (second, first))
        for statement in ledger.statements(who.id, to=whom.id, newest_first=True, limit=_SAID_LATELY)
    ]
    said = sorted(said, key=lambda one: one.when or one.first_reported or "", reverse=True)[:_LATEST]
    names = Names.of(ledger, events=events, statements=said)
    links = [Link(_name(one), entity_url(one.id, one.kind)) for one in (first, second)]
    return {
        "about": {"first": links[0], "second": links[1]}, "first": links[0], "second": links[1],
        "one": first, "other": second, "events": [names.event(event) for event in events],
        "said": [names.statement(one) for one in said], "most": len(events) == _MOST,
    }  # fmt: skip
