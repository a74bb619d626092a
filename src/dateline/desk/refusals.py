"""What the ledger and the network refuse, in the reader's language: their errors are English sentences with values.

Each sentence stands here once more where translators' tools find it, with a name for each value. A test reads the
sources for errors that are missing here; what this version does not know is shown as it was said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from dateline.desk.words import field_words
from dateline.errors import DatelineError

_SAID = (
    # names and ids that are asked for
    gettext_noop("no event %(id)s"),
    gettext_noop("no article %(id)s"),
    gettext_noop("no report told of %(id)s until %(day)s"),
    gettext_noop("several events have ids that begin with %(id)s"),
    gettext_noop("nobody called “%(name)s” is in this ledger"),
    gettext_noop("“%(name)s” may be %(names)s"),
    gettext_noop("%(person)s is a person, %(body)s is none"),
    # corrections
    gettext_noop("“%(name)s” is no field of an event"),
    gettext_noop("no report of this event says so"),
    gettext_noop("“%(field)s” always has a value"),
    gettext_noop("an event has one place"),
    gettext_noop("“%(value)s” is no day"),
    gettext_noop("“%(value)s” is no kind"),
    gettext_noop("“%(value)s” is no status"),
    gettext_noop("these words do not stand in that report"),
    # hints of these
    gettext_noop("name a report of the ledger (article) and its words (quote)"),
    gettext_noop("give one, or let the reports speak again"),
    gettext_noop("give one"),
    gettext_noop("2018-06-12, 2018-06, 2018, or two of them with a slash"),
    gettext_noop("copy them as they are, blanks and all"),
    # a ledger that cannot be written
    gettext_noop("%(ledger)s is being written by another process"),
    gettext_noop("%(ledger)s cannot be written: %(why)s"),
    # webhooks
    gettext_noop("%(host)s: no such host (%(why)s)"),
    gettext_noop("%(host)s is an address of this network"),
    gettext_noop("%(host)s takes too long"),
    gettext_noop("%(url)s: no web address"),
    gettext_noop("it answered %(status)s"),
    gettext_noop("three days without success: %(said)s"),
)
_VALUE = re.compile(r"%\((\w+)\)s")


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each sentence with the form that it has when it is said; the values are whatever stands in their places."""
    found = []
    for one in _SAID:
        words, names = _VALUE.split(one)[::2], _VALUE.findall(one)
        form = re.escape(words[0])
        for name, after in zip(names, words[1:], strict=True):
            form += f"(?P<{name}>.+?)" + re.escape(after)
        found.append((one, re.compile(form, re.DOTALL)))
    return tuple(found)


def meant(said: str) -> tuple[str, dict[str, str]] | None:
    """The sentence that was said, as translators know it, and its values; None for what is not known here."""
    for sentence, form in _forms():
        if found := form.fullmatch(said):
            return sentence, found.groupdict()
    return None


def refusal_words(said: str) -> str:
    """What was refused, in the language that is active; as it was said where it is not known here."""
    found = meant(said)
    if found is None:
        return said
    sentence, values = found
    inner = {"field": field_words, "said": refusal_words}
    return gettext(sentence) % {name: inner.get(name, str)(value) for name, value in values.items()}


def error_words(error: DatelineError) -> str:
    """The message of an error in the language that is active; those of the desk's own are in it already."""
    return error.message if getattr(error, "translated", False) else refusal_words(error.message)


def in_reach(error: DatelineError) -> bool:
    """Is there a translation of it, so that it is in the language of the page?"""
    return getattr(error, "translated", False) or meant(error.message) is not None
