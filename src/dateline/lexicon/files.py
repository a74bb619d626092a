"""How lexicon files are read: tab-separated, UTF-8, a head of `#` lines that states origin, licence and date.

    # Reporting verbs. Source: own. Licence: CC0-1.0. Checked 2026-11-27.
    lemma	act	addressee
    tell	assertion	required

The first line without `#` names the columns. A cell that holds a list parts it by `|`.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from dateline.errors import LexiconError

Row = Mapping[str, str]


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of `name` ("en/cues.tsv", or "offices.tsv.gz"), in their order. Raises LexiconError on a broken line."""
    data = files("dateline.lexicon").joinpath(name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode("utf-8")
    lines = [(n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip() and not line.startswith("#")]
    if not text.startswith("#"):
        raise LexiconError(f"{name}: no head", hint="begin with `# What. Source: …. Licence: …. Checked DATE.`")
    columns = lines[0][1].split("\t")
    rows = []
    for n, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) > len(columns):
            raise LexiconError(f"{name}:{n}: {len(cells)} cells, {len(columns)} columns", hint="part cells by one tab")
        cells += [""] * (len(columns) - len(cells))
        rows.append(MappingProxyType(dict(zip(columns, cells, strict=True))))
    return tuple(rows)


def parts(cell: str) -> tuple[str, ...]:
    """The items of a cell that holds a list."""
    return tuple(item.strip() for item in cell.split("|") if item.strip())
