"""Tellings of one matter brought together: a report that names a dinner five times tells of one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline import lexicon
from dateline.reading.edtf import overlap
from dateline.reading.events.moved import is_last, is_moved
from dateline.reading.events.telling import TALKS, Telling
from dateline.reading.frame import Cast
from dateline.record import Entity, Kind, Status

_DONE: frozenset[Status] = frozenset({"occurred", "ongoing"})
_LEADERS = frozenset({"head_of_state", "head_of_government", "supreme_leader", "crown_prince", "leader"})
_PAST: frozenset[Status] = frozenset({"occurred", "ongoing", "cancelled", "did_not_occur"})
_BROKEN: frozenset[Status] = frozenset({"cancelled", "postponed", "did_not_occur"})
_TURNED: frozenset[Status] = frozenset({"cancelled", "postponed", "rescheduled"})
_SPOKEN: frozenset[Kind] = frozenset({
    "demand", "praise", "accusation", "denial", "threat", "rejection", "proposal", "agreement", "concession", "aid",
})  # fmt: skip


def merge(tellings: Sequence[Telling], cast: Cast) -> list[list[Telling]]:
    """Groups of tellings, each in text order, of one matter each."""
    groups: list[list[Telling]] = []
    bare: list[Telling] = []
    for telling in tellings:
        if not telling.entities() or _is_anybody(telling, cast):
            bare.append(telling)
            continue
        ranked = [(fit, i) for i, group in enumerate(groups) if (fit := _fit(telling, group, cast)) > 0]
        if ranked:
            groups[max(ranked)[1]].append(telling)
        else:
            groups.append([telling])
    for telling in bare:
        if not telling.definite or is_last(telling):
            continue
        home = _antecedent(telling, groups, cast)
        if home is not None:
            home.append(telling)
    for group in groups:
        group.sort(key=lambda one: one.trigger.start)
    return groups


def _is_anybody(telling: Telling, cast: Cast) -> bool:
    """Is a known matter told with people who could be anybody's ("officials have worked to make the summit happen")?"""
    taking = [cast.entities[one] for one in telling.entities() if one in cast.entities]
    return telling.symmetric and telling.definite and all(one.kind == "group" and not one.country for one in taking)


def _family(kind: Kind) -> str:
    return "talks" if kind in TALKS and kind != "call" else str(kind)


def _fit(telling: Telling, group: Sequence[Telling], cast: Cast) -> int:
    """How well a telling belongs to a group: 0 not at all, more for the nearer in kind and sides."""
    score = 0
    if _family(group[0].kind) != _family(telling.kind):
        return 0  # of one family are all of a group
    everyone = frozenset[str]().union(*(one.entities() for one in group))
    for one in group:
        moved = is_moved(telling, one)
        if not moved and not (_times_agree(telling, one) and _places_agree(telling, one)):
            return 0
        if (telling.kind == "summit") != (one.kind == "summit") and (
            _is_below(telling, cast) if one.kind == "summit" else _is_below(one, cast)
        ):
            return 0
        if (
            not _sides_agree(telling, one, everyone, cast)
            or _others_meet(telling, everyone, cast)
            or _is_new(telling, one)
            or _is_new(one, telling)
            or _are_of_other_rank(telling, one, cast)
            or _are_of_other_rank(one, telling, cast)
            or _is_other_victim(telling, one, cast)
            or _is_wish_beside(telling, one)
            or _is_wish_beside(one, telling)
        ):
            return 0
        if telling.kind in _SPOKEN and not (
            one.headline != telling.headline or (one.lemma == telling.lemma and not (one.verbal and telling.verbal))
        ):
            return 0
        if _is_denied_beside(telling, one) or _is_denied_beside(one, telling):
            return 0
        if not (moved or _standing_agrees(telling, one)) or _are_two_acts(telling, one):
            return 0
        score = max(score, 1 + (one.kind == telling.kind) + 2 * (one.entities() == telling.entities()))
    return score


def _is_new(a: Telling, b: Telling) -> bool:
    """ "He hoped to meet Nagy. A session of both governments was called off": of others, and not "the session"."""
    standing = {a.status in _BROKEN, b.status in _BROKEN}
    told = a.status is not None and b.status is not None and not (a.headline or b.headline)
    return (
        told
        and not a.verbal
        and not a.definite
        and b.verbal
        and len(standing) == 2
        and a.entities().isdisjoint(b.entities())
    )


