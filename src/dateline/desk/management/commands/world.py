"""`python -m dateline.desk world`: draw the dots behind the map anew, from the gazetteer of the lexicon."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import BaseCommand

from dateline.desk.drawing import world


class Command(BaseCommand):
    """Write `static/desk/world.svg`."""

    help = "Draw the dots behind the map anew."

    def handle(self, *args: object, **options: object) -> None:
        """Write the file."""
        (settings.HERE / "static/desk/world.svg").write_text(world(), "utf-8")
