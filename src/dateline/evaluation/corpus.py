"""WARC files of made-up pages, of any size: for tests and benches of the archive, and nobody's texts are in them.

    python -m dateline.evaluation.corpus OUT --files N --pages M --seed S --diplomatic 0.05

writes N files of M pages each into OUT. The same arguments give the same bytes, and a file does not depend on how many
there are. Beside the pages of six kinds of site (`corpus_sites.py`) stand copies of a report under other outlets, other
languages, answers that are no article, and broken records; `Mix` has their shares. `corpus.truth` (lines of JSON) tells
of every page what it is: number, file, url, kind, subject, language, the story it tells, and for a copy the page that
told it first.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dateline.evaluation import corpus_sites as sites
from dateline.evaluation.corpus_records import answer, packed, record
from dateline.evaluation.corpus_texts import Story, story

_CRAWLED = datetime(2025, 1, 1, tzinfo=UTC)
_BACK = 3000  # pages among which the first telling of a copy stands
_TRIES = 8
_HTML = {"Content-Type": "text/html; charset=utf-8"}
_AGENT = b"GET / HTTP/1.1\r\nUser-Agent: made-up\r\n\r\n"
# Answers that are no article, and how often they come among such.
JUNK = {"missing": 20, "moved": 20, "image": 10, "pdf": 5, "empty": 5, "script": 15, "front": 20, "feed": 5}


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of pages. Guesses at what a news crawl holds, made to be changed; none was measured on one.

    `diplomatic` is of all stories; in other languages are three in ten of the rest (`corpus_texts.FOREIGN`).
    """

    diplomatic: float = 0.05
    copies: float = 0.12
    junk: float = 0.12
    broken: float = 0.002


