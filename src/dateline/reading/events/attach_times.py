"""When an event was: the time of its own clause, not that of the verb that reports it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dateline.reading.edtf import days
from dateline.reading.events.dated import is_deed
from dateline.reading.events.reach import Reach, above_where, verb_of
from dateline.reading.events.standing import matching
from dateline.reading.events.tags import NOUN, PHRASE, VERB
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Scene, TimeMention
from dateline.reading.statements import Speech
from dateline.record import When

# Before a "to" these tell of a decision, made on a day of its own.
_DECIDES = frozenset(
    {"agree", "decide", "vow", "promise", "pledge", "offer", "refuse", "threaten", "undertake", "vote"}
)
_LIMITS = frozenset({"before", "until", "till"})


def time_of(hit: Hit, times: Sequence[TimeMention], speech: Speech | None) -> TimeMention | None:
    """The time mention of the event's clause; None if there is none, or only one that dates the reporting verb."""
    words = hit.words
    reach = Reach.of(hit)
    best: tuple[float, bool, int] | None = None  # of equal bonds a day comes before a span ("in seven years tomorrow")
    found: TimeMention | None = None
    for time in times:
        if speech is not None and not _same_speech(speech, words.index, time.first):
            continue
        score = _bond(words, hit, time, reach)
        if score == 0:
            continue
        rank = (score, time.is_date, -min(abs(time.head - anchor) for anchor in reach.anchors))
        if best is None or rank > best:
            best, found = rank, time
    return found


def _bond(words: Words, hit: Hit, time: TimeMention, reach: Reach) -> float:
    """How closely a time belongs to the event: 0 not at all."""
    tokens = words.tokens
    if hit.trigger.kind == "postponement" and is_new_day(words, time):
        return 0
    before = not hit.trigger.verb and words.phrase_start(hit.head) <= time.first < hit.first
    if hit.first <= time.first < hit.end or before:
        return 4
    if _is_of_another(words, time) or _is_of_deed(words, hit, time) or _is_of_deciding(words, hit, time):
        return 0
    governor = tokens[time.head].head
    while time.first <= governor < time.last:
        governor = tokens[governor].head
    if governor in reach.anchors:
        return 3
    if governor >= 0 and _is_between(words, hit, governor, time):
        return 3
    if governor >= 0 and tokens[governor].tag in NOUN:
        if tokens[time.head].relation in ("nummod", "amod", "compound", "nmod", "nmod:poss") and time.last > governor:
            return 0  # "the 2008 attacks": that noun's own
        if governor != hit.head and time.last < governor and tokens[time.last].tag == "POS" and _is_apart(words, time):
            return 0  # "ahead of next week's vote"
        if tokens[governor].tag in ("NN", "NNS") and governor != hit.head and time.first == governor + 1:
            return 0  # "the threat last week": that noun's as well
        if any(tokens[i].head == hit.head and i == governor for i in words.kids[hit.head]):
            return 2.5
    verb = verb_of(words, governor) if governor >= 0 else -1
    if verb in reach.own:
        return 2
    if _is_beginning(words, time):
        return 0
    if verb in reach.lending:
        return 1.5
    if hit.outlook.status in ("scheduled", "tentative") and {governor, verb} & above_where(hit):
        return 1
    if _is_of_another_clause(words, hit, time):
        return 0
    first, last = sorted((hit.head, time.head))
    between = tokens[first + 1 : last]
    if not any(
        token.tag in VERB | {"MD", "WDT", "WP", "WRB"} or token.text in (";", ":", "—", "–") for token in between
    ):
        return 1
    return 0


def _is_between(words: Words, hit: Hit, governor: int, time: TimeMention) -> bool:
    """ "the ministry on Thursday hailed": between a subject and its verb, a day is the verb's."""
    verb = min(words.group(hit.head), default=hit.head)
    own = hit.trigger.verb and governor in words.kids_as(hit.head, "nsubj")
    return own and time.last == min(verb, hit.head) and governor < time.first


def _is_of_another(words: Words, time: TimeMention) -> bool:
    """ "the first visit since that of Pompeo in 2018", "than Blair did in May": a day of what is held against it."""
    at = time.first - 1
    if at > 0 and words.tokens[at].tag == "IN":
        at -= 1
    first = at
    while at > 0 and words.tokens[at].tag in PHRASE | {"VBD"} | ({"IN"} if words.tokens[at].text == "of" else set()):
        at -= 1
    return at < first and words.tokens[at].text.lower() in ("since", "than", "unlike")


