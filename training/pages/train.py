"""Train the weights by which lines of a page are chosen: two logistic regressions, the second with the neighbours.

    python training/pages/train.py rows.jsonl                       # five-fold cross-validation, by page
    python training/pages/train.py rows.jsonl page_lines.tsv        # then train on all pages and write the table

Plain numpy; Newton's method with a ridge. Each page counts alike, a line by its length.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dateline.pages.marks import beside

HEAD = (
    "# Weights of the marks by which lines of a page are taken for text of the report (dateline.pages.body). "
    "Source: training/pages, trained on the 350 article pages of WCXB v1.0 by Murrough Foley (CC BY 4.0); "
    "no words of any page are in it. Licence: CC-BY-4.0. Checked 2026-11-27.\nstage\tmark\tweight\n"
)
Page = dict[str, Any]
Weights = dict[str, float]


@dataclass(frozen=True)
class Config:
    """What can be turned."""

    ridge: float = 10.0  # inverse variance of a weight; 3 to 30 differ by less than .001 of F1
    rare: int = 15  # a mark on fewer lines is left out
    smallest: float = 0.02  # weights nearer to zero are not written
    folds: int = 5
    inner: int = 3  # folds that give the first stage's chances to the second


def fit(marks: list[list[str]], labels: list[bool], sizes: np.ndarray, config: Config) -> Weights:
    """The weights of a logistic regression without intercept ("bias" is a mark)."""
    counts = Counter(mark for mine in marks for mark in mine)
    names = sorted(mark for mark, count in counts.items() if count >= config.rare)
    column = {name: i for i, name in enumerate(names)}
    x = np.zeros((len(marks), len(names)), dtype=np.float32)
    for row, mine in enumerate(marks):
        x[row, [column[mark] for mark in mine if mark in column]] = 1
    y = np.array(labels, dtype=np.float32)
    w = np.zeros(len(names))
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (sizes * (p - y)) + config.ridge * w
        curvature = (x * (sizes * p * (1 - p) + 1e-9)[:, None].astype(np.float32)).T @ x + config.ridge * np.eye(
            len(names)
        )
        step = np.linalg.solve(curvature, gradient)
        w -= step
        if np.abs(step).max() < 1e-3:
            break
    return dict(zip(names, w.tolist(), strict=True))


def apply(weights: Weights, marks: list[list[str]]) -> list[float]:
    """The chance of each line."""
    sums = np.array([sum(weights.get(mark, 0.0) for mark in mine) for mine in marks])
    return list(1 / (1 + np.exp(-sums)))


def sizes_of(pages: list[Page]) -> np.ndarray:
    """What a line counts: its words to the power of .8 by those of the page's text; 1 on the average."""
    sizes = []
    for page in pages:
        text = sum(words for words, good in zip(page["words"], page["labels"], strict=True) if good) or 100
        sizes += [(min(words, 200) / text) ** 0.8 for words in page["words"]]
    whole = np.array(sizes)
    return whole / whole.mean()


def train(pages: list[Page], config: Config) -> tuple[Weights, Weights]:
    """The weights of both stages; the chances that the second learns from are those of pages the first has not seen."""
    chances: dict[str, list[float]] = {}
    for fold in range(config.inner):
        others = [page for i, page in enumerate(pages) if i % config.inner != fold]
        first = fit(
            [m for p in others for m in p["marks"]], [y for p in others for y in p["labels"]], sizes_of(others), config
        )
        chances |= {p["id"]: apply(first, p["marks"]) for i, p in enumerate(pages) if i % config.inner == fold}
    labels = [y for page in pages for y in page["labels"]]
    sizes = sizes_of(pages)
    first = fit([m for p in pages for m in p["marks"]], labels, sizes, config)
    return first, fit([m for p in pages for m in widened(p, chances[p["id"]])], labels, sizes, config)


def widened(page: Page, chances: list[float]) -> list[list[str]]:
    """The marks of each line together with those of its neighbourhood."""
    return [
        [*mine, *more]
        for mine, more in zip(page["marks"], beside(chances, page["words"], page["parents"]), strict=True)
    ]


def right(page: Page, chances: list[float], line: float = 0.35) -> tuple[int, int, int]:
    """Words rightly taken, words taken, words of the text."""
    rows = list(zip(page["words"], page["labels"], chances, strict=True))
    return (
        sum(words for words, good, chance in rows if good and chance > line),
        sum(words for words, _, chance in rows if chance > line),
        sum(words for words, good, _ in rows if good),
    )


def main() -> None:
    """See the head of this file."""
    pages = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    config, scores = Config(), []
    for fold in range(config.folds):
        first, second = train([page for i, page in enumerate(pages) if i % config.folds != fold], config)
        for page in pages[fold :: config.folds]:
            hit, taken, wanted = right(page, apply(second, widened(page, apply(first, page["marks"]))))
            scores.append(2 * hit / (taken + wanted) if taken + wanted else 0.0)
    print(f"{config.folds}-fold: F1 of the words of lines {np.mean(scores):.4f} on {len(scores)} pages")
    if len(sys.argv) > 2:
        stages = dict(zip(("first", "second"), train(pages, config), strict=True))
        rows = [
            f"{stage}\t{mark}\t{weight:.2f}\n"
            for stage, weights in stages.items()
            for mark, weight in sorted(weights.items())
            if abs(weight) >= config.smallest
        ]
        Path(sys.argv[2]).write_text(HEAD + "".join(rows), "utf-8")
        print(f"{len(rows)} weights")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main()
