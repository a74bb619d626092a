"""Names of those who governed or spoke for a state up to about 2011, with that state.

    python training/lexicon/past_persons.py DATA src/dateline/lexicon/past_persons.tsv.gz

DATA is the folder with `knowledge/Phoenix.Countries.actors.txt.gz` (petrarch2, MIT; its README states the commit). An
actor is taken for a person if a role with a span of days stands beside its country (GOV, MIL, LEG, OPP, REB …) and its
name has two words or more, none of them a title or a common noun for a body. Names that two states claim are left out,
and those that `persons.tsv` has. The same bytes come out of the same input.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from dateline.lexicon.persons import find_person
from dateline.lexicon.slugs import plain
from dateline.lexicon.states import states
from dateline.lexicon.titles import institutions, titles

HEAD = """\
# Who governed or spoke for a state up to about 2011: the state alone. Source: Phoenix.Countries.actors of petrarch2, Copyright (c) 2015 Open Event Data Alliance, changed: persons only, one state each. Licence: MIT (see NOTICE). Compiled by training/lexicon/past_persons.py. Checked 2026-11-28.
name\tcountry
"""  # noqa: E501
ROLE = re.compile(r"\[([A-Z]{3})(GOV|MIL|LEG|OPP|REB|ELI|JUD|SPY|COP)[A-Z]*\s+[<>]?\d{6,8}")
WORDS = re.compile(r"^[A-Z][A-Z'_\-]*$")
PARTS = frozenset({"government", "minister", "ministry", "party", "army", "president", "prime", "foreign", "state"})


def actors(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Each actor of the file: its spellings, and its lines of roles."""
    names: list[str] = []
    roles: list[str] = []
    for line in text.split("\n"):
        line = line.split("#")[0].rstrip()
        if not line:
            continue
        if line[0] in "\t ":
            roles.append(line)
            continue
        if line[0] != "+" or roles:
            if names:
                yield names, roles
            names, roles = [], []
        names.append(line.lstrip("+").split("[")[0].strip().strip("_"))
    if names:
        yield names, roles


def persons(text: str) -> dict[str, str]:
    """Names in plain spelling with their state."""
    bodies = {word for noun in institutions() for word in noun.split()} | PARTS
    offices = {word for form in titles() for word in form.split()}
    found: dict[str, str | None] = {}
    for names, roles in actors(text):
        countries = {match[1] for role in roles for match in ROLE.finditer(role)}
        if len(countries) != 1 or not countries <= states().keys():
            continue
        (country,) = countries
        for name in names:
            words = name.replace("_", " ").lower().split()
            if len(words) < 2 or not WORDS.match(name) or set(words) & (bodies | offices):
                continue
            key = plain(" ".join(words))
            found[key] = country if found.get(key, country) == country else None
    return {key: country for key, country in sorted(found.items()) if country and find_person(key) is None}


def main() -> None:
    data, out = Path(sys.argv[1]), Path(sys.argv[2])
    source = data / "knowledge" / "Phoenix.Countries.actors.txt.gz"
    rows = persons(gzip.decompress(source.read_bytes()).decode("latin-1"))
    body = HEAD + "".join(f"{name}\t{country}\n" for name, country in rows.items())
    out.write_bytes(gzip.compress(body.encode(), 9, mtime=0))
    print(f"{len(rows)} persons, {out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
