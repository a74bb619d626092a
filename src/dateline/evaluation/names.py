"""Hard pairs of names: does the ledger make one entity of what is one, and never of what is two?

    python -m dateline.evaluation.names [FILE] [--half tune] [--wrong]

Three ways of asking. `rule`: `same_bearer` alone, of persons. `written`: two reports of one person each go into a new
ledger, under the names as written. `read`: the same, under the names and ids that reading gives, so that the tables of
the lexicon speak as well; states, bodies and places are asked so only. "Unlisted" are the same whose two spellings do
not lead to one entry of any table: there the rules are measured, not the tables.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dateline import Ledger, lexicon
from dateline.lexicon.bearers import same_bearer
from dateline.lexicon.bodies import organisations
from dateline.lexicon.persons import known_persons
from dateline.lexicon.slugs import plain, slug
from dateline.lexicon.spells import spells_by_person
from dateline.lexicon.states import find_state, states
from dateline.record import Article, Entity, EntityKind, Extractor, Record, Role, record_id

PAIRS = Path(__file__).resolve().parents[3] / "tests" / "ledger" / "name_pairs.tsv"
WAYS = ("rule", "written", "read")
_DAY = "2018-06-01"


@dataclass(frozen=True, slots=True)
class Named:
    """One of a pair: a name with what its report tells of the bearer."""

    name: str
    kind: EntityKind
    country: str | None
    office: str
    day: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and whether they are one."""

    half: str
    same: bool
    phenomenon: str
    a: Named
    b: Named
    why: str

    @property
    def persons(self) -> bool:
        """Is it a pair of persons?"""
        return self.a.kind == self.b.kind == "person"

    @property
    def listed(self) -> bool:
        """Do both spellings lead to one entry of a table of the lexicon?"""
        a, b = _entry(self.a), _entry(self.b)
        return a is not None and a == b


@dataclass(slots=True)
class Tally:
    """Of the same, how many were joined; of the different, how many were merged."""

    same: int = 0
    joined: int = 0
    different: int = 0
    merged: int = 0

    @property
    def share(self) -> float:
        """The share of the same that were joined."""
        return self.joined / self.same if self.same else 1.0

    def add(self, pair: Pair, one: bool) -> None:
        """Count a pair of which `one` entity was made, or two."""
        self.same, self.joined = self.same + pair.same, self.joined + (pair.same and one)
        self.different, self.merged = self.different + (not pair.same), self.merged + (not pair.same and one)


@dataclass(slots=True)
class Report:
    """Tallies by way and group, and the pairs that went wrong."""

    tallies: defaultdict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    wrong: list[tuple[str, Pair]] = field(default_factory=list)


def load(path: Path = PAIRS) -> list[Pair]:
    """The pairs of a file."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    return [_pair(dict(zip(columns, line.split("\t"), strict=True))) for line in lines[1:]]


def _pair(row: dict[str, str]) -> Pair:
    kinds = row["kind"].split("|") * 2
    a, b = (
        Named(row[one], kind, row[f"country_{one}"] or None, row[f"office_{one}"], row[f"day_{one}"])  # type: ignore[arg-type]
        for one, kind in zip("ab", ("organisation" if kind == "body" else kind for kind in kinds[:2]), strict=True)
    )
    return Pair(row["half"], row["verdict"] == "same", row["phenomenon"], a, b, row["why"])


def measure(pairs: Iterable[Pair], ways: Sequence[str] = WAYS) -> Report:
    """Ask each pair in each way."""
    report = Report()
    for pair in pairs:
        for way in ways:
            if way != "read" and not pair.persons:
                continue
            one = _asked(pair, way)
            groups = ["all", pair.half, pair.phenomenon, f"{pair.phenomenon}|{pair.half}"]
            if not (pair.same and pair.listed):
                groups += ["unlisted", f"unlisted|{pair.half}"]
            for group in groups:
                report.tallies[way, group].add(pair, one)
            if one != pair.same:
                report.wrong.append((way, pair))
    return report


def _asked(pair: Pair, way: str) -> bool:
    if way == "rule":
        if pair.a.country and pair.b.country and pair.a.country != pair.b.country:
            return False
        return same_bearer(pair.a.name, pair.b.name, pair.a.country or pair.b.country) == "same"
    told = [_written(one) if way == "written" else _read(one) for one in (pair.a, pair.b)]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "pair.db")) as ledger:
        ledger.add_many(
            _report(one.day, name, entity) for one, name, entity in zip(_both(pair), "ab", told, strict=True)
        )
        return len(ledger.entities()) == 1


def _both(pair: Pair) -> tuple[Named, Named]:
    return pair.a, pair.b


def _written(one: Named) -> Entity:
    roles = (Role(one.office, one.country),) if one.office else ()
    return Entity(id=slug(one.name), kind=one.kind, name=one.name, country=one.country, roles=roles)


def _read(one: Named) -> Entity:
    """The entity as reading has it: whoever the lexicon knows goes by the lexicon's name and id."""
    entity = _written(one)
    if one.kind == "person":
        known = lexicon.find_person(one.name)
        if known is None or (one.country is not None and known.country not in (None, one.country)):
            return entity
        return _entity(known.id, "person", known.name, known.country, entity.roles)
    if one.kind == "state" and (state := find_state(one.name)) is not None:
        return _entity(states()[state.code].id, "state", states()[state.code].name, state.code)
    if one.kind == "organisation" and (body := lexicon.find_organisation(one.name)) is not None:
        return _entity(body.id, "organisation", body.name, one.country or body.country)
    if one.kind == "place" and (place := lexicon.find_place(one.name, near=[one.country or ""])) is not None:
        return _entity(slug(place.name), "place", place.name, one.country)
    return entity


