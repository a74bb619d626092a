"""Cue clauses that are no subject and verb: "according to", "was quoted as saying by", "citing", "quoted by"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.analysis import Token
from dateline.reading.statements.clauses import Frame, apposition_end, complete, reference_to
from dateline.reading.statements.cues import Cue
from dateline.reading.statements.phrases import FINITE
from dateline.reading.statements.setting import Setting
from dateline.reading.statements.sources import Phrase, agent, shared_subject, subject, with_links

CITES = Cue("cite", "assertion")  # whom an outlet cites
CARRIED = Cue("quoted by", "assertion")  # which outlet quotes somebody
_LONGEST_POST = 10  # words of "to the United States Hamdullah Mohib"
_LONGEST_QUOTED = 9  # words from "quoted" to "as"
_LONGEST_PASSIVE = 16  # words from "was quoted" to "saying"


def read_preposition(setting: Setting, first: int) -> Frame | None:
    """ "according to the official", "in his view"."""
    sentence, tokens = setting.sentence, setting.tokens
    low = tokens[first].text.lower()
    for words, cue in setting.cues.prepositions.items():
        if low == words[0] and [t.text.lower() for t in tokens[first : first + len(words)]] == [*words]:
            last = first + len(words)
            phrase = with_links(sentence, last)
            if phrase is None:
                return None
            phrase = _with_post(setting, phrase)
            right = apposition_end(sentence, phrase.last)
            return Frame(
                sentence=sentence.index,
                verb=first,
                first=first,
                last=last,
                cue=cue,
                source=phrase,
                left=first,
                right=right,
            )
    opinion = low == "in" and first + 2 < len(tokens) and tokens[first + 1].tag == "PRP$"
    named = {tokens[first + 2].lemma, tokens[first + 2].text.lower()} if opinion else set()
    if named & setting.cues.nouns["opinion"]:
        cue = Cue(tokens[first + 2].lemma, "assertion", frozenset({"whole"}))
        whose, last = Phrase(first + 1, first + 2, first + 1), first + 3
        return Frame(
            sentence=sentence.index, verb=first, first=first, last=last, cue=cue, source=whose, left=first, right=last
        )
    return None


def _with_post(setting: Setting, phrase: Phrase) -> Phrase:
    """The phrase with where somebody is posted, and the name: "Ambassador to the United States Hamdullah Mohib"."""
    tokens = setting.tokens
    if phrase.last >= setting.stop or tokens[phrase.last].text not in ("to", "for", "in", "at"):
        return phrase
    end = next((i for i in range(phrase.last, setting.stop) if tokens[i].text == ","), None)
    if end is None or end - phrase.last > _LONGEST_POST or any(t.tag in FINITE for t in tokens[phrase.last : end]):
        return phrase
    return replace(phrase, last=end)


def read_quoted(setting: Setting, verb: int, before: int) -> Frame | None:
    """ "was quoted as saying by", "quoted Rouhani as saying": the speaker is the object or passive subject."""
    sentence, tokens, verbs = setting.sentence, setting.tokens, setting.cues.verbs
    saying = next(
        (
            i
            for i in range(verb + 1, min(len(tokens), verb + _LONGEST_PASSIVE))
            if tokens[i].lemma in verbs and _is_saying(tokens, i)
        ),
        None,
    )
    if saying is None:
        return None
    if any(t.lemma in ("be", "get") for t in tokens[before:verb]):
        source, carrier = subject(sentence, verb), agent(sentence, verb + 1, len(tokens))
        left = source.first if source else before
    else:
        source, carrier = with_links(sentence, verb + 1), subject(sentence, verb) or shared_subject(sentence, verb)
        left = carrier.first if carrier and carrier.last <= verb else before
    frame = Frame(
        sentence=sentence.index,
        verb=saying,
        first=verb,
        last=saying + 1,
        cue=verbs[tokens[saying].lemma],
        source=source,
        left=left,
        right=saying + 1,
        by=carrier,
    )
    frame = complete(setting, frame)
    if (
        carrier is not None
        and frame.right < len(tokens)
        and tokens[frame.right].text == "by"
        and carrier.first == frame.right + 1
    ):
        frame = replace(frame, right=carrier.last)
    return frame


def read_told(setting: Setting, verb: int, before: int) -> Frame | None:
    """ "was told by the premier that": who speaks stands after "by", the subject is told."""
    sentence, tokens = setting.sentence, setting.tokens
    cue = setting.cues.verbs.get(tokens[verb].lemma)
    passive = any(token.lemma in ("be", "get") for token in tokens[before:verb]) and tokens[verb + 1 : verb + 2]
    if cue is None or "object" not in cue.to or not passive or tokens[verb + 1].text != "by":
        return None
    if any(setting.is_a(i, "unreal") or setting.is_a(i, "negation") for i in range(before, verb)):
        return None
    source, told = with_links(sentence, verb + 2), subject(sentence, verb)
    right = source.last if source is not None else verb
    right = _past_day(setting, right)
    if any(tokens[i].lemma in ("if", "unless") for i in sentence.children(verb)):
        return None
    if source is None or told is None or right >= setting.stop or tokens[right].text != "that":
        return None
    return Frame(
        sentence=sentence.index,
        verb=verb,
        first=verb,
        last=verb + 1,
        cue=cue,
        source=source,
        left=told.first,
        right=right,
        hearers=(told,),
    )


def _is_saying(tokens: Sequence[Token], i: int) -> bool:
    """Is it the verb of "quoted as saying" or "quoted as having said"?"""
    if tokens[i - 1].text == "having":
        return tokens[i].tag in ("VBN", "VBD") and tokens[i - 2].text == "as"
    return tokens[i].tag == "VBG" and tokens[i - 1].text == "as"


def _is_saying_near(tokens: Sequence[Token], i: int) -> bool:
    """Does "as" follow within a name's length: "quoted the minister as saying"?"""
    return any(token.text.lower() == "as" for token in tokens[i : i + _LONGEST_QUOTED])


