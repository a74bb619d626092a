"""The time expressions of a report, in text order, each with its value and the words it hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from dateline.analysis import Sentence
from dateline.reading.edtf import shifted
from dateline.reading.frame import Scene, TimeMention
from dateline.reading.times.calendars import interval, unit
from dateline.reading.times.patterns import rules_for, trimmed
from dateline.reading.times.resolve import resolve
from dateline.reading.times.resolved import Resolved
from dateline.reading.times.tense import Tense, calls_off, tense_at
from dateline.reading.times.words import month, words
from dateline.record import Time

_SPEAKER_DAY = frozenset({"tonight", "today", "this evening", "this morning", "this afternoon"})
_NO_MONTH_AFTER = frozenset({"NNP", "NNPS", "VB", "VBP"})
_OPENS_A_NOUN = frozenset({"DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "VBG"})
_REPORTED = frozenset({"would", "'d", "’d"})
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_THAT = re.compile(r"(?:that|the same) (week|month|year)")
_THAT_MONTH = re.compile(r"that ([a-z]+)\.?")
_YEAR = re.compile(r"\d{4}")
_FIRST_IN = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|seventh|\w+est|only|time|most)\b[^.,;]{0,80}$", re.IGNORECASE
)
_SETS = re.compile(r"(?:every|each|per)\s+$", re.IGNORECASE)


def read_times(scene: Scene) -> tuple[TimeMention, ...]:
    """Every date, interval and length of the report. Clock times, "recently" and "now" are none of them.

    Values are counted from `scene.day`; without it only what bears its own year has a value. In quoted words "tonight"
    is the day of speaking: the day told before them, if there is one in the paragraph or the one before.
    """
    found: list[TimeMention] = []
    for sentence in scene.analysis.sentences:
        if sentence.section != "byline":
            found.extend(_in_sentence(scene, sentence, found))
    return tuple(found)


def _in_sentence(scene: Scene, sentence: Sentence, before: list[TimeMention]) -> Iterator[TimeMention]:
    text = scene.article.text[sentence.start : sentence.end]
    taken: list[tuple[int, int]] = []
    kept: list[tuple[int, int, str, re.Match[str]]] = []
    for rule in rules_for(text):
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            quote = trimmed(match.group())
            start = end - len(quote)
            end -= _full_stop(sentence, end) if quote.endswith(".") else 0
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if _SETS.search(text[:start]) or not _holds(sentence, rule.name, start, end):
                continue
            taken.append((start, end))
            kept.append((start, end, rule.name, match))
    for start, end, name, match in sorted(kept, key=lambda one: one[0]):
        mention = _mention(scene, sentence, start, end, name, match, before)
        if mention is not None:
            yield mention


def _full_stop(sentence: Sentence, end: int) -> int:
    """1 if the last character is a full stop of its own rather than that of an abbreviation, else 0."""
    at = sentence.at(sentence.start + end - 1)
    return int(at is not None and sentence.tokens[at].text == ".")


def _tokens(sentence: Sentence, start: int, end: int) -> list[int]:
    first, last = sentence.start + start, sentence.start + end
    return [i for i, token in enumerate(sentence.tokens) if token.start < last and first < token.end]


def _holds(sentence: Sentence, rule: str, start: int, end: int) -> bool:
    """Is it a date, or the name of a person, a verb, a number of something?"""
    inside = _tokens(sentence, start, end)
    if not inside:
        return False
    tokens = sentence.tokens
    if rule in ("bare_month", "in_month"):
        word = tokens[inside[0]].text.lower().rstrip(".")
        covering = [name for name in sentence.names if name.first <= inside[0] < name.last]
        if any(one.kind == "PER" or (one.kind == "LOC" and one.last - one.first > 1) for one in covering):
            return False  # "Mar del Plata"
        if rule == "bare_month" and word in words("month trap"):
            return bool(inside[0]) and tokens[inside[0] - 1].text.lower() in words("before month")
        return tokens[inside[0]].tag in ("NNP", "NNPS", "", "CD", "NN")
    if rule in ("weekday", "rel_weekday"):
        if inside[0] and tokens[inside[0] - 1].text.lower() in words("named day"):
            return False  # "Bloody Sunday", "Super Tuesday": a day of history or of a calendar of its own
        return not any(name.first <= inside[-1] < name.last for name in sentence.names if name.kind == "PER")
    if rule == "year":
        following = tokens[inside[-1] + 1] if inside[-1] + 1 < len(tokens) else None
        before = tokens[inside[0] - 1].text.lower() if inside[0] else ""
        if before in words("number follows"):
            return False
        return following is None or following.tag != "NNS" or before in ("in", "of", "since", "the", "by", "until")
    if rule == "length" and tokens[inside[0]].text.lower() in ("a", "an") and inside[0]:
        rate = tokens[inside[0] - 1]
        if rate.tag == "CD" or rate.text.lower() in ("times", "once", "twice", "%", "percent"):
            return False  # "15 a year"
    if rule in ("compound", "long", "length"):
        return tokens[inside[-1]].text.lower().rsplit("-", 1)[-1] not in ("old",) and not (
            inside[-1] + 1 < len(tokens)
            and tokens[inside[-1] + 1].text.lower() in ("old", "-")
            and inside[-1] + 2 < len(tokens)
            and tokens[min(len(tokens) - 1, inside[-1] + 2)].text.lower() in ("old",)
        )
    return True


def _mention(
    scene: Scene, sentence: Sentence, start: int, end: int, rule: str, match: re.Match[str], before: list[TimeMention]
) -> TimeMention | None:
    inside = _tokens(sentence, start, end)
    first, last = inside[0], inside[-1] + 1
    tokens = sentence.tokens
    head = next((i for i in inside if not first <= tokens[i].head < last), first)
    tense = _tense(sentence, head)
    ref = scene.day
    if tense == "overtaken":
        broken = _broken_off(scene, sentence, before)
        tense, ref = ("none", ref) if broken is None else ("planned", broken)
    if rule == "weekday" and tense == "future" and (told := _told_on(sentence, head, before)) is not None:
        ref = told
    if rule == "in_units" and _FIRST_IN.search(scene.article.text[sentence.start : sentence.start + start]):
        tense = "past"  # "the sixth launch in 12 days": a length
    resolved = resolve(rule, match, ref, tense)
    if resolved is None:
        return None
    resolved = _anchored(scene, sentence, sentence.start + start, match.group(), resolved, before)
    quote = scene.cite((sentence.start + start, sentence.start + end))
    time = Time(quote.start, quote.end, quote.quote, resolved.value, resolved.anchor)
    return TimeMention(time, sentence.index, first, last, head, resolved.is_date, resolved.shift)


def _tense(sentence: Sentence, head: int) -> Tense:
    if sentence.section == "dateline":
        return "past"
    return tense_at(sentence, head)


def _broken_off(scene: Scene, sentence: Sentence, before: Sequence[TimeMention]) -> date | None:
    """The day on which the report tells, up to this sentence, that something was put off or called off; else None.

    What "had been due to begin on Monday" and was called off on Friday was to begin on the Monday after that Friday.
    Where the words name no day it is that of the report.
    """
    for told in reversed(scene.analysis.sentences[: sentence.index + 1]):
        verbs = [i for i in range(len(told.tokens)) if calls_off(told, i)] if told.analysed else []
        if not verbs:
            continue
        for one in reversed(before):
            value, over = one.time.value, told.tokens[one.head].head if one.sentence == told.index else -1
            if over in verbs and value is not None and _WHOLE_DAY.fullmatch(value):
                return date.fromisoformat(value)
        return scene.day
    return None


def _told_on(sentence: Sentence, head: int, before: Sequence[TimeMention]) -> date | None:
    """The day on which a plan was told that is reported with "would", or None.

    "announced on Wednesday that they would meet on Thursday": the Thursday after that Wednesday, even in a report of
    Friday. Of "said on Thursday they would meet on Thursday" the weekday tells nothing.
    """
    tokens = sentence.tokens
    above = list(sentence.ancestors(head))
    verb = next((i for i in above if tokens[i].tag[:2] == "VB"), None)
    if verb is None or all(tokens[i].text.lower() not in _REPORTED for i in sentence.children(verb)):
        return None
    telling = next((i for i in above[above.index(verb) + 1 :] if tokens[i].tag == "VBD"), None)
    for one in reversed(before):
        value = one.time.value
        if one.sentence != sentence.index or not one.is_date or value is None or not _WHOLE_DAY.fullmatch(value):
            continue
        if telling is not None and tokens[one.head].head == telling and one.time.quote != tokens[head].text:
            return date.fromisoformat(value)
    return None


def _anchored(
    scene: Scene, sentence: Sentence, offset: int, phrase: str, resolved: Resolved, before: list[TimeMention]
) -> Resolved:
    """Values that lean on what was told before: the speaker's day, the next day after a day just named."""
    low = " ".join(phrase.lower().split())
    if low in _SPEAKER_DAY and _quoted(scene, offset):
        told = _told_before(scene, sentence, before, reach=3)
        if told is not None:
            return Resolved(told, "quote")
        return Resolved(resolved.value, "quote")
    if resolved.anchor == "event" and resolved.shift is not None:
        if low.endswith((" after", " before")) and _goes_on(sentence, offset + len(phrase)):
            # "said on Friday …, eight days after he had called it off": counted neither from Friday nor from the
            # report's own day; a day of the sentence before may be that of the clause ("was planned for 26 March").
            own = scene.day.isoformat() if scene.day else None
            before = [one for one in before if one.sentence < sentence.index and one.time.value != own]
        told = _told_before(scene, sentence, before, reach=1)
        if told is not None:
            value = shifted(told, resolved.shift)
            return Resolved(value, "text", resolved.is_date, resolved.shift)
    unit_told = _THAT.fullmatch(low)
    if unit_told and (told := _told_before(scene, sentence, before, reach=2)) is not None:
        first, last = unit(unit_told.group(1), date.fromisoformat(told))
        return Resolved(interval(first, last), "text")
    of_year = _THAT_MONTH.fullmatch(low)
    if of_year and of_year.group(1) in words("month"):
        return Resolved(_month_told(of_year.group(1), before), "text")
    return resolved


