"""`dateline feeds`: subscriptions of a ledger, and asking them for reports."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dateline import __version__
from dateline.cli.ledgers import NOTHING_FOUND, SOME_FAILED, format_options, found_nothing, ledger_argument, opened
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.intake.visitor import Visitor
    from dateline.ledger.feeds import Item, Subscription
    from dateline.ledger.ledger import Ledger
    from dateline.pipeline import Failure


@click.group("feeds")
@ledger_argument
@click.pass_context
def command(context: click.Context, place: str) -> None:
    """Follow feeds (Atom, RSS): what they name is read and added.

    Subscriptions are kept in the ledger. `run` asks those that are due; call it from cron or a timer.
    """
    context.obj = place


@command.command("add")
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.option("--outlet", metavar="NAME", help="Who publishes what the feed names; wins over what pages say.")
@click.pass_obj
def add(place: str, urls: tuple[str, ...], outlet: str | None) -> None:
    """Subscribe to feeds; a ledger is made where there is none. Nothing is fetched yet."""
    from dateline.intake.web import split

    for url in urls:
        try:
            split(url)
        except InputError as error:
            raise click.BadParameter(str(error), param_hint="URL") from None
    with opened(place, create=True) as ledger:
        new = [ledger.feeds.add(url, outlet=outlet) for url in urls]
    known = f", {len(new) - sum(new)} there already" if not all(new) else ""
    click.echo(f"{sum(new)} added{known}")


@command.command("remove")
@click.argument("urls", nargs=-1, required=True, metavar="URL…")
@click.pass_obj
def remove(place: str, urls: tuple[str, ...]) -> None:
    """End subscriptions. What was read from them stays in the ledger."""
    with opened(place) as ledger:
        for url in urls:
            ledger.feeds.remove(url)
    click.echo(f"{len(urls)} removed")


@command.command("list")
@format_options
@click.pass_obj
def list_(place: str, form: str | None) -> None:
    """The subscriptions: when each was asked, what came of it, when it is due."""
    from dateline.cli.ledgers import write_views

    with opened(place) as ledger:
        found = ledger.feeds.subscriptions()
    if form:
        names = ("url", "title", "outlet", "asked", "due", "failures", "code", "read", "waiting", "failed")
        write_views(found, form, {name: lambda one, name=name: getattr(one, name) for name in names})  # type: ignore[misc]
    else:
        for one in found:
            for line in _lines(one):
                click.echo(line)
    found_nothing(found, "there is no subscription", f"dateline feeds {place} add URL")


def _lines(one: Subscription) -> list[str]:
    from dateline.cli.layout import Sheet

    counts = {"read": one.read, "waiting": one.waiting, "failed": one.failed}
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count or what == "read")
    asked = f"asked {_moment(one.asked)}" if one.asked else "not asked yet"
    due = f"due {_moment(one.due)}" if one.due else "gone, asked no more"
    sheet = Sheet(10_000)
    lines = [*sheet.lines([(one.url, "plain")])]
    lines += sheet.lines([(" · ".join(filter(None, (one.title, asked, due, told))), "plain")], indent=2)
    if one.code:
        lines += sheet.lines([(f"failed {one.failures} times of late: {one.message}", "plain")], indent=2)
    return lines


def _moment(value: str) -> str:
    return value[:16].replace("T", " ")


@command.command("run")
@click.argument("urls", nargs=-1, metavar="[URL]…")
@click.option("--now", is_flag=True, help="Ask those that are not due, too.")
@click.option("--pause", type=click.FloatRange(0, 60), default=1.0, show_default=True, metavar="SECONDS",
              help="Between two requests to one host; a longer one of robots.txt is heeded.")  # fmt: skip
@click.option("--contact", metavar="WORDS", help="An address of yours in the User-Agent, for owners of sites.")
@click.option("--errors", "errors_to", type=click.Path(dir_okay=False, path_type=Path),
              help="Write what failed there, as JSONL.")  # fmt: skip
@click.option("--allow-private", is_flag=True, help="Ask addresses of the own network too.")
@click.option("-q", "--quiet", is_flag=True, help="No messages on standard error, no counts.")
@click.pass_obj
def run(
    place: str, urls: tuple[str, ...], now: bool, pause: float, contact: str | None, errors_to: Path | None,
    allow_private: bool, quiet: bool,
) -> None:  # fmt: skip
    """Ask the feeds that are due (or those named), read what they name and add it.

    Each feed is asked for what has changed only. robots.txt is heeded, a host is asked for one thing at a time. What
    cannot be had for now waits in the ledger and is tried again by the next run, up to five times. Run it again after
    an interruption: it goes on where it was.

    \b
    Exit codes: 0 done, 1 something failed, 2 usage, 3 no such subscription, 4 the ledger cannot be used.
    """
    from dateline.cli.reports import writable
    from dateline.cli.targets import spare
    from dateline.intake.visitor import Visitor

    counts: Counter[str] = Counter()
    if errors_to is not None:
        spare(errors_to, "--errors", (place,))
    with opened(place) as ledger:
        chosen = _chosen(ledger, urls, now=now)
        failures: TextIO | None = writable(errors_to, "--errors") if errors_to else None
        try:
            _run(ledger, chosen, Visitor(allow_private=allow_private, pause=pause, contact=contact), counts,
                 now=now, failures=failures, quiet=quiet)  # fmt: skip
        except KeyboardInterrupt:
            click.echo("Interrupted; run the same command again, it goes on where it was.", err=True)
            raise SystemExit(130) from None
        finally:
            if failures:
                failures.close()
    if not quiet:
        asked = counts["asked"]
        told = [f"{asked} feed{'' if asked == 1 else 's'} asked"]
        names = ("unchanged", "added", "there already", "failed", "to be tried again")
        told += [f"{counts[name]} {name}" for name in names if counts[name] or name == "added"]
        if counts["not due"]:
            told.append(f"{counts['not due']} not due (--now asks all the same)")
        click.echo(", ".join(told))
    if counts["failed"] or counts["to be tried again"]:
        raise SystemExit(SOME_FAILED)


def _chosen(ledger: Ledger, urls: tuple[str, ...], *, now: bool) -> list[Subscription]:
    """The subscriptions that are meant. Ends the command where there are none."""
    found = ledger.feeds.subscriptions()
    for url in urls:
        if url not in {one.url for one in found}:
            click.echo(f"dateline: there is no subscription to {url}\n  dateline feeds LEDGER add {url}", err=True)
            raise SystemExit(NOTHING_FOUND)
    if not found:
        click.echo("dateline: there is no subscription\n  dateline feeds LEDGER add URL", err=True)
        raise SystemExit(NOTHING_FOUND)
    return [one for one in found if not urls or one.url in urls]


def _run(
    ledger: Ledger, chosen: list[Subscription], visitor: Visitor, counts: Counter[str], *, now: bool,
    failures: TextIO | None, quiet: bool,
) -> None:  # fmt: skip
    from dateline.cli.reports import fail
    from dateline.intake.poll import ask, fetch_waiting
    from dateline.ledger.feeds import stamp
    from dateline.pipeline import Failure

    moment = stamp()
    due = [one for one in chosen if now or (one.due is not None and one.due <= moment)]
    counts["not due"] = sum(one.due is not None for one in chosen) - sum(one.due is not None for one in due)
    for asked in ask(ledger.feeds, visitor, due):
        counts["asked"] += 1
        counts["unchanged"] += asked.unchanged
        if (error := asked.error) is not None:
            counts["failed"] += 1
            fail(Failure(asked.url, error.code, error.message, error.hint), None, failures, quiet)
    waiting = ledger.feeds.waiting(due=None if now else stamp(), of=[one.url for one in chosen])
    for item, row in fetch_waiting(waiting, visitor, ledger.has_page):
        what, failure = _take(ledger, item, row)
        counts[what] += 1
        if failure is not None:
            fail(failure, None, failures, quiet)


def _take(ledger: Ledger, item: Item, row: dict[str, object]) -> tuple[str, Failure | None]:
    """Read and add one report, and keep what became of it: a word for the count, and why it failed."""
    from dateline.errors import HttpError
    from dateline.intake.poll import passes
    from dateline.pipeline import Failure, article_of, default_encoder, read_rows

    if row.get("known"):
        ledger.feeds.settle(item)
        return "there already", None
    error = row.get("error")
    if isinstance(error, InputError) and passes(error):
        seconds = (error.retry_after or 0) if isinstance(error, HttpError) else 0
        again = ledger.feeds.put_off(item, code=error.code, message=error.message, seconds=seconds)
        failure = Failure(item.url, error.code, error.message, error.hint)
        return ("to be tried again" if again else "failed"), failure
    encoder = default_encoder()
    article = article_of(row)
    known = not isinstance(article, Failure) and ledger.knows(article.id, dateline=__version__, model=encoder.name)
    one = article if known or isinstance(article, Failure) else next(read_rows([row], encoder=encoder))
    if isinstance(one, Failure):
        ledger.feeds.settle(item, code=one.code, message=one.message)
        return "failed", one
    new = not known and ledger.add(one)
    ledger.feeds.settle(item)
    return ("added" if new else "there already"), None
