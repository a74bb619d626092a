"""Cue clauses, and what stands in them between a cue and its content: hearers, times, places, media, adverbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.analysis import Sentence, Token
from dateline.reading.statements.cues import Cue
from dateline.reading.statements.phrases import ABOUT, FINITE, NOUNS, STOPS, is_nominal, noun_phrase, starts_clause
from dateline.reading.statements.setting import Setting
from dateline.reading.statements.sources import Phrase, phrase_head, with_links

_LONGEST_BRACKET = 8  # words of "(Inforadio)" after a hearer
_LONGEST_NAME = 4  # words of "on Africa programme" behind a name
_LONGEST_HEARER = 14  # words between "called on" and its "to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One cue with its clause, tokens [left, right) of a sentence.

    `first` is the cue's own first word and `last` the word after it; `verb` the word that its content hangs on.
    `adjuncts` are the phrases of the clause ("in a statement", "on Thursday"). `by` is who carries the words, in "was
    quoted as saying by". `negated`: "did not confirm". `inverted`: "said Merkel". `relative`: the subject is "who" or
    "which". `shared`: the subject stands with another verb.
    """

    sentence: int
    verb: int
    first: int
    last: int
    cue: Cue
    source: Phrase | None
    left: int
    right: int
    hearers: tuple[Phrase, ...] = ()
    adjuncts: tuple[Phrase, ...] = ()
    by: Phrase | None = None
    negated: bool = False
    inverted: bool = False
    relative: bool = False
    shared: bool = False


def complete(setting: Setting, frame: Frame) -> Frame:
    """The frame with its hearers and adjuncts, up to where content may begin.

    "called in a statement for" becomes the cue "call for".
    """
    sentence, tokens, dates = setting.sentence, setting.tokens, setting.dates
    cue, i, n = frame.cue, frame.right, len(setting.tokens)
    hearers: list[Phrase] = []
    adjuncts: list[Phrase] = []
    while i < n:
        token = tokens[i]
        if i in dates and not (dates[i] < n and tokens[dates[i]].tag == "POS"):  # "called Monday’s moves …"
            adjuncts.append(Phrase(i, dates[i], dates[i] - 1))
            i = dates[i]
        elif _is_adverb(setting, i):
            i += 1
        elif token.relation == "obl:tmod" and token.head == frame.verb and (end := noun_phrase(sentence, i)) > i:
            adjuncts.append(Phrase(i, end, end - 1))
            i = end
        elif token.tag in ("IN", "TO", "RP") and i + 1 in dates and not _is_of_noun(tokens, dates[i + 1]):
            adjuncts.append(Phrase(i, dates[i + 1], dates[i + 1] - 1))
            i = dates[i + 1]
        elif (phrase := _next_hearer(setting, cue, i, hearers)) is not None:
            hearers.append(phrase)
            i = phrase.last
        elif token.text in ("(", "-LRB-") and i and (closing := _closing(tokens, i)) is not None:
            i = closing + 1  # "told a broadcaster (Inforadio) that"
        elif (length := reference_to(tokens, i)) and (phrase := with_links(sentence, i + length)) is not None:
            i = phrase.last  # "reported with reference to a source that"
        elif token.tag in ("IN", "RP") and setting.is_a(i, "adjunct") and (end := _adjunct(sentence, i, cue)) > i:
            adjuncts.append(Phrase(i, end, phrase_head(sentence, i + 1, end)))
            i = end
        elif token.text in setting.cues.particles.get(cue.lemma, ()):
            cue = setting.cues.verbs[f"{cue.lemma} {token.text}"]
            i += 1
            break
        elif (
            token.tag in ("VBN", "VBD", "VBG") and token.relation == "acl" and adjuncts
        ):  # "in an interview aired on …"
            i = next((k for k in range(i, n) if tokens[k].text in STOPS or tokens[k].text == "that"), n)
        else:
            break
    return replace(frame, cue=cue, right=i, hearers=tuple(hearers), adjuncts=(*frame.adjuncts, *adjuncts))


def apposition_end(sentence: Sentence, end: int) -> int:
    """The end of ", a former envoy" right after a subject that ends at `end`, if its clause ends there too."""
    tokens = sentence.tokens
    if (
        end + 1 >= len(tokens)
        or tokens[end].text != ","
        or tokens[end + 1].tag not in NOUNS | {"DT", "PRP$", "WP", "WDT", "WP$"}
    ):
        return end
    if tokens[end + 1].tag not in ("WP", "WDT", "WP$") and starts_clause(sentence, end + 1):
        return end
    return next((i for i in range(end + 1, len(tokens)) if tokens[i].text in STOPS), len(tokens))


def _is_of_noun(tokens: Sequence[Token], i: int) -> bool:
    """Is what was read as a day part of a longer phrase: "in 2007 remarks"?"""
    return i < len(tokens) and tokens[i].tag in ("NN", "NNS") and tokens[i - 1].tag == "CD" and tokens[i - 1].head == i


def _closing(tokens: Sequence[Token], opening: int) -> int | None:
    """The bracket that closes the one at `opening`, if it stands near."""
    last = min(len(tokens), opening + _LONGEST_BRACKET)
    return next((i for i in range(opening + 1, last) if tokens[i].text in (")", "-RRB-")), None)


def reference_to(tokens: Sequence[Token], i: int) -> int:
    """The number of words of "with reference to" if it begins here, else 0."""
    if tokens[i].text not in ("with", "With"):
        return 0
    words = [token.text.lower() for token in tokens[i : i + 4]]
    return 3 if words[:3] == ["with", "reference", "to"] else 4 if words == ["with", "a", "reference", "to"] else 0


