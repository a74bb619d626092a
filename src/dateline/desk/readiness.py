"""Is the desk ready for the open internet? Django's own checks of a deployment, and what only we can know."""

from __future__ import annotations

import smtplib
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import checks
from django.core.mail import get_connection

from dateline.desk.models import Person


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not ready, and what to do about it."""

    what: str
    hint: str


def findings() -> list[Finding]:
    """All that is not ready."""
    found = [
        Finding(f"{one.msg.split(chr(10))[0]} ({one.id})", " ".join(str(one.hint or "").split()) or "see its number")
        for one in checks.run_checks(include_deployment_checks=True)
        if one.is_serious(checks.WARNING) and not (_follows_from_http(one) and not settings.HTTPS)
    ]
    return [*_address(), *_mail(), *_people(), *_files(), *found]


def _follows_from_http(one: checks.CheckMessage) -> bool:
    """Is it said by the missing https already?"""
    return one.id in ("security.W004", "security.W008", "security.W012", "security.W016")


def _address() -> Iterator[Finding]:
    if not settings.HTTPS:
        yield Finding(f"people reach it at {settings.SITE_URL}, without TLS", "--url https://… behind a proxy with TLS")


def _mail() -> Iterator[Finding]:
    if settings.EMAIL_BACKEND.rpartition(".")[2] != "EmailBackend" or "smtp" not in settings.EMAIL_BACKEND:
        yield Finding("no mail is sent: sign-ups cannot be confirmed", "DATELINE_DESK_SMTP=smtp://user:password@host")
        return
    try:
        connection = get_connection()
        connection.open()
        connection.close()
    except (OSError, smtplib.SMTPException) as error:
        yield Finding(f"the mail server does not answer: {error}", "check DATELINE_DESK_SMTP")
    if settings.DEFAULT_FROM_EMAIL.endswith(("@localhost", "@127.0.0.1")):
        yield Finding(f"mails come from {settings.DEFAULT_FROM_EMAIL}", "DATELINE_DESK_SENDER=desk@your.domain")


def _people() -> Iterator[Finding]:
    chiefs = Person.objects.filter(role=Person.Role.ADMINISTRATOR, is_active=True)
    if not chiefs.exists():
        yield Finding("there is no administrator", "open the link that `dateline desk` prints when it starts")
    bare = chiefs.exclude(pk__in=Authenticator.objects.values("user"))
    for one in bare:
        yield Finding(f"administrator {one.username} has no second factor", "/me/ leads to codes and passkeys")


def _files() -> Iterator[Finding]:
    if settings.DATA is None:
        yield Finding("people's data are in memory", "DATELINE_DESK_DATA names their folder")
        return
    for path in (settings.DATA, settings.DATA / "secret"):
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding(f"{path} can be read by others", f"chmod go= {path}")
