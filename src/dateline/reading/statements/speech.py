"""Every piece of speech in a report: cue clauses with their content, and quotations that go on without a cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.analysis import Sentence
from dateline.reading.frame import Cast, Reference, Scene, TimeMention
from dateline.reading.statements.acts import act_of
from dateline.reading.statements.content import contents, is_speech, prefix_end
from dateline.reading.statements.cues import Cue, Cues, english
from dateline.reading.statements.frames import Frame, find_frames, reference_to
from dateline.reading.statements.phrases import STOPS, is_quote_mark
from dateline.reading.statements.quotes import Quote, Quotes, find_quotes
from dateline.reading.statements.sources import Phrase, phrase_head, shared_subject, subject, with_links
from dateline.reading.statements.voices import Speaker, hearers, medium, owner, speaker
from dateline.record import Evidence, Issue, Participant, Span, SpeechForm, Statement, Voice, When, stable_id

_COVERS = 0.6  # an inner statement that fills so much of an outer one is what the outer one passes on
_REPORTING = frozenset({"body", "headline"})
_LABEL = 6  # words that may stand before "Kremlin: …" or after "…: ministry"


@dataclass(frozen=True, slots=True)
class Speech:
    """A statement and where it stands: sentence and word of its cue, the reference of its source, and its words.

    `tokens` are (sentence, first, last) for each stretch of content. `cue_token` is -1 where there is no cue.
    """

    statement: Statement
    sentence: int
    cue_token: int
    source: Reference | None
    tokens: tuple[tuple[int, int, int], ...]


@dataclass(slots=True)
class _Draft:
    """A statement in the making."""

    sentence: int
    frame: Frame | None
    speaker: Speaker
    parts: list[Span]
    addressees: tuple[Participant, ...] = ()
    voices: list[Voice] = field(default_factory=list)
    when: When | None = None
    dropped: bool = False

    def covers(self, offset: int) -> bool:
        """Does its content hold this character?"""
        return any(part.start <= offset < part.end for part in self.parts)

    @property
    def size(self) -> int:
        """Characters of its content."""
        return sum(part.end - part.start for part in self.parts)


def read_speech(scene: Scene, cast: Cast, times: Sequence[TimeMention]) -> tuple[Speech, ...]:
    """Everything that the report says somebody said, in text order; one statement for one content."""
    return _read(scene, cast, times)[0]


def read_statements(
    scene: Scene, cast: Cast, times: Sequence[TimeMention]
) -> tuple[tuple[Statement, ...], tuple[Issue, ...]]:
    """The statements of a report, and the quotations whose speaker could not be told. `about` is left empty."""
    speech, issues = _read(scene, cast, times)
    return tuple(one.statement for one in speech), issues


def speaker_at(speech: Sequence[Speech], sentence: int, token: int) -> Speech | None:
    """The speech whose content holds this word, the innermost; None for the report's own words.

    "I" and "we" within its `quoted` parts mean its source.
    """
    holding = [one for one in speech for s, first, last in one.tokens if s == sentence and first <= token < last]
    return min(holding, key=lambda one: sum(part.end - part.start for part in one.statement.content), default=None)


def _read(
    scene: Scene, cast: Cast, times: Sequence[TimeMention]
) -> tuple[tuple[Speech, ...], tuple[Issue, ...]]:
    cues, quotes = english(), find_quotes(scene.article.text)
    dates: dict[int, dict[int, int]] = {}
    for time in times:
        dates.setdefault(time.sentence, {})[time.first] = time.last
    drafts: list[_Draft] = []
    authors: dict[str, Speaker] = {}  # whose "the statement", "the letter" is, by lemma
    for sentence in scene.analysis.sentences:
        if sentence.section not in _REPORTING or not sentence.analysed:
            continue
        found = _in_sentence(scene, cast, times, sentence, quotes, cues, dates.get(sentence.index, {}), authors)
        if sentence.section == "headline" and not found:
            found = _label(scene, cast, sentence, quotes, cues)
        drafts += found
    drafts, issues = _continue(scene, cast, quotes, cues, drafts)
    _inherit(scene, drafts)
    drafts = [draft for draft in drafts if not draft.dropped]
    drafts.sort(key=lambda draft: draft.parts[0].start)
    speech = tuple(_finish(scene, draft, quotes) for draft in drafts)
    return speech, issues


# One sentence


def _in_sentence(
    scene: Scene,
    cast: Cast,
    times: Sequence[TimeMention],
    sentence: Sentence,
    quotes: Quotes,
    cues: Cues,
    dates: Mapping[int, int],
    authors: dict[str, Speaker],
) -> list[_Draft]:
    frames = find_frames(sentence, quotes, cues, dates)
    frames += _citing(sentence, quotes)
    frames.sort(key=lambda frame: frame.first)
    drafts: list[_Draft] = []
    for frame in frames:
        if frame.source is None or not frame.cue.takes:
            continue
        parts = contents(sentence, frame, frames, quotes, cues)
        who = speaker(scene, cast, sentence.index, frame.source, cues)
        if not parts or who is None:
            continue
        frame = _with_opening(sentence, frame, parts)
        draft = _Draft(sentence.index, frame, who, list(parts))
        draft.addressees, relays = hearers(scene, cast, frame, cues)
        draft.voices += [*relays, *medium(scene, cast, frame, cues)]
        if frame.by is not None and (by := speaker(scene, cast, sentence.index, frame.by, cues)) is not None:
            draft.voices.append(Voice("relay", by.who.entity, scene.cite_tokens(sentence.index, frame.first, frame.last)))
        draft.when = _when(scene, times, frame)
        if who.is_document:
            _credit(scene, cast, sentence, draft, cues, authors)
        drafts.append(draft)
    _cite(scene, cast, sentence, frames, drafts, cues)
    _nest(scene, drafts)
    return drafts


def _with_opening(sentence: Sentence, frame: Frame, parts: Sequence[Span]) -> Frame:
    """The frame with a phrase that opens its sentence ("In an interview with the BBC, Zelensky said"), if not content."""
    tokens, border = sentence.tokens, frame.left - 1
    first = prefix_end(sentence)
    if border <= first or tokens[border].text != "," or tokens[first].tag not in ("IN", "VBG"):
        return frame
    if any(part.start <= tokens[first].start < part.end for part in parts):
        return frame
    return replace(frame, adjuncts=(Phrase(first, border, phrase_head(sentence, first, border)), *frame.adjuncts))


def _credit(
    scene: Scene, cast: Cast, sentence: Sentence, draft: _Draft, cues: Cues, authors: dict[str, Speaker]
) -> None:
    """A document does not speak: its owner does, or who hands it over; the document is the medium."""
    assert draft.frame is not None and draft.frame.source is not None
    phrase = draft.frame.source
    # "a statement issued late on Friday by the Chinese side"
    stop = next((i for i in range(phrase.last, len(sentence.tokens)) if sentence.tokens[i].text in STOPS), len(sentence.tokens))
    if draft.frame.first >= phrase.last:
        stop = min(stop, draft.frame.first)
    lemma = sentence.tokens[phrase.head].lemma
    author = owner(scene, cast, sentence.index, replace(phrase, last=stop), cues)
    if author is None and sentence.tokens[phrase.first].text.lower() in ("the", "this", "that", "it", "its"):
        author = authors.get(lemma)
    if author is None and draft.frame.relative:
        above = next((i for i in sentence.ancestors(phrase.head) if sentence.tokens[i].tag.startswith("V")), None)
        giver = subject(sentence, above) or shared_subject(sentence, above) if above is not None else None
        author = speaker(scene, cast, sentence.index, giver, cues) if giver is not None else None
    if author is None:
        return
    authors[lemma] = author
    cue = scene.cite_tokens(sentence.index, phrase.first, phrase.last)
    draft.voices.append(Voice("medium", draft.speaker.who.entity, cue))
    draft.speaker = author


def _citing(sentence: Sentence, quotes: Quotes) -> list[Frame]:
    """ "…, citing a source", "with reference to a source": clauses that name the source of an outlet."""
    tokens, found = sentence.tokens, []
    nothing = Cue("cite", "assertion", frozenset(), frozenset())
    carried = Cue("quoted by", "assertion", frozenset(), frozenset())
    for i, token in enumerate(tokens):
        if quotes.at(token.start) is not None or i == 0:
            continue
        words = [t.text.lower() for t in tokens[i : i + 4]]
        length = 0
        if token.tag == "VBG" and token.lemma in ("cite", "quote") and "as" not in [t.text for t in tokens[i : i + 9]]:
            length = 1
        elif reference_to(tokens, i):
            length = reference_to(tokens, i)
        elif token.lemma in ("quote", "cite", "carry") and words[1:2] == ["by"] and "as" not in words:
            length = 2
        phrase = with_links(sentence, i + length) if length else None
        if phrase is not None:
            cue = carried if length == 2 else nothing
            found.append(Frame(sentence.index, i, i, i + length, cue, phrase, i, phrase.last))
    return found


def _cite(
    scene: Scene, cast: Cast, sentence: Sentence, frames: Sequence[Frame], drafts: Sequence[_Draft], cues: Cues
) -> None:
    """Whom an outlet cites is the source, the outlet the reporter; an outlet by which somebody is quoted is a relay."""
    for frame in frames:
        if frame.cue.takes or frame.source is None:
            continue
        who = speaker(scene, cast, sentence.index, frame.source, cues)
        earlier = [d for d in drafts if d.frame is not None and d.frame.first < frame.first]
        if frame.cue.lemma == "quoted by":
            if earlier and who is not None:
                cue = scene.cite_tokens(sentence.index, frame.first, frame.last)
                earlier[-1].voices.append(Voice("relay", who.who.entity, cue))
            continue
        before = [d for d in earlier if d.speaker.is_outlet]
        outlet = before[-1] if before else next((d for d in drafts if d.speaker.is_outlet), None)
        if outlet is not None and outlet.frame is not None and who is not None:
            cue = scene.cite_tokens(sentence.index, outlet.frame.first, outlet.frame.last)
            outlet.voices.append(Voice("reporter", outlet.speaker.who.entity, cue))
            outlet.speaker = who


def _nest(scene: Scene, drafts: Sequence[_Draft]) -> None:
    """A statement whose content is another statement passes that one on: "Merkel told reporters, Anadolu reported"."""
    for outer in drafts:
        inner = [d for d in drafts if d is not outer and d.frame is not None and not d.dropped and _holds(scene, outer, d)]
        for one in inner:
            covered = _size(scene, one) >= _COVERS * outer.size
            if outer.frame is None or not (covered or outer.speaker.is_outlet or "whole" in outer.frame.cue.takes):
                continue
            cue = scene.cite_tokens(outer.sentence, outer.frame.first, outer.frame.last)
            relays = outer.speaker.is_outlet or "whole" in outer.frame.cue.takes
            one.voices.append(Voice("relay" if relays else "source", outer.speaker.who.entity, cue))
            one.voices += [voice for voice in outer.voices if voice.role in ("medium", "relay", "reporter")]
            # An agency that reports what a minister said says nothing of its own; a minister who tells of it does.
            outer.dropped = outer.dropped or (covered and relays)


def _size(scene: Scene, draft: _Draft) -> int:
    """Characters of a statement and of its cue clause."""
    assert draft.frame is not None
    tokens, frame = scene.sentence(draft.sentence).tokens, draft.frame
    return draft.size + tokens[max(frame.right, frame.verb + 1) - 1].end - tokens[min(frame.left, frame.verb)].start


def _holds(scene: Scene, outer: _Draft, inner: _Draft) -> bool:
    """Does the cue of `inner` stand in the content of `outer`?"""
    assert inner.frame is not None
    at = scene.sentence(inner.sentence).tokens[inner.frame.verb].start
    return outer.covers(at)


def _when(scene: Scene, times: Sequence[TimeMention], frame: Frame) -> When | None:
    """The day that the cue clause names ("Pompeo on Thursday said")."""
    places = [(frame.left, frame.right), *((one.first, one.last) for one in frame.adjuncts)]
    for time in times:
        inside = time.sentence == frame.sentence and any(first <= time.first < last for first, last in places)
        if inside and time.is_date and time.time.value is not None:
            return When(time.time.value, scene.cite((time.time.start, time.time.end)))
    return None


def _label(scene: Scene, cast: Cast, sentence: Sentence, quotes: Quotes, cues: Cues) -> list[_Draft]:
    """A headline "Kremlin: …" or "…: ministry", the label being somebody named."""
    tokens = sentence.tokens
    colon = next((i for i, token in enumerate(tokens) if token.text == ":" and quotes.at(token.start) is None), None)
    if colon is None:
        return []
    n = len(tokens)
    for first, last, start, end in ((0, colon, colon + 1, n), (colon + 1, n, 0, colon)):
        if not 0 < last - first <= _LABEL or end - start < 3:
            continue
        phrase = Phrase(first, last, phrase_head(sentence, first, last))
        reference = cast.at(sentence.index, phrase.head)
        who = speaker(scene, cast, sentence.index, phrase, cues) if reference is not None and reference.entities else None
        if who is not None and who.reference is not None and who.reference.last - who.reference.first >= (last - first) / 2:
            return [_Draft(sentence.index, None, who, [sentence.cover(start, end)])]
    return []


# Quotations that go on


def _continue(
    scene: Scene, cast: Cast, quotes: Quotes, cues: Cues, drafts: list[_Draft]
) -> tuple[list[_Draft], tuple[Issue, ...]]:
    """Give the quotations that no cue clause introduced to whoever was speaking."""
    issues: list[Issue] = []
    claimed = [part for draft in drafts for part in draft.parts]
    starts = [(sentence.start, sentence) for sentence in scene.analysis.sentences]
    for quote in quotes.all:
        if any(part.start < quote.end and quote.start < part.end for part in claimed):
            continue
        sentence = next((s for _, s in reversed(starts) if s.start <= quote.outer.start), None)
        if sentence is None or sentence.section != "body":
            continue
        words = [t for s in _sentences(scene, quote) for t in s.tokens if quote.start <= t.start and t.end <= quote.end]
        if not is_speech(words) or not _stands_alone(sentence, quote, scene.article.text):
            continue
        earlier = [d for d in drafts if not d.dropped and d.parts[-1].start < quote.start]
        last = max(earlier, key=_anchor(scene), default=None)
        if last is not None and _same_breath(scene, last, quote):
            last.parts += quote.parts
            continue
        here = last is not None and last.frame is not None and last.sentence == sentence.index
        who = last.speaker if last is not None and here else _introduced(scene, cast, sentence, quote, cues)
        if who is None and last is not None and _still_speaks(scene, last, sentence):
            who = last.speaker
        if who is None:
            issues.append(Issue("statements", "no speaker found for a quotation", scene.cite((quote.start, quote.end))))
            continue
        drafts.append(_Draft(sentence.index, None, who, list(quote.parts)))
    return drafts, tuple(issues)


def _sentences(scene: Scene, quote: Quote) -> list[Sentence]:
    return [s for s in scene.analysis.sentences if s.start < quote.end and quote.start < s.end]


def _anchor(scene: Scene) -> object:
    def place(draft: _Draft) -> int:
        return max(draft.parts[-1].end, scene.sentence(draft.sentence).end)

    return place


def _stands_alone(sentence: Sentence, quote: Quote, text: str) -> bool:
    """Is the quotation a sentence of its own, or after a colon, rather than a phrase within the report's own clause?"""
    before = text[sentence.start : quote.outer.start].strip()
    return not before or before.endswith((":", ",", "—", "–"))


