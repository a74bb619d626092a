"""`dateline timeline`, `upcoming`, `search` and `statements`: lists of what a ledger holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.ledgers import (
    check_day,
    check_words,
    format_options,
    found_nothing,
    ledger_argument,
    opened,
    write_views,
)

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger
    from dateline.ledger.types import Event, Facets, Statement
    from dateline.record import Kind, Status


class _Most(click.IntRange):
    """A number of rows, or "all"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The number; of "all" one that no ledger comes to."""
        return _ALL if value == "all" else super().convert(value, param, ctx)


_ALL = 10**9
_MOST = 100  # rows of a list, unless somebody asks for more
_UNFOUND = ("nothing fits", "all words must stand in it: try fewer, another form of a word, or leave out an option")
_LIMIT = click.option(
    "-n", "--limit", type=_Most(1), metavar="NUMBER|all", default=_MOST, show_default=True, help="At most so many."
)
_AS_OF = click.option("--as-of", metavar="DAY", callback=check_day, help="As the ledger stood on that day.")
_SINCE = click.option("--since", metavar="DAY", callback=check_day, help="From that day (month, year) on.")
_UNTIL = click.option("--until", metavar="DAY", callback=check_day, help="Up to that day (month, year), all of it.")

_KIND = click.option("--kind", "kinds", multiple=True, callback=check_words, metavar="KIND", help="Only this kind.")
_STATUS = click.option(
    "--status", "statuses", multiple=True, callback=check_words, metavar="STATUS", help="Only what stands so."
)

EVENT_COLUMNS: dict[str, Callable[[Any], object]] = {
    "id": lambda one: one.id,
    "day": lambda one: one.day,
    "when": lambda one: one.when.value if one.when else None,
    "kind": lambda one: one.kind,
    "status": lambda one: one.status,
    "unreported": lambda one: one.unreported,
    "actors": lambda one: [side.entity for side in one.actors],
    "recipients": lambda one: [side.entity for side in one.recipients],
    "place": lambda one: one.place.entity if one.place else None,
    "tellings": lambda one: one.told,
    "outlets": lambda one: "; ".join(one.outlets),
    "first_reported": lambda one: one.first_reported,
    "last_reported": lambda one: one.last_reported,
}
_STATEMENT_COLUMNS: dict[str, Callable[[Any], object]] = {
    "id": lambda one: one.id,
    "day": lambda one: one.when or one.first_reported,
    "source": lambda one: one.source or one.source_words,
    "addressees": lambda one: one.addressees,
    "act": lambda one: one.act,
    "form": lambda one: one.form,
    "content": lambda one: " … ".join(part.quote for part in one.content),
    "articles": lambda one: len(one.articles),
    "outlets": lambda one: "; ".join(one.outlets),
    "about": lambda one: one.about,
}


@click.command("timeline")
@ledger_argument
@click.argument("who", nargs=-1, metavar="[NAME [NAME]]")
@click.option("--place", "where", metavar="NAME", help="Only what was or is to be there.")
@_KIND
@_STATUS
@_SINCE
@_UNTIL
@click.option("--after", metavar="ID", help="Only what comes after that event: the next page.")
@_AS_OF
@click.option("--main", "main_only", is_flag=True, help="Leave out what reports tell in passing.")
@_LIMIT
@format_options
def timeline(
    place: str, who: tuple[str, ...], where: str | None, kinds: tuple[Kind, ...], statuses: tuple[Status, ...],
    since: str | None, until: str | None, after: str | None, as_of: str | None, main_only: bool, limit: int,
    form: str | None,
) -> None:  # fmt: skip
    """What happened and was planned, by day: of everybody, of somebody, or of two with each other.

    A state stands for all who act for it.
    """
    if len(who) > 2:
        raise click.UsageError("at most two names: those of a pair; write a name of several words in quotes.")
    with opened(place) as ledger:
        events = ledger.events(
            who=who[0] if who else None, with_=who[1] if len(who) > 1 else None, place=where, kinds=kinds,
            statuses=statuses, since=since, until=until, as_of=as_of, passing=not main_only, limit=limit,
            after=after, tellings=_whole(form),
        )  # fmt: skip
        _events(ledger, events, form)
        _told(ledger, events, "no event fits", "leave out a name or an option; a place is given with --place")


@click.command("upcoming")
@ledger_argument
@click.option("--on", metavar="DAY", callback=check_day, help="As of that day, rather than the last of the ledger.")
@_LIMIT
@format_options
def upcoming(place: str, on: str | None, limit: int, form: str | None) -> None:
    """What is planned, where it stands and the last word on it: by day, then what has no day and was told of late."""
    with opened(place) as ledger:
        events = ledger.upcoming(on=on, limit=limit, tellings=_whole(form))
        _events(ledger, events, form)
        _told(ledger, events, *(_idle(ledger, on) if not events else _UNFOUND))


def _idle(ledger: Ledger, on: str | None) -> tuple[str, str]:
    """Why nothing lies ahead, and what may help."""
    from dateline.wording import day_words

    day = on or ledger.info().last_day
    if day is None:
        return "no report bears a date: what lies ahead is not known", "add them with --published 2018-06-01"
    if on:
        return f"nothing is planned as of {day_words(day)}", "another day may have plans: give it with --on"
    return (
        f"nothing is planned as of {day_words(day)}, the day of the latest report",
        "--on DAY asks for an earlier day",
    )


@click.command("search")
@ledger_argument
@click.argument("words", nargs=-1)
@click.option("--who", metavar="NAME", help="Only where this one takes part, or speaks.")
@click.option("--with", "with_", metavar="NAME", help="And this one as well.")
@click.option("--place", "where", metavar="NAME", help="Only what was or is to be there.")
@_KIND
@_STATUS
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="Only what this outlet tells.")
@_SINCE
@_UNTIL
@click.option("--facets", "counted", is_flag=True, help="Count what is found rather than list it.")
@_LIMIT
@format_options
def search(
    place: str, words: tuple[str, ...], who: str | None, with_: str | None, where: str | None,
    kinds: tuple[Kind, ...], statuses: tuple[Status, ...], outlets: tuple[str, ...], since: str | None,
    until: str | None, counted: bool, limit: int, form: str | None,
) -> None:  # fmt: skip
    """Events and statements that hold all of the words, the best first; without words events, the latest first.

    --facets by itself counts the events of the whole ledger.
    """
    from dateline.cli.layout import sheet_for
    from dateline.cli.ledger_view import entities_in, event_lines, statement_lines
    from dateline.ledger.types import Event

    asked: dict[str, Any] = {
        "who": who, "with_": with_, "place": where, "kinds": kinds, "statuses": statuses, "outlets": outlets,
        "since": since, "until": until,
    }  # fmt: skip
    if not words and not counted and not any(asked.values()):  # --facets by itself counts everything
        raise click.UsageError("say what to search for: words, or an option.")
    with opened(place) as ledger:
        if counted:
            found = ledger.facets(" ".join(words), **asked)
            _facets(ledger, found, form)
            _told(ledger, [found] if found.found else [], *_UNFOUND)
            return
        hits = ledger.search(" ".join(words), limit=limit, tellings=form is not None, **asked)
        if form is not None:
            columns = {
                "id": lambda one: one.id,
                "view": lambda one: "event" if isinstance(one, Event) else "statement",
                "day": lambda one: one.day if isinstance(one, Event) else one.when or one.first_reported,
                "words": lambda one: (
                    one.tellings[0].sentence.quote
                    if isinstance(one, Event)
                    else " … ".join(part.quote for part in one.content)
                ),
            }
            write_views(hits, form, columns)
        else:
            events = [one for one in hits if isinstance(one, Event)]
            said = [one for one in hits if not isinstance(one, Event)]
            names = {one.id: one.name for one in ledger.entities(entities_in(events, said))}
            sheet = sheet_for(sys.stdout)
            for one in hits:
                if isinstance(one, Event):
                    click.echo("\n".join(event_lines(one, names, sheet)))
                else:
                    click.echo("\n".join(statement_lines(one, names, sheet)))
        _told(ledger, hits, *_UNFOUND)


@click.command("statements")
@ledger_argument
@click.argument("source", required=False, metavar="[NAME]")
@_SINCE
@_UNTIL
@_AS_OF
@_LIMIT
@format_options
def statements(
    place: str,
    source: str | None,
    since: str | None,
    until: str | None,
    as_of: str | None,
    limit: int,
    form: str | None,
) -> None:
    """Who said what, to whom and through whom, by day: of everybody, or of one."""
    with opened(place) as ledger:
        said = ledger.statements(source, since=since, until=until, as_of=as_of, limit=limit)
        if form is not None:
            write_views(said, form, _STATEMENT_COLUMNS)
        else:
            _statements(ledger, said)
        what = f"no statement{f' of {source}' if source else ''} fits"
        _told(ledger, said, what, "leave out a name or an option; what was done is in `dateline timeline`")


def _told(ledger: Ledger, views: Sequence[object], what: str, hint: str) -> None:
    """Say that nothing was found and what may help (of a ledger without reports, that it is one), or that it is cut."""
    if not views and not ledger.articles(limit=1):
        what, hint = f"there is no report in {ledger.place}", f"add one: dateline add {ledger.place} REPORT…"
    found_nothing(views, what, hint)
    if len(views) == _MOST:
        click.echo(f"dateline: these are the first {_MOST}\n  -n 1000 lists more, -n all all of them", err=True)


def _whole(form: str | None) -> bool:
    """Are views written with their tellings? A person and a table are told how many these are."""
    return form in ("json", "jsonl")


def _facets(ledger: Ledger, found: Facets, form: str | None) -> None:
    """The counts of a search: a table of facet, value and number."""
    names = {one.id: one.name for one in ledger.entities([one.value for one in found.actors])}
    facets = {
        "kind": found.kinds, "status": found.statuses, "outlet": found.outlets, "actor": found.actors,
        "country": found.countries, "year": found.years,
    }  # fmt: skip
    if form == "json":
        write_views([found], form, {})
    elif form is not None:
        rows = [{"facet": facet, "value": one.value, "count": one.count} for facet in facets for one in facets[facet]]
        columns = {name: (lambda row, name=name: row[name]) for name in ("facet", "value", "count")}
        write_views(rows, form, columns)
    else:
        click.echo(f"{found.found if found.whole else f'the last {found.found} of more'} found")
        for facet, counts in facets.items():
            for i, one in enumerate(counts):
                click.echo(f"  {facet if not i else '':<9}{one.count:>6}  {names.get(one.value, one.value)}")


def _events(ledger: Ledger, events: Sequence[Event], form: str | None) -> None:
    from dateline.cli.layout import sheet_for
    from dateline.cli.ledger_view import entities_in, event_lines

    if form is not None:
        write_views(events, form, EVENT_COLUMNS)
    else:
        names = {one.id: one.name for one in ledger.entities(entities_in(events))}
        sheet = sheet_for(sys.stdout)
        for event in events:
            click.echo("\n".join(event_lines(event, names, sheet)))


def _statements(ledger: Ledger, said: Sequence[Statement]) -> None:
    from dateline.cli.layout import sheet_for
    from dateline.cli.ledger_view import entities_in, statement_lines

    names = {one.id: one.name for one in ledger.entities(entities_in((), said))}
    sheet = sheet_for(sys.stdout)
    for one in said:
        click.echo("\n".join(statement_lines(one, names, sheet)))
