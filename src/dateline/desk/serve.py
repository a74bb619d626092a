"""The desk as a server: its database made or brought up to date, then waitress on one address."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any


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
    waitress.serve(application, **options)
