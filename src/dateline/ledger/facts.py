"""What of an event claim decides whether it tells of the same event as another: kind, sides, days, status, words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.ledger.kept import kept
from dateline.lexicon.homonyms import which_of
from dateline.lexicon.rounds import round_in
from dateline.reading.edtf import days
from dateline.record import Article, Entity, EntityKind, Event, Kind, Participant, Salience, Status

Family = str

DONE: frozenset[Status] = frozenset({"occurred", "ongoing"})
OFF: frozenset[Status] = frozenset({"cancelled", "postponed", "in_doubt", "did_not_occur"})

# What is said: two such acts of one person on one day are two, so their words have to agree as well.
SPOKEN: frozenset[Kind] = frozenset({
    "demand", "praise", "accusation", "denial", "threat", "rejection", "proposal", "concession", "aid", "invitation",
})  # fmt: skip
_TALKS: frozenset[Kind] = frozenset({"meeting", "summit", "negotiation"})
_MUTUAL: frozenset[str] = frozenset({
    "talks", "call", "visit", "signing", "agreement", "ceasefire", "exercise", "cooperation", "ceremony", "recognition",
})  # fmt: skip
_OF_THE_STATE = frozenset({None, "GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "COP", "CVL", "JRN", "EDU", "MED"})
_UNDATED = "9999-99-99"
_WORD = re.compile(r"[a-z]{4,}")
_MOST_WORDS = 40


@dataclass(frozen=True, kw_only=True)  # no slots: what is asked of it again and again is kept
class Facts:
    """An event claim as merging sees it. Days are proleptic ordinals; sides are keys of `identity`.

    `position` orders all claims: by day of publication, then by article and place in it. A claim of a report without
    a date comes last, and `told` is None.
    """

    claim: str
    article: str
    position: str
    told: int | None
    kind: Kind
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    first: int | None
    last: int | None
    planned: tuple[tuple[int, int], ...]
    salience: Salience
    words: tuple[str, ...]
    round: int | None = None  # "the third round of talks"

    @kept
    def family(self) -> Family:
        """Kinds between which reports differ about one matter ("the meeting", "the summit") are one family."""
        return family_of(self.kind)

    @kept
    def mutual(self) -> bool:
        """Is it all one who is named as actor and who as recipient?"""
        return self.family in _MUTUAL

    @kept
    def sides(self) -> tuple[str, ...]:
        """Everybody who takes part, each once."""
        return tuple(dict.fromkeys((*self.actors, *self.recipients)))

    @kept
    def span(self) -> tuple[int, int] | None:
        """First and last day on which it may be, or None."""
        return (self.first, self.last) if self.first is not None and self.last is not None else None


@dataclass(frozen=True, slots=True)
class Party:
    """An entity as merging sees it: its `id` over all reports, and the `side` on which it stands.

    Ministers and armies stand on the side of their state; rebels, companies and unions of states on their own.
    """

    id: str
    kind: EntityKind
    side: str

    @property
    def is_person(self) -> bool:
        """A person cannot be told in place of another of the same side."""
        return self.kind == "person"


def side_of(entity: str, kind: EntityKind, country: str | None, sector: str | None) -> str:
    """Whom an entity stands for: its state, or itself."""
    return country if country and (sector in _OF_THE_STATE or kind in ("state", "place")) else entity


def family_of(kind: Kind) -> Family:
    """The family of a kind."""
    return "talks" if kind in _TALKS else kind


def key_of(entity: Entity, published: str | None) -> str:
    """The key of an entity as one report tells it: sort, slug and country, so that namesakes of two states differ.

    Where two office holders of one state are known to bear the name, the item of him whom office or day tell.
    """
    sort = {"person": "p", "place": "l"}.get(entity.kind, "b")
    key = f"{sort}:{entity.id}@{entity.country or ''}"
    if sort != "p":
        return key
    item = which_of(entity.id, entity.country, [role.title for role in entity.roles], published and published[:10])
    return f"{key}#{item}" if item else key


@lru_cache(maxsize=50_000)
def ordinals(value: str | None) -> tuple[int, int] | None:
    """First and last day of an EDTF value as ordinals; None if it has none."""
    span = days(value) if value else None
    return (span[0].toordinal(), span[1].toordinal()) if span else None


def position_of(article: Article, article_id: str, index: int) -> str:
    """Where a claim stands in the order of all claims."""
    day = article.published[:10] if article.published is not None and told_on(article) is not None else _UNDATED
    return f"{day}|{article_id}|{index:04d}"


def told_on(article: Article) -> int | None:
    """The day of publication as an ordinal, None if it is not known, or no day (in a record made by others)."""
    try:
        return date.fromisoformat(article.published[:10]).toordinal() if article.published else None
    except ValueError:
        return None


def facts_of(
    claim: str, event: Event, *, article: Article, article_id: str, index: int, keys: Mapping[str, str]
) -> Facts:
    """The facts of an event claim; `keys` maps the report's entity ids to the keys of `key_of`."""
    span = ordinals(event.when.value) if event.when is not None else None
    planned = dict.fromkeys(found for step in event.history if (found := ordinals(step.when)) is not None)
    sentence = event.evidence[0].quote if event.evidence else event.trigger.quote
    return Facts(
        claim=claim,
        article=article_id,
        position=position_of(article, article_id, index),
        told=told_on(article),
        kind=event.kind,
        status=event.status,
        actors=_keys(event.actors, keys),
        recipients=_keys(event.recipients, keys),
        place=keys.get(event.place.entity) if event.place is not None else None,
        first=span[0] if span else None,
        last=span[1] if span else None,
        planned=tuple(planned),
        salience=event.salience,
        round=_round(event),
        words=tuple(sorted(set(_WORD.findall(sentence.lower())))[:_MOST_WORDS]) if event.kind in SPOKEN else (),
    )


def _round(event: Event) -> int | None:
    if event.kind in SPOKEN or not event.evidence:
        return None
    start = event.trigger.start - event.evidence[0].start
    return round_in(event.evidence[0].quote, start, start + len(event.trigger.quote))


def _keys(participants: Iterable[Participant], keys: Mapping[str, str]) -> tuple[str, ...]:
    found = (keys.get(one.entity) for one in participants if one.entity is not None)
    return tuple(dict.fromkeys(key for key in found if key is not None))
