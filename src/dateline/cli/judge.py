"""`dateline same`, `different` and `correct`: a person's word on whether two records are one, and on their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dateline.cli.ledgers import ledger_argument, opened

if TYPE_CHECKING:
    from dateline.ledger.types import Judgement

_BY = click.option("--by", default="person", metavar="NAME", show_default=True, help="Who judges.")
_REASON = click.option("--reason", default="", metavar="WORDS", help="Why; kept with the judgement.")


@click.command("same")
@ledger_argument
@click.argument("a")
@click.argument("b")
@_BY
@_REASON
def same(place: str, a: str, b: str, by: str, reason: str) -> None:
    """Judge two events, or two entities, to be one.

    A and B are ids of events or claims, or names. Nothing is lost: the last judgement on a pair counts.
    """
    with opened(place) as ledger:
        judgement = ledger.same(*_two(a, b), by=by, reason=reason)
        click.echo(f"judgement {judgement.number}: {_both(judgement, a, b)} are the same")


@click.command("different")
@ledger_argument
@click.argument("a")
@click.argument("b")
@_BY
@_REASON
def different(place: str, a: str, b: str, by: str, reason: str) -> None:
    """Judge two events, two entities, or a telling and its event, to be two.

    A and B are ids of events or claims, or names. Nothing is lost: the last judgement on a pair counts.
    """
    with opened(place) as ledger:
        judgement = ledger.different(*_two(a, b), by=by, reason=reason)
        click.echo(f"judgement {judgement.number}: {_both(judgement, a, b)} are different")


def _two(a: str, b: str) -> tuple[str, str]:
    if a == b:
        raise click.UsageError(f"A and B are both {a!r}: give two ids, or two names")
    return a, b


def _both(judgement: Judgement, a: str, b: str) -> str:
    """Who was judged: events by their whole ids, entities by the names that were given."""
    return f"{judgement.a} and {judgement.b}" if judgement.view == "event" else f"{a} and {b}"


@click.command("correct")
@ledger_argument
@click.argument("event", metavar="ID")
@click.argument("field")
@click.argument("value", nargs=-1)
@click.option("--reports", is_flag=True, help="Let the reports speak again: no VALUE.")
@click.option("--article", metavar="ID", help="The report that says so, if none of the event does.")
@click.option("--quote", default="", metavar="WORDS", help="Its words, as they stand in it.")
@_BY
@_REASON
def correct(
    place: str, event: str, field: str, value: tuple[str, ...], reports: bool, article: str | None, quote: str,
    by: str, reason: str,
) -> None:  # fmt: skip
    """Say what a field of an event is: kind, status, when, place, actors or recipients.

    VALUE is a code, a day (2018-06-12), or ids or names; without any the value is not known. Nothing is lost: the last
    word on a field counts.
    """
    if reports and value:
        raise click.UsageError("--reports takes no VALUE")
    told = None if reports else list(value)
    with opened(place) as ledger:
        word = ledger.correct(event, field, told, article=article, quote=quote, by=by, reason=reason)
    shown = "what reports tell" if word.value is None else word.value or "not known"
    click.echo(f"correction {word.number}: {word.field} of {word.claim} is {shown}")
