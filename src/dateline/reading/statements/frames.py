"""Cue clauses: "Kang told a committee in Seoul on Thursday", with who speaks, to whom, and where the clause ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.analysis import Sentence, Token
from dateline.reading.statements.clauses import Frame, apposition_end, complete
from dateline.reading.statements.cues import Cue
from dateline.reading.statements.links import read_preposition, read_quoted, read_told
from dateline.reading.statements.phrases import FINITE, NOUNS, is_quote_mark, noun_phrase
from dateline.reading.statements.setting import DASHES, Setting
from dateline.reading.statements.sources import (
    Phrase,
    antecedent,
    phrase_head,
    shared_subject,
    subject,
    subject_after,
)


def find_frames(setting: Setting) -> list[Frame]:
    """The cue clauses of a sentence, in text order. Words within quotations are no cues."""
    frames: list[Frame] = []
    for i, token in enumerate(setting.tokens):
        if setting.quotes.at(token.start) is not None or _is_name(setting, i):
            continue
        frame = read_preposition(setting, i)
        if frame is None and (token.tag.startswith("V") or _is_mistaken(setting.sentence, i)):
            frame = _verb(setting, i)
        if frame is not None and not (frames and frames[-1].last > frame.first):
            frames.append(_resumed(setting, frames[-1], frame) if frames else frame)
    return frames


def _resumed(setting: Setting, before: Frame, frame: Frame) -> Frame:
    """A coordinated cue after "told him that China was concerned and urged": the subject is the one who told."""
    said = setting.tokens[before.verb].tag == "VBD"
    return (
        replace(frame, source=before.source)
        if frame.shared and said and resumes(setting, before.right, frame.verb)
        else frame
    )


def resumes(setting: Setting, first: int, verb: int) -> bool:
    """Does a coordinated cue after reported speech, tokens [first, verb), go on from its speaker ("… and urged")?

    Were it part of the speech, it would stand one tense further back ("had urged"), or share an auxiliary ("would pay
    and urge"): so "would pay and urged" is none.
    """
    between = [token for token in setting.tokens[first:verb] if token.tag in FINITE]
    if setting.tokens[verb].tag != "VBD" or len(between) != 1:
        return False
    (only,) = between
    return only.tag == "MD" or (only.tag == "VBD" and only.text not in setting.cues.words["shifted"])


def _is_name(setting: Setting, i: int) -> bool:
    """Is it a name that looks like a cue ("opposition head Said Abdullo")? Headlines have large letters anywhere."""
    tokens = setting.tokens
    if setting.sentence.section != "body" or not tokens[i].text[:1].isupper() or i <= setting.start:
        return False
    before = tokens[i - 1]
    return not is_quote_mark(before) and before.text not in {":", ".", "…"} | DASHES


def _is_mistaken(sentence: Sentence, i: int) -> bool:
    """A verb of the present that was tagged as a plural, though the arcs make it a predicate ("Hunt tweets that")."""
    tokens = sentence.tokens
    # "accuses him of fraud, demands that he go"
    listed = tokens[i].relation == "conj" and any(tokens[k].tag == "VBZ" for k in sentence.ancestors(i))
    listed = listed and tokens[i - 1].text == "," and tokens[i + 1 : i + 2] != () and tokens[i + 1].text == "that"
    return tokens[i].tag == "NNS" and (listed or tokens[i].relation in ("root", "parataxis", "ccomp"))


def _verb(setting: Setting, verb: int) -> Frame | None:
    tokens = setting.tokens
    found = _cue(setting, verb)
    if found is None:
        return None
    cue, last = found
    before = _auxiliaries(tokens, verb)
    if _is_unsaid(setting, verb, before):
        return read_told(setting, verb, before)
    if cue.lemma in ("quote", "cite"):
        return read_quoted(setting, verb, before)
    if _is_other_participle(setting, verb, before, cue):
        return None
    frame = _with_subject(setting, verb, before, cue, last)
    if frame is None:
        return None
    negated = any(setting.is_a(i, "negation") for i in range(before, verb))
    frame = complete(setting, replace(frame, negated=negated))
    if "required" in cue.to and not frame.hearers and frame.right < setting.stop:  # "officials told of the plan"
        opens = tokens[frame.right].text == "that" or setting.opening_quote(frame.right) is not None
        return frame if opens else None
    return frame


def _cue(setting: Setting, verb: int) -> tuple[Cue, int] | None:
    """The cue that begins at this verb and the word after it: "point out" before "point"."""
    tokens, cues = setting.tokens, setting.cues
    lemma = tokens[verb].lemma
    first = verb + 1 + (tokens[verb + 1 : verb + 2] != () and tokens[verb + 1].tag == "RB")  # "spoke only of"
    for particle in cues.particles.get(lemma, ()):
        words = particle.split()
        last = first + len(words)
        is_day = first in setting.dates or last in setting.dates  # "called on Sunday for"
        if not is_day and [t.text.lower() for t in tokens[first:last]] == words:
            return cues.verbs[f"{lemma} {particle}"], last
    following = tokens[verb + 1] if verb + 1 < len(tokens) else None
    if following is not None and (following.tag == "RP" or following.relation == "compound:prt"):
        return None  # "called off", "turned down", "set up"
    if lemma == "claim" and following is not None and setting.is_a(verb + 1, "claimed"):
        return None  # "claimed responsibility"
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


def _is_unsaid(setting: Setting, verb: int, before: int) -> bool:
    """Is it not, or not yet, said: "will say", "if he says", "was told" (by nobody named)?"""
    tokens = setting.tokens
    if any(setting.is_a(i, "unreal") for i in range(before, verb)):
        return True
    if any(
        tokens[i].relation == "mark" and tokens[i].lemma in ("if", "unless") for i in setting.sentence.children(verb)
    ):
        return True
    if tokens[verb].lemma in ("confirm", "deny") and _is_left_open(tokens, verb):
        return True
    passive = tokens[verb].tag in ("VBN", "VBD") and any(t.lemma in ("be", "get") for t in tokens[before:verb])
    return passive and tokens[verb].lemma not in ("quote", "cite")


def _is_left_open(tokens: Sequence[Token], verb: int) -> bool:
    """Is it one of the two verbs of "neither confirmed nor denied", "would not confirm or deny"?"""
    near = [token.lemma for token in tokens[max(0, verb - 4) : verb + 5]]
    return "confirm" in near and "deny" in near and bool({"nor", "or"} & {*near})


def _is_other_participle(setting: Setting, verb: int, before: int, cue: Cue) -> bool:
    """A participle that says nothing: "briefed on the plan"; "adding iodine to salt" without a comma before it."""
    tokens, token = setting.tokens, setting.tokens[verb]
    text = token.text.lower()
    if before < verb:
        return False
    if text.endswith("ing"):
        previous = tokens[verb - 1] if verb else None
        return previous is not None and not (
            previous.text in ({",", "and", "while", "as"} | DASHES)
            or is_quote_mark(previous)
            or (previous.tag in NOUNS and token.relation == "acl")
        )
    if token.tag == "VBN" and token.relation in ("acl", "amod", "advcl"):
        if token.relation == "amod" and verb and tokens[verb - 1].tag == "CC" and _is_charge(setting, verb, cue):
            return False
        return "required" in cue.to or not _has_that(setting, verb)
    bare = text.endswith(("ed", "en")) and token.tag in ("VBN", "VBG")
    return bare and "required" in cue.to and verb + 1 < len(tokens) and tokens[verb + 1].tag in ("IN", "RB")


def _is_charge(setting: Setting, verb: int, cue: Cue) -> bool:
    """Does "of" and a participle follow on a noun phrase ("and accused aid agencies of exaggerating")?"""
    tokens, end = setting.tokens, noun_phrase(setting.sentence, verb + 1)
    of = next((i for i in range(verb + 2, min(end + 1, len(tokens) - 1)) if tokens[i].text == "of"), None)
    return "of" in cue.takes and of is not None and tokens[of + 1].tag == "VBG"


def _has_that(setting: Setting, verb: int) -> bool:
    """Does "that" open a clause right after a participle, or after its day: "rebels charged on Friday that"?"""
    i = verb + 1 + (setting.tokens[verb + 1 : verb + 2] != () and setting.tokens[verb + 1].tag == "IN")
    i = setting.dates.get(i, verb + 1)
    return i < len(setting.tokens) and setting.tokens[i].text == "that" and setting.tokens[i].tag == "IN"


def _with_subject(setting: Setting, verb: int, before: int, cue: Cue, last: int) -> Frame | None:
    """The frame of a cue with its subject: before it, after it ("said Merkel"), or with another verb ("and said")."""
    sentence, tokens = setting.sentence, setting.tokens
    frame = Frame(
        sentence=sentence.index, verb=verb, first=verb, last=last, cue=cue, source=None, left=before, right=last
    )
    bare = tokens[verb].tag == "VB" and not any(t.lemma == "do" for t in tokens[before:verb])
    if bare and (before < verb or tokens[verb - 1].tag == "TO" or not _subjects(setting, verb)):  # not "the king let"
        head = tokens[verb].head
        if not (
            verb and tokens[verb - 1].tag == "TO" and head >= 0 and tokens[head].lemma in setting.cues.words["go-on"]
        ):
            return None  # "wants to say"
        return replace(frame, source=subject(sentence, head) or shared_subject(sentence, verb), shared=True)
    own = subject(sentence, verb, skip=_skipped(setting, before))
    sure = own is not None and any(own.first <= i < own.last for i in _subjects(setting, verb))
    if not sure and _may_invert(setting, verb, before, cue):
        after = subject_after(sentence, last - 1)
        if after is not None and not _goes_on(tokens, after.last):
            right = apposition_end(sentence, after.last)
            named = after if right == after.last else replace(after, apposition=(after.last + 1, right))
            return replace(frame, source=named, right=right, inverted=True)
    if own is not None:
        relative = tokens[own.head].tag in ("WP", "WDT")
        source = antecedent(sentence, own.first) if relative else _without_date(setting, own)
        if relative and source is not None and any(source.first <= day < source.last for day in setting.dates):
            return None  # "said on Sunday that calls for talks …"
        first, last_one = own.apposition
        first += first + 1 < last_one and setting.is_a(first, "written-on")  # "Medvedev, writing on Telegram, warned"
        # "Aliyev, in a televised speech, hailed"; "a source, speaking to Reuters, said"
        if first < last_one and (tokens[first].tag == "IN" or setting.is_a(first, "given-to")):
            phrase = Phrase(first, last_one, phrase_head(sentence, first + 1, last_one))
            frame = replace(frame, adjuncts=(phrase,))
        if source is not None and (medium := _medium_in(setting, source)):  # "Fidan in a post on X said"
            phrase = Phrase(medium, source.last, phrase_head(sentence, medium + 1, source.last))
            frame, source = replace(frame, adjuncts=(*frame.adjuncts, phrase)), replace(source, last=medium)
        return replace(frame, source=source, left=own.first, relative=relative)
    if tokens[verb].tag == "VBG" or _is_joined(tokens, verb, before):
        return replace(frame, source=shared_subject(sentence, verb), shared=True)
    return None


def _medium_in(setting: Setting, phrase: Phrase) -> int:
    """Where "in a post on X" begins within what was read as the subject; 0 if it is not there."""
    tokens, nouns = setting.tokens, setting.cues.nouns["medium"]
    for i in range(phrase.head + 1, phrase.last - 1):
        if setting.is_a(i, "through") and tokens[phrase_head(setting.sentence, i + 1, phrase.last)].lemma in nouns:
            return i
    return 0


def _without_date(setting: Setting, phrase: Phrase) -> Phrase:
    """The phrase without a time expression that opens it ("Last week American envoys said")."""
    end = setting.dates.get(phrase.first, phrase.first)
    return replace(phrase, first=end) if end <= phrase.head else phrase


def _subjects(setting: Setting, verb: int) -> list[int]:
    relations = ("nsubj", "nsubj:pass")
    return [i for i in setting.sentence.children(verb) if i < verb and setting.tokens[i].relation in relations]


def _skipped(setting: Setting, end: int) -> frozenset[int]:
    """The words of a time expression that ends at `end` ("Pompeo on Thursday said")."""
    for first in range(end - 1, max(-1, end - 5), -1):
        if setting.dates.get(first) == end:
            return frozenset(range(first - (first > 0 and setting.tokens[first - 1].tag == "IN"), end))
    return frozenset()


def _may_invert(setting: Setting, verb: int, before: int, cue: Cue) -> bool:
    """Does a cue that may stand before its subject follow right on a comma or a closing mark (", said Merkel")?"""
    tokens = setting.tokens
    # "asked a baker" may be inverted, "told reporters" never is.
    inverts = "quote" in cue.takes and cue.takes & {"clause", "whether", "order"} and "required" not in cue.to
    if not inverts or tokens[verb].tag == "VBG":
        return False
    if before <= setting.start:  # "Said an official at the ministry: “…”"
        return tokens[verb].tag in FINITE and any(token.text == ":" for token in tokens[verb:])
    closing = setting.closing_quote(before - 1) is not None
    if not cue.takes & {"clause", "whether"} and not closing:
        return False  # "“Others should follow,” urged Solórzano", not "…, urged restraint"
    if tokens[verb].relation == "conj" and not closing:
        return False  # "broke off relations, recalled their ambassadors and …"
    return closing or tokens[before - 1].text in (",", "—", "–")


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    """Is the phrase that ends here the subject of a clause, or followed by one, so that it is no inverted subject?"""
    return i < len(tokens) and (tokens[i].tag in FINITE or tokens[i].text.lower() in ("that", "whether"))


def _is_joined(tokens: Sequence[Token], verb: int, before: int) -> bool:
    """May a finite cue share its subject with a verb before it ("met him and said", "confirms it, but says")?

    Not so the participle of "Asked whether …, he said" or "the call expected this week".
    """
    if tokens[verb].tag == "NNS":
        return tokens[verb].relation == "conj"
    if tokens[verb].tag not in ("VBD", "VBZ", "VBP", "VBN") or before == 0:
        return False
    return tokens[before - 1].tag == "CC" or (
        tokens[verb].relation == "conj" and (tokens[verb].tag != "VBN" or before < verb)
    )
