"""The tables of a ledger.

Articles, claims, judgements, corrections, changes and subscriptions are kept; the rest is computed.

Text that is JSON is canonical: written by `dumps` of `dateline.ledger.rows`, so that equal values are equal bytes.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text

REVISION = "0009"  # the newest migration; a ledger that names a later one was written by a later Dateline
metadata = MetaData()
# Order by bytes, as SQLite does: PostgreSQL's own order depends on the language of the server.
_CODE = Text().with_variant(Text(collation="C"), "postgresql")
_NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only for INTEGER PRIMARY KEY

articles = Table(
    "articles",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("id", _CODE, nullable=False, index=True),  # the record's
    Column("digest", Text, nullable=False, unique=True),  # of the whole record: one reading of one state of a page
    Column("page", Text, nullable=False, index=True),  # its address, else its id: states of one page share it
    Column("speaks", Integer, nullable=False),  # 1 for the reading whose claims count; computed
    Column("version", Integer, nullable=False),  # of the page, from 1; computed
    Column("input", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("headline", Text),
    Column("published", _CODE, index=True),
    Column("language", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("dateline", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("added", Text, nullable=False),  # the clock; takes no part in what is computed
    Column("body", Text, nullable=False),  # the record without entities, events and statements
)
claims = Table(
    "claims",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("id", _CODE, nullable=False),
    Column("article", _NUMBER, nullable=False, index=True),
    Column("view", Text, nullable=False),  # event, statement or entity
    Column("place", Integer, nullable=False),  # in the record
    Column("party", _CODE, index=True),  # of an entity: its key
    Column("body", Text, nullable=False),
)
judgements = Table(
    "judgements",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("view", Text, nullable=False),
    Column("a", Text, nullable=False),
    Column("b", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
)
corrections = Table(
    "corrections",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("claim", _CODE, nullable=False, index=True),  # of the event that is meant
    Column("field", Text, nullable=False),
    Column("value", Text),  # entities as keys of parties; "" for not known, null lets the reports speak again
    Column("proof", Text),
    Column("told", Text),  # the day of the report that the proof is of
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Text, nullable=False),
)
changes = Table(
    "changes",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("view", Text, nullable=False),
    Column("record", _CODE, nullable=False, index=True),
    Column("what", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("because", Text, nullable=False),
)
# Subscriptions: what is asked for reports. No part of what is computed; the clock stands in it.
feeds = Table(
    "feeds",
    metadata,
    Column("url", _CODE, primary_key=True),
    Column("title", Text),
    Column("outlet", Text),  # given by the subscriber; wins over what pages say
    Column("added", Text, nullable=False),
    Column("asked", Text),  # when it was asked last
    Column("due", _CODE),  # when it may be asked again; null where it is gone for good
    Column("etag", Text),
    Column("modified", Text),
    Column("failures", Integer, nullable=False),  # one after the other, up to now
    Column("code", Text),  # of the last failure, null after a success
    Column("message", Text),
)
feed_items = Table(
    "feed_items",
    metadata,
    Column("feed", _CODE, primary_key=True),
    Column("url", _CODE, primary_key=True),
    Column("published", Text),
    Column("state", Text, nullable=False),  # waiting, done or failed
    Column("tries", Integer, nullable=False),
    Column("due", _CODE, nullable=False),
    Column("code", Text),
    Column("message", Text),
)
Index("ix_feed_items_state", feed_items.c.state, feed_items.c.due)

# Computed from here on.

parties = Table(
    "parties",
    metadata,
    Column("key", _CODE, primary_key=True),
    Column("slug", _CODE, nullable=False, index=True),
    Column("entity", _CODE, nullable=False, index=True),
    Column("side", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)
party_blocks = Table(
    "party_blocks", metadata, Column("block", _CODE, primary_key=True), Column("key", _CODE, primary_key=True)
)
placed = Table(
    "placed",
    metadata,
    Column("claim", _CODE, primary_key=True),
    Column("number", _NUMBER, nullable=False),  # of the claim
    Column("article", _NUMBER, nullable=False, index=True),
    Column("position", _CODE, nullable=False, index=True),
    Column("founder", _CODE, nullable=False, index=True),  # the claim whose matter it joined
    Column("event", _CODE, nullable=False, index=True),  # the same, save where somebody judged two matters to be one
    Column("facts", Text, nullable=False),
    Column("keys", Text, nullable=False),  # the report's ids of entities: keys of parties
)
event_keys = Table(
    "event_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("claim", _CODE, primary_key=True),
    Column("told", Integer, nullable=False),  # the day of the report: what stands later is found by it
    Column("looks", Integer, nullable=False),  # how the claim looks for others (`lookers.py`)
    sqlite_with_rowid=False,
)
Index("ix_event_keys_claim", event_keys.c.claim)
events = Table(
    "events",
    metadata,
    Column("id", _CODE, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("salience", Text, nullable=False),
    Column("place", _CODE),  # key of a party
    Column("day", _CODE),
    Column("until", _CODE, index=True),  # the last day of what is planned
    Column("reported", _CODE, index=True),  # the last report
    Column("body", Text, nullable=False),
)
Index("ix_events_day_place", events.c.day, events.c.place)  # lists by day, and places without reading the events
event_parties = Table(
    "event_parties",
    metadata,
    Column("party", _CODE, primary_key=True),
    Column("day", _CODE, primary_key=True),
    Column("event", _CODE, primary_key=True),
    sqlite_with_rowid=False,
)
Index("ix_event_parties_event", event_parties.c.event)
statements = Table(
    "statements",
    metadata,
    Column("id", _CODE, primary_key=True),
    Column("words", _CODE, nullable=False, unique=True),  # the same as in `said`
    Column("source", _CODE),  # key of a party
    Column("day", _CODE, index=True),
    Column("body", Text, nullable=False),
    Index("ix_statements_source_day", "source", "day", "id"),  # the latest of somebody, without sorting all
)
said = Table(
    "said",
    metadata,
    Column("claim", _CODE, primary_key=True),
    Column("number", _NUMBER, nullable=False),
    Column("article", _NUMBER, nullable=False, index=True),
    Column("position", _CODE, nullable=False),
    Column("words", _CODE, nullable=False, index=True),  # the first claim of the statement that it belongs to
    Column("same", _CODE, nullable=False, index=True),  # hash of who said which words
    Column("speaker", _CODE, nullable=False),
    Column("told", Integer, nullable=False),  # the day of the report
    Column("saying", Text, nullable=False),
    Column("keys", Text, nullable=False),
)
Index("ix_said_speaker", said.c.speaker, said.c.told)
texts = Table(
    "texts",
    metadata,
    Column("number", _NUMBER, primary_key=True),
    Column("view", Text, nullable=False),
    Column("record", _CODE, nullable=False, index=True),
    Column("words", Text, nullable=False),
)
KEPT = (articles, claims, judgements, corrections, changes)
COMPUTED = (parties, party_blocks, placed, event_keys, events, event_parties, statements, said, texts)
