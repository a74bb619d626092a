"""What was said: the spans that belong to a cue clause, before it, after it, or on both sides."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.reading.statements.clauses import Frame
from dateline.reading.statements.endings import find_end
from dateline.reading.statements.openings import Opening, find_opening, has_object_clause
from dateline.reading.statements.phrases import FINITE, NOUNS, has_finite, is_quote_mark, starts_clause
from dateline.reading.statements.quotes import Quote
from dateline.reading.statements.setting import DASHES, PUNCTUATION, Setting
from dateline.reading.statements.sources import antecedent
from dateline.record import Span

_SHORT = 3  # words of a phrase before "…, X said, …" that are no part of what X said ("In return")


def contents(setting: Setting, frame: Frame, frames: Sequence[Frame]) -> tuple[tuple[Span, ...], Opening | None]:
    """The characters of what `frame` introduces, quotation marks around all of it left out; () if nothing is found.

    `frames` are all cue clauses of the sentence: one that follows may end the content of this one. Besides, where
    content after the cue begins, if it does.
    """
    parts, opening = _contents(setting, frame, frames)
    for other in frames:  # "The Iranians had warned them, the paper said": the cue clause of another is nothing said
        if other is not frame and opening is not None and opening.at == other.left and opening.how == "later":
            start, end = setting.tokens[other.left].start, setting.tokens[other.right - 1].end
            if parts and all(start <= part.start and part.end <= end for part in parts):
                return (), None
    return parts, opening


def _contents(setting: Setting, frame: Frame, frames: Sequence[Frame]) -> tuple[tuple[Span, ...], Opening | None]:
    if "whole" in frame.cue.takes:
        return _whole(setting, frame, frames), None
    if parts := _around_aside(setting, frame, frames):
        return parts, None
    opening = find_opening(setting, frame)
    front = False if frame.shared or frame.relative else _front(setting, frame, frames)
    if front and (parts := _fronted(setting, frame, frames, front, opening)):
        return parts, None
    if opening is None:
        return _interrupted(setting, frame), None
    if opening.how == "later":
        return _split(setting, frame, frames, opening), opening
    parts = _after(setting, frame, frames, opening)
    if opening.how == "object":  # "a call, which the paper said was in the making"
        noun = antecedent(setting.sentence, frame.left - 1)
        parts = (setting.trim(noun.first, noun.last) if noun is not None else ()) + parts
    return parts, opening


# Around the cue


def _whole(setting: Setting, frame: Frame, frames: Sequence[Frame]) -> tuple[Span, ...]:
    """The sentence around "according to …", and around whom that one cites (", citing …")."""
    sentence, tokens, left, right, stop = setting.sentence, setting.tokens, frame.left, frame.right, setting.stop
    right = _past_citing(setting, frames, right)
    first = setting.start
    while first < left and (tokens[first].tag == "CC" or tokens[first].text == ","):
        first += 1
    if left > first + 1 and tokens[left - 2].text in ("that", "which", "who"):  # "learned that, according to …, …"
        return setting.trim(right, stop)
    if left > first and has_finite(sentence, first, left):
        goes_on = right + 1 < stop and tokens[right].text == ","
        goes_on = goes_on and (tokens[right + 1].tag in FINITE or setting.is_a(right + 1, "continuation"))
        return setting.trim(first, left) + (setting.trim(right + 1, stop) if goes_on else ())
    while right < stop and tokens[right].text == ",":
        right += 1
    if right < stop and tokens[right].tag in ("WP", "WDT"):
        return ()  # "This, according to a man who had waited, …"
    before = setting.trim(first, left) if left > first + 1 and right < stop and tokens[right].tag in FINITE else ()
    return before + (setting.trim(right, stop) if has_finite(sentence, right, stop) else ())


def _past_citing(setting: Setting, frames: Sequence[Frame], right: int) -> int:
    """The word after ", citing an official" if that follows at `right`."""
    if right >= setting.stop or setting.tokens[right].text != ",":
        return right
    return next((other.right for other in frames if other.first == right + 1 and not other.cue.takes), right)


def _around_aside(setting: Setting, frame: Frame, frames: Sequence[Frame]) -> tuple[Span, ...]:
    """The sentence around "as the official put it" or "as he told the press"."""
    tokens, left, right, stop = setting.tokens, frame.left, frame.right, setting.stop
    if left < 1 or tokens[left - 1].text.lower() != "as" or not frame.cue.takes & {"clause", "quote"}:
        return ()
    if left - 1 == setting.start:
        right = _past_citing(setting, frames, right)
        comma = next((i for i in range(right, stop) if tokens[i].text == ","), None)
        return () if comma is None else setting.trim(comma + 1, stop)
    if tokens[left - 2].text != ",":
        return ()
    border = left - 2 - (tokens[left - 3].tag == "CC")
    if right >= stop:
        return setting.trim(setting.start, border)
    if tokens[right].text != "," or tokens[right + 1 : right + 2] == () or tokens[right + 1].tag == "VBG":
        return ()  # "…, as the Herald had reported, citing an officer"
    after = setting.trim(right + 1, stop)
    return after if has_finite(setting.sentence, setting.start, border) else setting.trim(setting.start, border) + after


def _interrupted(setting: Setting, frame: Frame) -> tuple[Span, ...]:
    """ "The talks, Cavusoglu said, were “constructive”": a cue clause between a subject and its verb."""
    tokens, border, right = setting.tokens, frame.left - 1, frame.right
    if frame.shared or frame.relative or "clause" not in frame.cue.takes:
        return ()
    if border <= setting.start or right + 1 >= setting.stop or tokens[border].text != "," or tokens[right].text != ",":
        return ()
    if tokens[right + 1].tag not in FINITE:
        return ()
    return setting.trim(setting.start, border) + setting.trim(right + 1, setting.stop)


def _split(setting: Setting, frame: Frame, frames: Sequence[Frame], opening: Opening) -> tuple[Span, ...]:
    """ "With an election ahead, the candidate said, he would do better": a phrase, the cue clause, a clause."""
    border = frame.left - 1
    if frame.hearers and not frame.shared and not has_finite(setting.sentence, setting.start, max(0, border)):
        return setting.trim(
            opening.at, find_end(setting, frame, frames, opening.at)
        )  # "He told the press, it was late"
    if border <= setting.start or setting.tokens[border].text != "," or frame.shared:
        return ()
    whole = border - setting.start > _SHORT or setting.is_a(setting.start, "condition")
    before = setting.trim(setting.start, border) if whole else ()
    return before + setting.trim(opening.at, find_end(setting, frame, frames, opening.at))


# Before the cue


def _front(setting: Setting, frame: Frame, frames: Sequence[Frame]) -> Quote | bool:
    """The quotation that ends right before the cue clause and fills what stands there; or: does a main clause do so?"""
    tokens, border, start = setting.tokens, frame.left - 1, setting.start
    if border <= start:
        return False
    joined = tokens[border].tag == "CC" and border > start + 1
    border -= joined
    mark = border if is_quote_mark(tokens[border]) else border - 1
    if tokens[border].text not in ({","} | DASHES) and mark != border:
        return False
    quote = setting.closing_quote(mark)
    if quote is not None and quote.outer.start <= tokens[start].start:
        return quote
    if "clause" not in frame.cue.takes or joined:
        return False
    told = any(other.cue.takes and other.source is not None and other.right < border for other in frames)
    if told or has_finite(setting.sentence, start, border):
        return True  # a clause; by whichever arcs, where somebody says something in it
    # "One obstacle fewer, its friends say." But not "In Ankara on Monday, he said."
    adjunct = border < start + 2 or tokens[start].tag in ("IN", "RB", "VBG", "VBN", "TO", "WRB", "CC")
    return frame.right >= setting.stop and not adjunct


def _fronted(
    setting: Setting, frame: Frame, frames: Sequence[Frame], front: Quote | bool, opening: Opening | None
) -> tuple[Span, ...]:
    tokens, right, stop = setting.tokens, frame.right, setting.stop
    quoted = isinstance(front, Quote)
    told = "required" in frame.cue.to and not frame.hearers and setting.sentence.section == "headline"
    if not quoted and (frame.negated or told):
        return ()  # "…, Cairo has not replied"; a headline "…, ministers told", who were told
    if not quoted and opening is None and right < stop and tokens[right].tag in NOUNS | {"PRP", "DT", "JJ"}:
        return ()  # "Kigali accepted, Kinshasa is thinking it over": the cue has an object of its own
    if opening is not None and opening.how not in ("later", "quote") and not _is_over(setting, right):
        # Content may stand after the cue as well: is what is there only part of the cue clause?
        relative = opening.how == "that" and _is_relative(setting, right)
        if not (quoted or relative or (opening.how == "clause" and not has_object_clause(setting, frame))):
            return ()
    if isinstance(front, Quote):
        parts = front.parts
    else:
        first = max(setting.start, _after_semicolon(setting, frame, frames))
        first = max(first, _after_clause(setting, first, frame.left - 1))
        parts = setting.trim(first, frame.left - 1) if frame.left - 1 > first else ()
    if not parts:
        return ()
    if opening is not None and opening.how == "later" and setting.is_a(setting.start, "condition"):
        return parts + setting.trim(opening.at, find_end(setting, frame, frames, opening.at))
    if right + 1 < stop and tokens[right].text in (",", ";", "—", "–"):
        return parts + _rest(setting, frame, frames, quoted=quoted)
    if opening is not None and opening.how == "quote":
        return parts + _after(setting, frame, frames, opening)
    return parts


def _is_over(setting: Setting, right: int) -> bool:
    return right >= setting.stop or setting.tokens[right].text in PUNCTUATION or is_quote_mark(setting.tokens[right])


def _is_relative(setting: Setting, that: int) -> bool:
    """Does "that" open a relative clause ("ahead of a meeting that Russia had requested")?"""
    token = setting.tokens[that]
    return token.tag == "WDT" or (token.head >= 0 and setting.tokens[token.head].relation.startswith("acl"))


def _after_semicolon(setting: Setting, frame: Frame, frames: Sequence[Frame]) -> int:
    """Where content before the cue begins: after a clause with a cue of its own that a semicolon ends."""
    ends = [i for i in range(frame.left - 1) if setting.tokens[i].text == ";"]
    return max((i + 1 for i in ends if any(other.left <= i for other in frames if other is not frame)), default=0)


def _after_clause(setting: Setting, first: int, border: int) -> int:
    """The word after a colon between two clauses: of "It was calm: there was no need to worry, he said" the second."""
    for i in range(first + 1, border - 1):
        outside = setting.tokens[i].text == ":" and setting.quotes.at(setting.tokens[i].start) is None
        if outside and has_finite(setting.sentence, first, i) and has_finite(setting.sentence, i + 1, border):
            return i + 1
    return first


def _rest(setting: Setting, frame: Frame, frames: Sequence[Frame], *, quoted: bool) -> tuple[Span, ...]:
    """What goes on after a cue clause in the middle: "…, Hajiyev said, because there is only one road"."""
    tokens, i, stop = setting.tokens, frame.right + 1, setting.stop
    quote = setting.opening_quote(i)
    if quote is not None:
        return quote.parts if quoted or quote.outer.end >= tokens[stop - 1].end else setting.trim(i, stop)
    if quoted or any(other.first == i for other in frames):
        return ()
    if tokens[i].tag in FINITE:  # "What was agreed, he said, is a deal"
        return setting.trim(i, stop)
    only = tokens[i].text == "only" and i + 1 < stop and tokens[i + 1].text in ("after", "if", "when", "once")
    follows = setting.is_a(i, "continuation") and (tokens[i].tag != "CC" or starts_clause(setting.sentence, i + 1))
    follows = follows or only
    if not follows or any(i <= other.left for other in frames if other is not frame):
        return ()
    return setting.trim(i, find_end(setting, frame, frames, i))


# After the cue


def _after(setting: Setting, frame: Frame, frames: Sequence[Frame], opening: Opening) -> tuple[Span, ...]:
    tokens, first = setting.tokens, opening.at
    end = find_end(setting, frame, frames, first, complement=opening.how in ("complement", "order"))
    if opening.how == "complement":
        end = _before_date(setting, first, end)
    quote = setting.opening_quote(first) if opening.how in ("quote", "word") else None
    if quote is not None and opening.how == "word":
        return quote.parts
    if quote is not None and (quote.outer.end >= tokens[max(first, end - 1)].end or _ends_clause(setting, quote)):
        return quote.parts
    return setting.trim(first, end)


def _before_date(setting: Setting, first: int, end: int) -> int:
    """Where a complement ends that a quotation closes, before a day of the cue's ("called it “absurd” last week")."""
    for start, after in setting.dates.items():
        border = start - (setting.tokens[start - 1].tag == "IN")
        if after == end and first < border and setting.closing_quote(border - 1) is not None:
            return border
    return end


def _ends_clause(setting: Setting, quote: Quote) -> bool:
    """Does a comma or full stop stand within the closing mark of the quotation, or after it?"""
    tokens = setting.tokens
    after = next((i for i, token in enumerate(tokens) if token.start >= quote.outer.end), None)
    return after is None or tokens[after].text in (",", ";", ".") or tokens[after - 2].text in (",", "!", "?", ".")