def _is_denied_beside(a: Telling, b: Telling) -> bool:
    """ "A will meet B. Talks between their countries are not being resumed": what is not held is something else."""
    denied = a.status == "did_not_occur" and not a.definite and b.status != "did_not_occur"
    return denied and a.kind != b.kind and a.entities().isdisjoint(b.entities())


def _are_two_acts(a: Telling, b: Telling) -> bool:
    """ "broke off relations and closed their borders": each verb of a sentence is an act of its own."""
    if a.sentence != b.sentence or a.lemma == b.lemma:
        return False
    if a.verbal or b.verbal:
        return a.verbal and b.verbal and a.kind not in TALKS
    if a.hit is None or b.hit is None or a.kind == b.kind:
        return False  # "cancelled a meeting and broke off the negotiations"
    return a.status == b.status == "cancelled" and a.hit.outlook.word != b.hit.outlook.word


def _is_below(one: Telling, cast: Cast) -> bool:
    """Do only people below a summit take part: ministers, envoys, officials?"""
    taking = [cast.entities[entity] for entity in one.entities() if entity in cast.entities]
    return bool(taking) and not any(_may_lead(entity) for entity in taking)


def _may_lead(entity: Entity) -> bool:
    """A state or a body, a head of state or of government, whoever holds no known office, and "leaders"."""
    if entity.kind == "group":
        return any(word in entity.id for word in ("leader", "president", "premier", "head"))
    if entity.kind != "person" or not entity.roles:
        return True
    titles = (_title_in(role.title) for role in entity.roles)
    return any(title is not None and title.role in _LEADERS for title in titles)


def _is_wish_beside(a: Telling, b: Telling) -> bool:
    """Is the one some talk that is only wished for ("willing to talk"), the other a summit that has a name?"""
    wished = a.status in ("proposed", "tentative") and not a.definite and a.when is None
    return b.kind == "summit" and a.kind != "summit" and wished


def _times_agree(a: Telling, b: Telling) -> bool:
    return a.when is None or b.when is None or overlap(a.when.value, b.when.value)


def _places_agree(a: Telling, b: Telling) -> bool:
    return a.place is None or b.place is None or a.place.entity == b.place.entity or _family(a.kind) != "talks"


def _standing_agrees(a: Telling, b: Telling) -> bool:
    """A thing done and a thing still to come are two, if both are told as such."""
    if a.status is None or b.status is None:
        return True
    if a.again != b.again and (b if a.again else a).status in _PAST:
        return False
    done = (a.status in _DONE, b.status in _DONE)
    if done[0] == done[1] or (a.when is not None and b.when is not None):
        return True
    # A headline tells in the present what the report tells as done, but what it only weighs is not what was done.
    return a.headline != b.headline and "proposed" not in (a.status, b.status)


def _sides_agree(a: Telling, b: Telling, everyone: frozenset[str], cast: Cast) -> bool:
    """Do the sides of a telling agree with those of another, of whose matter `everyone` is known to take part?"""
    if a.symmetric or b.symmetric:  # one telling names the one, another the other
        apart = everyone.isdisjoint(a.entities())
        if (
            apart
            and not a.definite
            and min(len(everyone), len(a.entities())) == 1
            and {a.kind, b.kind} == {"negotiation", "meeting"}
        ):
            return False  # "negotiations among Afghans" are not a meeting of Trump with Taliban leaders
        return _agree(a.entities(), everyone, cast)
    for side in ("actors", "recipients"):
        mine = {entity for one in getattr(a, side) for entity in one.entities}
        other = {entity for one in getattr(b, side) for entity in one.entities}
        if mine and other and not _agree(mine, other, cast):
            return False
    return True


def _others_meet(telling: Telling, everyone: frozenset[str], cast: Cast) -> bool:
    """Do persons of two countries meet, all of them others than those of the matter from there: Trump and Kim Jong-un
    do not hold the talks of Pompeo with Kim Yong-chol, though the matter is told of their states as well."""
    mine, theirs = _persons(telling.entities(), cast), _persons(everyone, cast)
    shared = [country for country in mine if country in theirs]
    return telling.symmetric and len(shared) > 1 and all(not mine[one] & theirs[one] for one in shared)


