"""What the commands on a ledger share: how one is opened, what an error ends with, how views are written out."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger

DONE, SOME_FAILED, USAGE, NOTHING_FOUND, UNREADABLE = 0, 1, 2, 3, 4

Command = Callable[..., Any]

_FORMATS = (
    click.option("--json", "form", flag_value="json", help="A JSON list, indented."),
    click.option("--jsonl", "form", flag_value="jsonl", help="One JSON object a line."),
    click.option("--csv", "form", flag_value="csv", help="A table for spreadsheets."),
)


def ledger_argument(command: Command) -> Command:
    """The argument LEDGER: a file, or the URL of a PostgreSQL database."""
    return click.argument("place", metavar="LEDGER")(command)


def format_options(command: Command) -> Command:
    """The options --json, --jsonl and --csv."""
    return reduce(lambda decorated, option: option(decorated), reversed(_FORMATS), command)


@contextmanager
def opened(place: str, *, create: bool = False) -> Iterator[Ledger]:
    """The ledger at `place`. Its errors end the command with their words, hint and exit code (`dateline.cli`)."""
    from dateline.ledger.ledger import Ledger

    with Ledger(place, create=create) as ledger:
        yield ledger


def can_be_made(place: str) -> bool:
    """Is there nothing at `place`, and room for a new ledger? What is there already is for `opened` to judge."""
    path = Path(place)
    return "://" not in place and not path.exists() and os.access(path.absolute().parent, os.W_OK)


def say(error: DatelineError) -> None:
    """Tell an error on standard error."""
    hint = f"\n  {error.hint}" if error.hint else ""
    click.echo(f"dateline: {error.message}{hint}", err=True)


def write_views(views: Sequence[Any], form: str, columns: Mapping[str, Callable[[Any], object]]) -> None:
    """Write views as JSON, as lines of JSON, or as a table of these columns."""
    import msgspec

    if form == "csv":
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(columns)
        table.writerows([_cell(column(one)) for column in columns.values()] for one in views)
    elif form == "jsonl":
        for one in views:
            click.echo(msgspec.json.encode(one).decode("utf-8"))
    else:
        click.echo(msgspec.json.format(msgspec.json.encode(list(views)), indent=2).decode("utf-8"))


def _cell(value: object) -> object:
    """A cell: several values are parted by blanks; what a spreadsheet would take for a formula is quoted."""
    if isinstance(value, list | tuple):
        value = " ".join(map(str, value))
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t"):
        return f"'{value}"
    return value


def found_nothing(views: Sequence[object], what: str, hint: str) -> None:
    """Say what was not found and what may help, and end with the exit code for that, if there are no views."""
    if not views:
        click.echo(f"dateline: {what}\n  {hint}", err=True)
        raise SystemExit(NOTHING_FOUND)


def check_words(_: click.Context, option: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Kinds or statuses as an option's values. Its names are looked up when they are asked for: `--help` is quick."""
    if not values:
        return values
    from typing import get_args

    from dateline.record import Kind, Status

    known = get_args(Kind if option.name == "kinds" else Status)
    for value in values:
        if value not in known:
            raise click.BadParameter(f"{value!r} is none of {', '.join(known)}", param=option)
    return values


def check_day(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A day, month or year as an option's value."""
    from datetime import date

    if value is None:
        return None
    full = (
        value + "-01-01"[2 * (value.count("-") == 2) + 3 * (value.count("-") == 1) :] if value.count("-") < 2 else value
    )
    try:
        date.fromisoformat(full)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write 2018-06-12, 2018-06 or 2018", param=option) from None
    return value
