"""Notify me: subscriptions, the mails that a change of the ledger makes, and their delivery.

A mail is written down before it is sent, in the same transaction that moves the subscription on: none is lost, whenever
the desk is killed. What was sent but not noted goes out again under the same Message-ID.
"""

from __future__ import annotations

import json
import logging
import random
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from dateline.desk.lines import Names
from dateline.desk.models import Comment, Delivery, Person, Subscription, Target
from dateline.desk.targets import Aim
from dateline.desk.words import FIELD_WORDS, day_words, status_words
from dateline.errors import NotInLedger
from dateline.exports.words import printable
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Change, Event

_log = logging.getLogger(__name__)

CONFIRM_DAYS = 3
MOST_ASKED = 3  # confirmations to one address a day, whoever asks
_TOLD = frozenset({"new", "gone", "status", "when", "place", "kind", "actors", "recipients", "conflicts"})
_AT_ONCE = 2000  # changes looked at in one go
_MOST_LINES = 25  # of one mail; more are counted
_SPANS = {"hour": timedelta(hours=1), "day": timedelta(days=1)}
_FIRST_RETRY_SECONDS = 60
_MOST_TRIES = 13  # the last some three days after the first


# Subscribing


def subscribe(aim: Aim, address: str, person: Person | None, *, after: int, every: str = "once") -> Subscription | None:
    """Ask for mails about a thing; a mail asks the address whether it wants them.

    An address that a logged-in person has confirmed already is not asked again. None where nothing was done: it is
    active already, or was asked too often today.
    """
    now = timezone.now()
    address = address.strip().lower()
    asked = Subscription.objects.filter(
        address=address, asked_at__gte=now - timedelta(days=1), state=Subscription.State.PENDING
    )
    found = Subscription.objects.filter(address=address, view=aim.view, target__in=aim.ids).first()
    if found is not None and found.state == Subscription.State.ACTIVE:
        return None
    confirmed = person is not None and _is_theirs(person, address)
    if not confirmed and asked.count() >= MOST_ASKED:
        return None
    one = found or Subscription(address=address, view=aim.view, target=aim.id)
    one.title, one.asked_at, one.after = aim.title[:200], now, after
    one.person = person if confirmed else None
    one.every = every if every in Subscription.Every.values else Subscription.Every.ONCE
    one.state = Subscription.State.ACTIVE if confirmed else Subscription.State.PENDING
    one.confirmed_at = now if confirmed else None
    one.save()
    if not confirmed:
        _ask(one)
    return one


def _is_theirs(person: Person, address: str) -> bool:
    from allauth.account.models import EmailAddress

    return bool(EmailAddress.objects.filter(user=person, verified=True, email__iexact=address).exists())


def _ask(one: Subscription) -> None:
    """The mail that asks; following its link changes nothing, the button on the page does."""
    link = settings.SITE_URL + reverse("subscription", args=[one.token])
    text = render_to_string("desk/mail_confirm.txt", {"one": one, "link": link, "days": CONFIRM_DAYS})
    message = EmailMultiAlternatives(
        _subject(f"Do you want to follow {one.title}?"), text, to=[one.address],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": _message_id()},
    )  # fmt: skip
    try:
        message.send()
    except (OSError, smtplib.SMTPException) as error:
        _log.warning("no mail to ask for a confirmation could be sent: %s", error)


def may_confirm(one: Subscription) -> bool:
    """Is it still time to say yes?"""
    fresh = one.asked_at > timezone.now() - timedelta(days=CONFIRM_DAYS)
    return one.state == Subscription.State.PENDING and fresh


def confirm(one: Subscription, *, after: int) -> None:
    """The address has said yes: what changes from now on is told."""
    one.state, one.confirmed_at, one.after = Subscription.State.ACTIVE, timezone.now(), after
    one.save(update_fields=["state", "confirmed_at", "after"])


def end(one: Subscription) -> None:
    """No more mails; what waits is not sent."""
    one.state = Subscription.State.ENDED
    one.save(update_fields=["state"])
    one.deliveries.filter(sent_at=None).update(given_up=True, error="unsubscribed")


# Replies to comments


