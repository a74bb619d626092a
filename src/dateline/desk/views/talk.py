"""Comments sent and reported, and the moderators' queue."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dateline.desk import talk
from dateline.desk.audit import note
from dateline.desk.because import reasons_words
from dateline.desk.guards import came_from, editors, log_in_first, logged_in, person
from dateline.desk.held import the_ledger
from dateline.desk.models import Comment, Decision, Report
from dateline.desk.spam.filter import HOLD
from dateline.desk.spam.learned import LEAST
from dateline.desk.targets import aim

_A_PAGE = 50


@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """A comment under an article or a record; who is not logged in is led to the log-in and back to that page."""
    view = request.POST.get("view", "")
    target = aim(the_ledger(), view if view in ("article", "event") else "", request.POST.get("target", ""))
    if not request.user.is_authenticated:
        return log_in_first(f"{target.url}#discussion")
    text = _clean(request.POST.get("text", ""))
    problem, often = _no_comment(text), False
    if not problem and talk.too_many(person(request)):
        often = True
        problem = _(
            "More than %(most_an_hour)s comments an hour are too many. Your words were not kept; try later."
        ) % {"most_an_hour": talk.MOST_AN_HOUR}
    if problem:
        page = {"title": _("Not sent"), "words": problem, "kept": text}
        return render(request, "desk/not_sent.html", page, status=429 if often else 400)
    comment = talk.write(
        person(request), target, text, trap=request.POST.get("website", ""), opened=request.POST.get("opened", ""),
        reply=request.POST.get("reply", ""), notify=request.POST.get("notify") == "on",
        field=request.POST.get("field", ""),
    )  # fmt: skip
    _tell(request, comment)
    return redirect(comment.url)


def _tell(request: HttpRequest, comment: Comment) -> None:
    """What became of it, for its author."""
    reasons = f": {reasons_words(comment.reasons)}" if comment.reasons else ""
    told = {
        Comment.State.PUBLISHED: _("Your comment is published."),
        Comment.State.HELD: _("Your comment waits for a moderator%(reasons)s.") % {"reasons": reasons},
        Comment.State.DROPPED: _("Your comment was kept back as spam%(reasons)s.") % {"reasons": reasons},
    }
    level = messages.SUCCESS if comment.state == Comment.State.PUBLISHED else messages.WARNING
    messages.add_message(request, level, told[Comment.State(comment.state)])


@require_http_methods(["GET", "HEAD", "POST"])
@logged_in
def edit(request: HttpRequest, number: int) -> HttpResponseBase:
    """Somebody edits a comment of one's own, for some minutes."""
    comment = get_object_or_404(Comment, pk=number, author=person(request))
    problem, status = "", 400
    text = _clean(request.POST.get("text", comment.text))
    if not talk.may_edit(comment):
        words = _("It could be edited for %(minutes)s minutes; now it can be deleted only.")
        problem, status = words % {"minutes": settings.EDIT_MINUTES}, 403
    elif request.method == "POST":
        problem = _no_comment(text)
        if not problem:
            talk.edit(comment, aim(the_ledger(), comment.view, comment.target), text)
            _tell(request, comment)
            return redirect(comment.url)
    page = {"one": comment, "text": text, "problem": problem, "minutes": settings.EDIT_MINUTES}
    return render(request, "desk/comment_edit.html", page, status=status if problem else 200)


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\0", "").strip()


def _no_comment(text: str) -> str:
    """Why that is no comment; "" if it is one."""
    if not any(one.isprintable() and not one.isspace() for one in text):  # marks that nobody sees are none
        return _("There are no words in it.")
    if len(text) <= talk.LONGEST:
        return ""
    return _("It has %(count)s characters; %(most)s are the most.") % {"count": len(text), "most": talk.LONGEST}


@require_POST
@logged_in
def report(request: HttpRequest, number: int) -> HttpResponseBase:
    """Somebody's word that a published comment should be looked at."""
    comment = get_object_or_404(Comment, pk=number, state=Comment.State.PUBLISHED)
    reason = request.POST.get("reason", "").strip()[:500]
    Report.objects.get_or_create(comment=comment, by=person(request), defaults={"reason": reason})
    messages.success(request, _("Reported. A moderator will look at it."))
    return redirect(came_from(request))


@require_POST
@logged_in
def take_back(request: HttpRequest, number: int) -> HttpResponseBase:
    """Somebody deletes a comment of one's own; replies to it stay."""
    comment = get_object_or_404(Comment, pk=number, author=person(request))
    comment.delete()
    messages.success(request, _("Your comment is deleted."))
    return redirect(came_from(request))


@require_safe
@editors
def queue(request: HttpRequest) -> HttpResponseBase:
    """What waits for a moderator: held comments and reported ones; what was kept back can be looked through."""
    shown = request.GET.get("show", "")
    comments = Comment.objects.select_related("author").prefetch_related("decisions__by", "reports__by", "wordings")
    looked_through = shown in ("dropped", "removed")
    found = comments.filter(state=shown).order_by("-at") if looked_through else talk.queue(comments)
    learned = talk.learned()
    page = {"comments": found[:_A_PAGE], "shown": shown, "learned": learned, "least": LEAST}
    return render(request, "desk/moderation.html", page)


@require_POST
@editors
def decide(request: HttpRequest, number: int) -> HttpResponseBase:
    """A moderator's word: publish, or remove with a reason."""
    comment = get_object_or_404(Comment, pk=number)
    action, reason = request.POST.get("action", ""), request.POST.get("reason", "").strip()
    if action not in ("publish", "remove", "spam") or (action != "publish" and not reason):
        messages.error(request, _("Say why: the reason is kept, and the author sees it."))
        return redirect("moderation")
    talk.decide(comment, person(request), publish=action == "publish", spam=action == "spam", reason=reason)
    note("comment " + ("published" if action == "publish" else "removed"), on=f"comment {number}",
         detail=reason + (" (spam)" if action == "spam" else ""), request=request)  # fmt: skip
    messages.success(request, _("Published.") if action == "publish" else _("Removed."))
    return redirect("moderation")


@require_safe
def about_filter(request: HttpRequest) -> HttpResponse:
    """What the filter looks at, what becomes of the data, and how often it is wrong."""
    decided = Decision.objects.filter(by__isnull=False, comment__decisions__state=Comment.State.HELD)
    held = decided.values("comment").distinct().count()
    freed = decided.filter(state=Comment.State.PUBLISHED).values("comment").distinct().count()
    page = {"held": held, "freed": freed, "learned": talk.learned(), "least": LEAST, "hold": HOLD}
    return render(request, "desk/filter.html", page)
