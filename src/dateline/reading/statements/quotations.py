"""Quotations that no cue clause introduces: they go on from a speaker, or stand after a colon."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.analysis import Sentence
from dateline.reading.frame import Cast, Scene
from dateline.reading.statements.cues import Cues
from dateline.reading.statements.drafts import Draft
from dateline.reading.statements.phrases import is_quote_mark, noun_phrase
from dateline.reading.statements.quotes import Quote, Quotes
from dateline.reading.statements.setting import is_speech
from dateline.reading.statements.sources import Phrase, phrase_head, subject
from dateline.reading.statements.voices import Speaker, speaker
from dateline.record import Issue, Span

_NEAR = 2  # sentences between a speaker and a quotation of the same paragraph
_LONGEST_LABEL = 6  # words of "Foreign Minister Lavrov: “…”"
_OPENING_MARKS = frozenset("“\"«‘'„‹")


def give_speakers(
    scene: Scene, cast: Cast, quotes: Quotes, cues: Cues, drafts: Sequence[Draft]
) -> tuple[list[Draft], tuple[Issue, ...]]:
    """The drafts, with the quotations that none of them holds given to whoever was speaking; and those left over."""
    found, issues = list(drafts), []
    for quote in quotes.all:
        if any(part.start < quote.end and quote.start < part.end for draft in drafts for part in draft.parts):
            continue
        sentence = _sentence_of(scene, quote)
        if sentence is None or sentence.section != "body" or not _is_said(scene, sentence, quote):
            continue
        earlier = [draft for draft in found if not draft.dropped and draft.parts[-1].start < quote.start]
        last = max(
            earlier, key=lambda draft: max(draft.parts[-1].end, scene.sentence(draft.sentence).end), default=None
        )
        if last is not None and _in_same_breath(scene, last, quote):
            last.parts += quote.parts
            continue
        who = _introducer(scene, cast, sentence, quote, cues, last)
        introduced = scene.article.text[sentence.start : quote.outer.start].rstrip().endswith(":")
        if who is None and not introduced and last is not None and _still_speaks(scene, last, sentence):
            who = last.speaker
        if who is None:
            issues.append(Issue("statements", "no speaker found for a quotation", scene.cite((quote.start, quote.end))))
        else:
            found.append(Draft(sentence.index, None, who, list(quote.parts)))
    return found, tuple(issues)


def block_after(scene: Scene, quotes: Quotes, cues: Cues, sentence: Sentence) -> list[Span]:
    """What follows a paragraph that ends with "the minister said:": a quotation, or paragraphs without marks.

    Of the latter the first, and those after it that speak of "I" or "we".
    """
    paragraphs: dict[int, list[Sentence]] = {}
    for one in scene.analysis.sentences[sentence.index + 1 :]:
        paragraphs.setdefault(one.paragraph, []).append(one)
    found: list[Span] = []
    for paragraph, sentences in paragraphs.items():
        quote = quotes.at(sentences[0].start)
        if paragraph == sentence.paragraph or sentences[0].section != "body":
            break
        if not found and quote is not None and quote.outer.start == sentences[0].start:
            return list(quote.parts)
        personal = any(token.text.lower() in cues.words["first-person"] for one in sentences for token in one.tokens)
        if found and not personal:
            break
        found.append(Span(sentences[0].start, sentences[-1].end))
    return found


def _sentence_of(scene: Scene, quote: Quote) -> Sentence | None:
    """The sentence in which the quotation begins."""
    return next((one for one in reversed(scene.analysis.sentences) if one.start <= quote.outer.start), None)


def _is_said(scene: Scene, sentence: Sentence, quote: Quote) -> bool:
    """Is it speech, and a sentence of its own or after a colon, rather than words within the report's own clause?"""
    before = scene.article.text[sentence.start : quote.outer.start].strip()
    if before and not before.endswith((":", ",", "—", "–")):
        return False
    around = [one for one in scene.analysis.sentences if one.start < quote.end and quote.start < one.end]
    return is_speech([t for one in around for t in one.tokens if quote.start <= t.start and t.end <= quote.end])


def _in_same_breath(scene: Scene, draft: Draft, quote: Quote) -> bool:
    """“A,” X said. “B.”: does the quotation follow right on the cue clause of a quotation of the same paragraph?"""
    text, sentence = scene.article.text, scene.sentence(draft.sentence)
    if draft.frame is None or text[draft.parts[-1].start - 1] not in _OPENING_MARKS:
        return False
    between = text[sentence.end : quote.outer.start]
    inside = text[sentence.tokens[draft.frame.right - 1].end : quote.outer.start]
    return "\n" not in between and (not between.strip() or not inside.strip(" .,:;"))


def _introducer(
    scene: Scene, cast: Cast, sentence: Sentence, quote: Quote, cues: Cues, last: Draft | None
) -> Speaker | None:
    """Who spoke before the colon: of “A spokesman said no: “…”” the speaker; of “She was blunt: “…”” the subject."""
    tokens = sentence.tokens
    if last is not None and last.frame is not None and last.sentence == sentence.index:
        return last.speaker
    first = next((i for i, token in enumerate(tokens) if token.start >= quote.outer.start), 0)
    if not first or tokens[first - 1].text != ":":
        return None
    if (label := _label(sentence, first - 1)) is not None:
        return speaker(scene, cast, sentence.index, label, cues)
    for verb in range(first - 1, -1, -1):
        if tokens[verb].tag.startswith("V") and (found := subject(sentence, verb)) is not None:
            return speaker(scene, cast, sentence.index, found, cues)
    return None


def _label(sentence: Sentence, colon: int) -> Phrase | None:
    """Who is named alone before a colon: "Lavrov: “…”", "00.10 Iran's foreign minister: “…”"."""
    start = 1 if sentence.tokens[0].tag == "CD" else 0
    if not start < colon <= _LONGEST_LABEL or noun_phrase(sentence, start) != colon:
        return None
    return Phrase(start, colon, phrase_head(sentence, start, colon))


def _still_speaks(scene: Scene, last: Draft, sentence: Sentence) -> bool:
    """May a bare quotation be of the same speaker: in his paragraph, or a paragraph of its own right after it?"""
    before = scene.sentence(last.sentence)
    gap = sentence.paragraph - before.paragraph
    if gap == 0:
        return sentence.index - before.index <= _NEAR
    return gap == 1 and is_quote_mark(sentence.tokens[0]) and last.frame is not None
