"""One's own page, roles, and the first administrator."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.desk.guards import administrators, logged_in, person
from dateline.desk.models import USERNAME_VALIDATORS, Comment, Person, Report, Subscription

_SALT = "dateline.first"
_HOURS = 24


def first_link() -> str | None:
    """A link that makes the first administrator; None where there is one."""
    if Person.objects.filter(role=Person.Role.ADMINISTRATOR).exists():
        return None
    return f"{settings.SITE_URL}{reverse('first', args=[signing.dumps('first', salt=_SALT)])}"


class First(forms.Form):
    """The account of the first administrator."""

    username = forms.CharField(max_length=31, validators=list(USERNAME_VALIDATORS), label="Name")
    email = forms.EmailField(label="E-mail address")
    password = forms.CharField(widget=forms.PasswordInput, validators=[validate_password], label="Password")


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator makes an account; the link is dead once there is one, or after a day."""
    try:
        signing.loads(token, salt=_SALT, max_age=_HOURS * 3600)
        open_still = first_link() is not None
    except signing.BadSignature:
        open_still = False
    if not open_still:
        words = "It was used, or is older than a day. As long as there is no administrator, a new start prints another."
        return render(request, "desk/problem.html", {"title": "This link leads nowhere", "words": words}, status=410)
    form = First(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            told = form.cleaned_data
            made = Person.objects.create_user(
                told["username"], told["email"], told["password"], role=Person.Role.ADMINISTRATOR
            )  # fmt: skip
            EmailAddress.objects.create(user=made, email=told["email"], verified=True, primary=True)
        login(request, made, backend=settings.AUTHENTICATION_BACKENDS[0])
        messages.success(request, "You are the administrator of this desk.")
        return redirect("front")
    return render(request, "desk/first.html", {"form": form})


@require_safe
@logged_in
def me(request: HttpRequest) -> HttpResponseBase:
    """What somebody wrote, proposed and follows, and what became of it."""
    me = person(request)
    page = {
        "comments": me.comments.prefetch_related("decisions").order_by("-at")[:100],
        "proposals": me.proposals.prefetch_related("rulings")[:100],
        "subscriptions": me.subscriptions.exclude(state=Subscription.State.ENDED),
    }
    return render(request, "desk/me.html", page)


@require_safe
@logged_in
def my_data(request: HttpRequest) -> HttpResponseBase:
    """Everything that the desk keeps about somebody, as JSON; of others nothing, save moderators' reasons."""
    me = person(request)
    told = {
        "account": {
            "name": me.username, "email": me.email, "role": me.role, "joined": me.date_joined,
            "last_login": me.last_login,
            "logged_in": list(UserSession.objects.filter(user=me).values("created_at", "ip", "user_agent")),
            "addresses": list(EmailAddress.objects.filter(user=me).values("email", "verified", "primary")),
        },
        "comments": [
            {
                "on": one.view, "of": one.target, "at": one.at, "text": one.text, "state": one.state,
                "score": one.score, "reasons": one.reasons,
                "decisions": list(one.decisions.values("state", "reason", "at")),
            }
            for one in me.comments.all()
        ],
        "reports": list(Report.objects.filter(by=me).values("comment", "reason", "at")),
        "proposals": [
            {
                "a": one.a, "b": one.b, "verdict": one.verdict, "reason": one.reason, "state": one.state, "at": one.at,
                "rulings": list(one.rulings.values("state", "reason", "judgement", "at")),
            }
            for one in me.proposals.all()
        ],
        "subscriptions": list(
            me.subscriptions.values("address", "view", "target", "state", "asked_at", "confirmed_at")
        ),
    }  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"'}
    return JsonResponse(told, headers=headers, json_dumps_params={"indent": 2, "ensure_ascii": False})


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def delete(request: HttpRequest) -> HttpResponseBase:
    """Somebody deletes the account: comments and subscriptions go, accepted corrections stay without a name."""
    me = person(request)
    problem = ""
    if request.method == "POST":
        last = me.role == Person.Role.ADMINISTRATOR and not (
            Person.objects.filter(role=Person.Role.ADMINISTRATOR, is_active=True).exclude(pk=me.pk).exists()
        )
        if not me.check_password(request.POST.get("password", "")):
            problem = "That is not your password."
        elif last:
            problem = "You are the only administrator: make somebody else one first."
        else:
            Comment.objects.filter(author=me).delete()
            me.delete()
            request.session.flush()
            messages.success(request, "Your account and what it held are deleted.")
            return redirect("front")
    return render(request, "desk/delete.html", {"problem": problem}, status=400 if problem else 200)


@require_safe
@administrators
def people(request: HttpRequest) -> HttpResponseBase:
    """Accounts and their roles."""
    page = {"people": Person.objects.order_by("username")[:500], "roles": Person.Role.choices}
    return render(request, "desk/people.html", page)


@require_POST
@administrators
def set_role(request: HttpRequest, number: int) -> HttpResponseBase:
    """An administrator gives somebody else a role, or closes the account."""
    whom = get_object_or_404(Person, pk=number)
    role = request.POST.get("role", "")
    if whom == request.user:
        messages.error(request, "Your own role is changed by another administrator.")
    elif role not in Person.Role.values:
        messages.error(request, "There is no such role.")
    else:
        whom.role = role
        whom.is_active = request.POST.get("active") == "on"
        whom.save(update_fields=["role", "is_active"])
        messages.success(
            request, f"{whom.username} is {whom.get_role_display()}{'' if whom.is_active else ', closed'}."
        )
    return redirect("people")
