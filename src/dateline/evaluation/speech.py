"""How well speech is found in open news that was annotated by others: GUM's attribution relations.

    python -m dateline.evaluation.speech documents.jsonl.gz [--explain] [--split dev] [--genre news]

A statement is right if its cue or source lies in the clause of an attribution and at least half of the characters of
both contents are the same; GUM's contents end with their sentence, so only sentences that hold some of them count. GUM
also marks thought, sight and evidence ("Estimates suggest"), which are no statements; recall on all of its attributions
is therefore given beside recall on those whose clause holds a verb of the lexicon.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dateline.language import analyse, load_encoder
from dateline.lexicon.files import table
from dateline.reading.entities import read_entities
from dateline.reading.frame import Scene
from dateline.reading.statements import read_statements
from dateline.reading.times import read_times
from dateline.record import Article, Section, Statement

_SAME = 0.5  # share of characters


@dataclass(slots=True)
class Count:
    """Right and wrong answers so far, with what was missed and what was spurious."""

    found: int = 0
    right: int = 0
    gold: int = 0
    gold_speech: int = 0
    right_speech: int = 0
    notes: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Precision, recall on all attributions, recall on speech."""
        precision = self.right / max(1, self.found)
        recall, speech = self.right / max(1, self.gold), self.right_speech / max(1, self.gold_speech)
        return (
            f"found {self.found}  precision {precision:.3f}  recall {recall:.3f} of {self.gold}, "
            f"of speech {speech:.3f} of {self.gold_speech}"
        )


def read_documents(path: Path) -> Iterator[dict[str, Any]]:
    """The documents of the file, one a line."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def count(document: dict[str, Any], statements: Sequence[Statement], tally: Count) -> None:
    """Add the statements found in one document to the tally."""
    verbs = {row["cue"].split()[0] for row in table("en/cues.tsv") if row["kind"] in ("verb", "preposition")}
    golds = document["attributions"]
    taken: set[int] = set()
    for one in statements:
        said = {i for part in one.content for i in range(part.start, part.end)}
        free = [k for k in range(len(golds)) if k not in taken and _meets(golds[k], one)]
        best = max(free, key=lambda k: _share(document, golds[k], said), default=None)
        tally.found += 1
        if best is not None and _share(document, golds[best], said) >= _SAME:
            taken.add(best)
            tally.right += 1
        else:
            source = one.source.evidence.quote if one.source.evidence else "?"
            quotes = " … ".join(part.quote for part in one.content)
            tally.notes.append(
                f"{document['id']} spurious {source} | {one.cue.quote if one.cue else '-'} | {quotes[:160]}"
            )
    for k, gold in enumerate(golds):
        start, end = gold["span"]
        lemmas = {lemma for first, last, lemma, *_ in document["tokens"] if start <= first and last <= end}
        speech = bool(lemmas & verbs)
        tally.gold += 1
        tally.gold_speech += speech
        tally.right_speech += speech and k in taken
        if k not in taken:
            content = " … ".join(document["text"][a:b] for a, b in gold["content"])
            kind = "missed" if speech else "missed (thought)"
            tally.notes.append(f"{document['id']} {kind} {document['text'][start:end]} | {content[:160]}")


def _meets(gold: dict[str, Any], one: Statement) -> bool:
    start, end = gold["span"]
    signs = [sign for sign in (one.cue, one.source.evidence) if sign is not None]
    return any(sign.start < end and start < sign.end for sign in signs)


def _share(document: dict[str, Any], gold: dict[str, Any], said: set[int]) -> float:
    wanted = {i for start, end in gold["content"] for i in range(start, end)}
    touched = [(a, b) for a, b in document["sentences"] if any(start < b and a < end for start, end in gold["content"])]
    said = {i for i in said if any(a <= i < b for a, b in touched)}
    return len(wanted & said) / max(1, len(wanted), len(said))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--genre", default="news")
    parser.add_argument("--split")
    parser.add_argument("--explain", action="store_true")
    args = parser.parse_args()
    encoder, tally = load_encoder(), Count()
    for document in read_documents(args.documents):
        if document["genre"] != args.genre or args.split not in (None, document["split"]):
            continue
        text = document["text"]
        head = text.index("\n\n") if "\n\n" in text else 0
        sections = (Section("headline", 0, head), Section("body", head + 2, len(text)))
        article = Article(text=text, language="en", sections=sections)
        scene = Scene(article, analyse(article, encoder=encoder), date.fromisoformat(document["date"]))
        cast, _ = read_entities(scene)
        count(document, read_statements(scene, cast, read_times(scene))[0], tally)
    print(tally.line())
    if args.explain:
        print(*tally.notes, sep="\n")


if __name__ == "__main__":
    main()
