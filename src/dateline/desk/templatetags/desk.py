"""What the desk's templates ask: numbers of things, moments in the reader's time zone, lists, what all pages share."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from html import escape

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, gettext_noop

from dateline.desk import words
from dateline.desk.format_words import format_words
from dateline.desk.listing import entry_html, event_html, link_html, names_html, sides_html, statement_html
from dateline.desk.refusals import refusal_words

register = template.Library()
register.filter("number", words.number)
register.filter("reports", words.reports)
register.filter("records", words.records)
register.filter("statements", words.statements)
register.filter("minutes", words.minutes)
register.filter("log_words", words.log_words)
register.filter("refusal", refusal_words)
register.filter("format_words", format_words)
register.simple_tag(event_html, name="event")
register.simple_tag(entry_html, name="entry")
register.simple_tag(statement_html, name="statement")
register.simple_tag(link_html, name="link")
register.simple_tag(names_html, name="names")
register.simple_tag(sides_html, name="sides")


class _Same(template.Node):
    """What is the same wherever it stands, but for the language: rendered once for each."""

    def __init__(self, inside: NodeList) -> None:
        self._inside = inside
        self._made: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        """As it was rendered first in this language."""
        language = get_language()
        if language not in self._made:
            self._made[language] = self._inside.render(context)
        return self._made[language]


@register.tag
def same(parser: Parser, token: Token) -> _Same:
    """`{% same %}…{% endsame %}`: nothing inside may depend on the page, the reader or the ledger."""
    inside = parser.parse(("endsame",))
    parser.delete_first_token()
    return _Same(inside)


# The main pages: the key that leads there, the name of the address, and that which readers see.
_MAIN = (
    ("f", "front", gettext_noop("Today")), ("c", "calendar", gettext_noop("Calendar")),
    ("s", "stories", gettext_noop("Stories")), ("w", "statements", gettext_noop("Statements")),
    ("m", "map", gettext_noop("Map")), ("n", "network", gettext_noop("Network")),
)  # fmt: skip


@cache
def _main_paths() -> dict[str, str]:
    return {name: reverse(name) for _, name, _ in _MAIN}


@cache
def _main_pages(language: str | None, here: str) -> SafeString:
    """The list in the language that is active, on one of these pages or ("") on any other."""
    items = ""
    for key, name, shown in _MAIN:
        path = _main_paths()[name]
        current = ' aria-current="page"' if path == here else ""
        items += f'<li><a href="{path}" data-go="{key}"{current}>{escape(gettext(shown))}</a></li>\n'
    return mark_safe(f"<ul>\n{items}</ul>")


@register.simple_tag(takes_context=True)
def main_pages(context: Context) -> SafeString:
    """The main pages as a list, which a page shows as a bar and, on a phone, in a menu."""
    request = context.get("request")
    here = request.path if request is not None else ""
    return _main_pages(get_language(), here if here in _main_paths().values() else "")


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