def _is_adverb(setting: Setting, i: int) -> bool:
    """Is it an adverb of the cue's ("said again that", "said late Friday")?"""
    tokens, following = setting.tokens, setting.tokens[i + 1] if i + 1 < len(setting.tokens) else None
    if tokens[i].text in ("late", "early") and i + 1 in setting.dates:
        return True
    return tokens[i].tag in ("RB", "RBR") and not setting.is_a(i, "negation") and not _is_of_content(following)


def _is_of_content(following: Token | None) -> bool:
    """Does an adverb before this word belong to the content ("said only after the talks")?"""
    return following is not None and following.tag in ("IN", "JJ", "CD") and following.text != "that"


def _next_hearer(setting: Setting, cue: Cue, i: int, before: Sequence[Phrase]) -> Phrase | None:
    """Who is told, or who is told besides, if the phrase begins here."""
    if not before:
        return _hearer(setting, cue, i)
    return _second(setting, i) if len(before) == 1 and before[0].last == i else None


def _hearer(setting: Setting, cue: Cue, i: int) -> Phrase | None:
    """Who is told, if the phrase begins here: "told him", "urged him to", "said to him"."""
    sentence, tokens, n = setting.sentence, setting.tokens, len(setting.tokens)
    first, end = i, i
    if (
        tokens[i].text == "to"
        and "to" in cue.to
        and i + 1 < n
        and (tokens[i + 1].tag == "PRP" or is_nominal(tokens, i + 1))
    ):
        first, end = i + 1, noun_phrase(sentence, i + 1)
    elif "object" in cue.to and tokens[i].tag not in ("EX", "WP"):
        end = noun_phrase(sentence, i)
        end = max(end, _compound_end(tokens, i, end))
        if end < n and tokens[end].tag in FINITE:
            return None  # "replied sanctions would stay"
    elif "order" in cue.to:
        end = noun_phrase(sentence, i)
        if end >= n or tokens[end].tag not in ("TO", "IN"):
            end = order_at(tokens, i, cue)
    end = next((k for k in range(first + 1, end) if k in setting.dates), end)  # "told lawmakers last week"
    return Phrase(first, end, phrase_head(sentence, first, end)) if end > first else None


def _compound_end(tokens: Sequence[Token], first: int, end: int) -> int:
    """The end of a name with a preposition in it, before its noun: "the BBC's Focus on Africa programme"."""
    heads = [tokens[i].head for i in range(first, end) if tokens[i].relation == "compound" and tokens[i].head >= end]
    near = heads and heads[0] < end + _LONGEST_NAME and tokens[heads[0]].tag in NOUNS
    return heads[0] + 1 if near and all(token.text not in STOPS for token in tokens[end : heads[0]]) else end


def _second(setting: Setting, i: int) -> Phrase | None:
    """Who is told besides, if the cue clause ends after him: "told police and Kenyan media that"."""
    sentence, tokens = setting.sentence, setting.tokens
    end = noun_phrase(sentence, i + 1) if tokens[i].text == "and" and i + 1 < len(tokens) else i
    ends = end > i + 1 and end < len(tokens) and (tokens[end].text in ("that", ",", ".", ":") or end in setting.dates)
    return Phrase(i + 1, end, phrase_head(sentence, i + 1, end)) if ends else None


def order_at(tokens: Sequence[Token], first: int, cue: Cue) -> int:
    """Where "to end the conflict" or "not to go" begins, that hangs on the cue; `first` if nowhere near.

    An apposition may stand before it: "appealed to the rebels, the masters of the north, to free him".
    """
    last = min(len(tokens) - 1, first + _LONGEST_HEARER)
    for i in range(first + 1, last):
        if tokens[i].text == ",":
            ends = range(i + 1, min(len(tokens) - 2, i + _LONGEST_HEARER))
            again = next((k for k in ends if tokens[k].text == "," or tokens[k].tag in FINITE), i)
            return again + 1 if tokens[again].text == "," and _is_order(tokens, again + 1, cue) else first
        if tokens[i].tag in FINITE or tokens[i].text in STOPS:
            return first
        if _is_order(tokens, i, cue):
            return i - (i - 1 > first and tokens[i - 1].text in ("not", "never"))
    return first


def _is_order(tokens: Sequence[Token], i: int, cue: Cue) -> bool:
    """Does an infinitive that hangs on the cue begin at `i`?"""
    head = tokens[i + 1].head
    infinitive = tokens[i].tag == "TO" and tokens[i + 1].tag == "VB" and head >= 0
    return infinitive and tokens[head].lemma in cue.lemma.split()


def _adjunct(sentence: Sentence, first: int, cue: Cue) -> int:
    """The end of a phrase with a preposition that belongs to the cue; `first` if it opens the content."""
    tokens = sentence.tokens
    word, following = tokens[first].text.lower(), tokens[first + 1].text if first + 1 < len(tokens) else ""
    if word in cue.takes or f"{word} {following}" in ABOUT:
        return first  # "accused of", "blamed for", "hailed as"
    phrase = with_links(sentence, first + (2 if following == "of" else 1))  # "ahead of the talks"
    if phrase is None:
        return first
    after = tokens[phrase.last] if phrase.last < len(tokens) else None
    if after is not None and after.tag in FINITE and after.relation != "acl":
        return first  # "said after the talks had ended": a clause
    return phrase.last
