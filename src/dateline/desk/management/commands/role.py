"""`python -m dateline.desk role NAME ROLE`: give an account a role, without a browser."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dateline.desk.accounts import LastAdministrator, give_role
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
        whom = Person.objects.filter(username=options["name"]).first()
        if whom is None:
            raise CommandError(f"there is no account {options['name']}")
        try:
            give_role(whom, options["role"], active=whom.is_active)
        except LastAdministrator as error:
            raise CommandError(f"{error} is the only administrator: make somebody else one first") from None
        note("role given", on=options["name"], detail=f"{options['role']}, on the command line")
        self.stdout.write(f"{options['name']} is {options['role']}")
