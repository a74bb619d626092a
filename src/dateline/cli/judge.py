"""`dateline same` and `dateline different`: a person's word on whether two records are one."""

from __future__ import annotations

import click

from dateline.cli.ledgers import ledger_argument, opened

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
        judgement = ledger.same(a, b, by=by, reason=reason)
        click.echo(f"judgement {judgement.number}: {judgement.a} and {judgement.b} are the same")


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
        judgement = ledger.different(a, b, by=by, reason=reason)
        click.echo(f"judgement {judgement.number}: {judgement.a} and {judgement.b} are different")
