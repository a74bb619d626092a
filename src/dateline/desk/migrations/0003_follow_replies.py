"""Replies to a comment can be followed."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more choice."""

    dependencies = [
        ("desk", "0002_replies_and_digests"),
    ]

    operations = [
        migrations.AlterField(
            model_name="comment",
            name="view",
            field=models.CharField(
                choices=[
                    ("article", "article"),
                    ("event", "record"),
                    ("entity", "actor"),
                    ("comment", "replies to a comment"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="view",
            field=models.CharField(
                choices=[
                    ("article", "article"),
                    ("event", "record"),
                    ("entity", "actor"),
                    ("comment", "replies to a comment"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="view",
            field=models.CharField(
                choices=[
                    ("article", "article"),
                    ("event", "record"),
                    ("entity", "actor"),
                    ("comment", "replies to a comment"),
                ],
                max_length=8,
            ),
        ),
    ]
