"""Why a comment was held, kept back, published or removed, in the reader's language.

What the filter found is kept as codes with their numbers (`spam.filter.Reason`), so that each reads it in the own
language; what people wrote, and what an earlier version kept in words, is shown as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext, gettext_noop, ngettext

from dateline.desk.lines import listed
from dateline.desk.models import Decision
from dateline.desk.spam.filter import Reason, Verdict

Kept = str | Mapping[str, Any]  # a reason as it lies in the database; words are of an earlier version

_PLAIN = {
    "trap": gettext_noop("a field that people do not see was filled in"),
    "removed_before": gettext_noop("the same text was removed as spam before"),
    "link_of_newcomer": gettext_noop("a link from somebody who is new here"),
    "link_hidden": gettext_noop("a link that hides where it leads"),
    "bait": gettext_noop("words that ask for clicks, followers or money"),
    "begging": gettext_noop("words that beg"),
    "disguised": gettext_noop("hidden or look-alike letters"),
    "shouting": gettext_noop("mostly capitals"),
    "learned": gettext_noop("words like those of comments that moderators removed as spam"),
    "repeated": gettext_noop("the same text by the same person"),
    "repeats_another": gettext_noop("the same text by somebody else"),
    "like_removed": gettext_noop("almost the text of a comment removed as spam"),
    "new_account": gettext_noop("an account less than an hour old"),
    "removed_earlier": gettext_noop("earlier comments of the same person were removed"),
    "off_topic": gettext_noop("nothing in it is about the report"),
    "fine": gettext_noop("fine as it is"),
}
_CONTACTS = {
    "telephone": gettext_noop("a telephone number"), "mail": gettext_noop("an e-mail address"),
    "messenger": gettext_noop("a messenger"), "wallet": gettext_noop("a wallet"),
}  # fmt: skip
_COUNTED: dict[str, Callable[[int], str]] = {
    "links": lambda n: ngettext("%(n)s link", "%(n)s links", n),
    "quick": lambda n: ngettext(
        "written %(n)s second after the page was opened", "written %(n)s seconds after the page was opened", n
    ),
    "often": lambda n: gettext("comment number %(n)s within ten minutes"),
}
FINE = Reason("fine")  # of a moderator who publishes and says no more


def of_filter(verdict: Verdict, *, edited: bool = False) -> list[dict[str, Any]]:
    """A decision of the filter as it is kept: first whose it is, then the reasons."""
    return [Reason("edited" if edited else "filter").kept(), *(one.kept() for one in verdict.reasons)]


def reason_words(kept: Kept) -> str:
    """A reason in words; a code that this version does not know as it is."""
    if isinstance(kept, str):
        return kept
    code = str(kept.get("code", ""))
    if code in _COUNTED:
        count = int(kept.get("count", 0))
        return _COUNTED[code](count) % {"n": count}
    if code == "contacts":
        kinds = [gettext(_CONTACTS.get(one, one)) for one in kept.get("kinds", ())]
        return gettext("%(contacts)s in the text") % {"contacts": listed(kinds)}
    return gettext(_PLAIN.get(code, code))


def reasons_words(several: Iterable[Kept]) -> str:
    """Several in one line."""
    return "; ".join(reason_words(one) for one in several)


def decision_words(decision: Decision) -> str:
    """Why it was decided so."""
    if decision.reason or not decision.reasons:
        return decision.reason
    first, *others = decision.reasons
    if first.get("code") not in ("filter", "edited"):
        return reasons_words(decision.reasons)
    told = {"reasons": reasons_words(others) or gettext("nothing against it")}
    if first["code"] == "edited":
        return gettext("edited; filter: %(reasons)s") % told
    return gettext("filter: %(reasons)s") % told
