"""Comments: written, weighed by the filter, shown. No page here; `views/talk.py` has those."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from dateline.desk.because import FINE, of_filter
from dateline.desk.models import Comment, Decision, Person, Wording
from dateline.desk.models.targets import anything_on
from dateline.desk.notices import subscribing
from dateline.desk.spam import Offered, Setting, Verdict, weigh
from dateline.desk.spam.learned import Learned, learn
from dateline.desk.targets import Aim
from dateline.desk.words import field_words

FIELDS = ("kind", "actors", "recipients", "place", "when", "status")  # of a record, on which people write
LONGEST = 5000  # characters of a comment
MOST_AN_HOUR = 20  # comments of a person, whatever the filter thinks of them
_DAYS = 14  # for which repetition is looked for
_MOST_COMPARED = 300
_MOST_LEARNED = 5000
_SALT = "dateline.comment"
_OUTCOMES = {"publish": Comment.State.PUBLISHED, "hold": Comment.State.HELD, "drop": Comment.State.DROPPED}


@dataclass(frozen=True, slots=True)
class Discussion:
    """What stands under an article or record: comments that a reader may see, and the form."""

    aim: Aim
    comments: list[Comment]
    opened: str
    answered: Comment | None = None
    field: str = ""

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the thing on which one may write, in words."""
        return {one: field_words(one) for one in FIELDS} if self.aim.view == "event" else {}

    @property
    def threads(self) -> list[tuple[Comment, list[Comment]]]:
        """Comments with their replies; a reply to what is not seen stands by itself."""
        seen = {one.pk for one in self.comments}
        replies: dict[int, list[Comment]] = {}
        for one in self.comments:
            if one.parent_id in seen:
                replies.setdefault(one.parent_id or 0, []).append(one)
        return [(one, replies.get(one.pk, [])) for one in self.comments if one.parent_id not in seen]


def discussion(request: HttpRequest, aim: Aim) -> Discussion:
    """The discussion of a thing, as somebody may see it: what is published, and one's own."""
    user, asked = request.user, request.GET.get("reply", "")
    opened = signing.dumps(timezone.now().timestamp(), salt=_SALT) if user.is_authenticated else ""
    field = request.GET.get("about", "")
    field = field if field in FIELDS else ""
    if not anything_on(Comment, aim.view, aim.ids, ("target",)):
        return Discussion(aim, [], opened, None, field)
    seen = Q(state=Comment.State.PUBLISHED)
    if user.is_authenticated:
        seen |= Q(author=user) & ~Q(state=Comment.State.REMOVED)
    seen &= Q(author__leaving_at=None)
    found = Comment.objects.filter(seen, view=aim.view, target__in=aim.ids).select_related("author")
    comments = list(found[:500])
    answered = next((one for one in comments if str(one.pk) == asked and one.state == Comment.State.PUBLISHED), None)
    return Discussion(aim, comments, opened, answered, field)


def too_many(author: Person) -> bool:
    """Has somebody written as much as a person can within an hour?"""
    since = timezone.now() - timedelta(hours=1)
    return Comment.objects.filter(author=author, at__gte=since).count() >= MOST_AN_HOUR


@transaction.atomic
def write(
    author: Person,
    aim: Aim,
    text: str,
    *,
    trap: str,
    opened: str,
    reply: str = "",
    notify: bool = False,
    field: str = "",
) -> Comment:
    """Weigh a comment and keep it with what was decided and why.

    `reply` is the number of the published comment under the same thing that it answers; a reply to a reply stands
    beside it. With `notify` the author is mailed when somebody answers. `field` is that of a record that it is about.
    """
    verdict = _weighed(author, aim, text, trap=trap, opened=opened)
    comment = Comment.objects.create(
        author=author, view=aim.view, target=aim.id, parent=_answered(aim, reply), text=text,
        field=field if aim.view == "event" and field in FIELDS else "",
        state=_OUTCOMES[verdict.outcome], score=verdict.score, reasons=[one.kept() for one in verdict.reasons],
    )  # fmt: skip
    Decision.objects.create(comment=comment, by=None, state=comment.state, reasons=of_filter(verdict))
    if notify:
        subscribing.follow_replies(comment)
    if comment.state == Comment.State.PUBLISHED:
        subscribing.tell_of_reply(comment)
    return comment


def may_edit(comment: Comment) -> bool:
    """Is there still time, and nothing decided against it?"""
    fresh = comment.at > timezone.now() - timedelta(minutes=settings.EDIT_MINUTES)
    return fresh and comment.state in (Comment.State.PUBLISHED, Comment.State.HELD)


