"""Fits the weights by which events and statements are rated, on own single sentences and short reports.

    python training/confidence/train.py [--write]

Reads the train part of `training/data` with Dateline as it is, takes every event that it tells as right or wrong
by the annotation, and fits a logistic regression; how hard weights are pulled towards 0 is chosen on the development
split, which nothing is fitted on. `--write` replaces `src/dateline/lexicon/confidence.tsv`. Run it again
whenever the rules of reading have changed much: what is rated is what they let through.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.evaluation.confidence import REPORTS, Rated, rated_reports, rated_sentences, rows
from dateline.evaluation.shared import shared

TABLE = Path(__file__).resolve().parents[2] / "src" / "dateline" / "lexicon" / "confidence.tsv"
HEAD = (
    "# Weights by which events and statements are rated (dateline.reading.confidence): a logistic regression, its"
    " features by name. Source: training/confidence, fitted on own single sentences and short"
    " reports (the train part of training/data)."
    " Licence: CC0-1.0. Checked {day}.\nof\tfeature\tweight\n"
)
PULLS = (1.0, 3.0, 10.0, 30.0, 100.0)  # of weights towards 0; that which predicts the development split best is taken
RARE = 5  # items that must have a feature


@dataclass(frozen=True, slots=True)
class Fit:
    """Features by name with their weights."""

    names: tuple[str, ...]
    weights: NDArray[np.float64]


def matrix(items: Sequence[Rated], names: Sequence[str]) -> NDArray[np.float64]:
    """Items × features."""
    place = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(items), len(names)))
    for row, one in enumerate(items):
        for name, value in one.features:
            if name in place:
                table[row, place[name]] = value
    return table


def fit(features: NDArray[np.float64], right: NDArray[np.float64], pull: float) -> NDArray[np.float64]:
    """Newton's method; all weights but the first ("always") are pulled towards 0."""
    weights = np.zeros(features.shape[1])
    pulls = np.full(features.shape[1], pull)
    pulls[0] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-features @ weights))
        gradient = features.T @ (p - right) + pulls * weights
        curvature = (features * (p * (1 - p))[:, None]).T @ features + np.diag(pulls)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def loss(features: NDArray[np.float64], right: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Mean negative log-likelihood."""
    p = np.clip(1 / (1 + np.exp(-features @ weights)), 1e-6, 1 - 1e-6)
    return float(-(right * np.log(p) + (1 - right) * np.log(1 - p)).mean())


def train(items: Sequence[Rated], held: Sequence[Rated]) -> Fit:
    """The fit whose pull predicts `held` best: the rules were written with the items in sight, so these flatter it."""
    counts = Counter(name for one in items for name, _ in one.features)
    names = ("always", *sorted(name for name, count in counts.items() if count >= RARE and name != "always"))
    features, right = matrix(items, names), np.array([one.right for one in items], dtype=np.float64)
    other, true = matrix(held, names), np.array([one.right for one in held], dtype=np.float64)
    fits = {pull: fit(features, right, pull) for pull in PULLS}
    for pull, weights in fits.items():
        print(f"  pull {pull:<4} loss {loss(features, right, weights):.4f}, held back {loss(other, true, weights):.4f}")
    best = min(PULLS, key=lambda pull: loss(other, true, fits[pull]))
    print(
        f"  {len(items)} items, {right.mean():.3f} right; held back {len(held)}, {true.mean():.3f} right; pull {best}"
    )
    return Fit(names, fits[best])


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="replace the table that is shipped")
    options = parser.parse_args()
    gold = shared("gold")
    if gold is None:
        parser.error("the scorer of the development gold is wanted beside the repository, or in $DATELINE_SHARED")
    # Of statements the short reports have not all, so that what they lack cannot be told from what is wrong.
    items, held = (
        [*rated_sentences(rows(split)), *(one for one in rated_reports(REPORTS / split, gold) if one.what == "event")]
        for split in ("train", "dev")
    )
    text = HEAD.format(day=datetime.now(tz=UTC).date())
    for what in ("event", "statement"):
        print(what)
        found = train([one for one in items if one.what == what], [one for one in held if one.what == what])
        for name, weight in zip(found.names, found.weights, strict=True):
            print(f"    {weight:+.2f} {name}")
            text += f"{what}\t{name}\t{weight:.3f}\n"
    if options.write:
        TABLE.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
