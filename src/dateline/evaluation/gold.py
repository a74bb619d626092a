"""The gate on the development gold: read its reports, print the scorer's table, hold the floors.

    python -m dateline.evaluation.gold [GOLD] [--explain] [--raise] [--lower NAME …]

Floors stand in `floors.json` with a digest of the gold and the instructions of the processor they were measured on. A
figure below its floor is an error (exit 1); `--raise` lifts floors to what was measured, `--lower NAME` is the only way
down, and says so by name. On another sort of processor the encoder's int8 sums round otherwise and a few close calls
fall the other way: there, shares may be up to `ALLOWANCE` below; faults never.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dateline.evaluation.shared import shared
from dateline.pipeline import Failure, default_encoder, read_rows
from dateline.record import to_json

FLOORS = Path(__file__).with_name("floors.json")
# Measured: without VNNI 11 of 955 words are read otherwise; of the shares that over the fewest items (51) moves most,
# by one item, .0196 (docs/decisions/0005-floors.md).
ALLOWANCE = 0.02
_INSTRUCTIONS = ("avx2", "avx512f", "avx_vnni", "avx512_vnni", "amx_int8", "asimddp", "i8mm")
FAULTS = ("never", "evidence errors", "contract errors", "boilerplate left", "entities merged", "unread reports")


def digest(folder: Path) -> str:
    """A hash of all reports of the gold, so that floors are never held against another corpus."""
    total = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".json", ".html"):
            total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()[:16]


def figures(scored: Mapping[str, Any]) -> dict[str, float]:
    """One number a figure: F1, share or count of faults."""
    found: dict[str, float] = {}
    for name, row in scored["all"].items():
        value = row.get("f1", row.get("share", row.get("count")))
        if value is not None:
            found[name] = float(value)
    return found


def processor() -> str:
    """The instructions for int8 sums that this processor has; its architecture where the system does not tell."""
    told = Path("/proc/cpuinfo")
    words = set(told.read_text("utf-8", "replace").split()) if told.exists() else set()
    return " ".join([platform.machine(), *(one for one in _INSTRUCTIONS if one in words)])


def below(measured: Mapping[str, float], floors: Mapping[str, float], allowance: float = 0.0) -> list[str]:
    """What is worse than its floor by more than the allowance; faults are worse when they are more."""
    return [
        f"{name}: {measured.get(name)}, floor {floor}"
        for name, floor in floors.items()
        if (measured.get(name, 1e9) > floor if name in FAULTS else measured.get(name, 0.0) < floor - allowance)
    ]


def moved(
    floors: Mapping[str, float], measured: Mapping[str, float], *, lift: bool, lower: Sequence[str]
) -> dict[str, float]:
    """The floors after `--raise` and `--lower`: none goes down that is not named."""
    after = dict(floors)
    for name, value in measured.items():
        better = value < floors.get(name, 1e9) if name in FAULTS else value > floors.get(name, -1.0)
        if (lift and better) or name in lower:
            after[name] = value
    return after


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; 0 if every floor holds, 1 if not, 0 with a word where there is no gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, help="folder with score.py and reports/")
    parser.add_argument("--explain", action="store_true", help="every missed, spurious and wrong item")
    parser.add_argument("--by-file", action="store_true", help="a line for each report")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what was measured")
    parser.add_argument("--lower", action="append", default=[], metavar="NAME", help="set this floor down, by name")
    args = parser.parse_args(arguments)
    gold = args.gold or shared("gold")
    if gold is None:
        print("There is no development gold here (set DATELINE_SHARED); nothing was measured.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.jsonl"
        read_gold_rows(gold / "score.py", gold / "reports", records)
        command = [sys.executable, str(gold / "score.py"), str(gold / "reports"), "--records", str(records)]
        extra = [f"--{name}" for name, wanted in (("explain", args.explain), ("by-file", args.by_file)) if wanted]
        print(subprocess.run([*command, *extra], check=True, capture_output=True, text=True).stdout)
        scored = json.loads(subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout)
    measured, kept = figures(scored), json.loads(FLOORS.read_text("utf-8"))
    if kept["digest"] != digest(gold / "reports") and not (args.lift or args.lower):
        print("The gold is another one than that of the floors: set them anew with --raise, and say why.")
        return 1
    if args.lift or args.lower:
        base = kept["floors"] if kept["digest"] == digest(gold / "reports") else {}
        after = moved(base, measured, lift=args.lift, lower=args.lower)
        stored = {"digest": digest(gold / "reports"), "processor": processor(), "floors": after}
        FLOORS.write_text(json.dumps(stored, indent=2) + "\n", "utf-8")
        return 0
    same = kept.get("processor") == processor()
    if not same:
        print(f"Another processor than that of the floors ({kept.get('processor')}): shares may be {ALLOWANCE} lower.")
    missing = below(measured, kept["floors"], 0.0 if same else ALLOWANCE)
    print("\n".join(["Below its floor:", *missing]) if missing else "Every floor holds.")
    return int(bool(missing))


def read_gold_rows(scorer: Path, reports: Path, records: Path) -> None:
    """Read the reports of a folder in the gold's form, and write their records for the scorer."""
    rows = subprocess.run(
        [sys.executable, str(scorer), str(reports), "--prepare"], check=True, capture_output=True, text=True
    ).stdout
    with records.open("wb") as out:
        for one in read_rows([json.loads(line) for line in rows.splitlines()], encoder=default_encoder()):
            if isinstance(one, Failure):
                error = {"code": one.code, "message": one.message, "hint": one.hint}
                out.write(json.dumps({"input": one.input, "error": error}).encode() + b"\n")
            else:
                out.write(to_json(one) + b"\n")


if __name__ == "__main__":
    sys.exit(main())
