"""`dateline desk`: the web desk on a ledger, and what whoever runs it asks of it."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from functools import reduce
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from dateline.cli.ledgers import SOME_FAILED, UNREADABLE, ledger_argument, say
from dateline.errors import DatelineError, LedgerError, NotInstalled, installed_with

_NEEDED = ("django", "allauth", "whitenoise", "gunicorn", "argon2", "fido2", "qrcode")
_OPTIONS = (
    ledger_argument,
    click.option(
        "--data", type=click.Path(file_okay=False, path_type=Path),
        help="The folder of people's data: accounts, comments, mails. Without it LEDGER.desk beside the ledger.",
    ),
    click.option("--url", metavar="URL", help="Where people reach it, if that is not the address it listens at."),
)  # fmt: skip


class _Desk(click.Group):
    """`dateline desk LEDGER` opens it: what is no command is the ledger to open."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "-h", "--help"):
            args = ["open", *args]
        return super().parse_args(ctx, args)


def _shared(command: Callable[..., Any]) -> Callable[..., Any]:
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


@click.group("desk", cls=_Desk)
def command() -> None:
    """Open the web desk on a ledger: read, search, follow, discuss and correct the record.

    `dateline desk LEDGER` is `dateline desk open LEDGER`.
    """


@command.command("open")
@_shared
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
@click.option("--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Threads of each of them.")
def opened(place: str, data: Path | None, url: str | None, host: str, port: int, workers: int, threads: int) -> None:
    """Serve the desk until it is interrupted.

    The first time it makes its own database for people's data; the ledger changes only where an editor accepts a
    correction. DATELINE_DESK_SMTP=smtp://host:port says where mails go; without it they are written to DATA/mail.

    \b
    Exit codes: 0 stopped, 2 usage, 4 the ledger or the address cannot be used.
    """

    def serve() -> None:
        from dateline.desk import serve

        number = _free(host, port)
        folder = _prepared(place, data, url or f"http://{f'[{host}]' if ':' in host else host}:{number}")
        click.echo(f"The desk on {place} is open at {os.environ['DATELINE_DESK_URL']}/ — Ctrl-C closes it.", err=True)
        click.echo(f"People's data are in {folder}.", err=True)
        if link := serve.first_link():
            click.echo(f"It has no administrator yet. This link makes one, once, within a day:\n  {link}", err=True)
        serve.run(host, number, workers=workers, threads=threads)

    _told(serve)


@command.command("check")
@_shared
def check(place: str, data: Path | None, url: str | None) -> None:
    """Say what is not ready for the open internet.

    \b
    Exit codes: 0 ready, 1 something is not, 2 usage, 4 the ledger cannot be used.
    """

    def look() -> None:
        _prepared(place, data, url or "http://127.0.0.1:8000")
        from dateline.desk.readiness import findings

        found = findings()
        for one in found:
            click.echo(f"not ready: {one.what}\n  {one.hint}")
        click.echo("Ready." if not found else f"{len(found)} to see to.")
        if found:
            raise SystemExit(SOME_FAILED)

    _told(look)


@command.command("tidy")
@_shared
def tidy(place: str, data: Path | None, url: str | None) -> None:
    """Delete what has been kept as long as the privacy page says; the running desk does it once a day."""

    def clean() -> None:
        _prepared(place, data, url or "http://127.0.0.1:8000")
        from dateline.desk.retention import tidy

        for what, count in tidy().items():
            click.echo(f"{count:6} {what}")

    _told(clean)


def _told(work: Callable[[], None]) -> None:
    """Do it; what is missing or cannot be used is told."""
    missing = [one for one in _NEEDED if find_spec(one) is None]
    try:
        if os.name != "posix":
            raise NotInstalled("the desk needs Linux, macOS or another POSIX system", hint="on Windows, WSL is one")
        if missing:
            raise NotInstalled(f"the desk needs {', '.join(missing)}", hint=installed_with("desk"))
        work()
    except DatelineError as error:
        say(error)
        raise SystemExit(UNREADABLE) from None


def _prepared(place: str, data: Path | None, url: str) -> Path:
    """The folder of people's data; made, and with it the settings."""
    if "://" in place and data is None:
        raise click.UsageError("--data says where people's data are kept; a ledger by URL has no folder beside it.")
    from dateline.desk import serve

    folder = data or Path(place + ".desk")
    os.environ["DATELINE_DESK_URL"] = os.environ.get("DATELINE_DESK_URL") or url
    serve.prepare(place, folder, url=url)
    return folder


def _free(host: str, port: int) -> int:
    """The port, or a free one for 0. Raises LedgerError if it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind((host, port))
            return int(tried.getsockname()[1])
    except OSError as error:
        raise LedgerError(f"{host}:{port} cannot be used: {error.strerror}", hint="--port 0 takes a free one") from None
