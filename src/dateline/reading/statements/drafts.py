"""Statements in the making, and how those of one sentence hang together: who passes on, reports or cites whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dateline.analysis import Sentence
from dateline.lexicon import gender_of_name
from dateline.reading.frame import Cast, Scene
from dateline.reading.statements.clauses import Frame
from dateline.reading.statements.cues import Cues, english
from dateline.reading.statements.links import CARRIED, CITES
from dateline.reading.statements.phrases import STOPS
from dateline.reading.statements.sources import shared_subject, subject
from dateline.reading.statements.voices import Speaker, owner, speaker
from dateline.record import Participant, Span, Voice, VoiceRole, When

_BODIES = frozenset({"state", "organisation", "outlet", "group"})
_SUBJECTS = ("nsubj", "nsubj:pass")
_COVERS = 0.6  # an inner statement that fills so much of an outer one is what the outer one passes on


@dataclass(slots=True)
class Draft:
    """A statement in the making. `frame` is None for a quotation without a cue."""

    sentence: int
    frame: Frame | None
    speaker: Speaker
    parts: list[Span]
    addressees: tuple[Participant, ...] = ()
    voices: list[Voice] = field(default_factory=list)
    when: When | None = None
    is_order: bool = False
    is_verbatim: bool = False  # after a colon: direct, with marks or without
    dropped: bool = False

    @property
    def size(self) -> int:
        """Characters of its content."""
        return sum(part.end - part.start for part in self.parts)

    def holds(self, scene: Scene, inner: Draft) -> bool:
        """Does the cue of `inner` stand in the content of this one?"""
        if inner.frame is None:
            return False
        at = scene.sentence(inner.sentence).tokens[inner.frame.verb].start
        return any(part.start <= at < part.end for part in self.parts)


def nest(scene: Scene, drafts: Sequence[Draft]) -> None:
    """A statement whose content is another statement passes that one on: "Merkel told reporters, Anadolu reported".

    An agency that reports what a minister said says nothing of its own; a minister who tells of it does.
    """
    for outer in drafts:
        if outer.frame is None:
            continue
        reporters = [voice for voice in outer.voices if voice.role == "reporter"]  # "…, DR reported, citing an aide"
        relays = outer.speaker.is_outlet or "whole" in outer.frame.cue.takes or bool(reporters)
        passed = 0  # characters of what it passes on
        for inner in drafts:
            if inner is outer or inner.dropped or not outer.holds(scene, inner):
                continue
            if inner.frame is not None and inner.frame.cue.takes == {"clause"}:
                inner.dropped = True  # "he said many Americans believe that …": thought, not speech
                continue
            covered = _clause_size(scene, inner) >= _COVERS * outer.size
            if not (covered or relays):
                continue
            if not relays and outer.speaker.who.entity is not None and _is_same(outer, inner):
                inner.dropped = True  # "he said he hopes that …": one statement
                continue
            cue = scene.cite_tokens(outer.sentence, outer.frame.first, outer.frame.last)
            role: VoiceRole = "relay" if relays and not reporters else "source"
            inner.voices.append(Voice(role, outer.speaker.who.entity, cue))
            others = [voice for voice in outer.voices if voice.role != "source"]
            inner.voices += [replace(one, role="relay") if one in reporters else one for one in others]
            passed += _clause_size(scene, inner)
            outer.dropped = outer.dropped or (relays and passed >= _COVERS * outer.size)


def _is_same(outer: Draft, inner: Draft) -> bool:
    """Does somebody tell what he himself hopes, fears or holds?"""
    if outer.frame is None or inner.frame is None or not 0 <= inner.frame.left - outer.frame.right <= 1:
        return False
    return outer.speaker.who.entity == inner.speaker.who.entity and inner.addressees == ()


def _clause_size(scene: Scene, draft: Draft) -> int:
    """Characters of a statement and of its cue clause."""
    if draft.frame is None:
        return draft.size
    tokens, frame = scene.sentence(draft.sentence).tokens, draft.frame
    return draft.size + tokens[max(frame.right, frame.verb + 1) - 1].end - tokens[min(frame.left, frame.verb)].start


def cite(scene: Scene, cast: Cast, frames: Sequence[Frame], drafts: Sequence[Draft], cues: Cues) -> None:
    """Whom an outlet cites is the source, the outlet the reporter; an outlet by which somebody is quoted is a relay."""
    for frame in frames:
        if frame.cue not in (CITES, CARRIED) or frame.source is None:
            continue
        who = speaker(scene, cast, frame.sentence, frame.source, cues)
        earlier = [draft for draft in drafts if draft.frame is not None and draft.frame.first < frame.first]
        if who is None:
            continue
        if frame.cue == CARRIED:
            carried = next((draft for draft in drafts if _is_carried(draft, frame)), None) or next(
                iter(earlier[-1:]), None
            )
            # "quoted by" anybody, but "seen by" or "published by" an outlet
            passes = who.is_outlet or scene.sentence(frame.sentence).tokens[frame.verb].lemma in ("quote", "cite")
            if carried is not None and passes:
                cue = scene.cite_tokens(frame.sentence, frame.first, frame.last)
                carried.voices.append(Voice("relay", who.who.entity, cue))
            continue
        outlet = next((draft for draft in [*reversed(earlier), *drafts] if draft.speaker.is_outlet), None) or next(
            (draft for draft in earlier if _cites(scene, cast, draft, frame)), None
        )
        if outlet is not None and outlet.frame is not None:
            cue = scene.cite_tokens(outlet.sentence, outlet.frame.first, outlet.frame.last)
            outlet.voices.append(Voice("reporter", outlet.speaker.who.entity, cue))
            outlet.speaker = who


def _cites(scene: Scene, cast: Cast, draft: Draft, frame: Frame) -> bool:
    """Is who cites an outlet that no list knows, by what it does: "According to Kommersant, citing two officials"?"""
    own, who = draft.frame, draft.speaker
    if own is None or own.cue.lemma not in ("according to", "report") or frame.first - own.right > 1:
        return False
    kind = cast.entities[who.who.entity].kind if who.who.entity is not None else None
    name = scene.sentence(draft.sentence).tokens[own.source.head].tag if own.source is not None else ""
    return kind in ("organisation", "other") or (kind is None and name in ("NNP", "NNPS"))


def _is_carried(draft: Draft, frame: Frame) -> bool:
    """Does "quoted by …" stand between a speaker and his cue ("The minister, quoted by Interfax, said")?"""
    own = draft.frame
    return own is not None and own.source is not None and own.source.last <= frame.first < own.first


def credit(scene: Scene, cast: Cast, sentence: Sentence, draft: Draft, cues: Cues, authors: dict[str, Speaker]) -> None:
    """A document does not speak: its owner does, or who hands it over; the document is the medium.

    `authors` remembers whose "the statement" is, by lemma.
    """
    frame = draft.frame
    if frame is None or frame.source is None:
        return
    phrase, tokens = frame.source, sentence.tokens
    # "a statement issued late on Friday by the Chinese side"
    stop = next((i for i in range(phrase.last, len(tokens)) if tokens[i].text in STOPS), len(tokens))
    stop = min(stop, frame.first) if frame.first >= phrase.last else stop
    lemma = tokens[phrase.head].lemma
    author = owner(scene, cast, sentence.index, replace(phrase, last=stop), cues)
    if author is None and tokens[phrase.first].tag in ("DT", "PRP"):
        author = authors.get(lemma)
    if author is None and frame.relative:  # "handed over a letter which said"
        above = next((i for i in sentence.ancestors(phrase.head) if tokens[i].tag.startswith("V")), None)
        giver = None if above is None else subject(sentence, above) or shared_subject(sentence, above)
        author = None if giver is None else speaker(scene, cast, sentence.index, giver, cues)
    if author is None:
        return
    authors[lemma] = author
    cue = scene.cite_tokens(sentence.index, phrase.first, phrase.last)
    draft.voices.append(Voice("medium", draft.speaker.who.entity, cue))
    draft.speaker = author


def remember(scene: Scene, draft: Draft, cues: Cues, authors: dict[str, Speaker]) -> None:
    """Who has spoken in a statement, a letter, a post is its author: "…, according to the statement"."""
    if draft.frame is None or draft.speaker.is_outlet:
        return
    tokens = scene.sentence(draft.sentence).tokens
    for phrase in draft.frame.adjuncts:
        lemma = tokens[phrase.head].lemma
        if lemma in cues.nouns["document"] and tokens[phrase.first].tag == "IN":
            authors[lemma] = draft.speaker


def resume(scene: Scene, cast: Cast, drafts: Sequence[Draft], draft: Draft) -> None:
    """Who goes on speaking where the cast could not tell, or cannot be right: "He added", "the official said".

    A pronoun means the last speaker, in its paragraph or, if it opens one, in the paragraph before; "the official" the
    last speaker of that noun. An entity must be among those that the cast thought of, if it thought of any. Nobody is
    called by name in his own words: in "Putin agreed at once, he said" it is somebody else who said so, and in "Asked
    whether Modi would go, he said" it is who was asked; but where a report has told of nobody else yet, it is he.
    """
    frame, reference = draft.frame, draft.speaker.reference
    if frame is None or frame.source is None:
        return
    sentence, who = scene.sentence(draft.sentence), draft.speaker.who
    words = sentence.tokens[frame.source.first : frame.source.last]
    if who.entity is not None:
        if (same := _who_spoke_of(scene, cast, drafts, draft)) is not None:
            draft.speaker = replace(same, who=Participant(same.who.entity, who.evidence))
            return
        if reference is None or reference.form == "name" or not _names(scene, cast, draft, who.entity):
            return
        who = Participant(None, who.evidence)
    before = [one for one in drafts if not one.dropped]
    if words[0].tag == "PRP" or draft.speaker.who.entity is not None:
        near = before[-1:]
        gap = sentence.paragraph - scene.sentence(near[0].sentence).paragraph if near else 2
        opens = not sentence.index or scene.sentence(sentence.index - 1).paragraph < sentence.paragraph
        near = near if gap == 0 or (gap == 1 and opens) else []
    elif words[0].text.lower() == "the" and words[-1].tag == "NN":
        near = [one for one in before if one.speaker.who.entity is None and _noun(scene, one) == words[-1].lemma][-1:]
        near = [one for one in near if {token.lemma for token in words[1:]} <= _words(scene, one)]
    else:
        return
    if not before and who.entity is None and (only := _alone(scene, cast, draft)) is not None:
        draft.speaker = replace(draft.speaker, who=Participant(only, who.evidence))
    candidates = reference.candidates if reference is not None else ()
    for one in near:
        entity = one.speaker.who.entity
        group = entity is not None and cast.entities[entity].kind == "group"
        if entity is None or group or not candidates or entity in candidates:
            evidence = who.evidence if entity is not None else one.speaker.who.evidence
            draft.speaker = replace(one.speaker, who=Participant(entity, evidence))


def body_before(scene: Scene, cast: Cast, drafts: Sequence[Draft], frame: Frame) -> Speaker | None:
    """The body, state or document that has just spoken, where "it" goes on: "The statement said … It added that"."""
    before = next((one for one in reversed(drafts) if not one.dropped), None)
    tokens = scene.sentence(frame.sentence).tokens
    if before is None or frame.source is None or tokens[frame.source.head].text.lower() != "it":
        return None
    here, there = scene.sentence(frame.sentence), scene.sentence(before.sentence)
    who = before.speaker
    entity = cast.entities[who.who.entity] if who.who.entity is not None else None
    speaks = entity.kind in _BODIES if entity is not None else who.is_document or who.is_outlet
    if not speaks or here.paragraph != there.paragraph or here.index > there.index + 1:
        return None
    evidence = scene.cite_tokens(frame.sentence, frame.source.head, frame.source.head + 1)
    return replace(who, who=Participant(entity.id, evidence)) if entity is not None else who


def _who_spoke_of(scene: Scene, cast: Cast, drafts: Sequence[Draft], draft: Draft) -> Speaker | None:
    """ "Prosor criticised Fidan. He wrote that …": who spoke goes on, not whom he spoke of."""
    reference, before = draft.speaker.reference, next((one for one in reversed(drafts) if not one.dropped), None)
    if draft.frame is None or before is None or reference is None or reference.form != "pronoun":
        return None
    here, there = scene.sentence(draft.sentence), scene.sentence(before.sentence)
    if here.index != there.index + 1 or here.paragraph != there.paragraph or reference.first > 0:
        return None
    mine, theirs = before.speaker.who.entity, draft.speaker.who.entity
    kinds = [cast.entities[one].kind for one in (mine, theirs) if one is not None]
    if here.tokens[0].text.lower() == "it" and _noun(scene, before) in english().nouns["document"]:
        return before.speaker  # "A UN report says Iran has stopped. It said …"
    if mine == theirs or kinds != ["person", "person"]:
        return None
    gender = gender_of_name(cast.entities[mine].name) if mine is not None else None
    fits = gender is None or gender == {"he": "m", "she": "f"}.get(here.tokens[0].text.lower(), gender)
    spoken_of = any(
        one.form == "name" and one.entities == (theirs,) and part.start <= one.span.start < part.end
        for one in cast.references
        for part in before.parts
    )
    return before.speaker if fits and spoken_of else None


def _names(scene: Scene, cast: Cast, draft: Draft, entity: str) -> bool:
    """Does a statement call this entity by name in its content, or in a question that it answers?"""
    frame, tokens = draft.frame, scene.sentence(draft.sentence).tokens
    asked = frame is not None and tokens[0].lemma == "ask" and tokens[0].tag[:1] == "V"
    for one in cast.references:
        inside = any(part.start <= one.span.start < part.end for part in draft.parts)
        question = asked and frame is not None and one.sentence == draft.sentence and one.last <= frame.left
        if (inside or question) and one.form == "name" and one.entities == (entity,):
            return True
    return False


def _alone(scene: Scene, cast: Cast, draft: Draft) -> str | None:
    """ "President X will visit Y, he said", at the top: who opens the sentence, if no other person did anything in the
    report before who could have said so."""
    here = scene.sentence(draft.sentence)
    opening = min(
        (one for one in cast.references if one.sentence == here.index), key=lambda one: one.last, default=None
    )
    named = [one for one in cast.references if one.sentence == here.index and one.form == "name"]
    first = min(named, key=lambda one: one.first, default=None)
    if opening is None or first is None or len(first.entities) != 1 or opening.entities not in ((), first.entities):
        return None
    entity = cast.entities[first.entities[0]]
    source = draft.frame.source if draft.frame is not None else None
    said = here.tokens[source.head].text.lower() if source is not None else ""
    gender = {"he": "m", "she": "f"}.get(said)
    if entity.kind != "person" or here.tokens[first.head].relation not in _SUBJECTS or gender is None:
        return None
    if gender_of_name(entity.name) not in (None, "", gender):
        return None
    for one in cast.references:
        acts = scene.sentence(one.sentence).tokens[one.head].relation in _SUBJECTS
        if one.sentence < draft.sentence and acts and one.entities != (entity.id,):
            others = (cast.entities[other] for other in one.entities or one.candidates if other in cast.entities)
            if any(other.kind in ("person", "group") for other in others):
                return None
    return entity.id


def _noun(scene: Scene, draft: Draft) -> str | None:
    """The noun of an unnamed speaker."""
    if draft.frame is None or draft.frame.source is None:
        return None
    return scene.sentence(draft.sentence).tokens[draft.frame.source.head].lemma


def _words(scene: Scene, draft: Draft) -> set[str]:
    """The words of who speaks, so that "the Tajik service" is not the Kyrgyz one that spoke before."""
    if draft.frame is None or draft.frame.source is None:
        return set()
    tokens, source = scene.sentence(draft.sentence).tokens, draft.frame.source
    return {token.lemma for token in tokens[source.first : source.last]}


def inherit(scene: Scene, drafts: Sequence[Draft]) -> None:
    """What somebody goes on to say in the same paragraph came through the same outlet ("told the BBC … He said …")."""
    ordered = sorted((draft for draft in drafts if not draft.dropped), key=lambda draft: draft.parts[0].start)
    for before, after in pairwise(ordered):
        same = before.speaker.who.entity is not None and before.speaker.who.entity == after.speaker.who.entity
        if not same or scene.sentence(before.sentence).paragraph != scene.sentence(after.sentence).paragraph:
            continue
        told_anew = after.frame is not None and bool(after.frame.hearers)
        if not told_anew and not any(voice.role in ("relay", "reporter") for voice in after.voices):
            after.voices += [voice for voice in before.voices if voice.role == "relay"]