def follow_replies(comment: Comment) -> None:
    """The author of a comment wants to hear of replies: to the confirmed address of the account."""
    author = comment.author
    if author.email and _is_theirs(author, author.email):
        Subscription.objects.get_or_create(
            address=author.email.lower(), view=Target.COMMENT, target=str(comment.pk),
            defaults={
                "person": author, "title": f"replies to your comment of {comment.at:%d %B %Y}",
                "state": Subscription.State.ACTIVE, "confirmed_at": timezone.now(),
            },
        )  # fmt: skip


def tell_of_reply(reply: Comment) -> int:
    """A reply was published: write down a mail for each who follows its thread, once; gives how many."""
    if reply.parent is None:
        return 0
    thread = [reply.parent.pk, *reply.parent.replies.exclude(pk=reply.pk).values_list("pk", flat=True)]
    following = Subscription.objects.filter(
        view=Target.COMMENT, target__in=[str(one) for one in thread], state=Subscription.State.ACTIVE
    ).exclude(person=reply.author)
    made, told = 0, set[str]()
    for one in following:
        if one.address in told:
            continue
        told.add(one.address)
        link = settings.SITE_URL + reverse("subscription", args=[one.token])
        page = {"one": one, "reply": reply, "url": settings.SITE_URL + reply.url, "link": link}
        _, new = Delivery.objects.get_or_create(
            subscription=one, last=reply.pk,
            defaults={
                "first": reply.pk, "subject": _subject(f"{reply.author.username} answered"),
                "text": render_to_string("desk/mail_reply.txt", page), "message_id": _message_id(),
            },
        )  # fmt: skip
        made += new
    return made


# From changes to mails


@dataclass(frozen=True, slots=True)
class _News:
    """What changed in one record."""

    title: str
    url: str
    lines: list[str]


def collect(ledger: Ledger, *, now: datetime | None = None) -> int:
    """Write down a mail for each subscription that something changed for and whose time has come; gives how many."""
    now, made = now or timezone.now(), 0
    lately = {
        every: set(Delivery.objects.filter(made_at__gt=now - span).values_list("subscription", flat=True))
        for every, span in _SPANS.items()
    }
    found = Subscription.objects.filter(state=Subscription.State.ACTIVE).exclude(view=Target.COMMENT)
    active = [one for one in found if one.pk not in lately.get(one.every, ())]
    while active:
        after = min(one.after for one in active)
        changes = ledger.changes(after=after, limit=_AT_ONCE)
        if not changes:
            return made
        for one in active:
            mine = [change for change in changes if change.number > one.after]
            if mine:
                made += _advance(ledger, one, mine)
        if len(changes) < _AT_ONCE:
            return made
    return made


def _advance(ledger: Ledger, one: Subscription, changes: list[Change]) -> int:
    """Move a subscription over these changes; 1 if they make a mail."""
    news = list(_news(ledger, one, changes))
    with transaction.atomic():
        moved = Subscription.objects.filter(pk=one.pk, after=one.after, state=Subscription.State.ACTIVE)
        before, one.after = one.after, changes[-1].number
        if not moved.update(after=one.after) or not news:  # another process was quicker, or nothing for it
            return 0
        subject = news[0].title if len(news) == 1 else f"{one.title}: {len(news)} records changed"
        text = _text(one, news)
        Delivery.objects.create(
            subscription=one, first=before + 1, last=one.after, subject=_subject(subject), text=text,
            message_id=_message_id(),
        )  # fmt: skip
    return 1


def _news(ledger: Ledger, one: Subscription, changes: list[Change]) -> Iterable[_News]:
    of_record: dict[str, list[Change]] = {}
    for change in changes:
        if change.view == "event" and change.what in _TOLD:
            of_record.setdefault(change.record, []).append(change)
    ids = _ids(ledger, one)
    seen: dict[str, tuple[Event, list[Change]]] = {}
    for record, several in of_record.items():
        try:
            event = ledger.event(record)
        except NotInLedger:
            continue
        if _concerns(event, one, ids):
            seen.setdefault(event.id, (event, []))[1].extend(several)
    for event, several in seen.values():
        names = Names.of(ledger, events=[event])
        line = names.event(event)
        lines = [words for change in several if (words := _line(change, names))]
        stands = f"It stands: {line.status}, {line.day}."
        yield _News(line.title, settings.SITE_URL + line.url, [*dict.fromkeys(lines), stands])


