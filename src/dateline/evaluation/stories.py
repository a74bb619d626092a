"""Stories beside the usual way: B-cubed F1 on all sets that are here, one threshold chosen by leaving kinds out.

    python -m dateline.evaluation.stories [--sweep] [--halves N]

The baseline is TF-IDF in one pass: sublinear counts, no frequent words, cosine with the sum of each story so far, the
nearest story if it is at least as near as the threshold (chosen on ecb-train), else a new one. --halves chooses both
settings on one half of the topics of ECB+ and measures them on the other, N times, with and without keeping look-alikes
apart.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from dateline.evaluation.story_sets import StorySet, story_sets
from dateline.lexicon.stems import word_counts
from dateline.stories import Report, group
from dateline.stories.live import ALIKE
from dateline.stories.words import stems_of

THRESHOLDS = (0.08, 0.10, 0.12, 0.14, 0.16, 0.18, 0.20, 0.22, 0.25)
SHARES = (0.0, 0.5, 0.55, 0.6)
LIKENESSES = (0.10, 0.12, 0.14, 0.16)
_FREQUENT = (
    0.05  # the share of passages above which a stem is no word of the baseline: as many as in lists of stop words
)

Grouping = Callable[[Sequence[Report], float], Sequence[str]]


@dataclass(frozen=True, slots=True)
class BCubed:
    """The share of each report's story that is right, and of its true story that is found; means over reports."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def b_cubed(true: Sequence[str], found: Sequence[str]) -> BCubed:
    """B-cubed precision and recall of the stories `found`, in the order of the `true` ones."""
    both, of_true, of_found = Counter(zip(true, found, strict=True)), Counter(true), Counter(found)
    precision = sum(n * n / of_found[pair[1]] for pair, n in both.items()) / len(true)
    recall = sum(n * n / of_true[pair[0]] for pair, n in both.items()) / len(true)
    return BCubed(precision, recall)


def ours(reports: Sequence[Report], alike: float) -> list[str]:
    """The stories that Dateline finds."""
    return [one.story for one in group(reports, alike=alike)]


def baseline(reports: Sequence[Report], alike: float) -> list[str]:
    """TF-IDF in one pass, in the order of the input."""
    vectors = _vectors([report.text for report in reports])
    sums: list[dict[str, float]] = []
    holders: dict[str, set[int]] = {}
    found = []
    for vector in vectors:
        near = {number for key in vector for number in holders.get(key, ())}
        best = max(((_cosine(vector, sums[number]), -number) for number in near), default=(0.0, 0))
        number = -best[1] if best[0] >= alike else len(sums)
        if number == len(sums):
            sums.append({})
        for key, weight in vector.items():
            sums[number][key] = sums[number].get(key, 0.0) + weight
            holders.setdefault(key, set()).add(number)
        found.append(str(number))
    return found


def _vectors(texts: Iterable[str]) -> list[dict[str, float]]:
    prior = word_counts()
    counts = [
        Counter(key for key in stems_of(text) if prior.counts.get(key, 0) < _FREQUENT * prior.passages)
        for text in texts
    ]
    held = Counter(key for one in counts for key in one)
    rarity = {key: 1 + math.log((1 + len(counts)) / (1 + n)) for key, n in held.items()}
    vectors = []
    for one in counts:
        vector = {key: (1 + math.log(n)) * rarity[key] for key, n in one.items()}
        length = math.sqrt(sum(weight * weight for weight in vector.values())) or 1.0
        vectors.append({key: weight / length for key, weight in vector.items()})
    return vectors


def _cosine(one: Mapping[str, float], total: Mapping[str, float]) -> float:
    length = math.sqrt(sum(weight * weight for weight in total.values()))
    return sum(weight * total.get(key, 0.0) for key, weight in one.items()) / length if length else 0.0


def sweep(sets: Sequence[StorySet], grouping: Grouping) -> dict[str, list[float]]:
    """F1 of each set at each of THRESHOLDS."""
    return {one.name: [b_cubed(one.stories, grouping(one.reports, alike)).f1 for alike in THRESHOLDS] for one in sets}


