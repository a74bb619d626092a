"""`dateline desk`: the web desk on a ledger."""

from __future__ import annotations

import socket
from importlib.util import find_spec
from pathlib import Path

import click

from dateline.cli.ledgers import UNREADABLE, ledger_argument, say
from dateline.errors import DatelineError, LedgerError, NotInstalled

_NEEDED = ("django", "allauth", "whitenoise", "waitress", "argon2")


@click.command("desk")
@ledger_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path),
    help="The folder of people's data: accounts, comments, mails. Without it LEDGER.desk beside the ledger.",
)  # fmt: skip
@click.option("--url", metavar="URL", help="Where people reach it, if that is not the address it listens at.")
@click.option("--check", is_flag=True, help="Do not serve; say what is not ready for the open internet.")
def command(place: str, host: str, port: int, data: Path | None, url: str | None, check: bool) -> None:
    """Open the web desk on a ledger: read, search, follow, discuss and correct the record.

    The first time it makes its own database for people's data; the ledger changes only where an editor accepts a
    correction. DATELINE_DESK_SMTP=smtp://host:port says where mails go; without it they are written to DATA/mail.

    \b
    Exit codes: 0 stopped, 2 usage, 4 the ledger or the address cannot be used.
    """
    missing = [one for one in _NEEDED if find_spec(one) is None]
    try:
        if missing:
            raise NotInstalled(f"the desk needs {', '.join(missing)}", hint="pip install 'dateline[desk]'")
        if "://" in place and data is None:
            raise click.UsageError("--data says where people's data are kept; a ledger by URL has no folder beside it.")
        port = _free(host, port)
        folder = data or Path(place + ".desk")
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        _open(place, folder, host, port, url or address, check=check)
    except DatelineError as error:
        say(error)
        raise SystemExit(UNREADABLE) from None


def _open(place: str, folder: Path, host: str, port: int, url: str, *, check: bool) -> None:
    import os

    from dateline.desk import serve

    os.environ["DATELINE_DESK_URL"] = os.environ.get("DATELINE_DESK_URL") or url
    serve.prepare(place, folder, url=url)
    if check:
        from django.core.management import call_command

        call_command("check", deploy=True)
        return
    click.echo(f"The desk on {place} is open at {os.environ['DATELINE_DESK_URL']}/ — Ctrl-C closes it.", err=True)
    click.echo(f"People's data are in {folder}.", err=True)
    if link := serve.first_link():
        click.echo(f"It has no administrator yet. This link makes one, once, within a day:\n  {link}", err=True)
    serve.run(host, port)


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
