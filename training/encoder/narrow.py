"""Narrow a trained encoder: fewer attention heads and inner units in each layer, taught by the wide one.

    python narrow.py config/narrow.toml build/encoder       after train.py; writes narrow.pt

What a layer can spare is measured first: the share of the loss that moves with each head and each unit (Michel et al.
2019, "Are sixteen heads really better than one?"). The rest goes on learning, from the labels and from what the wide
model says (Hinton et al. 2015), which also gives trees to sentences that have none: GMB, the only large corpus of news.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from dataclasses import replace
from pathlib import Path

import torch
from export import load_model
from model import HEAD, Layer, Sizes, Tagger
from torch import Tensor, nn
from torch.nn import functional
from train import (
    Batch,
    Config,
    Labels,
    Scores,
    collate,
    learn,
    losses,
    plan_epochs,
    score,
    training_rows,
)

from dateline.language.wordpieces import WordPieces

MEASURED = 150  # batches on which importance is measured


class Probe:
    """Sums, over batches, how much the loss moves with each attention head and each inner unit of a layer."""

    def __init__(self, layer: Layer) -> None:
        self.heads = torch.zeros(layer.attention)
        self.units = torch.zeros(layer.up.out_features)
        self._seen: list[Tensor] = []
        self._hooks = [part.register_forward_pre_hook(self._keep) for part in (layer.output, layer.down)]

    def _keep(self, _: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        inputs[0].retain_grad()
        self._seen.append(inputs[0])

    def add(self) -> None:
        """After backward()."""
        mixed, inner = ((x.float() * x.grad.float()).sum((0, 1)) for x in self._seen)
        self.heads += mixed.view(-1, HEAD).sum(1).abs()
        self.units += inner.abs()
        self._seen.clear()

    def stop(self) -> None:
        for hook in self._hooks:
            hook.remove()


def importance(model: Tagger, batches: list[Batch], config: Config) -> list[Probe]:
    """One probe for each layer, filled."""
    probes = [Probe(layer) for layer in model.encoder.layers]
    for batch in batches:
        model.zero_grad()
        sum(losses(model, score(model, batch), batch, config).values()).backward()
        for probe in probes:
            probe.add()
    for probe in probes:
        probe.stop()
    return probes


def narrowed(wide: Tagger, probes: list[Probe], attention: int, feed: int) -> Tagger:
    """A model of the most important heads and units of `wide`."""
    narrow = Tagger(replace(wide.sizes, attention=attention, feed=feed))
    state = wide.state_dict()
    for n, probe in enumerate(probes):
        heads = probe.heads.topk(attention).indices.sort().values
        rows = (heads[:, None] * HEAD + torch.arange(HEAD)).flatten()
        units = probe.units.topk(feed).indices.sort().values
        for part in ("query", "key", "value"):
            for kind in ("weight", "bias"):
                name = f"encoder.layers.{n}.{part}.{kind}"
                state[name] = state[name][rows]
        output, up, down = (f"encoder.layers.{n}.{part}" for part in ("output", "up", "down"))
        state[f"{output}.weight"] = state[f"{output}.weight"][:, rows]
        state[f"{up}.weight"], state[f"{up}.bias"] = state[f"{up}.weight"][units], state[f"{up}.bias"][units]
        state[f"{down}.weight"] = state[f"{down}.weight"][:, units]
    narrow.load_state_dict(state)
    return narrow


def soft_losses(model: Tagger, ours: Scores, wide: Tagger, theirs: Scores, batch: Batch) -> dict[str, Tensor]:
    """How far the narrow model is from the wide one, over all words of the batch."""
    best = theirs.arcs.argmax(2)
    relations = model.relations_at(ours.word, ours.head, best), wide.relations_at(theirs.word, theirs.head, best)
    both = {
        "names": (ours.names, theirs.names),
        "tags": (ours.tags, theirs.tags),
        "arcs": (ours.arcs, theirs.arcs),
        "relations": relations,
    }
    return {
        f"soft {layer}": functional.kl_div(
            a[batch.words].log_softmax(-1), b[batch.words].log_softmax(-1), reduction="batchmean", log_target=True
        )
        for layer, (a, b) in both.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("config", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    settings = tomllib.loads(args.config.read_text())
    sizes: Sizes = Sizes(0, 0, 0, **settings.pop("sizes"))
    config = Config(**settings)
    torch.manual_seed(config.seed)
    torch.set_num_threads(1)
    wide, named = load_model(args.folder / "checkpoint.pt")
    labels = Labels(*(tuple(named[layer]) for layer in ("names", "tags", "relations")))
    rows = training_rows(args.folder / "sentences.jsonl")
    pieces = WordPieces((args.folder / "vocabulary.txt").read_text(encoding="utf-8"))
    chosen = [batch for batch in plan_epochs(rows, config, random.Random(config.seed)) if batch[0]["heads"]]
    probes = importance(wide, [collate(b, [r["words"] for r in b], pieces, labels) for b in chosen[:MEASURED]], config)
    model = narrowed(wide, probes, sizes.attention, sizes.feed).train()

    def loss(batch: Batch) -> dict[str, Tensor]:
        ours = score(model, batch)
        with torch.no_grad():
            theirs = score(wide, batch)
        return losses(model, ours, batch, config) | soft_losses(model, ours, wide, theirs, batch)

    learn(model, loss, rows, labels, pieces, config, args.folder / "narrow.pt")


if __name__ == "__main__":
    main()
