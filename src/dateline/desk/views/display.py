"""How somebody sees the desk: language, colours, time zone; and the sheet of keys."""

from __future__ import annotations

from zoneinfo import available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dateline.desk.display import COOKIES, SCHEMES, chosen
from dateline.desk.guards import came_from

_A_YEAR = 365 * 24 * 3600


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """What was chosen, in a form; chosen anew, it is kept in cookies."""
    asked = {name: request.POST.get(name, "").strip() for name in COOKIES}
    problem = ""
    if request.method == "POST":
        if asked["zone"] and asked["zone"] not in available_timezones():
            problem = _("There is no such time zone. They are named like Europe/Berlin.")
        else:
            answer = redirect(came_from(request))
            languages = {code for code, _name in settings.LANGUAGES}
            known = {"language": languages, "scheme": set(SCHEMES), "zone": available_timezones()}
            for name, cookie in COOKIES.items():
                if asked[name] in known[name]:
                    answer.set_cookie(
                        cookie, asked[name], max_age=_A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax"
                    )
                else:
                    answer.delete_cookie(cookie, samesite="Lax")
            return answer
    now = asked if request.method == "POST" else {name: chosen(request, name) for name in COOKIES}
    schemes = [("", _("as the system has them")), ("light", _("light")), ("dark", _("dark"))]
    page = {
        "languages": settings.LANGUAGES, "language": now["language"], "scheme": now["scheme"], "schemes": schemes,
        "zone": now["zone"], "zones": sorted(one for one in available_timezones() if "/" in one),
        "next": request.POST.get("next", "") or request.GET.get("next", ""), "problem": problem,
    }  # fmt: skip
    return render(request, "desk/display.html", page, status=400 if problem else 200)


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the desk's script; pages show the same sheet on "?"."""
    shortcuts = [
        (("?",), _("this sheet")),
        (("/",), _("to the search field")),
        (("j", "k"), _("the next and the one before: records in a list, readings in an article")),
        (("Enter",), _("open it")),
        (("n", "p"), _("the next and the page before")),
        (("g", "f"), _("front page")), (("g", "c"), _("calendar")), (("g", "s"), _("stories")),
        (("g", "m"), _("map")), (("g", "n"), _("network")), (("g", "w"), _("who said what")),
        (("x",), _("take away the marks in a text, or put them back")),
        (("Esc",), _("close what is open")),
    ]  # fmt: skip
    return render(request, "desk/keys.html", {"shortcuts": shortcuts})
