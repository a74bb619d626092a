"""What the commands that read reports share: their options, how a failure is told, the line of progress."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.pipeline import Failure

NO_REPORT = "pages (.html), texts (.txt, .md), lists (.jsonl) and WARC files are read; a folder gives those in it"


def _checked(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """A day of publication, as it was given. What is none is an error of usage: all reports would fail by it."""
    if value is None:
        return None
    from dateline.pages.dates import normalise_date

    try:
        normalise_date(value)
    except DatelineError as error:
        raise click.BadParameter(str(error), param=option) from error
    return value


published_option = click.option(
    "--published",
    metavar="DATE",
    callback=_checked,
    help="Day of publication (2018-06-01); wins over that of the page.",
)
outlet_option = click.option("--outlet", metavar="NAME", help="Who published the report.")
errors_option = click.option(
    "--errors", "errors_to", type=click.Path(dir_okay=False, path_type=Path), help="Write what failed there, as JSONL."
)
private_option = click.option("--allow-private", is_flag=True, help="Fetch web addresses of the own network too.")


def with_given(row: dict[str, Any], given: Mapping[str, str | None]) -> dict[str, Any]:
    """A row with what the options say of it; its own values win."""
    return row | {key: value for key, value in given.items() if value and not row.get(key)}


def fail(failure: Failure, out: TextIO | None, failures: TextIO | None, quiet: bool) -> None:
    """Tell that a report failed: as a row of `out` and of `failures` where they are given, else to the person."""
    import msgspec

    error = {"code": failure.code, "message": failure.message, "hint": failure.hint}
    line = msgspec.json.encode({"input": failure.input, "error": error}).decode("utf-8")
    for file in (out, failures):
        if file is not None:
            file.write(line + "\n")
    if not quiet and out is None:
        hint = f"\n  {failure.hint}" if failure.hint else ""
        click.echo(f"dateline: {failure.input}: {failure.message}{hint}", err=True)


def say_no_report(inputs: tuple[str, ...]) -> None:
    """Tell that the inputs hold no report."""
    click.echo(f"dateline: no report in {', '.join(inputs)}\n  {NO_REPORT}", err=True)


def writable(path: Path, option: str, *, part: Path | None = None) -> TextIO:
    """A file to write, `part` in its place while it is not whole. What cannot be written is an error of usage."""
    try:
        return (part or path).open("w", encoding="utf-8")
    except OSError as error:
        raise click.BadParameter(f"{path}: {error.strerror}", param_hint=option) from error


class Progress:
    """One line on standard error, on a terminal only."""

    def __init__(self, *, enabled: bool) -> None:
        self._enabled = enabled and sys.stderr.isatty() and not sys.stdout.isatty()
        self._count = 0

    def __enter__(self) -> Progress:
        return self

    def step(self) -> None:
        """One more was read."""
        self._count += 1
        if self._enabled and self._count % 10 == 0:
            sys.stderr.write(f"\r{self._count} read")
            sys.stderr.flush()

    def close(self) -> None:
        """Take the line away."""
        if self._enabled and self._count >= 10:
            sys.stderr.write("\r\x1b[K")

    def __exit__(self, *_: object) -> None:
        self.close()
