"""Records that say just what the development gold says: to tell the ledger's own errors from those of reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.lexicon.slugs import slug
from dateline.record import (
    Article,
    Entity,
    Event,
    Evidence,
    Extractor,
    Participant,
    Place,
    Record,
    Step,
    When,
    record_id,
)

Gold = Mapping[str, Any]


def ideal_record(gold: Gold, article: Article) -> Record:
    """The entities and events of a gold file, as claims on `article` (which is as the pages are read).

    Of several right values the first is taken. Quotes are the sentence in which gold finds the trigger, or the trigger.
    """
    named = {one["id"]: _entity(one) for one in gold["entities"]}
    return Record(
        id=record_id(article),
        input=gold["id"],
        origin=Extractor("gold", "gold"),
        article=article,
        entities=tuple({one.id: one for one in named.values()}.values()),
        events=tuple(_events(gold, article, {key: one.id for key, one in named.items()})),
    )


def _entity(one: Gold) -> Entity:
    return Entity(id=slug(one["name"]), kind=one["kind"], name=one["name"], country=one.get("country"))


def _events(gold: Gold, article: Article, ids: Mapping[str, str]) -> Iterator[Event]:
    for number, one in enumerate(gold["events"]):
        proof = _proof(one["triggers"][0], article)
        when, place = _first(one.get("when")), _first(one.get("place"))
        statuses = one.get("history") or [_first(one.get("status", "occurred"))]
        yield Event(
            id=f"{one['id']}-{number}",
            kind=one["kinds"][0],
            trigger=proof,
            actors=tuple(Participant(ids[_first(who)], proof) for who in one.get("actors", [])),
            recipients=tuple(Participant(ids[_first(who)], proof) for who in one.get("recipients", [])),
            place=Place(ids[place], proof) if place else None,
            when=When(when, proof) if when else None,
            status=statuses[-1],
            history=tuple(Step(status=status) for status in statuses),
            evidence=(proof,),
            salience=one.get("salience", "main"),
        )


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else (None if isinstance(value, list) else value)


def _proof(words: Any, article: Article) -> Evidence:
    """Where the words stand; the first letter of the text where typography differs from gold's."""
    quote = words["quote"] if isinstance(words, Mapping) else words
    found = re.search(re.escape(quote.split(" … ")[0]), article.text)
    return article.cite(found.span() if found else (0, 1))