def chosen(scores: Mapping[str, Sequence[float]], sets: Sequence[StorySet], *, without: str = "") -> float:
    """The threshold with the best mean F1 over the kinds of sets, `without` one kind."""
    kinds = sorted({one.kind for one in sets} - {without})
    means = []
    for n, alike in enumerate(THRESHOLDS):
        by_kind = [[scores[one.name][n] for one in sets if one.kind == kind] for kind in kinds]
        means.append((sum(sum(values) / len(values) for values in by_kind) / len(kinds), alike))
    return max(means)[1]


def halves(sets: Sequence[StorySet], times: int) -> dict[str, float]:
    """Mean F1 on the half of the topics on which the settings were not chosen, by way; `times` random halves."""
    rows = [row for one in sets if one.kind.startswith("ecb") for row in zip(one.reports, one.stories, strict=True)]
    topics = sorted({_topic(story) for _, story in rows})
    rng = random.Random(9)
    found: dict[str, list[float]] = {"likeness alone": [], "look-alikes apart": []}
    for _ in range(times):
        some = frozenset(rng.sample(topics, len(topics) // 2))
        scores = {
            side: {pair: _half(rows, some, side, *pair) for pair in product(SHARES, LIKENESSES)}
            for side in (True, False)
        }
        for side in (True, False):
            for way, pairs in (
                ("likeness alone", [pair for pair in scores[side] if not pair[0]]),
                ("look-alikes apart", [pair for pair in scores[side] if pair[0]]),
            ):
                best = max(pairs, key=lambda pair: scores[side][pair])
                found[way].append(scores[not side][best])
    return {way: sum(values) / len(values) for way, values in found.items()}


def _topic(story: str) -> str:
    return story.removesuffix("plus")


def _half(rows: Sequence[tuple[Report, str]], some: frozenset[str], side: bool, apart: float, alike: float) -> float:
    here = [(report, story) for report, story in rows if (_topic(story) in some) is side]
    placed = group([report for report, _ in here], alike=alike, apart=apart)
    return b_cubed([story for _, story in here], [one.story for one in placed]).f1


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0, also where there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sweep", action="store_true", help="choose thresholds anew, leaving out each kind in turn")
    parser.add_argument("--halves", type=int, metavar="N", default=0, help="choose on half of the topics, N times")
    options = parser.parse_args(arguments)
    sets = list(story_sets())
    if not sets:
        print("There are no sets of stories here (set DATELINE_SHARED); nothing was measured.")
        return 0
    train = next(one for one in sets if one.name == "ecb-train")
    usual = max(THRESHOLDS, key=lambda alike: b_cubed(train.stories, baseline(train.reports, alike)).f1)
    scores = sweep(sets, ours) if options.sweep else {}
    print(
        f"{'set':14} texts stories  TF-IDF at {usual:.2f}  ours at {ALIKE:.2f}    P    R  texts/s  "
        f"{'chosen without its kind' if scores else ''}"
    )
    for one in sets:
        start = time.process_time()
        found = b_cubed(one.stories, ours(one.reports, ALIKE))
        speed = len(one.reports) / max(1e-9, time.process_time() - start)
        left_out = ""
        if scores:
            alike = chosen(scores, sets, without=one.kind)
            left_out = f"{alike:.2f}: {scores[one.name][THRESHOLDS.index(alike)]:.3f}"
        print(
            f"{one.name:14} {len(one.reports):5} {len(set(one.stories)):7} "
            f"{b_cubed(one.stories, baseline(one.reports, usual)).f1:15.3f} {found.f1:13.3f} "
            f"{found.precision:4.2f} {found.recall:4.2f} {speed:8.0f}  {left_out}"
        )
    if options.halves:
        for way, score in halves(sets, options.halves).items():
            print(f"chosen on other topics, {way}: {score:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
