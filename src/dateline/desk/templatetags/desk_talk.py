"""What templates of discussions ask."""

from __future__ import annotations

from django import template

from dateline.desk import talk, words
from dateline.desk.because import decision_words, reasons_words
from dateline.desk.held import the_ledger
from dateline.desk.models import Comment, Proposal, Subscription
from dateline.desk.targets import heading_of, title_of

register = template.Library()
register.filter("because", decision_words)
register.filter("reasons", reasons_words)


@register.simple_tag
def waiting() -> dict[str, int]:
    """How much waits for the editors: comments that are held or reported, and proposals."""
    return {"comments": talk.queue().count(), "proposals": Proposal.objects.filter(state=Proposal.State.OPEN).count()}


@register.filter
def may_edit(comment: Comment) -> bool:
    """May its author still edit it?"""
    return talk.may_edit(comment)


@register.filter
def subject(comment: Comment) -> str:
    """The title of what a comment is about."""
    return heading_of(the_ledger(), comment)


@register.filter
def followed(one: Subscription) -> str:
    """What somebody follows, in the reader's language."""
    return title_of(the_ledger(), one)


@register.filter
def field_words(field: str) -> str:
    """The name of a field as a person says it."""
    return words.field_words(field)