def _citing_him(setting: Setting, verb: int) -> Phrase | None:
    """Who cites somebody in a relative clause: "an aide, whom the Guardian quoted"."""
    tokens = setting.tokens
    if tokens[verb].tag not in FINITE or tokens[verb].lemma not in ("cite", "quote"):
        return None
    own = subject(setting.sentence, verb)
    return own if own is not None and own.first and tokens[own.first - 1].text == "whom" else None


def _past_day(setting: Setting, i: int) -> int:
    """The word after a day that begins at `i`, with or without a preposition; `i` if none does."""
    after_preposition = setting.dates.get(i + 1, i) if i < len(setting.tokens) and setting.tokens[i].tag == "IN" else i
    return setting.dates.get(i, after_preposition)


def find_citing(setting: Setting) -> list[Frame]:
    """ "…, citing a source", "with reference to a source", "quoted by Fars": clauses that name a link of the chain."""
    tokens, found = setting.tokens, []
    for i, token in enumerate(tokens):
        if i == 0:
            continue
        cue, length = CITES, reference_to(tokens, i)
        by = _past_day(setting, i + 1)  # "published on Tuesday by"
        is_carried = by < len(tokens) and tokens[by].text.lower() == "by" and setting.is_a(i, "carried")
        if is_carried and not _is_saying_near(tokens, i):
            cue, length = CARRIED, by + 1 - i
        elif token.lemma in ("cite", "quote") and not _is_saying_near(tokens, i):
            # "citing a source"; "Xinhua, which cited a source, …"
            if tokens[i - 1].text == "without":
                continue
            length = int(token.tag == "VBG" or (token.tag in FINITE and tokens[i - 1].tag in ("WDT", "WP")))
            length = length or int(_citing_him(setting, i) is not None)
        if not length or setting.quotes.at(token.start) is not None:
            continue
        phrase = with_links(setting.sentence, i + length)
        if (carrier := _citing_him(setting, i)) is not None:
            cue, length, phrase = CARRIED, 1, carrier
        if phrase is not None:
            last, right = i + length, phrase.last
            found.append(
                Frame(
                    sentence=setting.sentence.index,
                    verb=i,
                    first=i,
                    last=last,
                    cue=cue,
                    source=phrase,
                    left=i,
                    right=right,
                )
            )
    return found
