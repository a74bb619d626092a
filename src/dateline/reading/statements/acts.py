"""What kind of act a statement is: by its cue, and by what is said where the cue is neutral."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from dateline.lexicon.files import table
from dateline.reading.statements.cues import Cue
from dateline.record import Act


@cache
def _patterns() -> tuple[tuple[Act, re.Pattern[str]], ...]:
    return tuple((cast(Act, row["act"]), re.compile(row["pattern"], re.IGNORECASE)) for row in table("en/acts.tsv"))


def act_of(cue: Cue | None, content: str, *, by_outlet: bool = False, is_order: bool = False) -> Act:
    """The act of saying `content` with this cue (None: words in quotation marks without a cue).

    `is_order`: the content is what somebody was told to do. A warning is a threat where it says what will or would
    be; an outlet that speaks for itself reports.
    """
    act = cue.act if cue is not None else "assertion"
    content = content.strip()
    if is_order and act in ("assertion", "threat"):
        return "call"
    if act == "threat" and cue is not None and "infinitive" not in cue.takes:
        return "threat" if _threatens(content) else "assertion"
    if act != "assertion":
        return act
    if by_outlet:
        return "report"
    return next((one for one, pattern in _patterns() if pattern.search(content)), "assertion")


def _threatens(content: str) -> bool:
    ahead = re.search(r"\b(if|unless|would|will|could)\b", content) is not None
    return ahead or any(act == "threat" and pattern.search(content) for act, pattern in _patterns())
