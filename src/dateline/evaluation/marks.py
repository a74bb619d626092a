"""Reports with marks: how they are read. `training/data/reports/README.md` tells how they are written.

A report is a line `== id date style`, its text with brackets, a line `--`, and a line for each event and statement.
`[key Words]` marks who or what the words name; a key's first mark declares it: `[mu/p/UGA Yoweri Museveni]` (kind
letter, country, `<key` for the whole it is part of). A key of three capitals is that state. `[a+b the two leaders]`
names several; `!` before the key calls the mention a hard one. `[@VALUE Thursday]` is a time, `[1 met]` a trigger of
event 1, `[k1 …]` a piece of statement k1 and `[q1 said]` its cue. Brackets may be nested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import get_args

from dateline import lexicon
from dateline.evaluation.marked import Entity, Event, Mention, Report, Sides, Span, Statement, Time
from dateline.record import Act, Kind, Status

KINDS = {"p": "person", "s": "state", "o": "organisation", "n": "outlet", "l": "place", "g": "group", "x": "other"}
# How it is told: a word for people, the statuses that fit, the factuality for the report.
TOLD: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "d": ("done", ("occurred",), ("CT+",)),
    "o": ("under way", ("ongoing",), ("CT+",)),
    "a": ("announced", ("scheduled", "confirmed"), ("CT+",)),
    "e": ("expected", ("scheduled", "tentative", "in_preparation"), ("PR+", "CT+")),
    "t": ("tentative", ("tentative", "in_doubt", "proposed"), ("PS+", "PR+")),
    "m": ("in the making", ("in_preparation",), ("PR+", "CT+")),
    "b": ("in doubt", ("in_doubt",), ("PS+", "Uu")),
    "c": ("cancelled", ("cancelled",), ("CT-",)),
    "p": ("put off", ("postponed",), ("Uu",)),
    "s": ("rescheduled", ("rescheduled",), ("CT+",)),
    "r": ("revived", ("revived", "scheduled"), ("CT+", "PR+")),
    "x": ("denied", ("did_not_occur",), ("CT-", "Uu")),
    "n": ("negated", ("did_not_occur",), ("CT-",)),
    "i": ("conditional", ("proposed", "tentative"), ("Uu", "PS+")),
    "q": ("demanded", ("proposed",), ("Uu",)),
    "v": ("invited", ("invited", "proposed"), ("Uu",)),
    "u": ("suggested or threatened", ("proposed",), ("Uu",)),
}
FORMS = {"d": "direct", "i": "indirect", "m": "mixed"}
VOICES = {"s": "source", "r": "reporter", "l": "relay", "m": "medium"}
FACTS = frozenset(("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class BadMarks(ValueError):
    """A marked report that cannot be read, with the reason."""


@dataclass(slots=True)
class _Marks:
    """What brackets say, gathered while a text is read."""

    text: str = ""
    declared: dict[str, tuple[str, str | None, str | None]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    numbered: dict[str, list[Span]] = field(default_factory=dict)


def reports_in(marked: str) -> Iterator[Report]:
    """All reports of a file, in its order. Raises BadMarks, with the report's id."""
    for part in re.split(r"(?m)^== ", marked)[1:]:
        try:
            yield _report(part)
        except (KeyError, ValueError) as error:
            raise BadMarks(f"{part.split()[0]}: {type(error).__name__} {error}") from error


def _report(part: str) -> Report:
    head, _, rest = part.partition("\n")
    name, day, style = head.split()[:3]
    published = None if day == "-" else date.fromisoformat(day)
    body, dashes, lines = rest.partition("\n--\n")
    if not dashes:
        raise BadMarks("no line -- below the text")
    marks = _Marks()
    for paragraph in re.split(r"\n\s*\n", body.strip()):
        marks.text += "\n\n" if marks.text else ""
        _read_marks(" ".join(paragraph.split()), marks, published)
    specs = [line.split("#")[0].strip() for line in lines.splitlines()]
    names = dict(spec[2:].split(" ", 1) for spec in specs if spec.startswith("n "))
    rows = [spec.split() for spec in specs if spec and not spec.startswith("n ")]
    events = tuple(_event(row, marks, published) for row in rows if not row[0].lstrip("*").startswith("k"))
    statements = tuple(_statement(row, marks) for row in rows if row[0].lstrip("*").startswith("k"))
    used = {one.id for one in events} | {one.id for one in statements} | {f"q{one.id[1:]}" for one in statements}
    if left := marks.numbered.keys() - used:
        raise BadMarks(f"marks without a line: {sorted(left)}")
    return Report(
        name, None if day == "-" else day, style, marks.text, tuple(_entities(marks, names)),
        tuple(marks.mentions), tuple(marks.times), events, statements,
    )  # fmt: skip


