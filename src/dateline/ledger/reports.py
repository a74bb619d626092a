"""The reports that a ledger keeps: one as it was added, many by day, their texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from dateline.errors import NotInLedger
from dateline.ledger.parties import parts
from dateline.ledger.rows import article_row, loads, record_of
from dateline.ledger.schema import articles, claims
from dateline.ledger.types import Article
from dateline.record import Record

_NO_DAY = "9999"


def record(connection: Connection, article: str) -> Record:
    """The record of a report, as it was added. Raises NotInLedger."""
    row = connection.execute(
        select(articles).where(articles.c.id == article).order_by(articles.c.speaks.desc(), articles.c.number.desc())
    ).first()
    if row is None:
        raise NotInLedger(f"no article {article}", hint="ids of articles are shown by `dateline show EVENT`")
    rows = connection.execute(
        select(claims.c.view, claims.c.body).where(claims.c.article == row.number).order_by(claims.c.number)
    )
    return record_of(row.body, ((one.view, one.body) for one in rows))


def knows(connection: Connection, article: str, dateline: str, model: str) -> bool:
    """Is there a reading of the article by that version and model?"""
    marks = (articles.c.id == article, articles.c.dateline == dateline, articles.c.model == model)
    return connection.execute(select(articles.c.number).where(*marks).limit(1)).first() is not None


def printed(connection: Connection, record: Record) -> frozenset[str]:
    """The reports of a page that differ from a record in their text only."""
    row = article_row(record)
    same = [articles.c[name].is_not_distinct_from(row[name]) for name in ("page", "outlet", "headline", "published")]
    return frozenset(connection.execute(select(articles.c.id).where(*same)).scalars())


def find_articles(
    connection: Connection,
    ids: Collection[str] | None = None,
    *,
    since: str | None = None,
    until: str | None = None,
    newest_first: bool = False,
    limit: int | None = None,
) -> Iterator[Article]:
    """Articles in the order of their days, older versions among them, unless ids or days are asked for."""
    day = articles.c.published
    query = select(*(column for column in articles.c if column.name != "body"))
    if newest_first:
        query = query.order_by(day.desc(), articles.c.id.desc())
    else:
        query = query.order_by(day, articles.c.id, articles.c.number)
    if ids is not None or since or until or newest_first:
        query = query.where(articles.c.speaks == 1)
    if ids is not None:
        query = query.where(articles.c.id.in_(sorted(ids)))
    if since:
        query = query.where(day >= since)
    if until or newest_first:
        query = query.where(day <= f"{until or _NO_DAY}~")
    query = query.limit(limit) if limit is not None else query
    for row in connection.execute(query):
        yield Article(
            id=row.id, input=row.input, url=row.url, outlet=row.outlet, headline=row.headline, published=row.published,
            language=row.language, words=row.words, version=row.version, latest=bool(row.speaks),
        )  # fmt: skip


def texts_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The texts of articles by their ids."""
    found: dict[str, str] = {}
    for part in parts(sorted(set(ids))):
        query = select(articles.c.id, articles.c.body).where(articles.c.id.in_(part), articles.c.speaks == 1)
        found |= {row.id: loads(row.body, _Body).article.text for row in connection.execute(query)}
    return found


@dataclass(frozen=True, slots=True)
class _Text:
    text: str


@dataclass(frozen=True, slots=True)
class _Body:
    article: _Text
