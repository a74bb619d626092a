"""`dateline explain`: why a report was read as it was."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

from dateline.cli.reports import outlet_option, private_option, published_option, say_no_report, with_given
from dateline.errors import DatelineError

if TYPE_CHECKING:
    from dateline.reasons import Explanation

_NOTHING_FOUND, _UNREADABLE = 3, 4


@click.command("explain")
@click.argument("source", metavar="FILE|URL|-")
@published_option
@outlet_option
@click.option("--json", "as_json", is_flag=True, help="One explanation a line, as JSON.")
@click.option("--all", "everything", is_flag=True, help="Also every row of the table of triggers that does not hold.")
@click.option("--any-subject", is_flag=True, help="Read an article that is not about affairs of states, too.")
@private_option
def command(
    source: str,
    published: str | None,
    outlet: str | None,
    as_json: bool,
    everything: bool,
    any_subject: bool,
    allow_private: bool,
) -> None:
    """Explain the record of a report: for each event the words and rules it rests on, and what was not taken.

    Takes one page or text, or a list (JSONL) of them.

    \b
    Exit codes: 0 done, 2 usage, 3 no report in the input, 4 a report could not be read.
    """
    from dateline.cli.inputs import rows_of
    from dateline.reasons import explain_row, to_json

    given = {"published": published, "outlet": outlet}
    read = failed = False
    for row in rows_of(source, allow_private=allow_private):
        row = with_given(row, given)
        read = True
        try:
            explanation = explain_row(row, any_subject=any_subject)
        except DatelineError as error:
            failed = True
            click.echo(f"dateline: {row.get('id', source)}: {error.message}\n  {error.hint}", err=True)
            continue
        if as_json:
            click.echo(to_json(explanation).decode("utf-8"))
        else:
            _show(explanation, sys.stdout, everything)
    if failed:
        raise SystemExit(_UNREADABLE)
    if not read:
        say_no_report((source,))
        raise SystemExit(_NOTHING_FOUND)


def _show(explanation: Explanation, out: TextIO, everything: bool) -> None:
    from dateline.cli.layout import sheet_for
    from dateline.cli.reasons import ReasonView

    lines: Iterator[str] = ReasonView(explanation, sheet_for(out), everything=everything).lines()
    for line in lines:
        out.write(line + "\n")
