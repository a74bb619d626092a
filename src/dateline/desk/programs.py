"""Keys of people's programs for the API: made, known again, ended."""

from __future__ import annotations

import hashlib
import secrets

from django.http import HttpRequest
from django.utils import timezone

from dateline.desk.models import Person, Token

MOST = 20  # of a person
_MARK = "dateline_"  # so that scanners of leaked secrets can tell what it is


def make(person: Person, name: str) -> str:
    """A new key: shown this once."""
    key = _MARK + secrets.token_urlsafe(32)
    Token.objects.create(person=person, name=name.strip()[:80] or "a program", digest=_digest(key))
    return key


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def key_in(request: HttpRequest) -> str | None:
    """The key that a request brings in `Authorization: Bearer …`; None if it brings none."""
    kind, _, key = request.headers.get("Authorization", "").partition(" ")
    return key.strip() if kind.lower() == "bearer" and key.strip() else None


def owner_of(key: str) -> Token | None:
    """The key as it is kept, of an account that is open; None for any other."""
    found = Token.objects.select_related("person").filter(digest=_digest(key), person__is_active=True).first()
    today = timezone.now().date()
    if found is not None and found.used_on != today:
        Token.objects.filter(pk=found.pk).update(used_on=today)
    return found
