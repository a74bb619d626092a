"""Who is told: addresses that said yes themselves, hooks of people's programs, and those who follow a discussion."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from dateline.desk import languages
from dateline.desk.models import Comment, Delivery, Hook, Person, Subscription, Target
from dateline.desk.notices.mails import new_message_id, subject_of
from dateline.desk.targets import Aim, of_replies

_log = logging.getLogger(__name__)

CONFIRM_DAYS = 3
MOST_ASKED = 3  # confirmations to one address a day, whoever asks


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
    found = Subscription.objects.filter(address=address, hook=None, view=aim.view, target__in=aim.ids).first()
    if found is not None and found.state == Subscription.State.ACTIVE:
        return None
    confirmed = person is not None and _is_theirs(person, address)
    if not confirmed and asked.count() >= MOST_ASKED:
        return None
    one = found or Subscription(address=address, view=aim.view, target=aim.id)
    one.title, one.asked_at, one.after, one.language = aim.title[:200], now, after, languages.of_request()
    one.person = person if confirmed else None
    one.every = every if every in Subscription.Every.values else Subscription.Every.ONCE
    one.state = Subscription.State.ACTIVE if confirmed else Subscription.State.PENDING
    one.confirmed_at = now if confirmed else None
    one.save()
    if not confirmed:
        _ask(one, aim.title)
    return one


def subscribe_hook(aim: Aim, hook: Hook, *, after: int, every: str = "once") -> Subscription:
    """Let a hook be told about a thing; whoever owns the hook has said yes by making it."""
    every = every if every in Subscription.Every.values else Subscription.Every.ONCE
    told = {"person": hook.person, "title": aim.title[:200], "state": Subscription.State.ACTIVE, "after": after}
    one, _ = Subscription.objects.update_or_create(
        hook=hook, view=aim.view, target=aim.id, defaults=told | {"every": every, "confirmed_at": timezone.now()}
    )
    return one


def _is_theirs(person: Person, address: str) -> bool:
    return bool(EmailAddress.objects.filter(user=person, verified=True, email__iexact=address).exists())


def _ask(one: Subscription, title: str) -> None:
    """The mail that asks, in the language of the page; following its link changes nothing, the button there does."""
    link = settings.SITE_URL + reverse("subscription", args=[one.token])
    text = render_to_string("desk/mail_confirm.txt", {"title": title, "link": link, "days": CONFIRM_DAYS})
    message = EmailMultiAlternatives(
        subject_of(gettext("Do you want to follow %(title)s?") % {"title": title}), text, to=[one.address],
        headers={"Auto-Submitted": "auto-generated", "Message-ID": new_message_id()},
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


def speak(one: Subscription, language: str) -> None:
    """Mails of a subscription are in another language from now on, unless its account has one of its own."""
    if languages.known(language):
        one.language = language
        one.save(update_fields=["language"])


def end(one: Subscription) -> None:
    """No more notices; what waits is not sent."""
    one.state = Subscription.State.ENDED
    one.save(update_fields=["state"])
    one.deliveries.filter(sent_at=None).update(given_up=True, error="unsubscribed")


# Replies to comments


def follow_replies(comment: Comment) -> None:
    """The author of a comment wants to hear of replies: to the confirmed address of the account."""
    author = comment.author
    if author.email and _is_theirs(author, author.email):
        Subscription.objects.get_or_create(
            address=author.email.lower(), hook=None, view=Target.COMMENT, target=str(comment.pk),
            defaults={
                "person": author, "title": of_replies(comment), "language": languages.of_request(),
                "state": Subscription.State.ACTIVE, "confirmed_at": timezone.now(),
            },
        )  # fmt: skip


def tell_of_reply(reply: Comment) -> int:
    """A reply was published: write down a mail for each who follows its thread, once; gives how many.

    Each is told in the own language, whichever the page is in that published it.
    """
    if reply.parent is None:
        return 0
    thread = {str(one.pk): one for one in (reply.parent, *reply.parent.replies.exclude(pk=reply.pk))}
    following = (
        Subscription.objects.filter(view=Target.COMMENT, target__in=thread, state=Subscription.State.ACTIVE)
        .exclude(person=reply.author)
        .select_related("person")
    )
    made, addresses = 0, set[str]()
    for one in following:
        if one.address in addresses:
            continue
        addresses.add(one.address)
        language = languages.of_mails(one)
        with override(language):
            told = _letter(one, thread[one.target], reply)
        _, new = Delivery.objects.get_or_create(
            subscription=one, last=reply.pk, defaults={"first": reply.pk, "language": language} | told
        )
        made += new
    return made


def _letter(one: Subscription, comment: Comment, reply: Comment) -> dict[str, str]:
    """The mail to whoever follows a comment about a reply, in the language that is active."""
    page = {
        "title": of_replies(comment), "reply": reply, "url": settings.SITE_URL + reply.url,
        "link": settings.SITE_URL + reverse("subscription", args=[one.token]),
    }  # fmt: skip
    return {
        "subject": subject_of(gettext("%(name)s answered") % {"name": reply.author.username}),
        "text": render_to_string("desk/mail_reply.txt", page), "message_id": new_message_id(),
    }  # fmt: skip
