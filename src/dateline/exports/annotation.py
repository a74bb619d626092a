"""W3C Web Annotation: one annotation for each value and the characters that prove it.

Each target has a TextPositionSelector and, where the article's text is known, a TextQuoteSelector with what stands
before and after. Positions are code points of the article's text, as the W3C model asks; browsers count UTF-16 units,
so a script converts them or goes by the quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.ledger.types import Event, Proof, Statement
from dateline.record import stable_id

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after the quote: enough to find it again, too few to be the article


def write(holdings: Holdings, out: BinaryIO) -> int:
    """One AnnotationCollection with one page: entities, then events, then statements."""
    items = [
        _annotation(holdings, naming.proof, "identifying", f"urn:dateline:entity:{naming.entity}", naming.form)
        for naming in holdings.namings
    ]
    for event in holdings.events:
        items += [_annotation(holdings, *one) for one in _event(event)]
    for said in holdings.statements:
        items += [_annotation(holdings, *one) for one in _statement(said)]
    name = "urn:dateline:annotations"
    page = {"id": f"{name}:1", "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    collection = {
        "@context": CONTEXT, "id": name, "type": "AnnotationCollection", "label": f"Read by {holdings.origin}",
        "total": len(items), "first": page,
    }  # fmt: skip
    out.write(msgspec.json.format(msgspec.json.encode(collection), indent=2) + b"\n")
    return 0


_Told = tuple[Proof, str, str, str]  # the proof, the motivation, what it is about, and what it says of it


def _event(event: Event) -> Iterator[_Told]:
    about = f"urn:dateline:event:{event.id}"
    for told in event.tellings:
        yield told.trigger, "classifying", about, f"kind: {event.kind}"
        yield told.sentence, "describing", about, f"status: {told.status}"
    for role, sides in (("actor", event.actors), ("recipient", event.recipients)):
        for side in sides:
            if side.evidence:
                yield side.evidence, "describing", about, f"{role}: {side.entity}"
    if event.when:
        yield event.when.evidence, "describing", about, f"when: {event.when.value}"
    if event.place:
        yield event.place.evidence, "describing", about, f"place: {event.place.entity}"
    for turn in event.history:
        for proof in turn.evidence:
            yield proof, "describing", about, f"step: {turn.status}"


def _statement(said: Statement) -> Iterator[_Told]:
    about = f"urn:dateline:statement:{said.id}"
    for proof in said.content:
        yield proof, "describing", about, f"{said.act} of {said.source or said.source_words or 'a source not told'}"
    for proof in said.quoted:
        yield proof, "highlighting", about, "quoted"


def _annotation(holdings: Holdings, proof: Proof, motivation: str, about: str, says: str) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": proof.start, "end": proof.end}]
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": proof.quote}
    text = holdings.texts.get(proof.article)
    if text is not None:
        quote["prefix"] = text[max(0, proof.start - AROUND) : proof.start]
        quote["suffix"] = text[proof.end : proof.end + AROUND]
    return {
        "id": "urn:dateline:annotation:" + stable_id(proof.article, proof.start, proof.end, about, says),
        "type": "Annotation",
        "motivation": motivation,
        "body": [
            {"type": "SpecificResource", "source": about},
            {"type": "TextualBody", "value": says, "format": "text/plain"},
        ],
        "target": {"source": f"urn:dateline:article:{proof.article}", "selector": [*selectors, quote]},
    }


FORMAT = Format(
    name="annotations",
    about="W3C Web Annotation: the characters behind each value",
    media_type="application/ld+json",
    parts={"annotations.jsonld": write},
    loses=("values without characters of their own: factuality, codes, outlets", "the articles themselves"),
)
