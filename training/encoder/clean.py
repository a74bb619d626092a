"""Mend the silver names once more, by a model that was trained on them.

    python clean.py build/encoder MODEL     rewrites sentences.jsonl; the old one stays as sentences.raw.jsonl

What a model still says against labels it has been trained on is mostly right where it is sure ("Miroslav Bralo" marked
LOC, "U.S. Department of" cut short). So in the training part of the silver corpora a name of the model with a score of
SURE or more takes the place of what stands there; other differences are not learned from. Gold corpora are left alone,
but words of which they say nothing (Universal NER marks three kinds only) get the model's sure names.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from names import KIND_OF, spans_of
from train import Row, load_sentences

from dateline.analysis import Name
from dateline.language import load_encoder

SURE = 0.8
SILVER = ("gmb", "gum_news", "gum_interview", "gum_bio", "gum_voyage", "gum_academic")
GOLD = ("wikigold", "crossner")


def cleaned(row: Row, found: tuple[Name, ...]) -> list[str | None] | None:
    """The names of one sentence after the model's `found`."""
    names: list[str | None] = list(row["names"] or [None] * len(row["words"]))
    gold = set(spans_of(names))
    sure = {(n.first, n.last, n.kind) for n in found if n.score >= SURE}
    out = list(names)
    if row["source"] in SILVER:
        listed = {span for span in gold if " ".join(row["words"][span[0] : span[1]]) in KIND_OF}
        for first, last, _ in gold - listed - {(n.first, n.last, n.kind) for n in found}:
            out[first:last] = [None] * (last - first)  # the model does not see it: not learned from
        for name in found:
            if name.score < SURE and (name.first, name.last, name.kind) not in gold:
                touches = any(a < name.last and name.first < b for a, b, _ in listed)
                if not touches:
                    out[name.first : name.last] = [None] * (name.last - name.first)
        for first, last, kind in sure - gold:
            if any(a < last and first < b for a, b, _ in listed):
                continue
            for a, b, _ in gold:  # what is left of a name that is replaced in part
                if a < last and first < b:
                    out[a:b] = [None] * (b - a)
            out[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
        return out
    for first, last, kind in sure:
        if all(name is None for name in names[first:last]):
            out[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    if row["names"] is None:  # a treebank without names: what is no proper noun is no name
        for i, (name, tag) in enumerate(zip(out, row["tags"], strict=True)):
            touches = any(n.first <= i < n.last for n in found)
            if name is None and not touches and tag not in ("NNP", "NNPS"):
                out[i] = "O"
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("model", type=Path)
    args = parser.parse_args()
    raw = args.folder / "sentences.raw.jsonl"
    if not raw.exists():  # else this has run before: begin with what it began with
        (args.folder / "sentences.jsonl").rename(raw)
    rows = load_sentences(raw)
    chosen = [row for row in rows if row["split"] == "train" and row["source"] not in GOLD]
    readings = load_encoder(args.model).read([row["words"] for row in chosen])
    counts: Counter[str] = Counter()
    for row, reading in zip(chosen, readings, strict=True):
        names = cleaned(row, reading.names)
        counts[f"{row['source']} {'changed' if names != row['names'] else 'kept'}"] += 1
        row["names"] = names
    with (args.folder / "sentences.jsonl").open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    print(dict(sorted(counts.items())))


if __name__ == "__main__":
    main()
