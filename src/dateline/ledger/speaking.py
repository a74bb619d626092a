"""Which reading of which state of a page speaks, and what happens to the views when it begins or ceases to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from dateline.ledger import echoes, folding
from dateline.ledger.facts import facts_of, key_of, position_of, told_on
from dateline.ledger.identity import Decided
from dateline.ledger.keys import UNTOLD
from dateline.ledger.log import Log
from dateline.ledger.parties import Moved, Who, count, decided, parts
from dateline.ledger.rows import dumps, loads
from dateline.ledger.schema import articles, claims, event_parties, placed
from dateline.ledger.utterances import saying_of, speaker_of, words_of
from dateline.record import Article, Entity, Event, Record, Statement, from_json


@dataclass
class Transaction:
    """What one transaction knows, and what it has to decide and to show anew at its end. `log` None logs nothing."""

    connection: Connection
    log: Log | None
    who: Who = field(init=False)
    verdicts: Decided = field(init=False)
    claims: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.who = Who(self.connection)
        self.verdicts = decided(self.connection, "entity")


@dataclass(frozen=True, slots=True)
class Voice:
    """A report that is to speak: the numbers of its rows, and what it says."""

    number: int
    id: str
    article: Article
    entities: tuple[Entity, ...]
    events: tuple[tuple[str, int, int, Event], ...]  # claim, its number, its place in the record, what it says
    statements: tuple[tuple[str, int, int, Statement], ...]


def voice_of(record: Record, number: int, rows: Sequence[Mapping[str, Any]]) -> Voice:
    """A record that was just kept, with the rows of its claims."""
    marks = {view: [(row["id"], row["number"], row["place"]) for row in rows if row["view"] == view] for view in _VIEWS}
    return Voice(
        number=number,
        id=record.id,
        article=record.article,
        entities=record.entities,
        events=tuple((*mark, one) for mark, one in zip(marks["event"], record.events, strict=True)),
        statements=tuple((*mark, one) for mark, one in zip(marks["statement"], record.statements, strict=True)),
    )


_VIEWS = ("event", "statement")


def voice_in(connection: Connection, number: int) -> Voice:
    """A report that was kept before."""
    row = connection.execute(select(articles.c.id, articles.c.body).where(articles.c.number == number)).one()
    found = connection.execute(select(claims).where(claims.c.article == number).order_by(claims.c.number)).all()
    return Voice(
        number=number,
        id=row.id,
        article=from_json(row.body).article,
        entities=tuple(loads(one.body, Entity) for one in found if one.view == "entity"),
        events=tuple((one.id, one.number, one.place, loads(one.body, Event)) for one in found if one.view == "event"),
        statements=tuple(
            (one.id, one.number, one.place, loads(one.body, Statement)) for one in found if one.view == "statement"
        ),
    )


def speak(on: Transaction, voices: Sequence[Voice]) -> None:
    """Let what these reports say take part in the views."""
    told = [(entity, voice.article.published) for voice in voices for entity in voice.entities]
    move(on, count(on.connection, told, on.verdicts))
    folded, spoken = [], []
    for voice in voices:
        keys = {entity.id: key_of(entity, voice.article.published) for entity in voice.entities}
        folded += [folded_row(voice, *one, keys=keys) for one in voice.events]
        spoken += [spoken_row(voice, *one, keys=keys) for one in voice.statements]
    folding.put(on.connection, folded, on.who)
    on.claims |= {one.facts.claim for one in folded}
    if spoken:
        on.words |= echoes.put(on.connection, spoken)


def silence(on: Transaction, number: int) -> None:
    """Take what a report says out of the views."""
    voice = voice_in(on.connection, number)
    told = [(entity, voice.article.published) for entity in voice.entities]
    moved = count(on.connection, told, on.verdicts, sign=-1)
    events, later = folding.take(on.connection, number)
    on.events |= events
    on.claims -= {claim for claim, *_ in voice.events}
    on.claims |= later
    on.words |= echoes.take(on.connection, number)
    move(on, moved)


def choose(on: Transaction, page: str) -> None:
    """Number the states of a page, and let the right one speak.

    The state published last speaks, of several the longest: updates add. Of several readings of one state that of the
    newest Dateline speaks.
    """
    rows = on.connection.execute(_PAGE, {"of": page}).all()
    states = sorted({state_of(row) for row in rows})
    best = max(rows, key=rank_of)
    before = next((row.number for row in rows if row.speaks), None)
    for row in rows:
        marks = {"version": states.index(state_of(row)) + 1, "speaks": int(row.number == best.number == before)}
        if (row.version, row.speaks) != (marks["version"], marks["speaks"]):
            on.connection.execute(update(articles).where(articles.c.number == row.number).values(marks))
    if before == best.number:
        return
    if before is not None:
        silence(on, before)
    speak(on, [voice_in(on.connection, best.number)])
    # Only now, since whoever falls silent has his days counted anew from those who speak.
    on.connection.execute(update(articles).where(articles.c.number == best.number).values(speaks=1))


_MARKS = ("number", "id", "published", "words", "dateline", "model", "digest", "version", "speaks")
_PAGE = select(*(articles.c[name] for name in _MARKS)).where(articles.c.page == bindparam("of"))


def state_of(row: Any) -> tuple[str, int, str]:
    """Which state of a page a row of an article is."""
    return row.published or "", row.words, row.id


def rank_of(row: Any) -> tuple[Any, ...]:
    """By which the reading of a page is chosen that speaks: the greatest."""
    return (*state_of(row), _version(row.dateline), row.model, row.digest)


def _version(words: str) -> tuple[int, ...]:
    """ "0.10.1" as numbers, so that it comes after "0.9"."""
    return tuple(int(part) for part in words.split(".") if part.isdigit())


def folded_row(
    voice: Voice, claim: str, number: int, place: int, event: Event, *, keys: Mapping[str, str]
) -> folding.Row:
    """A claim of an event as the fold takes it."""
    facts = facts_of(claim, event, article=voice.article, article_id=voice.id, index=place, keys=keys)
    used = {one.entity for one in (*event.actors, *event.recipients)} | {one.entity for one in event.voices}
    used |= {stance.source for stance in event.factuality} | {by for step in event.history for by in step.by}
    used |= {step.place for step in event.history} | ({event.place.entity} if event.place is not None else set())
    return folding.Row(facts, number, voice.number, {one: keys[one] for one in sorted(keys) if one in used})


def spoken_row(
    voice: Voice, claim: str, number: int, place: int, statement: Statement, *, keys: Mapping[str, str]
) -> dict[str, Any]:
    """A statement as it is compared with others."""
    used = {one.entity for one in (statement.source, *statement.addressees)} | {one.entity for one in statement.voices}
    speaker, known = speaker_of(statement, keys)
    told = told_on(voice.article)
    return {
        "claim": claim, "number": number, "article": voice.number,
        "position": position_of(voice.article, voice.id, place), "words": claim, "same": words_of(statement, keys),
        # Whoever is not known by name, or told on no day, is compared with nobody.
        "speaker": speaker if known else "", "told": told if told is not None else UNTOLD,
        "saying": dumps(saying_of(statement)),
        "keys": dumps({one: keys[one] for one in sorted(keys) if one in used}),
    }  # fmt: skip


_OF_PARTIES = select(event_parties.c.event).where(event_parties.c.party.in_(bindparam("keys", expanding=True)))
_OF_EVENTS = select(placed.c.claim).where(placed.c.event.in_(bindparam("events", expanding=True)))


def move(on: Transaction, moved: Moved) -> None:
    """Parties mean somebody else than before: whatever names them is decided and shown anew."""
    on.who.forget(moved)
    for key, (before, after) in sorted(moved.items()):
        if on.log is not None and before != after:
            on.log.note("entity", after or before or key, "identity" if before else "new", before, after)
    keys = sorted(key for key, (before, _) in moved.items() if before)  # a new key is named nowhere yet
    affected: set[str] = set()
    for part in parts([*keys, *(f"~{key}" for key in keys)]):
        affected |= set(on.connection.execute(_OF_PARTIES, {"keys": part}).scalars())
    on.events |= affected
    named = folding.naming(on.connection, on.claims, keys)  # of this transaction, not shown yet
    for part in parts(sorted(affected)):
        named |= set(on.connection.execute(_OF_EVENTS, {"events": part}).scalars())
    if named:
        on.claims |= folding.rekey(on.connection, named, on.who)
