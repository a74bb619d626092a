"""From triggers to tellings: sides cleared of what cannot act, times and places attached, voices by the speech."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from dateline.reading.edtf import days
from dateline.reading.events.anaphors import read_anaphors
from dateline.reading.events.attach_places import place_of
from dateline.reading.events.attach_times import is_new_day, moved_days, time_of, when_of
from dateline.reading.events.beside import settled_beside
from dateline.reading.events.constructions import find_constructions
from dateline.reading.events.fillers import fill
from dateline.reading.events.hollow import is_hollow
from dateline.reading.events.live import is_of_the_day
from dateline.reading.events.noun_outlook import is_behind, is_remembered, is_to_end
from dateline.reading.events.outlook import verb_outlook
from dateline.reading.events.overtaken import overtaken
from dateline.reading.events.play import is_play
from dateline.reading.events.private import is_private
from dateline.reading.events.stages import (
    announced_on,
    earlier_outlook,
    is_open_turn,
    stages_after,
    stages_before,
    was_turned,
)
from dateline.reading.events.standing import matching
from dateline.reading.events.subjects import subjects_of
from dateline.reading.events.taking_part import decider, entities_at, hosts_of, is_announcer, sides_of
from dateline.reading.events.telling import TALKS, Stage, Telling
from dateline.reading.events.triggers import Hit, find_hits
from dateline.reading.events.unreal import is_fiction
from dateline.reading.events.utterances import as_speech, read_utterances
from dateline.reading.events.words import Words
from dateline.reading.frame import Cast, Scene, TimeMention
from dateline.reading.statements import Speech, speaker_at
from dateline.record import Kind, Place, Span, Status, Voice, When

REPORTING = frozenset({"body", "headline"})
_NEAR = 3  # words before a trigger in which a hedge belongs to it
# Acts that are done by being announced: told by the one who does them, they are of the day of his words.
_ANNOUNCED: frozenset[Kind] = frozenset({
    "expulsion", "recall", "sanction", "appointment", "cancellation", "postponement", "demand", "accusation", "threat",
    "praise", "rejection", "denial", "proposal", "agreement", "invitation", "concession",
})  # fmt: skip


_DECREED: frozenset[Kind] = frozenset(
    {"expulsion", "recall", "sanction", "appointment", "cancellation", "postponement"}
)
_BROKEN: frozenset[Status] = frozenset({"cancelled", "postponed", "did_not_occur", "rescheduled", "in_doubt"})
# What stands so is not of a day that is over, but the word that governs it may be ("invited him on Monday to visit").
_AHEAD: frozenset[Status] = frozenset({"scheduled", "tentative", "invited"})
_EDGES = frozenset({"sideline", "sidelines", "margin", "margins", "fringe", "fringes"})
_HAD = frozenset({"had", "'d", "’d"})


def read_tellings(scene: Scene, cast: Cast, times: Sequence[TimeMention], speech: Sequence[Speech]) -> list[Telling]:
    """Every place where the report tells of an event, in text order."""
    by_sentence: dict[int, list[TimeMention]] = {}
    for time in times:
        by_sentence.setdefault(time.sentence, []).append(time)
    hosts = hosts_of(cast)
    found: list[Telling] = []
    for sentence in scene.analysis.sentences:
        if not sentence.analysed or sentence.section not in REPORTING:
            continue
        words = Words(sentence, cast)
        hits = [hit for hit in find_hits(words, cast) if not _is_no_fact(words, cast, hit)]
        hits = [hit for hit in hits if not is_hollow(words, cast, hit, hits)]
        for hit in (*hits, *find_constructions(words, cast, hits)):
            telling = _telling(scene, cast, hit, by_sentence.get(sentence.index, []), speech, hosts)
            if telling is not None:
                found.append(telling)
        found += read_anaphors(scene, words, by_sentence.get(sentence.index, ()), speech, found)
    found = [one for one in found if not _is_in_his_words(one, found)]
    found += read_utterances(scene, cast, speech, found)
    return overtaken(settled_beside(scene, [as_speech(scene, cast, speech, one) for one in found]))


def _is_no_fact(words: Words, cast: Cast, hit: Hit) -> bool:
    return is_play(words, hit) or is_private(words, cast, hit) or is_fiction(words, hit.head)


def _telling(
    scene: Scene, cast: Cast, hit: Hit, times: Sequence[TimeMention], speech: Sequence[Speech], hosts: Mapping[str, str]
) -> Telling | None:
    words, sentence = hit.words, hit.words.sentence
    above = words.tokens[hit.head].head
    if not hit.trigger.verb and above >= 0 and words.tokens[above].lemma in _EDGES:
        return None  # "met on the sidelines of the summit": that is where, not what
    if hit.trigger.verb and _is_instead(words, hit.head):
        return None
    around = speaker_at(speech, sentence.index, hit.head)
    time = time_of(hit, times, around)
    if is_remembered(words, hit.head):  # "marked on Friday the anniversary of the attack of 1939"
        time = next((one for one in times if hit.head in words.sentence.ancestors(one.head) and one.is_date), None)
    when = when_of(scene, time) if not is_behind(words, hit.head) else None
    around = around or _goes_on(words, hit, speech)
    past: When | None = None
    place = place_of(scene, cast, hit, scene.article.place)
    if place is not None and around is not None and _is_of_saying(around, sentence.index, words, place):
        place = None
    actors, recipients = sides_of(cast, hit, hosts)
    status, certainty = hit.outlook.status, hit.outlook.certainty
    if status is None and hit.trigger.kind == "exercise" and is_to_end(words, hit.head):
        status, certainty = "in_doubt", "PS+"  # "would stop its exercises": those still to come
    if when is not None and scene.day is not None and (span := days(when.value)) is not None:
        if status in ("occurred", "ongoing") and span[0] > scene.day:
            if hit.trigger.verb and not hit.outlook.present:
                when = None  # what is told as past is not of a day to come
            else:
                status, certainty = "scheduled", "CT+"
        elif status in _AHEAD and span[1] < scene.day and not hit.outlook.lapsed and around is None:
            past, when = when, None
        elif status is None and not hit.trigger.verb and not _is_meant_only(words, hit.head):
            status, certainty = (
                ("scheduled", "CT+")
                if span[0] > scene.day
                else ("occurred", "CT+")
                if span[1] < scene.day
                else (None, "Uu")
            )
    if not hit.trigger.verb and status == "proposed":
        own = earlier_outlook(words, hit.head)  # "to discuss the summit, tentatively scheduled for June 12"
        if own.status in ("tentative", "scheduled", "confirmed"):
            status, certainty = own.status, own.certainty
    if status == "scheduled" and _is_hedged(words, hit):
        status, certainty = "tentative", "PR+"
    if status in ("tentative", "scheduled") and hit.trigger.kind in _DECREED and _is_resolved_on(words, hit):
        status, certainty = "occurred", "CT+"  # "voted to suspend aid": done by being decided
    if status == "ongoing" and hit.trigger.kind in _DECREED and hit.trigger.verb:
        status, certainty = "occurred", "CT+"  # "are sending home four diplomats": done by being announced
    source = around.statement.source.entity if around is not None else None
    if status == "scheduled" and hit.trigger.kind in _DECREED and is_announcer(cast, source, actors):
        status, certainty = "occurred", "CT+"
    earlier: tuple[Stage, ...] = ()
    as_planned = status == "did_not_occur" and _is_as_planned(hit)
    if hit.outlook.lapsed or as_planned:
        earlier = (Stage("scheduled", when.value if when is not None else None),)
    elif status in ("cancelled", "did_not_occur", "scheduled") and _was_invited(words, hit):
        earlier = (Stage("invited", when.value if when is not None else None),)
    elif not hit.trigger.verb and (status in _BROKEN or was_turned(words, hit) or is_open_turn(words, hit)):
        earlier = tuple(stages_before(scene, words, hit, times, when))
        if len(earlier) > 1 and when is not None and when.value in {stage.when for stage in earlier}:
            when = None  # the days are those of the stages
    later: tuple[Stage, ...] = ()
    if status in _BROKEN | _AHEAD and (hit.trigger.verb or hit.outlook.word >= 0):
        governor = hit.head if hit.trigger.verb else hit.outlook.word
        later = tuple(stages_after(scene, hit, times, governor))
    by: tuple[str, ...] = ()
    as_of = None
    verb = hit.head if hit.trigger.verb else hit.outlook.word
    had = verb >= 0 and any(words.tokens[i].text.lower() in _HAD for i in words.group(verb))
    back = had or _is_after(words, verb, status)
    if around is not None and back:  # "said that they had been postponed" is "are postponed", told by somebody
        back = words.tokens[verb].relation in ("advcl", "acl:relcl")
    if hit.outlook.word >= 0 and hit.outlook.subject == "by":
        by = tuple(e for head in subjects_of(words, hit.outlook.word) for e in entities_at(words, cast, head))
        dated = [
            one for one in times if one.is_date and one.time.value and words.tokens[one.head].head == hit.outlook.word
        ]
        put_to = next((one for one in dated if is_new_day(words, one, moved=status == "rescheduled")), None)
        if put_to is not None and status in ("postponed", "rescheduled"):
            status, when = "rescheduled", when_of(scene, put_to)  # "was put off until June"
            as_of = next((one.time.value for one in dated if one is not put_to and one.time.value), None)
        elif dated:
            as_of, when = dated[0].time.value, None if when is not None and when.value == dated[0].time.value else when
    moved = next((pair for one in times if (pair := moved_days(words, one)) is not None), None)
    if moved is not None and status in ("postponed", "rescheduled"):
        span_of = next(one for one in times if moved_days(words, one) is not None)
        when = When(moved[1], scene.cite((span_of.time.start, span_of.time.end)))
        status, as_of, earlier = "rescheduled", None, (Stage("scheduled", moved[0]),)
    if hit.outlook.word >= 0 and status == "scheduled" and matching(words, "announced", hit.outlook.word) is not None:
        as_of, when = announced_on(scene, hit, times, when)
    if when is None and status == "cancelled" and earlier:
        when = earlier[-1].day  # what is called off was to be on the day that it was set for
    if status == "proposed" and (asked := _day_of_asking(hit, times)) is not None:
        as_of, when = asked.time.value, None  # "proposed the meeting on Thursday": it was proposed then
    if (
        when is None
        and status == "occurred"
        and scene.day is not None
        and not back
        and is_of_the_day(scene, words, hit)
    ):
        # an entry of a live blog tells of its own day, unless it says otherwise
        when = When(scene.day.isoformat(), scene.cite(words.tokens[0].span))
    taking = {entity for one in (*actors, *recipients) for entity in one.entities}
    bodies = taking and all(one in cast.entities and cast.entities[one].sector == "IGO" for one in taking)
    if len(taking) < 2 and by and not bodies and hit.trigger.kind in TALKS | {"signing"}:
        # who calls off a meeting was to take part
        subjects = (one for head in subjects_of(words, hit.outlook.word) for one in fill(words, cast, head))
        actors = (*(one for one in subjects if one.entities and not taking & set(one.entities)), *actors)
    if around is not None and not actors and not hit.trigger.frame.symmetric:
        actors = decider(cast, hit, around)
    if around is not None:
        said = around.statement.when
        announced = when is None and not back and hit.trigger.kind in _ANNOUNCED and status == "occurred"
        if said is not None and announced and is_announcer(cast, source, actors):
            when = said
        as_of = as_of or (said.value if said is not None and not back else None)
    return Telling(
        kind=hit.trigger.kind,
        symmetric=hit.trigger.frame.symmetric,
        sentence=sentence.index,
        paragraph=sentence.paragraph,
        headline=sentence.section == "headline",
        trigger=Span(words.tokens[hit.first].start, words.tokens[hit.end - 1].end),
        lemma=words.tokens[hit.head].lemma,
        verbal=hit.trigger.verb,
        definite=as_planned
        or words.tokens[words.phrase_start(hit.head)].lemma in ("the", "this", "that")
        or words.tokens[words.phrase_start(hit.head)].tag in ("PRP$", "WP$")
        or (not hit.trigger.verb and bool(words.kids_as(hit.head, "nmod:poss"))),
        again=_is_again(hit),
        actors=actors,
        recipients=recipients,
        status=status,
        certainty=certainty if status is not None else "Uu",
        by=by,
        earlier=earlier,
        later=later,
        back=back,
        lapsed=hit.outlook.lapsed,
        when=when,
        past=past,
        place=place,
        as_of=as_of,
        speech=around,
        voices=_voices(cast, around),
        hit=hit,
    )


def _is_instead(words: Words, verb: int) -> bool:
    """ "chose to talk rather than resist", "instead of attacking": what was not done."""
    first = min((*words.group(verb), verb))
    before = [token.text.lower() for token in words.tokens[max(0, first - 2) : first]]
    return before in (["rather", "than"], ["instead", "of"])


def _is_in_his_words(one: Telling, found: Sequence[Telling]) -> bool:
    """ "condemned what it called aggression": one act, told by its own verb and by the words that he used."""
    if one.hit is None or not one.verbal:
        return False
    words = one.hit.words
    if all(words.tokens[i].text.lower() != "what" for i in words.kids[one.hit.head]):
        return False
    return any(
        other is not one and other.verbal and other.sentence == one.sentence and other.kind == one.kind
        and {e for f in other.actors for e in f.entities} >= {e for f in one.actors for e in f.entities}
        for other in found
    )  # fmt: skip


def _is_of_saying(speech: Speech, sentence: int, words: Words, place: Place) -> bool:
    """ "In Washington, Biden said he would talk to him": where he said so, not where they would talk."""
    at = words.sentence.at(place.evidence.start) if place.evidence is not None else None
    if at is None or speech.sentence != sentence or not speech.cue_token >= 0 or at > speech.cue_token:
        return False
    return not any(s == sentence and first <= at < last for s, first, last in speech.tokens)


def _is_resolved_on(words: Words, hit: Hit) -> bool:
    """ "decided to expel", "has voted to widen its blacklist": by the one who does it, and told as past."""
    governor = hit.outlook.word
    if not hit.trigger.verb and governor >= 0:  # "voted to impose sanctions"
        governor = words.tokens[governor].head if words.tokens[governor].relation == "xcomp" else -1
    if governor < 0 or words.tokens[governor].lemma not in ("decide", "vote", "choose"):
        return False
    past = words.tokens[governor].tag in ("VBD", "VBN")
    return past and verb_outlook(words, governor).status == "occurred"


def _is_after(words: Words, verb: int, status: Status | None) -> bool:
    """ "will travel there on March 28, after he put off his visit": what was broken off before is set anew."""
    if verb < 0 or status not in _BROKEN or words.tokens[verb].relation != "advcl":
        return False
    plan = words.tokens[verb].head  # "will not be held after they put them off" sets nothing anew
    around = {words.tokens[i].lemma for i in (*words.group(plan), *words.kids[plan])} if plan >= 0 else set()
    ahead = "will" in around and not around & {"not", "n't", "never", "no"}
    return ahead and any(words.tokens[i].text.lower() == "after" for i in words.kids_as(verb, "mark"))


def _is_meant_only(words: Words, noun: int) -> bool:
    """ "had planned to widen its sanctions on Monday": a day of what was meant to be done is no day of the noun."""
    verb = words.tokens[noun].head
    return verb >= 0 and words.tokens[verb].tag == "VB" and any(words.tokens[i].tag == "TO" for i in words.group(verb))


def _day_of_asking(hit: Hit, times: Sequence[TimeMention]) -> TimeMention | None:
    """The day of a past "proposed" whose object is the event."""
    words, verb = hit.words, hit.outlook.word
    if hit.trigger.verb or verb < 0 or words.tokens[verb].tag != "VBD" or words.tokens[hit.head].head != verb:
        return None
    return next((one for one in times if one.is_date and words.tokens[one.head].head == verb), None)


def _is_as_planned(hit: Hit) -> bool:
    """ "would not meet on Thursday as planned": what does not come about had been set."""
    after = [token.text.lower() for token in hit.words.tokens[hit.end :]]
    return any(pair in pairwise(after) for pair in (("as", "planned"), ("as", "scheduled")))


def _was_invited(words: Words, hit: Hit) -> bool:
    """ "withdrew an invitation for him to visit", "accepted one to meet": until then he was invited."""
    above, answer = words.tokens[hit.head].head, hit.outlook.word
    if not hit.trigger.verb or above < 0 or answer < 0:
        return False
    return words.tokens[above].lemma in ("invitation", "invite") and words.tokens[above].head == answer


def _is_hedged(words: Words, hit: Hit) -> bool:
    """Is the day named with a hedge: "tentatively scheduled for June 12"?"""
    around = words.tokens[max(0, hit.first - _NEAR) : hit.end + _NEAR + 6]
    return any(token.text.lower() in ("tentatively", "provisionally") for token in around)


def _goes_on(words: Words, hit: Hit, speech: Sequence[Speech]) -> Speech | None:
    """ "…, he said. Rubio and Lavrov would speak by phone": a plan told with "would" is still his who spoke before."""
    sentence = words.sentence
    if not hit.trigger.verb or all(words.tokens[i].text.lower() != "would" for i in words.group(hit.head)):
        return None
    if any(one.sentence == sentence.index for one in speech):
        return None
    before = [one for one in speech if one.sentence == sentence.index - 1 and one.cue_token >= 0]
    return before[-1] if before and before[-1].statement.source.entity is not None else None


def _is_again(hit: Hit) -> bool:
    words, tokens = hit.words, hit.words.tokens
    if hit.trigger.verb:
        return any(tokens[i].lemma == "again" for i in words.kids[hit.head])
    first = words.phrase_start(hit.head)
    return any(
        tokens[i].lemma in ("second", "third", "fourth", "another", "new", "next", "further")
        for i in range(first, hit.head)
    )


def _voices(cast: Cast, speech: Speech | None) -> tuple[Voice, ...]:
    """Who carries it: the source of the speech around it, then those through whom his words came."""
    if speech is None:
        return ()
    statement = speech.statement
    source = statement.source.entity
    voices: list[Voice] = []
    if source is not None:
        outlet = cast.entities[source].kind == "outlet" if source in cast.entities else False
        voices.append(Voice("reporter" if outlet or statement.act == "report" else "source", source, statement.cue))
    voices += [voice for voice in statement.voices if voice.role != "outlet"]
    return tuple(dict.fromkeys(voices))