def _read_marks(marked: str, marks: _Marks, published: date | None) -> None:
    """Add a paragraph's text and marks."""
    stack: list[tuple[str, int]] = []
    for piece in re.findall(r"\[[^\s\[\]]+ |\]|[^\[\]]+|\[", marked):
        if piece.startswith("["):
            if piece == "[":
                raise BadMarks(f"a bracket without a key after “{marks.text[-30:]}”")
            stack.append((piece[1:-1], len(marks.text)))
        elif piece == "]":
            if not stack:
                raise BadMarks(f"a bracket too many after “{marks.text[-30:]}”")
            key, start = stack.pop()
            _keep(key, (start, len(marks.text)), marks, published)
        else:
            marks.text += piece
    if stack:
        raise BadMarks(f"not closed: {[key for key, _ in stack]}")


def _keep(key: str, span: Span, marks: _Marks, published: date | None) -> None:
    if key.startswith("@"):
        marks.times.append(Time(span, day_of(key[1:], published)))
    elif re.fullmatch(r"[qk]?\d+", key):
        marks.numbered.setdefault(key, []).append(span)
    else:
        hard, called = key.startswith("!"), key.lstrip("!")
        ids = tuple(_declare(one, marks) for one in called.split("+"))
        marks.mentions.append(Mention(span, ids, hard))


def _declare(called: str, marks: _Marks) -> str:
    """The id of a key; notes what its first mark says of it."""
    name, *more = re.split(r"[/<]", called)
    if not more:
        if _is_state(name):
            marks.declared.setdefault(name, ("s", name, None))
        return name
    whole = more.pop() if "<" in called else None
    kind, country = [*more, "-"][:2]
    if kind not in KINDS or name in marks.declared:
        raise BadMarks(f"{called}: declared twice, or no such kind")
    if country != "-" and country not in lexicon.states():
        raise BadMarks(f"{called}: no country {country}")
    marks.declared[name] = (kind, None if country == "-" else country, whole)
    return name


def _entities(marks: _Marks, names: dict[str, str]) -> Iterator[Entity]:
    ids = dict.fromkeys(one for mention in marks.mentions for one in mention.entities)
    for one in ids:
        if one not in marks.declared:
            raise BadMarks(f"{one} is not declared")
        kind, country, whole = marks.declared[one]
        spans = tuple(mention.span for mention in marks.mentions if mention.entities == (one,))
        first = marks.text[slice(*spans[0])] if spans else one
        known = lexicon.states()[country].name if kind == "s" and country else first
        if whole is None and kind == "l" and country in ids:
            whole = country
        if whole is not None and whole not in ids:
            raise BadMarks(f"{one} is part of {whole}, that is not named")
        yield Entity(one, KINDS[kind], names.get(one, known), country, whole, spans)


def _side(said: str, marks: _Marks) -> tuple[Sides, tuple[str, ...]]:
    """`a/b+c&d`: a or b, and c, and d if one likes (a state that the text does not name is left out of these)."""
    wanted, also = [], []
    for one in said.split("+") if said not in ("", "_") else []:
        chosen, *more = one.split("&")
        more = [name for name in more if not _is_state(name) or _is_marked(name, marks)]
        wanted += [tuple(chosen.split("/"))] if chosen not in ("", "_") else []
        also += more
    for name in [*(one for side in wanted for one in side), *also]:
        _known(name, marks)
    return tuple(wanted), tuple(also)


