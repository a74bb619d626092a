"""Cue clauses: "Kang told a committee in Seoul on Thursday", with who speaks, to whom, and where the clause ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.analysis import Sentence, Token
from dateline.reading.statements.cues import Cue, Cues
from dateline.reading.statements.phrases import FINITE, NOUNS, STOPS, is_nominal, is_quote_mark, noun_phrase, starts_clause
from dateline.reading.statements.quotes import Quotes
from dateline.reading.statements.sources import (
    Phrase,
    agent,
    antecedent,
    phrase_head,
    shared_subject,
    subject,
    subject_after,
    with_links,
)

_ADJUNCTS = frozenset(
    "in at on by via through during after before ahead following from outside near with alongside over under upon as of "
    "against without".split()
)
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_UNREAL = frozenset({"will", "would", "may", "might", "could", "should", "can", "must", "shall", "'ll", "’ll", "wo", "ca"})
_GO_ON = frozenset({"go", "continue", "proceed", "use", "take", "hasten", "rush"})  # "went on to say"


@dataclass(frozen=True, slots=True)
class Frame:
    """One cue with its clause, tokens [left, right) of a sentence.

    `first` is the cue's own first word and `last` the word after it; `adjuncts` are the phrases within the clause ("in a
    statement", "on Thursday"). `by` is who carries the words, in "was quoted as saying by". `negated`: "did not confirm".
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
    relative: bool = False  # the subject is "which", "who"
    shared: bool = False  # the subject stands with another verb


def find_frames(sentence: Sentence, quotes: Quotes, cues: Cues, dates: Mapping[int, int]) -> list[Frame]:
    """The cue clauses of a sentence, in text order. Words within quotations are no cues.

    `dates`: where a time expression begins → the word after it.
    """
    frames: list[Frame] = []
    tokens = sentence.tokens
    for i, token in enumerate(tokens):
        if quotes.at(token.start) is not None:
            continue
        frame = None
        if token.text.lower() in ("according", "in", "as"):
            frame = _preposition(sentence, i, cues)
        elif token.tag.startswith("V") or _is_mistaken(token):
            frame = _verb(sentence, i, quotes, cues, dates)
        if frame is not None and not (frames and frames[-1].last > frame.first):
            frames.append(frame)
    return frames


def _is_mistaken(token: Token) -> bool:
    """A verb of the present that was tagged as a plural, though the arcs make it a predicate ("Hunt tweets that")."""
    return token.tag == "NNS" and token.relation in ("root", "parataxis", "ccomp")


def _verb(sentence: Sentence, verb: int, quotes: Quotes, cues: Cues, dates: Mapping[int, int]) -> Frame | None:
    tokens = sentence.tokens
    found = _cue(tokens, verb, cues)
    if found is None:
        return None
    cue, last = found
    token = tokens[verb]
    before = _auxiliaries(tokens, verb)
    words = {t.text.lower() for t in tokens[before:verb]}
    if words & _UNREAL or any(tokens[i].relation == "mark" and tokens[i].lemma in ("if", "unless") for i in sentence.children(verb)):
        return None
    negated = bool(words & _NEGATIONS)
    if cue.lemma in ("quote", "cite"):
        return _quoted(sentence, verb, cues, dates)
    if _is_passive_participle(tokens, verb, before, cue):
        return None  # "people briefed on the plan", "adding iodine to salt"
    if token.tag in ("VBN", "VBD") and any(t.lemma in ("be", "get") for t in tokens[before:verb]) and not _progressive(tokens, before, verb):
        return None  # "was told": who spoke is not said
    if token.tag == "VB" and not words & {"did", "do", "does"}:
        head = tokens[verb].head
        if not (verb and tokens[verb - 1].tag == "TO" and head >= 0 and tokens[head].lemma in _GO_ON):
            return None
        who = subject(sentence, head) or shared_subject(sentence, verb)
        return _complete(sentence, Frame(sentence.index, verb, verb, last, cue, who, verb, last), cues, dates)
    own = subject(sentence, verb, skip=_skipped(sentence, before, dates))
    inverted = False
    # "asked a baker" is inverted, "told reporters" never is
    if "quote" in cue.takes and cue.takes & {"clause", "whether"} and ("object" not in cue.to or len(cue.to) > 1 or "whether" in cue.takes) and _may_invert(sentence, verb, before, quotes):
        after = subject_after(sentence, last - 1)
        sure = own is not None and any(own.first <= i < own.last for i in _subjects(sentence, verb))
        if after is not None and not sure and _ends_well(sentence, after.last):
            own, inverted = after, True
    if own is not None and not inverted:
        relative = tokens[own.head].tag in ("WP", "WDT") and tokens[own.head].lemma in ("who", "which", "that")
        left = own.first
        if relative:
            own = antecedent(sentence, own.first)
        frame = Frame(sentence.index, verb, verb, last, cue, own, left, last, negated=negated, relative=relative)
    elif inverted and own is not None:
        frame = Frame(sentence.index, verb, verb, last, cue, own, before, own.last, negated=negated, inverted=True)
        frame = replace(frame, right=_apposition(sentence, own.last))
    elif token.tag == "VBG" or _is_joined(tokens, verb, before):
        frame = Frame(sentence.index, verb, verb, last, cue, shared_subject(sentence, verb), before, last, negated=negated, shared=True)
    else:
        return None
    return _complete(sentence, frame, cues, dates)


