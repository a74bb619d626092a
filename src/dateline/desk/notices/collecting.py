"""From the ledger's numbered changes to notices that wait to be sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from dateline.desk.models import Delivery, Subscription, Target
from dateline.desk.notices import hooks, mails
from dateline.desk.notices.news import Batch
from dateline.ledger.ledger import Ledger

_AT_ONCE = 2000  # changes looked at in one go
_SPANS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}


def collect(ledger: Ledger, *, now: datetime | None = None) -> int:
    """Write down a notice for each subscription that something changed for and whose time has come; gives how many."""
    now, made = now or timezone.now(), 0
    lately = {
        every: set(Delivery.objects.filter(made_at__gt=now - span).values_list("subscription", flat=True))
        for every, span in _SPANS.items()
    }
    found = Subscription.objects.filter(state=Subscription.State.ACTIVE).exclude(view=Target.COMMENT)
    active = [one for one in found.select_related("hook") if one.pk not in lately.get(one.every, ())]
    while active:
        after = min(one.after for one in active)
        changes = ledger.changes(after=after, limit=_AT_ONCE)
        if not changes:
            return made
        batch = Batch(ledger, changes)
        for one in active:
            if one.after < changes[-1].number:
                made += _advance(batch, one)
        if len(changes) < _AT_ONCE:
            return made
    return made


def _advance(batch: Batch, one: Subscription) -> int:
    """Move a subscription over these changes; 1 if they make a notice."""
    news = list(batch.news(one))
    with transaction.atomic():
        moved = Subscription.objects.filter(pk=one.pk, after=one.after, state=Subscription.State.ACTIVE)
        before, one.after = one.after, batch.changes[-1].number
        if not moved.update(after=one.after) or not news:  # another process was quicker, or nothing for it
            return 0
        if one.hook is not None:
            told = {"text": hooks.body_of(one, news), "subject": "", "message_id": hooks.new_id()}
        else:
            subject = news[0].title if len(news) == 1 else f"{one.title}: {len(news)} records changed"
            told = {
                "text": mails.text_of(one, news), "subject": mails.subject_of(subject),
                "message_id": mails.new_message_id(),
            }  # fmt: skip
        Delivery.objects.create(subscription=one, first=before + 1, last=one.after, **told)
    return 1