def _ids(ledger: Ledger, one: Subscription) -> set[str]:
    """All ids that mean what is followed."""
    try:
        if one.view == "event":
            event = ledger.event(one.target)
            return {event.id, *(told.claim for told in event.tellings)}
        entity = ledger.entity(one.target)
        return {entity.id, *entity.known_as}
    except NotInLedger:
        return {one.target}


def _concerns(event: Event, one: Subscription, ids: set[str]) -> bool:
    if one.view == "event":
        return event.id in ids
    return bool(ids & {side.entity for side in (*event.actors, *event.recipients)})


def _line(change: Change, names: Names) -> str:
    """A change in words."""
    if change.what == "new":
        return "New in the record."
    if change.what == "gone":
        return "Reports that were kept apart are one record now."
    name = FIELD_WORDS.get(change.what, change.what)
    before, after = (_value(change.what, value, names) for value in (change.before, change.after))
    if change.what == "conflicts":
        return "Reports differ on something, or no longer do."
    return f"{name.capitalize()}: {before or 'not told'} → {after or 'not told'}."


def _value(field: str, value: str | None, names: Names) -> str:
    found = json.loads(value) if value else None
    if found is None:
        return ""
    if field == "status":
        return status_words(found)
    if field == "when":
        return day_words(found)
    if isinstance(found, list):
        return ", ".join(names.name(str(one)) for one in found)
    return names.name(str(found))


def _text(one: Subscription, news: list[_News]) -> str:
    shown, more = news[:_MOST_LINES], max(0, len(news) - _MOST_LINES)
    link = settings.SITE_URL + reverse("subscription", args=[one.token])
    return render_to_string("desk/mail_news.txt", {"one": one, "news": shown, "more": more, "link": link})


def _subject(words: str) -> str:
    return f"[Dateline] {' '.join(printable(words).split())}"[:200]


def _message_id() -> str:
    return make_msgid(domain=urlsplit(settings.SITE_URL).hostname or "localhost")


# Sending


def deliver(*, now: datetime | None = None, most: int = 500) -> tuple[int, int]:
    """Send the mails that are due; gives how many went and how many did not.

    A server that refuses for good ends the try, one that is away is asked again, at growing intervals.
    """
    now = now or timezone.now()
    due = Delivery.objects.filter(sent_at=None, given_up=False, next_try__lte=now).select_related("subscription")
    sent = failed = 0
    connection = get_connection()
    for one in list(due[:most]):
        if one.subscription.state != Subscription.State.ACTIVE:
            continue
        try:
            _message(one, connection).send()
        except (OSError, smtplib.SMTPException) as error:
            failed += 1
            _put_off(one, error, now)
        else:
            sent += 1
            one.sent_at, one.tries, one.error = timezone.now(), one.tries + 1, ""
            one.save(update_fields=["sent_at", "tries", "error"])
    return sent, failed


def _message(one: Delivery, connection: object) -> EmailMultiAlternatives:
    token = one.subscription.token
    stop = settings.SITE_URL + reverse("unsubscribe", args=[token])
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        one.subject, one.text, to=[one.subscription.address], connection=connection,
        headers={
            "Message-ID": one.message_id,
            "List-Id": f"Dateline notices <notices.{host}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )  # fmt: skip
    page = {"paragraphs": one.text.strip().split("\n\n"), "subject": one.subject}
    message.attach_alternative(render_to_string("desk/mail.html", page), "text/html")
    return message


def _put_off(one: Delivery, error: Exception, now: datetime) -> None:
    one.tries += 1
    one.error = f"{type(error).__name__}: {error}"[:500]
    one.given_up = one.tries >= _MOST_TRIES or _for_good(error)
    seconds = _FIRST_RETRY_SECONDS * 2 ** (one.tries - 1)
    one.next_try = now + timedelta(seconds=seconds * random.uniform(0.8, 1.2))
    one.save(update_fields=["tries", "error", "given_up", "next_try"])
    _log.warning("mail %s not sent%s: %s", one.pk, ", given up" if one.given_up else "", one.error)


def _for_good(error: Exception) -> bool:
    """Did the server say that this address will never take mail?"""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return False


def once(ledger: Ledger) -> tuple[int, int]:
    """Write down what is new and send what is due."""
    collect(ledger)
    return deliver()
