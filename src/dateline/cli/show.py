"""`dateline show` and `dateline who`: one event, or one person, state or body, with all that supports it."""

from __future__ import annotations

import sys
from operator import attrgetter

import click

from dateline.cli.find import EVENT_COLUMNS
from dateline.cli.ledgers import check_day, format_options, ledger_argument, opened, write_views

_OF_LATE = 5
_FIELDS = ("id", "kind", "name", "country", "sector", "wikidata", "articles", "first_reported", "last_reported")


@click.command("show")
@ledger_argument
@click.argument("event", metavar="ID")
@click.option("--as-of", metavar="DAY", callback=check_day, help="As the ledger stood on that day.")
@format_options
def command(place: str, event: str, as_of: str | None, form: str | None) -> None:
    """One event: what stood when and who says so, on what reports differ, what it is part of, every telling.

    ID is that of the event or of any of its claims; its first letters are enough where they mean one event only.
    """
    from dateline.cli.layout import sheet_for
    from dateline.cli.ledger_view import entities_in, event_page

    with opened(place) as ledger:
        found = ledger.event(event, as_of=as_of)
        if form is not None:
            write_views([found], form, EVENT_COLUMNS)
            return
        linked = ledger.links(found.id, as_of=as_of)
        shown = entities_in([found, *(link.event for link in linked)])
        names = {one.id: one.name for one in ledger.entities(shown)}
        click.echo("\n".join(event_page(found, names, sheet_for(sys.stdout), linked)))


@click.command("who")
@ledger_argument
@click.argument("name", metavar="NAME")
@format_options
def who(place: str, name: str, form: str | None) -> None:
    """A person, state or body: names, offices by date, and what the ledger tells of it last."""
    from dateline.cli.layout import sheet_for
    from dateline.cli.ledger_view import entities_in, entity_page

    with opened(place) as ledger:
        found = ledger.entity(name)
        if form is not None:
            write_views([found], form, {field: attrgetter(field) for field in _FIELDS})
            return
        events = ledger.events(who=found.id, newest_first=True, limit=_OF_LATE, tellings=False)
        names = {one.id: one.name for one in ledger.entities(entities_in(events))}
        click.echo("\n".join(entity_page(found, events, names, sheet_for(sys.stdout))))
