"""Fix the scales of the activations, so that a sentence is read alike in whatever company.

    python freeze.py MODEL SENTENCES      MODEL: the folder of the exported encoder; SENTENCES: sentences.jsonl

Dynamic quantisation takes the scale of each activation from the whole batch: 1.6 % of the words of a report got another
tag, head or relation according to which reports were read with it. Here each scale is measured once on sentences of the
training part, and the dynamic step becomes a constant one. It is faster, too: nothing looks for the largest value.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))
from dateline.language.wordpieces import WordPieces, shape

BATCHES = 120  # of 16 sentences: the ranges no longer move after some 60
QUANTILE = (
    1.0  # of the batches' own ranges: of .5, .75, .9 and 1 this agreed best with fp32 (166 of 12,287 words differ)
)


def batches(path: Path, pieces: WordPieces) -> list[dict[str, np.ndarray]]:
    """Inputs of the encoder from training sentences, spread evenly over the file."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")]
    words = [row["words"] for row in rows if row["split"] == "train" and 5 <= len(row["words"]) <= 60]
    chosen = words[:: max(1, len(words) // (16 * BATCHES))][: 16 * BATCHES]
    return [_batch(chosen[i : i + 16], pieces) for i in range(0, len(chosen), 16)]


def _batch(sentences: list[list[str]], pieces: WordPieces) -> dict[str, np.ndarray]:
    coded = []
    for words in sentences:
        ids, shapes, first = [pieces.start], [0], []
        for word in words:
            found = pieces.pieces(word)
            first.append(len(ids))
            ids += found
            shapes += [shape(word)] * len(found)
        coded.append(([*ids, pieces.stop], [*shapes, 0], first))
    size, count = max(len(ids) for ids, _, _ in coded), max(len(first) for *_, first in coded)
    feed = {
        "ids": np.full((len(coded), size), pieces.pad, dtype=np.int64),
        "mask": np.zeros((len(coded), size), dtype=np.int64),
        "shapes": np.zeros((len(coded), size), dtype=np.int64),
        "first": np.zeros((len(coded), count), dtype=np.int64),
    }
    for row, (ids, shapes, first) in enumerate(coded):
        feed["ids"][row, : len(ids)] = ids
        feed["mask"][row, : len(ids)] = 1
        feed["shapes"][row, : len(ids)] = shapes
        feed["first"][row, : len(first)] = first
    return feed


def ranges(model: onnx.ModelProto, feeds: list[dict[str, np.ndarray]]) -> dict[str, tuple[float, float]]:
    """The range of the input of each dynamic step."""
    watched = [node.input[0] for node in model.graph.node if node.op_type == "DynamicQuantizeLinear"]
    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    for name in dict.fromkeys(watched):
        if name not in {output.name for output in probe.graph.output}:
            probe.graph.output.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(probe.SerializeToString(), options, providers=["CPUExecutionProvider"])
    names = list(dict.fromkeys(watched))
    seen: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for feed in feeds:
        for name, value in zip(names, session.run(names, feed), strict=True):
            seen[name].append((float(value.min()), float(value.max())))
    return {
        name: (
            float(np.quantile([a for a, _ in both], 1 - QUANTILE)),
            float(np.quantile([b for _, b in both], QUANTILE)),
        )
        for name, both in seen.items()
    }


def freeze(model: onnx.ModelProto, found: dict[str, tuple[float, float]]) -> None:
    """Replace each dynamic step by one with a constant scale and zero point; all names stay."""
    for i, node in enumerate(model.graph.node):
        if node.op_type != "DynamicQuantizeLinear":
            continue
        low, high = min(found[node.input[0]][0], 0.0), max(found[node.input[0]][1], 0.0)
        scale = max((high - low) / 255, 1e-8)
        zero = int(np.clip(round(-low / scale), 0, 255))
        quantised, scale_name, zero_name = node.output
        model.graph.initializer.append(numpy_helper.from_array(np.array(scale, dtype=np.float32), scale_name))
        model.graph.initializer.append(numpy_helper.from_array(np.array(zero, dtype=np.uint8), zero_name))
        constant = helper.make_node(
            "QuantizeLinear", [node.input[0], scale_name, zero_name], [quantised], name=node.name + "_constant"
        )
        model.graph.node[i].CopyFrom(constant)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("sentences", type=Path)
    args = parser.parse_args()
    pieces = WordPieces((args.model / "vocabulary.txt").read_text("utf-8"))
    path = args.model / "encoder.onnx"
    model = onnx.load(str(path))
    freeze(model, ranges(model, batches(args.sentences, pieces)))
    onnx.checker.check_model(model)
    onnx.save(model, str(path))
    config = json.loads((args.model / "config.json").read_text("utf-8"))
    config["sha256"]["encoder.onnx"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (args.model / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
