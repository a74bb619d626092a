"""`dateline read`: reports in, records out."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

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

if TYPE_CHECKING:
    from dateline.pipeline import Failure
    from dateline.record import Record

DONE, SOME_FAILED, USAGE, NOTHING_FOUND, UNREADABLE = 0, 1, 2, 3, 4


@click.command("read")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|DIR|URL|-…")
@published_option
@outlet_option
@click.option("--json", "as_json", is_flag=True, help="The record as JSON, indented.")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="One record a line, in the order of the input.")
@click.option("--article", "article_only", is_flag=True, help="Stop after the page: clean text, no events.")
@click.option(
    "--least", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="Leave out what is rated below P (0 to 1)."
)
@click.option("--any-subject", is_flag=True, help="Read articles that are not about affairs of states, too.")
@errors_option
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write there instead of standard output."
)
@private_option
@click.option("-q", "--quiet", is_flag=True, help="No progress, no messages on standard error.")
def command(
    inputs: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    as_json: bool,
    as_jsonl: bool,
    article_only: bool,
    least: float,
    any_subject: bool,
    errors_to: Path | None,
    output: Path | None,
    quiet: bool,
    allow_private: bool,
) -> None:
    """Read reports: who did what, who said what, what is planned.

    Each with the sentence it was read from. Takes pages, texts, folders of them, lists (JSONL of {"id", "text" or
    "html", "published", …}), WARC files, the address of a page or feed, or - for standard input.

    \b
    Exit codes: 0 done, 1 some inputs failed, 2 usage, 3 nothing found, 4 nothing could be read.
    """
    if as_json and as_jsonl:
        raise click.UsageError("--json and --jsonl exclude each other.")
    from dateline.pipeline import Failure
    from dateline.reading.confidence import surer

    for path, option in ((output, "--output"), (errors_to, "--errors")):
        if path is not None:
            spare(path, option, inputs)
    given = {"published": published, "outlet": outlet}
    results = _results(inputs, given, article_only=article_only, any_subject=any_subject, allow_private=allow_private)
    read = failed = events = 0
    with _Output(output) as out, Progress(enabled=not quiet) as progress:
        failures = writable(errors_to, "--errors") if errors_to else None
        try:
            for one in results:
                progress.step()
                if isinstance(one, Failure):
                    failed += 1
                    fail(one, out if as_jsonl else None, failures, quiet)
                    continue
                read += 1
                one = surer(one, least) if least else one
                events += len(one.events) + len(one.statements)
                _show(one, out, as_json=as_json, as_jsonl=as_jsonl, article_only=article_only)
        except KeyboardInterrupt:
            progress.close()
            click.echo("Interrupted; run the same command again.", err=True)
            raise SystemExit(130) from None
        finally:
            if failures:
                failures.close()
    if not read and failed:
        raise SystemExit(SOME_FAILED if as_jsonl else UNREADABLE)  # a failed row is a row of the answer
    if failed:
        raise SystemExit(SOME_FAILED)
    if not read and not quiet:
        say_no_report(inputs)
    if not read or (not events and not article_only and not as_jsonl):
        raise SystemExit(NOTHING_FOUND)


def _results(
    inputs: Iterable[str],
    given: dict[str, str | None],
    *,
    article_only: bool,
    any_subject: bool,
    allow_private: bool,
) -> Iterator[Record | Failure]:
    """Records and failures in the order of the input. Rows that could not be opened take part in that order."""
    from dateline.cli.inputs import rows_of
    from dateline.pipeline import article_of, default_encoder, read_rows

    rows = (with_given(row, given) for source in inputs for row in rows_of(source, allow_private=allow_private))
    if article_only:
        yield from map(article_of, rows)
    else:
        yield from read_rows(rows, encoder=default_encoder(), any_subject=any_subject)


def _show(record: Record, out: TextIO, *, as_json: bool, as_jsonl: bool, article_only: bool) -> None:
    from dateline.record import to_json

    if as_jsonl:
        out.write(to_json(record).decode("utf-8") + "\n")
    elif as_json:
        import msgspec

        out.write(msgspec.json.format(to_json(record), indent=2).decode("utf-8") + "\n")
    elif article_only:
        out.write(record.article.text + "\n")
    else:
        from dateline.cli.view import render

        render(record, out)


class _Output:
    """The output: a file that is replaced only when all is written, or standard output."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part") if path else None
        self._file: TextIO | None = None

    def __enter__(self) -> TextIO:
        if self._part is None or self._path is None:
            if isinstance(sys.stdout, io.TextIOWrapper):  # JSON is UTF-8 wherever it goes
                sys.stdout.reconfigure(encoding="utf-8", errors="replace")
            return sys.stdout
        self._file = writable(self._path, "--output", part=self._part)
        return self._file

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._file is not None and self._part is not None and self._path is not None:
            self._file.close()
            if kind is None:
                os.replace(self._part, self._path)
            else:
                self._part.unlink(missing_ok=True)
