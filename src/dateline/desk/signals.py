"""What allauth tells of accounts, as lines of the audit log."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.dispatch import receiver

from dateline.desk.audit import note

_TOLD = {
    account.user_signed_up: "signed up",
    account.password_changed: "password changed",
    account.password_set: "password set",
    account.password_reset: "password reset",
    account.email_changed: "address changed",
    account.email_added: "address added",
    account.email_removed: "address removed",
    mfa.authenticator_added: "second factor added",
    mfa.authenticator_removed: "second factor removed",
    mfa.authenticator_reset: "second factor made anew",
    auth.user_logged_in: "logged in",
    auth.user_logged_out: "logged out",
}


@receiver(list(_TOLD))
def told(signal: Any, request: Any = None, user: Any = None, authenticator: Any = None, **_: object) -> None:
    """Something that somebody did with an account."""
    if user is not None:
        detail = authenticator.get_type_display() if authenticator is not None else ""
        note(_TOLD[signal], by=user, on=user.username, detail=str(detail), request=request)


@receiver(auth.user_login_failed)
def failed(credentials: dict[str, Any], request: Any = None, **_: object) -> None:
    """A log-in that did not come about; the name as it was given, which may be nobody's."""
    name = credentials.get("username") or credentials.get("email") or ""
    note("log-in failed", on=str(name), request=request)
