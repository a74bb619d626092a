"""Through whom words came: outlets that relay or report, media, documents, hearers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.analysis import Token
from dateline.reading.frame import Cast, Reference, Scene
from dateline.reading.statements.cues import Cues
from dateline.reading.statements.frames import Frame
from dateline.reading.statements.phrases import NOUNS
from dateline.reading.statements.sources import SPEECHLESS, Phrase
from dateline.record import Evidence, Participant, Voice

_THROUGH = frozenset({"in", "on", "via", "at", "by", "through", "during"})
_PERSONS = ("man", "woman", "men", "people", "person", "ist", "ian", "crat", "eer")
_GIVEN_TO = frozenset({"interview", "comment", "comments", "remark", "remarks"})
_PERSONAL = frozenset({"person", "group"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: a participant, the reference it was read from, and what sort of speaker it is."""

    who: Participant
    reference: Reference | None
    is_outlet: bool = False
    is_document: bool = False


def speaker(scene: Scene, cast: Cast, sentence: int, phrase: Phrase, cues: Cues) -> Speaker | None:
    """The entity or the words that this phrase names as a speaker; None if it cannot speak ("we", "nothing")."""
    tokens = scene.sentence(sentence).tokens
    head = tokens[phrase.head]
    reference = named(scene, cast, sentence, phrase, cues)
    lemmas = {tokens[i].lemma for i in range(phrase.first, phrase.last) if tokens[i].tag in NOUNS}
    if head.lemma in SPEECHLESS and reference is None:
        return None
    if (reference is None or not reference.entities) and not _can_speak(head, lemmas, cues):
        return None
    if head.lemma in cues.deeds and (reference is None or reference.form != "name"):
        return None
    entity = None
    if reference is not None and reference.entities:
        entity = cast.entities[reference.entities[0]]
    is_outlet = entity.kind == "outlet" if entity is not None else bool(lemmas & cues.outlets) or _is_agency(tokens, phrase)
    if entity is not None and entity.kind in ("organisation", "group", "other") and head.lemma in cues.outlets:
        is_outlet = True
    if entity is not None and entity.kind == "state" and head.lemma in cues.outlets:  # "Iranian state media"
        entity, reference, is_outlet = None, None, True
    is_document = head.lemma in cues.documents and (entity is None or entity.kind in ("other", "group")) and not is_outlet
    if entity is not None and entity.kind == "place" and reference is not None and reference.form == "name":
        return None
    evidence = _evidence(scene, sentence, phrase, reference)
    who = Participant(entity.id if entity is not None else None, evidence)
    return Speaker(who, reference, is_outlet, is_document)


def _can_speak(head: Token, lemmas: set[str], cues: Cues) -> bool:
    """May words that stand for no known entity speak: a name, "he", "an official"? Not "it", "a recipe"."""
    if head.tag in ("PRP", "WP") or head.lemma in ("he", "she", "they", "who"):
        return head.lemma != "it"
    if head.tag in ("NNP", "NNPS") or head.text[:1].isupper():
        return True
    known = cues.speakers | cues.outlets | cues.documents
    return bool(lemmas & known) or head.lemma in known or head.lemma.endswith(_PERSONS)


