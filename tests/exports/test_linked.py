"""FollowTheMoney, JSON-LD, GeoJSON and GraphML, opened by the libraries of each."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from dataclasses import replace
from typing import Any

import networkx
import pytest
from pyld import jsonld

from dateline.exports import annotation, ftm, geojson, graphml, schema_org
from export_make import HOLDINGS, MEETING, SAID, SUMMIT, TEXTS, turn, with_events, written

SCHEMA = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "sameAs": {"@type": "@id"},
                       "eventStatus": {"@type": "@id"}}}  # fmt: skip
# The terms that are used here, as https://www.w3.org/ns/anno.jsonld defines them.
ANNO = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "as": "http://www.w3.org/ns/activitystreams#", "dc": "http://purl.org/dc/elements/1.1/",
        "id": "@id", "type": "@type", "Annotation": "oa:Annotation", "SpecificResource": "oa:SpecificResource",
        "TextualBody": "oa:TextualBody", "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector", "AnnotationPage": "as:OrderedCollectionPage",
        "AnnotationCollection": "as:OrderedCollection", "first": {"@type": "@id", "@id": "as:first"},
        "total": "as:totalItems", "startIndex": "as:startIndex", "partOf": {"@type": "@id", "@id": "as:partOf"},
        "label": "http://www.w3.org/2000/01/rdf-schema#label",
        "items": {"@id": "as:items", "@container": "@list"}, "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"}, "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"}, 
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "identifying": "oa:identifying", "describing": "oa:describing", "classifying": "oa:classifying",
        "highlighting": "oa:highlighting", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
        "start": "oa:start", "end": "oa:end", "value": "rdf:value", "format": "dc:format",
    }
}  # fmt: skip


def expanded(data: bytes) -> list[dict[str, Any]]:
    """JSON-LD without its short names; terms that no context knows would be gone."""

    def load(url: str, options: object) -> dict[str, Any]:
        contexts = {"https://schema.org": SCHEMA, "http://www.w3.org/ns/anno.jsonld": ANNO}
        return {"contextUrl": None, "documentUrl": url, "document": contexts[url.rstrip("/")]}

    return jsonld.expand(json.loads(data), {"documentLoader": load})


def test_followthemoney_takes_every_entity_and_keeps_every_value() -> None:
    model = pytest.importorskip("followthemoney", reason="pip install -e '.[formats]', which needs ICU").model
    found = defaultdict(list)
    for line in written(ftm.write).splitlines():
        row = json.loads(line)
        entity = model.get_proxy(row, cleaned=False)
        entity.schema.validate(row)
        assert {name: sorted(values) for name, values in row["properties"].items()} == {
            name: sorted(entity.get(name)) for name in row["properties"]
        }
        found[entity.schema.name].append(entity)

    assert {"Person": 4, "PublicBody": 1, "Organization": 1, "Article": 3, "Event": 2, "Mention": 1} == {
        name: len(entities) for name, entities in found.items()
    }
    off, met = found["Event"]
    assert ["2018-06-12"] == off.get("date")
    assert ["dateline-kim-jong-un"] == off.get("organizer")
    assert {"dateline-sergei-lavrov", "dateline-wang-yi"} == set(met.get("involved"))
    assert {"summit", "cancelled"} == set(off.get("keywords"))
    assert ["sg"] == off.get("country")


def test_schema_org_has_status_quotation_and_speaker() -> None:
    graph = nodes()

    event, said = graph[f"urn:dateline:event:{SUMMIT.id}"], graph[f"urn:dateline:statement:{SAID.id}"]
    assert ["https://schema.org/Event"] == event["@type"]
    assert [{"@id": "https://schema.org/EventCancelled"}] == event["https://schema.org/eventStatus"]
    assert ["https://schema.org/Quotation"] == said["@type"]
    assert [{"@id": "urn:dateline:entity:donald-trump"}] == said["https://schema.org/spokenByCharacter"]
    assert [{"@value": "it is inappropriate"}] == said["https://schema.org/text"]
    assert {f"urn:dateline:article:{one.id}" for one in HOLDINGS.articles} <= set(graph)


def nodes() -> dict[str, dict[str, Any]]:
    return {node["@id"]: node for node in expanded(written(schema_org.write))}


def test_every_reference_leads_to_a_node() -> None:
    def references(node: Any) -> list[str]:
        if isinstance(node, dict):
            inner = [one for value in node.values() for one in references(value)]
            return inner + ([node["@id"]] if set(node) == {"@id"} and node["@id"].startswith("urn:") else [])
        return [one for value in node for one in references(value)] if isinstance(node, list) else []

    found = nodes()

    assert {one for one in references(list(found.values())) if ":kind:" not in one} <= set(found)


def test_a_new_day_names_the_old_one() -> None:
    moved = replace(
        SUMMIT, status="rescheduled",
        history=(turn("scheduled", "2018-05-10", "a1", "2018-06-05"),
                 turn("rescheduled", "2018-05-24", "a2", "2018-06-12")),
    )  # fmt: skip
    event = next(
        node for node in json.loads(written(schema_org.write, with_events(moved)))["@graph"] if node["@type"] == "Event"
    )

    assert ("2018-06-05", "2018-06-12") == (event["previousStartDate"], event["startDate"])


def test_annotations_find_their_words_by_position_and_by_quote() -> None:
    collection = json.loads(written(annotation.write))
    page = collection["first"]

    assert len(page["items"]) == collection["total"] > 0
    for item in page["items"]:
        article = item["target"]["source"].removeprefix("urn:dateline:article:")
        position, quote = item["target"]["selector"]
        assert TEXTS[article][position["start"] : position["end"]] == quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXTS[article]
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def test_no_term_of_an_annotation_is_unknown() -> None:
    (collection,) = expanded(written(annotation.write))
    (page,) = collection["http://www.w3.org/ns/activitystreams#first"]
    assert ["http://www.w3.org/ns/activitystreams#OrderedCollection"] == collection["@type"]
    (items,) = page["http://www.w3.org/ns/activitystreams#items"]
    first = items["@list"][0]

    assert ["http://www.w3.org/ns/oa#Annotation"] == first["@type"]
    target = first["http://www.w3.org/ns/oa#hasTarget"][0]
    position, quote = target["http://www.w3.org/ns/oa#hasSelector"]
    assert {"http://www.w3.org/ns/oa#start", "http://www.w3.org/ns/oa#end", "@type"} == set(position)
    assert [{"@value": "Trump"}] == quote["http://www.w3.org/ns/oa#exact"]


def test_geojson_has_points_east_first_and_none_for_countries() -> None:
    summit, meeting = json.loads(written(geojson.write))["features"]

    assert summit["geometry"] is None
    assert "country" == summit["properties"]["grain"]
    east, north = meeting["geometry"]["coordinates"]
    assert 39.0 < east < 40.0
    assert 43.0 < north < 44.0
    assert MEETING.id == meeting["id"]


def test_networkx_reads_the_network_with_its_parallel_edges() -> None:
    graph = networkx.read_graphml(io.BytesIO(written(graphml.write)), force_multigraph=True)

    assert graph.is_directed()
    assert "Kim Jong-un" == graph.nodes["kim-jong-un"]["name"]
    between = [graph.edges[edge] for edge in graph.edges if edge[:2] == ("donald-trump", "kim-jong-un")]
    assert {("event", "summit", "cancelled"), ("statement", "assertion", None)} == {
        (one["view"], one["kind"], one.get("status")) for one in between
    }
    (met,) = (graph.edges[edge] for edge in graph.edges if edge[0] == "sergei-lavrov")
    assert met["mutual"] is True


@pytest.mark.parametrize("statement", [replace(SAID, addressees=()), replace(SAID, source=None)])
def test_what_is_said_to_nobody_is_no_edge(statement: Any) -> None:
    assert 1 == graphml.write(replace(HOLDINGS, statements=(statement,)), io.BytesIO())
