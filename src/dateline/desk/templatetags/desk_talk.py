"""What templates of discussions ask."""

from __future__ import annotations

from django import template

from dateline.desk import talk, words
from dateline.desk.models import Comment

register = template.Library()


@register.filter
def may_edit(comment: Comment) -> bool:
    """May its author still edit it?"""
    return talk.may_edit(comment)


@register.filter
def field_words(field: str) -> str:
    """The name of a field as a person says it."""
    return words.field_words(field)
