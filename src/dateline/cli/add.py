"""`dateline add`: reports in, one ledger out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TextIO

import click

from dateline import __version__
from dateline.cli.ledgers import NOTHING_FOUND, SOME_FAILED, UNREADABLE, can_be_made, ledger_argument
from dateline.cli.reports import (
    Progress,
    errors_option,
    fail,
    outlet_option,
    private_option,
    published_option,
    say_no_report,
    with_given,
    writable,
)
from dateline.cli.targets import spare
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger
    from dateline.pipeline import Failure
    from dateline.record import Record


_AT_LEAST = 16  # reports in a transaction: as many as are read together
_SECONDS = 2.0  # after which they are written, so that little is read again after an interruption
_AT_MOST = 1_000  # records that are there already come as fast as they can be written: then many at once
_DAY = 'give it with --published 2018-06-01, as "published" in a list, or on a line below the headline: 1 June 2018'


@click.command("add")
@ledger_argument
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|DIR|URL|-…")
@published_option
@outlet_option
@errors_option
@private_option
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
    from dateline.pipeline import Failure

    _no_report(place)
    if errors_to is not None:
        spare(errors_to, "--errors", (place, *inputs))
    known = failed = 0
    given = {"published": published, "outlet": outlet}
    with _Target(place) as target, Progress(enabled=not quiet) as progress:
        failures: TextIO | None = writable(errors_to, "--errors") if errors_to else None
        try:
            for one in _records(target, inputs, given, allow_private=allow_private):
                progress.step()
                if one is None:
                    known += 1
                elif isinstance(one, Failure):
                    failed += 1
                    fail(one, None, failures, quiet)
                else:
                    target.take(one)
            target.write()
        except KeyboardInterrupt:
            progress.close()
            click.echo("Interrupted; run the same command again, it goes on where it was.", err=True)
            raise SystemExit(130) from None
        finally:
            if failures:
                failures.close()
    new, known = target.new, known + target.known
    if not quiet:
        counts = {"added": new, "there already": known, "failed": failed}
        click.echo(", ".join(f"{count} {what}" for what, count in counts.items() if count or what == "added"))
        if target.undated:
            some = f"{target.undated} of them bear" if target.undated > 1 else "1 of them bears"
            click.echo(f"dateline: {some} no day of publication: what “Thursday” means stays open\n  {_DAY}", err=True)
        if target.foreign:
            some = f"{target.foreign} of them are" if target.foreign > 1 else "1 of them is"
            click.echo(f"dateline: {some} not in English: kept, but nothing was read from it", err=True)
    if failed:
        raise SystemExit(SOME_FAILED if new or known else UNREADABLE)
    if not new and not known:
        if not quiet:
            say_no_report(inputs)
        raise SystemExit(NOTHING_FOUND)


def _no_report(place: str) -> None:
    """Raise an error of usage for an empty file with the name of a report: somebody left the ledger out.

    SQLite takes an empty file for a database without tables, and would make a ledger of it.
    """
    from dateline.cli.inputs import is_named_as_report

    path = Path(place)
    if "://" not in place and is_named_as_report(path) and path.is_file() and not path.stat().st_size:
        raise click.BadParameter(
            f"{place} is an empty file with the name of a report; the ledger comes first: "
            "dateline add LEDGER REPORT…, as in dateline add talks.db report.txt",
            param_hint="LEDGER",
        )


class _Target:
    """The ledger that reports go to. A new one is made with its first report, so that a failure leaves none behind."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.ledger: Ledger | None = None
        self.new = self.known = self.undated = self.foreign = 0
        self._waiting: list[Record] = []
        self._written = monotonic()
        self._open = ExitStack()

    def __enter__(self) -> _Target:
        if not can_be_made(self.place):
            self._make()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def asked(self) -> Ledger | None:
        """The ledger, if it holds reports of which to ask whether they are there."""
        return self.ledger if self.ledger is not None and self.ledger.articles(limit=1) else None

    def take(self, record: Record) -> None:
        """Add a report, several at once."""
        self._waiting.append(record)
        late = len(self._waiting) >= _AT_LEAST and monotonic() - self._written >= _SECONDS
        if late or len(self._waiting) == _AT_MOST:
            self.write()

    def write(self) -> None:
        """Add what waits."""
        if not self._waiting:
            return
        ledger = self.ledger or self._make()
        added = ledger.add_many(self._waiting)
        self.new += added
        self.known += len(self._waiting) - added
        self.undated += sum(one.article.published is None for one in self._waiting)
        self.foreign += sum(one.article.language != "en" for one in self._waiting)
        self._waiting, self._written = [], monotonic()

    def _make(self) -> Ledger:
        from dateline.ledger.ledger import Ledger

        self.ledger = self._open.enter_context(Ledger(self.place))
        return self.ledger


def _records(
    target: _Target, inputs: tuple[str, ...], given: dict[str, str | None], *, allow_private: bool
) -> Iterator[Record | Failure | None]:
    """Records and failures of the inputs; None for a report that this Dateline has read and the ledger holds."""
    from dateline.cli.inputs import rows_of
    from dateline.intake.rows import LISTS
    from dateline.pipeline import Failure, article_of, default_encoder, read_rows

    encoder = default_encoder()
    asked = target.asked()
    passed = asked.has_page if asked else None
    for source in inputs:
        if _is_archive(source):
            target.write()  # of two archives given at once the second may hold what the first does
            yield from _archived(target.asked(), source)
            continue
        if Path(source).name.removesuffix(".gz").endswith(tuple(LISTS)) and _holds_records(source):
            yield from _listed(source)
            continue
        rows = (with_given(row, given) for row in rows_of(source, allow_private=allow_private, passed=passed))
        if asked is None:
            yield from read_rows(rows, encoder=encoder)
            continue
        for row in rows:
            if row.get("known"):
                yield None
                continue
            # Taking a page apart costs a tenth of reading it, and tells its id.
            article = article_of(row)
            if not isinstance(article, Failure) and asked.knows(article.id, dateline=__version__, model=encoder.name):
                yield None
            else:
                yield from read_rows([row], encoder=encoder)


def _is_archive(source: str) -> bool:
    """Is it the folder of an archive run?"""
    return (Path(source) / "run.json").is_file() and (Path(source) / "manifest").is_dir()


def _archived(ledger: Ledger | None, source: str) -> Iterator[Record | None]:
    """The reports of an archive; None for those that the ledger holds.

    A copy stays as it came in first: which text it tells again may be another one since files were added, and what was
    the text of its own before, and neither is a new state of its page.
    """
    from dateline.archive.load import tellings_in

    for one in tellings_in(Path(source)):
        record = one.record
        if ledger is not None and one.is_copy and (there := ledger.printed(record)) and record.id not in there:
            if one.own is None or one.own.id not in there:
                yield None
                continue
            record = one.own  # read again, maybe by a newer Dateline
        yield None if ledger is not None and ledger.has(record) else record


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
