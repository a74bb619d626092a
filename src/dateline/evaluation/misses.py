"""Why an event of an annotated sentence was missed: the classes of errors that `sentences` counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.language.lemmas import lemma
from dateline.lexicon.files import table
from dateline.record import Event, Participant, Record

UNTRUE = ("denied", "negated")
BODIES = ("IGO", "NGO")  # sectors without a country of their own
Gold = Mapping[str, Any]


def gold_side(one: Gold) -> str | None:
    """The code of a side in the gold."""
    return one["country"] or ("INT" if one["sector"] in BODIES else None)


def side(one: Participant, record: Record) -> str | None:
    """The code of a participant that was read."""
    entity = next((each for each in record.entities if each.id == one.entity), None)
    return (entity.country or ("INT" if entity.sector in BODIES else None)) if entity else None


def coded(gold: Gold, event: Event) -> bool:
    """Whether the event has one of the PLOVER types of the gold."""
    return event.plover is not None and event.plover.event in gold["plover"]


def touches(gold: Gold, event: Event) -> bool:
    """Whether both are told by the same words."""
    start, end = (int(at) for at in gold["trigger"])
    return event.trigger.start < end and start < event.trigger.end


def why(gold: Gold, events: Sequence[Event], record: Record) -> str:
    """The class of a miss, by the emitted event that comes nearest."""
    near = [one for one in events if touches(gold, one)] or [one for one in events if one.kind in gold["kinds"]]
    if not near:
        return _unread(gold, record)
    event = next((one for one in near if one.kind in gold["kinds"]), near[0])
    if event.status == "did_not_occur" and gold["told"] not in UNTRUE:
        return "read as not done"
    if event.kind not in gold["kinds"]:
        return f"kind: {gold['kinds'][0]} as {event.kind}"
    if not coded(gold, event):
        return f"type: {gold['told']} as {event.status}"
    for name, read in (("actor", event.actors), ("recipient", event.recipients)):
        wanted = {gold_side(one) for one in gold[f"{name}s"]}
        codes = {side(one, record) for one in read}
        if (wanted or {None}) & (codes or {None}):
            continue
        if not wanted:
            return f"{name} too many"
        if not read:
            return f"{name} missing"
        return f"{name} without country" if codes == {None} else f"{name} wrong"
    return "sides of one event"


def _unread(gold: Gold, record: Record) -> str:
    """Why there is nothing at all: withheld, or a word that is in the lexicon for this kind, or one that is not."""
    for issue in record.issues:
        at = issue.evidence.span if issue.evidence and issue.stage == "events" else None
        if at and at.start < gold["trigger"][1] and gold["trigger"][0] < at.end:
            return f"withheld: {issue.what.partition(': ')[2]}"
    near = _lemmas(record.article.text[slice(*gold["trigger"])])
    around = _lemmas(record.article.text)
    for row in table("en/triggers.tsv"):
        for words in row["words"].split("|") if row["kind"] in gold["kinds"] else ():
            parts = [word for word in words.split() if word != "…"]
            if near & {parts[0], parts[-1]} and set(parts) <= around:
                return "word of the lexicon, not read"
    return "word not in the lexicon"


def _lemmas(text: str) -> set[str]:
    words = [word.strip(",.;:'\"()").removesuffix("'s").lower() for word in text.split()]
    return {lemma(word, tag) for word in words for tag in ("VBD", "NNS")}
