"""GraphML: who did what to whom and who spoke to whom, as a directed network with parallel edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree as Xml

from dateline.exports.format import Format
from dateline.exports.holdings import Holdings
from dateline.exports.pairs import pairs_of
from dateline.exports.words import printable

_NODE = ("name", "kind", "country", "sector", "wikidata")
_EDGE = ("view", "record", "kind", "status", "when", "first_reported", "mutual")
_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"

_Edge = tuple[str, str, dict[str, str | None]]


def write(holdings: Holdings, out: BinaryIO) -> int:
    """One graph; gives how many events and statements have not two parties and so are no edge."""
    root = Xml.Element("graphml", xmlns=_NAMESPACE)
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            Xml.SubElement(
                root, "key", {"id": f"{kind}-{name}", "for": kind, "attr.name": name, "attr.type": _type(name)}
            )
    graph = Xml.SubElement(root, "graph", edgedefault="directed")
    entities = holdings.entity_of()
    edges = [*_events(holdings), *_statements(holdings)]
    ends = dict.fromkeys(one for start, end, _ in edges for one in (start, end) if one not in entities)
    for id in (*entities, *ends):
        entity = entities.get(id)
        node = Xml.SubElement(graph, "node", id=printable(id))
        _data(node, "node", {name: getattr(entity, name) for name in _NODE} if entity else {"name": id})
    for number, (start, end, values) in enumerate(edges):
        edge = Xml.SubElement(graph, "edge", id=f"e{number}", source=printable(start), target=printable(end))
        _data(edge, "edge", values)
    Xml.indent(root)
    out.write(b'<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(root, encoding="utf-8") + b"\n")
    drawn = {values["record"] for *_, values in edges}
    ids = [*(event.id for event in holdings.events), *(said.id for said in holdings.statements)]
    return sum(id not in drawn for id in ids)


def _type(name: str) -> str:
    return "boolean" if name == "mutual" else "string"


def _data(element: Xml.Element, kind: str, values: dict[str, str | None]) -> None:
    for name, value in values.items():
        if value is not None:
            Xml.SubElement(element, "data", key=f"{kind}-{name}").text = printable(value)


def _events(holdings: Holdings) -> Iterator[_Edge]:
    for event in holdings.events:
        for actor, recipient in pairs_of(event):
            if actor is None or recipient is None:
                continue
            yield actor.entity, recipient.entity, {
                "view": "event", "record": event.id, "kind": event.kind, "status": event.status,
                "when": event.when.value if event.when else None, "first_reported": event.first_reported,
                "mutual": "false" if event.recipients else "true",
            }  # fmt: skip


def _statements(holdings: Holdings) -> Iterator[_Edge]:
    for said in holdings.statements:
        for addressee in said.addressees if said.source else ():
            yield said.source or "", addressee, {
                "view": "statement", "record": said.id, "kind": said.act, "when": said.when,
                "first_reported": said.first_reported, "mutual": "false",
            }  # fmt: skip


FORMAT = Format(
    name="graphml",
    about="a network of who did what to whom",
    media_type="application/graphml+xml",
    quotes=False,
    parts={"dateline.graphml": write},
    loses=(
        "events with one party and statements to nobody in particular: they are no edge",
        "an event of many parties is an edge for each pair",
        "places, history, factuality, codes, quotes, tellings",
    ),
)
