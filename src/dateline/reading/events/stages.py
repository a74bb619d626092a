"""How a matter that is told by a noun stood before and after, each with the day it was set for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.reading.events.attach_times import when_of
from dateline.reading.events.moods import is_negated
from dateline.reading.events.noun_outlook import DEPTH, modifier_outlook, relative_outlook, shaded
from dateline.reading.events.standing import NOTHING, Outlook, governed, matching
from dateline.reading.events.tags import VERB
from dateline.reading.events.telling import Stage
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Scene, TimeMention
from dateline.record import Status, When

_IT = frozenset({"it", "them", "they"})
_TURNS = frozenset({"cancelled", "postponed", "rescheduled", "revived"})
_PUT_TO = frozenset({"for", "to", "until", "till"})


def stages_before(
    scene: Scene, words: Words, hit: Hit, times: Sequence[TimeMention], when: When | None
) -> Iterator[Stage]:
    """The earlier stages of a matter that is told by a noun, each with the day named after its word."""
    stages = _earlier(words, hit.head)
    ends = [*(word for _, word in stages[1:]), len(words.tokens)]
    clauses = set(words.kids_as(hit.head, "acl", "acl:relcl"))
    for (outlook, word), end in zip(stages, ends, strict=False):  # no stage, no end
        assert outlook.status is not None  # _earlier gives no others
        if len(stages) > 1:
            named = [one for one in times if one.is_date and word < one.first < end]
        else:  # "called off on Tuesday a visit that was set for June": the day within the clause
            own = {clause for clause in clauses if _is_below(words, word, clause)}
            named = [one for one in times if one.is_date and own & set(words.sentence.ancestors(one.head))]
        day = when_of(scene, next(iter(named), None))
        told = (
            day
            if named or len(stages) > 1
            else when
            if when is not None and not _is_of_break(words, hit, times, when)
            else None
        )
        yield Stage(outlook.status, told.value if told is not None else None, told)


def _is_below(words: Words, word: int, clause: int) -> bool:
    """Is the word the verb of the clause, or one of its words?"""
    return word == clause or clause in words.sentence.ancestors(word)


def _is_of_break(words: Words, hit: Hit, times: Sequence[TimeMention], when: When) -> bool:
    """ "called off the visit on Tuesday": is it the day of the word that tells the break?"""
    return any(
        one.time.start == when.evidence.start and words.tokens[one.head].head == hit.outlook.word for one in times
    )


def stages_after(scene: Scene, hit: Hit, times: Sequence[TimeMention], governor: int) -> Iterator[Stage]:
    """What became of the matter, by the verbs that follow, each with the day that it was put to."""
    words = hit.words
    for outlook, verb in _later(words, hit.head, governor):
        if outlook.status is None:
            continue
        after = (one for one in times if one.first > verb and words.tokens[one.first - 1].text.lower() in _PUT_TO)
        day = when_of(scene, next(after, None)) if outlook.status in ("rescheduled", "postponed") else None
        status: Status = "rescheduled" if day is not None else outlook.status
        yield Stage(status, day.value if day is not None else None, day)


def earlier_outlook(words: Words, noun: int) -> Outlook:
    """What a relative clause or a word before the noun tells of its earlier standing ("the summit set for …")."""
    relative = relative_outlook(words, noun, DEPTH)
    return relative if relative.status is not None else modifier_outlook(words, noun)


def _earlier(words: Words, noun: int) -> list[tuple[Outlook, int]]:
    """How the matter stood before, stage by stage, each with the word that says so.

    "talks first set for May 10 and then moved to May 24": two stages, in the order of the text.
    """
    tokens = words.tokens
    stages: list[tuple[Outlook, int]] = []
    for verb in words.kids_as(noun, "acl") or _set_off(words, noun):
        if verb < noun or tokens[verb].tag != "VBN":
            continue
        for participle in (verb, *(i for i in words.kids_as(verb, "conj") if tokens[i].tag in ("VBN", "VBD"))):
            effect = matching(words, "object", participle)
            found = governed(effect, Outlook.of("occurred"), participle) if effect is not None else NOTHING
            found = shaded(words, participle, found)
            if found.status is not None:
                stages.append((found, participle))
    if stages:
        return stages
    single = earlier_outlook(words, noun)
    if single.status is None:  # "the signing of a deal that they had hoped to complete"
        of = (earlier_outlook(words, inner) for case, inner in words.obliques(noun) if case == "of" and inner > noun)
        single = next((one for one in of if one.status is not None), single)
    if single.lapsed:
        return [(Outlook.of("scheduled", word=single.word), single.word)]
    return [(single, single.word)] if single.status not in (None, "occurred", "ongoing") else []


def _later(words: Words, noun: int, governor: int) -> list[tuple[Outlook, int]]:
    """What became of it by the verbs that follow: "only to revive it", "before they were postponed"."""
    tokens = words.tokens
    stages: list[tuple[Outlook, int]] = []
    for verb in range(max(noun, governor) + 1, len(tokens)):
        acted = words.kids_as(verb, "nsubj:pass" if words.is_passive(verb) else "obj")
        if tokens[verb].tag not in VERB or not any(tokens[i].text.lower() in _IT for i in acted):
            continue
        effect = matching(words, "object", verb)
        done = not is_negated(words, verb, words.group(verb))
        if effect is not None and done and effect.status in _TURNS and governor in words.sentence.ancestors(verb):
            stages.append((Outlook.of(effect.status, word=verb), verb))
    return stages


def _set_off(words: Words, noun: int) -> list[int]:
    """A participle between commas after a long subject ("talks between A and B, first set for Monday, were …")."""
    tokens, verb = words.tokens, words.tokens[noun].head
    for i in range(noun + 1, max(noun + 1, verb)):
        before = i - 1 if tokens[i - 1].tag != "RB" else i - 2
        if tokens[i].tag == "VBN" and tokens[i].relation == "acl" and tokens[before].text == ",":
            return [i] if noun in words.sentence.ancestors(i) else []
    return []
