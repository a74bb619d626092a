"""What is written about a text in lines above it, as Markdown for sites has it: a title, a day, an author, an outlet.

---
title: Ministers to meet in Doha
date: 2025-02-20
outlet: Coastal Standard
---
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_INNER = r"[A-Za-z][\w -]{0,30}:.*\n|[ \t]+\S.*\n|[ \t]*\n|#.*\n"  # one way to read each line
_BLOCK = re.compile(rf"\A\s*---[ \t]*\n((?:{_INNER}){{1,60}})---[ \t]*(?:\n|\Z)")
_LINE = re.compile(r"^([A-Za-z][\w -]{0,30}):[ \t]*(.*?)[ \t]*$", re.M)


_KEYS = {
    "title": ("title", "headline"),
    "published": ("published", "date", "pubdate", "publication date", "published_at", "datepublished"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "publisher", "publication", "newspaper", "source", "site"),
}


def split_front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """Title, day of publication, author and outlet, as far as they are told; and the text below, or all of it."""
    found = _BLOCK.match(text)
    if found is None:
        return MappingProxyType({}), text
    told = {key.casefold(): value.strip("\"'[]") for key, value in _LINE.findall(found[1])}
    values = {name: next((told[key] for key in keys if told.get(key)), "") for name, keys in _KEYS.items()}
    return MappingProxyType({key: value for key, value in values.items() if value}), text[found.end() :]
