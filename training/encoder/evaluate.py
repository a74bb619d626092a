"""Measure an exported encoder on what it has not seen, as it runs in the product (int8, our words).

python evaluate.py build/encoder ../../src/dateline/language/model [--re3d DATA/re3d]
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from train import load_sentences

from dateline.language import load_encoder
from dateline.language.analyse import analyse_many
from dateline.language.encoder import Encoder, Reading
from dateline.record import Article

SUBJECTS, OBJECTS = {"nsubj", "nsubj:pass", "csubj"}, {"obj"}
SETS = {  # name → (sources, splits)
    "PUD, second half": (("pud",), ("test",)),
    "GUM news, dev and test": (("gum_news",), ("dev", "test")),
    "EWT test": (("ewt",), ("test",)),
    "GMB, block 11": (("gmb",), ("test",)),
}


def scores(found: Iterable[Any], gold: Iterable[Any]) -> tuple[float, float, float]:
    """Precision, recall, F1 of two collections."""
    a, b = Counter(found), Counter(gold)
    hits = sum((a & b).values())
    p, r = hits / max(1, sum(a.values())), hits / max(1, sum(b.values()))
    return p, r, 2 * p * r / max(1e-9, p + r)


def spans(names: list[str | None]) -> list[tuple[int, int, str]]:
    out = []
    for first, name in enumerate(names):
        if name and name[0] == "B":
            last = first + 1
            while last < len(names) and names[last] == "I" + name[1:]:
                last += 1
            out.append((first, last, name[2:]))
    return out


def pairs(
    n: int, tags: Iterable[str], heads: Iterable[int], relations: Iterable[str]
) -> list[tuple[int, int, int, str]]:
    """(sentence, verb, word, "subject" or "object"); heads count from 0."""
    tags = list(tags)
    out = []
    for i, (head, relation) in enumerate(zip(heads, relations, strict=True)):
        role = "subject" if relation in SUBJECTS else "object" if relation in OBJECTS else ""
        if role and head >= 0 and (tags[head] or "").startswith("VB"):
            out.append((n, head, i, role))
    return out


def measure(rows: list[dict[str, Any]], readings: list[Reading], kinds: tuple[str, ...]) -> str:
    right, told = Counter(), []
    gold_names, found_names, gold_pairs, found_pairs = [], [], [], []
    for n, (row, reading) in enumerate(zip(rows, readings, strict=True)):
        for gold, tag in zip(row["tags"] or (), reading.tags, strict=False):
            if gold is not None:
                right["tags", gold == tag] += 1
        if row["heads"]:
            heads = [h - 1 for h in row["heads"]]
            for gold, head, label, relation in zip(
                heads, reading.heads, row["relations"], reading.relations, strict=True
            ):
                right["uas", gold == head] += 1
                right["las", gold == head and label == relation] += 1
            gold_pairs += pairs(n, row["tags"], heads, row["relations"])
            found_pairs += pairs(n, row["tags"], reading.heads, reading.relations)
        if row["names"]:
            unsure = {i for i, name in enumerate(row["names"]) if name is None}
            gold_names += [(n, *span) for span in spans(row["names"]) if span[2] in kinds]
            found_names += [
                (n, name.first, name.last, name.kind)
                for name in reading.names
                if name.kind in kinds and not unsure & set(range(name.first, name.last))
            ]
    for key in ("tags", "uas", "las"):
        total = right[key, True] + right[key, False]
        if total:
            told.append(f"{key} {right[key, True] / total:.3f}")
    if gold_pairs:
        told.append("verb-subject/object P {:.3f} R {:.3f} F1 {:.3f}".format(*scores(found_pairs, gold_pairs)))
    if gold_names:
        told.append("names P {:.3f} R {:.3f} F1 {:.3f}".format(*scores(found_names, gold_names)))
        for kind in kinds:
            found, gold = ([x for x in side if x[3] == kind] for side in (found_names, gold_names))
            told.append(f"{kind} {scores(found, gold)[2]:.3f}")
        told.append(f"untyped {scores([x[:3] for x in found_names], [x[:3] for x in gold_names])[2]:.3f}")
    return ", ".join(told)


def measure_re3d(folder: Path, encoder: Encoder) -> str:
    """Names in official statements, exact and overlapping; gold: confident entities written in capitals."""
    kind_of = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}

    def rows(name: str) -> list[dict[str, Any]]:
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            return [json.loads(line) for line in file]

    documents = rows("documents.jsonl.gz")
    analyses = analyse_many([Article(text=d["text"], language="en") for d in documents], encoder=encoder)
    gold, found = [], []
    for entity in rows("entities.jsonl.gz"):
        quote = entity["quote"]
        if (
            entity["type"] in kind_of
            and entity["confidence"] >= 0.5
            and any(c.isupper() for c in quote[1:] + quote[:1])
        ):
            words = quote.split()
            if sum(word[:1].isupper() for word in words) * 2 < len(words):
                continue  # "the people of Iraq": a nominal, not a name
            shift = 4 if quote.lower().startswith("the ") else 0
            gold.append((entity["doc"], entity["start"] + shift, entity["end"], kind_of[entity["type"]]))
    for document, analysis in zip(documents, analyses, strict=True):
        for sentence in analysis.sentences:
            for name in sentence.names:
                if name.kind in kind_of.values():
                    found.append((document["id"], *sentence.cover(name.first, name.last), name.kind))
    told = ["exact P {:.3f} R {:.3f} F1 {:.3f}".format(*scores(found, set(gold)))]
    for kind in ("PER", "ORG", "LOC"):
        told.append(f"{kind} {scores([x for x in found if x[3] == kind], {x for x in gold if x[3] == kind})[2]:.3f}")

    def touched(some: list[Any], others: list[Any]) -> float:
        by_doc: dict[str, list[Any]] = {}
        for other in others:
            by_doc.setdefault(other[0], []).append(other)
        hit = sum(any(o[1] < s[2] and s[1] < o[2] and o[3] == s[3] for o in by_doc.get(s[0], ())) for s in some)
        return hit / max(1, len(some))

    told.append(f"overlap P {touched(found, gold):.3f} R {touched(sorted(set(gold)), found):.3f}")
    return ", ".join(told)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where prepare.py wrote sentences.jsonl")
    parser.add_argument("model", type=Path)
    parser.add_argument("--re3d", type=Path)
    args = parser.parse_args()
    encoder = load_encoder(args.model)
    rows = load_sentences(args.folder / "sentences.jsonl")
    for name, (sources, splits) in SETS.items():
        part = [row for row in rows if row["source"] in sources and row["split"] in splits]
        began = time.process_time()
        readings = encoder.read([row["words"] for row in part])
        seconds = time.process_time() - began
        kinds = ("PER", "ORG", "LOC") if name.startswith(("PUD", "EWT")) else ("PER", "ORG", "LOC", "NORP")
        words = sum(len(row["words"]) for row in part)
        print(f"{name} ({len(part)} sentences, {words / seconds:.0f} words/s): {measure(part, readings, kinds)}")
    if args.re3d:
        print(f"re3d: {measure_re3d(args.re3d, encoder)}")


if __name__ == "__main__":
    main()
