#!/bin/sh
# Everything from the corpora to the shipped model. Usage: ./run.sh DATA WORK    (see README.md)
set -eu
data=$1 work=$2
here=$(dirname "$0")
export OMP_NUM_THREADS=1 PYTHONPATH="$here/../../src${PYTHONPATH:+:$PYTHONPATH}"
python "$here/prepare.py" "$data" "$work"
python "$here/train.py" "$here/config/first.toml" "$work"
python "$here/export.py" "$work" "$work/first" --name first
python "$here/clean.py" "$work" "$work/first"
python "$here/train.py" "$here/config/laptop.toml" "$work"
# The model that is shipped: narrowed, on the names as they were before clean.py
mkdir -p "$work/narrow"
cp "$work/checkpoint.pt" "$work/vocabulary.txt" "$work/narrow"
cp "$work/sentences.raw.jsonl" "$work/narrow/sentences.jsonl"
python "$here/narrow.py" "$here/config/narrow.toml" "$work/narrow"
python "$here/export.py" "$work/narrow" "$here/../../src/dateline/language/model" --checkpoint narrow.pt
python "$here/freeze.py" "$here/../../src/dateline/language/model" "$work/narrow/sentences.jsonl"
python "$here/evaluate.py" "$work/narrow" "$here/../../src/dateline/language/model" --re3d "$data/../re3d"
