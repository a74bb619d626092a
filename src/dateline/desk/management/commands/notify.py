"""`python -m dateline.desk notify`: write down what is new for subscribers and send what is due, once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from dateline.desk import notices
from dateline.desk.held import the_ledger


class Command(BaseCommand):
    """Mails to subscribers."""

    help = "Write down what is new for subscribers and send what is due, once. The running desk does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many went."""
        sent, failed = notices.once(the_ledger())
        self.stdout.write(f"{sent} sent, {failed} not sent")