def _same_breath(scene: Scene, draft: _Draft, quote: Quote) -> bool:
    """“A,” X said. “B.”: does the quotation follow right on the cue clause of a quotation of the same paragraph?"""
    sentence = scene.sentence(draft.sentence)
    if draft.frame is None or scene.article.text[draft.parts[-1].start - 1 : draft.parts[-1].start] not in "“\"«‘'„‹":
        return False
    between = scene.article.text[sentence.end : quote.outer.start]
    inside = scene.article.text[sentence.tokens[draft.frame.right - 1].end : quote.outer.start]
    return "\n" not in between and (not between.strip() or not inside.strip(" .,:;"))


def _introduced(scene: Scene, cast: Cast, sentence: Sentence, quote: Quote, cues: Cues) -> Speaker | None:
    """Who stands before the colon of “He did not confirm it: “…””."""
    tokens = sentence.tokens
    first = next((i for i, token in enumerate(tokens) if token.start >= quote.outer.start), None)
    if not first or tokens[first - 1].text != ":":
        return None
    for verb in range(first - 1, -1, -1):
        if tokens[verb].tag.startswith("V") and (found := subject(sentence, verb)) is not None:
            return speaker(scene, cast, sentence.index, found, cues)
    return None


def _still_speaks(scene: Scene, last: _Draft, sentence: Sentence) -> bool:
    """May a bare quotation be of the same speaker: in his paragraph, or a paragraph of its own right after it?"""
    before = scene.sentence(last.sentence)
    gap = sentence.paragraph - before.paragraph
    if gap == 0:
        return sentence.index - before.index <= 2
    opens = is_quote_mark(sentence.tokens[0]) if sentence.tokens else False
    return gap == 1 and opens and last.frame is not None


