"""Marked-up sentences in, annotated rows out: `python markup.py FILE… [--set second] [--check]`.

Rewrites dev.jsonl and train.jsonl, or those of another set (`second-dev.jsonl` and `second-train.jsonl`).

A line is `style date [free] | text | events and statements`; "free" says that its words were chosen to be unusual. In
the text `{a EGY.COP riot police}` is who takes part (country and sector, "-" for none), `{1 coercion rounded up}` a
trigger with the kinds that a careful reader could choose ("coercion/sanction"), `{q said}` a cue and `{k …}` what was
said; braces may be nested. An event is `1 a+b>c d -Thu`: trigger, actors, recipients, how it is told (see TOLD), when;
`*1` is a background event, `=TYPE/TYPE` at the end sets PLOVER types by hand. A statement is `S a q k act`, with
`k+k2` if it is cut in two. Days count from the line's date: `0`, `-1`, `+1`, `-Thu` (the latest Thursday up to that
day), `+Mon` (the next Monday), or EDTF. A row whose text is already there is replaced.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

from dateline import lexicon
from dateline.lexicon.files import table
from dateline.reading.coding import code
from dateline.record import Act, Kind

HERE = Path(__file__).parent
SECTORS = frozenset(row["sector"] for row in table("plover_sectors.tsv")) | {"IGO", "NGO"}
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TOLD = {
    "d": ("done", ("occurred",)),
    "o": ("under way", ("ongoing",)),
    "a": ("announced", ("scheduled", "confirmed")),
    "e": ("expected", ("scheduled", "tentative", "in_preparation", "proposed")),
    "c": ("cancelled", ("cancelled", "did_not_occur")),
    "p": ("put off", ("postponed", "rescheduled")),
    "x": ("denied", ("did_not_occur",)),
    "n": ("negated", ("did_not_occur",)),
    "i": ("conditional", ("proposed", "tentative")),
    "q": ("demanded", ("proposed", "invited")),
}


class BadLine(ValueError):
    """A line that cannot be read, with the reason."""


def marks_of(marked: str) -> tuple[str, dict[str, tuple[int, int, list[str]]]]:
    """The plain text, and for each label its span with what stood before it (country and sector, or kinds)."""
    text, spans, stack, at = "", {}, [], 0
    while at < len(marked):
        if marked[at] == "{":
            label = re.match(r"\{(\S+) ", marked[at:])
            if label is None:
                raise BadLine(f"no label at {marked[at : at + 20]!r}")
            name, more = label[1], []
            at += label.end()
            if not re.match(r"[qk]\d?$", name):
                word, _, _ = marked[at:].partition(" ")
                more, at = re.split(r"[./]", word), at + len(word) + 1
            stack.append((name, len(text), more))
        elif marked[at] == "}":
            name, start, more = stack.pop()
            if name in spans:
                raise BadLine(f"label {name} twice")
            spans[name] = (start, len(text), more)
            at += 1
        else:
            text, at = text + marked[at], at + 1
    if stack:
        raise BadLine("a brace is not closed")
    return text, spans


def day_of(said: str, published: date) -> str:
    """The EDTF value of a day as lines write it."""
    if said[1:] in DAYS:
        ahead = (DAYS.index(said[1:]) - published.weekday() - 1) % 7 + 1
        return str(published + timedelta(ahead if said[0] == "+" else ahead - 7 if ahead < 7 else 0))
    if re.fullmatch(r"0|[+-]\d{1,3}", said):
        return str(published + timedelta(int(said)))
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}(/(\d{4}(-\d\d){0,2}|\.\.))?|\.\./\d{4}(-\d\d){0,2}", said):
        raise BadLine(f"no day: {said}")
    return said


def row_of(line: str) -> dict[str, Any]:
    """The row of one marked line. Raises BadLine."""
    parts = [part.strip() for part in re.split(r"\s\|(?:\s|$)", line.strip())]
    style, day, *wording = parts[0].split()
    published = date.fromisoformat(day)
    text, spans = marks_of(parts[1])
    row: dict[str, Any] = {"id": hashlib.sha256(text.encode()).hexdigest()[:8], "text": text, "published": day}
    row |= {"style": style, "wording": (wording or ["plain"])[0], "events": []}
    used: set[str] = set()
    for spec in [part.strip() for part in parts[2].split(";")] if len(parts) > 2 and parts[2] else []:
        if spec.startswith("S "):
            _, source, cue, content, act = spec.split()
            if act not in get_args(Act):
                raise BadLine(f"no act: {act}")
            parts_of = content.split("+")
            used |= {cue, *parts_of} | ({source} - {"-"})
            one = {"source": None if source == "-" else list(spans[source][:2]), "cue": list(spans[cue][:2])}
            said = [list(spans[part][:2]) for part in parts_of]
            row.setdefault("statements", []).append(one | {"act": act, "content": said})
        else:
            row["events"].append(event_of(spec, spans, published, used))
    if left := {label for label in spans if not label[0].isalpha() or label[0] in "qk"} - used:
        raise BadLine(f"labels without use: {left}")
    return row


def event_of(
    spec: str, spans: dict[str, tuple[int, int, list[str]]], published: date, used: set[str]
) -> dict[str, Any]:
    """One event of a line."""
    words = spec.split()
    types = words.pop()[1:].split("/") if words[-1].startswith("=") else []
    name, sides, told, *when = words
    trigger = name.lstrip("*")
    kinds = spans[trigger][2]
    if unknown := set(kinds) - set(get_args(Kind)):
        raise BadLine(f"no kind: {unknown}")
    actors, _, recipients = sides.partition(">")
    used |= {trigger} | ({*actors.split("+"), *recipients.split("+")} - {""})
    takes = [[side_of(spans[one]) for one in side.split("+") if one] for side in (actors, recipients)]
    called, statuses = TOLD[told]
    sides_count = len({one.get("country") or str(one["span"]) for one in [*takes[0], *takes[1]]})
    if not types:
        codes = [code(kind, statuses[0], sides=sides_count).plover for kind in kinds]
        types = list(dict.fromkeys(one.event for one in codes if one is not None))
    event = {"kinds": kinds, "plover": types, "trigger": list(spans[trigger][:2]), "actors": takes[0]}
    event |= {"recipients": takes[1], "told": called, "status": list(statuses)}
    event["when"] = day_of(when[0], published) if when else None
    return event | ({"salience": "background"} if name.startswith("*") else {})


def side_of(mark: tuple[int, int, list[str]]) -> dict[str, Any]:
    """Who takes part: span, country, sector."""
    start, end, (country, sector) = mark
    if country != "-" and country not in lexicon.states():
        raise BadLine(f"no country: {country}")
    if sector not in SECTORS | {"-"}:
        raise BadLine(f"no sector: {sector}")
    known = {name: None if code == "-" else code for name, code in (("country", country), ("sector", sector))}
    return {"span": [start, end], **known}


def split_of(row: dict[str, Any]) -> str:
    """Where a row belongs: by its hash alone."""
    return "dev" if int(row["id"][0], 16) % 2 else "train"


def main(arguments: list[str]) -> int:
    """The command line; the number of bad lines."""
    prefix = ""
    if "--set" in arguments:
        at = arguments.index("--set")
        prefix, arguments = f"{arguments[at + 1]}-", arguments[:at] + arguments[at + 2 :]
    files = {split: HERE / f"{prefix}{split}.jsonl" for split in ("dev", "train")}
    rows: dict[str, dict[str, Any]] = {}
    bad = 0
    for path in files.values():
        for line in path.read_text("utf-8").splitlines() if path.exists() else []:
            rows[json.loads(line)["id"]] = json.loads(line)
    for path in (Path(one) for one in arguments if not one.startswith("--")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                row = row_of(line)
                rows[row["id"]] = row
            except (BadLine, KeyError, ValueError) as error:
                bad += 1
                print(f"{path.name}:{number}: {type(error).__name__} {error}: {line[:90]}")
    if "--check" not in arguments:
        for split, path in files.items():
            chosen = sorted((row for row in rows.values() if split_of(row) == split), key=lambda row: row["id"])
            lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in chosen)
            path.write_text("".join(lines), "utf-8")
    return bad


if __name__ == "__main__":
    sys.exit(min(1, main(sys.argv[1:])))
