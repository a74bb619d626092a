"""Words of politics that tell of none: of sport, film and business ("Spain beat Italy"), of what is published."""

from __future__ import annotations

import re

from dateline import lexicon
from dateline.reading.events.candidates import object_lemmas
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NOUN, SUBJECT
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.record import Kind

# Kinds whose words are at home in sport as well; nobody is expelled, sanctioned or killed there.
_BORROWED: frozenset[Kind] = frozenset({
    "accusation", "withdrawal", "agreement", "rejection", "praise", "demand", "concession", "threat", "signing",
    "cooperation", "release", "appointment", "resignation", "meeting", "invitation", "denial",
})  # fmt: skip
_PUBLISHED = frozenset({
    "video", "videotape", "tape", "footage", "recording", "film", "clip", "audio", "photo", "photograph", "picture",
    "image", "statement", "report", "document", "data", "figure", "name", "list", "detail", "result", "finding",
    "letter", "transcript", "album", "book", "survey", "copy", "text", "version", "information",
})  # fmt: skip
_BLOWS = frozenset({
    "hunt", "bombard", "hit", "beat", "attack", "storm", "strike", "pummel", "hammer", "blitz", "target", "fight",
    "battle", "down", "wound", "maul", "rout", "raid", "batter", "sink", "blast", "clash", "crush", "demolish",
    "defeat", "overcome", "thrash", "trounce", "humiliate",
})  # fmt: skip

_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_RIDDEN = frozenset({"plane", "flight", "train", "bus", "aircraft", "jet", "airliner", "helicopter", "ferry"})
_STRUCK = frozenset({"tone", "note", "balance", "chord", "pose", "blow", "compromise", "stance", "posture"})
_FOUND = frozenset({"oil", "gold"})  # bare: "struck oil", not "struck oil depots"
_SCORE_WITHIN = 4  # words after the verb: "destroyed England 4-1"; any other figures are of a vote
_HUNG = frozenset({"portrait", "painting", "flag", "banner", "poster", "sign", "wreath", "effigy", "head"})
_TEAMS = frozenset({"England", "Wales", "Scotland"})  # no army is theirs
_BEATEN = frozenset({"rout", "beat", "trounce", "crush", "hammer", "defeat", "thrash"})
_POLLS = frozenset({"election", "vote", "poll", "ballot", "runoff", "run-off", "primary", "referendum", "by-election"})


def is_play(words: Words, hit: Hit) -> bool:
    """Is the hit told in a sentence of sport, film or business in which nothing political stands?"""
    if hit.trigger.kind == "release" and hit.trigger.verb and object_lemmas(words, hit.head, hit.end) & _PUBLISHED:
        return True  # "released a videotape of the hostage" frees nobody
    spoken = hit.trigger.kind == "call" and words.tokens[hit.head].lemma == "speak"
    if spoken and any(i > hit.head and words.tokens[i].tag in NOUN for i in words.objects(hit.head)):
        return True  # "speak a language close to Turkish"
    if words.tokens[hit.head].lemma == "strike" and _is_of_speech(words, hit):
        return True  # "struck a softer tone"
    if words.tokens[hit.head].lemma == "board" and object_lemmas(words, hit.head, hit.end) & _RIDDEN:
        return True  # "boarded a plane for Nigeria"
    if words.tokens[hit.head].lemma in _BEATEN and _is_at_the_polls(words, hit.head):
        return True  # "which routed Fatah in parliamentary elections"
    if words.tokens[hit.head].lemma == "hang" and object_lemmas(words, hit.head, hit.end) & (_PUBLISHED | _HUNG):
        return True  # "hanged a picture of de Gaulle"
    if hit.trigger.kind == "assault" and hit.trigger.verb and _is_by_team(words, hit.head):
        return True
    close = words.tokens[hit.end : hit.end + _SCORE_WITHIN]
    if hit.trigger.kind == "assault" and any(_SCORE.fullmatch(token.text) for token in close):
        return True
    blow = hit.trigger.kind == "assault" and words.tokens[hit.head].lemma in _BLOWS
    if not blow and hit.trigger.kind not in _BORROWED:
        return False
    known = words.known.setdefault("play", {})
    if 0 not in known:
        known[0] = _is_of_play(words)
    return bool(known[0])


def _is_by_team(words: Words, verb: int) -> bool:
    """ "England battle France", "Spain demolished Ireland": a team, or a state that is torn down as a house is."""
    tokens = words.tokens
    if any(tokens[i].text in _TEAMS for i in words.kids_as(verb, *SUBJECT)):
        return True
    torn = tokens[verb].lemma in classes()["tearing"]
    objects = (lexicon.find_state(tokens[i].text) for i in words.objects(verb)) if torn else ()
    return any(one is not None and one.form == "name" for one in objects)


def _is_of_speech(words: Words, hit: Hit) -> bool:
    objects = words.objects(hit.head)
    bare = [i for i in objects if words.tokens[i].lemma in _FOUND and not words.kids[i]]
    return bool(bare or object_lemmas(words, hit.head, hit.end) & _STRUCK)


def _is_at_the_polls(words: Words, verb: int) -> bool:
    """In an election, not before or after one."""
    told = [*words.obliques(verb), *(one for i in words.objects(verb) for one in words.obliques(i))]
    return any(case in ("in", "at") and words.tokens[i].lemma in _POLLS for case, i in told)


def _is_of_play(words: Words) -> bool:
    play, politics = classes()["sport"], lexicon.institutions()
    lemmas = {token.lemma for token in words.tokens if token.tag in NOUN}
    if not lemmas & play:
        return False
    texts = {token.text.lower() for token in words.tokens if token.tag in NOUN}
    return not (texts & politics.keys() or (lemmas | texts) & lexicon.titles().keys())
