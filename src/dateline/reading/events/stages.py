"""How a matter that is told by a noun stood before and after, each with the day it was set for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from dateline.reading.edtf import days
from dateline.reading.events.attach_times import when_of
from dateline.reading.events.moods import is_negated
from dateline.reading.events.noun_outlook import DEPTH, modifier_outlook, relative_outlook, shaded
from dateline.reading.events.outlook import verb_outlook
from dateline.reading.events.standing import NOTHING, Outlook, governed, matching
from dateline.reading.events.tags import SUBJECT, VERB
from dateline.reading.events.telling import Stage
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Scene, TimeMention
from dateline.record import When

_NEWS = timedelta(days=60)  # a day further back is hardly that on which something was announced
_IT = frozenset({"it", "them", "they"})
_TURNS = frozenset({"cancelled", "postponed", "rescheduled", "revived"})
_BECOMING = frozenset({"scheduled", "confirmed", "in_doubt", "did_not_occur", "occurred"})
_PUT_TO = frozenset({"for", "to", "until", "till"})
_NOW = frozenset({"will", "'ll", "’ll", "is", "are"})


def stages_before(
    scene: Scene, words: Words, hit: Hit, times: Sequence[TimeMention], when: When | None
) -> Iterator[Stage]:
    """The earlier stages of a matter that is told by a noun, each with the day named after its word."""
    stages = [one for one in _earlier(words, hit.head) if one[1] not in _to_come(words, hit.head)]
    ends = [*(word for _, word in stages[1:]), len(words.tokens)]
    clauses = set(words.kids_as(hit.head, "acl", "acl:relcl"))
    for (outlook, word), end in zip(stages, ends, strict=False):  # no stage, no end
        assert outlook.status is not None  # _earlier gives no others
        if len(stages) > 1:
            named = [one for one in times if one.is_date and word < one.first < end]
        else:  # "called off on Tuesday a visit that was set for June": the day within the clause
            own = {clause for clause in clauses if _is_below(words, word, clause)}
            named = [
                one for one in times
                if one.is_date and (own & set(words.sentence.ancestors(one.head)) or _verb_above(words, one) == word)
            ]  # fmt: skip
        before = _from(words, named) if outlook.status in _TURNS else None
        if before is not None:  # "delayed from August"
            day = when_of(scene, before)
            yield Stage("scheduled", day.value if day is not None else None, day)
        put, told = _set_for(scene, words, outlook, named)
        if not named and len(stages) == 1 and when is not None and not _is_of_break(words, hit, times, when):
            put = when
        yield Stage(outlook.status, put.value if put is not None else None, put, told)


def _set_for(
    scene: Scene, words: Words, outlook: Outlook, named: Sequence[TimeMention]
) -> tuple[When | None, str | None]:
    """The day that a matter was put to, and that on which it was: "announced in March for May 12"."""
    ahead = next((one for one in named if _is_put_to(words, one)), None)
    told = next((one for one in named if one is not ahead and _case(words, one) != "from"), None)
    turned = outlook.status in _TURNS
    set_for = ahead if ahead is not None or turned or _is_announced(words, outlook.word) else told
    since = told if set_for is not told and (turned or _is_announced(words, outlook.word)) else None
    return when_of(scene, set_for), since.time.value if since is not None else None


def _is_announced(words: Words, word: int) -> bool:
    return word >= 0 and matching(words, "announced", word) is not None


def _case(words: Words, time: TimeMention) -> str:
    return words.tokens[time.first - 1].text.lower() if time.first else ""


def _is_put_to(words: Words, time: TimeMention) -> bool:
    return _case(words, time) in _PUT_TO


def _from(words: Words, named: Sequence[TimeMention]) -> TimeMention | None:
    return next((one for one in named if _case(words, one) == "from"), None)


def _to_come(words: Words, noun: int) -> list[int]:
    """ "delayed the talks, which will now start on May 17": the verbs of clauses that tell what is to come after it."""
    clauses = (i for i in words.kids_as(noun, "acl:relcl") if i > noun)
    return [i for i in clauses if any(words.tokens[k].text.lower() in _NOW for k in words.group(i))]


def _is_below(words: Words, word: int, clause: int) -> bool:
    """Is the word the verb of the clause, or one of its words?"""
    return word == clause or clause in words.sentence.ancestors(word)


def _is_of_break(words: Words, hit: Hit, times: Sequence[TimeMention], when: When) -> bool:
    """ "called off the visit on Tuesday": is it the day of the word that tells the break?"""
    return any(
        one.time.start == when.evidence.start and words.tokens[one.head].head == hit.outlook.word for one in times
    )


def stages_after(scene: Scene, hit: Hit, times: Sequence[TimeMention], governor: int) -> Iterator[Stage]:
    """What became of the matter, by the verbs that follow, each with its day and the day that it was put to."""
    words = hit.words
    for outlook, verb in (*_later(words, hit.head, governor), *_shared(words, hit, governor)):
        if outlook.status is None:
            continue
        own = [one for one in times if one.is_date and _verb_above(words, one) == verb]
        after = next((one for one in own if one.first > verb and _is_put_to(words, one)), None)
        if outlook.status in _TURNS:
            day = when_of(scene, after) if outlook.status in ("rescheduled", "postponed") else None
            told = next((one.time.value for one in own if one is not after), None)
            yield Stage(
                "rescheduled" if day is not None else outlook.status, day.value if day is not None else None, day, told
            )
        else:
            day = when_of(scene, next(iter(own), None))
            yield Stage(outlook.status, day.value if day is not None else None, day)


def _verb_above(words: Words, time: TimeMention) -> int:
    return next((i for i in words.sentence.ancestors(time.head) if words.tokens[i].tag in VERB), -1)


def _shared(words: Words, hit: Hit, governor: int) -> list[tuple[Outlook, int]]:
    """ "had been planned for May and was put off", "were suspended and will resume": one subject, several verbs.

    And the clause with "which" that tells what is still to come of what was put off.
    """
    if hit.trigger.verb or governor < 0:
        return []
    tokens, found = words.tokens, []
    subject = tokens[hit.head].relation in ("nsubj", "nsubj:pass") and tokens[hit.head].head == governor
    verbs = [
        i for i in words.kids_as(governor, "conj") if tokens[i].tag in VERB and not words.kids_as(i, *SUBJECT)
    ] if subject else []  # fmt: skip
    for verb in verbs:
        passive = words.is_passive(verb) or (tokens[verb].tag == "VBN" and not words.group(verb))
        effect = matching(words, "object" if passive else "subject", verb)
        if effect is None:
            continue
        outlook = governed(effect, verb_outlook(words, verb), verb)
        if outlook.status in _TURNS | _BECOMING and outlook.status != hit.outlook.status:
            found.append((outlook, verb))
    if hit.outlook.status in ("postponed", "cancelled", "did_not_occur"):
        ahead = relative_outlook(words, hit.head, DEPTH)
        if ahead.status in ("scheduled", "tentative"):
            found += [(ahead, i) for i in _to_come(words, hit.head)]
    return found


def was_turned(words: Words, hit: Hit) -> bool:
    """ "The summit, moved from Astana last month, will be held on Monday": was it put off or called off before?"""
    stages = _earlier(words, hit.head) if hit.outlook.status is not None else []
    return any(one.status in _TURNS and word != hit.outlook.word for one, word in stages)


def is_open_turn(words: Words, hit: Hit) -> bool:
    """ "may be brought forward", "could be moved": is it open whether a plan stands as it did?"""
    effect = matching(words, "object", hit.outlook.word) if hit.outlook.word >= 0 else None
    return effect is not None and effect.status in _TURNS and hit.outlook.status == "tentative"


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
            if _is_announced(words, participle):
                found = Outlook.of("scheduled", word=participle)
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


def announced_on(
    scene: Scene, hit: Hit, times: Sequence[TimeMention], when: When | None
) -> tuple[str | None, When | None]:
    """ "announced the visit on Monday": a day that is over is that of announcing it, not that of the visit."""
    for one in times:
        span = days(one.time.value) if one.is_date and one.time.value else None
        own = hit.words.tokens[one.head].head == hit.outlook.word
        if own and span is not None and scene.day is not None and span[1] <= scene.day:
            if scene.day - span[1] > _NEWS:
                return None, None  # "announced a summit on June 3": neither is that day told for sure
            return one.time.value, when if when is not None and when.value != one.time.value else None
    return None, when
