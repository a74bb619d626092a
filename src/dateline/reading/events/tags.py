"""Classes of tags, relations and words that the rules for events ask for."""

from __future__ import annotations

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
# What a noun phrase is made of.
PHRASE = NOUN | {"DT", "PDT", "JJ", "JJR", "JJS", "CD", "PRP$", "POS", "HYPH", "$", "#", "VBN", "VBG", "FW"}
SUBJECT = ("nsubj", "nsubj:pass", "csubj")
OBJECT = ("obj", "iobj", "dobj")
# "denied reports that …": what is told of so is not so, says he.
RUMOURS = frozenset({"report", "claim", "rumour", "rumor", "speculation", "suggestion", "allegation", "assertion",
                     "charge", "accusation", "notion", "insinuation"})  # fmt: skip
DENYING = frozenset({"deny", "dismiss", "reject", "refute", "rebut", "repudiate", "discount", "quash", "scotch"})
NEGATIONS = frozenset({"not", "n't", "never", "nor", "neither", "hardly"})
