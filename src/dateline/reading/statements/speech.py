"""Every piece of speech in a report: cue clauses with their content, and quotations that go on without a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.analysis import Sentence
from dateline.reading.frame import Cast, Reference, Scene, TimeMention
from dateline.reading.statements.acts import act_of
from dateline.reading.statements.clauses import Frame
from dateline.reading.statements.content import contents
from dateline.reading.statements.cues import Cues, english
from dateline.reading.statements.drafts import Draft, body_before, cite, credit, inherit, nest, remember, resume
from dateline.reading.statements.endings import occasion_end
from dateline.reading.statements.frames import find_frames
from dateline.reading.statements.links import find_citing
from dateline.reading.statements.quotations import block_after, give_speakers
from dateline.reading.statements.quotes import Quotes, find_quotes
from dateline.reading.statements.setting import Setting
from dateline.reading.statements.sources import Phrase, phrase_head
from dateline.reading.statements.transcripts import transcribed
from dateline.reading.statements.voices import Speaker, hearers, medium, speaker
from dateline.record import Evidence, Issue, Participant, Span, SpeechForm, Statement, Voice, When, stable_id

_ALL_QUOTED = 0.9  # share of the content within marks that makes it direct
_LONGEST_LABEL = 6  # words before "Kremlin: …" or after "…: ministry"
_SHORTEST_TITLE = 3  # words of what a label introduces


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


def hear(scene: Scene, cast: Cast, times: Sequence[TimeMention]) -> tuple[tuple[Speech, ...], tuple[Issue, ...]]:
    """`read_speech` with the issues of `read_statements`, for who needs both: the text is read once."""
    return _read(scene, cast, times)


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


def _read(scene: Scene, cast: Cast, times: Sequence[TimeMention]) -> tuple[tuple[Speech, ...], tuple[Issue, ...]]:
    cues, quotes = english(), find_quotes(scene.article.text)
    dates: dict[int, dict[int, int]] = {}
    for time in times:
        dates.setdefault(time.sentence, {})[time.first] = time.last
    drafts: list[Draft] = []
    authors: dict[str, Speaker] = {}
    for sentence in scene.analysis.sentences:
        if sentence.section not in ("body", "headline") or not sentence.analysed:
            continue
        setting = Setting.of(sentence, quotes, cues, dates.get(sentence.index, {}))
        found = _in_sentence(scene, cast, times, setting, authors, drafts)
        if sentence.section == "headline" and not found:
            found = _labelled(scene, cast, sentence, quotes, cues)
        drafts += found
    drafts = sorted([*drafts, *transcribed(scene, cast, cues)], key=lambda draft: draft.parts[0].start)
    drafts, issues = give_speakers(scene, cast, quotes, cues, drafts)
    inherit(scene, drafts)
    kept = sorted((draft for draft in drafts if not draft.dropped), key=lambda draft: draft.parts[0].start)
    return tuple(_finish(scene, draft, quotes) for draft in kept), issues


def _in_sentence(
    scene: Scene,
    cast: Cast,
    times: Sequence[TimeMention],
    setting: Setting,
    authors: dict[str, Speaker],
    earlier: Sequence[Draft],
) -> list[Draft]:
    """The statements of one sentence; `authors` and `earlier` hold those of the sentences before."""
    sentence, cues = setting.sentence, setting.cues
    frames = sorted([*find_frames(setting), *find_citing(setting)], key=lambda frame: frame.first)
    drafts: list[Draft] = []
    for frame in frames:
        if frame.source is None or not frame.cue.takes:
            continue
        parts, opening = contents(setting, frame, frames)
        who = speaker(scene, cast, sentence.index, frame.source, cues)
        if who is None:
            who = body_before(scene, cast, [*earlier, *drafts], frame) or _quoted_speaker(setting, scene, frame, parts)
        verbatim = not parts and frame.right >= setting.stop and sentence.tokens[-1].text == ":"
        if verbatim and "quote" in frame.cue.takes:
            parts = tuple(block_after(scene, setting.quotes, cues, sentence))
        if not parts or who is None:
            continue
        frame = _with_closing_phrase(setting, _with_opening_phrase(setting, frame, parts), parts)
        draft = Draft(sentence.index, frame, who, list(parts), is_order=opening is not None and opening.is_order)
        draft.is_verbatim = verbatim
        draft.addressees, relays = hearers(scene, cast, frame, cues)
        draft.voices += [*relays, *medium(scene, cast, frame, cues)]
        if frame.by is not None and (by := speaker(scene, cast, sentence.index, frame.by, cues)) is not None:
            cue = scene.cite_tokens(sentence.index, frame.first, frame.last)
            draft.voices.append(Voice("relay", by.who.entity, cue))
        draft.when = _when(scene, times, frame)
        if who.is_document:
            credit(scene, cast, sentence, draft, cues, authors)
        else:
            remember(scene, draft, cues, authors)
        resume(scene, cast, [*earlier, *drafts], draft)
        drafts = [one for one in drafts if one.parts != draft.parts]  # "It was calm: “…”, its spokesman said"
        drafts.append(draft)
    cite(scene, cast, frames, drafts, cues)
    nest(scene, drafts)
    return drafts


def _quoted_speaker(setting: Setting, scene: Scene, frame: Frame, parts: Sequence[Span]) -> Speaker | None:
    """A quotation is said by whoever its cue names, known as a speaker or not: "“…,” admits the preamble"."""
    source, tokens = frame.source, setting.tokens
    if source is None or not parts or tokens[source.head].tag not in ("NN", "NNS"):
        return None
    quote = setting.quotes.at(parts[0].start)
    if quote is None or quote.parts != tuple(parts) or quote.outer.start != tokens[setting.start].start:
        return None
    return Speaker(Participant(None, scene.cite_tokens(setting.sentence.index, source.first, source.last)), None)


def _with_opening_phrase(setting: Setting, frame: Frame, parts: Sequence[Span]) -> Frame:
    """The frame with the phrase that opens its sentence ("In an interview with the BBC, …"), if it is no content."""
    tokens, border, first = setting.tokens, frame.left - 1, setting.start
    if border <= first or tokens[border].text != "," or tokens[first].tag not in ("IN", "VBG"):
        return frame
    first += first + 1 < border and setting.is_a(first, "written-on")  # "Writing on Telegram, Medvedev warned"
    if any(part.start <= tokens[first].start < part.end for part in parts):
        return frame
    phrase = Phrase(first, border, phrase_head(setting.sentence, first, border))
    return replace(frame, adjuncts=(phrase, *frame.adjuncts))


def _with_closing_phrase(setting: Setting, frame: Frame, parts: Sequence[Span]) -> Frame:
    """The frame with ", in an interview with the BBC" that ends its sentence."""
    tokens = setting.tokens
    comma = next((i for i, token in enumerate(tokens) if token.start >= parts[-1].end and token.text == ","), None)
    if comma is None or comma < frame.right or not (end := occasion_end(setting, comma + 1)):
        return frame
    phrase = Phrase(comma + 1, end, phrase_head(setting.sentence, comma + 2, end))
    return replace(frame, adjuncts=(*frame.adjuncts, phrase))


def _when(scene: Scene, times: Sequence[TimeMention], frame: Frame) -> When | None:
    """The day that the cue clause names ("Pompeo on Thursday said"), or that stands in front of it."""
    places = [(frame.left, frame.right), *((phrase.first, phrase.last) for phrase in frame.adjuncts)]
    for time in times:
        if time.sentence != frame.sentence:
            continue
        fronted = time.last <= frame.left and scene.sentence(time.sentence).tokens[time.head].head == frame.verb
        inside = any(first <= time.first < last for first, last in places)
        if (inside or fronted) and time.is_date and time.time.value is not None:
            return When(time.time.value, scene.cite((time.time.start, time.time.end)))
    return None


def _labelled(scene: Scene, cast: Cast, sentence: Sentence, quotes: Quotes, cues: Cues) -> list[Draft]:
    """A headline "Kremlin: …" or "…: ministry", the label being somebody named."""
    tokens, n = sentence.tokens, len(sentence.tokens)
    colon = next((i for i, token in enumerate(tokens) if token.text == ":" and quotes.at(token.start) is None), None)
    if colon is None:
        return []
    for first, last, start, end in ((0, colon, colon + 1, n), (colon + 1, n, 0, colon)):
        if not 0 < last - first <= _LONGEST_LABEL or end - start < _SHORTEST_TITLE:
            continue
        phrase = Phrase(first, last, phrase_head(sentence, first, last))
        who = speaker(scene, cast, sentence.index, phrase, cues)
        named = who.reference if who is not None else None
        if who is not None and named is not None and named.entities and 2 * (named.last - named.first) >= last - first:
            return [Draft(sentence.index, None, who, [sentence.cover(start, end)])]
    return []


# The statement


def _finish(scene: Scene, draft: Draft, quotes: Quotes) -> Speech:
    parts = sorted(set(draft.parts))
    content = tuple(scene.cite(part) for part in parts)
    quoted = _quoted(scene, parts, quotes)
    frame, who = draft.frame, draft.speaker.who
    inside = sum(one.end - one.start for one in quoted)
    form: SpeechForm = "mixed" if quoted else "indirect"
    if draft.is_verbatim or inside >= _ALL_QUOTED * draft.size:
        form = "direct"
    reports = draft.speaker.is_outlet or any(voice.role == "reporter" for voice in draft.voices)
    act = act_of(
        frame.cue if frame is not None else None,
        " ".join(one.quote for one in content),
        by_outlet=reports,
        is_order=draft.is_order,
    )
    statement = Statement(
        id=stable_id("statement", who.entity, *(f"{one.start}:{one.quote}" for one in content)),
        source=who,
        addressees=draft.addressees,
        cue=scene.cite_tokens(frame.sentence, frame.first, frame.last) if frame is not None else None,
        content=content,
        quoted=quoted,
        form=form,
        act=act,
        when=draft.when,
        voices=tuple(dict.fromkeys(draft.voices)),
    )
    cue_token = frame.verb if frame is not None else -1
    return Speech(statement, draft.sentence, cue_token, draft.speaker.reference, _token_ranges(scene, parts))


def _quoted(scene: Scene, parts: Sequence[Span], quotes: Quotes) -> tuple[Evidence, ...]:
    """The stretches of `parts` that stand within quotation marks."""
    found: dict[Span, None] = {}
    for part in parts:
        around = quotes.at(part.start)
        for quote in [*([around] if around is not None else []), *quotes.within(part.start, part.end)]:
            for piece in quote.parts:
                start, end = max(piece.start, part.start), min(piece.end, part.end)
                if start < end:
                    found[Span(start, end)] = None
    return tuple(scene.cite(span) for span in found)


def _token_ranges(scene: Scene, parts: Sequence[Span]) -> tuple[tuple[int, int, int], ...]:
    ranges = []
    for part in parts:
        for sentence in scene.analysis.sentences:
            if sentence.start < part.end and part.start < sentence.end:
                inside = [
                    i for i, token in enumerate(sentence.tokens) if part.start <= token.start and token.end <= part.end
                ]
                if inside:
                    ranges.append((sentence.index, inside[0], inside[-1] + 1))
    return tuple(ranges)
