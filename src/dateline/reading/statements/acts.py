"""What kind of act a statement is: by its cue, and by what is said where the cue is neutral."""

from __future__ import annotations

import re

from dateline.reading.statements.cues import Cue
from dateline.record import Act

_NEUTRAL = frozenset({"assertion", "call"})
_ONLY_IF = re.compile(r"\b(would|could|will|can|might)\b.{0,90}\bonly (if|after|when|once)\b|\bonly (if|after|when|once)\b.{0,60}\b(would|could|will)\b", re.I)
_THREAT = re.compile(
    r"\b(will|would|shall|have to|ready to|to)\b.{0,25}\b(respond|retaliate|hit back|strike back|react accordingly|answer (in kind|with force)|"
    r"take countermeasures|be destroyed|not go unanswered)\b|\bgo unanswered\b|\bpay (the|a) (heavy )?price\b|"
    r"\b(grave|serious|severe|dire|unpredictable) consequences\b",
    re.I,
)
_CALL = re.compile(r"(?<!that )(?<!which )\b(should|must|ought to|has to stop|have to stop)\b|^(let us|let’s|let's|stop|end|please)\b|\b(called for|advocate[sd]?|urge[sd]?)\b", re.I)
_PROMISE = re.compile(r"^(we|i)( will|’ll|'ll| shall)\b(?! not be)", re.I)
_RESULT = re.compile(r"\b(if|unless)\b", re.I)
_NEGATIVE = re.compile(r"\b(no|not|never|nothing|n’t|n't)\b", re.I)


def act_of(cue: Cue | None, content: str, *, by_outlet: bool) -> Act:
    """The act of saying `content` with this cue (None: words in quotation marks without a cue)."""
    act = cue.act if cue is not None else "assertion"
    if by_outlet and act == "assertion":
        return "report"
    if cue is not None and cue.lemma in ("warn", "caution") and "would" not in content and not _RESULT.search(content):
        return "threat" if _THREAT.search(content) or "will" in content else "assertion"
    if act == "question" and cue is not None and cue.lemma == "ask" and not content.rstrip().endswith("?"):
        return "question" if content.lower().startswith(("whether", "if", "why", "how", "what", "who", "when")) else "call"
    if act != "assertion":
        return act
    if content.rstrip().endswith("?"):
        return "question"
    if _THREAT.search(content):
        return "threat"
    if _ONLY_IF.search(content):
        return "offer"
    if _PROMISE.search(content):
        return "promise"
    if _CALL.search(content) and not _RESULT.search(content):
        return "call"
    return "assertion"
