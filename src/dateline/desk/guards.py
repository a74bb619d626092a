"""Who may do what, how often, and where they are led afterwards."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from dateline.desk.counters import count
from dateline.desk.models import Person

Page = Callable[..., HttpResponseBase]


def person(request: HttpRequest) -> Person:
    """Who is logged in. Raises PermissionDenied."""
    if not isinstance(request.user, Person) or not request.user.is_active:
        raise PermissionDenied
    return request.user


def log_in_first(back: str) -> HttpResponse:
    """To the log-in, which leads back to `back`."""
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")


def logged_in(page: Page) -> Page:
    """Only for those who are logged in; others are led to the log-in and, where a page was asked for, back to it."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return log_in_first(request.get_full_path() if request.method == "GET" else came_from(request))
        return page(request, *args, **kwargs)

    return guarded


def editors(page: Page) -> Page:
    """Only for editors and administrators."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not person(request).is_editor:
            raise PermissionDenied
        return page(request, *args, **kwargs)

    return logged_in(guarded)


def administrators(page: Page) -> Page:
    """Only for administrators."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if person(request).role != Person.Role.ADMINISTRATOR:
            raise PermissionDenied
        return page(request, *args, **kwargs)

    return logged_in(guarded)


def came_from(request: HttpRequest) -> str:
    """A path of this site that a form says it came from; the front page for anything else."""
    asked = request.POST.get("next", "") or request.GET.get("next", "")
    ours = asked.startswith("/") and url_has_allowed_host_and_scheme(
        asked, allowed_hosts=None, require_https=request.is_secure()
    )
    return asked if ours else reverse("front")


def too_often(request: HttpRequest, what: str, *, most: int, seconds: int) -> bool:
    """Did that address ask for it more than `most` times within `seconds`? Counts this time too."""
    return count(f"{what}:{network_of(request)}", seconds=seconds)[0] > most


def network_of(request: HttpRequest) -> str:
    """Where a request comes from, as limits count: an address of IPv4, the /64 of one of IPv6, which one person has."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((found, 64), strict=False)) if isinstance(found, IPv6Address) else address
