"""What is written out: articles, entities, events and statements, whether of a ledger or of records by themselves.

Records are turned into the ledger's views, each event with the one telling that its record is, so that every format is
written from one kind of view.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from dateline import record as one
from dateline.ledger.types import (
    Article,
    Carrier,
    Day,
    Entity,
    Event,
    Name,
    Office,
    Proof,
    Side,
    Statement,
    Telling,
    Turn,
    Where,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a report names an entity, and in which form."""

    entity: str
    proof: Proof
    form: one.Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Views in the order of their reports.

    `texts` are those of the articles by their ids, as far as they are known. `first_ids` are the ids under which events
    were first given out, where they have another now: calendars and feeds go on with those. `sequences` is by event how
    often it changed there, where that is known; else its steps are counted. `confidence` is the
    probability that a claim is right, by the claim's id, as far as it was rated.
    """

    articles: Sequence[Article] = ()
    entities: tuple[Entity, ...] = ()
    events: Sequence[Event] = ()
    statements: Sequence[Statement] = ()
    namings: tuple[Naming, ...] = ()
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    first_ids: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sequences: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    confidence: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    origin: str = "dateline"

    def entity_of(self) -> dict[str, Entity]:
        """The entities by id."""
        return {entity.id: entity for entity in self.entities}

    def article_of(self) -> dict[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.articles}


def from_records(records: Iterable[one.Record]) -> Holdings:
    """Records as views. A record that comes twice counts once; nothing else is merged but entities of one id.

    Two reports with the same words have events of the same id: then each gets an id of its own.
    """
    kept = {record.id: record for record in records}
    events = Counter(event.id for record in kept.values() for event in record.events)
    statements = Counter(statement.id for record in kept.values() for statement in record.statements)
    twice = {id for ids in (events, statements) for id, count in ids.items() if count > 1}
    pages = [_Page(record, twice) for record in kept.values()]
    return Holdings(
        articles=tuple(page.article for page in pages),
        entities=_entities(kept.values()),
        events=tuple(event for page in pages for event in page.events()),
        statements=tuple(statement for page in pages for statement in page.statements()),
        namings=tuple(naming for page in pages for naming in page.namings()),
        texts=MappingProxyType({record.id: record.article.text for record in kept.values()}),
        confidence=MappingProxyType({claim: rated for page in pages for claim, rated in page.confidence()}),
        origin=next((f"dateline {record.origin.dateline}" for record in kept.values()), "dateline"),
    )


class _Page:
    """One record, seen as the ledger would show it."""

    def __init__(self, record: one.Record, twice: set[str]) -> None:
        page = record.article
        self._record = record
        self._twice = twice
        self.article = Article(
            id=record.id, input=record.input, url=page.url, outlet=page.outlet, headline=page.headline,
            published=page.published, language=page.language, words=page.words,
        )  # fmt: skip

    def _id(self, id: str) -> str:
        return one.stable_id(self._record.id, id) if id in self._twice else id

    def _proof(self, cited: one.Evidence) -> Proof:
        return Proof(self._record.id, cited.start, cited.end, cited.quote)

    def _side(self, who: one.Participant, claim: str) -> Iterator[Side]:
        if who.entity is not None:
            yield Side(who.entity, self._proof(who.evidence) if who.evidence else None, (claim,))

    def _voices(self, voices: Iterable[one.Voice]) -> tuple[Carrier, ...]:
        return tuple(Carrier(voice.role, voice.entity) for voice in voices if voice.entity is not None)

    def events(self) -> Iterator[Event]:
        for event in self._record.events:
            yield self._event(event)

    def _event(self, event: one.Event) -> Event:
        page, claim = self._record.article, self._id(event.id)
        actors = tuple(side for who in event.actors for side in self._side(who, claim))
        recipients = tuple(side for who in event.recipients for side in self._side(who, claim))
        told = Telling(
            claim=claim, article=self._record.id, input=self._record.input, event=event.id, outlet=page.outlet,
            published=page.published, kind=event.kind, status=event.status,
            when=event.when.value if event.when else None, place=event.place.entity if event.place else None,
            actors=tuple(side.entity for side in actors), recipients=tuple(side.entity for side in recipients),
            trigger=self._proof(event.trigger), sentence=self._proof((*event.evidence, event.trigger)[0]),
            salience=event.salience, voices=self._voices(event.voices),
        )  # fmt: skip
        day = page.published[:10] if page.published else None
        return Event(
            id=claim, kind=event.kind, actors=actors, recipients=recipients,
            place=Where(event.place.entity, self._proof(event.place.evidence), (claim,)) if event.place else None,
            when=Day(event.when.value, self._proof(event.when.evidence), (claim,)) if event.when else None,
            status=event.status, history=tuple(self._turn(step, claim, day) for step in event.history),
            factuality=event.factuality, salience=event.salience, plover=event.plover, cameo=event.cameo,
            quad=event.quad, tellings=(told,), outlets=(page.outlet,) if page.outlet else (),
            first_reported=day, last_reported=day, day=event.when.value.split("/")[0] if event.when else day, told=1,
        )  # fmt: skip

    def _turn(self, step: one.Step, claim: str, day: str | None) -> Turn:
        evidence = tuple(self._proof(cited) for cited in step.evidence)
        return Turn(
            status=step.status, as_of=step.as_of, known=day, by=step.by, when=step.when, place=step.place,
            evidence=evidence, claims=(claim,),
        )  # fmt: skip

    def statements(self) -> Iterator[Statement]:
        page = self._record.article
        day = page.published[:10] if page.published else None
        for said in self._record.statements:
            claim = self._id(said.id)
            yield Statement(
                id=claim, source=said.source.entity,
                source_words=said.source.evidence.quote if said.source.evidence else None,
                addressees=tuple(who.entity for who in said.addressees if who.entity is not None),
                content=tuple(map(self._proof, said.content)), quoted=tuple(map(self._proof, said.quoted)),
                form=said.form, act=said.act, when=said.when.value if said.when else None,
                voices=self._voices(said.voices), about=tuple(map(self._id, said.about)), claims=(claim,),
                articles=(self._record.id,), outlets=(page.outlet,) if page.outlet else (), first_reported=day,
                last_reported=day,
            )  # fmt: skip

    def confidence(self) -> Iterator[tuple[str, float]]:
        rated = [(event.id, event.confidence) for event in self._record.events]
        rated += [(said.id, said.confidence) for said in self._record.statements]
        for id, confidence in rated:
            if confidence is not None:
                yield self._id(id), confidence

    def namings(self) -> Iterator[Naming]:
        for entity in self._record.entities:
            for named in entity.mentions:
                yield Naming(entity.id, Proof(self._record.id, named.start, named.end, named.quote), named.form)


def _entities(records: Iterable[one.Record]) -> tuple[Entity, ...]:
    found: dict[str, list[tuple[one.Record, one.Entity]]] = {}
    for record in records:
        for entity in record.entities:
            found.setdefault(entity.id, []).append((record, entity))
    return tuple(_entity(told) for told in found.values())


def _entity(told: list[tuple[one.Record, one.Entity]]) -> Entity:
    """One entity over the records that name it; what differs is taken from the first that knows it."""
    first = told[0][1]
    days = sorted(record.article.published[:10] for record, _ in told if record.article.published)
    names = Counter(entity.name for _, entity in told)
    offices: dict[tuple[str, str | None, one.Origin], list[tuple[str | None, Proof | None]]] = {}
    for record, entity in told:
        published = record.article.published
        for role in entity.roles:
            cited = role.evidence
            proof = Proof(record.id, cited.start, cited.end, cited.quote) if cited else None
            key = (role.title, role.of, role.origin)
            offices.setdefault(key, []).append((published[:10] if published else None, proof))
    return Entity(
        id=first.id, kind=first.kind, name=first.name,
        country=next((entity.country for _, entity in told if entity.country), None),
        sector=next((entity.sector for _, entity in told if entity.sector), None),
        wikidata=next((entity.wikidata for _, entity in told if entity.wikidata), None),
        names=tuple(Name(name, count) for name, count in names.most_common()),
        offices=tuple(_office(*key, held) for key, held in offices.items()),
        known_as=(first.id,), articles=len({record.id for record, _ in told}),
        first_reported=days[0] if days else None, last_reported=days[-1] if days else None,
    )  # fmt: skip


def _office(title: str, of: str | None, origin: one.Origin, held: list[tuple[str | None, Proof | None]]) -> Office:
    days = sorted(day for day, _ in held if day)
    proof = next((proof for _, proof in held if proof), None)
    first, last = (days[0], days[-1]) if days else (None, None)
    return Office(
        title=title, of=of, origin=origin, first=first, last=last, evidence=proof, articles=len(held)
    )  # fmt: skip
