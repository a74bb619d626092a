"""The desk as an app of Django."""

from __future__ import annotations

from django.apps import AppConfig


class Desk(AppConfig):
    """One app: its tables are those of people's data."""

    name = "dateline.desk"
    label = "desk"
    verbose_name = "Dateline desk"

    def ready(self) -> None:
        """Listen to what happens to accounts."""
        from dateline.desk import signals  # noqa: F401
