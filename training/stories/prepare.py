"""Counts of stems in English news: the table `lexicon/en/word_counts.tsv.gz` by which stories weigh words.

    python training/stories/prepare.py DATA src/dateline/lexicon/en/word_counts.tsv.gz

DATA holds `gmb-voa/gmb.conll.gz` and `globalvoices-sentences/globalvoices.txt.gz`; README.md says what they are.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.stories.words import stems_of

SENTENCES = 3  # a passage: as long as the lead of a report
AT_LEAST = 4  # rarer stems are names and misspellings; a stem that is not in the table counts as never seen
HEAD = (
    '# In how many passages of three sentences of English news a stem stands ("*": all passages). Source: counted by '
    "training/stories/prepare.py in Voice of America news as in the Groningen Meaning Bank (public domain) and Global "
    "Voices (CC BY 3.0); counts are facts. Licence: CC0-1.0. Checked 2026-11-27.\n"
)


def sentences(data: Path) -> Iterator[list[str]]:
    """The sentences of each source, in running order."""
    found: list[str] = []
    words: list[str] = []
    with gzip.open(data / "gmb-voa" / "gmb.conll.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# "):
                continue
            if line.strip():
                words.append(line.split("\t")[0])
            elif words:
                found.append(" ".join(words))
                words = []
    yield found
    with gzip.open(data / "globalvoices-sentences" / "globalvoices.txt.gz", "rt", encoding="utf-8") as lines:
        yield [line.strip() for line in lines if line.strip()]


def main(data: Path, out: Path) -> None:
    """Count, and write the table."""
    counts: Counter[str] = Counter()
    passages = 0
    for source in sentences(data):
        for start in range(0, len(source), SENTENCES):
            counts.update(set(stems_of(" ".join(source[start : start + SENTENCES]))))
            passages += 1
    rows = [f"{stem}\t{count}\n" for stem, count in sorted(counts.items()) if count >= AT_LEAST]
    body = HEAD + "stem\tpassages\n" + f"*\t{passages}\n" + "".join(rows)
    out.write_bytes(gzip.compress(body.encode("utf-8"), 9, mtime=0))
    print(f"{passages} passages, {len(counts)} stems, {len(rows)} kept")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
