"""Whether those who speak are several, by the words that name them: "diplomats say", "Reuters says"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from dateline.lexicon.files import table

# What may follow the noun: "officials in Kyiv", "sources close to the talks", "aides, who asked not to be named".
_AFTER = re.compile(
    r"[,(]|\s(?:of|in|at|on|from|for|to|with|within|inside|near|by|who|that|which|close|familiar|speaking)\b"
)
_ONE = frozenset({"a", "an", "another", "any", "each", "either", "every", "neither", "no", "one"})
_NO_PLURAL = ("ss", "us", "is")


@cache
def _irregular() -> Mapping[str, bool]:
    """Nouns of irregular form: is it a plural? "Men" is one, "news" and "headquarters" look like one."""
    forms = {
        form: form != row["lemma"]
        for row in table("en/lemmas.tsv")
        if row["class"] == "N"
        for form in row["forms"].split("|")
    }
    return forms | {row["word"]: True for row in table("en/plurals.tsv")}


@cache
def _peoples() -> frozenset[str]:
    return frozenset(row["plural"] for row in table("en/peoples.tsv") if row["plural"])


@lru_cache(maxsize=4000)
def are_several(words: str, *, group: bool = False) -> bool:
    """Do the words name several who speak? Of what is no `group` a name in capitals is that of one: "Reuters".

    In doubt they are one.
    """
    head = _AFTER.split(words.strip("“”\"' "), maxsplit=1)[0].split()
    if not head or head[0].lower() in _ONE:
        return False
    if " ".join(head) in _peoples():
        return True
    last = head[-1].strip("“”\"'’")
    known = _irregular().get(last.lower())
    if known is not None:
        return known
    return last.endswith("s") and not last.endswith(_NO_PLURAL) and (group or last[0].islower())