_USUAL = Mix()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the corpus: what it is, and the bytes of its records before packing."""

    number: int
    kind: str  # of the site, or of junk, or "broken"
    url: str
    data: bytes
    told: Story | None = None
    copy_of: int | None = None


def page(seed: int, number: int, mix: Mix) -> Page:
    """Page `number` of a corpus."""
    dice = random.Random(f"{seed}/page/{number}")
    chance = dice.random()
    where = sites.outlet(seed, dice.randrange(sites.OUTLETS))
    if chance < mix.junk:
        kind = dice.choices(tuple(JUNK), tuple(JUNK.values()))[0]
        url, reply = _junk(kind, where, seed, number, dice)
        return Page(number, kind, url, _records(seed, number, url, reply))
    first = _first(seed, number, mix, dice) if chance < mix.junk + mix.copies else None
    told = story(seed, number if first is None else first, diplomatic=mix.diplomatic)
    if first is not None:  # another byline, some hours later, and at times shortened from below
        kept = len(told.paragraphs) - dice.choice((0, 0, 1, 2))
        told = replace(
            told, author=f"{where.name} Staff", published=told.published + timedelta(hours=dice.randrange(1, 30)),
            paragraphs=told.paragraphs[:kept],
        )  # fmt: skip
    url = sites.address(where, told)
    body = sites.article(where, told, seed=seed, dice=dice).encode()
    data = _records(seed, number, url, answer("200 OK", _HTML, body))
    if chance > 1 - mix.broken:
        return Page(number, "broken", url, data[: len(data) // 2], told, first)
    return Page(number, where.kind, url, data, told, first)


def shard(seed: int, number: int, *, pages: int, mix: Mix, plain: bool = False) -> Iterator[tuple[Page | None, bytes]]:
    """The records of file `number` as stored, each with its page; the first (no page) tells of the file."""
    about = f"software: dateline corpus\r\nformat: WARC File Format 1.0\r\nseed: {seed}\r\nfile: {number}\r\n".encode()
    info = record("warcinfo", f"{seed}/info/{number}", "", _CRAWLED, about, content_type="application/warc-fields")
    yield None, info if plain else packed(info)
    for one in (page(seed, index, mix) for index in range(number * pages, (number + 1) * pages)):
        yield one, _stored(one, plain)


def write(out: Path, *, files: int, pages: int, seed: int, mix: Mix = _USUAL, plain: bool = False) -> list[Path]:
    """Write a corpus into the folder `out`; the files written."""
    out.mkdir(parents=True, exist_ok=True)
    written = []
    with (out / "corpus.truth").open("w", encoding="utf-8") as truth:
        for number in range(files):
            path = out / f"corpus-{number:05}.warc{'' if plain else '.gz'}"
            with path.open("wb") as file:
                for one, stored in shard(seed, number, pages=pages, mix=mix, plain=plain):
                    file.write(stored)
                    if one is not None:
                        truth.write(json.dumps(_truth(one, path.name), ensure_ascii=False) + "\n")
            written.append(path)
    return written


def _first(seed: int, number: int, mix: Mix, dice: random.Random) -> int | None:
    """An earlier page that tells a story of its own; None if there is none near."""
    for _ in range(_TRIES if number else 0):
        before = number - dice.randint(1, min(_BACK, number))
        if _is_first(seed, before, mix):
            return before
    return None


def _is_first(seed: int, number: int, mix: Mix) -> bool:
    """Does a page tell a story of its own?"""
    chance = random.Random(f"{seed}/page/{number}").random()
    return mix.junk + mix.copies <= chance <= 1 - mix.broken


def _junk(kind: str, where: sites.Outlet, seed: int, number: int, dice: random.Random) -> tuple[str, bytes]:
    """The address and the answer of what is no article."""
    url = f"https://{where.host}/{kind}/{number}"
    if kind == "missing":
        return url, answer("404 Not Found", _HTML, b"<html><body><h1>Not found</h1></body></html>")
    if kind == "moved":
        return url, answer("301 Moved Permanently", {**_HTML, "Location": f"https://{where.host}/"}, b"")
    if kind in ("image", "pdf"):
        head, suffix = (b"\xff\xd8\xff\xe0", "jpg") if kind == "image" else (b"%PDF-1.7\n", "pdf")
        told = "image/jpeg" if kind == "image" else "application/pdf"
        return f"{url}.{suffix}", answer(
            "200 OK", {"Content-Type": told}, head + dice.randbytes(dice.randrange(8_000, 60_000))
        )
    if kind == "feed":
        feed = "".join(f"<item><title>Story {n}</title></item>" for n in range(20))
        return f"{url}.rss", answer(
            "200 OK", {"Content-Type": "application/rss+xml"}, f"<rss><channel>{feed}</channel></rss>".encode()
        )
    if kind == "empty":
        return url, answer("200 OK", _HTML, b"")
    if kind == "script":
        return url, answer("200 OK", _HTML, sites.empty_shell(where, seed=seed).encode())
    return f"https://{where.host}/world", answer("200 OK", _HTML, sites.front(where, seed=seed, dice=dice).encode())


def _records(seed: int, number: int, url: str, reply: bytes) -> bytes:
    """The record of a page."""
    moment = _CRAWLED + timedelta(seconds=number)
    return record(
        "response", f"{seed}/response/{number}", url, moment, reply, content_type="application/http; msgtype=response"
    )


def _stored(one: Page, plain: bool) -> bytes:
    """The request and the answer, each packed by itself; of a broken page the packed bytes break off."""
    moment = _CRAWLED + timedelta(seconds=one.number)
    asked = record(
        "request", f"request/{one.number}", one.url, moment, _AGENT, content_type="application/http; msgtype=request"
    )
    if plain:
        return asked + one.data
    whole = packed(one.data)
    return packed(asked) + (whole[: len(whole) // 2] if one.kind == "broken" else whole)


def _truth(one: Page, file: str) -> dict[str, object]:
    told = one.told
    return {
        "number": one.number, "file": file, "url": one.url, "kind": one.kind, "subject": told.subject if told else None,
        "language": told.language if told else None, "story": told.number if told else None, "copy_of": one.copy_of,
        "headline": told.headline if told else None, "published": told.published.isoformat() if told else None,
    }  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--files", type=int, default=1)
    parser.add_argument("--pages", type=int, default=1000, help="of a file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--diplomatic", type=float, default=_USUAL.diplomatic, help="share of the stories")
    parser.add_argument("--copies", type=float, default=_USUAL.copies, help="share of pages that tell a report again")
    parser.add_argument("--junk", type=float, default=_USUAL.junk, help="share of answers that are no article")
    parser.add_argument("--broken", type=float, default=_USUAL.broken, help="share of records that break off")
    parser.add_argument("--plain", action="store_true", help="not packed")
    options = parser.parse_args(arguments)
    mix = Mix(options.diplomatic, options.copies, options.junk, options.broken)
    if (
        not all(0 <= one <= 1 for one in (mix.diplomatic, mix.copies, mix.junk, mix.broken))
        or mix.copies + mix.junk + mix.broken > 1
    ):
        parser.error("shares are numbers from 0 to 1, and copies, junk and broken pages together at most 1")
    files = write(
        options.out, files=options.files, pages=options.pages, seed=options.seed, mix=mix, plain=options.plain
    )
    print(f"{len(files)} files, {sum(one.stat().st_size for one in files) / 1e6:,.1f} MB in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
