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
from django.template.loader import render_to_string

from dateline.desk.because import decision_words, reason_words
from dateline.desk.models import Entry, Person, Report


def parts_of(me: Person) -> Iterator[tuple[str, Any]]:
    """(name of the file, what is in it)."""
    yield "account.json", _account(me)
    yield "comments.json", [
        {
            "on": one.view, "of": one.target, "field": one.field, "at": one.at, "edited_at": one.edited_at,
            "text": one.text, "before": list(one.wordings.values("text", "until")), "state": one.state,
            "score": one.score, "reasons": [reason_words(reason) for reason in one.reasons],
            "decisions": [
                {"state": was.state, "reason": decision_words(was), "at": was.at} for was in one.decisions.all()
            ],
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
                "target": one.target, "every": one.every, "language": one.language, "state": one.state,
                "asked_at": one.asked_at, "confirmed_at": one.confirmed_at, "ended_at": one.ended_at,
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
        "language": me.language, "leaving_at": me.leaving_at,
        "logged_in": list(UserSession.objects.filter(user=me).values("created_at", "ip", "user_agent")),
        "addresses": list(EmailAddress.objects.filter(user=me).values("email", "verified", "primary")),
        "second_factors": list(Authenticator.objects.filter(user=me).values("type", "created_at", "last_used_at")),
    }  # fmt: skip


def archive_of(me: Person) -> bytes:
    """The ZIP."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("README.txt", render_to_string("desk/my_data.txt", {"name": me.username}))
        for name, told in parts_of(me):
            zipped.writestr(name, json.dumps(told, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False))
    return out.getvalue()