def _is_state(name: str) -> bool:
    return re.fullmatch("[A-Z]{3}", name) is not None


def _is_marked(name: str, marks: _Marks) -> bool:
    return any(name in one.entities for one in marks.mentions)


def _known(name: str, marks: _Marks) -> str:
    if not _is_marked(name, marks):
        raise BadMarks(f"{name} is nowhere marked")
    return name


def _event(row: list[str], marks: _Marks, published: date | None) -> Event:
    number, kinds, sides, told, *more = row
    name = number.lstrip("*")
    options = dict(one.split("=", 1) for one in more if re.match(r"[hvfs]=", one))
    rest = [one for one in more if not re.match(r"[hvfs]=", one)]
    places = [one[1:] for one in rest if one.startswith("@")]
    days = [one for one in rest if not one.startswith("@")]
    acting, _, receiving = sides.partition(">")
    actors, also_actors = _side(acting, marks)
    recipients, also_recipients = _side(receiving, marks)
    called, statuses, facts = TOLD[told]
    statuses = _words(options["s"], get_args(Status)) if "s" in options else statuses
    steps = [one.partition(":") for one in options.get("h", "").split(",") if one]
    if not actors and not recipients:
        raise BadMarks(f"event {name}: nobody takes part")
    return Event(
        name, _words(kinds, get_args(Kind)), tuple(marks.numbered[name]), actors, recipients, also_actors,
        also_recipients, called, statuses, _words(options["f"], tuple(FACTS)) if "f" in options else facts,
        tuple(day_of(one, published) for one in days[0].split("|")) if days else (),
        tuple(None if one == "?" else _known(one, marks) for one in places[0].split("|")) if places else (),
        tuple((_words(one, get_args(Status))[0], day_of(day, published) if day else None) for one, _, day in steps),
        _voices(options.get("v", ""), marks), number.startswith("*"),
    )  # fmt: skip


def _statement(row: list[str], marks: _Marks) -> Statement:
    number, source, form, acts, *more = row
    name = number.lstrip("*")
    to = [one for spec in more if spec.startswith(">") for one in spec[1:].split("+")]
    voices = [spec[2:] for spec in more if spec.startswith("v=")]
    cues = marks.numbered.get(f"q{name[1:]}", [])
    return Statement(
        name, (None,) if source == "_" else tuple(_known(one, marks) for one in source.split("/")),
        cues[0] if cues else None, tuple(marks.numbered[name]), tuple(FORMS[one] for one in form.split("/")),
        _words(acts, get_args(Act)), tuple(_known(one, marks) for one in to),
        _voices(voices[0] if voices else "", marks), number.startswith("*"),
    )  # fmt: skip


def _words(said: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(said.split("/"))
    if unknown := set(words) - set(allowed):
        raise BadMarks(f"no word for this: {sorted(unknown)}")
    return words


def _voices(said: str, marks: _Marks) -> tuple[tuple[str, str], ...]:
    pairs = [one.split(":") for one in said.split(",") if one]
    return tuple((VOICES[role], _known(name, marks)) for role, name in pairs)


def day_of(said: str, published: date | None) -> str | None:
    """The value of a day as marks write it.

    `0`, `-1`, `+12` count days from the report's, `-Thu` is the latest Thursday up to that day, `+Mon` the next Monday,
    `?` is unknown; EDTF and ISO 8601 lengths stand for themselves. Raises BadMarks.
    """
    if said == "?":
        return None
    if said[1:] in DAYS and published:
        ahead = (DAYS.index(said[1:]) - published.weekday() - 1) % 7 + 1
        return str(published + timedelta(ahead if said[0] == "+" else ahead - 7 if ahead < 7 else 0))
    if re.fullmatch(r"0|[+-]\d{1,3}", said) and published:
        return str(published + timedelta(int(said)))
    end = r"\d{4}(-\d\d){0,2}"
    if re.fullmatch(rf"{end}(/({end}|\.\.))?|\.\./{end}|P[\dYMWDTHS.]+", said):
        return said
    raise BadMarks(f"no day: {said}")
