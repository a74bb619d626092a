"""When and where an event was: the times and places of its own clause, not those of the verb that reports it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import FINITE, NOUN, SUBJECT, VERB, Words
from dateline.reading.frame import Cast, Reference, Scene, TimeMention
from dateline.reading.statements import Speech
from dateline.record import Kind, Place, When

# Kinds that take place somewhere; words alone ("urged", "welcomed") do not.
PLACED: frozenset[Kind] = frozenset({
    "meeting", "visit", "summit", "negotiation", "signing", "assault", "exercise", "protest", "ceremony", "test",
    "agreement", "coercion", "mobilisation", "release", "ceasefire", "withdrawal", "appointment",
})  # fmt: skip
_WHERE = frozenset({"in", "at", "near", "outside", "off", "inside", "over"})


def same_speech(speech: Speech | None, sentence: int, token: int) -> bool:
    """Does the word stand within the content of this speech?"""
    return speech is not None and any(s == sentence and first <= token < last for s, first, last in speech.tokens)


def time_of(hit: Hit, times: Sequence[TimeMention], speech: Speech | None) -> TimeMention | None:
    """The time mention of the event's clause; None if there is none, or only one that dates the reporting verb."""
    words = hit.words
    anchors = {hit.head} | ({hit.outlook.word} if hit.outlook.word >= 0 else set())
    home = {clause(words, anchor) for anchor in anchors}
    best: tuple[int, int] | None = None
    found: TimeMention | None = None
    for time in times:
        if speech is not None and not same_speech(speech, words.index, time.first):
            continue
        score = _bond(words, hit, time, anchors, home)
        if score == 0:
            continue
        rank = (score, -min(abs(time.head - anchor) for anchor in anchors))
        if best is None or rank > best:
            best, found = rank, time
    return found


def _bond(words: Words, hit: Hit, time: TimeMention, anchors: set[int], home: set[int]) -> int:
    tokens = words.tokens
    if hit.first <= time.first < hit.end or words.phrase_start(hit.head) <= time.first < hit.first:
        return 4
    governor = tokens[time.head].head
    while time.first <= governor < time.last:
        governor = tokens[governor].head
    if governor in anchors:
        return 3
    if (
        governor >= 0
        and tokens[governor].tag in NOUN
        and tokens[time.head].relation in ("nummod", "amod", "compound", "nmod", "nmod:poss")
    ):
        return 0  # "the 2008 attacks": that noun's own
    if governor >= 0 and clause(words, governor) in home:
        return 2
    if (
        governor >= 0
        and time.first < 3
        and any(tokens[at].relation == "conj" and tokens[at].head == clause(words, governor) for at in home)
    ):
        return 2  # "On Monday Trump flew to Bagram, met …": what opens a sentence holds for all its verbs
    first, last = sorted((hit.head, time.head))
    between = tokens[first + 1 : last]
    if not any(
        token.tag in FINITE | {"WDT", "WP"} or token.text in (";", ":", "—", "–") or token.relation == "mark"
        for token in between
    ):
        return 1
    return 0


def clause(words: Words, i: int) -> int:
    """The verb (or other root) of the clause that a word stands in."""
    tokens = words.tokens
    at = i
    seen = {i}
    while tokens[at].head >= 0 and tokens[at].head not in seen:
        relation = tokens[at].relation
        if relation in ("ccomp", "acl:relcl", "parataxis", "root"):
            return at
        if (
            relation in ("advcl", "acl")
            and tokens[at].tag in VERB
            and any(
                tokens[k].relation == "mark" and tokens[k].tag != "TO" or tokens[k].relation in SUBJECT
                for k in words.kids[at]
            )
        ):
            return at
        if relation == "conj" and tokens[at].tag in FINITE | {"VBN"} and tokens[tokens[at].head].tag in VERB:
            return at
        at = tokens[at].head
        seen.add(at)
    return at


def when_of(scene: Scene, time: TimeMention | None) -> When | None:
    """A time mention as the time of an event."""
    if time is None or time.time.value is None or not time.is_date:
        return None
    return When(time.time.value, scene.cite((time.time.start, time.time.end)))


