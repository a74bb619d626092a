"""One's own page: what one wrote and follows, one's data, programs that act for one, and the way out."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.desk import accounts, languages, mydata, programs
from dateline.desk.audit import note
from dateline.desk.guards import logged_in, person, too_often
from dateline.desk.models import Delivery, Hook, Subscription, Token
from dateline.desk.notices import hooks

_MOST_HOOKS = 10
_TRIES = 10  # of a password, an hour


@require_safe
@logged_in
def me(request: HttpRequest) -> HttpResponseBase:
    """What somebody wrote, proposed and follows, and what became of it."""
    me = person(request)
    page = {
        "comments": me.comments.prefetch_related("decisions").order_by("-at")[:100],
        "proposals": me.proposals.prefetch_related("rulings")[:100],
        "subscriptions": me.subscriptions.exclude(state=Subscription.State.ENDED).select_related("hook"),
        "languages": settings.LANGUAGES, "language": languages.of_person(me),
    }  # fmt: skip
    return render(request, "desk/me.html", page)


@require_POST
@logged_in
def my_language(request: HttpRequest) -> HttpResponseBase:
    """Somebody chooses the language of mails to the account."""
    me, asked = person(request), languages.known(request.POST.get("language"))
    if asked:
        me.language = asked
        me.save(update_fields=["language"])
        name = dict(settings.LANGUAGES)[asked]
        messages.success(
            request, _("Mails to you are in this language from now on: %(language)s.") % {"language": name}
        )
    return redirect("me")


@require_safe
@logged_in
def my_data(request: HttpRequest) -> HttpResponseBase:
    """Everything that the desk keeps about somebody, as JSON in a ZIP."""
    me = person(request)
    if too_often(request, f"data:{me.pk}", most=20, seconds=3600):
        return HttpResponse(_("Once more in an hour."), status=429, content_type="text/plain; charset=utf-8")
    note("own data downloaded", on=me.username, request=request)
    headers = {"Content-Disposition": 'attachment; filename="my-data.zip"'}
    return HttpResponse(mydata.archive_of(me), content_type="application/zip", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("password")
@logged_in
def delete(request: HttpRequest) -> HttpResponseBase:
    """Somebody wants the account deleted, or after all not."""
    me = person(request)
    if request.method == "POST" and me.leaving_at is not None:
        accounts.stay(me)
        messages.success(request, _("Your account stays. What you followed has to be followed anew."))
        return redirect("me")
    if request.method == "POST" and not me.has_usable_password():
        return cast(HttpResponse, reauthentication_required(_delete)(request))  # by a passkey or a code
    return _delete(request)


def _delete(request: HttpRequest) -> HttpResponse:
    me = person(request)
    problem, status = "", 400
    if request.method == "POST":
        problem, status = _why_not_delete(request)
        if not problem:
            try:
                accounts.leave(me)
            except accounts.LastAdministrator:
                problem, status = _("You are the only administrator: make somebody else one first."), 400
        if not problem:
            logout(request)
            days = settings.KEEP["leaving"]
            messages.success(
                request,
                _("Your account will be deleted in %(days)s days. Until then a log-in can keep it.") % {"days": days},
            )
            return redirect("front")
    page = {"problem": problem, "days": settings.KEEP["leaving"], "has_password": me.has_usable_password()}
    return render(request, "desk/delete.html", page, status=status if problem else 200)


def _why_not_delete(request: HttpRequest) -> tuple[str, int]:
    me = person(request)
    if me.has_usable_password():
        if too_often(request, f"delete:{me.pk}", most=_TRIES, seconds=3600):
            return _("Too many wrong passwords. Try again in an hour."), 429
        if not me.check_password(request.POST.get("password", "")):
            return _("That is not your password."), 400
    return "", 200


@require_POST
@logged_in
def end_session(request: HttpRequest, number: int) -> HttpResponseBase:
    """One log-in of one's own ends, wherever that is."""
    session = get_object_or_404(UserSession, pk=number, user=person(request))
    session.end()
    note("log-in ended", on=person(request).username, request=request)
    messages.success(request, _("You are logged out there."))
    return redirect("usersessions_list")


# Programs


@require_safe
@logged_in
def my_programs(request: HttpRequest) -> HttpResponseBase:
    """Keys for the API, and webhooks."""
    return _programs(request)


def _programs(request: HttpRequest, *, key: str = "", problem: str = "", url: str = "") -> HttpResponse:
    me = person(request)
    failed = Delivery.objects.filter(subscription__hook__person=me, sent_at=None).exclude(error="")
    page = {
        "tokens": me.tokens.all(), "hooks": me.hooks.all(), "key": key, "problem": problem, "url": url,
        "failed": failed.select_related("subscription__hook").order_by("-id")[:10], "hours": hooks.ROLL_HOURS,
    }  # fmt: skip
    answer = render(request, "desk/programs.html", page, status=400 if problem else 200)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@logged_in
def make_token(request: HttpRequest) -> HttpResponseBase:
    """A new key for the API, shown this once."""
    me = person(request)
    if me.tokens.count() >= programs.MOST:
        return _programs(request, problem=_("%(most)s keys are the most: end one first") % {"most": programs.MOST})
    key = programs.make(me, request.POST.get("name", ""))
    note("key made", on=me.username, request=request)
    return _programs(request, key=key)


@require_POST
@logged_in
def end_token(request: HttpRequest, number: int) -> HttpResponseBase:
    """A key ends."""
    get_object_or_404(Token, pk=number, person=person(request)).delete()
    note("key ended", on=person(request).username, request=request)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("my-programs")


@require_POST
@logged_in
def make_hook(request: HttpRequest) -> HttpResponseBase:
    """A new webhook."""
    me, url = person(request), request.POST.get("url", "").strip()[:500]
    if too_often(request, f"hook:{me.pk}", most=30, seconds=3600):  # each asks the name service
        problem = _("too many tries; again in an hour")
    elif me.hooks.count() >= _MOST_HOOKS:
        problem = _("%(most_hooks)s webhooks are the most") % {"most_hooks": _MOST_HOOKS}
    elif Hook.objects.filter(person=me, url=url).exists():
        problem = _("you have that one already")
    else:
        problem = hooks.why_not(url)
    if problem:
        return _programs(request, problem=problem, url=url)
    Hook.objects.create(person=me, url=url)
    note("webhook made", on=url, request=request)
    messages.success(request, _("Made. What it is told of is chosen where you follow something."))
    return redirect("my-programs")


@require_POST
@logged_in
def change_hook(request: HttpRequest, number: int) -> HttpResponseBase:
    """A webhook gets a new key, begins again, or ends."""
    hook = get_object_or_404(Hook, pk=number, person=person(request))
    action = request.POST.get("action", "")
    if action == "roll":
        hooks.roll(hook)
        messages.success(
            request,
            _("It has a new key; for %(roll_hours)s hours the old one signs beside it.")
            % {"roll_hours": hooks.ROLL_HOURS},
        )
    elif action == "again":
        hooks.begin_again(hook)
        messages.success(request, _("It is told again, from what waits for it on."))
    elif action == "end":
        hook.delete()
        messages.success(request, _("It is told nothing any more."))
    note(f"webhook: {action}"[:40], on=hook.url, request=request)
    return redirect(reverse("my-programs"))