@transaction.atomic
def edit(comment: Comment, aim: Aim, text: str) -> None:
    """New words for a comment: the old ones are kept for moderators, the new ones weighed like any others."""
    Wording.objects.create(comment=comment, text=comment.text)
    verdict = _weighed(comment.author, aim, text, trap="", opened="", besides=comment.pk)
    held = comment.state == Comment.State.HELD  # what waits for a moderator goes on waiting
    comment.text, comment.edited_at = text, timezone.now()
    comment.state = Comment.State.HELD if held and verdict.outcome == "publish" else _OUTCOMES[verdict.outcome]
    comment.score, comment.reasons = verdict.score, [one.kept() for one in verdict.reasons]
    comment.save(update_fields=["text", "edited_at", "state", "score", "reasons"])
    Decision.objects.create(comment=comment, by=None, state=comment.state, reasons=of_filter(verdict, edited=True))


def _answered(aim: Aim, reply: str) -> Comment | None:
    if not (reply.isascii() and reply.isdigit() and len(reply) < 16):
        return None
    of_it = Comment.objects.filter(view=aim.view, target__in=aim.ids, state=Comment.State.PUBLISHED)
    found = of_it.filter(pk=int(reply)).select_related("parent").first()
    return found.parent or found if found else None


def _weighed(author: Person, aim: Aim, text: str, *, trap: str, opened: str, besides: int = 0) -> Verdict:
    """The filter's verdict; `besides` is the comment itself, which repeats nothing."""
    if author.is_trusted:
        return Verdict("publish", 0.0, ())
    now = timezone.now()
    recent = Comment.objects.filter(at__gte=now - timedelta(days=_DAYS)).exclude(pk=besides).order_by("-at")
    own = Comment.objects.filter(author=author).exclude(pk=besides)
    spam = Decision.objects.filter(spam=True, by__isnull=False).order_by("-at")[:_MOST_COMPARED]
    setting = Setting(
        seconds=_seconds(opened),
        account_hours=(now - author.date_joined).total_seconds() / 3600,
        accepted=own.filter(state=Comment.State.PUBLISHED).count(),
        removed=own.filter(decisions__spam=True, state=Comment.State.REMOVED).distinct().count(),
        lately=own.filter(at__gte=now - timedelta(minutes=10)).count(),
        own=list(recent.filter(author=author).values_list("text", flat=True)[:_MOST_COMPARED]),
        others=list(recent.exclude(author=author).values_list("text", flat=True)[:_MOST_COMPARED]),
        spam=list(Comment.objects.filter(decisions__in=list(spam)).values_list("text", flat=True)),
        about=aim.about,
        learned=learned(),
    )
    return weigh(Offered(text, trap), setting)


def _seconds(opened: str) -> float | None:
    """Seconds since the form was made; None if it does not say."""
    try:
        made = float(signing.loads(opened, salt=_SALT, max_age=timedelta(days=2)))
    except (signing.BadSignature, TypeError, ValueError):
        return None
    return max(0.0, timezone.now().timestamp() - made)


def queue(comments: QuerySet[Comment] | None = None) -> QuerySet[Comment]:
    """What waits for a moderator, of these or of all comments: held and reported ones, the oldest first."""
    open_reports = Count("reports", filter=Q(reports__settled=False))
    found = (Comment.objects.all() if comments is None else comments).annotate(open_reports=open_reports)
    return found.filter(Q(state=Comment.State.HELD) | Q(open_reports__gt=0)).order_by("at", "pk")


def learned() -> Learned:
    """What the moderators' decisions teach; counted again when there is a new one."""
    last = Decision.objects.filter(by__isnull=False).order_by("-id").values_list("id", flat=True).first()
    return _learned(last or 0)


@lru_cache(maxsize=1)
def _learned(last: int) -> Learned:
    decided: dict[int, tuple[str, bool]] = {}
    found = Decision.objects.filter(by__isnull=False, id__lte=last).select_related("comment").order_by("-id")
    for one in found[:_MOST_LEARNED]:
        if one.spam or one.state == Comment.State.PUBLISHED:
            decided.setdefault(one.comment_id, (one.comment.text, one.spam))
    return learn(decided.values())


@transaction.atomic
def decide(comment: Comment, by: Person, *, publish: bool, spam: bool, reason: str) -> None:
    """A moderator's word on a comment: kept for good, and what the filter learns from. Without a reason it is fine."""
    comment.state = Comment.State.PUBLISHED if publish else Comment.State.REMOVED
    comment.save(update_fields=["state"])
    comment.reports.update(settled=True)
    Decision.objects.create(
        comment=comment, by=by, state=comment.state, spam=spam and not publish, reason=reason[:500],
        reasons=[] if reason else [FINE.kept()],
    )  # fmt: skip
    if publish:
        subscribing.tell_of_reply(comment)
