"""Live blogs: entries that begin with a time of day, or a page that calls itself live, tell of their own day."""

from __future__ import annotations

import re

from dateline.analysis import Sentence
from dateline.reading.events.triggers import Hit
from dateline.reading.events.words import Words
from dateline.reading.frame import Scene

_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}(am|pm)?$")
_LIVE = re.compile(r"\b(live|as it happened|live updates|live blog|minute by minute)\b", re.IGNORECASE)


def is_of_the_day(scene: Scene, words: Words, hit: Hit) -> bool:
    """Is what is told as done, without a day of its own, of the day of the report?

    In an entry that begins with a time ("18:25 GMT — Putin told …") it is; on a page that says it is live, what is told
    in the present or in the perfect ("has cancelled").
    """
    if in_entry(scene, words.sentence):
        return True
    perfect = hit.trigger.verb and any(words.tokens[i].text.lower() in ("has", "have") for i in words.group(hit.head))
    return (hit.outlook.present or perfect) and words.sentence.section == "body" and _is_live(scene)


def in_entry(scene: Scene, sentence: Sentence) -> bool:
    """Does the paragraph of the sentence begin with a time of day?"""
    opening = next((s for s in scene.analysis.sentences if s.paragraph == sentence.paragraph), sentence)
    return bool(opening.tokens) and _CLOCK.match(opening.tokens[0].text) is not None


def _is_live(scene: Scene) -> bool:
    return _LIVE.search(scene.article.headline or "") is not None
