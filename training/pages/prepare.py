"""Turn the pages of WCXB into rows for `train.py`: for each line of each page its marks, its length and its label.

    python training/pages/prepare.py FOLDER rows.jsonl     # FOLDER holds gold.jsonl and html/ID.html.gz

A line is text of the report if nine tenths of its words are still unused in the gold body and it stands there as a
whole, or has more than 15 words. Neither the rows nor the weights hold a sentence of a page.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from dateline.evaluation.pages import read_pages, words
from dateline.pages.blocks import Block
from dateline.pages.body import look
from dateline.pages.marks import key
from dateline.pages.metadata import collect
from dateline.pages.prune import prune_comments
from dateline.pages.titles import find_headline
from dateline.pages.tree import drop_code, load, rename_swallowers


def main(folder: str, target: str) -> None:
    """One row a page."""
    with Path(target).open("w", encoding="utf-8") as out:
        for gold, html in read_pages(Path(folder)):
            root = load(html).root
            meta = collect(root)
            drop_code(root)
            rename_swallowers(root)
            prune_comments(root)
            view = look(root, meta, find_headline(root, meta))
            row = {
                "id": gold["id"],
                "marks": view.marks,
                "labels": labels(view.blocks, gold["body"]),
                "words": [block.words for block in view.blocks],
                "parents": parents(view.blocks),
            }
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def labels(blocks: list[Block], body: str) -> list[bool]:
    """Which of the lines are text of the report, by the gold body."""
    left, whole, found = Counter(words(body)), key(body), []
    for block in blocks:
        mine = Counter(words(block.text))
        size = sum(mine.values())
        good = size > 0 and sum((mine & left).values()) > 0.9 * size and (size > 15 or key(block.text) in whole)
        if good:
            left -= mine
        found.append(good)
    return found


def parents(blocks: list[Block]) -> list[int]:
    """A number for the parent element of each line."""
    numbers: dict[object, int] = {}
    return [
        numbers.setdefault(block.trail[-2] if len(block.trail) > 1 else block.trail[0], len(numbers))
        for block in blocks
    ]


if __name__ == "__main__":
    if len(sys.argv) != 3 or re.match("-", sys.argv[1]):
        sys.exit(__doc__)
    main(*sys.argv[1:])
