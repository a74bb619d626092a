"""How often the API may be asked: by anybody from one network, and more often by a program with a key."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from dateline.desk import programs
from dateline.desk.counters import count
from dateline.desk.guards import network_of, too_often

_SECONDS = 60
_MOST_WRONG = 30  # keys that open nothing, from one network within that time


def limited(answer: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An address of the API that tells how often it may still be asked (headers `RateLimit-…`), and stops at that."""

    @wraps(answer)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from dateline.desk.views.api import problem

        key = programs.key_in(request)
        token = programs.owner_of(key) if key is not None else None
        if key is not None and token is None:
            if too_often(request, "wrong key", most=_MOST_WRONG, seconds=_SECONDS):
                return problem(429, "too-often", "too many keys that open nothing; again in a minute")
            refused = problem(401, "bad-key", "this key opens nothing; /me/programs/ has yours")
            refused.headers["WWW-Authenticate"] = "Bearer"
            return refused
        who = f"key {token.pk}" if token is not None else network_of(request)
        most = settings.API_A_MINUTE["key" if token is not None else "anybody"]
        asked, left = count(f"api:{who}", seconds=_SECONDS)
        response = (
            answer(request, *args, **kwargs)
            if asked <= most
            else problem(429, "too-often", f"more than {most} times a minute; a key allows more: /me/programs/")
        )
        response.headers["RateLimit-Limit"] = str(most)
        response.headers["RateLimit-Remaining"] = str(max(0, most - asked))
        response.headers["RateLimit-Reset"] = str(left)
        if asked > most:
            response.headers["Retry-After"] = str(left)
        return response

    return guarded
