"""The language of mails, with accounts, subscriptions and mails; reasons as codes."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns only: what was kept before has no language, and its reasons stay as the words that they are."""

    dependencies = [("desk", "0006_append_only")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="language",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="subscription",
            name="language",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="delivery",
            name="language",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="decision",
            name="reasons",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="decision",
            name="reason",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AlterField(
            model_name="report",
            name="reason",
            field=models.CharField(blank=True, max_length=500),
        ),
    ]
