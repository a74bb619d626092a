"""The fields of an event where a person has had the last word, in place of those that most reports tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import get_args

from dateline.ledger.facts import ordinals
from dateline.ledger.fields import Source, id_in, place_in, proof
from dateline.ledger.matter import Look
from dateline.ledger.types import Choice, Conflict, Correction, Day, Field, Side, Turn, Where
from dateline.record import Evidence, Kind, Status

Words = Mapping[Field, Correction]

NO_WORDS: Words = {}


def history_of(turns: tuple[Turn, ...], words: Words) -> tuple[Turn, ...]:
    """The history under a word on the status.

    It ends with the last turn that stood so, since what came after was judged to be wrong; where none did, the word is
    a turn of its own.
    """
    word = words.get("status")
    if word is None or word.value is None:
        return turns
    status: Status = next(one for one in get_args(Status) if one == word.value)
    for index in range(len(turns) - 1, -1, -1):
        if turns[index].status == status:
            return turns[: index + 1]
    planned = next((turn for turn in reversed(turns) if turn.when or turn.place), None)
    turn = Turn(
        status=status,
        as_of=None,
        known=word.told,
        when=planned.when if planned else None,
        place=planned.place if planned else None,
        evidence=(word.proof,) if word.proof is not None else (),
    )
    return (*turns, turn)


def kind_of(told: Kind, words: Words, sources: Sequence[Source], conflicts: list[Conflict]) -> Kind:
    """The kind."""
    word = words.get("kind")
    if word is None or not word.value:
        return told
    _contested(conflicts, "kind", word.value, [(one.event.kind, one) for one in sources])
    return next(one for one in get_args(Kind) if one == word.value)


def day_of(told: Day | None, words: Words, sources: Sequence[Source], conflicts: list[Conflict]) -> Day | None:
    """The day."""
    word = words.get("when")
    if word is None:
        return told
    given = [(one.event.when.value, one) for one in sources if one.event.when is not None]
    _contested(conflicts, "when", word.value or "", [one for one in given if not _meet(one[0], word.value)])
    if not word.value or word.proof is None:
        return None
    return Day(word.value, word.proof, tuple(one.facts.claim for value, one in given if value == word.value))


def _meet(value: str, other: str | None) -> bool:
    one, two = ordinals(value), ordinals(other)
    return one is not None and two is not None and one[0] <= two[1] and two[0] <= one[1]


def place_of(
    told: Where | None, words: Words, sources: Sequence[Source], look: Look, conflicts: list[Conflict]
) -> Where | None:
    """The place."""
    word = words.get("place")
    if word is None:
        return told
    shown = look(word.value).id if word.value else ""
    given = [(found, one) for one in sources if (found := place_in(one, look)) is not None]
    _contested(conflicts, "place", shown, given)
    if not shown or word.proof is None:
        return None
    return Where(shown, word.proof, tuple(one.facts.claim for value, one in given if value == shown))


def sides_of(
    told: tuple[tuple[Side, ...], tuple[Side, ...]], words: Words, sources: Sequence[Source], look: Look
) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    """Those who take part. Whoever is named on one side by a person stands on no other."""
    actors, recipients = told
    if (word := words.get("actors")) is not None:
        actors = _sides(word, sources, look)
    if (word := words.get("recipients")) is not None:
        recipients = _sides(word, sources, look)
        if "actors" not in words:
            actors = tuple(one for one in actors if one.entity not in {side.entity for side in recipients})
    if "actors" in words:
        recipients = tuple(one for one in recipients if one.entity not in {side.entity for side in actors})
    return actors, recipients


def _sides(word: Correction, sources: Sequence[Source], look: Look) -> tuple[Side, ...]:
    ids = dict.fromkeys(look(key).id for key in (word.value or "").split())
    return tuple(_side(one, word, sources, look) for one in ids)


def _side(entity: str, word: Correction, sources: Sequence[Source], look: Look) -> Side:
    named: list[tuple[Source, Evidence | None]] = [
        (source, one.evidence)
        for source in sources
        for one in (*source.event.actors, *source.event.recipients)
        if one.entity is not None and id_in(one.entity, source, look) == entity
    ]
    quoted = next(((source, evidence) for source, evidence in named if evidence is not None), None)
    evidence = proof(quoted[0].facts.article, quoted[1]) if quoted is not None and quoted[1] is not None else word.proof
    return Side(entity, evidence, tuple(dict.fromkeys(source.facts.claim for source, _ in named)))


def _contested(conflicts: list[Conflict], field: Field, shown: str, told: Sequence[tuple[str, Source]]) -> None:
    """Tell what reports say otherwise, in place of what they contradicted each other in."""
    conflicts[:] = [one for one in conflicts if one.field != field]
    others: dict[str, list[str]] = {}
    for value, source in told:
        if value != shown:
            others.setdefault(value, []).append(source.facts.claim)
    if others:
        conflicts.append(Conflict(field, shown, tuple(Choice(value, tuple(who)) for value, who in others.items())))


def keys_in(words: Words) -> dict[Field, tuple[str, ...]]:
    """The keys of entities that are named, by field."""
    named: tuple[Field, ...] = ("actors", "recipients", "place")
    return {field: tuple((words[field].value or "").split()) for field in named if field in words}
