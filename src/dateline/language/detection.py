"""The language of a text, by its script and its function words. Some 50 languages, no model.

A text that is not English is told so rather than read as if it were, so what counts is that English is never missed;
close relatives (Danish and Norwegian, Malay and Indonesian) may be taken for each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import cache

from dateline.lexicon.files import parts, table

SAMPLE = 4000  # characters that are looked at; a news report shows its language in the first hundred
UNKNOWN = "und"  # ISO 639-2 for "undetermined"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@cache
def _languages() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Script → language → function words."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for row in table("languages.tsv"):
        found.setdefault(row["script"], {})[row["code"]] = frozenset(parts(row["words"]))
    return found


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language of `text`; "und" if nothing in it tells (no letters, an unknown script)."""
    sample = text[:SAMPLE]
    scripts: Counter[str] = Counter()
    for character, count in Counter(sample).items():
        if character.isalpha():
            scripts[_script(character)] += count
    if not scripts:
        return UNKNOWN
    # Kana stand among Chinese characters in Japanese, so few of them decide.
    if scripts["kana"] * 8 > scripts["han"] and scripts["kana"] * 3 > sum(scripts.values()) - scripts["han"]:
        return "ja"
    script, _letters = scripts.most_common(1)[0]
    candidates = _languages().get(script)
    if candidates is None:
        return UNKNOWN
    if len(candidates) == 1:
        return next(iter(candidates))
    found = _WORD.findall(sample)
    words = Counter(word.lower() for word in found)
    scores = {code: _score(words, known) for code, known in candidates.items()}
    best = max(scores, key=lambda code: scores[code])
    if best == "en" and scores[best] > 0:
        return best
    # Where little speaks for another language, as in a headline of names, plain Latin letters are read as English;
    # those of names tell nothing ("Erdoğan met Xi in Beijing").
    few = script == "latin" and scores[best] < 20 + scores["en"]
    if few and all(word.isascii() for word in found if word[0].islower()):
        return "en"
    return best if scores[best] > 0 else UNKNOWN


def _score(words: Counter[str], known: frozenset[str]) -> int:
    """How much of the text its function words are, in tenths. One letter says little ("Monday's" holds an "s")."""
    return sum(min(words[word], 12) * (10 if len(word) > 1 else 3) for word in known if word in words)


@cache
def _script(character: str) -> str:
    """The script of a letter, from its Unicode name."""
    name = unicodedata.name(character, "").split(" ", 1)[0].split("-", 1)[0].lower()
    return {"cjk": "han", "hiragana": "kana", "katakana": "kana", "halfwidth": "kana", "fullwidth": "latin"}.get(
        name, name
    )
