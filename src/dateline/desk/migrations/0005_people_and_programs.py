"""Keys and hooks of programs, the audit log, edited comments, corrections of fields, accounts that leave."""

from __future__ import annotations

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import dateline.desk.models


class Migration(migrations.Migration):
    """Tables and columns."""

    dependencies = [
        ("desk", "0004_counters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("since", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("what", models.CharField(max_length=40)),
                ("on", models.CharField(blank=True, max_length=120)),
                ("detail", models.CharField(blank=True, max_length=500)),
                ("ip", models.CharField(blank=True, max_length=45)),
            ],
            options={
                "ordering": ("-at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Hook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.URLField(max_length=500)),
                ("secret", models.CharField(default=dateline.desk.models.new_hook_secret, max_length=80)),
                ("before", models.CharField(blank=True, max_length=80)),
                ("before_until", models.DateTimeField(null=True)),
                ("ended", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("used_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=5000)),
                ("until", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("until", "id"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="subscription",
            name="one_subscription",
        ),
        migrations.AddField(
            model_name="comment",
            name="edited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="comment",
            name="field",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="person",
            name="leaving_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="proposal",
            name="article",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="proposal",
            name="field",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="proposal",
            name="quote",
            field=models.CharField(blank=True, max_length=1000),
        ),
        migrations.AddField(
            model_name="proposal",
            name="value",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AlterField(
            model_name="comment",
            name="view",
            field=models.CharField(
                choices=[
                    ("article", "article"),
                    ("event", "record"),
                    ("entity", "actor"),
                    ("comment", "replies to a comment"),
                    ("pair", "pair of actors"),
                    ("place", "place"),
                    ("search", "search"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="person",
            name="role",
            field=models.CharField(
                choices=[
                    ("reader", "reader"),
                    ("contributor", "contributor"),
                    ("editor", "editor"),
                    ("administrator", "administrator"),
                ],
                default="reader",
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="b",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("same", "are one and the same"),
                    ("different", "are two different things"),
                    ("field", "has another value"),
                ],
                max_length=10,
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
                    ("pair", "pair of actors"),
                    ("place", "place"),
                    ("search", "search"),
                ],
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="address",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AlterField(
            model_name="subscription",
            name="target",
            field=models.CharField(max_length=300),
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
                    ("pair", "pair of actors"),
                    ("place", "place"),
                    ("search", "search"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="hook",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="hooks", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="subscription",
            name="hook",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="subscriptions", to="desk.hook"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("hook", None)), fields=("address", "view", "target"), name="one_subscription"
            ),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.UniqueConstraint(
                condition=models.Q(("hook__isnull", False)), fields=("hook", "view", "target"), name="one_of_a_hook"
            ),
        ),
        migrations.AddField(
            model_name="token",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tokens", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="wording",
            name="comment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="wordings", to="desk.comment"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["at"], name="entry_at"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["what", "at"], name="entry_what"),
        ),
        migrations.AddConstraint(
            model_name="hook",
            constraint=models.UniqueConstraint(fields=("person", "url"), name="one_hook"),
        ),
    ]
