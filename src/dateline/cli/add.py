"""`dateline add`: reports in, one ledger out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TextIO

import click

from dateline import __version__
from dateline.cli.ledgers import NOTHING_FOUND, SOME_FAILED, UNREADABLE, ledger_argument, opened
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger
    from dateline.pipeline import Failure
    from dateline.record import Record


_AT_LEAST = 16  # reports in a transaction: as many as are read together
_SECONDS = 2.0  # after which they are written, so that little is read again after an interruption
_AT_MOST = 1_000  # records that are there already come as fast as they can be written: then many at once


@click.command("add")
@ledger_argument
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|DIR|URL|-…")
@click.option("--published", metavar="DATE", help="Day of publication (2018-06-01); wins over that of the page.")
@click.option("--outlet", metavar="NAME", help="Who published the report.")
@click.option(
    "--errors", "errors_to", type=click.Path(dir_okay=False, path_type=Path), help="Write what failed there, as JSONL."
)
@click.option("--allow-private", is_flag=True, help="Fetch web addresses of the own network too.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, no messages on standard error.")
def command(
    place: str, inputs: tuple[str, ...], published: str | None, outlet: str | None, errors_to: Path | None,
    allow_private: bool, quiet: bool,
) -> None:  # fmt: skip
    """Read reports and add them to a ledger; one is made where there is none.

    Takes what `dateline read` takes (of a feed, the reports it names), the records that `dateline read --jsonl`
    printed, and the folder of an archive run (near-copies under their own outlets). Each report is added whole or not
    at all. Run it again after an interruption: what is there already is passed over.

    \b
    Exit codes: 0 done, 1 some inputs failed, 2 usage, 3 no report in the inputs, 4 nothing could be read.
    """
    from dateline.cli.read import _check_date, _fail, _Progress, _writable
    from dateline.pipeline import Failure

    if published is not None:
        _check_date(published)
    new = known = failed = 0
    written = monotonic()
    waiting: list[Record] = []
    given = {"published": published, "outlet": outlet}
    with opened(place, create=True) as ledger, _Progress(enabled=not quiet) as progress:
        failures: TextIO | None = _writable(errors_to, "--errors") if errors_to else None
        try:
            for one in _records(ledger, inputs, given, allow_private=allow_private):
                progress.step()
                if one is None:
                    known += 1
                elif isinstance(one, Failure):
                    failed += 1
                    _fail(one, None, failures, quiet)
                else:
                    waiting.append(one)
                late = len(waiting) >= _AT_LEAST and monotonic() - written >= _SECONDS
                if late or len(waiting) == _AT_MOST:
                    added = ledger.add_many(waiting)
                    new, known, waiting, written = new + added, known + len(waiting) - added, [], monotonic()
            added = ledger.add_many(waiting)
            new, known = new + added, known + len(waiting) - added
        except KeyboardInterrupt:
            progress.close()
            click.echo("Interrupted; run the same command again, it goes on where it was.", err=True)
            raise SystemExit(130) from None
        finally:
            if failures:
                failures.close()
    if not quiet:
        counts = {"added": new, "there already": known, "failed": failed}
        click.echo(", ".join(f"{count} {what}" for what, count in counts.items() if count or what == "added"))
    if failed:
        raise SystemExit(SOME_FAILED if new or known else UNREADABLE)
    if not new and not known:
        raise SystemExit(NOTHING_FOUND)


def _records(
    ledger: Ledger, inputs: tuple[str, ...], given: dict[str, str | None], *, allow_private: bool
) -> Iterator[Record | Failure | None]:
    """Records and failures of the inputs; None for a report that this Dateline has read and the ledger holds."""
    from dateline.cli.inputs import rows_of
    from dateline.intake.rows import LISTS
    from dateline.pipeline import Failure, article_of, default_encoder, read_rows

    encoder = default_encoder()
    asks = bool(ledger.articles(limit=1))
    passed = ledger.has_page if asks else None
    for source in inputs:
        if _is_archive(source):
            yield from _archived(ledger, source)
            continue
        if Path(source).name.removesuffix(".gz").endswith(tuple(LISTS)) and _holds_records(source):
            yield from _listed(source)
            continue
        rows = (
            row | {key: value for key, value in given.items() if value and not row.get(key)}
            for row in rows_of(source, allow_private=allow_private, passed=passed)
        )
        if not asks:
            yield from read_rows(rows, encoder=encoder)
            continue
        for row in rows:
            if row.get("known"):
                yield None
                continue
            # Taking a page apart costs a tenth of reading it, and tells its id.
            article = article_of(row)
            if not isinstance(article, Failure) and ledger.knows(article.id, dateline=__version__, model=encoder.name):
                yield None
            else:
                yield from read_rows([row], encoder=encoder)


def _is_archive(source: str) -> bool:
    """Is it the folder of an archive run?"""
    return (Path(source) / "run.json").is_file() and (Path(source) / "manifest").is_dir()


def _archived(ledger: Ledger, source: str) -> Iterator[Record | None]:
    from dateline.archive.load import records_in

    for record in records_in(Path(source)):
        yield None if ledger.has(record) else record


def _holds_records(source: str) -> bool:
    """Is the list one of records, as `dateline read --jsonl` prints them?"""
    from dateline.cli.lists import Line, lines_of

    try:
        first = next(iter(lines_of(source)), None)
    except DatelineError:
        return False  # told again, and better, by whoever reads it
    return isinstance(first, Line) and ("article" in first.row or "error" in first.row)


def _listed(source: str) -> Iterator[Record | Failure]:
    from dateline.cli.lists import Line, lines_of
    from dateline.pipeline import Failure
    from dateline.record import from_json

    for line in lines_of(source):
        if not isinstance(line, Line):
            yield Failure(line[0], line[1].code, line[1].message, line[1].hint)
        elif "error" not in line.row:
            try:
                yield from_json(line.data)
            except DatelineError as error:
                yield Failure(line.where, error.code, error.message, error.hint)
