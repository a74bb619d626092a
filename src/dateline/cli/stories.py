"""`dateline stories`: reports in, each with the story it belongs to."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.layout import Piece, sheet_for
from dateline.cli.ledgers import say
from dateline.cli.reports import say_no_report
from dateline.errors import BadRow, DatelineError, InputError

if TYPE_CHECKING:
    from dateline.stories import Placed, Report

_SOME_FAILED, _NOTHING_FOUND, _UNREADABLE = 1, 3, 4
_SHOWN = 12  # reports of a story that the table shows


@click.command("stories")
@click.argument("inputs", nargs=-1, required=True, metavar="IN.jsonl|FILE|DIR|LEDGER|-…")
@click.option("--json", "as_rows", is_flag=True, help="One row a report, in the order of the input (if piped: always).")
@click.option("--table", "as_table", is_flag=True, help="The stories with their reports, for people.")
def command(inputs: tuple[str, ...], as_rows: bool, as_table: bool) -> None:
    """Group reports about one matter.

    Takes lists (JSONL of {"id", "text" or "html", "published", "outlet", …}), lists of records as `dateline read
    --jsonl` prints them, pages, texts, folders of them, and ledgers. Near-copies are found, and keep their outlets:
    {"id", "story", "copy_of"} a row. The order of the rows does not matter.

    \b
    Exit codes: 0 done, 1 some rows failed, 2 usage, 3 no report in the inputs, 4 nothing could be read.
    """
    if as_rows and as_table:
        raise click.UsageError("--json and --table exclude each other.")
    from dateline.stories import Report, group

    try:
        read = [one for source in inputs for one in _reports(source)]
    except InputError as error:
        say(error)
        raise SystemExit(_UNREADABLE) from None
    if not read and any(Path(source).is_dir() for source in inputs):  # an empty list is no failure
        say_no_report(inputs)
        raise SystemExit(_NOTHING_FOUND)
    reports = [one for one in read if isinstance(one, Report)]
    placed = group(reports)
    if as_table or (sys.stdout.isatty() and not as_rows):
        _show(reports, placed)
        for one in read:
            if not isinstance(one, Report):
                click.echo(f"dateline: {one[0]}: {one[1].message}\n  {one[1].hint}", err=True)
    else:
        _write(read, placed)
    if len(reports) < len(read):
        raise SystemExit(_SOME_FAILED)


def _reports(source: str) -> Iterator[Report | tuple[str, DatelineError]]:
    from dateline.cli.lists import Line, is_ledger, lines_of

    if source.startswith(("http://", "https://")):
        raise InputError(f"{source}: stories fetches no page", hint="read it first: dateline read URL --jsonl")
    if is_ledger(source):
        yield from _of_ledger(source)
        return
    if _is_pages(source):
        from dateline.cli.inputs import rows_of

        for row in rows_of(source):
            try:
                yield _report(row)
            except DatelineError as error:
                yield str(row["id"]), error
        return
    for line in lines_of(source):
        if not isinstance(line, Line):
            yield line
            continue
        try:
            yield _report(line.row)
        except DatelineError as error:
            name = line.row.get("id", line.row.get("input"))
            yield (line.where if name is None else str(name)), error


def _is_pages(source: str) -> bool:
    """Is it a page, a text, or a folder of them, rather than a list?"""
    from dateline.intake.rows import PAGES

    path = Path(source)
    return path.is_dir() or Path(path.name.removesuffix(".gz")).suffix.lower() in PAGES


def _of_ledger(place: str) -> Iterator[Report]:
    """The reports of a ledger, of each page its latest version."""
    from dateline.cli.ledgers import opened
    from dateline.stories import Report

    with opened(place) as ledger:
        for one in ledger.articles():
            if one.latest:
                text = ledger.record(one.id).article.text
                yield Report(id=one.input, text=text, published=one.published, outlet=one.outlet)


def _report(row: dict[str, Any]) -> Report:
    """What a row, or the record of a report, tells. Raises DatelineError if it breaks the contract."""
    from dateline.pages.dates import normalise_date
    from dateline.stories import Report

    article = row.get("article")
    if isinstance(article, dict):
        row = article | {"id": row.get("input") or row.get("id"), "headline": None}
    elif isinstance(row.get("error"), DatelineError):  # of a file that could not be opened
        raise row["error"]
    elif "error" in row:
        raise BadRow("the report could not be read", hint="its row holds an error")
    elif row.get("text") is None and (row.get("html") is not None or "bytes" in row):
        row = row | _cleaned(row)
    name, text, headline = row.get("id"), row.get("text"), row.get("headline")
    if name is None:
        raise BadRow("the row has no id", hint='one {"id": …, "text": …} a line')
    if not isinstance(text, str) or not isinstance(headline, str | None):
        raise BadRow("the row has no text", hint='give {"id": …, "text": …} or {"id": …, "html": …}')
    if headline and not text.lstrip().startswith(headline):
        text = f"{headline}\n\n{text}"
    published, outlet = row.get("published") or None, row.get("outlet") or None
    if not isinstance(published, str | None) or not isinstance(outlet, str | None):
        raise BadRow("published and outlet are text or null", hint='write "published": "2018-06-01"')
    published = normalise_date(published) if published else None
    return Report(id=str(name), text=text, published=published, outlet=outlet)


def _cleaned(row: dict[str, Any]) -> dict[str, Any]:
    """The article of a page, without what stands around it."""
    from dateline.pipeline import parse_row

    article = parse_row(row).article
    return {"text": article.text, "published": article.published, "outlet": article.outlet, "headline": None}


def _write(read: Sequence[Report | tuple[str, DatelineError]], placed: Sequence[Placed]) -> None:
    import msgspec

    out, rows = sys.stdout.buffer, iter(placed)
    for one in read:
        if isinstance(one, tuple):
            error = {"code": one[1].code, "message": one[1].message, "hint": one[1].hint}
            out.write(msgspec.json.encode({"id": one[0], "error": error}) + b"\n")
        else:
            here = next(rows)
            out.write(msgspec.json.encode({"id": here.id, "story": here.story, "copy_of": here.copy_of}) + b"\n")


def _show(reports: Sequence[Report], placed: Sequence[Placed]) -> None:
    """The stories, the largest first, each with its days, outlets and first reports."""
    sheet = sheet_for(sys.stdout)
    found: dict[str, list[tuple[Report, Placed]]] = {}
    for report, one in zip(reports, placed, strict=True):
        found.setdefault(one.story, []).append((report, one))
    for rows in sorted(found.values(), key=lambda rows: -len(rows)):
        rows.sort(key=lambda row: row[0].published or "9")
        days = sorted({report.published[:10] for report, _ in rows if report.published})
        outlets = len({report.outlet for report, _ in rows if report.outlet})
        copies = sum(one.copy_of is not None for _, one in rows)
        facts = [f"{len(rows)} report{'s' * (len(rows) > 1)}"]
        facts += [f"{outlets} outlet{'s' * (outlets > 1)}"] if outlets else []
        facts += [f"{copies} near-cop{'ies' if copies > 1 else 'y'}"] if copies else []
        facts += [" to ".join(dict.fromkeys([days[0], days[-1]]))] if days else []
        head: list[Piece] = [(_title(rows[0][0].text), "bold"), (" · " + ", ".join(facts), "dim")]
        for line in sheet.lines(head):
            click.echo(line)
        for report, one in rows[:_SHOWN]:
            copy = f" (near-copy of {one.copy_of})" if one.copy_of else ""
            words = " · ".join(part for part in ((report.published or "")[:10], report.outlet or "", report.id) if part)
            for line in sheet.lines([(words, "plain"), (copy, "dim")], indent=4, first="  "):
                click.echo(line)
        if len(rows) > _SHOWN:
            click.echo(f"    and {len(rows) - _SHOWN} more")
        click.echo()


def _title(text: str) -> str:
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= 90 else line[:89].rsplit(" ", 1)[0] + " …"
