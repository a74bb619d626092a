"""The ledger as files for other programs, in every format of the exports."""

from __future__ import annotations

from importlib.util import find_spec
from tempfile import TemporaryFile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dateline.desk.asked import NotAsked, full_day
from dateline.desk.held import the_ledger
from dateline.desk.words import day_words
from dateline.exports import FORMATS, from_ledger
from dateline.exports.format import Format
from dateline.version import __version__


@require_safe
def downloads(request: HttpRequest) -> HttpResponse:
    """The formats, what each is for and what it loses."""
    last = the_ledger().last_day()
    formats = [(one, list(one.parts), _there(one)) for one in FORMATS.values()]
    return render(request, "desk/downloads.html", {"formats": formats, "last_day": last and day_words(last)})


def _there(one: Format) -> bool:
    return one.needs is None or find_spec("pyarrow") is not None


@require_safe
def download(request: HttpRequest, name: str, part: str) -> HttpResponseBase:
    """One file of a format, as the ledger stands or stood (`as_of`)."""
    chosen = FORMATS.get(name)
    if chosen is None or part not in chosen.parts or not _there(chosen):
        raise Http404
    try:
        as_of = full_day(request.GET.get("as_of"), "as of")
    except NotAsked as error:
        return HttpResponse(str(error), status=400, content_type="text/plain; charset=utf-8")
    tag = f'"{__version__}-{the_ledger().mark()}"'
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        return HttpResponse(status=304, headers={"ETag": tag})
    holdings = from_ledger(the_ledger(), as_of=as_of, texts=chosen.quotes, lasting=chosen.lasting)
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it
    chosen.parts[part](holdings, out)
    out.seek(0)
    return FileResponse(
        out, as_attachment=True, filename=part, content_type=chosen.media_type, headers={"ETag": tag}
    )  # fmt: skip
