"""Who is told: addresses that said yes themselves, hooks of people's programs, and those who follow a discussion."""

from __future__ import annotations

import hashlib
import logging
import smtplib
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from dateline.desk import languages
from dateline.desk.counters import count
from dateline.desk.models import Comment, Delivery, Hook, Person, Subscription, Target
from dateline.desk.notices.mails import new_message_id, subject_of
from dateline.desk.targets import Aim, of_replies

_log = logging.getLogger(__name__)

CONFIRM_DAYS = 3
MOST_ASKED = 3  # confirmations to one address a day, whoever asks


def subscribe(aim: Aim, address: str, person: Person | None, *, after: int, every: str = "once") -> Subscription | None:
    """Ask for mails about a thing; a mail asks the address whether it wants them, and how often.

    An address that a logged-in person has confirmed already is not asked again. None where nothing was done: it is
    active already, or was asked too often today. Whoever asks for an address that has not said yes changes nothing of
    what was asked for it before: how often mails go is decided by the link that is followed.
    """
    address, every = address.strip().lower(), _how_often(every)
    about = Subscription.objects.filter(address=address, hook=None, view=aim.view, target__in=aim.ids)
    confirmed = person is not None and _is_theirs(person, address)
    if about.filter(state=Subscription.State.ACTIVE).exists() or not (confirmed or _may_ask(address)):
        return None
    one = _asked(aim, address, person if confirmed else None, after=after, every=every)
    if one is not None and not confirmed:
        _ask(one, aim.title, every=every)
    return one


@transaction.atomic
def _asked(aim: Aim, address: str, owner: Person | None, *, after: int, every: str) -> Subscription | None:
    """The one subscription of an address to a thing, locked and brought up to date; None where it is active already.

    Two that ask for the same at once get the same: the second waits, and finds what the first has made.
    """
    locked, now = Subscription.objects.select_for_update(), timezone.now()
    one = locked.filter(address=address, hook=None, view=aim.view, target__in=aim.ids).first()
    if one is None:
        one, _ = locked.get_or_create(
            address=address, hook=None, view=aim.view, target=aim.id, defaults={"every": every}
        )  # fmt: skip
    if one.state == Subscription.State.ACTIVE:
        return None
    if owner is not None or one.state == Subscription.State.ENDED:
        one.every = every
    one.title, one.asked_at, one.after, one.person, one.ended_at = aim.title[:200], now, after, owner, None
    one.language = languages.of_request()
    one.state = Subscription.State.PENDING if owner is None else Subscription.State.ACTIVE
    one.confirmed_at = None if owner is None else now
    one.save()
    return one


def _how_often(given: str) -> str:
    return given if given in Subscription.Every.values else Subscription.Every.ONCE


def _may_ask(address: str) -> bool:
    """Was the address asked less often today than it may be? Counts this time too; the key does not name it."""
    key = f"asked:{hashlib.sha256(address.encode()).hexdigest()}"
    return count(key, seconds=24 * 3600)[0] <= MOST_ASKED


def subscribe_hook(aim: Aim, hook: Hook, *, after: int, every: str = "once") -> Subscription:
    """Let a hook be told about a thing; whoever owns the hook has said yes by making it."""
    told = {
        "person": hook.person, "title": aim.title[:200], "state": Subscription.State.ACTIVE, "after": after,
        "every": _how_often(every), "confirmed_at": timezone.now(), "ended_at": None,
    }  # fmt: skip
    one, _ = Subscription.objects.update_or_create(hook=hook, view=aim.view, target=aim.id, defaults=told)
    return one


def _is_theirs(person: Person, address: str) -> bool:
    return bool(EmailAddress.objects.filter(user=person, verified=True, email__iexact=address).exists())


def _ask(one: Subscription, title: str, *, every: str) -> None:
    """The mail that asks, in the language of the page; following its link changes nothing, the button there does.

    It says how often.
    """
    link = settings.SITE_URL + reverse("subscription", args=[one.token]) + f"?every={every}"
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


def confirm(one: Subscription, *, after: int, every: str = "") -> None:
    """The address has said yes: what changes from now on is told, so often; as it was asked first, where not said."""
    one.state, one.confirmed_at, one.after = Subscription.State.ACTIVE, timezone.now(), after
    one.every = every if every in Subscription.Every.values else one.every
    one.save(update_fields=["state", "confirmed_at", "after", "every"])


def speak(one: Subscription, language: str) -> None:
    """Mails of a subscription are in another language from now on, unless its account has one of its own."""
    if languages.known(language):
        one.language = language
        one.save(update_fields=["language"])


def end(one: Subscription, *, why: str = "unsubscribed") -> None:
    """No more notices; what waits is not sent. One that has ended stays as it is."""
    if one.state != Subscription.State.ENDED:
        one.state, one.ended_at = Subscription.State.ENDED, timezone.now()
        one.save(update_fields=["state", "ended_at"])
    one.deliveries.filter(sent_at=None).update(given_up=True, error=why)


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