def _are_of_other_rank(group: Telling, other: Telling, cast: Cast) -> bool:
    """Do "the foreign ministers" meet, told as such, and in the other telling persons none of whom is one?"""
    ranks = {title.role for one in group.entities() if (title := _rank_of(cast.entities.get(one))) is not None}
    ranks -= {"leader", "minister", "envoy", "official", "diplomat"}  # what many are called
    persons = [cast.entities[one] for one in other.entities() if one in cast.entities]
    held = {title.role for one in persons if one.kind == "person" for role in one.roles
            if (title := _title_in(role.title)) is not None}  # fmt: skip
    return group.symmetric and bool(ranks) and bool(held) and ranks.isdisjoint(held)


def _rank_of(entity: Entity | None) -> lexicon.Title | None:
    """The office of a group of people who hold one: "foreign ministers"."""
    if entity is None or entity.kind != "group":
        return None
    words = entity.name.lower().removeprefix("the ")
    return _title_in(words.removesuffix("s")) if words.endswith("s") else None


def _title_in(words: str) -> lexicon.Title | None:
    """The office that some words end in: "Angolan President"."""
    every = words.split()
    found = (lexicon.find_title(" ".join(every[first:])) for first in range(len(every)))
    return next((title for title in found if title is not None), None)


def _is_other_victim(a: Telling, b: Telling, cast: Cast) -> bool:
    """The killing of a man is not the raid on his country, though he is of it."""
    if a.kind != "assault" or (a.actors and b.actors):
        return False
    struck = [{e for one in telling.recipients for e in one.entities} for telling in (a, b)]
    named = [{one for one in each if one in cast.entities and cast.entities[one].kind == "person"} for each in struck]
    return bool(struck[0] and struck[1]) and named[0] != named[1]


def _persons(entities: Iterable[str], cast: Cast) -> dict[str, set[str]]:
    """The persons among them by country."""
    found: dict[str, set[str]] = {}
    for one in entities:
        entity = cast.entities.get(one)
        if entity is not None and entity.kind == "person" and entity.country is not None:
            found.setdefault(entity.country, set()).add(one)
    return found


def _agree(mine: Iterable[str], other: Iterable[str], cast: Cast) -> bool:
    """Does everyone of the smaller side stand on the larger one, or somebody of the same country in his place?"""
    small, large = sorted((frozenset(mine), frozenset(other)), key=len)
    return bool(small) and all(any(_same(a, b, cast) for b in large) for a in small)


def _same(a: str, b: str, cast: Cast) -> bool:
    """The same entity, or a state and somebody who acts for it."""
    if a == b:
        return True
    one, two = cast.entities.get(a), cast.entities.get(b)
    if one is None or two is None or one.country is None or one.country != two.country:
        return False
    return _is_body(one) or _is_body(two)


def _is_body(entity: Entity) -> bool:
    return entity.kind in ("state", "group", "organisation")


def _is_of_body(one: Telling, cast: Cast) -> bool:
    """Does a council, a parliament or the like take part?"""
    taking = (cast.entities[entity] for entity in one.entities() if entity in cast.entities)
    return any(entity.kind == "organisation" or entity.kind == "group" for entity in taking)


def _antecedent(telling: Telling, groups: Sequence[list[Telling]], cast: Cast) -> list[Telling] | None:
    """What "the meeting" means: the last matter of that kind told before, of the same name if there is one."""
    candidates: list[tuple[tuple[int, int, int], list[Telling]]] = []
    for group in groups:
        if all(_family(one.kind) != _family(telling.kind) for one in group):
            continue
        turned = telling.status in _TURNED or any(stage.status in _TURNED for stage in telling.later)
        if not turned and not all(_times_agree(telling, one) and _places_agree(telling, one) for one in group):
            continue  # "the meeting, set for May 12, was called off": the day is none that it was held on
        if any(_are_of_other_rank(telling, one, cast) for one in group):
            continue
        before = [one for one in group if one.trigger.start < telling.trigger.start]
        if not before or (telling.kind == "summit" and all(_is_below(one, cast) for one in before)):
            continue
        if telling.lemma == "session" and not any(one.lemma == "session" or _is_of_body(one, cast) for one in before):
            continue  # two people who meet hold no session
        same = any(one.kind == telling.kind for one in before)
        done = telling.status is not None and any(
            (one.status is not None and (one.status in _DONE) == (telling.status in _DONE))
            or (one.lapsed and telling.status not in _DONE)  # "they had been due to meet … before it was put off"
            for one in before
        )
        if not same and not done and telling.status in _DONE and any(one.status is not None for one in before):
            continue  # "the talks were held" are not the summit that is still to come
        candidates.append(((int(same), int(done or telling.status is None), before[-1].trigger.start), group))
    return max(candidates, key=lambda one: one[0])[1] if candidates else None
