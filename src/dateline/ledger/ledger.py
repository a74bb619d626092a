"""`Ledger`: the door to a ledger, for programs and for the commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.errors import NotInLedger
from dateline.ledger import faceted, kindred, people, queries, reports, writer
from dateline.ledger.corrections import find_corrections, shown
from dateline.ledger.drafts import drafted
from dateline.ledger.engine import open_engine, reading, still, uncollected, writing
from dateline.ledger.feeds import Feeds
from dateline.ledger.lists import Asked, find_events
from dateline.ledger.schema import REVISION, articles, changes, claims, events, judgements, parties, statements
from dateline.ledger.spoken import find_statements
from dateline.ledger.types import (
    Article,
    Change,
    Correction,
    Entity,
    Event,
    Facets,
    Info,
    Judgement,
    Link,
    Outline,
    Statement,
    Verdict,
)
from dateline.record import Kind, Record, Status

PAGE = 50  # events of a timeline, each with its tellings
AT_ONCE = 1_000  # reports in one transaction, some two seconds of work: what is near is read once for all of them


class Ledger:
    """Many reports as one record, in a file (SQLite) or behind a URL (PostgreSQL). Made where there is none.

    Use it in a `with` block, or call `close`. One writer at a time, others wait; readers never wait. Every method is a
    transaction of its own. Raises the errors of `LedgerError` where the database cannot be used.
    """

    def __init__(self, place: str | Path, *, create: bool = True, wait: float = 30.0) -> None:
        self.place = str(place)
        self._engine = open_engine(place, create=create, wait=wait)
        self.feeds = Feeds(self._engine, self.place)  # the subscriptions

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # Writing

    def add(self, record: Record) -> bool:
        """Add what one report says; False if this reading of it is there already. All of it or nothing is written."""
        with writing(self._engine, self.place) as connection:
            return writer.add(connection, [record], at=_now())[0]

    def add_many(self, records: Iterable[Record], *, at_once: int = AT_ONCE) -> int:
        """Add many; how many were new. `at_once` go into one transaction, which is several times as fast as one each.

        Killed at any moment, whole transactions are there and nothing of the others; the same call goes on from there.
        """
        waiting, new = iter(records), 0
        while batch := list(islice(waiting, at_once)):
            with uncollected(), writing(self._engine, self.place) as connection:
                new += sum(writer.add(connection, batch, at=_now()))
        return new

    def has(self, record: Record) -> bool:
        """Is this reading of the report there already?"""
        with reading(self._engine, self.place) as connection:
            return writer.is_there(connection, record)

    def knows(self, article: str, *, dateline: str, model: str) -> bool:
        """Has a report been read already, by this version of Dateline with this model?"""
        with reading(self._engine, self.place) as connection:
            return reports.knows(connection, article, dateline, model)

    def printed(self, record: Record) -> frozenset[str]:
        """The ids of reports in it that differ from this one in their text only: a page that was read as a copy."""
        with reading(self._engine, self.place) as connection:
            return reports.printed(connection, record)

    def has_page(self, url: str) -> bool:
        """Is a report from that address there already, in whatever version?"""
        with reading(self._engine, self.place) as connection:
            return connection.execute(select(articles.c.number).where(articles.c.page == url)).first() is not None

    def same(self, a: str, b: str, *, by: str = "person", reason: str = "") -> Judgement:
        """Judge two events, or two entities, to be one. Raises NotInLedger."""
        return self._judge(a, b, "same", by, reason)

    def different(self, a: str, b: str, *, by: str = "person", reason: str = "") -> Judgement:
        """Judge two tellings, events or entities to be two. Raises NotInLedger."""
        return self._judge(a, b, "different", by, reason)

    def unsure(self, a: str, b: str, *, by: str = "person", reason: str = "") -> Judgement:
        """Judge that nobody can tell: they stay apart. Raises NotInLedger."""
        return self._judge(a, b, "unsure", by, reason)

    def _judge(self, a: str, b: str, verdict: Verdict, by: str, reason: str) -> Judgement:
        with writing(self._engine, self.place) as connection:
            view, one, other = writer.meant(connection, a, b)
            return writer.judge(connection, view, one, other, verdict, by=by, reason=reason, at=_now())

    def correct(
        self,
        event: str,
        field: str,
        value: str | Sequence[str] | None,
        *,
        article: str | None = None,
        quote: str = "",
        by: str = "person",
        reason: str = "",
    ) -> Correction:
        """Say what a field of an event is: kind, status, when (EDTF), place, actors or recipients (ids or names).

        "" says that it is not known, None lets the reports speak again. A value that no report of the event gives needs
        the report (`article`) and the words in it (`quote`) that do. Raises BadCorrection, NotInLedger.
        """
        how = {"article": article, "quote": quote, "by": by, "reason": reason, "at": _now()}
        with writing(self._engine, self.place) as connection:
            return shown(connection, writer.correct(connection, event, field, value, **how))

    def draft(
        self, event: str, field: str, value: str | Sequence[str] | None, *, article: str | None = None, quote: str = ""
    ) -> Correction:
        """What `correct` would keep, with number 0; nothing is written. Raises the same."""
        how = {"article": article, "quote": quote, "by": "", "reason": "", "at": _now()}
        with reading(self._engine, self.place) as connection:
            return shown(connection, drafted(connection, event, field, value, **how))  # type: ignore[arg-type]

    def rebuild(self) -> None:
        """Compute all views anew from claims and judgements. What comes out otherwise than before is in the log."""
        with writing(self._engine, self.place) as connection:
            writer.rebuild(connection)

    # Reading

    def event(self, event: str, *, as_of: str | None = None) -> Event:
        """The event of that id, or of one of its claims; as the ledger stood on a day. Raises NotInLedger."""
        with reading(self._engine, self.place) as connection:
            found = queries.views(connection, [queries.event_id(connection, event)], as_of)
        if not found:
            raise NotInLedger(f"no report told of {event} until {as_of}", hint="leave out --as-of, or give a later day")
        return found[0]

    def links(self, event: str, *, as_of: str | None = None) -> list[Link]:
        """What an event is part of, its parts, and the round before and after it. Raises NotInLedger."""
        with reading(self._engine, self.place) as connection:
            found = queries.views(connection, [queries.event_id(connection, event)], as_of)
            return kindred.links(connection, found[0], as_of) if found else []

    def events(
        self,
        *,
        who: str | None = None,
        with_: str | None = None,
        place: str | None = None,
        kinds: Iterable[Kind] = (),
        statuses: Iterable[Status] = (),
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        lasting_to: str | None = None,
        passing: bool = True,
        newest_first: bool = False,
        limit: int | None = None,
        after: str | None = None,
        tellings: bool = True,
    ) -> list[Event]:
        """Events by their day: of somebody, of a pair, at a place, of some kinds, between two days.

        A state stands for all who act for it. Days may be years or months ("2018-05"). Raises NotInLedger and Ambiguous
        for names. `after`: only what comes after that event, as on the next page. `lasting_to`: only what lasts to that
        day or longer. Without `tellings` those are left out, which is many times as fast (not with `as_of`).
        """
        with reading(self._engine, self.place) as connection:
            sides = [people.named(connection, one) for one in (who, with_, place) if one is not None]
            asked = Asked(
                parties=sides, kinds=tuple(kinds), since=since, until=until,
                lasting_to=lasting_to, statuses=() if as_of else tuple(statuses),
                passing=passing, newest_first=newest_first, limit=limit,
                after=queries.place_of(connection, after) if after is not None else None,
            )  # fmt: skip
            found = queries.views(connection, find_events(connection, asked), as_of, tellings=tellings)
        wanted = set(statuses)
        return [one for one in found if not wanted or one.status in wanted]

    def outlines(
        self,
        *,
        who: str | None = None,
        with_: str | None = None,
        place: str | None = None,
        kinds: Iterable[Kind] = (),
        statuses: Iterable[Status] = (),
        since: str | None = None,
        until: str | None = None,
        lasting_to: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Outline]:
        """What `events` gives, in short and many times as fast: to count, to choose from, to list. Raises as those."""
        with reading(self._engine, self.place) as connection:
            sides = [people.named(connection, one) for one in (who, with_, place) if one is not None]
            asked = Asked(
                parties=sides, kinds=tuple(kinds), statuses=tuple(statuses), since=since, until=until,
                lasting_to=lasting_to, newest_first=newest_first, limit=limit,
            )  # fmt: skip
            return queries.outlines(connection, asked)

    def some_events(self, ids: Iterable[str], *, tellings: bool = True) -> list[Event]:
        """The events of these ids, or of claims of theirs, in their order, each once; others are left out."""
        with reading(self._engine, self.place) as connection:
            asked = list(dict.fromkeys(ids))
            home = queries.homes(connection, asked)
            meant = dict.fromkeys(home[one] for one in asked if one in home)
            return queries.views(connection, list(meant), tellings=tellings)

    def homes(self, claims: Iterable[str]) -> dict[str, str]:
        """The id of the event that each of these claims tells; claims that speak no more are left out."""
        with reading(self._engine, self.place) as connection:
            return queries.homes(connection, list(claims))

    def timeline(
        self, who: str | None = None, with_: str | None = None, *, limit: int | None = PAGE, **asked: Any
    ) -> list[Event]:
        """What somebody, or two with each other, did and planned, by day; takes what `events` takes.

        A page of 50, unless another `limit` is given: None is all. The next page is that `after` the last event.
        """
        return self.events(who=who, with_=with_, limit=limit, **asked)

    def upcoming(self, *, on: str | None = None, limit: int | None = None, tellings: bool = True) -> list[Event]:
        """What is planned as of a day (the last of the ledger): by day, then what has none and was told of late."""
        with reading(self._engine, self.place) as connection:
            last = queries.last_day(connection)
            day = on or last
            if day is None or last is None:
                return []
            return queries.upcoming(connection, day, past=day < last, limit=limit, tellings=tellings)

    def search(
        self,
        words: str = "",
        *,
        who: str | None = None,
        with_: str | None = None,
        place: str | None = None,
        kinds: Iterable[Kind] = (),
        statuses: Iterable[Status] = (),
        outlets: Iterable[str] = (),
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        tellings: bool = True,
    ) -> list[Event | Statement]:
        """Events and statements that hold all of `words`, the best first; without words events, the latest first.

        The facets narrow it down: a kind or status leaves events only, `who` of statements is who said it. Of more than
        2,000 hits those written last are ranked and narrowed. Raises NotInLedger and Ambiguous for names.
        """
        with reading(self._engine, self.place) as connection:
            question = self._question(connection, words, (who, with_, place), kinds, statuses, outlets, since, until)
            hits, _ = faceted.find(connection, question, limit=limit)
            shown = queries.views(connection, [id_ for view, id_ in hits if view == "event"], tellings=tellings)
            said = find_statements(connection, ids=[id_ for view, id_ in hits if view == "statement"])
            found: dict[str, Event | Statement] = {one.id: one for one in shown}
            found |= {one.id: one for one in said}
        return [found[id_] for _, id_ in hits if id_ in found]

    def facets(
        self,
        words: str = "",
        *,
        who: str | None = None,
        with_: str | None = None,
        place: str | None = None,
        kinds: Iterable[Kind] = (),
        statuses: Iterable[Status] = (),
        outlets: Iterable[str] = (),
        since: str | None = None,
        until: str | None = None,
        most: int = 10,
    ) -> Facets:
        """What `search` would find, counted by kind, status, outlet, actor, country and year, `most` values of each."""
        with reading(self._engine, self.place) as connection:
            question = self._question(connection, words, (who, with_, place), kinds, statuses, outlets, since, until)
            return faceted.count(connection, question, most=most)

    @staticmethod
    def _question(
        connection: Connection, words: str, names: Iterable[str | None], kinds: Iterable[Kind],
        statuses: Iterable[Status], outlets: Iterable[str], since: str | None, until: str | None,
    ) -> faceted.Question:  # fmt: skip
        sides = tuple(people.named(connection, one) for one in names if one is not None)
        asked = Asked(parties=sides, kinds=tuple(kinds), statuses=tuple(statuses), since=since, until=until)
        return faceted.Question(words=words, asked=asked, outlets=tuple(outlets))

    def statements(
        self,
        source: str | None = None,
        *,
        to: str | None = None,
        since: str | None = None,
        until: str | None = None,
        as_of: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Statement]:
        """Who said what, by day; of somebody, or of all; as far as it was known on a day.

        `newest_first` leaves out what has no day. `to` leaves what is addressed to somebody, of as many as `limit` has.
        Raises NotInLedger and Ambiguous.
        """
        with reading(self._engine, self.place) as connection:
            sources = people.named(connection, source) if source is not None else None
            whom = people.find(connection, to) if to is not None else None
            found = find_statements(
                connection, sources=sources, to=whom, since=since, until=until, newest_first=newest_first, limit=limit
            )
        return [one for one in found if as_of is None or (one.first_reported or "9999") <= as_of]

    def still(self) -> AbstractContextManager[None]:
        """A block in which all that is read is of one state of the ledger, and sooner there: one transaction for all.

        What is added meanwhile, also by whoever is in the block, is seen after it.
        """
        return still(self._engine, self.place)

    def entity(self, name: str) -> Entity:
        """The person, state or body of that id, name or spelling. Raises NotInLedger and Ambiguous."""
        with reading(self._engine, self.place) as connection:
            return next(iter(people.entities(connection, [people.find(connection, name)])))

    def entities(self, ids: Iterable[str] | None = None) -> list[Entity]:
        """All entities by id, or those of `ids`."""
        with reading(self._engine, self.place) as connection:
            return list(people.entities(connection, ids))

    def record(self, article: str) -> Record:
        """What one report says, as it was added. Raises NotInLedger."""
        with reading(self._engine, self.place) as connection:
            return reports.record(connection, article)

    def articles(
        self,
        ids: Iterable[str] | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[Article]:
        """All articles by day, older versions among them; or those that speak, of `ids` or between two days."""
        asked = None if ids is None else list(ids)
        with reading(self._engine, self.place) as connection:
            found = reports.find_articles(
                connection, asked, since=since, until=until, newest_first=newest_first, limit=limit
            )
            return list(found)

    def texts(self, articles: Iterable[str]) -> dict[str, str]:
        """The texts of articles by their ids, of those that there are."""
        with reading(self._engine, self.place) as connection:
            return reports.texts_of(connection, list(articles))

    def places(self, *, since: str | None = None, until: str | None = None, limit: int = 100) -> list[tuple[str, int]]:
        """The entities at which most events have their place between two days, and how many."""
        with reading(self._engine, self.place) as connection:
            return queries.places(connection, since=since, until=until, limit=limit)

    def changes(
        self,
        *,
        after: int = 0,
        of: str | Iterable[str] | None = None,
        what: Iterable[str] | None = None,
        limit: int | None = None,
    ) -> list[Change]:
        """The log of changes after a number, in its order; of some records, or of all; of some fields, or of all."""
        records = [of] if isinstance(of, str) else None if of is None else list(of)
        fields = None if what is None else list(what)
        with reading(self._engine, self.place) as connection:
            return queries.find_changes(connection, after=after, of=records, what=fields, limit=limit)

    def mark(self) -> str:
        """A word that is another one as soon as anything was added: as long as it is the same, so is every answer."""
        with reading(self._engine, self.place) as connection:
            return queries.mark(connection)

    def last_day(self) -> str | None:
        """The latest day of publication: the day as of which views are told."""
        with reading(self._engine, self.place) as connection:
            return queries.last_day(connection)

    def first_given(self, ids: Iterable[str]) -> dict[str, int]:
        """By which change an event of each of these ids came into the record, of those by which one did."""
        with reading(self._engine, self.place) as connection:
            return queries.given_out(connection, list(ids))

    def judgements(self) -> list[Judgement]:
        """All judgements, in the order in which they were given."""
        with reading(self._engine, self.place) as connection:
            return queries.find_judgements(connection)

    def corrections(self, event: str | None = None) -> list[Correction]:
        """All corrections, or those of an event, in the order in which they were given. Raises NotInLedger."""
        with reading(self._engine, self.place) as connection:
            home = queries.event_id(connection, event) if event is not None else None
            return find_corrections(connection, home)

    def state(self) -> bytes:
        """All that is computed, in an order of its own: equal for equal claims and judgements, whatever their order."""
        with reading(self._engine, self.place) as connection:
            return queries.state(connection)

    def sizes(self) -> dict[str, int]:
        """How many articles, events and statements there are: the part of `info` that is quickly counted."""
        with reading(self._engine, self.place) as connection:
            tables = {"articles": articles, "events": events, "statements": statements}
            return {
                name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
                for name, table in tables.items()
            }

    def info(self) -> Info:
        """What the ledger holds."""
        with reading(self._engine, self.place) as connection:

            def count(table: Any) -> int:
                return int(connection.execute(select(func.count()).select_from(table)).scalar_one())

            days = connection.execute(select(func.min(articles.c.published), func.max(articles.c.published))).one()
            entities = connection.execute(select(func.count(parties.c.entity.distinct()))).scalar_one()
            name = self._engine.url.database or "" if self._engine.dialect.name == "sqlite" else None
            files = [Path(name), Path(f"{name}-wal")] if name is not None else []  # what was written last waits beside
            return Info(
                url=self._engine.url.render_as_string(hide_password=True), schema=int(REVISION),
                articles=count(articles), claims=count(claims), judgements=count(judgements), events=count(events),
                statements=count(statements), entities=int(entities), changes=count(changes),
                first_day=days[0][:10] if days[0] else None, last_day=days[1][:10] if days[1] else None,
                bytes=sum(file.stat().st_size for file in files if file.exists()) if files else None,
            )  # fmt: skip


def _now() -> str:
    return datetime.now(tz=UTC).isoformat(timespec="seconds")
