"""A subscription knows when it ended: how long it is kept is counted from there."""

from __future__ import annotations

from django.db import migrations, models
from django.utils import timezone


def begin(apps: object, editor: object) -> None:
    """When those of before ended was not kept: they are counted from today, so that none goes sooner than promised."""
    subscription = apps.get_model("desk", "Subscription")  # type: ignore[attr-defined]
    subscription.objects.filter(state="ended").update(ended_at=timezone.now())


class Migration(migrations.Migration):
    """One column, and a rule: it is filled where the subscription has ended, and nowhere else."""

    dependencies = [("desk", "0007_language")]

    operations = [
        migrations.AddField(
            model_name="subscription",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", False), ("state", "ended"))
                | models.Q(models.Q(("state", "ended"), _negated=True), ("ended_at__isnull", True)),
                name="ended_at_its_time",
            ),
        ),
    ]
