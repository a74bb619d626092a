"""What people write about and follow."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Target(models.TextChoices):
    """What people write about and follow."""

    ARTICLE = "article", _("article")
    EVENT = "event", _("record")
    ENTITY = "entity", _("actor")
    COMMENT = "comment", _("replies to a comment")
    PAIR = "pair", _("pair of actors")
    PLACE = "place", _("place")
    SEARCH = "search", _("search")


def target_url(view: str, target: str) -> str:
    """The page of a target."""
    if view == Target.COMMENT:
        from dateline.desk.models.talk import Comment

        found = Comment.objects.filter(pk=int(target)).first()
        return found.url if found else reverse("front")
    if view == Target.PAIR:
        return reverse("pair", args=target.split(" ", 1))
    if view == Target.SEARCH:
        return f"{reverse('search')}?{target}"
    if view == Target.PLACE:
        return reverse("place", args=[target])
    return reverse({"article": "article", "event": "record", "entity": "actor"}[view], args=[target])
