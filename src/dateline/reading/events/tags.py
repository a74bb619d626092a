"""Classes of tags, relations and words that the rules for events ask for."""

from __future__ import annotations

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBJECT = ("nsubj", "nsubj:pass", "csubj")
OBJECT = ("obj", "iobj", "dobj")
NEGATIONS = frozenset({"not", "n't", "never", "nor", "neither", "hardly"})
