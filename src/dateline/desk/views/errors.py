"""Pages that say what went wrong, with a way on."""

from __future__ import annotations

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    return render(request, "desk/problem.html", {"title": title, "words": words}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Without the frame of the desk: the host may be a wrong one."""
    words = _("This request cannot be understood.\n")
    if isinstance(exception, DisallowedHost):
        words = _("The desk is not known under this name. Whoever runs it says so with --url when it is started.\n")
    if request.path.startswith("/api/"):  # programs are told in the form that the description promises
        return JsonResponse({"error": "bad-request", "message": words.strip()}, status=400)
    return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return _page(request, 403, _("Not for you"), _("Your account may not do this. Editors and administrators may."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return _page(request, 404, _("Nothing here"), _("There is no page at this address. The search may know more."))


def server_error(request: HttpRequest) -> HttpResponse:
    """500. Plain, since a template may be what failed."""
    return HttpResponse(_("Something broke; it was noted."), status=500, content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that did not come from our page, or from one that is too old."""
    words = _(
        "The form was sent from elsewhere, or your log-in changed meanwhile. Go back, reload the page, send it again."
    )
    return _page(request, 403, _("The form has expired"), words)
