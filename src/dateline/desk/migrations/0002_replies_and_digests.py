"""Replies to comments; how often mails go."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns only."""

    dependencies = [
        ("desk", "0001_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="comment",
            name="parent",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="replies", to="desk.comment"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="made_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddField(
            model_name="subscription",
            name="every",
            field=models.CharField(
                choices=[("once", "as it comes"), ("hour", "at most once an hour"), ("day", "at most once a day")],
                default="once",
                max_length=4,
            ),
        ),
    ]
