"""The encoder: int8 ONNX on one thread; words of sentences in, names, tags and trees out, in one pass.

`load_encoder` checks the files against the hashes in `config.json`, so that a record's `origin.model` tells the truth.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.analysis import Name, NameKind
from dateline.errors import ModelError
from dateline.language.trees import best_tree
from dateline.language.wordpieces import WordPieces, shape

KINDS: tuple[NameKind, ...] = get_args(NameKind)
BATCH_PIECES = 640  # word-pieces in a batch, padding included: 16 sentences of 40; more costs cache, fewer costs calls
BATCH_SENTENCES = 16
WINDOW_PIECES = 254  # with the marks at both ends 256, the length the encoder was trained to


class Config(msgspec.Struct, frozen=True):
    """`config.json` of a model: its name, what the rows of its heads mean, the hashes of its files."""

    name: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    sha256: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of one sentence: per word its tag, head (-1 for the root) and relation; the names."""

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class _Coded:
    """A run of words of sentence `index` as word-pieces; `first` is the place of each word's first piece."""

    index: int
    ids: list[int]
    shapes: list[int]
    first: list[int]


class Encoder:
    """A loaded model. Safe to share between calls, not between processes."""

    def __init__(self, session: Any, pieces: WordPieces, config: Config) -> None:
        self._session = session
        self._pieces = pieces
        self._config = config
        self.name = config.name
        self._begins = [label.startswith("B-") for label in config.names]
        self._kind_rows = _kind_rows(config.names)

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Reading]:
        """One reading for each sentence (its words), in their order; sentences of any lengths are batched together."""
        parts: list[list[Reading]] = [[] for _ in sentences]
        coded = [window for index, words in enumerate(sentences) for window in self._windows(index, words)]
        order = sorted(range(len(coded)), key=lambda n: len(coded[n].ids))
        found: list[Reading | None] = [None] * len(coded)
        for batch in _batches(order, coded):
            for n, reading in zip(batch, self._run([coded[n] for n in batch]), strict=True):
                found[n] = reading
        for window, part in zip(coded, found, strict=True):
            assert part is not None  # every window is in one batch
            parts[window.index].append(part)
        return [part[0] if len(part) == 1 else _joined(part) for part in parts]

    def _windows(self, index: int, words: Sequence[str]) -> Iterator[_Coded]:
        """The sentence as word-pieces, cut where it outgrows the window: each part is a tree of its own."""
        ids, shapes = [self._pieces.start], [0]
        first: list[int] = []
        for word in words:
            found = self._pieces.pieces(word)[:WINDOW_PIECES]
            if len(ids) + len(found) > WINDOW_PIECES + 1:
                yield _Coded(index, [*ids, self._pieces.stop], [*shapes, 0], first)
                ids, shapes, first = [self._pieces.start], [0], []
            first.append(len(ids))
            ids += found
            shapes += [shape(word)] * len(found)
        yield _Coded(index, [*ids, self._pieces.stop], [*shapes, 0], first)

    def _run(self, batch: list[_Coded]) -> Iterator[Reading]:
        length = max(len(item.ids) for item in batch)
        count = max(1, *(len(item.first) for item in batch))
        ids = np.full((len(batch), length), self._pieces.pad, dtype=np.int64)
        mask = np.zeros((len(batch), length), dtype=np.int64)
        shapes = np.zeros((len(batch), length), dtype=np.int64)
        first = np.zeros((len(batch), count), dtype=np.int64)
        for row, item in enumerate(batch):
            size = len(item.ids)
            ids[row, :size] = item.ids
            mask[row, :size] = 1
            shapes[row, :size] = item.shapes
            first[row, : len(item.first)] = item.first
        feed = {"ids": ids, "mask": mask, "shapes": shapes, "first": first}
        names, tags, arcs, relations = self._session.run(None, feed)
        best_tags = tags.argmax(2)
        for row, item in enumerate(batch):
            words = len(item.first)
            heads = best_tree(arcs[row, :words, : words + 1])
            labels = relations[row, np.arange(words), heads]
            yield Reading(
                tags=tuple(self._config.tags[t] for t in best_tags[row, :words].tolist()),
                heads=tuple((heads - 1).tolist()),
                relations=tuple(map(self._relation, heads.tolist(), labels.tolist())),
                names=tuple(self._decode_names(names[row, :words])),
            )

    def _relation(self, head: int, label: int) -> str:
        """The relation to a head that the tree has chosen; "root" goes with head 0 and with no other."""
        if head == 0:
            return "root"
        relation = self._config.relations[label]
        return "dep" if relation == "root" else relation

    def _decode_names(self, scores: NDArray[np.float32]) -> Iterator[Name]:
        """Spans from BIO scores.

        An I- goes on with the name before it even if it is of another kind ("White/ORG House/LOC" is one name), and
        begins one where there is none; the kind is the likeliest over all its words.
        """
        best = scores.argmax(1)
        if not best.any():  # row 0 is O
            return
        likely = np.exp(scores - scores.max(1, keepdims=True))
        likely /= likely.sum(1, keepdims=True)
        by_kind = likely @ self._kind_rows
        first = -1
        for i, label in enumerate([*best.tolist(), 0]):
            if first >= 0 and (label == 0 or self._begins[label]):
                kinds = by_kind[first:i].sum(0).tolist()
                kind = kinds.index(max(kinds))
                yield Name(first, i, KINDS[kind], round(kinds[kind] / (i - first), 3))
                first = -1
            if first < 0 and label:
                first = i


