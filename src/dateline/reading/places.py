"""What "here" means, and where the report was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline import lexicon
from dateline.reading.frame import Cast, Reference, Scene
from dateline.record import Article, Dateline, Entity, Event, Evidence, Mention

_HERE = frozenset({"here"})
_LOCATIVE = frozenset({"in", "at", "to"})


def read_places(scene: Scene, cast: Cast, *, dateline: Dateline | None = None) -> tuple[Cast, str | None]:
    """The cast with "here" in it, and the entity id of the place the report was written in (None if it does not tell).

    It is the place of the dateline; without one, "here" is the place of the headline, else the first "in X".
    """
    written = _of_dateline(scene, cast, dateline) if dateline is not None else None
    here = [
        (sentence.index, i)
        for sentence in scene.analysis.sentences
        for i, token in enumerate(sentence.tokens)
        if token.text.lower() in _HERE and token.tag == "RB" and not _quoted(scene, token.start)
    ]
    place = written
    if place is None and here:
        place = _first_place(scene, cast)
    if place is None:
        return cast, None
    references = list(cast.references)
    mentions: list[Mention] = []
    for sentence, i in here:
        span = scene.sentence(sentence).tokens[i].span
        references.append(Reference(sentence, i, i + 1, i, span, "nominal", (place.id,)))
        mentions.append(Mention(span.start, span.end, scene.article.text[span.start : span.end], "nominal"))
    joined = tuple(sorted({*place.mentions, *mentions}, key=lambda one: one.start))
    entities = dict(cast.entities) | {place.id: _with(place, joined)}
    return Cast.of(entities, references), place.id


def _with(place: Entity, mentions: tuple[Mention, ...]) -> Entity:
    return Entity(
        id=place.id, kind=place.kind, name=place.name, country=place.country, sector=place.sector,
        wikidata=place.wikidata, roles=place.roles, mentions=mentions,
    )  # fmt: skip


def _quoted(scene: Scene, offset: int) -> bool:
    """Does an opening quotation mark stand open before `offset` in its paragraph? Then "here" is the speaker's."""
    start = scene.article.text.rfind("\n\n", 0, offset) + 1
    before = scene.article.text[start:offset]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _of_dateline(scene: Scene, cast: Cast, dateline: Dateline) -> Entity | None:
    evidence = dateline.place
    if evidence is None:
        return None
    for one in cast.references:
        if one.span.start < evidence.end and evidence.start < one.span.end and one.entities:
            entity = cast.entities[one.entities[0]]
            if entity.kind == "place":
                return entity
    near = {entity.country for entity in cast.entities.values() if entity.country}
    known = lexicon.find_place(evidence.quote, near=near)
    name = known.name if known is not None else evidence.quote.title()
    mention = Mention(evidence.start, evidence.end, evidence.quote, "name")
    entity_id = known.id if known is not None else lexicon.slug(name)
    present = cast.entities.get(entity_id)
    if present is not None and present.kind == "place":
        return _with(present, tuple(sorted({*present.mentions, mention}, key=lambda one: one.start)))
    if present is not None:
        return None
    return Entity(id=entity_id, kind="place", name=name, country=known.country if known else None, mentions=(mention,))


def _first_place(scene: Scene, cast: Cast) -> Entity | None:
    for sentence in scene.analysis.sentences:
        for one in cast.within(sentence.index, 0, len(sentence.tokens)):
            after = sentence.tokens[one.first - 1].text.lower() if one.first else ""
            if after in _LOCATIVE and len(one.entities) == 1 and cast.entities[one.entities[0]].kind == "place":
                return cast.entities[one.entities[0]]
    return None


def explain_here(events: Iterable[Event], article: Article, cast: Cast) -> tuple[Event, ...]:
    """`events` whose "here" also cites the name that it leans on: that of the dateline, else the last one before it."""
    return tuple(
        replace(
            event,
            place=replace(event.place, via=_named_before(event.place.evidence, event.place.entity, article, cast)),
        )
        if event.place is not None and event.place.evidence.quote.lower() in _HERE and not event.place.via
        else event
        for event in events
    )


def _named_before(here: Evidence, place: str, article: Article, cast: Cast) -> tuple[Evidence, ...]:
    names = [one for one in cast.entities[place].mentions if one.form == "name" and one.end <= here.start]
    head = [part for part in article.sections if part.kind == "dateline"]
    first = [one for one in names if any(part.start <= one.start < part.end for part in head)]
    return tuple(article.cite((one.start, one.end)) for one in (first or names[-1:])[:1])
