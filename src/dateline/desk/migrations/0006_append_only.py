"""The audit log takes no changes: the database itself refuses them."""

from __future__ import annotations

from django.db import migrations

from dateline.desk.audit import guard, unguard


class Migration(migrations.Migration):
    """Triggers."""

    dependencies = [("desk", "0005_people_and_programs")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: guard(editor.connection), lambda apps, editor: unguard(editor.connection)
        )
    ]
