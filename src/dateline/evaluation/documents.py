"""The parts of the documents that are made, not written: what commands print, tables of the contract, scores.

    python -m dateline.evaluation.documents ROOT [--check]

In README.md and docs/*.md, `<!-- made: NAME -->` and `<!-- end -->` enclose a made part. Without --check the parts are
written anew; with it, nothing is written and the exit code is 1 if one is out of date.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import get_args

from dateline import Ledger, errors
from dateline.archive.tables import TABLES as ARCHIVED
from dateline.archive.tables import Table as Archived
from dateline.evaluation.gold import FLOORS
from dateline.exports import FORMATS
from dateline.exports.columns import TABLES, Table
from dateline.record import Act, Factuality, Kind, Status, VoiceRole

_FIGURES = {
    "events": "events found, F1 (kind, who, polarity)",
    "events by country": "events, F1, countries for persons",
    "event participants": "of the events found: who did it to whom",
    "event when": "day",
    "event place": "place",
    "event status": "status",
    "event history": "history",
    "event factuality": "factuality",
    "event voices": "voices",
    "statements": "statements found, F1",
    "statement act": "of these: act",
    "statement addressees": "addressees",
    "statement relay": "relay",
    "mentions": "hard mentions (pronouns, bare surnames, titles, metonyms)",
    "times": "times",
    "entities": "entities",
    "paragraphs": "paragraphs of the pages whole",
}
_FAULTS = {
    "never": "events told that did not happen, or namesakes merged",
    "entities merged": "entities merged",
    "evidence errors": "quotes that are not their slice",
    "boilerplate left": "lines of boilerplate left",
    "unread reports": "reports unread",
}
_SHOWN = "https://news.example/"
_PART = re.compile(r"(<!-- made: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _prints(root: Path, *arguments: str) -> str:
    """What `dateline ARGUMENTS` prints, as a block of a console."""
    ran = subprocess.run([sys.executable, "-m", "dateline", *arguments], cwd=root, capture_output=True, check=True)
    return f"```console\n$ dateline {' '.join(arguments)}\n{ran.stdout.decode('utf-8').strip()}\n```\n"


def _words(literal: object) -> str:
    return " ".join(f"`{word}`" for word in get_args(literal)) + "\n"


def _errors(root: Path) -> str:
    """The codes of all errors, with what each means."""
    rows = ["| code | meaning |", "|---|---|"]
    classes = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.DatelineError)]
    rows += [f"| `{one.code}` | {(one.__doc__ or '').splitlines()[0]} |" for one in classes[1:]]
    return "\n".join([*rows, "| `internal` | A defect of ours; the other rows are read. |"]) + "\n"


def _figures(_: Path) -> str:
    """The floors of the gate (fractions) in percent, for people."""
    floors = json.loads(FLOORS.read_text("utf-8"))["floors"]
    if not floors:
        return "No floors are set yet: `make gold` prints the figures.\n"
    rows = [f"| {words} | {100 * floors[name]:.1f} |" for name, words in _FIGURES.items() if name in floors]
    faults = [f"{floors[name]:.0f} {words}" for name, words in _FAULTS.items() if name in floors]
    return "\n".join(["| figure | % |", "|---|---|", *rows, "", f"Faults: {', '.join(faults)}."]) + "\n"


def _formats() -> str:
    rows = ["| format | what | files | type |", "|---|---|---|---|"]
    for one in FORMATS.values():
        files = ", ".join(f"`{part}`" for part in one.parts)
        rows.append(f"| `{one.name}` | {one.about} | {files} | {one.media_type} |")
    return "\n".join(rows) + "\n"


def _losses() -> str:
    told = [f"- **{one.name}**: {'; '.join(one.loses) or 'nothing'}." for one in FORMATS.values()]
    return "\n".join(told) + "\n"


def _columns(tables: Iterable[Table | Archived]) -> str:
    """Tables with what each column means: those of CSV and Parquet, or of an archive."""
    parts = []
    for one in tables:
        rows = "\n".join(f"| `{column.name}` | {column.kind} | {column.about} |" for column in one.columns)
        parts.append(f"### {one.name}\n\n{one.about}\n\n| column | type | what |\n|---|---|---|\n{rows}\n")
    return "\n".join(parts)


def _ledger(root: Path) -> str:
    """A session at a ledger of the bundled reports, as a block of a console."""
    with tempfile.TemporaryDirectory() as folder:
        place = str(Path(folder, "talks.db"))

        def run(*arguments: str) -> str:
            command = [sys.executable, "-m", "dateline", *(place if one == "talks.db" else one for one in arguments)]
            printed = (
                subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode("utf-8").strip("\n")
            )
            told = " ".join(f'"{one}"' if " " in one else one for one in arguments)
            return f"$ dateline {told}\n{printed}\n"

        session = [run("add", "talks.db", "demo/summit"), run("timeline", "talks.db", "Kim Jong-un", "Trump", "--main")]
        with Ledger(place, create=False) as ledger:
            fullest = max(ledger.events(), key=lambda one: len(one.tellings))
        session.append(run("show", "talks.db", fullest.id[:8]))
        session.append(run("search", "talks.db", "summit", "--who", "Kim Jong-un", "--facets"))
        session.append(run("upcoming", "talks.db", "--on", "2018-05-11", "-n", "3"))
        session.append(run("statements", "talks.db", "Trump", "-n", "2"))
        session.append(run("who", "talks.db", "Pompeo"))
    return "```console\n" + "\n".join(session) + "```\n"


def _feeds(root: Path) -> str:
    """A session with a feed of bundled pages, served on this machine; another address is shown."""
    pages = ("2-date-and-place.html", "3-called-off-live.html", "4-moon-and-kim.html")
    with tempfile.TemporaryDirectory() as folder:
        items = "".join(f"<item><link>{page}</link></item>" for page in pages)
        rss = f'<rss version="2.0"><channel><title>The Sample</title>{items}</channel></rss>'
        Path(folder, "feed.xml").write_text(rss, "utf-8")
        for page in pages:
            shutil.copy(root / "demo/summit" / page, folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address, place = f"http://127.0.0.1:{server.server_port}/", str(Path(folder, "talks.db"))

        def run(*arguments: str) -> str:
            here = [*arguments, *(("--allow-private", "--pause", "0") if arguments[0] == "run" else ())]
            command = [
                sys.executable,
                "-m",
                "dateline",
                "feeds",
                place,
                *(one.replace(_SHOWN, address) for one in here),
            ]
            ran = subprocess.run(command, cwd=root, capture_output=True, check=True)
            return f"$ dateline feeds talks.db {' '.join(arguments)}\n{ran.stdout.decode('utf-8').strip()}\n"

        try:
            session = [run("add", f"{_SHOWN}feed.xml", "--outlet", "Sample"), run("run"), run("run", "--now")]
        finally:
            server.shutdown()
            server.server_close()
    return "```console\n" + "\n".join(session) + "```\n"


class _Silent(SimpleHTTPRequestHandler):
    """Serves a folder, with 304 for what has not changed, and says nothing about it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


