"""From the ledger's numbered changes to notices that wait to be sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext, override

from dateline.desk import languages
from dateline.desk.models import Delivery, Subscription, Target
from dateline.desk.notices import hooks, mails
from dateline.desk.notices.news import Batch, News
from dateline.desk.targets import title_of
from dateline.desk.words import number
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
    active = [one for one in found.select_related("hook", "person") if one.pk not in lately.get(one.every, ())]
    while active:
        after = min(one.after for one in active)
        changes = ledger.changes(after=after, limit=_AT_ONCE)
        if not changes:
            return made
        batch = Batch(ledger, changes)
        for one in active:
            if one.after < changes[-1].number:
                made += _advance(ledger, batch, one)
        if len(changes) < _AT_ONCE:
            return made
    return made


def _advance(ledger: Ledger, batch: Batch, one: Subscription) -> int:
    """Move a subscription over these changes; 1 if they make a notice, in the language of whoever gets it."""
    language = languages.of_mails(one)
    with override(language):
        news = list(batch.news(one))
        before, one.after = one.after, batch.changes[-1].number
        told = _notice(ledger, one, news) if news else {}
    with transaction.atomic():
        moved = Subscription.objects.filter(pk=one.pk, after=before, state=Subscription.State.ACTIVE)
        if not moved.update(after=one.after) or not news:  # another process was quicker, or nothing for it
            return 0
        Delivery.objects.create(subscription=one, first=before + 1, last=one.after, language=language, **told)
    return 1


def _notice(ledger: Ledger, one: Subscription, news: list[News]) -> dict[str, str]:
    """The mail or message, in the language that is active."""
    title = title_of(ledger, one)
    if one.hook is not None:
        return {"text": hooks.body_of(one, title, news), "subject": "", "message_id": hooks.new_id()}
    many = ngettext("%(title)s: %(n)s record changed", "%(title)s: %(n)s records changed", len(news))
    subject = news[0].title if len(news) == 1 else many % {"title": title, "n": number(len(news))}
    return {
        "text": mails.text_of(one, title, news), "subject": mails.subject_of(subject),
        "message_id": mails.new_message_id(),
    }  # fmt: skip
