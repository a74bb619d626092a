"""Tables of office holders to one compact file.

    python training/lexicon/offices.py DATA src/dateline/lexicon/offices.tsv.gz

DATA is the folder with `knowledge/role_holders.csv.gz` and `knowledge/uk_ministers.csv.gz` (its README states origin and
licence of every row: Wikidata statements and US government works, CC0 or public domain; UK ministers CC BY 4.0,
Institute for Government). Kept are offices of foreign and security policy and of governments, held after 1999. Spellings
of one person in one office become one name: that of `persons.tsv`, else the one with a Wikidata item. The same bytes
come out of the same input; a right run prints its counts.
"""

# ruff: noqa: E501

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from roles import role_of

from dateline.lexicon.files import parts, table
from dateline.lexicon.namesakes import same_name, tokens
from dateline.lexicon.romanisation import korean_key
from dateline.lexicon.slugs import plain
from dateline.lexicon.states import states

SINCE = "2000"
AMBASSADORS_SINCE = "2012"
# Several persons hold these at a time: one spell does not speak against another.
SHARED = frozenset(
    [
        "ambassador",
        "permanent_representative",
        "deputy_foreign_minister",
        "deputy_head_of_government",
        "spokesperson",
        "speaker",
        "minister",
        "secretary_general",
        "vice_president",
        "justice_minister",
        "trade_minister",
        "central_banker",
    ]
)
HEAD = """\
# Who held which office when. Source: Wikidata through every-politician-scrapers (w), World Factbook (f), CIA World Leaders June 2019 (c), US Office of the Historian (h), Institute for Government (i). Licence: CC0-1.0 (w, h), public domain (f, c), CC-BY-4.0 (i: Institute for Government, IfG Ministers Database). Compiled by training/lexicon/offices.py. Checked 2026-11-27.
# of: ISO 3166 alpha-3, INT for bodies. An empty end means: open on `as_of`, not "still in office". start may be the first day on which a list shows the holder (c, some f).
role\tof\tperson\twikidata\tstart\tend\tas_of\tsource
"""
SOURCES = {"every": "w", "CIA W": "c", "factb": "f", "Histo": "h"}
# What may stand before a name in the Factbook's lists of heads; "Deputy Prime Ministers X and Y" stand there too.
HEADS = re.compile(
    r"(?:(?:Caretaker|Interim|Acting|Transition|Transitional|Federal|Executive|State) )*"
    r"(?:(?:Prime Minister|President|Chancellor|Premier|King|Queen|Emir|Amir|Sultan|Grand Duke|Prince|Pope|Emperor|Monarch|"
    r"Chairperson|Chairman|Governor General|Taoiseach|Supreme Leader|Chief Executive|Head of State|Captain Regent|"
    r"Gen\.?|Lt\. ?Gen\.?|Dr\.?|Sir|Sheikh|Crown Prince and|and)[ ,]*)*$"
)
RANKS = re.compile(
    r"^(?:(?:Gen|Lt|Maj|Brig|Col|Capt|Adm|Vice Adm|Dr|Sir|Dame|Ret|Mr|Mrs|Ms|Eng|Prof|Sheikha?|Shaykh|Field Marshal|Marshal|"
    r"President|Prime Minister|Chancellor|Caretaker|Interim|Acting)\.?[ ,]+)+"
)


@dataclass(frozen=True, slots=True)
class Spell:
    role: str
    of: str
    person: str
    wikidata: str
    start: str
    end: str
    as_of: str
    source: str
    weak: bool = False  # named in the Factbook's list of a government without a title: may be a deputy


def clean(name: str) -> str:
    """A person's name without ranks, peerages and remarks; "" if there is none."""
    name = re.sub(r"\(.*?\)|\[.*?\]", " ", name)
    name = re.sub(r",? (?:Jr\.?|Sr\.?)$", lambda m: " Jr." if "J" in m[0] else " Sr.", name)
    name = re.sub(
        r", (?:\d\w+ )?(?:Baron(?:ess)?|Lord|Lady|Viscount|Earl|Duke|Gen|Lt|Maj|Brig|Col|Adm|Dr|Sir|Ret|Capt)\b.*",
        "",
        name,
    )
    name = re.sub(r"\bal- ", "al-", name)
    name = " ".join(RANKS.sub("", name).split()).strip(" ,.") + ("." if name.endswith(("Jr.", "Sr.")) else "")
    name = re.sub(r"\b[A-ZÀ-Ž]{3,}\b", lambda word: word[0].capitalize(), name)
    bad = re.search(
        r"note|vacant|represented| and | - |Minist|Premier|President|Chairm|Speaker|,|;|/|\d", name, re.IGNORECASE
    )
    return (
        "" if bad or not re.match(r"[A-ZÀ-Ž‘'][\w.’'\- ]+$", name) or (not name.isascii() and not latin(name)) else name
    )


def latin(name: str) -> bool:
    return all(ord(letter) < 0x250 or 0x1E00 <= ord(letter) < 0x1F00 or letter in "’‘" for letter in name)


