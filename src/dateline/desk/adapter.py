"""How allauth makes accounts and writes to them: each in the language of its person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.shortcuts import resolve_url
from django.utils.translation import get_language, override

from dateline.desk import languages
from dateline.desk.models import Person

_CAME_FROM = "came_from"  # in the session: the page from which somebody signed up


@dataclass(frozen=True, slots=True)
class _Site:
    """The desk as mails call it, and where it is."""

    domain: str
    name: str = "Dateline"


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """Allauth's own ways, with languages."""

    def new_user(self, request: HttpRequest) -> Person:
        """An account that is being made, in the language of the page on which it is."""
        made: Person = super().new_user(request)
        made.language = languages.of_request()
        return made

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        """Keep where somebody came from, for the log-in after the mail, in the same browser."""
        if came_from := get_next_redirect_url(request):
            request.session[_CAME_FROM] = came_from
        made: Person = super().save_user(request, user, form, commit)
        return made

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        """The log-in, which leads back to where the sign-up began."""
        url: str = resolve_url(super().get_email_verification_redirect_url(email_address))
        came_from = self.request.session.pop(_CAME_FROM, "")
        if not came_from or not self.is_safe_url(came_from) or self.request.user.is_authenticated:
            return url
        return f"{url}?{urlencode({REDIRECT_FIELD_NAME: came_from})}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail to somebody who has an account in its language; to others in that of the page."""
        whom = _whom(email, context)
        # Allauth calls a site by its address, for want of a table of sites; the desk has a name of its own.
        context = {"current_site": _Site(urlsplit(settings.SITE_URL).netloc)} | context
        with override((languages.known(whom.language) if whom is not None else "") or get_language()):
            super().send_mail(template_prefix, email, context)

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """A mail about a change of the account, which may go to an address that is its own no more."""
        super().send_notification_mail(template_prefix, user, {"user": user} | (context or {}), email)


def _whom(email: str, context: dict[str, Any]) -> Person | None:
    """Whose address it is; a confirmed one before one that somebody merely claims."""
    told = context.get("user")
    if not isinstance(told, Person):
        found = EmailAddress.objects.filter(email__iexact=email).order_by("-verified").select_related("user").first()
        told = found.user if found is not None else None
    return told if isinstance(told, Person) else None
