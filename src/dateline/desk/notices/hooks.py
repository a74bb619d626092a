"""Notices for programs, as Standard Webhooks has them: signed JSON, posted to an address outside of this network."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from dateline.desk.models import Delivery, Hook, Subscription, new_hook_secret
from dateline.desk.notices.news import News
from dateline.desk.refusals import error_words
from dateline.errors import InputError
from dateline.intake.web import post, split

ROLL_HOURS = 24  # for which a rolled key still signs beside the new one
SECONDS = 10.0  # for one message, from the look-up of its address to the end of the answer
_MOST_RECORDS = 100  # of one message; the API's changes have the others


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a message: delivered, or why not; `gone` where the address wants nothing any more."""

    delivered: bool
    error: str = ""
    gone: bool = False
    retry_after: int | None = None


def new_id() -> str:
    """The id of a message: the same at every try, so that whoever gets it twice can tell."""
    return f"msg_{secrets.token_urlsafe(18)}"


def body_of(one: Subscription, title: str, news: Sequence[News]) -> str:
    """The JSON of a message about what is followed under that title."""
    records = [
        {
            "id": record.record, "title": record.title, "url": record.url, "status": record.status, "when": record.day,
            "changes": [{"field": field, "before": before, "after": after} for field, before, after in record.changes],
        }
        for record in news[:_MOST_RECORDS]
    ]  # fmt: skip
    told = {
        "type": "records.changed",
        "timestamp": timezone.now().isoformat(),
        "data": {
            "follows": {"view": one.view, "target": one.target, "title": title},
            "up_to_change": one.after, "records": records, "more": max(0, len(news) - _MOST_RECORDS),
        },
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def signatures(hook: Hook, id: str, at: int, body: bytes, *, now: datetime) -> str:
    """The header `webhook-signature`: one signature for each key that counts, parted by blanks."""
    keys = [hook.secret]
    if hook.before and hook.before_until is not None and hook.before_until > now:
        keys.append(hook.before)
    signed = f"{id}.{at}.".encode() + body
    found = [hmac.digest(base64.b64decode(key.removeprefix("whsec_")), signed, hashlib.sha256) for key in keys]
    return " ".join(f"v1,{base64.b64encode(one).decode('ascii')}" for one in found)


def roll(hook: Hook) -> None:
    """Give a hook a new key; the old one signs beside it for a day."""
    hook.before, hook.before_until = hook.secret, timezone.now() + timedelta(hours=ROLL_HOURS)
    hook.secret = new_hook_secret()
    hook.save(update_fields=["before", "before_until", "secret"])


def begin_again(hook: Hook) -> None:
    """A hook that was ended is told again, also what was given up."""
    hook.ended = ""
    hook.save(update_fields=["ended"])
    waiting = Delivery.objects.filter(subscription__hook=hook, sent_at=None)
    waiting.exclude(error="unsubscribed").update(given_up=False, tries=0, next_try=timezone.now())


def send(one: Delivery, hook: Hook, *, now: datetime) -> Outcome:
    """Post one message. Touches no database: it runs beside others."""
    body, at = one.text.encode("utf-8"), int(now.timestamp())
    headers = {
        "webhook-id": one.message_id, "webhook-timestamp": str(at),
        "webhook-signature": signatures(hook, one.message_id, at, body, now=now),
    }  # fmt: skip
    try:
        answer = post(hook.url, body, headers, allow_private=settings.PRIVATE_HOOKS, seconds=SECONDS)
    except InputError as error:
        return Outcome(False, error.message)
    if 200 <= answer.status < 300:
        return Outcome(True)
    return Outcome(False, f"it answered {answer.status}", answer.status == 410, answer.retry_after)


def why_not(url: str) -> str:
    """Why nothing can be sent to an address, in words for its owner; "" where it can."""
    from dateline.intake.addresses import address_of

    try:
        parts = split(url)
        if parts.scheme != "https" and not settings.PRIVATE_HOOKS:
            return _("it has to be https")
        if parts.username or parts.password:
            return _("no name and password in the address")
        address_of(parts.hostname or "", parts.port or 443, allow_private=settings.PRIVATE_HOOKS)
    except InputError as error:
        return error_words(error)
    return ""
