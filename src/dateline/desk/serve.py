"""The desk as a server: its database brought up to date, workers on one address, and the notices beside them."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter

from dateline.errors import BadSetting

_AGAIN_SECONDS = 5.0  # after which the notices are started again, should they have died


def prepare(ledger: str, data: Path, *, url: str) -> None:
    """Make the settings and the database of a desk. `data` is its folder, made if there is none.

    Raises LedgerError if there is no ledger, BadSetting if the settings or people's database cannot be used.
    """
    from dateline.ledger.ledger import Ledger

    Ledger(ledger, create=False).close()
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(stat.S_IRWXU)  # people's data: nobody else's to read
    os.environ["DATELINE_DESK_LEDGER"] = ledger if "://" in ledger else str(Path(ledger).absolute())
    os.environ["DATELINE_DESK_DATA"] = str(data.absolute())
    os.environ.setdefault("DATELINE_DESK_URL", url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.desk.settings")
    # Each request has a thread: more of them for the small matrices of a story only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        django.setup()
        from dateline.desk.alone import in_turn

        with in_turn():
            call_command("migrate", verbosity=0, interactive=False)
    except ImproperlyConfigured as error:
        raise BadSetting(str(error), hint="docs/desk.md has all settings") from None
    except OperationalError as error:
        words = str(error).splitlines()[0]
        raise BadSetting(
            f"people's database cannot be used: {words}", hint="DATELINE_DESK_DATABASE, or --data, says where it is"
        ) from None


def first_link() -> str | None:
    """The link that makes the first administrator; None where there is one."""
    from dateline.desk.views.people import first_link

    return first_link()


class Notices:
    """The process that looks for what is new to subscribers and sends it; started again if it dies."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._started = float("-inf")

    def keep(self) -> None:
        """Start it where it does not run."""
        if self._process is not None and self._process.poll() is None:
            return
        if time.monotonic() - self._started >= _AGAIN_SECONDS:
            self._started = time.monotonic()
            notify = [sys.executable, "-m", "dateline.desk", "notify", "--every", "20", "--parent", str(os.getpid())]
            self._process = subprocess.Popen(notify)

    def stop(self) -> None:
        """Ask it to stop after the mail in hand."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                self._process.kill()


class _WithNotices(Arbiter):  # type: ignore[misc]
    """The parent of the workers, which looks after the notices whenever it looks after them."""

    notices = Notices()

    def manage_workers(self) -> None:
        super().manage_workers()
        self.notices.keep()


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with options of ours, and none from its own files."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from dateline.desk.wsgi import application

        return application

    def run(self) -> None:
        _WithNotices(self).run()


def run(host: str, port: int, *, workers: int = 1, threads: int = 8) -> None:
    """Serve until interrupted: `workers` processes of `threads` threads each. Of proxies, see `proxies`."""
    from django.db import connections

    connections.close_all()  # workers open their own
    shared_memory = Path("/dev/shm")
    options = {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": threads,
        "timeout": 60,  # seconds after which a worker that does not answer its parent is started anew
        "graceful_timeout": 20,
        "max_requests": 20_000,
        "max_requests_jitter": 2_000,
        "proc_name": "dateline desk",
        "loglevel": "warning",
        "forwarded_allow_ips": "",
        # Workers tell that they live through a file, which on a slow disk would make them look dead.
        "worker_tmp_dir": str(shared_memory) if os.access(shared_memory, os.W_OK) else None,
        "on_exit": lambda _: _WithNotices.notices.stop(),
    }
    _Server(options).run()