PARTS: dict[str, Callable[[Path], str]] = {
    "example": lambda root: _prints(root, "read", "demo/short.txt", "--published", "2018-06-01"),
    "help": lambda root: _prints(root, "--help"),
    "read": lambda root: _prints(root, "read", "--help"),
    "explain": lambda root: _prints(root, "explain", "--help"),
    "explained": lambda root: _prints(root, "explain", "demo/short.txt", "--published", "2018-06-01"),
    "stories": lambda root: _prints(root, "stories", "--help"),
    "stories-example": lambda root: _prints(root, "stories", "--table", "demo/stories.jsonl"),
    "export": lambda root: _prints(root, "export", "--help"),
    "formats": lambda _: _formats(),
    "losses": lambda _: _losses(),
    "columns": lambda _: _columns(TABLES.values()),
    "archive-tables": lambda _: _columns(ARCHIVED.values()),
    "ledger": _ledger,
    "feeds": _feeds,
    "feeds-run": lambda root: _prints(root, "feeds", "talks.db", "run", "--help"),
    "add": lambda root: _prints(root, "add", "--help"),
    "timeline": lambda root: _prints(root, "timeline", "--help"),
    "kinds": lambda root: _words(Kind),
    "statuses": lambda root: _words(Status),
    "voices": lambda root: _words(VoiceRole),
    "acts": lambda root: _words(Act),
    "factuality": lambda root: _words(Factuality),
    "errors": _errors,
    "figures": _figures,
}


def documents(root: Path) -> Iterator[Path]:
    """README.md and the pages of docs/, in their order."""
    yield root / "README.md"
    yield from sorted((root / "docs").rglob("*.md"))


def renew(text: str, root: Path) -> str:
    """`text` with each made part as it should be. Raises KeyError for a part that nobody makes."""
    return _PART.sub(lambda found: found[1] + PARTS[found[2]](root) + found[3], text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Renew the made parts, or check them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    stale = []
    for path in documents(options.root):
        text = path.read_text("utf-8")
        if (new := renew(text, options.root)) != text:
            stale.append(path)
            if not options.check:
                path.write_text(new, "utf-8")
    for path in stale:
        print(f"{path}: {'out of date; run `make docs`' if options.check else 'renewed'}")
    return int(options.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
