"""The language room: words, sentences, names and trees of an article. The only room that knows a model."""

from __future__ import annotations

from dateline.language.analyse import Split, analyse, analyse_many, analyse_split, split
from dateline.language.detection import detect_language
from dateline.language.encoder import Encoder, load_encoder
from dateline.language.sentences import split_sentences

__all__ = [
    "Encoder", "Split", "analyse", "analyse_many", "analyse_split", "detect_language", "load_encoder", "split",
    "split_sentences",
]  # fmt: skip
