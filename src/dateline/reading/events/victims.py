"""Who suffered what is complained of: "the embargo against Cuba", "the arrest of Ocalan". Nobody is blamed for that."""

from __future__ import annotations

from dateline.analysis import Sentence
from dateline.reading.events.tables import classes
from dateline.reading.events.tags import NOUN
from dateline.record import Kind

COMPLAINTS: frozenset[Kind] = frozenset({"accusation", "protest"})
_JOINED = frozenset({"conj", "appos", "flat", "nmod:desc"})
_AGAINST = frozenset({"against", "on", "upon"})


def is_victim(sentence: Sentence, word: int) -> bool:
    """Does a deed hang over the word as one done to it?"""
    tokens = sentence.tokens
    while tokens[word].relation in _JOINED and tokens[word].head >= 0 and tokens[tokens[word].head].tag in NOUN:
        word = tokens[word].head
    deed = tokens[word].head
    if deed < 0 or tokens[deed].tag not in NOUN:
        return False
    cases = {tokens[i].text.lower() for i in sentence.children(word) if tokens[i].relation == "case"}
    known, lemma = classes(), tokens[deed].lemma
    if lemma in known["suffering"] and (tokens[word].relation == "nmod:poss" or "of" in cases):
        return True
    struck = any(lemma in known[name] for name in ("suffering", "restriction", "blow", "deed", "offence", "war"))
    return struck and bool(cases & _AGAINST)
