"""`dateline info` and `dateline rebuild`: what a ledger holds, and computing it anew."""

from __future__ import annotations

import click

from dateline.cli.ledgers import ledger_argument, opened


@click.command("info")
@ledger_argument
@click.option("--json", "as_json", is_flag=True, help="As a JSON object.")
def command(place: str, as_json: bool) -> None:
    """What a ledger holds: articles, claims, events, days."""
    with opened(place) as ledger:
        info = ledger.info()
    if as_json:
        import msgspec

        click.echo(msgspec.json.format(msgspec.json.encode(info), indent=2).decode("utf-8"))
        return
    size = f"{info.bytes / 1e6:,.1f} MB" if info.bytes is not None else "size not known"
    days = f"{info.first_day} to {info.last_day}" if info.first_day else "no days"
    click.echo(f"{info.url}\n  schema {info.schema}, {size}, {days}")
    for name in ("articles", "claims", "events", "statements", "entities", "judgements", "changes"):
        click.echo(f"  {getattr(info, name):>10,} {name}")


@click.command("rebuild")
@ledger_argument
def rebuild(place: str) -> None:
    """Compute all views anew from claims and judgements, after an update of Dateline or a doubt.

    What comes out otherwise than before is written to the log of changes. Others can read meanwhile.
    """
    with opened(place) as ledger:
        before = ledger.info().changes
        ledger.rebuild()
        changed = ledger.info().changes - before
        click.echo(f"{changed} changes" if changed else "nothing has changed")
