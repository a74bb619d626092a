"""The desk as a server: its database made or brought up to date, then waitress on one address."""

from __future__ import annotations

import logging
import os
import stat
import threading
from pathlib import Path
from typing import Any

_log = logging.getLogger(__name__)


def prepare(ledger: str, data: Path, *, url: str) -> None:
    """Make the settings and the database of a desk. `data` is its folder, made if there is none.

    Raises LedgerError if there is no ledger.
    """
    from dateline.ledger.ledger import Ledger

    Ledger(ledger, create=False).close()
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(stat.S_IRWXU)  # people's data: nobody else's to read
    os.environ["DATELINE_DESK_LEDGER"] = ledger if "://" in ledger else str(Path(ledger).absolute())
    os.environ["DATELINE_DESK_DATA"] = str(data.absolute())
    os.environ.setdefault("DATELINE_DESK_URL", url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.desk.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def first_link() -> str | None:
    """The link that makes the first administrator; None where there is one."""
    from dateline.desk.views.people import first_link

    return first_link()


class Mailer(threading.Thread):
    """Looks every few seconds for what is new to subscribers, and sends it, until it is told to stop."""

    def __init__(self, *, every: float = 20.0) -> None:
        super().__init__(name="mailer", daemon=True)
        self._every = every
        self._stop_asked = threading.Event()

    def stop(self) -> None:
        """Ask it to stop, and wait for the mail in hand."""
        self._stop_asked.set()
        self.join(timeout=30)

    def run(self) -> None:
        """Look, send, wait."""
        from django.db import close_old_connections

        from dateline.desk import notices
        from dateline.desk.held import the_ledger

        while not self._stop_asked.wait(self._every):
            close_old_connections()
            try:
                notices.once(the_ledger())
            except Exception:  # whatever failed may work the next time; mails are written down before they are sent
                _log.exception("notices")


def run(host: str, port: int, *, threads: int = 8) -> None:
    """Serve until interrupted. Behind a proxy on this machine its X-Forwarded headers count, from elsewhere not."""
    import waitress
    from django.conf import settings

    from dateline.desk.wsgi import application

    options: dict[str, Any] = {"host": host, "port": port, "threads": threads, "ident": "dateline"}
    if settings.HTTPS:
        options |= {
            "trusted_proxy": "127.0.0.1",
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"},
            "clear_untrusted_proxy_headers": True,
        }
    mailer = Mailer()
    mailer.start()
    try:
        waitress.serve(application, **options)
    finally:
        mailer.stop()
