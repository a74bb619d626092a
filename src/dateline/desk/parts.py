"""Parts of pages that the ledger and the language alone decide: rendered once, kept until the ledger changes.

What differs from reader to reader (who is logged in, what was written under it) stands in the page around a part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dateline.desk.held import Kept, as_marked, mark_of, the_ledger
from dateline.ledger.ledger import Ledger
from dateline.ledger.types import Entity

_MOST = 500  # parts: some 15 MB, if they are articles of 500 words


@dataclass(frozen=True, slots=True)
class Part:
    """A part as HTML, and what the page around it needs to know: its title, its JSON-LD, what can be followed."""

    html: SafeString
    about: dict[str, Any]


_PARTS: Kept[Part] = Kept(_MOST)
_ENTITIES: Kept[Entity] = Kept(_MOST)


def part(template: str, key: Hashable, make: Callable[[Ledger], dict[str, Any]]) -> Part:
    """The part that `template` makes of what `make` finds; its "about" is for the page around. Errors of `make` pass.

    `key` has all that it depends on besides the ledger and the language.
    """
    ledger = the_ledger()

    def rendered() -> Part:
        found = make(ledger)
        return Part(render_to_string(template, found), found.get("about", {}))

    with as_marked(ledger) as mark:
        return _PARTS.get(ledger, mark, (template, get_language(), key), rendered)


def entity_of(name: str) -> Entity:
    """The entity of that id, name or spelling. Raises NotInLedger and Ambiguous."""
    ledger = the_ledger()
    return _ENTITIES.get(ledger, mark_of(ledger), name, partial(ledger.entity, name))
