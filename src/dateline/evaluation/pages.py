"""The page bench: `python -m dateline.evaluation.pages FOLDER [--peer PYTHON]`, beside plain trafilatura, in one run.

FOLDER holds `gold.jsonl` with `html/ID.html.gz`, or `ID.json` with `ID.html` (fields: id, url, headline, byline,
published, body, and perhaps with, without, removed, comments).

Body: precision, recall and F1 of the words (`\\w+`, lower case, as a multiset) of `article.text` without headline,
byline and captions, with or without the dateline, whichever fits better; exact: the same words in the same order.
Headline: equal after NFKC, lower case and `\\W+` to a blank. Byline: equal as a set of names after the same folding.
Date: the same day or instant; its precision is the share of right ones among the answers on pages that the gold dates;
a date where the gold has none counts as invented. Leak: of the pages that bear a phrase
of `CHROME`, those with one in the text that the gold body has not. Comments: share of the five-word runs of readers'
comments that are in the text; kept: phrases that should have gone. Time: CPU seconds of this process; the ratio is to
`trafilatura.extract`. PYTHON is an interpreter with readability-lxml, newspaper4k and resiliparse (`page_peers.py`).
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError
from dateline.evaluation import page_peers
from dateline.pages import parse_html

# Phrases of comment forms, share bars and the like: the measure, kept apart from the list that removes them.
CHROME = re.compile(
    r"leave a (?:reply|comment)|akismet|log ?in to (?:comment|reply|leave)|must be logged in|notify (?:me )?of\b"
    r"|your email address will not be published|learn how your comment data|\b\d+ ?min(?:ute)?s? read|reading time"
    r"|share this|\b(?:we|this site) uses? cookies",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an extractor says of one page, and the CPU seconds it took. `bodies` are the readings that may fit."""

    bodies: tuple[str, ...]
    text: str
    headline: str | None
    byline: tuple[str, ...]
    published: str | None
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one answer compares with the gold; None where the gold has nothing to compare with."""

    page: str
    precision: float
    recall: float
    f1: float
    exact: bool
    headline: bool | None
    byline: bool | None
    published: bool | None
    dated: bool | None  # is a date answered, right or wrong?
    invented: bool | None
    leaks: bool | None
    comments: float | None  # share of the comments' 5-word shingles that are in the text
    kept_removed: int
    missed_snippets: int
    seconds: float


def fold(text: str) -> str:
    """Without case, punctuation and forms of the same character."""
    return " ".join(re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text).lower()).split())


def words(text: str) -> list[str]:
    """The words by which bodies are compared."""
    return re.findall(r"\w+", text.lower())


def compare(gold: str, body: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the words of `body`, as a multiset."""
    wanted, got = Counter(words(gold)), Counter(words(body))
    common = sum((wanted & got).values())
    if not common:
        return (0.0, 0.0, float(not wanted and not got))
    precision, recall = common / sum(got.values()), common / sum(wanted.values())
    return precision, recall, 2 * precision * recall / (precision + recall)


def same_time(gold: str, value: str) -> bool:
    """The same day as printed, or the same instant."""
    if gold[:10] == value[:10]:
        return True
    try:
        first, second = datetime.fromisoformat(gold), datetime.fromisoformat(value)
    except ValueError:
        return False
    return first.tzinfo is not None and second.tzinfo is not None and first == second


