"""The JSON API: the frozen types of the ledger as they are, with an OpenAPI description made from them."""

from __future__ import annotations

from typing import Any

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.desk.asked import KINDS, STATUSES, NotAsked, Question, full_day
from dateline.desk.held import the_ledger
from dateline.desk.views import search as searching
from dateline.ledger.types import Change, Entity, Event, Statement
from dateline.record import Record
from dateline.version import __version__

_MOST = 200
_USUAL = 50


def _json(value: Any, status: int = 200) -> HttpResponse:
    headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}  # public, read only
    return HttpResponse(msgspec.json.encode(value), status=status, content_type="application/json", headers=headers)


def problem(status: int, code: str, words: str) -> HttpResponse:
    """An error as JSON: {"error": code, "message": words}."""
    return _json({"error": code, "message": words}, status=400 if status == 300 else status)


def _limit(request: HttpRequest) -> int:
    asked = request.GET.get("limit", str(_USUAL))
    if not (asked.isascii() and asked.isdigit() and len(asked) < 6 and 1 <= int(asked) <= _MOST):
        raise NotAsked(f"“limit” should be a number from 1 to {_MOST}")
    return int(asked)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """The page that tells people of the API."""
    return render(request, "desk/api.html", {"paths": _paths(), "limits": settings.API_A_MINUTE})


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Events, the newest first, by the same parameters as the search page."""
    try:
        question, limit, as_of = Question.of(request), _limit(request), full_day(request.GET.get("as_of"), "as_of")
    except NotAsked as error:
        return problem(400, "bad-request", str(error))
    found = the_ledger().events(**question.filters(), as_of=as_of, newest_first=True, limit=limit)
    return _json({"events": found[:limit]})


@require_safe
def event(request: HttpRequest, id: str) -> HttpResponse:
    """One event, by its id or that of any of its claims, as it stands or stood."""
    try:
        as_of = full_day(request.GET.get("as_of"), "as_of")
    except NotAsked as error:
        return problem(400, "bad-request", str(error))
    return _json(the_ledger().event(id, as_of=as_of))


@require_safe
def entity(request: HttpRequest, id: str) -> HttpResponse:
    """One person, state, body or place, by id or name."""
    return _json(the_ledger().entity(id))


@require_safe
def article(request: HttpRequest, id: str) -> HttpResponse:
    """What one report says: its record, with the text."""
    return _json(the_ledger().record(id))


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    """Statements, the newest first."""
    try:
        question, limit = Question.of(request), _limit(request)
    except NotAsked as error:
        return problem(400, "bad-request", str(error))
    return _json({"statements": searching.said_by(the_ledger(), question)[:limit]})


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Events and statements that hold all of the words `q`."""
    try:
        question, limit = Question.of(request), _limit(request)
    except NotAsked as error:
        return problem(400, "bad-request", str(error))
    if not question.words:
        return problem(400, "bad-request", "“q” should hold the words to look for")
    found, said = searching.find(the_ledger(), question, limit)
    return _json({"events": found, "statements": said})


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """The numbered log after a number: whoever remembers the last one misses nothing."""
    after = request.GET.get("after", "0")
    try:
        limit = _limit(request)
        if not (after.isascii() and after.isdigit() and len(after) < 16):
            raise NotAsked("“after” should be the number of a change")
    except NotAsked as error:
        return problem(400, "bad-request", str(error))
    return _json({"changes": the_ledger().changes(after=int(after), limit=limit)})


# The description

_DAY = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"}
_WORDS = {"type": "string", "maxLength": 200}


def _parameter(name: str, words: str, schema: dict[str, Any], where: str = "query") -> dict[str, Any]:
    return {"name": name, "in": where, "required": where == "path", "description": words, "schema": schema}


def _several(values: tuple[str, ...]) -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string", "enum": list(values)}}


