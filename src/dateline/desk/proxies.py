"""Whose word on where a request came from counts: that of our own proxies, and nobody else's."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


class Forwarded:
    """`REMOTE_ADDR` is the client behind our proxies; from anybody else the headers that tell one are removed."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to the request as it was really sent."""
        meta = request.META
        peer = str(meta.get("REMOTE_ADDR", ""))
        if settings.PROXIES and (not peer or is_proxy(peer)):  # a socket file has no address
            meta["REMOTE_ADDR"] = client_of(peer, str(meta.get("HTTP_X_FORWARDED_FOR", "")))
        else:
            for name in _HEADERS:
                meta.pop(name, None)
        return self._answer(request)


def is_proxy(address: str) -> bool:
    """Is that the address of a proxy of ours?"""
    try:
        one = ip_address(address)
    except ValueError:
        return False
    return any(one in network for network in settings.PROXIES)


def client_of(peer: str, forwarded: str) -> str:
    """The last address of the chain that is no proxy of ours: what stands before it, the client may have made up."""
    for one in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        try:
            ip_address(one)
        except ValueError:
            return peer
        if not is_proxy(one):
            return one
    return peer
