# ruff: noqa: E501
"""Code tables of PLOVER and CAMEO, and common nouns with their PLOVER sector, to the files of the lexicon.

    python training/lexicon/ontologies.py DATA src/dateline/lexicon

DATA holds `tables/` and `knowledge/` (their READMEs state origin and licence). Names and numbers of PLOVER are facts;
CAMEO's labels and the nouns are MIT, (c) 2014 Philip Schrodt and Open Event Data Alliance: see NOTICE.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

CHECKED = "Checked 2026-11-27."
# Composed codes are kept by their first sector; those that say nothing are left out.
SECTOR = re.compile(r"\[~([A-Z]{3})")
LEFT_OUT = frozenset({"JNK", "NON", "UNK"})


def write(path: Path, head: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    lines = [head, "\t".join(columns), *("\t".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(path.name, len(lines) - 2)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def agents(path: Path) -> Mapping[str, str]:
    """Common nouns in lower case and their sector: `FARMER [~AGR]`, `CHAMBER_OF_COMMERCE {CHAMBERS…} [~BUS]`."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        lines = [line.split("#")[0].strip() for line in file]
    persons = ("man", "men", "woman", "women", "person")
    found: dict[str, str] = {}
    for line in lines:
        sector = SECTOR.search(line)
        if sector is None or sector[1] in LEFT_OUT or not line[:1].isalpha():
            continue
        noun = re.split(r"[\[{]", line)[0].strip().strip("_").lower().replace("_", " ")
        spellings = [noun.replace("!person!", one) for one in persons] if "!person!" in noun else [noun]
        spellings = (
            [s.replace("!minist!", one) for s in spellings for one in ("minister", "ministry")]
            if "!minist!" in noun
            else spellings
        )
        for one in spellings:
            if "!" not in one and re.fullmatch(r"[a-z][a-z' -]{2,}", one):
                found.setdefault(" ".join(one.split()), sector[1])
    return found


def main(data: str, out: str) -> None:
    tables, lexicon = Path(data) / "tables", Path(out)
    types = read(tables / "plover_types.csv")
    for row in types:  # the manual prints +3, its modes stand at -2 to -3.5
        row["score"] = "-3" if row["event"] == "ACCUSE" and not row["mode"] else row["score"]
    write(
        lexicon / "plover_types.tsv",
        f"# Types and modes of PLOVER 2.0. Source: names and numbers of the draft manual; score of ACCUSE mended. Licence: facts, CC0-1.0. {CHECKED}",
        ("event", "mode", "quad", "needs_recipient", "score"),
        ((row["event"], row["mode"], row["quad_code"], row["needs_recipient"], row["score"]) for row in types),
    )
    write(
        lexicon / "plover_contexts.tsv",
        f"# Contexts of PLOVER 2.0. Source: names of the draft manual. Licence: facts, CC0-1.0. {CHECKED}",
        ("context",),
        ((row["context"],) for row in read(tables / "plover_contexts.csv")),
    )
    write(
        lexicon / "plover_sectors.tsv",
        f"# Sectors of PLOVER 2.0. Source: codes of the draft manual, glosses own. Licence: CC0-1.0. {CHECKED}",
        ("sector", "gloss", "trap"),
        ((row["sector"], row["gloss"], row["trap"]) for row in read(tables / "plover_sectors.csv")),
    )
    write(
        lexicon / "cameo.tsv",
        f"# Codes of CAMEO. Source: labels of openeventdata/text_to_CAMEO, (c) 2014 Philip Schrodt; goldstein of openeventdata/phoenix_pipeline, (c) 2014 Open Event Data Alliance; goldstein_gdelt: the scale in use with GDELT. Licence: MIT (see NOTICE). {CHECKED}",
        ("code", "root", "label", "goldstein", "goldstein_gdelt", "quad_gdelt"),
        (tuple(row.values()) for row in read(tables / "cameo.csv")),
    )
    nouns = agents(Path(data) / "knowledge" / "PLOVER_agents.txt.gz")
    write(
        lexicon / "en" / "agents.tsv",
        f"# Common nouns for who acts, and their PLOVER sector. Source: PLOVER_agents of ahalterman/NGEC, (c) 2014 Open Event Data Alliance, changed: one sector each, lower case, what says nothing left out. Licence: MIT (see NOTICE). {CHECKED}",
        ("noun", "sector"),
        sorted(nouns.items()),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
