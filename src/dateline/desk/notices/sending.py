"""What waits goes out: mails one after the other, hooks beside each other, so that none that hangs holds up others."""

from __future__ import annotations

import contextlib
import logging
import random
import smtplib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.db.models import QuerySet
from django.utils import timezone

from dateline.desk.models import Delivery, Hook, Subscription
from dateline.desk.notices import hooks, mails

_log = logging.getLogger(__name__)

_FIRST_RETRY_SECONDS = 60
_MOST_TRIES = 13  # the last some three days after the first
_PATIENCE = timedelta(days=3)  # with a hook that takes nothing
_MOST_FAILED = 3  # mails that a server that is away costs a round; the others stay due and are not held against it
_MOST_OF_A_HOOK = 20  # messages in one round
_HOOKS_AT_ONCE = 16

Stop = Callable[[], bool]


def deliver(*, now: datetime | None = None, most: int = 500, stop: Stop = lambda: False) -> tuple[int, int]:
    """Send what is due, of mails the first `most`; gives how much went and how much did not.

    A server that refuses for good ends the try, one that is away is asked again, at growing intervals.
    """
    now = now or timezone.now()
    due = Delivery.objects.filter(
        sent_at=None, given_up=False, next_try__lte=now, subscription__state=Subscription.State.ACTIVE
    ).select_related("subscription__hook")
    posted = _post(due.filter(subscription__hook__isnull=False, subscription__hook__ended=""), now)
    mailed = _mail(due.filter(subscription__hook=None)[:most], now, stop)
    return posted[0] + mailed[0], posted[1] + mailed[1]


# Mails


def _mail(due: QuerySet[Delivery], now: datetime, stop: Stop) -> tuple[int, int]:
    sent = failed = lost = 0
    connection = get_connection()
    for one in list(due):
        if stop() or lost >= _MOST_FAILED:
            break
        try:
            mails.message_of(one, connection).send()
        except (OSError, smtplib.SMTPException) as error:
            failed += 1
            lost = lost + 1 if mails.is_of_the_line(error) else 0
            _put_off(one, f"{type(error).__name__}: {error}", now, for_good=mails.is_for_good(error))
            with contextlib.suppress(OSError, smtplib.SMTPException):
                connection.close()
        else:
            sent, lost = sent + 1, 0
            _went(one)
    return sent, failed


# Hooks


def _post(due: QuerySet[Delivery], now: datetime) -> tuple[int, int]:
    """The first that wait for each hook: the many that wait for one that fails take no other's place."""
    waiting = due.order_by().values_list("subscription__hook_id", flat=True).distinct()
    of_hook = [list(due.filter(subscription__hook=hook)[:_MOST_OF_A_HOOK]) for hook in waiting]
    if not of_hook:
        return 0, 0
    sent = failed = 0
    with ThreadPoolExecutor(_HOOKS_AT_ONCE, thread_name_prefix="hook") as threads:
        jobs = [threads.submit(_post_all, several, now) for several in of_hook]
        for job in as_completed(jobs):  # the database is written here only, by the one thread that holds a connection
            for one, outcome in job.result():
                if outcome.delivered:
                    sent += 1
                    _went(one)
                else:
                    failed += 1
                    _failed(one, outcome, now)
    return sent, failed


def _post_all(several: Sequence[Delivery], now: datetime) -> list[tuple[Delivery, hooks.Outcome]]:
    return list(_posted(several, now))


def _posted(several: Sequence[Delivery], now: datetime) -> Iterator[tuple[Delivery, hooks.Outcome]]:
    """The messages of one hook in their order, up to the first that fails: the others would fail as well."""
    for one in several:
        hook = one.subscription.hook
        assert hook is not None
        outcome = hooks.send(one, hook, now=now)
        yield one, outcome
        if not outcome.delivered:
            return


def _failed(one: Delivery, outcome: hooks.Outcome, now: datetime) -> None:
    _put_off(one, outcome.error, now, for_good=outcome.gone, retry_after=outcome.retry_after)
    hook = one.subscription.hook
    if outcome.gone:
        end_hook(hook, outcome.error)
    elif one.given_up and not Delivery.objects.filter(subscription__hook=hook, sent_at__gte=now - _PATIENCE).exists():
        end_hook(hook, f"three days without success: {outcome.error}")  # else it refuses this message, and takes others


def end_hook(hook: Hook | None, why: str) -> None:
    """Send nothing to a hook any more; its owner sees why, and can let it begin again."""
    if hook is not None:
        Hook.objects.filter(pk=hook.pk).update(ended=why[:200])


# Both


def _went(one: Delivery) -> None:
    one.sent_at, one.tries, one.error = timezone.now(), one.tries + 1, ""
    one.save(update_fields=["sent_at", "tries", "error"])


def _put_off(one: Delivery, error: str, now: datetime, *, for_good: bool, retry_after: int | None = None) -> None:
    one.tries += 1
    one.error = error[:500]
    one.given_up = one.tries >= _MOST_TRIES or for_good
    seconds = _FIRST_RETRY_SECONDS * 2 ** (one.tries - 1) * random.uniform(0.8, 1.2)
    one.next_try = now + timedelta(seconds=max(seconds, min(retry_after or 0, 24 * 3600)))
    one.save(update_fields=["tries", "error", "given_up", "next_try"])
    _log.warning("notice %s not sent%s: %s", one.pk, ", given up" if one.given_up else "", one.error)
