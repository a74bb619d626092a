"""Tables of office holders to one compact file.

    python training/lexicon/offices.py DATA src/dateline/lexicon/offices.tsv.gz

DATA is the folder with `role_holders.csv.gz` and `uk_ministers.csv.gz` (its README states origin and licence of every
row: Wikidata statements and US government works, CC0 or public domain; UK ministers CC BY 4.0, Institute for Government).
Kept are heads of state and government, their deputies, foreign and defence ministers, ambassadors to the UN and
speakers, in office after 1999. The same bytes come out of the same input.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from pathlib import Path

HEAD = """\
# Who held which office when. Source: Wikidata through every-politician-scrapers (CC0), CIA World Leaders 2019 and World Factbook (public domain), US Office of the Historian (CC0), UK ministers by the Institute for Government (CC BY 4.0). Licence: as the sources. Compiled by training/lexicon/offices.py. Checked 2026-11-27.
# An empty end means: open on `as_of`, not "still in office".
role\tof\tperson\tstart\tend\tas_of
"""

# Titles anchored on both sides: "Foreign Minister" must never match Deputy, Vice, Trade or former ones.
ROLES: tuple[tuple[str, str], ...] = (
    (
        "head_of_state",
        r"chief of state|(King|Queen|Emir|Sultan|Monarch|Pope)( of .*)?|President( of the (Republic|Swiss Confederation))?",
    ),
    ("head_of_government", r"head of government|Prime Minister|Premier|(Federal )?Chancellor|Taoiseach"),
    ("supreme_leader", r"Supreme Leader|General Secretary of the Workers' Party of Korea"),
    ("vice_president", r"(First )?Vice[- ]President"),
    ("crown_prince", r"Crown Prince"),
    (
        "foreign_minister",
        r"(Minister|Secretary) (of|for) (Europe and |European and )?Foreign Affairs|Minister (of|for) (Foreign|External) Affairs"
        r"( and .*)?|Secretary of State for (the )?Foreign.*|Foreign Secretary|Foreign Minister",
    ),
    (
        "defence_minister",
        r"(Minister|Secretary) (of|for) (National )?Defen[cs]e( and .*)?|Secretary of State for Defence",
    ),
    ("permanent_representative", r"Permanent Representative to the (UN|United Nations).*"),
    (
        "speaker",
        r"(Speaker|President|Chairman|Chairperson) of the (House of Representatives|National Assembly|State Duma|Parliament)",
    ),
)
COMPILED = tuple((role, re.compile(f"(?:{pattern})$")) for role, pattern in ROLES)


def role_of(title: str, iso3: str) -> str | None:
    """The office that a title names; "Secretary of State" is the foreign minister in the USA only."""
    if title == "Secretary of State":
        return "foreign_minister" if iso3 == "USA" else None
    if title == "Foreign Secretary" and iso3 != "PHL":  # the senior civil servant in South Asia
        return None
    return next((role for role, pattern in COMPILED if pattern.match(title)), None)


def rows(folder: Path) -> set[tuple[str, str, str, str, str, str]]:
    found = set()
    with gzip.open(folder / "role_holders.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            role = role_of(row["title"].strip(), row["iso3"])
            start = row["start"] or row["first_seen"] or row["as_of"]
            if role and row["iso3"] and (row["end"] or "9") > "2000" and " " in row["person"]:
                found.add((role, row["iso3"], row["person"].strip(), start, row["end"], row["as_of"]))
    return found


def main(folder: str, out: str) -> None:
    lines = ("\t".join(row) for row in sorted(rows(Path(folder))))
    data = (HEAD + "\n".join(lines) + "\n").encode("utf-8")
    with open(out, "wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as file:
        file.write(data)


if __name__ == "__main__":
    main(*sys.argv[1:])
