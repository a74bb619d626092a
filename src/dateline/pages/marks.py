"""What speaks for and against a line of a page being text of the report: marks, to be weighed by `body.py`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from lxml.html import HtmlElement

from dateline.pages.blocks import PROSE, Block
from dateline.pages.bylines import is_credit
from dateline.pages.dates import printed_dates
from dateline.pages.words import chrome_kind

_STOP = re.compile(r"[.!?…:][”\"’')\]]*$")
_INNER_STOP = re.compile(r"[.!?…][”\"’']? [“\"‘A-Z]")
_CONTEXTS = ("article", "main", "aside", "footer", "header", "figure", "figcaption", "form", "ul", "ol", "dl", "table",
             "blockquote", "section", "pre", "details", "address")  # fmt: skip


_LIMITS = (2, 4, 8, 14, 25, 50)  # words up to which a line is of a size
_SIZES = ("1", "3", "6", "11", "20", "38", "99")
_TAGS = frozenset(
    ("p", "li", "td", "tr", "div", "blockquote", "pre", "figcaption", "dd", "dt", "section", "span", "article")
)
_SIGN = re.compile(r"[©|»]")


@dataclass(frozen=True, slots=True)
class Witnesses:
    """What others take for the text, as keys (see `key`): trafilatura, and `articleBody` of JSON-LD ("" if none)."""

    extracted: frozenset[str]
    extracted_text: str
    declared_text: str
    headline: str


@lru_cache(maxsize=8192)  # every line is asked for several times
def key(text: str) -> str:
    """Letters and digits only, lower case: equal for lines that differ in blanks and marks."""
    return re.sub(r"\W+", "", text).lower()


def extracted(blocks: Sequence[Block], seen: Witnesses) -> list[bool]:
    """Which blocks trafilatura takes for text."""
    return [_among(key(block.text), seen.extracted, seen.extracted_text) for block in blocks]


def marks_of(blocks: Sequence[Block], seen: Witnesses, inside: Sequence[bool]) -> list[list[str]]:
    """The marks of each block, in their order; `inside` is what `extracted` says of them."""
    keys = [key(block.text) for block in blocks]
    prose = [block.words >= PROSE and block.linked * 2 < block.words for block in blocks]
    shares = _shares(blocks, inside)
    home = _home(blocks, prose)
    alike = _alike(blocks, inside)
    hits = [i for i, hit in enumerate(inside) if hit and blocks[i].words > 6]
    first, last = (hits[0], hits[-1]) if hits else (len(blocks), -1)
    headline = next((i for i, one in enumerate(keys) if one == seen.headline and seen.headline), None)
    counts: Counter[str] = Counter()
    marks = []
    for i, block in enumerate(blocks):
        counts[keys[i]] += 1
        taken, size, tag = ("T" if inside[i] else "t"), _size(block.words), _tag(block.tag)
        mine = [f"words={size}", f"tag={tag}", "bias", f"{taken}&{size}", f"{taken}&{tag}"]
        if seen.declared_text:
            declared = "J" if len(keys[i]) > 3 and keys[i] in seen.declared_text else "j"
            mine += [f"{declared}{taken}", f"{declared}&{size}"]
        around = "".join("T" if 0 <= j < len(blocks) and inside[j] else "t" for j in (i - 2, i - 1, i + 1, i + 2))
        mine += [f"near={around[1:3]}&{taken}", f"near4={around}"]
        mine.append(f"range={_range(i, first, last)}&{taken}")
        parent, above = shares[i]
        mine += [f"parent={parent}&{taken}", f"above={above}&{taken}"]
        mine.append(f"home={_distance(block, home)}&{taken}")
        mine += [f"alike={alike[i]}&{taken}", f"alike={alike[i]}&{size}"]
        stop = "stop" if _STOP.search(block.text) else "open"
        mine += [f"{stop}&{size}", f"{stop}&{taken}"]
        if _INNER_STOP.search(block.text):
            mine.append("sentences")
        ratio = block.linked / block.words
        mine.append(
            f"links={'0' if not ratio else 'some' if ratio < 0.35 else 'half' if ratio < 0.8 else 'all'}&{taken}"
        )
        mine += [f"in={one}" for one in _CONTEXTS if one in block.context]
        mine += [f"kind={one}" for one in dict.fromkeys(block.kinds)]
        mine += [f"close={one}" for one in dict.fromkeys(block.kinds[:2])]
        if chrome := chrome_kind(block.text):
            mine += [f"phrase={chrome}", "phrase"]
        if is_credit(block.text):
            mine.append("credit")
        if block.words < 15 and next(iter(printed_dates(block.text)), None):
            mine.append("date")
        if headline is not None:
            mine.append(
                "at-headline" if i == headline else "past-headline" if i > headline else f"before-headline&{taken}"
            )
            if headline < i <= headline + 4:
                mine.append(f"under-headline&{size}")
        if seen.headline and keys[i] and (keys[i] == seen.headline):
            mine.append("headline")
        if counts[keys[i]] > 1:
            mine.append("again&long" if block.words > PROSE else "again")
        if len(keys[i]) < 2:
            mine.append("no-letters")
        if _SIGN.search(block.text):
            mine.append("sign")
        if block.text.isupper():
            mine.append("capitals")
        marks.append(mine)
    return marks


def _range(i: int, first: int, last: int) -> str:
    """Where a line stands to the first and last that others take for text."""
    if i in (first, last):
        return "first" if i == first else "last"
    return "in" if first < i < last else "before" if i < first else "after"


def _among(one: str, lines: frozenset[str], text: str) -> bool:
    return one in lines or (len(one) > 20 and one in text)


def _size(words: int) -> str:
    return _SIZES[bisect_left(_LIMITS, words)]


@cache
def _tag(tag: str) -> str:
    return "h" if re.fullmatch(r"h[1-6]", tag) else tag if tag in _TAGS else "other"


def _shares(blocks: Sequence[Block], inside: Sequence[bool]) -> list[tuple[str, str]]:
    """How much of the words beside a block, in its parent and in the element above, others take for text."""
    total: Counter[HtmlElement] = Counter()
    hit: Counter[HtmlElement] = Counter()
    for block, taken in zip(blocks, inside, strict=True):
        for element in block.trail[-3:]:
            total[element] += block.words
            hit[element] += block.words * taken
    found = []
    for block, taken in zip(blocks, inside, strict=True):
        levels = []
        for depth in (-2, -3):
            element = block.trail[depth] if len(block.trail) >= -depth else block.trail[0]
            rest = total[element] - block.words
            levels.append("none" if rest < 5 else str(round(4 * (hit[element] - block.words * taken) / rest)))
        found.append((levels[0], levels[1]))
    return found


def _alike(blocks: Sequence[Block], inside: Sequence[bool]) -> list[str]:
    """How much of the words in elements of the same make (tag and class, and its parent's) is taken for text."""
    total: Counter[tuple[str, ...]] = Counter()
    hit: Counter[tuple[str, ...]] = Counter()
    makes = []
    for block, taken in zip(blocks, inside, strict=True):
        parent = block.trail[-2] if len(block.trail) > 1 else block.element
        make = (block.tag, block.element.get("class") or "", parent.tag, parent.get("class") or "")
        makes.append(make)
        total[make] += block.words
        hit[make] += block.words * taken
    return [
        "none" if (rest := total[make] - block.words) < 5 else str(round(4 * (hit[make] - block.words * taken) / rest))
        for make, block, taken in zip(makes, blocks, inside, strict=True)
    ]


def _home(blocks: Sequence[Block], prose: Sequence[bool]) -> tuple[HtmlElement, ...]:
    """The way down to the element that holds most of the prose directly."""
    weight: Counter[HtmlElement] = Counter()
    trails = {}
    for block, good in zip(blocks, prose, strict=True):
        if good and len(block.trail) > 1 and not {"comment", "hidden", "nav"} & set(block.kinds):
            weight[block.trail[-2]] += block.words
            trails[block.trail[-2]] = block.trail[:-1]
    return trails[max(weight, key=lambda one: weight[one])] if weight else ()


def _distance(block: Block, home: tuple[HtmlElement, ...]) -> str:
    """How far from the element with most of the prose a block stands: up to it, then down."""
    if not home:
        return "none"
    common = 0
    for mine, other in zip(block.trail, home, strict=False):
        if mine is not other:
            break
        common += 1
    up, down = len(home) - common, len(block.trail) - common
    return f"{min(up, 4)}.{min(down, 4)}"


def neighbours(chances: Sequence[float], blocks: Sequence[Block]) -> Iterator[list[str]]:
    """Marks of the second weighing: what the first made of a block, of those beside it and of its parent."""
    parents = [id(block.trail[-2] if len(block.trail) > 1 else block.trail[0]) for block in blocks]
    return beside(chances, [block.words for block in blocks], parents)


def beside(chances: Sequence[float], words: Sequence[int], parents: Sequence[int]) -> Iterator[list[str]]:
    """`neighbours` for lines of so many words, with the same number where the parent is the same."""
    total: Counter[int] = Counter()
    weight: dict[int, float] = {}
    for parent, size, chance in zip(parents, words, chances, strict=True):
        total[parent] += size
        weight[parent] = weight.get(parent, 0.0) + size * chance
    for i, (parent, size, chance) in enumerate(zip(parents, words, chances, strict=True)):
        before, after = chances[max(0, i - 4) : i], chances[i + 1 : i + 5]
        rest = total[parent] - size
        share = _bin((weight[parent] - size * chance) / rest, 4) if rest > 4 else "none"
        sides = ",".join(_bin(sum(part) / len(part), 3) if part else "edge" for part in (before, after))
        next_to = ",".join(
            _bin(part, 3) if part is not None else "edge" for part in (_at(chances, i - 1), _at(chances, i + 1))
        )
        own = _bin(chance, 4)
        yield [f"own={_bin(chance, 8)}", f"sides={sides}", f"own={own}&sides={sides}", f"own={own}&parent={share}",
               f"next={next_to}"]  # fmt: skip


def _at(chances: Sequence[float], index: int) -> float | None:
    return chances[index] if 0 <= index < len(chances) else None


def _bin(chance: float, count: int) -> str:
    return str(min(count - 1, int(chance * count)))