_LIMIT = _parameter("limit", "At most so many.", {"type": "integer", "minimum": 1, "maximum": _MOST, "default": _USUAL})
_AS_OF = _parameter("as_of", "As it stood on that day.", {"type": "string", "format": "date"})
_ID = _parameter("id", "An id, or that of a claim; of entities also a name.", {"type": "string"}, "path")
_SPAN = [
    _parameter("since", "From that day, month or year on.", _DAY),
    _parameter("until", "Up to that day, month or year.", _DAY),
]
_FACETS = [
    _parameter("who", "Somebody who takes part: an id or a name.", _WORDS),
    _parameter("with", "Somebody else who takes part.", _WORDS),
    _parameter("place", "A place.", _WORDS),
    _parameter("kind", "Kinds of events.", _several(KINDS)),
    _parameter("status", "Where they stand.", _several(STATUSES)),
    *_SPAN,
]


def _paths() -> list[dict[str, Any]]:
    """The addresses of the API: path, what it gives, parameters, and the schema of the answer."""
    many, one = "list", "one"
    return [
        {"path": "/api/events", "about": "Events, the newest first.", "gives": (many, "events", Event),
         "parameters": [*_FACETS, _AS_OF, _LIMIT]},
        {"path": "/api/events/{id}", "about": "One event.", "gives": (one, "", Event), "parameters": [_ID, _AS_OF]},
        {"path": "/api/entities/{id}", "about": "One person, state, body or place.", "gives": (one, "", Entity),
         "parameters": [_ID]},
        {"path": "/api/articles/{id}", "about": "What one report says.", "gives": (one, "", Record),
         "parameters": [_ID]},
        {"path": "/api/statements", "about": "Statements, the newest first.",
         "gives": (many, "statements", Statement),
         "parameters": [_parameter("q", "Words.", _WORDS), _FACETS[0], *_SPAN, _LIMIT]},
        {"path": "/api/search", "about": "Events and statements that hold all of the words.",
         "gives": (many, "events", Event), "parameters": [_parameter("q", "Words.", _WORDS), *_FACETS, _LIMIT]},
        {"path": "/api/changes", "about": "The numbered log after a number.", "gives": (many, "changes", Change),
         "parameters": [_parameter("after", "The number of the last change known.", {"type": "integer"}), _LIMIT]},
    ]  # fmt: skip


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The OpenAPI 3.1 description."""
    types = [Event, Entity, Statement, Change]
    _, ledger_types = msgspec.json.schema_components(types, ref_template="#/components/schemas/Ledger{name}")
    _, record_types = msgspec.json.schema_components([Record], ref_template="#/components/schemas/Report{name}")
    schemas = {f"Ledger{name}": one for name, one in ledger_types.items()}
    schemas |= {f"Report{name}": one for name, one in record_types.items()}
    schemas["Problem"] = {
        "type": "object", "required": ["error", "message"],
        "properties": {"error": {"type": "string"}, "message": {"type": "string"}},
    }  # fmt: skip
    return _json(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Dateline", "version": __version__,
                "description": "The record, read only. Every value names the report and the characters it stands in.",
                "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            },
            "servers": [{"url": settings.SITE_URL}],
            "paths": {one["path"]: {"get": _operation(one)} for one in _paths()},
            "components": {
                "schemas": schemas, "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            },
            "security": [{}, {"key": []}],
        }
    )  # fmt: skip


def _operation(one: dict[str, Any]) -> dict[str, Any]:
    shape, name, kind = one["gives"]
    ref = {"$ref": f"#/components/schemas/{'Report' if kind is Record else 'Ledger'}{kind.__name__}"}
    schema: dict[str, Any] = ref
    if shape == "list":
        listed = {name: {"type": "array", "items": ref}}
        if one["path"] == "/api/search":
            listed["statements"] = {"type": "array", "items": {"$ref": "#/components/schemas/LedgerStatement"}}
        schema = {"type": "object", "required": list(listed), "properties": listed}
    failed = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        "summary": one["about"],
        "operationId": one["path"].strip("/").replace("/{id}", "-one").replace("/", "-"),
        "parameters": one["parameters"],
        "responses": {
            "200": {"description": "Found.", "content": {"application/json": {"schema": schema}}},
            "400": {"description": "A parameter makes no sense, or a name has several owners.", "content": failed},
            "401": {"description": "A key that opens nothing.", "content": failed},
            "404": {"description": "Not in the ledger.", "content": failed},
            "429": {"description": "Asked too often; Retry-After has the seconds to wait.", "content": failed},
        },
    }