def _inherit(scene: Scene, drafts: Sequence[_Draft]) -> None:
    """What somebody goes on to say in the same paragraph came through the same outlet ("told the BBC … He said …")."""
    ordered = sorted((d for d in drafts if not d.dropped), key=lambda draft: draft.parts[0].start)
    for before, after in zip(ordered, ordered[1:], strict=False):
        same = before.speaker.who.entity is not None and before.speaker.who.entity == after.speaker.who.entity
        if not same or scene.sentence(before.sentence).paragraph != scene.sentence(after.sentence).paragraph:
            continue
        if after.frame is not None and (after.frame.hearers or any(v.role in ("relay", "reporter") for v in after.voices)):
            continue
        after.voices += [voice for voice in before.voices if voice.role == "relay"]


# The statement


def _finish(scene: Scene, draft: _Draft, quotes: Quotes) -> Speech:
    parts = sorted(set(draft.parts))
    content = tuple(scene.cite(part) for part in parts)
    quoted = _quoted(scene, parts, quotes)
    frame, who = draft.frame, draft.speaker.who
    text = " ".join(one.quote for one in content)
    inside = sum(one.end - one.start for one in quoted)
    form: SpeechForm = "indirect" if not quoted else "direct" if inside >= 0.9 * draft.size else "mixed"
    cue = None
    if frame is not None:
        cue = scene.cite_tokens(frame.sentence, frame.first, frame.last)
    reports = draft.speaker.is_outlet or (frame is not None and any(v.role == "reporter" for v in draft.voices))
    statement = Statement(
        id=stable_id("statement", who.entity, *(f"{one.start}:{one.quote}" for one in content)),
        source=who,
        addressees=draft.addressees,
        cue=cue,
        content=content,
        quoted=quoted,
        form=form,
        act=act_of(frame.cue if frame is not None else None, text, by_outlet=reports),
        when=draft.when,
        voices=tuple(dict.fromkeys(draft.voices)),
    )
    return Speech(
        statement,
        frame.sentence if frame is not None else draft.sentence,
        frame.verb if frame is not None else -1,
        draft.speaker.reference,
        _token_ranges(scene, parts),
    )


def _quoted(scene: Scene, parts: Sequence[Span], quotes: Quotes) -> tuple[Evidence, ...]:
    """The stretches of `parts` that stand within quotation marks."""
    found: list[Span] = []
    for part in parts:
        around = quotes.at(part.start)
        pieces = [*([around] if around is not None else []), *quotes.within(part.start, part.end)]
        for quote in dict.fromkeys(pieces):
            for piece in quote.parts:
                start, end = max(piece.start, part.start), min(piece.end, part.end)
                if start < end:
                    found.append(Span(start, end))
    return tuple(scene.cite(span) for span in dict.fromkeys(found))


def _token_ranges(scene: Scene, parts: Sequence[Span]) -> tuple[tuple[int, int, int], ...]:
    ranges = []
    for part in parts:
        for sentence in scene.analysis.sentences:
            if sentence.start >= part.end or sentence.end <= part.start:
                continue
            inside = [i for i, token in enumerate(sentence.tokens) if token.start >= part.start and token.end <= part.end]
            if inside:
                ranges.append((sentence.index, inside[0], inside[-1] + 1))
    return tuple(ranges)
