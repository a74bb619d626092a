"""Somebody, somewhere, and two with each other."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from dateline.desk.held import the_ledger
from dateline.desk.jsonld import entity_ld
from dateline.desk.lines import Link, Names, cited
from dateline.desk.targets import aim
from dateline.desk.words import day_words
from dateline.ledger.types import Entity, Event, Office

_MOST = 100
_LATEST = 8
_MET = frozenset({"meeting", "summit", "visit", "call", "negotiation", "signing", "ceremony"})


@require_safe
def actor(request: HttpRequest, id: str) -> HttpResponse:
    """Names, offices by date, whom they met, what they said, and all they did and planned."""
    return _page(request, id, "desk/actor.html")


@require_safe
def place(request: HttpRequest, id: str) -> HttpResponse:
    """What was and is to be at a place."""
    ledger = the_ledger()
    entity = ledger.entity(id)
    if entity.id != id:
        return redirect("place", entity.id)
    events = ledger.events(place=entity.id, newest_first=True, limit=_MOST)
    names = Names.of(ledger, events=events)
    page = {"entity": entity, "events": [names.event(one) for one in events], "most": len(events) == _MOST}
    return render(request, "desk/place.html", page | {"jsonld": _ld(request, entity)})


def _page(request: HttpRequest, id: str, template: str) -> HttpResponse:
    ledger = the_ledger()
    entity = ledger.entity(id)
    if entity.id != id:  # a name, a spelling or an older id
        return redirect("place" if entity.kind == "place" else "actor", entity.id)
    events = ledger.events(who=entity.id, newest_first=True, limit=_MOST)
    said = ledger.statements(entity.id)
    names = Names.of(ledger, events=events, statements=said)
    page = {
        "aim": aim(ledger, "entity", entity.id),
        "entity": entity, "events": [names.event(one) for one in events], "most": len(events) == _MOST,
        "offices": [_office(one) for one in entity.offices],
        "met": _met(entity, events, names), "statements": [names.statement(one) for one in said[::-1][:_LATEST]],
        "statement_count": len(said), "first": day_words(entity.first_reported),
        "last": day_words(entity.last_reported), "jsonld": _ld(request, entity),
    }  # fmt: skip
    return render(request, template, page)


def _office(one: Office) -> dict[str, object]:
    return {
        "title": one.title, "of": one.of or "", "articles": one.articles,
        "origin": "told by reports" if one.origin == "text" else "known from tables",
        "days": "–".join(dict.fromkeys(day_words(day) for day in (one.first, one.last) if day)) or "no date",
        "proof": cited(one.evidence) if one.evidence else None,
    }  # fmt: skip


def _met(entity: Entity, events: list[Event], names: Names) -> list[tuple[Link, int, Link]]:
    """Whom they met: the other, how often, and the page of the two."""
    found: Counter[str] = Counter()
    for event in events:
        if event.kind in _MET and event.status in ("occurred", "ongoing"):
            sides = {one.entity for one in (*event.actors, *event.recipients)}
            if entity.id in sides:
                found.update(sides - {entity.id})
    return [
        (names.link(other), count, Link("", reverse("pair", args=[entity.id, other])))
        for other, count in found.most_common(20)
    ]


def _ld(request: HttpRequest, entity: Entity) -> str:
    return entity_ld(entity, request.build_absolute_uri())


@require_safe
def pair(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """What two did and planned with each other."""
    ledger = the_ledger()
    first, second = ledger.entity(one), ledger.entity(other)
    if (first.id, second.id) != (one, other):
        return redirect("pair", first.id, second.id)
    events = ledger.events(who=first.id, with_=second.id, newest_first=True, limit=_MOST)
    names = Names.of(ledger, events=events)
    said = [
        names.statement(statement)
        for who, whom in ((first, second), (second, first))
        for statement in ledger.statements(who.id)
        if whom.id in statement.addressees
    ]
    page = {
        "first": Link(first.name, reverse("actor", args=[first.id])),
        "second": Link(second.name, reverse("actor", args=[second.id])), "said": said[:_LATEST],
        "events": [names.event(event) for event in events], "most": len(events) == _MOST,
    }  # fmt: skip
    return render(request, "desk/pair.html", page)