def read_pages(folder: Path) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The gold and the HTML of every page of a folder."""
    if (rows := folder / "gold.jsonl").exists():
        for line in rows.read_text("utf-8").splitlines():
            gold = json.loads(line)
            yield gold, gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes()).decode("utf-8")
    else:
        for path in sorted(folder.glob("*.json")):
            gold = json.loads(path.read_text("utf-8"))
            yield gold, path.with_suffix(".html").read_text("utf-8")


def ours(html: str, url: str | None) -> Answer:
    """What `dateline.pages` makes of a page."""
    start = time.process_time()
    try:
        article = parse_html(html, url=url).article
    except DatelineError:
        return _nothing(time.process_time() - start)
    seconds = time.process_time() - start
    kept = [one for one in article.sections if one.kind in ("dateline", "body")]
    whole = "\n".join(article.text[one.start : one.end] for one in kept)
    bare = "\n".join(article.text[one.start : one.end] for one in kept if one.kind == "body")
    return Answer(
        bodies=(whole, bare),
        text=article.text,
        headline=article.headline,
        byline=article.byline,
        published=article.published,
        seconds=seconds,
    )


def trafilatura(html: str, url: str | None) -> Answer:
    """What trafilatura makes of it, with its own metadata; `seconds` are those of its plain text extraction."""
    from trafilatura import bare_extraction, extract

    start = time.process_time()
    extract(html, url=url)
    seconds = time.process_time() - start
    found: Any = bare_extraction(html, url=url, with_metadata=True)
    if found is None:
        return _nothing(seconds)
    names = tuple(name for name in re.split(r"\s*;\s*", found.author or "") if name)
    text = found.text or ""
    return Answer(bodies=(text,), text=text, headline=found.title, byline=names, published=found.date, seconds=seconds)


def _of_peer(given: Sequence[Any]) -> Answer:
    text, title, names, day, seconds = given
    return Answer(bodies=(text,), text=text, headline=title, byline=tuple(names), published=day, seconds=seconds)


def _nothing(seconds: float) -> Answer:
    return Answer(bodies=("",), text="", headline=None, byline=(), published=None, seconds=seconds)


def judge(gold: Mapping[str, Any], html: str, answer: Answer) -> Score:
    """One answer against the gold of its page."""
    best = max(answer.bodies, key=lambda body: compare(gold["body"], body)[2])
    if gold.get("summary"):  # a standfirst may stay or go
        kept = [compare(one, best) for one in (gold["body"], f"{gold['summary']}\n{gold['body']}")]
        precision, recall, f1 = max(kept, key=lambda one: one[2])
        exact = words(best) in (words(gold["body"]), words(f"{gold['summary']} {gold['body']}"))
    else:
        precision, recall, f1 = compare(gold["body"], best)
        exact = words(best) == words(gold["body"])
    shingles = {one for comment in gold.get("comments", []) for one in _shingles(comment)}
    published = gold["published"]
    return Score(
        page=gold["id"],
        precision=precision,
        recall=recall,
        f1=f1,
        exact=exact,
        headline=fold(gold["headline"]) == fold(answer.headline or "") if gold["headline"] else None,
        byline={*map(fold, gold["byline"])} == {*map(fold, answer.byline)} if _judges_byline(gold) else None,
        published=same_time(published, answer.published or "") if published else None,
        dated=answer.published is not None if published else None,
        invented=None if published else answer.published is not None,
        leaks=_leaks(gold["body"], answer.text) if CHROME.search(_visible(html)) else None,
        comments=len(shingles & _shingles(answer.text)) / len(shingles) if shingles else None,
        kept_removed=sum(fold(one) in fold(answer.text) for one in gold.get("removed", [])),
        missed_snippets=sum(fold(one) not in fold(answer.text) for one in gold.get("with", [])),
        seconds=answer.seconds,
    )


def _leaks(body: str, text: str) -> bool:
    """Does the text hold a phrase of chrome more often than the gold body does?"""
    wanted = Counter(found[0].lower() for found in CHROME.finditer(body))
    return bool(Counter(found[0].lower() for found in CHROME.finditer(text)) - wanted)


def _judges_byline(gold: Mapping[str, Any]) -> bool:
    # In sets with a url and snippets an empty byline means that nobody looked; in our own pages that there is none.
    return bool(gold["byline"]) or "removed" in gold


def _shingles(text: str) -> set[tuple[str, ...]]:
    parts = words(text)
    return {tuple(parts[i : i + 5]) for i in range(len(parts) - 4)}


def _visible(html: str) -> str:
    return re.sub(r"<[^>]+>", "", re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", html))


def summarise(scores: Sequence[Score]) -> dict[str, float]:
    """The means over the pages for which a figure is defined."""

    def mean(pick: Callable[[Score], float | bool | None]) -> float:
        values = [float(value) for one in scores if (value := pick(one)) is not None]
        return statistics.fmean(values) if values else float("nan")

    return {
        "precision": mean(lambda one: one.precision),
        "recall": mean(lambda one: one.recall),
        "f1": mean(lambda one: one.f1),
        "exact": mean(lambda one: one.exact),
        "headline": mean(lambda one: one.headline),
        "byline": mean(lambda one: one.byline),
        "published": mean(lambda one: one.published),
        "of answers": mean(lambda one: one.published if one.dated else None),
        "invented": mean(lambda one: one.invented),
        "leak": mean(lambda one: one.leaks),
        "comments": mean(lambda one: one.comments),
        "kept": float(sum(one.kept_removed for one in scores)),
        "seconds": sum(one.seconds for one in scores),
        "slowest": max(one.seconds for one in scores),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 0 unless the folder holds no pages."""
    parser = argparse.ArgumentParser(
        prog="python -m dateline.evaluation.pages", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--alone", action="store_true", help="without trafilatura beside it")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name the N pages with the lowest F1")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the score of every page")
    parser.add_argument("--peer", metavar="PYTHON", help="an interpreter with other extractors")
    options = parser.parse_args(arguments)
    extractors = {"dateline": ours} | ({} if options.alone else {"trafilatura": trafilatura})
    scores: dict[str, list[Score]] = {name: [] for name in extractors}
    pages = list(read_pages(options.folder))
    for gold, html in pages:
        for name, extract in extractors.items():
            scores[name].append(judge(gold, html, extract(html, gold.get("url"))))
    for name in page_peers.PEERS if options.peer else ():
        given = page_peers.answers(options.peer, name, [(html, gold.get("url")) for gold, html in pages])
        if given:
            scores[name] = [judge(gold, html, _of_peer(one)) for (gold, html), one in zip(pages, given, strict=True)]
    if not scores["dateline"]:
        print(f"no pages in {options.folder}", file=sys.stderr)
        return 1
    print_table({name: summarise(each) for name, each in scores.items()}, len(scores["dateline"]))
    for one in sorted(scores["dateline"], key=lambda one: one.f1)[: options.worst]:
        print(f"  {one.f1:.3f}  P {one.precision:.3f}  R {one.recall:.3f}  {one.seconds:.2f} s  {one.page}")
    if options.json:
        rows = [
            {"extractor": name} | {field: getattr(one, field) for field in Score.__slots__}
            for name, each in scores.items()
            for one in each
        ]
        options.json.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return 0


def print_table(columns: Mapping[str, Mapping[str, float]], pages: int) -> None:
    """One line a figure, one column an extractor."""
    print(f"{pages} pages".ljust(14) + "".join(name.rjust(13) for name in columns))
    for figure in next(iter(columns.values())):
        print(figure.ljust(14) + "".join(f"{each[figure]:13.3f}" for each in columns.values()))
    if "trafilatura" in columns:
        base = columns["trafilatura"]["seconds"]
        print("time, ratio".ljust(14) + "".join(f"{each['seconds'] / base:13.2f}" for each in columns.values()))


if __name__ == "__main__":
    sys.exit(main())