def spells(folder: Path) -> Iterator[Spell]:
    with gzip.open(folder / "role_holders.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            role = role_of(row["title"].strip(), row["iso3"])
            person = clean(row["person"])
            if role is None or not row["iso3"] or not person or (row["end"] or "9") < SINCE:
                continue
            if row["iso3"] in states() and states()[row["iso3"]].status == "territory" and role == "head_of_state":
                continue  # that of the state it belongs to
            source = SOURCES[row["source"][:5]]
            before = row["as_written"][: -len(row["person"])] if source == "f" else ""
            if source == "f" and not HEADS.match(before.strip() + " " if before.strip() else ""):
                continue
            start = next(
                day for day in (row["start"], row["first_seen"], row["as_of"]) if re.match(r"\d{4}(-\d\d){0,2}$", day)
            )
            if role == "ambassador" and (row["end"] or "9") < AMBASSADORS_SINCE:
                continue
            weak = source == "f" and not before.strip()
            yield Spell(role, row["iso3"], person, row["wikidata"], start, row["end"], row["as_of"], source, weak)
    with gzip.open(folder / "uk_ministers.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            role = role_of(row["post"].strip(), "GBR")
            if role is not None and (row["end"] or "9") >= SINCE:
                yield Spell(role, "GBR", clean(row["person"]), "", row["start"], row["end"], "2026-06-19", "i")


def known_names() -> dict[str, list[tuple[str, str]]]:
    """Canonical names and their aliases by country."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in table("persons.tsv"):
        for name in (row["name"], *parts(row["aliases"])):
            found[row["country"]].append((name, row["name"]))
    return found


def blocks_of(name: str) -> set[str]:
    """Names that may be one person share a block: the first letters of a token after the first, in Korea the family."""
    korean = korean_key(name)
    return {korean[0]} if korean else {token[:2] for token in tokens(name)[1:] or tokens(name)}


def one_name_each(found: Iterable[Spell]) -> list[Spell]:
    """Spellings of one person become one. Within a country only, since namesakes are rare there among office holders."""
    by_state: dict[str, list[Spell]] = defaultdict(list)
    for spell in found:
        by_state[spell.of].append(spell)
    known = known_names()
    done = []
    for state, here in sorted(by_state.items()):
        canonical = {plain(alias): name for alias, name in known.get(state, ())}
        blocks: dict[str, list[str]] = defaultdict(list)

        def keep(name: str, blocks: dict[str, list[str]] = blocks) -> None:
            for block in blocks_of(name):
                if name not in blocks[block]:
                    blocks[block].append(name)

        for _, name in known.get(state, ()):
            keep(name)
        # Names of Wikidata first: the others are brought to them.
        for spell in sorted(here, key=lambda one: (one.source != "w", one.source != "f", one.person)):
            key = plain(spell.person)
            if key in canonical:
                continue
            near = dict.fromkeys(name for block in sorted(blocks_of(spell.person)) for name in blocks[block])
            alike = [name for name in near if same_name(spell.person, name, country=state) == "same"]
            canonical[key] = alike[0] if len(alike) == 1 else spell.person
            if not alike:
                keep(spell.person)
        done += [replace(spell, person=canonical[plain(spell.person)]) for spell in here]
    return done


def without_doubles(found: Iterable[Spell]) -> list[Spell]:
    """Of several rows for one person in one office, those that overlap or follow at once become one (w before i, h, f, c)."""
    grouped: dict[tuple[str, str, str], list[Spell]] = defaultdict(list)
    for spell in found:
        grouped[spell.role, spell.of, spell.person].append(spell)
    kept = []
    for several in grouped.values():
        several.sort(key=lambda one: (one.start, "wihfc".index(one.source)))
        best: list[Spell] = []
        for spell in several:
            before = best[-1] if best else None
            if before is None or (before.end and months(spell.start) - months(before.end) > 1):
                best.append(spell)
            elif "wihfc".index(spell.source) <= "wihfc".index(before.source) or not before.end:
                end = max(before.end, spell.end) if before.end and spell.end else ""
                if not end and before.end and before.source == "w" and spell.source != "w":
                    end = before.end
                if not before.end and spell.end and spell.source in "wih":
                    end = spell.end
                best[-1] = replace(before, end=end, as_of=max(before.as_of, spell.as_of))
            elif before.end and spell.source in "wih" and (not spell.end or spell.end > before.end):
                best[-1] = replace(before, end=spell.end, as_of=max(before.as_of, spell.as_of))
        wikidata = next((one.wikidata for one in several if one.wikidata), "")
        kept += [replace(one, wikidata=wikidata) for one in best]
    unique = {(one.role, one.of, one.person, one.start): one for one in kept if not one.end or one.start <= one.end}
    return sorted(unique.values(), key=lambda one: (one.role, one.of, one.start, one.person))


def without_contradictions(found: Iterable[Spell]) -> list[Spell]:
    """In offices of one person, what Wikidata knows for a day beats the lists; a name without title the others."""
    found = list(found)
    better: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in found:
        if not spell.weak and spell.source != "c":
            better[spell.role, spell.of].append(spell)
    kept = []
    for spell in found:
        others = [one for one in better[spell.role, spell.of] if one.person != spell.person]
        if spell.source == "f" and not spell.weak:
            others = [one for one in others if one.source in "wih"]
        rival = any(one.start <= spell.start < (one.end or one.as_of) for one in others)
        if spell.source not in "cf" or spell.role in SHARED or not rival:
            kept.append(replace(spell, weak=False))
    return kept


def months(day: str) -> int:
    year, _, rest = day.partition("-")
    return int(year) * 12 + int(rest[:2] or 1)


def main(folder: str, out: str) -> None:
    found = without_doubles(without_contradictions(one_name_each(spells(Path(folder) / "knowledge"))))
    lines = ("\t".join((s.role, s.of, s.person, s.wikidata, s.start, s.end, s.as_of, s.source)) for s in found)
    data = (HEAD + "\n".join(lines) + "\n").encode("utf-8")
    with open(out, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=9) as file:
        file.write(data)
    print(f"{len(found)} spells, {len({s.person for s in found})} persons, {Path(out).stat().st_size} bytes")
    print(dict(Counter(s.source for s in found)), dict(Counter(s.role for s in found)))


if __name__ == "__main__":
    main(*sys.argv[1:])