def place_of(scene: Scene, cast: Cast, hit: Hit, here: str | None) -> Place | None:
    """Where it was: "in Ankara", "here", "at Camp David", "the Budapest meeting"; of a visit its destination."""
    words = hit.words
    if hit.trigger.kind not in PLACED:
        return None
    anchors = [hit.head, *([hit.outlook.word] if hit.outlook.word >= 0 else [])]
    if (found := _antecedent_place(scene, cast, words, anchors)) is not None:
        return found
    for anchor in anchors:
        for preposition, noun in words.obliques(anchor):
            if preposition in _WHERE or (hit.trigger.kind == "visit" and preposition in ("to", "into")):
                if (found := _place(scene, cast, words, noun, visit=hit.trigger.kind == "visit")) is not None:
                    return found
    if hit.trigger.kind == "visit" and hit.trigger.verb:
        for noun in words.objects(hit.head):
            if (found := _place(scene, cast, words, noun, visit=True)) is not None:
                return found
    for reference in cast.within(words.index, words.phrase_start(hit.head), hit.first):
        if _is_place(cast, reference):
            return Place(reference.entities[0], scene.cite(reference.span))
    return _on_the_surface(scene, cast, hit)


def _antecedent_place(scene: Scene, cast: Cast, words: Words, anchors: Sequence[int]) -> Place | None:
    """ "in Munich, where Blinken held talks": the place that "where" means."""
    tokens = words.tokens
    for anchor in anchors:
        for i in range(anchor - 1, 0, -1):
            if tokens[i].tag == "WRB" and tokens[i].text.lower() == "where":
                for k in range(i - 1, max(-1, i - 5), -1):
                    reference = cast.at(words.index, k)
                    if reference is not None and _is_place(cast, reference):
                        return Place(reference.entities[0], scene.cite(reference.span))
                return None
            if tokens[i].tag in FINITE and i not in words.group(anchor) or tokens[i].text in (";", ","):
                break
    return None


def _on_the_surface(scene: Scene, cast: Cast, hit: Hit) -> Place | None:
    """A place after the trigger and before the next verb ("met Russian officials in Riyadh"), or "here"."""
    words, tokens = hit.words, hit.words.tokens
    for i in range(hit.end, len(tokens)):
        if (
            tokens[i].tag in FINITE
            or tokens[i].tag in ("VBG", "WDT", "WP", "TO")
            and i > hit.end
            or tokens[i].text in (";", ":", "“")
        ):
            break
        reference = cast.at(words.index, i)
        if reference is None or not _is_place(cast, reference) or reference.first != i:
            continue
        if tokens[i].text.lower() == "here":
            return Place(reference.entities[0], scene.cite(reference.span))
        before = tokens[i - 1].text.lower()
        article = before in ("the", "a") and i > 1
        if (tokens[i - 2].text.lower() if article else before) in _WHERE:
            return Place(reference.entities[0], scene.cite(reference.span))
    return _fronted(scene, cast, hit)


def _fronted(scene: Scene, cast: Cast, hit: Hit) -> Place | None:
    """ "In Kyiv he met …": a place that opens the sentence, if the event is of its main clause."""
    words, tokens = hit.words, hit.words.tokens
    if len(tokens) > 2 and tokens[0].text in ("In", "At") and tokens[clause(words, hit.head)].relation == "root":
        head = words.head_after(1)
        if head is not None and (reference := cast.at(words.index, head)) is not None and _is_place(cast, reference):
            return Place(reference.entities[0], scene.cite(reference.span))
    return None


def _is_place(cast: Cast, reference: Reference) -> bool:
    return (
        len(reference.entities) == 1
        and reference.entities[0] in cast.entities
        and cast.entities[reference.entities[0]].kind == "place"
    )


def _place(scene: Scene, cast: Cast, words: Words, noun: int, *, visit: bool) -> Place | None:
    heads: Iterable[int] = (noun, *words.kids_as(noun, "appos", "conj"))
    for head in heads:
        reference = cast.at(words.index, head)
        if reference is None or len(reference.entities) != 1 or reference.entities[0] not in cast.entities:
            continue
        if cast.entities[reference.entities[0]].kind == "place" or (
            cast.entities[reference.entities[0]].kind == "state" and (visit or reference.form == "name")
        ):
            return Place(reference.entities[0], scene.cite(reference.span))
    return None
