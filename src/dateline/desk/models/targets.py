"""What people write about and follow."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, models
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


def anything_on(table: type[models.Model], view: str, ids: tuple[str, ...], columns: Sequence[str]) -> bool:
    """Is there a row of that view with one of these ids in one of the columns?

    Asked before the rows are, since most things have none: a question in words of the database is asked in a tenth of
    the time in which the ORM puts one together.
    """
    name, marks = connection.ops.quote_name, ", ".join(["%s"] * len(ids))
    found = " OR ".join(f"{name(one)} IN ({marks})" for one in columns)
    query = f"SELECT 1 FROM {name(table._meta.db_table)} WHERE {name('view')} = %s AND ({found}) LIMIT 1"
    with connection.cursor() as cursor:
        cursor.execute(query, [view, *(ids * len(columns))])
        return cursor.fetchone() is not None


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
