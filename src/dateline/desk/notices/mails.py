"""Notices as mails: what is written in them, and the headers that make them end in one click (RFC 8058)."""

from __future__ import annotations

import smtplib
from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from dateline.desk.models import Delivery, Subscription
from dateline.desk.notices.news import News
from dateline.exports.words import printable

_MOST_LINES = 25  # of one mail; more are counted


def subject_of(words: str) -> str:
    """A subject: one line, marked as ours."""
    return f"[Dateline] {' '.join(printable(words).split())}"[:200]


def new_message_id() -> str:
    """A Message-ID of this site."""
    return make_msgid(domain=_host())


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def text_of(one: Subscription, title: str, news: list[News]) -> str:
    """The text of a mail about what is new in what is followed under that title, in the language that is active."""
    shown, more = news[:_MOST_LINES], max(0, len(news) - _MOST_LINES)
    link = settings.SITE_URL + reverse("subscription", args=[one.token])
    return render_to_string("desk/mail_news.txt", {"title": title, "news": shown, "more": more, "link": link})


def message_of(one: Delivery, connection: object) -> EmailMultiAlternatives:
    """The mail, in plain text and HTML, which says in which language it is."""
    stop = settings.SITE_URL + reverse("unsubscribe", args=[one.subscription.token])
    message = EmailMultiAlternatives(
        one.subject, one.text, to=[one.subscription.address], connection=connection,
        headers={
            "Message-ID": one.message_id,
            "List-Id": f"Dateline notices <notices.{_host()}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )  # fmt: skip
    page = {"paragraphs": one.text.strip().split("\n\n"), "subject": one.subject}
    with override(one.language or settings.LANGUAGE_CODE):
        message.attach_alternative(render_to_string("desk/mail.html", page), "text/html")
    return message


def is_for_good(error: Exception) -> bool:
    """Did the server say that this address will never take mail?"""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in error.recipients.values())
    return False


def is_of_the_line(error: Exception) -> bool:
    """Is it the server that cannot be had, rather than this mail that it will not take?"""
    lost = (
        smtplib.SMTPServerDisconnected,
        smtplib.SMTPConnectError,
        smtplib.SMTPHeloError,
        smtplib.SMTPAuthenticationError,
    )
    return isinstance(error, lost) or (isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException))
