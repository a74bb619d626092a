"""Everything that the desk keeps about somebody, as JSON in a ZIP; of others nothing, save moderators' reasons."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder

from dateline.desk.models import Entry, Person, Report

_ABOUT = """What this desk keeps about you, {name}.

account.json        the account, its addresses, log-ins and second factors (their names, not their secrets)
comments.json       what you wrote, what it said before you edited it, and what was decided on it
reports.json        comments that you reported
proposals.json      corrections that you proposed, and the rulings
notices.json        what you follow, your webhooks, and what was sent to you and is kept still
programs.json       your keys for the API (their names: the keys themselves are not kept)
log.json            lines of the audit log that you caused
"""


def parts_of(me: Person) -> Iterator[tuple[str, Any]]:
    """(name of the file, what is in it)."""
    yield "account.json", _account(me)
    yield "comments.json", [
        {
            "on": one.view, "of": one.target, "field": one.field, "at": one.at, "edited_at": one.edited_at,
            "text": one.text, "before": list(one.wordings.values("text", "until")), "state": one.state,
            "score": one.score, "reasons": one.reasons,
            "decisions": list(one.decisions.values("state", "reason", "at")),
        }
        for one in me.comments.all()
    ]  # fmt: skip
    yield "reports.json", list(Report.objects.filter(by=me).values("comment", "reason", "at"))
    yield "proposals.json", [
        {
            "a": one.a, "b": one.b, "verdict": one.verdict, "field": one.field, "value": one.value,
            "article": one.article, "quote": one.quote, "reason": one.reason, "state": one.state, "at": one.at,
            "rulings": list(one.rulings.values("state", "reason", "judgement", "at")),
        }
        for one in me.proposals.all()
    ]  # fmt: skip
    yield "notices.json", {
        "follows": [
            {
                "address": one.address, "hook": one.hook.url if one.hook else None, "view": one.view,
                "target": one.target, "every": one.every, "state": one.state, "asked_at": one.asked_at,
                "confirmed_at": one.confirmed_at, "ended_at": one.ended_at,
                "sent": list(one.deliveries.values("subject", "text", "made_at", "sent_at", "tries", "error")),
            }
            for one in me.subscriptions.select_related("hook")
        ],
        "hooks": list(me.hooks.values("url", "ended", "at")),
    }  # fmt: skip
    yield "programs.json", list(me.tokens.values("name", "at", "used_on"))
    yield "log.json", list(Entry.objects.filter(by=me).values("at", "what", "on", "detail", "ip"))


def _account(me: Person) -> dict[str, Any]:
    return {
        "name": me.username, "email": me.email, "role": me.role, "joined": me.date_joined, "last_login": me.last_login,
        "leaving_at": me.leaving_at,
        "logged_in": list(UserSession.objects.filter(user=me).values("created_at", "ip", "user_agent")),
        "addresses": list(EmailAddress.objects.filter(user=me).values("email", "verified", "primary")),
        "second_factors": list(Authenticator.objects.filter(user=me).values("type", "created_at", "last_used_at")),
    }  # fmt: skip


def archive_of(me: Person) -> bytes:
    """The ZIP."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("README.txt", _ABOUT.format(name=me.username))
        for name, told in parts_of(me):
            zipped.writestr(name, json.dumps(told, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False))
    return out.getvalue()