def _is_of_deciding(words: Words, hit: Hit, time: TimeMention) -> bool:
    """ "agreed on Friday to hold talks": a day before the "to" is that of agreeing, none of what is agreed."""
    tokens = words.tokens
    if time.last >= min(hit.first, len(tokens) - 1) or tokens[time.last].tag != "TO":
        return False
    verb, said = tokens[time.last].head, time.first - 1
    if said >= 0 and tokens[said].tag == "IN":
        said -= 1
    governs = said >= 0 and tokens[said].tag in VERB and tokens[said].lemma in _DECIDES
    return governs and (verb == hit.head or verb in words.sentence.ancestors(hit.head))


def _is_of_deed(words: Words, hit: Hit, time: TimeMention) -> bool:
    """ "blamed them for an attack on Monday that killed two": what hangs on the attack goes on behind the day."""
    tokens, sentence = words.tokens, words.sentence
    for noun in range(hit.end, time.first):
        if not is_deed(tokens[noun].lemma) or tokens[noun].tag not in NOUN or not words.preposition(noun):
            continue
        behind = any(i >= time.last for i in words.kids_as(noun, "acl", "acl:relcl"))
        if (behind and tokens[time.last].text != ",") or noun in sentence.ancestors(time.head):
            return True
    return False


def _is_apart(words: Words, time: TimeMention) -> bool:
    before = [token.text.lower() for token in words.tokens[max(0, time.first - 2) : time.first]]
    return bool(before) and (before[-1] in ("before", "after", "until", "for", "if") or before == ["ahead", "of"])


def _is_of_another_clause(words: Words, hit: Hit, time: TimeMention) -> bool:
    """ "Lammy, who had flown in on Monday, met Fidan": a day of the flight, though it stands beside the meeting."""
    above = (time.head, *words.sentence.ancestors(time.head))
    clause = next((i for i in above if words.tokens[i].relation == "acl:relcl"), None)
    own = (hit.head, *words.sentence.ancestors(hit.head))
    return clause is not None and clause not in own and clause not in Reach.of(hit).own


def _is_beginning(words: Words, time: TimeMention) -> bool:
    """ "in Washington from Jan 13 to sign the deal": the stay begins then; when they sign is not told."""
    whole = time.time.value is not None and "/" not in time.time.value
    return whole and time.first > 0 and words.tokens[time.first - 1].text.lower() in ("from", "since")


def is_new_day(words: Words, time: TimeMention, *, moved: bool = False) -> bool:
    """ "put off until May", "moved to June 5", "rescheduled for June 5": the day that something is put off to."""
    before = words.tokens[time.first - 1].text.lower() if time.first else ""
    return before in ("until", "till", "to") or (moved and before == "for")


def moved_days(words: Words, time: TimeMention) -> tuple[str, str] | None:
    """ "postponed from June 12 to June 20": the old day and the new one, which read as a span elsewhere."""
    value, verb = time.time.value, words.tokens[time.head].head
    first, slash, last = (value or "").partition("/")
    if not slash or ".." in (first, last) or not time.first or words.tokens[time.first - 1].text.lower() != "from":
        return None
    if "to" not in (token.text.lower() for token in words.tokens[time.first : time.last]):
        return None
    while verb >= 0 and words.tokens[verb].tag not in VERB:
        verb = words.tokens[verb].head
    effect = matching(words, "object", verb) if verb >= 0 else None
    return (first, last) if effect is not None and effect.status in ("postponed", "rescheduled") else None


def when_of(scene: Scene, time: TimeMention | None) -> When | None:
    """A time mention as the time of an event."""
    if time is None or time.time.value is None or not time.is_date:
        return None
    return When(time.time.value, scene.cite((time.time.start, time.time.end)))


def up_to(scene: Scene, when: When | None) -> When | None:
    """ "before June 4", "by Friday", "until May": all the days up to a limit, none of which is the day of the event."""
    if when is None or (span := days(when.value)) is None or ".." in when.value.split("/"):
        return when
    start = when.evidence.start
    sentence = next((one for one in scene.analysis.sentences if one.start <= start < one.end), None)
    at = sentence.at(start) if sentence is not None else None
    limit = sentence.tokens[at - 1].text.lower() if sentence is not None and at else ""
    if limit not in _LIMITS:
        return when
    last = span[0] - timedelta(days=1) if limit == "before" else span[1]
    return When(f"../{last.isoformat()}", when.evidence, when.via)


def _same_speech(speech: Speech | None, sentence: int, token: int) -> bool:
    """Does the word stand within the content of this speech?"""
    return speech is not None and any(s == sentence and first <= token < last for s, first, last in speech.tokens)
