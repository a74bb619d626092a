"""Export the trained encoder as int8 ONNX with its vocabulary and its configuration.

python export.py build/encoder ../../src/dateline/language/model --name dateline-encoder-en-1
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from model import Sizes, Tagger
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

# Kept in fp32: the biaffine scores are small sums of many terms, and cost next to nothing.
INPUTS = ["ids", "mask", "shapes", "first"]
OUTPUTS = ["names", "tags", "arcs", "relations"]


def load_model(checkpoint: Path) -> tuple[Tagger, dict]:
    saved = torch.load(checkpoint, weights_only=True)
    labels = saved["labels"]
    model = Tagger(Sizes(**saved["sizes"]))
    model.load_state_dict(saved["model"])
    return model.eval(), labels


def export_fp32(model: Tagger, path: Path) -> None:
    ids = torch.randint(1000, 2000, (2, 12))
    example = (ids, torch.ones_like(ids), torch.zeros_like(ids), torch.tensor([[1, 2, 4, 5], [1, 3, 4, 7]]))
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]} | {"first": {0: "batch", 1: "words"}}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    torch.onnx.export(
        model,
        example,
        str(path),
        input_names=INPUTS,
        output_names=OUTPUTS,
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--checkpoint", default="checkpoint.pt")
    parser.add_argument("--name", default="dateline-encoder-en-1")
    args = parser.parse_args()
    model, labels = load_model(args.folder / args.checkpoint)
    args.out.mkdir(parents=True, exist_ok=True)
    target = args.out / "encoder.onnx"
    fp32 = args.folder / "fp32.onnx"
    export_fp32(model, fp32)
    with tempfile.TemporaryDirectory() as scratch:
        prepared = Path(scratch) / "prepared.onnx"
        quant_pre_process(str(fp32), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    onnx.checker.check_model(str(target))
    shutil.copy(Path(__file__).with_name("MODEL_CARD.md"), args.out / "MODEL_CARD.md")
    # The embedding is trained to rows of the vocabulary, so both travel together.
    shutil.copy(args.folder / "vocabulary.txt", args.out / "vocabulary.txt")
    hashes = {
        name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in ("encoder.onnx", "vocabulary.txt")
    }
    config = {"name": args.name, **labels, "sha256": hashes}
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    print({path.name: path.stat().st_size for path in sorted(args.out.iterdir())})


if __name__ == "__main__":
    main()
