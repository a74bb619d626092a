"""Filters of the desk's templates: numbers of things, and moments in the reader's time zone."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dateline.desk import words
from dateline.desk.listing import entry_html, event_html, statement_html
from dateline.desk.refusals import refusal_words

register = template.Library()
register.filter("number", words.number)
register.filter("reports", words.reports)
register.filter("records", words.records)
register.filter("statements", words.statements)
register.filter("minutes", words.minutes)
register.filter("log_words", words.log_words)
register.filter("refusal", refusal_words)
register.simple_tag(event_html, name="event")
register.simple_tag(entry_html, name="entry")
register.simple_tag(statement_html, name="statement")


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A moment as words and for programs; the zone is that which the reader chose, else that of the desk."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    words_ = f"{words.day_words(f'{local:%Y-%m-%d}')}, {local:%H:%M} {local:%Z}"
    return format_html('<time class="moment" datetime="{}">{}</time>', local.isoformat(timespec="seconds"), words_)


@register.filter
def day(at: datetime | None) -> str:
    """The day of a moment in the reader's time zone."""
    return words.day_words(f"{timezone.localtime(at):%Y-%m-%d}") if at else ""