def _subjects(sentence: Sentence, verb: int) -> list[int]:
    return [i for i in sentence.children(verb) if i < verb and sentence.tokens[i].relation in ("nsubj", "nsubj:pass")]


def _cue(tokens: Sequence[Token], verb: int, cues: Cues) -> tuple[Cue, int] | None:
    """The cue that begins at this verb and the word after it: "point out" before "point"."""
    lemma = tokens[verb].lemma
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    for particle in cues.particles.get(lemma, ()):
        words = particle.split()
        if [t.text.lower() for t in tokens[verb + 1 : verb + 1 + len(words)]] == words:
            return cues.verbs[f"{lemma} {particle}"], verb + 1 + len(words)
    if following is not None and (following.tag == "RP" or following.relation == "compound:prt"):
        return None  # "called off", "turned down", "set up"
    cue = cues.verbs.get(lemma)
    return None if cue is None else (cue, verb + 1)


def _auxiliaries(tokens: Sequence[Token], verb: int) -> int:
    """The first word of the verb group that ends with `verb` ("has not yet said")."""
    i = verb
    while i > 0 and (
        tokens[i - 1].tag in ("MD", "RB")
        or (tokens[i - 1].lemma in ("be", "have", "do", "get") and tokens[i - 1].tag.startswith("V"))
    ):
        i -= 1
    return i


def _progressive(tokens: Sequence[Token], first: int, verb: int) -> bool:
    return tokens[verb].tag == "VBG" and first < verb


def _is_passive_participle(tokens: Sequence[Token], verb: int, before: int, cue: Cue) -> bool:
    """A participle that says nothing: "briefed on the plan"; "adding iodine to salt" without a comma before it."""
    token, text = tokens[verb], tokens[verb].text.lower()
    if text.endswith("ing"):
        previous = tokens[before - 1] if before else None
        return previous is not None and before == verb and not (
            previous.text in (",", "—", "–", "and", "while", "as")
            or is_quote_mark(previous)
            or (previous.tag in NOUNS and token.relation == "acl")
        )
    if before == verb and token.tag == "VBN" and token.relation in ("acl", "amod", "advcl"):
        return True
    bare = before == verb and text.endswith(("ed", "en")) and token.tag in ("VBN", "VBG")
    return bare and cue.to == {"object"} and verb + 1 < len(tokens) and tokens[verb + 1].tag in ("IN", "RB")


def _is_joined(tokens: Sequence[Token], verb: int, before: int) -> bool:
    """May a finite cue share its subject with a verb before it ("met him and said", "confirms it, but says")?

    Not so the participle of "Asked whether …, he said" or "the call expected this week".
    """
    if tokens[verb].tag not in ("VBD", "VBZ", "VBP", "VBN") or before == 0:
        return False
    previous = tokens[before - 1]
    return previous.tag == "CC" or (tokens[verb].relation == "conj" and (tokens[verb].tag != "VBN" or before < verb))


def _skipped(sentence: Sentence, end: int, dates: Mapping[int, int]) -> frozenset[int]:
    """The words of a time expression that ends at `end` ("Pompeo on Thursday said")."""
    for first in range(end - 1, max(-1, end - 5), -1):
        if dates.get(first) == end:
            if first and sentence.tokens[first - 1].tag == "IN":
                first -= 1
            return frozenset(range(first, end))
    return frozenset()


