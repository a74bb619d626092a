"""The fields of an event over all its tellings, each with what contradicts it.

Whatever differs is kept: values of a field that do not agree are added to `conflicts`, each with its claims.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.ledger.facts import DONE, OFF, Facts, Party, ordinals
from dateline.ledger.matter import Look
from dateline.ledger.types import Choice, Conflict, Day, Field, Proof, Side, Turn, Where
from dateline.record import Event as Claimed
from dateline.record import Evidence, Kind

_SEVERAL = 4  # tellings from which on a side that only a quarter of them names is doubted
_FRESH = 2  # days of telling within which two outlets that differ contradict each other; later ones know more


@dataclass(frozen=True, slots=True)
class Source:
    """One telling as a view needs it: the claim's facts, the event as its report has it, and the report.

    `headline` is wanted only where a search should find it by that.
    """

    facts: Facts
    event: Claimed
    keys: Mapping[str, str]
    input: str
    outlet: str | None
    published: str | None
    headline: str | None = None


def proof(article: str, evidence: Evidence) -> Proof:
    """The evidence of a report, with the report."""
    return Proof(article, evidence.start, evidence.end, evidence.quote)


def id_in(entity: str | None, source: Source, look: Look) -> str | None:
    """The ledger's id of an entity that a report calls so."""
    return look(source.keys[entity]).id if entity is not None and entity in source.keys else None


def place_in(source: Source, look: Look) -> str | None:
    """The place of a telling, as the ledger calls it."""
    return look(source.facts.place).id if source.facts.place is not None else None


def _votes(sources: Sequence[Source], value: Callable[[Source], str | None]) -> list[tuple[str, list[Source]]]:
    """Values with those who tell them, the best supported first: most outlets, then told first."""
    found: dict[str, list[Source]] = {}
    for one in sources:
        if (given := value(one)) is not None:
            found.setdefault(given, []).append(one)

    def weight(item: tuple[str, list[Source]]) -> tuple[int, int, str]:
        outlets = {one.outlet or one.facts.article for one in item[1]}
        return -sum(one.event.salience == "main" for one in item[1]), -len(outlets), item[1][0].facts.position

    return sorted(found.items(), key=weight)


def _claims(sources: Iterable[Source]) -> tuple[str, ...]:
    return tuple(one.facts.claim for one in sources)


def _differ(
    field: Field, votes: Sequence[tuple[str, list[Source]]], shown: str, agrees: Callable[[str], bool]
) -> Conflict | None:
    others = tuple(Choice(value, _claims(who)) for value, who in votes if value != shown and not agrees(value))
    return Conflict(field, shown, others) if others else None


def _add(conflicts: list[Conflict], conflict: Conflict | None) -> None:
    if conflict is not None:
        conflicts.append(conflict)


def kind_of(stage: Sequence[Source], conflicts: list[Conflict]) -> Kind:
    """The kind that most tell."""
    votes = _votes(stage, lambda one: one.event.kind)
    shown = votes[0][1][0].event.kind
    _add(conflicts, _differ("kind", votes, shown, lambda _: False))
    return shown


def day_of(
    stage: Sequence[Source], sources: Sequence[Source], history: Sequence[Turn], conflicts: list[Conflict]
) -> Day | None:
    """The day: of what took place the best supported one, of a plan the one told last, of what is off none."""
    status = history[-1].status
    if status in OFF:
        return None
    dated = [one for one in stage if one.event.when is not None and (status in DONE or one.facts.status not in DONE)]
    if status not in DONE:
        broken = max((i for i, turn in enumerate(history) if turn.status in OFF), default=-1)
        before = {claim for turn in history[: broken + 1] for claim in turn.claims}
        since = {claim for turn in history[broken + 1 :] for claim in turn.claims}
        dated = [one for one in dated if one.facts.claim in since or one.facts.claim not in before]
        dated = _latest(dated)
    votes = _votes(dated, _value)
    if not votes:
        return _planned_day(sources) if status in DONE else None
    sharp = [one for one in votes if _days(one[0]) <= 2] or sorted(votes, key=lambda one: _days(one[0]))
    shown, who = sharp[0]
    _add(conflicts, _differ("when", votes, shown, lambda value: _meet(value, shown)))
    told = who[0].event.when
    assert told is not None
    return Day(shown, proof(who[0].facts.article, told.evidence), _claims(who))


def _latest(sources: Sequence[Source]) -> list[Source]:
    """Those told last, with those told within some days before: a plan is what the latest reports say it is."""
    told = [one.facts.told for one in sources if one.facts.told is not None]
    if not told:
        return list(sources)
    fresh = [one for one in sources if one.facts.told is not None and max(told) - one.facts.told <= _FRESH]
    ranked = sorted(fresh, key=lambda one: one.facts.position, reverse=True)
    sharpest = [one for one in ranked if _days(_value(one)) <= 2]
    return sharpest or ranked


