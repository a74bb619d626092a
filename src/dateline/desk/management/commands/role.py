"""`python -m dateline.desk role NAME ROLE`: give an account a role, without a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dateline.desk.audit import note
from dateline.desk.models import Person


class Command(BaseCommand):
    """Roles."""

    help = "Give an account a role: reader, contributor, editor or administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and what."""
        parser.add_argument("name")
        parser.add_argument("role", choices=Person.Role.values)

    def handle(self, *args: Any, **options: Any) -> None:
        """Set it."""
        if not Person.objects.filter(username=options["name"]).update(role=options["role"]):
            raise CommandError(f"there is no account {options['name']}")
        note("role given", on=options["name"], detail=f"{options['role']}, on the command line")
        self.stdout.write(f"{options['name']} is {options['role']}")