def _is_agency(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """ "the Anadolu news agency": an agency of news, and not one of spies."""
    before = [tokens[i].lemma for i in range(phrase.first, phrase.head)]
    return tokens[phrase.head].lemma == "agency" and bool({"news", "press", "state-run", "wire"} & set(before))


def named(scene: Scene, cast: Cast, sentence: int, phrase: Phrase, cues: Cues) -> Reference | None:
    """The reference that this phrase is: the one at its head, else the name that ends it or that explains it."""
    at_head = cast.at(sentence, phrase.head)
    if at_head is not None and at_head.entities and phrase.first <= at_head.first and at_head.last <= phrase.last + 1:
        return at_head
    for first, last in ((phrase.first, phrase.last), phrase.apposition):
        for one in cast.within(sentence, first, last):
            personal = len(one.entities) == 1 and cast.entities[one.entities[0]].kind in _PERSONAL
            # "a spokesman for May": a name after a preposition is somebody else
            at_end = one.last == last or first == phrase.apposition[0] and one.first <= first + 1
            if personal and at_end and not _follows_preposition(scene, one):
                return one
    tokens = scene.sentence(sentence).tokens
    if {tokens[phrase.head].lemma, tokens[phrase.last - 1].lemma} & (cues.outlets | {"agency", "service"}):
        for one in cast.within(sentence, phrase.first, phrase.last):
            if one.entities and cast.entities[one.entities[0]].kind == "outlet":
                return one
    return at_head


def _follows_preposition(scene: Scene, one: Reference) -> bool:
    tokens = scene.sentence(one.sentence).tokens
    return one.first > 0 and tokens[one.first - 1].tag in ("IN", "TO", "POS", "CC")


def _evidence(scene: Scene, sentence: int, phrase: Phrase, reference: Reference | None) -> Evidence:
    if reference is not None and reference.entities:
        return scene.cite(reference.span)
    return scene.cite_tokens(sentence, phrase.first, phrase.last)


def owner(scene: Scene, cast: Cast, sentence: int, phrase: Phrase, cues: Cues) -> Speaker | None:
    """Whose document this is: "Kim's letter", "a statement from Downing Street", "a tweet of the spokesman"."""
    for reference in cast.within(sentence, phrase.first, phrase.last):
        if not reference.first <= phrase.head < reference.last:
            return speaker(scene, cast, sentence, Phrase(reference.first, reference.last, reference.head), cues)
    return None


def medium(scene: Scene, cast: Cast, frame: Frame, cues: Cues) -> tuple[Voice, ...]:
    """The channels that a cue clause names: "wrote on X", "in a letter", "tweeted"."""
    sentence = scene.sentence(frame.sentence)
    found: list[Voice] = []
    if frame.cue.lemma in ("tweet", "retweet"):
        found.append(Voice("medium", None, scene.cite_tokens(frame.sentence, frame.first, frame.last)))
    for adjunct in frame.adjuncts:
        words = {sentence.tokens[i].lemma for i in range(adjunct.first + 1, adjunct.last)}
        if words & cues.media and sentence.tokens[adjunct.first].lemma in _THROUGH:
            reference = cast.at(frame.sentence, adjunct.head)
            entity = reference.entities[0] if reference is not None and len(reference.entities) == 1 else None
            cue = scene.cite_tokens(frame.sentence, adjunct.first, adjunct.last)
            if entity is not None and cast.entities[entity].kind in ("person", "state", "place"):
                entity = None
            found.append(Voice("medium", entity, cue))
    return tuple(found)


def _is_occasion(scene: Scene, sentence: int, phrase: Phrase, cues: Cues) -> bool:
    """Is it no one but an occasion that is told ("told a news conference")?"""
    tokens = scene.sentence(sentence).tokens
    words = " ".join(token.lemma for token in tokens[max(phrase.first, phrase.head - 1) : phrase.head + 1])
    return words in cues.media or tokens[phrase.head].lemma in cues.media


def hearers(scene: Scene, cast: Cast, frame: Frame, cues: Cues) -> tuple[tuple[Participant, ...], tuple[Voice, ...]]:
    """Who is told, and the outlets among them (and those that gave the interview), which pass the words on."""
    heard: list[Participant] = []
    relays: list[Voice] = []
    cue = scene.cite_tokens(frame.sentence, frame.first, frame.last)
    for phrase in frame.hearers:
        found = speaker(scene, cast, frame.sentence, phrase, cues)
        if found is None or (found.who.entity is None and _is_occasion(scene, frame.sentence, phrase, cues)):
            continue
        heard.append(found.who)
        if found.is_outlet:
            relays.append(Voice("relay", found.who.entity, cue))
    tokens = scene.sentence(frame.sentence).tokens
    words = {tokens[i].lemma for one in frame.adjuncts for i in range(one.first, one.last)}
    for adjunct in frame.adjuncts if words & _GIVEN_TO else ():
        for reference in cast.within(frame.sentence, adjunct.first, adjunct.last):
            if reference.entities and cast.entities[reference.entities[0]].kind == "outlet":
                relays.append(Voice("relay", reference.entities[0], scene.cite_tokens(frame.sentence, adjunct.first, adjunct.last)))
    return tuple(heard), tuple(relays)
