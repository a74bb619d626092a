"""A ledger as holdings: its views as they stand, or as they stood on a day."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.exports.holdings import Holdings, Naming
from dateline.exports.lasting import lasting as lasting_of
from dateline.ledger.types import Entity, Proof
from dateline.version import __version__

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger


def from_ledger(ledger: Ledger, *, as_of: str | None = None, texts: bool = True, lasting: bool = False) -> Holdings:
    """All views of `ledger`, events and statements by their day.

    `as_of` is a day: then events stand as they stood on it, and what was not yet told is not there. Without `texts` the
    articles' texts and the places where they name entities are left out: formats that need neither are written sooner.
    With `lasting` the log is read for the ids under which events were first given out, and for their sequences.
    """
    articles = tuple(one for one in ledger.articles() if one.latest and _by(one.published, as_of))
    entities = tuple(one for one in ledger.entities() if _by(one.first_reported, as_of))
    known: dict[str, str] = {}
    namings: list[Naming] = []
    found: dict[str, str] = {}
    rated: dict[tuple[str, str], float] = {}
    if texts:
        known = {old: entity.id for entity in entities for old in _ids(entity)}
        for article in articles:
            record = ledger.record(article.id)
            found[article.id] = record.article.text
            rated |= {(article.id, one.id): one.confidence for one in record.events if one.confidence is not None}
            namings += [
                Naming(known.get(one.id, one.id), Proof(article.id, told.start, told.end, told.quote), told.form)
                for one in record.entities
                for told in one.mentions
            ]
    events = tuple(ledger.events(as_of=as_of))
    first_ids, sequences = lasting_of(ledger, events) if lasting else ({}, {})
    return Holdings(
        articles=articles,
        entities=entities,
        events=events,
        statements=tuple(ledger.statements(as_of=as_of)),
        namings=tuple(namings),
        texts=MappingProxyType(found),
        confidence=MappingProxyType(
            {
                told.claim: rated[told.article, told.event]
                for event in events
                for told in event.tellings
                if (told.article, told.event) in rated
            }
        ),
        first_ids=first_ids,
        sequences=sequences,
        origin=f"dateline {__version__}",
    )


def _by(day: str | None, as_of: str | None) -> bool:
    """Was it told by that day? What has no day counts only where no day is asked for."""
    return as_of is None or (day is not None and day <= f"{as_of}~")


def _ids(entity: Entity) -> tuple[str, ...]:
    """The ids that mean this entity; where namesakes share one id of a report, the first of them by id is taken."""
    return (*entity.known_as, entity.id)