def _may_invert(sentence: Sentence, verb: int, before: int, quotes: Quotes) -> bool:
    """Does the cue follow right on a comma or a closing quotation mark (", said Merkel")?"""
    if before == 0 or sentence.tokens[verb].tag == "VBG":
        return False
    token = sentence.tokens[before - 1]
    closing = is_quote_mark(token) and (quote := quotes.at(token.start)) is not None and quote.outer.end == token.end
    if sentence.tokens[verb].relation == "conj" and not closing:
        return False  # "broke off relations, recalled their ambassadors and …"
    return closing or token.text in (",", "—", "–")


def _ends_well(sentence: Sentence, i: int) -> bool:
    """Is the phrase that ends here no object of the cue with more to come, nor subject of a clause?"""
    tokens = sentence.tokens
    if i >= len(tokens):
        return True
    return tokens[i].tag not in FINITE and tokens[i].text.lower() not in ("that", "whether")


def _apposition(sentence: Sentence, end: int) -> int:
    """The end of ", a former envoy" right after an inverted subject, if the sentence or the clause ends there."""
    tokens = sentence.tokens
    if end < len(tokens) and tokens[end].text == "," and end + 1 < len(tokens) and tokens[end + 1].tag in NOUNS | {"DT", "PRP$", "WP"}:
        stop = next((i for i in range(end + 1, len(tokens)) if tokens[i].text in STOPS), len(tokens))
        if tokens[end + 1].tag == "WP" or not starts_clause(sentence, end + 1):
            return stop
    return end


def _complete(sentence: Sentence, frame: Frame, cues: Cues, dates: Mapping[int, int]) -> Frame:
    """The frame with what stands between its cue and the content: hearers, times, places, media, adverbs."""
    tokens, n, i = sentence.tokens, len(sentence.tokens), frame.right
    hearers: list[Phrase] = []
    adjuncts: list[Phrase] = []
    cue = frame.cue
    while i < n:
        token = tokens[i]
        if i in dates and dates[i] > i:
            adjuncts.append(Phrase(i, dates[i], dates[i] - 1))
            i = dates[i]
        elif token.tag in ("RB", "RBR") and token.lemma not in _NEGATIONS and not (
            i + 1 < n and tokens[i + 1].tag in ("IN", "JJ", "CD") and tokens[i + 1].text != "that"
        ):
            i += 1
        elif token.relation == "obl:tmod" and token.head == frame.verb and (end := noun_phrase(sentence, i)) > i:
            adjuncts.append(Phrase(i, end, end - 1))
            i = end
        elif token.tag in ("IN", "TO", "RP") and i + 1 in dates:
            adjuncts.append(Phrase(i, dates[i + 1], dates[i + 1] - 1))
            i = dates[i + 1]
        elif not hearers and "object" in cue.to and (end := _before_date(_hearer(sentence, i), i, dates)) > i:
            hearers.append(Phrase(i, end, phrase_head(sentence, i, end)))
            i = end
        elif not hearers and "order" in cue.to and (end := noun_phrase(sentence, i)) > i and end < n and tokens[end].tag in ("TO", "IN"):
            hearers.append(Phrase(i, end, phrase_head(sentence, i, end)))
            i = end
        elif (
            not hearers
            and token.text == "to"
            and "to" in cue.to
            and i + 1 < n
            and (tokens[i + 1].tag == "PRP" or is_nominal(tokens, i + 1))
            and (end := noun_phrase(sentence, i + 1)) > i + 1
        ):
            hearers.append(Phrase(i + 1, end, phrase_head(sentence, i + 1, end)))
            i = end
        elif (length := reference_to(tokens, i)) and (phrase := with_links(sentence, i + length)) is not None:
            i = phrase.last  # "reported with reference to a source that"
        elif token.tag in ("IN", "RP") and token.text.lower() in _ADJUNCTS and (end := _adjunct(sentence, i, cue)) > i:
            adjuncts.append(Phrase(i, end, phrase_head(sentence, i + 1, end)))
            i = end
        elif token.text in cues.particles.get(cue.lemma, ()):
            cue = cues.verbs[f"{cue.lemma} {token.text}"]  # "called in a statement for"
            i += 1
            break
        elif token.tag in ("VBN", "VBD") and token.relation == "acl" and adjuncts:  # "in an interview aired on Monday"
            i = next((k for k in range(i, n) if tokens[k].text in STOPS or tokens[k].text == "that"), n)
        else:
            break
    return replace(frame, cue=cue, right=i, hearers=tuple(hearers), adjuncts=tuple(adjuncts))


