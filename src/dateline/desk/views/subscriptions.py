"""Following by mail or webhook: asked for, confirmed by a button, ended in one click."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from dateline.desk import languages
from dateline.desk.guards import too_often
from dateline.desk.held import the_ledger
from dateline.desk.models import Hook, Person, Subscription
from dateline.desk.notices import subscribing
from dateline.desk.targets import Aim, aim, title_of

_MOST = 10  # requests of one network address an hour
_FOLLOWED = ("event", "entity", "pair", "place", "search")


@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Somebody wants to hear of changes. What is answered does not tell who is subscribed already.

    Asked for, it is the form by itself: pages that everybody sees alike have none.
    """
    given = request.POST if request.method == "POST" else request.GET
    ledger, view = the_ledger(), given.get("view", "")
    target = aim(ledger, view if view in _FOLLOWED else "", given.get("target", ""))
    if request.method != "POST":
        return render(request, "desk/follow.html", {"aim": target})
    person = request.user if isinstance(request.user, Person) else None
    if person is not None and request.POST.get("hook", ""):
        return _by_hook(request, person, target)
    address = request.POST.get("address", "").strip() or (person.email if person else "")
    try:
        validate_email(address)
    except ValidationError:
        messages.error(request, _("That is no e-mail address."))
        return redirect(target.url)
    if request.POST.get("website", "").strip():  # the field that people do not see
        return redirect(target.url)
    if too_often(request, "subscribe", most=_MOST, seconds=3600):
        messages.error(request, _("Too many requests from your network. Try again in an hour."))
        return redirect(target.url)
    every = request.POST.get("every", "")
    made = subscribing.subscribe(target, address, person, after=ledger.info().changes, every=every)
    if made is not None and made.state == Subscription.State.ACTIVE:
        messages.success(
            request,
            _("You follow %(title)s: changes come to %(address)s.") % {"title": target.title, "address": address},
        )
    else:
        messages.success(
            request,
            _("A mail to %(address)s asks whether it wants this. Nothing else is sent before it says yes.")
            % {"address": address},
        )
    return redirect(target.url)


def _by_hook(request: HttpRequest, person: Person, target: Aim) -> HttpResponse:
    number = request.POST.get("hook", "")
    hook = get_object_or_404(Hook, pk=int(number) if number.isascii() and number[:9].isdigit() else 0, person=person)
    subscribing.subscribe_hook(target, hook, after=the_ledger().info().changes, every=request.POST.get("every", ""))
    messages.success(request, _("%(url)s is told when %(title)s changes.") % {"url": hook.url, "title": target.title})
    return redirect(target.url)


@require_http_methods(["GET", "HEAD", "POST"])
def subscription(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of a mail: a button to say yes, or one to end it. Following the link changes nothing."""
    one = get_object_or_404(Subscription, token=token)
    every = request.POST.get("every", "") or request.GET.get("every", "")
    if request.method == "POST":
        if request.POST.get("action") == "confirm" and subscribing.may_confirm(one):
            subscribing.confirm(one, after=the_ledger().info().changes, every=every)
        elif request.POST.get("action") == "language":
            subscribing.speak(one, request.POST.get("language", ""))
        elif request.POST.get("action") == "end":
            subscribing.end(one)
        return redirect("subscription", token)
    language = languages.of_mails(one)
    page = {
        "one": one, "title": title_of(the_ledger(), one), "may_confirm": subscribing.may_confirm(one),
        "languages": settings.LANGUAGES, "language": language, "tongue": dict(settings.LANGUAGES)[language],
        "choices": Subscription.Every.choices,
        "every": every if every in Subscription.Every.values else one.every,
    }  # fmt: skip
    answer = render(request, "desk/subscription.html", page)
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One click (RFC 8058): a mail program posts here without a log-in or cookie; a person sees a button."""
    one = get_object_or_404(Subscription, token=token)
    if request.method == "POST":
        subscribing.end(one)
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse("unsubscribed\n", content_type="text/plain; charset=utf-8")
    return redirect("subscription", token)
