"""`python -m dateline.desk notify`: write down what is new for subscribers and send what is due."""

from __future__ import annotations

import logging
import os
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from dateline.desk import notices
from dateline.desk.held import the_ledger
from dateline.desk.retention import Daily

_log = logging.getLogger("dateline.desk.notify")


class Command(BaseCommand):
    """Mails and webhooks to subscribers."""

    help = "Write down what is new for subscribers and send what is due. The running desk does it by itself."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often, and for whom."""
        parser.add_argument("--parent", type=int, metavar="PID", help="stop when this process is no longer the parent")
        parser.add_argument("--every", type=float, metavar="SECONDS", help="go on until stopped, looking so often")

    def handle(self, *args: Any, **options: Any) -> None:
        """Once, and say how many went; or until it is told to stop, or its parent is gone."""
        if options["every"] is None:
            sent, failed = notices.once(the_ledger())
            self.stdout.write(f"{sent} sent, {failed} not sent")
            return
        stop, parent, tidy = threading.Event(), options["parent"], Daily()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.wait(options["every"]) and parent in (None, os.getppid()):
            close_old_connections()
            try:
                notices.once(the_ledger(), stop=stop.is_set)
                tidy()
            except Exception:  # whatever failed may work the next time; all is written down before it is sent
                _log.exception("notices")
