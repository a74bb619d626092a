"""Which state somebody governed or spoke for up to about 2011, where no other table knows the name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from dateline.lexicon.large import cells
from dateline.lexicon.slugs import plain


@cache
def _states() -> Mapping[str, str]:
    return MappingProxyType(dict(cells("past_persons.tsv.gz", ("name", "country"))))


def past_country(name: str) -> str | None:
    """The state (ISO 3166 alpha-3) of a full name ("Alberto Fujimori": PER); None if it is not known."""
    return _states().get(plain(name).replace("-", " "))