def _kind_rows(labels: Sequence[str]) -> NDArray[np.float32]:
    """Rows of the name head × kinds: 1 where the row means a word of that kind. Raises ModelError on other rows."""
    if labels[:1] != ("O",) or any(label[2:] not in KINDS for label in labels[1:]):
        raise ModelError("the encoder has other kinds of names", hint="model and program are of different versions")
    table = np.zeros((len(labels), len(KINDS)), dtype=np.float32)
    for row, label in enumerate(labels[1:], 1):
        table[row, KINDS.index(label[2:])] = 1.0
    return table


def _batches(order: list[int], coded: list[_Coded]) -> Iterator[list[int]]:
    """Groups of neighbours in length, by BATCH_PIECES and BATCH_SENTENCES."""
    batch: list[int] = []
    for n in order:
        if batch and (len(batch) == BATCH_SENTENCES or (len(batch) + 1) * len(coded[n].ids) > BATCH_PIECES):
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def _joined(parts: list[Reading]) -> Reading:
    """Windows of one sentence after each other; the roots of the later ones hang on the first root as parataxis."""
    tags: list[str] = []
    heads: list[int] = []
    relations: list[str] = []
    names: list[Name] = []
    for part in parts:
        shift = len(tags)
        for head, relation in zip(part.heads, part.relations, strict=True):
            is_root = head < 0 and shift > 0
            heads.append(heads.index(-1) if is_root else head + shift if head >= 0 else -1)
            relations.append("parataxis" if is_root else relation)
        names += [Name(name.first + shift, name.last + shift, name.kind, name.score) for name in part.names]
        tags += part.tags
    return Reading(tuple(tags), tuple(heads), tuple(relations), tuple(names))


def load_encoder(path: Path | None = None) -> Encoder:
    """The encoder in folder `path`, or the one that is shipped. Raises ModelError if files are missing or altered."""
    folder = Path(str(files("dateline.language").joinpath("model"))) if path is None else path
    hint = "reinstall dateline; the model is part of it" if path is None else "see training/encoder/README.md"
    try:
        config = msgspec.json.decode((folder / "config.json").read_bytes(), type=Config)
        contents = {name: (folder / name).read_bytes() for name in config.sha256}
    except (OSError, msgspec.DecodeError) as error:
        raise ModelError(f"no encoder in {folder}: {error}", hint=hint) from error
    for name, data in contents.items():
        if hashlib.sha256(data).hexdigest() != config.sha256[name]:
            raise ModelError(f"{folder / name} is not the file that was shipped", hint=hint)
    if not {"encoder.onnx", "vocabulary.txt"} <= contents.keys():
        raise ModelError(f"{folder / 'config.json'} names no encoder", hint=hint)
    import onnxruntime  # type: ignore[import-untyped]  # 0.1 s: not before a model is asked for

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # two cores are two processes
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        contents["encoder.onnx"],
        options,
        providers=["CPUExecutionProvider"],
        # Measured: sum and norm apart take a tenth less of all time, and so do products whose scales are not folded
        # into one constant, since only then integer product, cast and scale become one step.
        disabled_optimizers=["SkipLayerNormFusion", "ConstantFolding"],
    )
    return Encoder(session, WordPieces(contents["vocabulary.txt"].decode("utf-8")), config)
