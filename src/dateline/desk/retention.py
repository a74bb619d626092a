"""What is kept for how long: one rule each, told by the privacy page and enforced by `dateline desk tidy`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from dateline.desk import counters
from dateline.desk.accounts import erase_those_due
from dateline.desk.models import Comment, Delivery, Entry, Person, Subscription


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that is deleted: its name in the settings, in words, and the deed (until when → how many)."""

    name: str
    what: str
    delete: Callable[[datetime], int]

    @property
    def days(self) -> int:
        """How many days it is kept."""
        return int(settings.KEEP[self.name])


def _deleted(found: QuerySet[Any]) -> int:
    """Delete these; how many, without what goes with each."""
    count = found.count()
    found.delete()
    return count


def _leaving(_: datetime) -> int:
    return erase_those_due()


def _unconfirmed_accounts(until: datetime) -> int:
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    found = Person.objects.filter(~Exists(confirmed), last_login=None, date_joined__lt=until, role=Person.Role.READER)
    return _deleted(found)


def _unconfirmed_subscriptions(until: datetime) -> int:
    found = Subscription.objects.filter(state=Subscription.State.PENDING, asked_at__lt=until)
    return _deleted(found)


def _addresses(until: datetime) -> int:
    return Entry.objects.filter(at__lt=until).exclude(ip="").update(ip="")


def _audit(until: datetime) -> int:
    return Entry.objects.filter(at__lt=until).delete()[0]


def _notices(until: datetime) -> int:
    return Delivery.objects.filter(made_at__lt=until).exclude(sent_at=None, given_up=False).delete()[0]


def _ended(until: datetime) -> int:
    found = Subscription.objects.filter(state=Subscription.State.ENDED, ended_at__lt=until)
    return _deleted(found)


def _spam(until: datetime) -> int:
    found = Comment.objects.filter(state=Comment.State.DROPPED, at__lt=until)
    return _deleted(found)


def _mail(until: datetime) -> int:
    folder = settings.DATA / "mail" if settings.DATA is not None else None
    old = [one for one in folder.glob("*.log") if one.stat().st_mtime < until.timestamp()] if folder else []
    for one in old:
        one.unlink(missing_ok=True)
    return len(old)


RULES = (
    Rule("leaving", gettext_noop("accounts whose owner asked for their deletion, with all that they held"), _leaving),
    Rule("unconfirmed", gettext_noop("accounts whose address was never confirmed"), _unconfirmed_accounts),
    Rule("unconfirmed", gettext_noop("requests for notices that were never confirmed"), _unconfirmed_subscriptions),
    Rule("addresses", gettext_noop("network addresses in the audit log"), _addresses),
    Rule("audit", gettext_noop("lines of the audit log: log-ins, roles, moderation, corrections"), _audit),
    Rule("notices", gettext_noop("texts of notices that were sent or given up"), _notices),
    Rule("ended", gettext_noop("subscriptions that were ended, with their address"), _ended),
    Rule("spam", gettext_noop("comments that the filter dropped as spam"), _spam),
    Rule("mail", gettext_noop("files of mails, where no mail server is set"), _mail),
)


def tidy(*, now: datetime | None = None) -> dict[str, int]:
    """Delete what has been kept long enough; {what: how many}."""
    now = now or timezone.now()
    done = {rule.what: rule.delete(now - timedelta(days=rule.days)) for rule in RULES}
    call_command("clearsessions")
    live = Session.objects.filter(session_key=OuterRef("session_key"))
    done["addresses and browsers of log-ins that are over"] = UserSession.objects.filter(~Exists(live)).delete()[0]
    done["counters of rate limits"] = counters.forget()
    return done


class Daily:
    """Tidies when a day has gone by since it did last."""

    def __init__(self) -> None:
        self._last = float("-inf")

    def __call__(self) -> None:
        """Tidy, or not yet."""
        if time.monotonic() - self._last >= 24 * 3600:
            self._last = time.monotonic()
            tidy()
