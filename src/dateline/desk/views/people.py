"""The first administrator, roles, and the audit log."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.desk import languages
from dateline.desk.accounts import LastAdministrator, give_role
from dateline.desk.alone import one_at_a_time
from dateline.desk.asked import words_of
from dateline.desk.audit import note
from dateline.desk.guards import administrators, person
from dateline.desk.models import USERNAME_VALIDATORS, Entry, Person

_SALT = "dateline.first"
_HOURS = 24
_LINES = 100
_NAME_TAKEN = gettext_lazy("Somebody has that name already.")
_ADDRESS_TAKEN = gettext_lazy(
    "An account has that address already. Take another one, or give that account the role where the desk runs:"
    " python -m dateline.desk role NAME administrator"
)


def first_link() -> str | None:
    """A link that makes the first administrator; None where there is one."""
    if Person.objects.filter(role=Person.Role.ADMINISTRATOR).exists():
        return None
    return f"{settings.SITE_URL}{reverse('first', args=[signing.dumps('first', salt=_SALT)])}"


class First(forms.Form):
    """The account of the first administrator."""

    username = forms.CharField(max_length=31, validators=list(USERNAME_VALIDATORS), label=gettext_lazy("Name"))
    email = forms.EmailField(label=gettext_lazy("E-mail address"))
    password = forms.CharField(
        widget=forms.PasswordInput, validators=[validate_password], label=gettext_lazy("Password")
    )

    def clean_username(self) -> str:
        """A name that nobody has, in whatever capitals: people may sign up before there is an administrator."""
        name: str = self.cleaned_data["username"]
        if Person.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_NAME_TAKEN)
        return name

    def clean_email(self) -> str:
        """An address that no account has confirmed; one that somebody merely claims stands in nobody's way."""
        address: str = self.cleaned_data["email"].lower()  # as allauth keeps them
        if EmailAddress.objects.filter(email__iexact=address, verified=True).exists():
            raise forms.ValidationError(_ADDRESS_TAKEN)
        return address


@require_http_methods(["GET", "HEAD", "POST"])
def first(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator makes an account; the link is dead once there is one, or after a day."""
    if not _open(token):
        return _used(request)
    form = First(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with one_at_a_time():
                if not _open(token):  # somebody was quicker, or pressed the button twice
                    return _used(request)
                made = Person.objects.create_user(
                    told["username"], told["email"], told["password"], role=Person.Role.ADMINISTRATOR,
                    language=languages.of_request(),
                )  # fmt: skip
                EmailAddress.objects.create(user=made, email=told["email"], verified=True, primary=True)
        except IntegrityError:  # somebody signed up under that name at this moment
            form.add_error("username", _NAME_TAKEN)
        else:
            note("first administrator", by=made, on=made.username, request=request)
            login(request, made, backend=settings.AUTHENTICATION_BACKENDS[0])
            messages.success(request, _("You are the administrator of this desk."))
            return redirect("front")
    if form.errors and not _open(token):  # the name is taken by the same button, pressed a moment ago
        return _used(request)
    return render(request, "desk/first.html", {"form": form}, status=400 if form.errors else 200)


def _open(token: str) -> bool:
    """Does the link make an administrator still?"""
    try:
        signing.loads(token, salt=_SALT, max_age=_HOURS * 3600)
    except signing.BadSignature:
        return False
    return first_link() is not None


def _used(request: HttpRequest) -> HttpResponse:
    words = _("It was used, or is older than a day. As long as there is no administrator, a new start prints another.")
    return render(request, "desk/problem.html", {"title": _("This link leads nowhere"), "words": words}, status=410)


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
        messages.error(request, _("Your own role is changed by another administrator."))
    elif role not in Person.Role.values:
        messages.error(request, _("There is no such role."))
    else:
        active = request.POST.get("active") == "on"
        try:
            whom = give_role(whom, role, active=active, by=person(request))
        except LastAdministrator:
            words = _("%(name)s is the only administrator: make somebody else one first.")
            messages.error(request, words % {"name": whom.username})
            return redirect("people")
        note("role given", on=whom.username, detail=f"{role}{'' if whom.is_active else ', closed'}", request=request)
        messages.success(
            request,
            (_("%(name)s is %(role)s.") if whom.is_active else _("%(name)s is %(role)s, closed."))
            % {"name": whom.username, "role": whom.get_role_display()},
        )
    return redirect("people")


@require_safe
@administrators
def log(request: HttpRequest) -> HttpResponseBase:
    """The audit log, the newest first; of somebody or of one sort."""
    found = Entry.objects.select_related("by")
    what, who = (words_of(request.GET.get(name))[:40] for name in ("what", "who"))
    found = found.filter(what=what) if what else found
    found = found.filter(by__username=who) if who else found
    before = request.GET.get("before", "")
    if before.isascii() and before.isdigit() and len(before) < 16:
        found = found.filter(pk__lt=int(before))
    lines = list(found.order_by("-pk")[:_LINES])
    kinds = Entry.objects.order_by("what").values_list("what", flat=True).distinct()
    page = {"lines": lines, "kinds": kinds, "what": what, "who": who, "more": len(lines) == _LINES}
    return render(request, "desk/log.html", page)
