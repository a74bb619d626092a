"""MiniLM-L6 with a word-shape embedding and four heads: names, tags, arcs, relations. Plain PyTorch."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH, LAYERS, HEADS, FEED, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
HEAD = WIDTH // HEADS  # width of one attention head
SHAPES = 8


@dataclass(frozen=True)
class Sizes:
    """Rows of the heads; how wide a layer is: attention heads and inner units (MiniLM's own unless it was narrowed)."""

    names: int
    tags: int
    relations: int
    arc: int = 256
    relation: int = 64
    attention: int = HEADS
    feed: int = FEED


class Layer(nn.Module):
    """One layer of BERT (attention and feed-forward, norm after each)."""

    def __init__(self, attention: int = HEADS, feed: int = FEED) -> None:
        super().__init__()
        self.attention = attention
        self.query, self.key, self.value = (nn.Linear(WIDTH, attention * HEAD) for _ in range(3))
        self.output = nn.Linear(attention * HEAD, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, feed), nn.Linear(feed, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor, at: Tensor | None = None) -> Tensor:
        """`at`: the pieces whose states are wanted (batch × n); without it those of all."""

        def split(t: Tensor) -> Tensor:
            return t.view(t.shape[0], t.shape[1], self.attention, HEAD).transpose(1, 2)

        key, value = split(self.key(x)), split(self.value(x))
        if at is not None:
            x = torch.gather(x, 1, at[:, :, None].expand(-1, -1, WIDTH))
        query = split(self.query(x))
        scores = query @ key.transpose(2, 3) / math.sqrt(HEAD) + bias
        mixed = self.dropout(scores.softmax(-1)) @ value
        mixed = self.output(mixed.transpose(1, 2).reshape(x.shape[0], x.shape[1], self.attention * HEAD))
        x = self.attention_norm(x + self.dropout(mixed))
        return self.norm(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word-piece ids, mask and shapes to hidden states of the root ([CLS], first) and of the words.

    A word is read at its first piece, whose place `first` holds: the last layer is worked out for these pieces only.
    """

    def __init__(self, attention: int = HEADS, feed: int = FEED) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.002)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(attention, feed) for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> Tensor:
        x = self.words(ids) + self.shapes(shapes) + self.places.weight[: ids.shape[1]] + self.kind
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10000.0
        *lower, last = self.layers
        for layer in lower:
            x = layer(x, bias)
        return last(x, bias, torch.cat([torch.zeros_like(first[:, :1]), first], 1))

    def load_base(self, path: Path) -> None:
        """The weights of all-MiniLM-L6-v2 (safetensors); its pooling layer is dropped."""
        base = load_file(path)
        names = {
            "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
            "attention.output.dense": "output", "attention.output.LayerNorm": "attention_norm",
            "intermediate.dense": "up", "output.dense": "down", "output.LayerNorm": "norm",
        }  # fmt: skip
        state = {
            "words.weight": base["embeddings.word_embeddings.weight"],
            "places.weight": base["embeddings.position_embeddings.weight"],
            "kind": base["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": base["embeddings.LayerNorm.weight"],
            "norm.bias": base["embeddings.LayerNorm.bias"],
            "shapes.weight": self.shapes.weight.detach(),
        }
        for n in range(LAYERS):
            for theirs, ours in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{n}.{ours}.{part}"] = base[f"encoder.layer.{n}.{theirs}.{part}"]
        self.load_state_dict(state)


class Tagger(nn.Module):
    """The encoder and its heads."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes.attention, sizes.feed)
        self.names = nn.Linear(WIDTH, sizes.names)
        self.tags = nn.Linear(WIDTH, sizes.tags)
        self.arc_word, self.arc_head = nn.Linear(WIDTH, sizes.arc), nn.Linear(WIDTH, sizes.arc)
        self.relation_word, self.relation_head = nn.Linear(WIDTH, sizes.relation), nn.Linear(WIDTH, sizes.relation)
        self.arc = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.relation = nn.Parameter(torch.zeros(sizes.relation + 1, sizes.relations, sizes.relation + 1))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.relation, std=0.02)
        self.dropout = nn.Dropout(0.1)
        self.parser_dropout = nn.Dropout(0.2)

    def flat_heads(self, words: Tensor) -> tuple[Tensor, Tensor]:
        return self.names(self.dropout(words)), self.tags(self.dropout(words))

    def tree_heads(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of arcs (word, head) and the two sides of the relations; head 0 is the root."""
        nodes = self.parser_dropout(hidden)
        words = nodes[:, 1:]
        drop = self.parser_dropout
        word = _with_one(drop(functional.gelu(self.arc_word(words))))
        head = drop(functional.gelu(self.arc_head(nodes)))
        arcs = word @ self.arc @ head.transpose(1, 2)
        relation_word = _with_one(drop(functional.gelu(self.relation_word(words))))
        relation_head = _with_one(drop(functional.gelu(self.relation_head(nodes))))
        return arcs, relation_word, relation_head

    def relations_at(self, word: Tensor, head: Tensor, at: Tensor) -> Tensor:
        """Scores of the relations between each word and its head `at`."""
        chosen = torch.gather(head, 1, at[:, :, None].expand(-1, -1, head.shape[2]))
        return torch.einsum("bwi,irj,bwj->bwr", word, self.relation, chosen)

    def forward(
        self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """For export: names, tags, arcs, and the best relation of every word and head."""
        hidden = self.encoder(ids, mask, shapes, first)
        names, tags = self.flat_heads(hidden[:, 1:])
        arcs, word, head = self.tree_heads(hidden)
        size = self.sizes.relation + 1
        left = (word @ self.relation.reshape(size, -1)).reshape(
            word.shape[0], word.shape[1] * self.sizes.relations, size
        )
        scores = (left @ head.transpose(1, 2)).reshape(word.shape[0], word.shape[1], self.sizes.relations, -1)
        return names, tags, arcs, scores.argmax(2).to(torch.int32)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
