"""Archives for tests: WARC files of pages, and what a run of them leaves."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from click.testing import CliRunner, Result
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.archive.manifest import Entry, Manifest
from dateline.cli import main

TEXT = (
    "Russian Foreign Minister Sergei Lavrov met North Korean leader Kim Jong-un in {place} on Thursday and invited him "
    "to visit Russia in the autumn of that year, the ministry said.",
    "The two sides discussed the sanctions of the United States and the talks about the {word} programme. Lavrov said "
    "that a solution could not be complete while the sanctions stayed in place.",
    "China and Japan were told about the visit to {place} by their ambassadors, who asked for {word} talks of their "
    "own before the end of the month, according to officials of both countries.",
)
SPORT = (
    "The {word} club won its third match in a row at home in front of a large crowd, and the coach praised his players "
    "for the way in which they had kept the ball all through the second half.",
    "The striker, who had been out with a knee for six weeks, came on after an hour and scored with his second touch. "
    "It was the best afternoon of a season in which {place} had little to cheer about.",
    "A week from now they play away from home against the leaders of the table, and nobody in the dressing room wanted "
    "to talk about anything but the next match, the {word} one, and the one after that.",
)
WORDS = [
    "pottery", "granite", "cotton", "orchid", "canal", "railway", "barley", "timber", "fishing", "gas",
    "mining", "harbour", "orchard", "cable", "bridge", "mill", "quarry", "market", "brewery", "foundry",
]  # fmt: skip
TOWNS = [
    "Ashford", "Bramley", "Corby", "Denholm", "Eastleigh", "Farnham", "Glossop", "Hexham", "Ilkley", "Keswick",
]  # fmt: skip
PLACES = ["Pyongyang", "Moscow", "Vienna", "Geneva", "Hanoi", "Singapore", "Helsinki", "Stockholm", "Jakarta", "Astana"]


def page(number: int, *, about: Iterable[str] = TEXT, published: str = "2018-06-01", title: str | None = None) -> bytes:
    """A page of its own text, with all that a page has around it."""
    place, word = PLACES[number % len(PLACES)], WORDS[number // len(PLACES) % len(WORDS)]
    # Some words of each page's own: reports of one form are no copies.
    own = " ".join(
        f"{WORDS[(number * 7 + n * n) % len(WORDS)]} {TOWNS[(number + n) % 10]} {number + n}" for n in range(40)
    )
    body = f"<p>Notes on {own}.</p>" + "".join(f"<p>{text.format(place=place, word=word)}</p>" for text in about)
    head = title or f"Report {number} from {place}"
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{head}</title><meta charset="utf-8">'
        f'<meta property="article:published_time" content="{published}T10:00:00Z"></head><body>'
        f'<nav><a href="/">Home</a></nav><article><h1>{head}</h1>{body}</article>'
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def warc(path: Path, pages: Mapping[str, bytes], *, packed: bool = True, status: str = "200 OK") -> list[int]:
    """Write pages by their addresses; where each one's record begins."""
    starts = []
    with path.open("wb") as out:
        writer = WARCWriter(out, gzip=packed)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for url, body in pages.items():
            request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "e.org")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=request))
            starts.append(out.tell())
            http = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http))
    return starts


def url(number: int) -> str:
    """The address of a page."""
    return f"https://news.example/2018/06/report-{number}"


def pages(numbers: Iterable[int]) -> dict[str, bytes]:
    """Pages by their addresses, every fourth about affairs of states."""
    return {url(n): page(n, about=TEXT if n % 4 == 0 else SPORT) for n in numbers}


def run(*arguments: object, workers: int = 1) -> Result:
    """`dateline archive run` in this process, with its workers in others."""
    return CliRunner().invoke(main, ["archive", "run", *map(str, arguments), "--workers", str(workers)])


def entries(out: Path) -> dict[str, Entry]:
    """The manifest by the names of the files."""
    return {Path(entry.shard.address).name: entry for entry in Manifest(out).entries()}


def tables(out: Path) -> dict[str, bytes]:
    """Every table that is written, as bytes, by its path."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("tables/*/*.parquet"))}


def quarantine(out: Path) -> dict[str, str]:
    """The pages in quarantine and why, by name."""
    found = (json.loads(path.read_text()) for path in out.glob("quarantine/*.json"))
    return {about["name"]: about["reason"] for about in found}