def _month_told(name: str, before: Sequence[TimeMention]) -> str | None:
    """ "in February 2010, and that September": the month of the year told last; None if none was told."""
    told = (_YEAR.match(one.time.value or "") for one in reversed(before) if one.is_date)
    year = next((found.group() for found in told if found), None)
    return f"{year}-{month(name):02}" if year is not None else None


def _goes_on(sentence: Sentence, offset: int) -> bool:
    """Does a noun or a clause follow at `offset` ("after the talks", "after he left"), rather than a mark or a verb?"""
    following = next((token for token in sentence.tokens if token.start >= offset), None)
    return following is not None and following.tag in _OPENS_A_NOUN


def _told_before(scene: Scene, sentence: Sentence, before: list[TimeMention], reach: int) -> str | None:
    """The last whole day told in this paragraph or up to `reach` sentences before."""
    for one in reversed(before):
        if one.sentence < sentence.index - reach:
            break
        value = one.time.value
        if one.is_date and value is not None and _WHOLE_DAY.fullmatch(value):
            told = value
            if scene.day is None or told <= scene.day.isoformat():
                return told
    return None


def _quoted(scene: Scene, offset: int) -> bool:
    """Does a quotation mark stand open before `offset` in its paragraph?"""
    start = scene.article.text.rfind("\n\n", 0, offset) + 1
    before = scene.article.text[start:offset]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def written_on(line: str, published: date) -> date | None:
    """The day of a dateline ("May 31"): the latest such day up to publication; None if that is over a week before."""
    for rule in rules_for(line):
        if rule.name not in ("month_day", "day_month", "weekday"):
            continue
        match = rule.pattern.search(line)
        if match is None:
            continue
        resolved = resolve(rule.name, match, published, "past")
        if resolved is not None and resolved.value is not None:
            day = date.fromisoformat(resolved.value)
            return day if (published - day).days <= 7 else None
    return None
