"""The table of the counters of rate limits."""

from __future__ import annotations

from django.core.management import call_command
from django.db import migrations


def make(apps: object, editor: object) -> None:
    """Make it."""
    call_command("createcachetable", "desk_counters", verbosity=0, database=editor.connection.alias)  # type: ignore[attr-defined]


class Migration(migrations.Migration):
    """No model: Django's cache has a table of its own."""

    dependencies = [("desk", "0003_follow_replies")]

    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
