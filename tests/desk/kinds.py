"""The addresses of the desk by name: those that are pages, which a browser opens for axe, and those that are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver

PAGES = {
    "front", "article", "story", "record", "actor", "place", "pair", "statements", "search", "stories", "map",
    "network", "display", "keys", "calendar", "downloads", "api", "comment", "comment-edit", "moderation", "filter",
    "proposals", "proposal-new", "proposal-field", "proposal", "subscribe", "subscription", "me", "delete-me",
    "my-programs", "token-new", "hook-new", "people", "log", "privacy", "first", "usersessions_list", "mfa_index",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn",
    "mfa_remove_webauthn", "mfa_edit_webauthn", "account_login", "account_logout", "account_inactive",
    "account_signup", "account_reauthenticate", "account_email", "account_email_verification_sent",
    "account_change_password", "account_reset_password", "account_confirm_email", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_reset_password_done",
}  # fmt: skip

_JSON, _FILE, _OFF = "JSON", "a file for another program", "codes by mail are off"
_LEADS_ON = "what a form does, which leads on to a page"
NO_PAGES = {
    "month": "leads to the calendar", "calendar-ics": _FILE, "changes-atom": _FILE, "record-feed": _FILE,
    "actor-feed": _FILE, "download": _FILE, "my-data": _FILE, "mfa_download_recovery_codes": _FILE,
    "api-openapi": _JSON, "api-events": _JSON, "api-event": _JSON, "api-entity": _JSON, "api-article": _JSON,
    "api-statements": _JSON, "api-search": _JSON, "api-changes": _JSON, "mfa_login_webauthn": _JSON,
    "report": _LEADS_ON, "comment-delete": _LEADS_ON, "moderate": _LEADS_ON, "proposal-decide": _LEADS_ON,
    "unsubscribe": _LEADS_ON, "token-end": _LEADS_ON, "hook": _LEADS_ON, "set-role": _LEADS_ON,
    "session-end": _LEADS_ON, "my-language": _LEADS_ON,
    "account_request_reauthentication_code": _OFF, "account_confirm_login_code": _OFF,
    "account_confirm_reauthentication_code": _OFF,
    "account_set_password": "for accounts without a password, of which the desk makes none",
}  # fmt: skip


def names() -> set[str]:
    """The names of all addresses; of one that has none, how it is written."""
    return set(_names(get_resolver().url_patterns))


def _names(patterns: list[Any]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        else:
            yield one.name or f"without a name: {one.pattern}"