def _planned_day(sources: Sequence[Source]) -> Day | None:
    """The one day for which it was planned, where nobody says on which day it then took place."""
    votes = _votes([one for one in sources if _days(_value(one)) == 1], _value)
    told = [one.facts.told for one in sources if one.facts.status in DONE and one.facts.told is not None]
    if len(votes) != 1 or not told or (ordinals(votes[0][0]) or (0, 0))[1] > min(told):
        return None
    shown, who = votes[0]
    when = who[0].event.when
    assert when is not None
    return Day(shown, proof(who[0].facts.article, when.evidence), _claims(who))


def _value(one: Source) -> str | None:
    return one.event.when.value if one.event.when is not None else None


def _days(value: str | None) -> int:
    """How many days a value covers; a value without days covers more than any."""
    span = ordinals(value)
    return span[1] - span[0] + 1 if span else 10**6


def _meet(a: str, b: str) -> bool:
    one, two = ordinals(a), ordinals(b)
    return one is None or two is None or (one[0] <= two[1] and two[0] <= one[1])


def place_of(stage: Sequence[Source], history: Sequence[Turn], look: Look, conflicts: list[Conflict]) -> Where | None:
    """The place that is best supported; of a plan that which the latest reports tell."""
    placed = [one for one in stage if one.event.place is not None and one.facts.place is not None]
    if history[-1].status not in DONE:
        placed = _fresh(placed)
    votes = _votes(placed, lambda one: place_in(one, look))
    if not votes:
        return None
    shown, who = votes[0]
    _add(conflicts, _differ("place", votes, shown, lambda _: False))
    told = who[0].event.place
    assert told is not None
    return Where(shown, proof(who[0].facts.article, told.evidence), _claims(who))


def _fresh(sources: Sequence[Source]) -> list[Source]:
    told = [one.facts.told for one in sources if one.facts.told is not None]
    return [one for one in sources if not told or one.facts.told is None or max(told) - one.facts.told <= _FRESH]


def status_conflict(sources: Sequence[Source], history: Sequence[Turn], conflicts: list[Conflict]) -> None:
    """Reports of the days in which it came to stand so that leave it standing otherwise."""
    turn = history[-1]
    told = [one.facts.told for one in sources if one.facts.claim in turn.claims and one.facts.told is not None]
    others = [
        one
        for one in sources
        if one.facts.claim not in turn.claims
        and one.event.status != turn.status
        and told
        and one.facts.told is not None
        and min(told) - 1 <= one.facts.told
        and not (one.facts.told <= min(told) and one.facts.status not in DONE | OFF)
    ]
    votes = _votes(others, lambda one: one.event.status)
    _add(conflicts, _differ("status", votes, turn.status, lambda _: False))


# Sides


def sides_of(stage: Sequence[Source], look: Look) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Who takes part, on the side on which most tell him; a state only where nobody is told who acts for it."""
    counts: Counter[str] = Counter()
    as_actor: Counter[str] = Counter()
    told: dict[str, list[tuple[Source, Evidence | None]]] = {}
    for source in stage:
        for weight, participants in ((1, source.event.actors), (-1, source.event.recipients)):
            for one in participants:
                if (entity := id_in(one.entity, source, look)) is not None:
                    counts[entity] += 1
                    as_actor[entity] += weight
                    told.setdefault(entity, []).append((source, one.evidence))
    people = {entity for entity, who in told.items() if _party(entity, who, look).is_person}
    represented = {_party(entity, told[entity], look).side for entity in people}
    kept = [
        entity
        for entity in told
        if (entity in people or _party(entity, told[entity], look).side not in represented)
        and (len(stage) < _SEVERAL or 4 * counts[entity] >= max(counts.values()))
    ]
    sides = {entity: _side(entity, told[entity]) for entity in kept}
    actors = tuple(sides[one] for one in kept if as_actor[one] >= 0)
    return actors, tuple(sides[one] for one in kept if as_actor[one] < 0)


def _party(entity: str, who: Sequence[tuple[Source, Evidence | None]], look: Look) -> Party:
    source = who[0][0]
    return next(party for key in source.keys.values() if (party := look(key)).id == entity)


def _side(entity: str, who: Sequence[tuple[Source, Evidence | None]]) -> Side:
    source, evidence = next((one for one in who if one[1] is not None), who[0])
    cited = proof(source.facts.article, evidence) if evidence is not None else None
    return Side(entity, cited, tuple(dict.fromkeys(one.facts.claim for one, _ in who)))


def best_of(stage: Sequence[Source], kind: Kind, turn: Turn) -> Source:
    """The telling whose coding and certainty stand for all: of that kind and status, main before background."""
    return max(
        stage,
        key=lambda one: (
            one.facts.claim in turn.claims,
            one.event.status == turn.status,
            one.event.kind == kind,
            one.event.salience == "main",
        ),
    )


def sorting_day(when: Day | None, history: Sequence[Turn], reported: Sequence[str]) -> str | None:
    """Where it stands in a timeline: its day, that of its last plan, else that of its first report."""
    values = [when.value] if when is not None else [turn.when for turn in reversed(history) if turn.when]
    span = next((found for value in values if (found := ordinals(value)) is not None), None)
    return date.fromordinal(span[0]).isoformat() if span is not None else min(reported, default=None)