def reference_to(tokens: Sequence[Token], i: int) -> int:
    """The number of words of "with reference to" if it begins here, else 0."""
    words = [token.text.lower() for token in tokens[i : i + 4]]
    return 3 if words[:3] == ["with", "reference", "to"] else 4 if words == ["with", "a", "reference", "to"] else 0


def _before_date(end: int, first: int, dates: Mapping[int, int]) -> int:
    """`end`, or where a time expression begins before it ("told lawmakers last week")."""
    return next((i for i in range(first + 1, end) if i in dates), end)


def _hearer(sentence: Sentence, first: int) -> int:
    """The end of the phrase that names who is told; `first` if what stands here is the content itself."""
    if first >= len(sentence.tokens) or sentence.tokens[first].tag in ("EX", "WP"):
        return first
    end = noun_phrase(sentence, first)
    if end < len(sentence.tokens) and sentence.tokens[end].tag in FINITE:
        return first  # "replied sanctions would stay"
    return end


def _adjunct(sentence: Sentence, first: int, cue: Cue) -> int:
    """The end of a phrase with a preposition that belongs to the cue; `first` if it opens the content."""
    tokens = sentence.tokens
    word = tokens[first].text.lower()
    if word in cue.takes or (word == "as" and "as" in cue.takes):
        return first  # "accused of", "blamed for", "hailed as"
    start = first + 1
    if word == "ahead" and start < len(tokens) and tokens[start].text == "of":
        start += 1
    phrase = with_links(sentence, start)
    if phrase is None:
        return first
    after = tokens[phrase.last] if phrase.last < len(tokens) else None
    if after is not None and after.tag in FINITE and after.relation != "acl":
        return first  # "said after the talks had ended": a clause
    return phrase.last


def _quoted(sentence: Sentence, verb: int, cues: Cues, dates: Mapping[int, int]) -> Frame | None:
    """ "was quoted as saying by", "quoted Rouhani as saying": the speaker is the object or passive subject."""
    tokens = sentence.tokens
    saying = next(
        (
            i
            for i in range(verb + 1, min(len(tokens), verb + 16))
            if tokens[i].tag == "VBG" and tokens[i].lemma in cues.verbs and tokens[i - 1].text == "as"
        ),
        None,
    )
    if saying is None:
        return None
    cue = cues.verbs[tokens[saying].lemma]
    before = _auxiliaries(tokens, verb)
    carrier: Phrase | None
    if any(t.lemma in ("be", "get") for t in tokens[before:verb]):
        source = subject(sentence, verb)
        carrier = agent(sentence, verb + 1, len(tokens))
        left = source.first if source else before
    else:
        carrier = subject(sentence, verb) or shared_subject(sentence, verb)
        source = with_links(sentence, verb + 1)
        left = carrier.first if carrier and carrier.last <= verb else before
    frame = _complete(sentence, Frame(sentence.index, saying, verb, saying + 1, cue, source, left, saying + 1, by=carrier), cues, dates)
    if carrier is not None and frame.right < len(tokens) and tokens[frame.right].text == "by" and carrier.first == frame.right + 1:
        frame = replace(frame, right=carrier.last)
    return frame


def _preposition(sentence: Sentence, first: int, cues: Cues) -> Frame | None:
    """ "according to the official", "in his view"."""
    tokens = sentence.tokens
    for words, cue in cues.prepositions.items():
        if tuple(t.text.lower() for t in tokens[first : first + len(words)]) == words:
            last = first + len(words)
            phrase = with_links(sentence, last)
            if phrase is None:
                return None
            return Frame(sentence.index, first, first, last, cue, phrase, first, _apposition(sentence, phrase.last))
    if tokens[first].text.lower() == "in" and first + 2 < len(tokens) and tokens[first + 1].tag == "PRP$":
        if tokens[first + 2].lemma in cues.opinions:
            cue = Cue(tokens[first + 2].lemma, "assertion", frozenset({"whole"}), frozenset())
            return Frame(sentence.index, first, first, first + 3, cue, Phrase(first + 1, first + 2, first + 1), first, first + 3)
    return None
