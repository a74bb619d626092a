"""Transcripts: paragraphs that begin with a label ("SECRETARY KERRY: …"), and whose words stand after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.analysis import Sentence, Token
from dateline.reading.frame import Cast, Scene
from dateline.reading.statements.cues import Cues
from dateline.reading.statements.drafts import Draft
from dateline.reading.statements.sources import Phrase, phrase_head
from dateline.reading.statements.voices import Speaker, speaker
from dateline.record import Participant, Span

_LONGEST_LABEL = 10  # words of "MINISTER FOR DEFENCE (Grant Holloway):"
_ASKERS = 2  # words of "JOURNALIST" or "Q": more are a heading
_FEWEST = 2  # labels that make a transcript: one alone may be a dateline ("KATHMANDU: …")


@dataclass(frozen=True, slots=True)
class _Turn:
    """A labelled paragraph: its first sentence, the word after the label's last one, and what is said."""

    sentence: Sentence
    colon: int
    said: Span

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the label in capitals."""
        return tuple(token.text.casefold() for token in self.sentence.tokens[: self.colon] if token.text.isupper())


def transcribed(scene: Scene, cast: Cast, cues: Cues) -> list[Draft]:
    """What is said in the labelled paragraphs of a transcript; questions and answers of nobody ("Q:", "A:") left out.

    A short label means the last longer one that begins like it: "MINISTER:" after "MINISTER FOR DEFENCE (…):".
    """
    turns = list(_turns(scene))
    asking = cues.words["asking"]
    if (
        len(turns) < _FEWEST
        or not _is_dialogue(turns, asking)
        or not any(set(turn.words) & (asking | cues.nouns["speaker"]) for turn in turns)
    ):
        return []
    known: list[tuple[tuple[str, ...], Speaker]] = []
    drafts: list[Draft] = []
    asked: tuple[Participant, ...] = ()
    for turn in turns:
        if set(turn.words) & asking:
            asked = (Participant(None, scene.cite_tokens(turn.sentence.index, 0, turn.colon)),)
            continue
        said_by = next((who for words, who in reversed(known) if words[: len(turn.words)] == turn.words), None)
        if said_by is None:
            said_by = _labelled(scene, cast, turn, cues)
            known.append((turn.words, said_by))
        drafts.append(Draft(turn.sentence.index, None, said_by, [turn.said], addressees=asked, is_verbatim=True))
        asked = ()
    return drafts


def _is_dialogue(turns: Sequence[_Turn], asking: frozenset[str]) -> bool:
    """Does somebody ask, or speak twice? Labels that each stand once may be headings ("PRESS REACTION: …")."""
    openings = [turn.words[:1] for turn in turns]
    asked = any(len(turn.words) <= _ASKERS and set(turn.words) & asking for turn in turns)
    return asked or len(set(openings)) < len(openings)


def _turns(scene: Scene) -> Iterator[_Turn]:
    """The labelled paragraphs; the first label may have been taken for a dateline."""
    paragraphs: dict[int, list[Sentence]] = {}
    for sentence in scene.analysis.sentences:
        if sentence.section in ("dateline", "body"):
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
    for sentences in paragraphs.values():
        words = [token for sentence in sentences for token in sentence.tokens]
        colon = next((i for i, token in enumerate(words[:_LONGEST_LABEL]) if token.text == ":"), 0)
        if colon and colon + 1 < len(words) and _is_label(words[:colon]):
            said = Span(words[colon + 1].start, words[-1].end)
            yield _Turn(sentences[0], min(colon, len(sentences[0].tokens)), said)


def _is_label(words: Sequence[Token]) -> bool:
    """Are these words in capitals, or in brackets behind such words?"""
    inside = False
    for token in words:
        inside = inside or token.text in ("(", "-LRB-")
        if not inside and not (token.text.isupper() or token.text in (".", ",", "-")):
            return False
        inside = inside and token.text not in (")", "-RRB-")
    return words[0].text.isupper()


def _labelled(scene: Scene, cast: Cast, turn: _Turn, cues: Cues) -> Speaker:
    """Who a label names: a person named in it, else its words."""
    sentence, colon = turn.sentence, turn.colon
    for one in cast.within(sentence.index, 0, colon):
        if one.form == "name" and len(one.entities) == 1 and cast.entities[one.entities[0]].kind == "person":
            return Speaker(Participant(one.entities[0], scene.cite(one.span)), one)
    found = speaker(scene, cast, sentence.index, Phrase(0, colon, phrase_head(sentence, 0, colon)), cues)
    return found or Speaker(Participant(None, scene.cite_tokens(sentence.index, 0, colon)), None)
