"""What a reader has chosen to see: kept in cookies, read here, applied to each request."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

Answer = Callable[[HttpRequest], HttpResponse]

COOKIES = {"language": "language", "scheme": "scheme", "zone": "zone"}
SCHEMES = ("light", "dark")


def chosen(request: HttpRequest, name: str) -> str:
    """The value of a choice; "" if none was made."""
    return request.COOKIES.get(COOKIES[name], "")


def scheme(request: HttpRequest) -> str:
    """The colours that somebody chose: light or dark; "" for those of the system."""
    asked = chosen(request, "scheme")
    return asked if asked in SCHEMES else ""


class TimeZone:
    """Moments are told in the zone that somebody chose; the language is chosen by Django's own middleware."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with its moments in that zone."""
        name = chosen(request, "zone")
        if not name:
            return self._answer(request)
        try:
            zone = zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # a cookie may hold anything
            return self._answer(request)
        with timezone.override(zone):
            return self._answer(request)
