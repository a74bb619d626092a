"""What people write about and follow: an article, a record or an actor, under any id that it ever had."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from dateline.desk.asked import NotAsked, Question
from dateline.desk.lines import Names, listed
from dateline.desk.models import Comment, Subscription, Target, target_url
from dateline.desk.words import day_words, kind_words, name_words, status_words
from dateline.errors import DatelineError, NotInLedger
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Entity, Event
from dateline.record import Record

LONGEST_QUERY = 300  # characters of a search that is followed


class NoAim(NotInLedger):
    """There is no such thing; said by the desk, in the reader's language."""

    translated = True


@dataclass(frozen=True, slots=True)
class Aim:
    """A thing of the ledger. `ids` are all that mean it: what was written under an older one is still of it."""

    view: str
    id: str
    ids: tuple[str, ...]
    title: str
    about: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its page."""
        return target_url(self.view, self.id)


def aim(ledger: Ledger, view: str, id: str) -> Aim:
    """The thing of that kind and id. Raises NotInLedger."""
    if view == "article":
        return of_article(ledger.record(id))
    if view == "event":
        event = ledger.event(id)
        return of_event(event, Names.of(ledger, events=[event]).event(event).title)
    if view in ("entity", "place"):
        return of_entity(ledger.entity(id), view)
    if view == "pair":
        parts = id.split(" ")
        if len(parts) != 2:
            raise NoAim(_("a pair is two"), hint=_("their ids, with a blank between them"))
        one, other = (ledger.entity(part) for part in parts)
        pair = of_pair(one, other)
        if len(pair.id) > LONGEST_QUERY:
            raise NoAim(_("their ids are too long to be followed together"), hint=_("follow one of them"))
        return pair
    if view == "search":
        return _search(id)
    hint = _("article, event, entity, pair, place or search")
    raise NoAim(_("there is no %(view)s") % {"view": view[:20]}, hint=hint)


def title_of(ledger: Ledger, one: Subscription) -> str:
    """What somebody follows, in the language that is active; as it was called then, where it is there no more."""
    try:
        if one.view == Target.COMMENT:
            comment = Comment.objects.filter(pk=int(one.target)).first()
            return of_replies(comment) if comment is not None else one.title
        return aim(ledger, one.view, one.target).title
    except DatelineError:
        return one.title


def heading_of(ledger: Ledger, comment: Comment) -> str:
    """What a comment is about, in the language that is active; its kind and id, where it is there no more."""
    try:
        return aim(ledger, comment.view, comment.target).title
    except DatelineError:
        return f"{capfirst(Target(comment.view).label)} {comment.target}"


def of_replies(comment: Comment) -> str:
    """What somebody follows who asked to be told of replies to a comment."""
    return _("replies to your comment of %(day)s") % {"day": day_words(f"{comment.at:%Y-%m-%d}")}


def _search(query: str) -> Aim:
    """A search that is kept: what finds the same has the same id."""
    try:
        asked = Question.given(QueryDict(query))
    except NotAsked as error:
        raise NoAim(str(error), hint=_("search anew")) from None
    if asked.empty or len(asked.query()) > LONGEST_QUERY:
        raise NoAim(_("a search that can be followed has some words, and not too many"), hint=_("search anew"))
    codes = [*map(kind_words, asked.kinds), *map(status_words, asked.statuses)]
    told = [asked.words, asked.who, asked.other, asked.place, *codes, asked.since, asked.until]
    title = _("search for %(words)s") % {"words": ", ".join(one for one in told if one)}
    return Aim("search", asked.query(), (asked.query(),), title)


def of_article(record: Record) -> Aim:
    """A report."""
    return Aim("article", record.id, (record.id,), record.article.headline or record.input, (record.article.text,))


def of_event(event: Event, title: str) -> Aim:
    """An event with its tellings, under a title in words."""
    ids = tuple(dict.fromkeys([event.id, *(one.claim for one in event.tellings)]))
    return Aim("event", event.id, ids, title, (title, *(one.sentence.quote for one in event.tellings)))


def of_pair(one: Entity, other: Entity) -> Aim:
    """Two with each other, whichever is named first."""
    first, second = sorted((one, other), key=lambda found: found.id)
    both = f"{first.id} {second.id}"
    return Aim("pair", both, (both,), listed(name_words(one.id, one.kind, one.name) for one in (first, second)))


def of_entity(entity: Entity, view: str = "entity") -> Aim:
    """A person, state or body; with "place" what happens there."""
    ids = tuple(dict.fromkeys([entity.id, *entity.known_as]))
    return Aim(view, entity.id, ids, name_words(entity.id, entity.kind, entity.name))