def _entity(key: str, kind: EntityKind, name: str, country: str | None, roles: tuple[Role, ...] = ()) -> Entity:
    return Entity(id=key, kind=kind, name=name, country=country, roles=roles)


def _report(day: str, name: str, entity: Entity) -> Record:
    article = Article(text=f"{entity.name} ({name})", language="en", published=day or _DAY, words=3, headline=name)
    return Record(
        id=record_id(article), input=name, origin=Extractor("0", "pairs"), article=article, entities=(entity,)
    )


def _entry(one: Named) -> str | None:
    key = plain(one.name)
    if one.kind == "person":
        known = known_persons().get(key)
        return known.id if known else slug(one.name) if slug(one.name) in spells_by_person() else None
    if one.kind == "state":
        return state.code if (state := find_state(one.name)) else None
    return organisations()[key].id if key in organisations() else None


def lines(report: Report) -> Iterator[str]:
    """The figures as a table: joined of the same, merged of the different, by way and group."""
    groups = dict.fromkeys(group for _, group in report.tallies if "|" not in group)
    yield f"{'':<46}" + "".join(f"{way:^26}" for way in WAYS)
    yield f"{'':<46}" + f"{'joined':>16}{'merged':>10}" * len(WAYS)
    for group in [one for one in groups if one in _OVERALL] + [one for one in groups if one not in _OVERALL]:
        yield f"{group:<46}" + "".join(_cell(report.tallies.get((way, group))) for way in WAYS)
        if group == "unlisted":
            for half in ("tune", "check"):
                yield f"{'unlisted, ' + half:<46}" + "".join(
                    _cell(report.tallies.get((way, f"unlisted|{half}"))) for way in WAYS
                )


_OVERALL = ("all", "tune", "check", "unlisted")


def _cell(tally: Tally | None) -> str:
    if tally is None:
        return " " * 26
    return f"{tally.joined:>5}/{tally.same:<4}{100 * tally.share:5.1f} %{tally.merged:>5}/{tally.different:<4}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=PAIRS)
    parser.add_argument("--half", choices=("tune", "check"), help="ask this half only")
    parser.add_argument("--wrong", action="store_true", help="every pair that went wrong")
    parser.add_argument("--way", action="append", choices=WAYS, help="ask in this way only")
    args = parser.parse_args(arguments)
    if not args.file.exists():
        print("There is no list of pairs here; nothing was measured.")
        return 0
    report = measure((one for one in load(args.file) if args.half in (None, one.half)), args.way or WAYS)
    print("\n".join(lines(report)))
    if args.wrong:
        for way, pair in report.wrong:
            print(f"{way:<8}{'same     ' if pair.same else 'different'}  {pair.phenomenon}: "
                  f"{pair.a.name} ({pair.a.country}) – {pair.b.name} ({pair.b.country})")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
