"""Events and statements as items of lists, as HTML: a month has two hundred, too many for templates within templates.

What comes from reports is escaped here. The few words of the desk between are looked up once for each language.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

from dateline.desk.lines import EventLine, Link, StatementLine, record_url
from dateline.desk.words import number, reports

_LONGEST = 400  # characters of a quote in a list
_OUTLETS = 3  # named of an event's; the others are "and others"
_STEPS = 3  # of an event's that are shown at once: a summit that wavers has a dozen
_ABOUT = 3  # matters that a statement leads to
_SHOWN = 2  # of those who act, in a day of the month
_TOLD = {
    "and": gettext_lazy("and"), "to": gettext_lazy("to"), "then": gettext_lazy("then"),
    "others": gettext_lazy("and others"), "passing": gettext_lazy("told in passing"),
    "unreported": gettext_lazy("its day has passed, no report says what came of it"),
    "matter": gettext_lazy("the matter"),
}  # fmt: skip


@lru_cache(maxsize=200)
def _say(language: str | None, word: str) -> str:
    return escape(str(_TOLD[word]))


def link_html(one: Link) -> SafeString:
    """Words that lead somewhere, or the words."""
    words = escape(one.words)
    return mark_safe(f'<a href="{escape(one.url)}">{words}</a>' if one.url else words)


def names_html(links: Iterable[Link]) -> SafeString:
    """Names in one line: "A, B and C"."""
    *first, last = [str(link_html(one)) for one in links] or [""]
    return mark_safe(f"{', '.join(first)} {_say(get_language(), 'and')} {last}" if first else last)


def _arrow(word: str) -> str:
    return f'<span class="arrow" role="img" aria-label="{_say(get_language(), word)}">→</span>'


def sides_html(line: EventLine) -> SafeString:
    """Who, and with or to whom."""
    who = f"<bdi>{names_html(line.actors)}</bdi>"
    if not line.recipients:
        return mark_safe(who)
    between = f" {_arrow('to')} " if line.actors else ""
    return mark_safe(f"{who}{between}<bdi>{names_html(line.recipients)}</bdi>")


def _aside(words: str) -> str:
    return f' <span class="aside">· {words}</span>'


def event_html(line: EventLine, *, before: str = "", known: str = "") -> SafeString:
    """An event in a list; `before` is the status that it had, since when it has another is `known`."""
    language = get_language()
    day = escape(line.day)
    if line.told:
        day += _aside(escape(gettext("told on %(told)s") % {"told": line.told}))
    place = f" · {link_html(line.place)}" if line.place else ""
    status = f'<bdi><span class="status {escape(line.tone)}">{escape(line.status)}</span></bdi>'
    if before:
        status = f'<bdi class="aside">{escape(before)}</bdi> {_arrow("then")} {status}'
    if known:
        status += _aside(escape(gettext("known since %(known)s") % {"known": known}))
    if line.unreported:
        status += _aside(_say(language, "unreported"))
    source = escape(reports(line.tellings))
    if line.outlets:
        source += ": " + escape(", ".join(line.outlets[:_OUTLETS]))
        source += f" {_say(language, 'others')}" if len(line.outlets) > _OUTLETS else ""
    if line.passing:
        source += f" · {_say(language, 'passing')}"
    return mark_safe(
        f'<li class="event">\n  <p class="day">{day}</p>\n  <div>\n'
        f'    <h3><a href="{escape(line.url)}">{escape(capfirst(line.kind))}</a>'
        f' <span class="who">{sides_html(line)}{place}</span></h3>\n'
        f"    <p>{status}{_aside(source)}</p>\n" + _steps_html(line.steps) + "  </div>\n</li>"
    )


def _steps_html(steps: list[str]) -> str:
    """How an event came to stand as it does: the last steps, and those before behind a click."""
    earlier, last = _chain(steps[:-_STEPS]), _chain(steps[-_STEPS:])
    more = ""
    if earlier:
        count = len(steps) - _STEPS
        words = ngettext("%(n)s earlier step", "%(n)s earlier steps", count) % {"n": number(count)}
        more = f'    <details class="steps"><summary>{escape(words)}</summary><p>{earlier}</p></details>\n'
    return more + (f'    <p class="steps">{last}</p>\n' if last else "")


def _chain(steps: list[str]) -> str:
    return f" {_arrow('then')} ".join(f"<bdi>{escape(one)}</bdi>" for one in steps)


def entry_html(line: EventLine) -> SafeString:
    """An event in a day of the month."""
    who = ", ".join(one.words for one in line.actors[:_SHOWN])
    whom = f" → {line.recipients[0].words}" if line.recipients else ""
    return mark_safe(
        f'<p class="entry {escape(line.tone)}"><a href="{escape(line.url)}">'
        f"{escape(f'{capfirst(line.kind)}: {who}{whom}')}</a>"
        f' <span class="aside">{escape(line.status)}</span></p>'
    )


def statement_html(said: StatementLine) -> SafeString:
    """A statement in a list."""
    language = get_language()
    how = escape(said.act)
    if said.addressees:
        how += f" · {_say(language, 'to')} {names_html(said.addressees)}"
    how += "".join(f" · {escape(words)} {link_html(link)}" for words, link in said.voices)
    quotes = "".join(
        f'<p><a class="proof" href="{escape(one.url)}">{escape(Truncator(one.quote).chars(_LONGEST))}</a></p>'
        for one in said.parts
    )
    source = escape(reports(said.articles))
    source += ": " + escape(", ".join(said.outlets)) if said.outlets else ""
    for nth, id in enumerate(said.about[:_ABOUT], 1):
        which = f" {nth}" if len(said.about) > 1 else ""
        source += f' · <a href="{escape(record_url(id))}">{_say(language, "matter")}{which}</a>'
    return mark_safe(
        f'<li class="said" id="statement-{escape(said.id)}">\n  <p class="day">{escape(said.day)}</p>\n  <div>\n'
        f'    <h3>{link_html(said.speaker)} <span class="who">{how}</span></h3>\n'
        f'    <blockquote lang="en" dir="ltr">{quotes}</blockquote>\n    <p class="aside">{source}</p>\n  </div>\n</li>'
    )
