"""What every answer carries, and how errors of the ledger are told."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dateline.desk.refusals import error_words, in_reach
from dateline.errors import Ambiguous, DatelineError, NotInLedger

Answer = Callable[[HttpRequest], HttpResponse]

# Scripts are files of our own, never words in a page; JSON-LD is a block of data and no script to a browser.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The secret of codes is shown as an image within the page, where second factors are.
_WITH_PASSKEYS = POLICY.replace("img-src 'self'", "img-src 'self' data:")
_PASSKEYS = ("/accounts/2fa/", "/accounts/login/", "/accounts/reauthenticate/")
_log = logging.getLogger(__name__)


class Headers:
    """A strict Content-Security-Policy and a Permissions-Policy; pages of somebody logged in are kept by no cache."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer with its headers."""
        response = self._answer(request)
        policy = _WITH_PASSKEYS if request.path.startswith(_PASSKEYS) else POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        elif response.get("Content-Type", "").startswith("text/html"):
            response.headers.setdefault("Cache-Control", "private, no-cache")  # kept, but asked for by its ETag
        return response


class WholeText:
    """Text with a NUL, which no browser sends and PostgreSQL does not take, is refused before anything is done."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or a 400."""
        given = [request.path] if not request.path.startswith("/api/") else []
        if request.method == "POST":
            given += [value for _, several in request.POST.lists() for value in several]
        if any("\0" in str(value) for value in given):
            return HttpResponse(_("This is no text.\n"), status=400, content_type="text/plain; charset=utf-8")
        return self._answer(request)


class LedgerErrors:
    """What is not in the ledger is a 404, a name of several a 300, a ledger that cannot be used a 503."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer; errors are told by `process_exception`."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page that tells an error of ours; None for any other."""
        if not isinstance(error, DatelineError):
            return None
        status = 300 if isinstance(error, Ambiguous) else 404 if isinstance(error, NotInLedger) else 503
        if status == 503:
            _log.error("the ledger cannot be used: %s", error)
        if request.path.startswith("/api/"):
            from dateline.desk.views.api import problem

            return problem(status, error.code, error.message)
        page = {"words": error_words(error), "translated": in_reach(error), "status": status}
        return render(request, "desk/error.html", page, status=status)


class NoUploads(FileUploadHandler):
    """The desk takes no files: whoever sends one is told so."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Refuse."""
        raise RequestDataTooBig("no files are taken here")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never reached."""

    def file_complete(self, file_size: int) -> None:
        """Never reached."""
