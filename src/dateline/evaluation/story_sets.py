"""Sets of texts with the story of each, of five kinds: short and long, news and releases, alike and unlike.

Only ECB+ is a set of reports by different hands. Of the others we have no labels, so texts are cut into parts, sentence
by sentence in turn: parts of one text tell of one matter in other words, and the other texts of the same kind are what
they must not be joined with. That says little about how good grouping is, but much about whether one threshold serves
short and long texts.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluation.shared import shared
from dateline.stories import Report

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+")
_TEXTS = 120


@dataclass(frozen=True, slots=True)
class StorySet:
    """Reports and the true story of each, in the same order. Sets of one `kind` are left out together."""

    name: str
    kind: str
    reports: tuple[Report, ...]
    stories: tuple[str, ...]


def labelled(path: Path, name: str, kind: str) -> StorySet:
    """A set whose rows have {"id", "text", "story"}."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    reports = tuple(Report(id=row["id"], text=row["text"], published=row.get("published")) for row in rows)
    return StorySet(name, kind, reports, tuple(row["story"] for row in rows))


def story_sets() -> Iterator[StorySet]:
    """The sets whose data are here."""
    for part in ("train", "dev"):
        if path := shared("data", "stories", f"ecb-{part}.jsonl"):
            yield labelled(path, f"ecb-{part}", f"ecb-{part}")
    if path := shared("data", "open-news", "wikipedia-itn", "itn_en.jsonl.gz"):
        yield _blurbs(path)
    for folder, file, kind, sizes in (
        ("releases", "train.jsonl.gz", "releases", ((3, 40), (3, 100), (3, 300))),
        ("open-news/australia-pm", "australia_pm.jsonl.gz", "minister", ((3, 40), (3, 120), (2, 400))),
        ("meantime", "documents.jsonl.gz", "wikinews", ((3, 50), (2, 120))),
    ):
        if path := shared("data", *folder.split("/"), file):
            texts = [row["text"] for row in _rows(path)]
            for count, words in sizes:
                yield _parts(texts, f"{kind}-{words}", kind, count, words)
    if path := shared("gold"):
        yield _chains(path)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _blurbs(path: Path) -> StorySet:
    """Versions of the blurbs of one event; a blurb that stood for several events is left out."""
    events: dict[str, set[str]] = {}
    days: dict[str, str] = {}
    for row in _rows(path):
        events.setdefault(row["text"], set()).add(row["event"])
        days.setdefault(row["text"], row["time"][:10])
    texts = [text for text, of in events.items() if len(of) == 1]
    reports = tuple(Report(id=str(n), text=text, published=days[text]) for n, text in enumerate(texts))
    return StorySet("blurbs", "blurbs", reports, tuple(min(events[text]) for text in texts))


def _parts(texts: Sequence[str], name: str, kind: str, count: int, words: int) -> StorySet:
    """`count` parts of at most some `words` words of each of 120 texts that are long enough."""
    long = [text for text in texts if 0.7 * count * words < len(text.split()) < 3_000]
    reports, stories = [], []
    for number, text in enumerate(random.Random(2).sample(long, min(_TEXTS, len(long)))):
        sentences = [one for one in _SENTENCE.split(text.replace("\n\n", " ")) if len(one) > 20]
        for part in range(count):
            chosen: list[str] = []
            for sentence in sentences[part::count]:
                if len(" ".join(chosen).split()) < words:
                    chosen.append(sentence)
            if len(" ".join(chosen).split()) > 0.6 * words:
                reports.append(Report(id=f"{number}-{part}", text=" ".join(chosen)))
                stories.append(str(number))
    return StorySet(name, kind, tuple(reports), tuple(stories))


def _chains(gold: Path) -> StorySet:
    """The development gold: reports of a chain are one story, every other report is one of its own."""
    chain_of = {
        report: chain["id"]
        for path in sorted((gold / "chains").glob("*.json"))
        for chain in (json.loads(path.read_text("utf-8")),)
        for report in chain["reports"]
    }
    reports, stories = [], []
    for path in sorted((gold / "reports").glob("*.json")):
        page = json.loads(path.read_text("utf-8"))
        if isinstance(text := page.get("text"), str) and len(text) > 100:
            reports.append(Report(id=path.stem, text=text, published=page.get("published")))
            stories.append(chain_of.get(path.stem, path.stem))
    return StorySet("chains", "chains", tuple(reports), tuple(stories))
