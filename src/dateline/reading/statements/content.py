"""What was said: the spans that belong to a cue clause, before it, after it, or on both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.analysis import Sentence, Token
from dateline.reading.statements.cues import Cues
from dateline.reading.statements.frames import Frame
from dateline.reading.statements.phrases import (
    FINITE,
    NOUNS,
    edges,
    has_finite,
    is_nominal,
    is_quote_mark,
    noun_phrase,
    starts_clause,
)
from dateline.reading.statements.quotes import Quote, Quotes
from dateline.reading.statements.sources import antecedent
from dateline.record import Span

How = Literal["quote", "that", "whether", "clause", "complement", "later", "object"]
_CONDITIONS = frozenset("if unless once unlike until with without should as provided given because since although though".split())
_GOES_ON = frozenset("because but and if unless although though once until so since provided as or when while without".split())
_WH = frozenset("whether if why how what who when where which".split())
_PUNCTUATION = frozenset({".", "!", "?", "…", ";", ",", ":", "—", "–", "-", "--", ")"})
_CLOCK = re.compile(r"\d{1,2}[.:]\d\d")
_SHORT = 3  # words of a phrase before "…, X said, …" that are no part of what X said ("In return")
_LONGEST_PREFIX = 14
_SAID_LATER = 20  # words that may stand between "accused" and its "of"


@dataclass(frozen=True, slots=True)
class _Opening:
    """Where the content after a cue begins, and by which sign it is known."""

    at: int
    how: How


def contents(sentence: Sentence, frame: Frame, frames: Sequence[Frame], quotes: Quotes, cues: Cues) -> tuple[Span, ...]:
    """The characters of what `frame` introduces, quotation marks around all of it left out; () if nothing is found.

    `frames` are all cue clauses of the sentence: one that follows may end the content of this one.
    """
    stop = _stop(sentence)
    if "whole" in frame.cue.takes:
        return _whole(sentence, frame, quotes, stop)
    opening = None if frame.inverted else _opening(sentence, frame, quotes, cues, stop)
    start = prefix_end(sentence)
    if (parts := _aside(sentence, frame, quotes, start, stop)):
        return parts
    front = False if frame.shared or frame.relative else _front(sentence, frame, quotes, start)
    if isinstance(front, Quote) or front:
        parts = _fronted(sentence, frame, frames, quotes, front, opening, start, stop)
        if parts:
            return parts
    if opening is None:
        return _interrupted(sentence, frame, quotes, start, stop)
    if opening.how == "later":  # after a comma: only as the second half of a split sentence
        border = frame.left - 1
        if border <= start or sentence.tokens[border].text != "," or frame.shared:
            return ()
        end = _end(sentence, frame, opening.at, frames, stop)
        before = _trim(sentence, quotes, start, border) if border - start > _SHORT else ()
        return before + _trim(sentence, quotes, opening.at, end)
    parts = _after(sentence, frame, frames, quotes, opening, stop)
    if opening.how == "object":  # "a call, which the paper said was in the making"
        noun = antecedent(sentence, frame.left - 1)
        parts = (_trim(sentence, quotes, noun.first, noun.last) if noun is not None else ()) + parts
    return parts


def _interrupted(sentence: Sentence, frame: Frame, quotes: Quotes, start: int, stop: int) -> tuple[Span, ...]:
    """ "The talks, Cavusoglu said, were “constructive”": a cue clause between a subject and its verb."""
    tokens, border, right = sentence.tokens, frame.left - 1, frame.right
    if frame.shared or frame.relative or "clause" not in frame.cue.takes or border <= start or right + 1 >= stop:
        return ()
    if tokens[border].text != "," or tokens[right].text != "," or tokens[right + 1].tag not in FINITE:
        return ()
    return _trim(sentence, quotes, start, border) + _trim(sentence, quotes, right + 1, stop)


def prefix_end(sentence: Sentence) -> int:
    """The word after a dateline or a clock time that stands before the sentence itself ("20:35 GMT —")."""
    if sentence.tokens and _CLOCK.fullmatch(sentence.tokens[0].text):
        return 1
    for i, token in enumerate(sentence.tokens[:_LONGEST_PREFIX]):
        if token.text in ("—", "–", "-", "--"):
            before = sentence.tokens[:i]
            return i + 1 if i and not any(t.tag in FINITE and t.lemma not in ("march", "may") for t in before) else 0
    return 0


def _aside(sentence: Sentence, frame: Frame, quotes: Quotes, start: int, stop: int) -> tuple[Span, ...]:
    """The sentence around "as the official put it" or "as he told the press"."""
    tokens, left = sentence.tokens, frame.left
    if left < 1 or tokens[left - 1].text.lower() != "as" or not frame.cue.takes & {"clause", "quote"}:
        return ()
    if left - 1 == start:
        at = next((i for i in range(frame.right, stop) if tokens[i].text == ","), None)
        return () if at is None else _trim(sentence, quotes, at + 1, stop)
    if tokens[left - 2].text != ",":
        return ()
    before = left - 2
    if tokens[before - 1].tag == "CC":
        before -= 1
    if frame.right >= stop:
        return _trim(sentence, quotes, start, before)
    if tokens[frame.right].text != ",":
        return ()
    after = _trim(sentence, quotes, frame.right + 1, stop)
    return after if has_finite(sentence, start, before) else _trim(sentence, quotes, start, before) + after


def _stop(sentence: Sentence) -> int:
    """The word after the last one that is no closing punctuation."""
    stop = len(sentence.tokens)
    while stop and (sentence.tokens[stop - 1].text in _PUNCTUATION or is_quote_mark(sentence.tokens[stop - 1])):
        stop -= 1
    return stop


# Before the cue


def _front(sentence: Sentence, frame: Frame, quotes: Quotes, start: int) -> Quote | bool:
    """The quotation that ends right before the cue clause and fills what stands there; or: does a main clause do so?"""
    tokens, border = sentence.tokens, frame.left - 1
    if border <= start:
        return False
    joined = tokens[border].text in ("and", "but") and border > 1
    if joined:
        border -= 1
    mark = border if is_quote_mark(tokens[border]) else border - 1
    if tokens[border].text not in (",", "—", "–", "-", "--") and mark != border:
        return False
    if mark >= 0 and is_quote_mark(tokens[mark]):
        quote = quotes.at(tokens[mark].start)
        if quote is not None and quote.outer.end == tokens[mark].end and quote.outer.start <= tokens[0].start:
            return quote
    if "clause" not in frame.cue.takes or joined:
        return False
    if has_finite(sentence, start, border):
        return True
    return frame.right >= _stop(sentence) and not _is_adjunct(sentence, start, border)


def _is_adjunct(sentence: Sentence, start: int, border: int) -> bool:
    """Is what stands before the cue clause only a phrase of time, place or manner ("In Ankara, …")?"""
    return border < start + 2 or sentence.tokens[start].tag in ("IN", "RB", "VBG", "VBN", "TO", "WRB", "CC")


def _fronted(
    sentence: Sentence,
    frame: Frame,
    frames: Sequence[Frame],
    quotes: Quotes,
    front: Quote | bool,
    opening: _Opening | None,
    start: int,
    stop: int,
) -> tuple[Span, ...]:
    tokens, right = sentence.tokens, frame.right
    at_end = right >= stop or tokens[right].text in _PUNCTUATION or is_quote_mark(tokens[right])
    if opening is not None and opening.how not in ("later", "quote") and not at_end:
        relative = opening.how == "that" and right < len(tokens) and _is_relative(tokens, right)
        if not (isinstance(front, Quote) or relative) and (opening.how != "clause" or _has_object_clause(sentence, frame)):
            return ()
    if isinstance(front, Quote):
        parts = front.parts
    else:
        border = frame.left - 1
        first = max(start, _front_start(sentence, frame, frames))
        if tokens[border].text in ("and", "but"):
            border -= 1
        if border <= first:
            return ()
        parts = _trim(sentence, quotes, first, border)
    if opening is not None and opening.how == "later" and tokens[start].text.lower() in _CONDITIONS:
        parts += _trim(sentence, quotes, opening.at, _end(sentence, frame, opening.at, frames, stop))
    elif right < len(tokens) and tokens[right].text in (",", ";", "—", "–") and right + 1 < stop:
        parts += _rest(sentence, frame, frames, quotes, isinstance(front, Quote), stop)
    elif opening is not None and opening.how == "quote":
        parts += _after(sentence, frame, frames, quotes, opening, stop)
    return parts


def _front_start(sentence: Sentence, frame: Frame, frames: Sequence[Frame]) -> int:
    """Where content before the cue begins: after a clause with a cue of its own that a semicolon ends."""
    first = 0
    for i in range(frame.left - 1):
        if sentence.tokens[i].text == ";" and any(other.left <= i for other in frames if other is not frame):
            first = i + 1
    return first


def _rest(
    sentence: Sentence, frame: Frame, frames: Sequence[Frame], quotes: Quotes, quoted: bool, stop: int
) -> tuple[Span, ...]:
    """What goes on after a cue clause in the middle: "…, Hajiyev said, because there is only one road"."""
    tokens, i = sentence.tokens, frame.right + 1
    quote = quotes.at(tokens[i].start)
    if quote is not None and quote.outer.start == tokens[i].start:
        return quote.parts if quoted or quote.outer.end >= tokens[stop - 1].end else _trim(sentence, quotes, i, stop)
    if quoted or any(other.first == i for other in frames):
        return ()
    word = tokens[i].text.lower()
    follows = word in _GOES_ON and (tokens[i].tag != "CC" or starts_clause(sentence, i + 1))
    if follows and not any(i <= other.left and other is not frame for other in frames):
        return _trim(sentence, quotes, i, _end(sentence, frame, i, frames, stop))
    if tokens[i].tag in FINITE:  # "What was agreed, he said, is a deal"
        return _trim(sentence, quotes, i, stop)
    return ()


# After the cue


def _opening(sentence: Sentence, frame: Frame, quotes: Quotes, cues: Cues, stop: int) -> _Opening | None:
    tokens, i, takes = sentence.tokens, frame.right, frame.cue.takes
    if i >= len(tokens) or i >= stop:
        return None
    if tokens[i].text in (",", ":") and i + 1 < len(tokens):
        following = i + 1
        if _opens_quote(tokens[following], quotes):
            return _Opening(following, "quote")
        if tokens[i].text == ":":
            return _Opening(following, "clause") if following < stop and not frame.negated else None
        if frame.negated:
            return None
        again = next((k for k in range(following, min(stop, following + _LONGEST_PREFIX)) if tokens[k].text == ","), None)
        if again is not None and again + 1 < stop and takes & {"clause", "that"}:
            if tokens[again + 1].text == "that":  # "said, according to the weekly, that"
                return _Opening(again + 2, "that")
            if _opens_quote(tokens[again + 1], quotes) and frame.left == prefix_end(sentence):
                return _Opening(again + 1, "quote")
        return _Opening(following, "later") if "clause" in takes and starts_clause(sentence, following) else None
    if frame.negated:
        colon = next((k for k in range(i, stop) if tokens[k].text == ":"), None)
        return _Opening(colon + 1, "quote") if colon and _opens_quote(tokens[colon + 1], quotes) else None
    token, word = tokens[i], tokens[i].text.lower()
    if _opens_quote(token, quotes) and takes & {"quote", "clause", "whether"} and _is_said(sentence, i, quotes):
        return _Opening(i, "quote")
    if word == "that" and takes & {"clause", "that"} and (token.tag == "IN" or starts_clause(sentence, i + 1)):
        return _Opening(i + 1, "that")
    if word in _WH and takes & {"clause", "whether"} and token.tag != "DT":
        return _Opening(i, "whether")
    if "clause" in takes and token.tag in FINITE and frame.left and tokens[frame.left - 1].tag in ("WDT", "WP"):
        return _Opening(i, "object")
    if "clause" in takes and token.tag not in ("TO", "IN", "VBG", "VBN", ",") and starts_clause(sentence, i):
        return _Opening(i, "clause")
    if "clause" in takes and _has_object_clause(sentence, frame) and token.tag not in ("TO", "VBG", ",", "CC", "."):
        return _Opening(i, "clause")
    found = _complement(sentence, frame, quotes, cues, stop)
    if found is None and "quote" in takes:  # "tweeted using his account: “…”"
        colon = next((k for k in range(i, stop) if tokens[k].text == ":" or tokens[k].tag in FINITE), None)
        if colon is not None and tokens[colon].text == ":" and _opens_quote(tokens[colon + 1], quotes):
            return _Opening(colon + 1, "quote")
    return found


def _is_said(sentence: Sentence, i: int, quotes: Quotes) -> bool:
    """Is the quotation that opens here speech, and not a name set off in a headline ("announces ‘Phase One’")?"""
    quote = quotes.at(sentence.tokens[i].start)
    words = [token for token in sentence.tokens[i:] if quote is not None and token.end <= quote.end]
    return sentence.section != "headline" or is_speech(words)


def _opens_quote(token: Token, quotes: Quotes) -> bool:
    quote = quotes.at(token.start)
    return quote is not None and quote.outer.start == token.start


def _has_object_clause(sentence: Sentence, frame: Frame) -> bool:
    """Does a clause after the cue, which begins right there, hang on it by its arc?"""
    tokens = sentence.tokens
    return any(
        tokens[i].relation == "ccomp"
        and i > frame.right
        and edges(sentence, i)[0] <= frame.right + 1
        and not any(tokens[k].text == "," for k in range(frame.right, i))
        and any(tokens[k].relation.startswith("nsubj") for k in sentence.children(i))
        for i in sentence.children(frame.verb)
    )


def _complement(sentence: Sentence, frame: Frame, quotes: Quotes, cues: Cues, stop: int) -> _Opening | None:
    """Content that is no clause: "accused X of …", "urged X to …", "denied any role", "called it a farce"."""
    tokens, i, takes = sentence.tokens, frame.right, frame.cue.takes
    token, word = tokens[i], tokens[i].text.lower()
    infinitive = word == "to" and i + 1 < stop and tokens[i + 1].tag in ("VB", "RB")
    if infinitive and (takes & {"infinitive", "order"} or ("perfect" in takes and tokens[i + 1].lemma == "have")):
        if "order" in takes and "infinitive" not in takes and not frame.hearers:
            return None
        return _Opening(i + 1, "complement")
    if word == "for" and "for" in takes and frame.cue.lemma == "ask":
        return _Opening(i, "complement") if i + 1 < stop else None
    end = noun_phrase(sentence, i + 1 if is_quote_mark(token) else i)
    nominal = end > i + is_quote_mark(token) or word == "what"
    limit = min(stop, max(end, i) + _SAID_LATER)
    if nominal and "order" in takes and any(tokens[k].text == "to" and tokens[k].tag == "TO" for k in range(end, limit)):
        return _Opening(i, "complement") if end < stop and tokens[end].text == "to" else None
    if word in takes & {"against", "of"} and frame.hearers:
        return _Opening(i, "complement")
    if word == "as" and "as" in takes:  # "rejected as “baseless” the charge"
        return _Opening(i, "complement")
    if "name" in takes and frame.left and tokens[frame.left - 1].text.lower() == "what":  # "what he called a “farce”"
        return _Opening(i, "complement") if any(True for _ in quotes.within(token.start, tokens[stop - 1].end)) else None
    if nominal and tokens[i].tag != "WP":
        for preposition in takes & {"of", "for", "on", "as", "to"}:
            if any(tokens[k].text == preposition and _belongs(sentence, frame, k, preposition) for k in range(i + 1, limit)):
                return _Opening(i, "complement")
        if "name" in takes and _is_named(sentence, frame, i, end, quotes, stop):
            return _Opening(i, "complement")
    if "gerund" in takes and tokens[i].tag == "VBG":
        return _Opening(i, "complement")
    if "object" in takes and (nominal or token.tag in ("DT", "PRP$", "VBG")) and tokens[i].text.lower() not in ("that", "this", "it"):
        return _Opening(i, "complement")
    span = (tokens[i].start, tokens[stop - 1].end)
    holds_quote = any(True for _ in quotes.within(*span)) and "," not in {t.text for t in tokens[i : _first_quote(tokens, i, stop)]}
    if takes & {"claim", "quoted"} and holds_quote and (nominal or is_quote_mark(tokens[i])):
        return _Opening(i, "complement")
    if "claim" in takes and nominal:
        heads = {tokens[k].lemma for k in range(i, end) if tokens[k].tag in NOUNS} if end > i else {"what"}
        return _Opening(i, "complement") if heads & (cues.claims | {"what"}) else None
    return None


def _first_quote(tokens: Sequence[Token], i: int, stop: int) -> int:
    return next((k for k in range(i, stop) if is_quote_mark(tokens[k])), stop)


def _belongs(sentence: Sentence, frame: Frame, k: int, preposition: str) -> bool:
    """Does the phrase of this preposition hang on the cue ("blamed him for"), not on a noun ("the bid for peace")?"""
    if preposition != "for" and preposition != "to":
        return True
    tokens = sentence.tokens
    head = tokens[k].head
    gerund = preposition == "for" and k + 1 < len(tokens) and tokens[k + 1].tag == "VBG"
    return gerund or (head >= 0 and tokens[head].head == frame.verb)


def _is_named(sentence: Sentence, frame: Frame, first: int, end: int, quotes: Quotes, stop: int) -> bool:
    """ "called the pact a step", "called it “absurd”": two phrases in a row; "called him on Monday" is a telephone call."""
    tokens = sentence.tokens
    if any(tokens[i].relation == "xcomp" and tokens[i].tag[:1] in "NJV" and i > first for i in sentence.children(frame.verb)):
        return True
    if end < stop and (tokens[end].tag in ("DT", "JJ", "JJR", "JJS") or _opens_quote(tokens[end], quotes)):
        return tokens[end].relation not in ("obl:tmod", "advmod") and tokens[end].text.lower() not in ("this", "last", "next")
    return False


def _after(
    sentence: Sentence, frame: Frame, frames: Sequence[Frame], quotes: Quotes, opening: _Opening, stop: int
) -> tuple[Span, ...]:
    tokens, first = sentence.tokens, opening.at
    end = _end(sentence, frame, first, frames, stop, complement=opening.how == "complement")
    if opening.how == "quote":
        quote = quotes.at(tokens[first].start)
        if quote is not None and (quote.outer.end >= tokens[max(first, end - 1)].end or _comma_follows(sentence, quote)):
            return quote.parts
    return _trim(sentence, quotes, first, end)


def _comma_follows(sentence: Sentence, quote: Quote) -> bool:
    """Does the quotation end its clause: a comma within or after its marks?"""
    tokens = sentence.tokens
    after = next((i for i, token in enumerate(tokens) if token.start >= quote.outer.end), None)
    return after is None or tokens[after].text in (",", ";", ".") or tokens[after - 2].text in (",", "!", "?", ".")


def _is_relative(tokens: Sequence[Token], that: int) -> bool:
    """Does "that" open a relative clause ("ahead of a meeting that Russia had requested")?"""
    if tokens[that].tag == "WDT":
        return True
    head = tokens[that].head
    return head >= 0 and tokens[head].relation.startswith("acl")


def _end(
    sentence: Sentence, frame: Frame, first: int, frames: Sequence[Frame], stop: int, *, complement: bool = False
) -> int:
    """The word after the last one of content that begins at `first`."""
    tokens, verb = sentence.tokens, frame.verb
    end = stop
    root = next((i for i, token in enumerate(tokens) if token.head < 0), verb)
    if verb != root and root > first and verb in sentence.subtree(root) and not _under(sentence, root, verb):
        # The cue stands in a clause before the main one ("After Trump said he would go, Kim …").
        comma = next((i for i in range(first, root) if tokens[i].text == "," and not _is_inner(tokens, i, verb, root)), None)
        end = min(end, comma if comma is not None else edges(sentence, verb)[1])
    for child in sentence.children(verb):
        if child <= first or child >= end:
            continue
        relation = tokens[child].relation
        left = edges(sentence, child)[0]
        if left <= first:
            continue
        if relation == "conj" and _belongs_to_content(sentence, child, left):
            continue
        cut = relation == "conj" or (
            relation in ("advcl", "parataxis") and (tokens[left - 1].text == "," or tokens[left].text in (",", "while"))
        )
        if cut:
            end = min(end, left)
    for i in range(first + 1, end - 1):
        if tokens[i].text == ":" and is_quote_mark(tokens[i + 1]):
            end = i
            break
    for other in frames:
        if other is frame or other.left <= first or other.left >= end:
            continue
        if _interrupts(sentence, frame, other, first):
            end = min(end, other.left)
    if complement:
        end = min(end, _phrase_end(sentence, first, end))
    elif tokens[verb].tag in ("VBD", "VBN"):
        end = _before_aside(sentence, first, end)
    while end > first and (tokens[end - 1].text in (",", ";", "—", "–") or tokens[end - 1].tag == "CC" or tokens[end - 1].text == "while"):
        end -= 1
    return end


def _belongs_to_content(sentence: Sentence, child: int, left: int) -> bool:
    """Is a conjunct of the cue, by its arc, rather one of the content: "and that …", "and she was forced"?"""
    tokens = sentence.tokens
    if tokens[child].tag[:1] != "V" or any(token.text == "that" for token in tokens[left : left + 2]):
        return True
    own = any(tokens[i].relation.startswith("nsubj") for i in sentence.children(child))
    return own and tokens[left].tag == "CC" and tokens[left - 1].text != ","


def _before_aside(sentence: Sentence, first: int, end: int) -> int:
    """Where the report begins to explain at the end of indirect speech: ", which has begun …", ", a step that put off …".

    After "said" what was said stands in the past ("would", "had"); a clause added in another tense is the report's own.
    """
    tokens = sentence.tokens
    verbs = [token for token in tokens[first:end] if token.tag in FINITE]
    shifted = bool(verbs) and (verbs[0].tag == "VBD" or verbs[0].text in ("would", "could", "might"))
    for i in range(end - 2, first, -1):
        if tokens[i].text != ",":
            continue
        if shifted and tokens[i + 1].tag == "CC" and starts_clause(sentence, i + 2):
            following = next((token for token in tokens[i + 2 : end] if token.tag in FINITE), None)
            if following is not None and following.tag in ("VBZ", "VBP"):
                return i  # "said he would talk, and the election has yet to produce a winner"
        if not any(token.tag in FINITE for token in tokens[first:i]) or any(token.text == "," for token in tokens[i + 1 : end]):
            continue
        relative = tokens[i + 1].tag in ("WDT", "WP", "WP$")
        step = tokens[i + 1].text in ("a", "an") and any(tokens[k].tag == "WDT" or tokens[k].text == "that" for k in range(i + 3, min(i + 6, end)))
        if (relative or step) and not any(tokens[k].lemma in ("will", "had", "could") or tokens[k].text in ("would", "could", "had") for k in range(i, end)):
            return i
    return end


def _under(sentence: Sentence, low: int, high: int) -> bool:
    return high in sentence.ancestors(low)


def _is_inner(tokens: Sequence[Token], comma: int, verb: int, root: int) -> bool:
    """Does the clause go on after this comma: does the next word hang on something before it, not on the main verb?"""
    following = tokens[comma + 1] if comma + 1 < len(tokens) else None
    return following is not None and verb < following.head < comma and following.head != root


def _interrupts(sentence: Sentence, frame: Frame, other: Frame, first: int) -> bool:
    """Does another cue clause end the content of this one?"""
    tokens = sentence.tokens
    before = tokens[other.left - 1]
    comma = before.text in (",", "—", "–", ";")
    if "whole" in other.cue.takes or not other.cue.takes:  # ", according to …", ", citing …"
        return True
    if tokens[other.verb].tag == "VBG" and comma:
        return True  # "…, adding that"
    if before.text in ("while", ";"):
        return True
    if comma and other.right >= _stop(sentence):
        return True  # "…, the agency reported."
    joined = before.tag == "CC" or (before.tag == "RB" and tokens[other.left - 2].tag == "CC")
    if not joined:
        return False
    path = [other.verb, *sentence.ancestors(other.verb)]
    own = path[: path.index(frame.verb)] if frame.verb in path else path
    if any(tokens[i].relation == "ccomp" and i > other.right for i in own):
        return False
    shares_auxiliary = tokens[other.verb].tag in ("VB", "VBN")
    return not shares_auxiliary or frame.verb not in path


def _phrase_end(sentence: Sentence, first: int, end: int) -> int:
    """Where a complement that is no clause ends: at a comma after which nothing hangs on it any more."""
    tokens = sentence.tokens
    for i in range(first, end):
        if tokens[i].text == "," and i + 1 < end:
            rest = range(i + 1, end)
            nearest = tokens[i + 1]
            if nearest.text.lower() in ("which", "who", "but") or nearest.tag in ("VBG", "CC"):
                return i
            if not any(first <= tokens[k].head < i for k in rest):
                return i
    return end


def _whole(sentence: Sentence, frame: Frame, quotes: Quotes, stop: int) -> tuple[Span, ...]:
    """The sentence around "according to …"."""
    tokens = sentence.tokens
    first = 0
    while first < frame.left and (tokens[first].tag == "CC" or tokens[first].text == ","):
        first += 1
    parts: tuple[Span, ...] = ()
    if frame.left > first + 1 and tokens[frame.left - 2].text in ("that", "which", "who"):  # "learned that, according to …,"
        return _trim(sentence, quotes, frame.right, stop)
    if frame.left > first and has_finite(sentence, first, frame.left):
        parts = _trim(sentence, quotes, first, frame.left)
        if frame.right < stop and tokens[frame.right].text == "," and frame.right + 1 < stop:
            word = tokens[frame.right + 1]
            if word.tag in FINITE or word.text in _GOES_ON:
                parts += _trim(sentence, quotes, frame.right + 1, stop)
        return parts
    i = frame.right
    while i < stop and tokens[i].text == ",":
        i += 1
    if frame.left > first + 1 and i < stop and tokens[i].tag in FINITE:
        parts = _trim(sentence, quotes, first, frame.left)
    return parts + (_trim(sentence, quotes, i, stop) if has_finite(sentence, i, stop) else ())


def _trim(sentence: Sentence, quotes: Quotes, first: int, last: int) -> tuple[Span, ...]:
    """The characters of tokens [first, last) without commas at their ends and without marks around all of it."""
    tokens = sentence.tokens
    while first < last and (tokens[first].text in _PUNCTUATION):
        first += 1
    while last > first and tokens[last - 1].text in _PUNCTUATION and quotes.at(tokens[last - 1].start) is None:
        last -= 1
    if first >= last:
        return ()
    start, end = tokens[first].start, tokens[last - 1].end
    quote = quotes.at(start)
    if quote is not None and quote.outer.start == start and quote.outer.end >= end:
        return quote.parts
    closing = quotes.at(end - 1)
    if closing is not None and closing.closed and closing.outer.end > end and closing.outer.end <= sentence.end:
        end = closing.outer.end
    return (Span(start, end),)


def is_speech(sentence_tokens: Sequence[Token]) -> bool:
    """Is a quotation of these words a thing said, not a word set off ("a “gift”")? It ends a clause or holds a verb."""
    words = [token for token in sentence_tokens if not is_quote_mark(token)]
    if not words:
        return False
    if words[-1].text in (",", ".", "!", "?", "…", "—") and (len(words) > 2 or words[0].text[:1].isupper()):
        return True
    return words[0].text[:1].isupper() and any(word.tag in FINITE for word in words)


__all__ = ["contents", "is_nominal", "is_speech"]
