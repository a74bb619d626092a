"""`dateline export`: records or a ledger, written for other programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli.ledgers import NOTHING_FOUND, SOME_FAILED, UNREADABLE, check_day, opened, say
from dateline.cli.targets import spare
from dateline.errors import DatelineError, NoLedger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.exports import Format, Holdings
    from dateline.exports.format import Writer
    from dateline.record import Record


@click.command("export")
@click.argument("source", metavar="LEDGER|RECORDS.jsonl|-")
@click.argument("name", metavar="FORMAT")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write there: a file, or a folder for several files."
)
@click.option("--part", metavar="NAME", help="Of a format of several files only this one (events, gdelt.mentions …).")
@click.option("--as-of", metavar="DAY", callback=check_day, help="Of a ledger: as it stood on that day.")
@click.option("-q", "--quiet", is_flag=True, help="No messages on standard error.")
def command(source: str, name: str, output: Path | None, part: str | None, as_of: str | None, quiet: bool) -> None:
    """Write a ledger or records in a format that other programs read.

    LEDGER is what `dateline add` made, RECORDS.jsonl what `dateline read --jsonl` printed. Formats: record, jsonl, csv,
    parquet, plover, plover-old, polecat, icews, gdelt, ftm, schema-org, annotations, ical, atom, geojson, graphml.

    \b
    Exit codes: 0 done, 1 some rows were no records, 2 usage, 3 nothing to write, 4 nothing could be read.
    """
    from dateline.cli.lists import is_ledger
    from dateline.exports import FORMATS, from_records

    chosen = FORMATS.get(name)
    if chosen is None:
        raise click.BadParameter(f"{name!r} is none of {', '.join(FORMATS)}", param_hint="FORMAT")
    parts = _parts(chosen, part)
    if source != "-" and "://" not in source and not Path(source).exists():
        # Before anything is said of where to write: nobody should name a folder only to hear that there is no ledger.
        say(
            NoLedger(
                f"there is no ledger and no list at {source}", hint="check the name; `dateline add` makes a ledger"
            )
        )
        raise SystemExit(UNREADABLE)
    if len(parts) > 1 and output is None:
        names = ", ".join(one.rsplit(".", 1)[0] for one in parts)
        raise click.UsageError(f"{name} is several files: name a folder with -o, or one of them with --part ({names}).")
    for path in _targets(output, parts):
        spare(path, "--output", (source,))
    of_ledger = is_ledger(source)
    if as_of and not of_ledger:
        raise click.UsageError("--as-of asks for a ledger: records by themselves have no other day than their own.")
    reader = _Records(source, quiet=quiet)
    try:
        holdings = _holdings(source, as_of, chosen) if of_ledger else from_records(reader)
        left = _write(holdings, parts, output)
    except DatelineError as error:
        say(error)
        raise SystemExit(UNREADABLE) from None
    if left and not quiet:
        some = f"{left} views have" if left > 1 else "1 view has"
        click.echo(f"dateline: {some} no place in {name}; docs/exports.md says which", err=True)
    if reader.failed:
        raise SystemExit(SOME_FAILED if holdings.articles else UNREADABLE)
    if not holdings.articles:
        raise SystemExit(NOTHING_FOUND)


def _holdings(place: str, as_of: str | None, chosen: Format) -> Holdings:
    from dateline.exports.from_ledger import from_ledger

    with opened(place) as ledger:
        return from_ledger(ledger, as_of=as_of, texts=chosen.quotes, lasting=chosen.lasting)


def _parts(chosen: Format, part: str | None) -> dict[str, Writer]:
    """The files to write, by their names."""
    if part is None:
        return dict(chosen.parts)
    for name, write in chosen.parts.items():
        if part in (name, name.rsplit(".", 1)[0]):
            return {name: write}
    names = ", ".join(one.rsplit(".", 1)[0] for one in chosen.parts)
    raise click.BadParameter(f"{part!r} is none of {names}", param_hint="--part")


class _Records:
    """The records of a list; rows of failed reports are passed over, other rows are told and counted."""

    def __init__(self, source: str, *, quiet: bool) -> None:
        self._source = source
        self._quiet = quiet
        self.failed = 0

    def __iter__(self) -> Iterator[Record]:
        from dateline.cli.lists import Line, lines_of
        from dateline.errors import BadRecord
        from dateline.record import from_json

        for line in lines_of(self._source):
            if not isinstance(line, Line):
                self._fail(*line)
                continue
            if "error" in line.row and "article" not in line.row:
                continue  # a report that `dateline read` could not read and told of
            try:
                yield from_json(line.data)
            except BadRecord as error:
                self._fail(line.where, error)

    def _fail(self, where: str, error: DatelineError) -> None:
        self.failed += 1
        if not self._quiet:
            click.echo(f"dateline: {where}: {error.message}\n  {error.hint}", err=True)


def _targets(output: Path | None, parts: dict[str, Writer]) -> list[Path]:
    """The files that will be written; none for standard output."""
    if output is None:
        return []
    return [output / name for name in parts] if len(parts) > 1 or output.is_dir() else [output]


def _write(holdings: Holdings, parts: dict[str, Writer], output: Path | None) -> int:
    """Write the parts; a file appears only when all of it is written. Gives how many views were left out."""
    if output is None:
        (write,) = parts.values()
        left = write(holdings, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return left
    paths = _targets(output, parts)
    try:
        if paths != [output]:
            output.mkdir(parents=True, exist_ok=True)
        return sum(_replace(path, write, holdings) for path, write in zip(paths, parts.values(), strict=True))
    except OSError as error:
        raise click.BadParameter(f"{output}: {error.strerror}", param_hint="--output") from error


def _replace(path: Path, write: Writer, holdings: Holdings) -> int:
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            left = write(holdings, out)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return left
