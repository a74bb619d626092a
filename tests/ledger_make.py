"""Reports by hand, so that a test of the ledger shows only its subject; no model is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.lexicon.slugs import slug
from dateline.record import (
    Article,
    Entity,
    EntityKind,
    Event,
    Evidence,
    Extractor,
    Kind,
    Participant,
    Place,
    Record,
    Role,
    Statement,
    Status,
    Step,
    Voice,
    When,
    record_id,
    stable_id,
)

PEOPLE: dict[str, tuple[EntityKind, str | None, str | None]] = {
    "Donald Trump": ("person", "USA", "GOV"),
    "Mike Pompeo": ("person", "USA", "GOV"),
    "Kim Jong-un": ("person", "PRK", "GOV"),
    "Kim Yong-chol": ("person", "PRK", "GOV"),
    "Sergei Lavrov": ("person", "RUS", "GOV"),
    "Vladimir Putin": ("person", "RUS", "GOV"),
    "United States": ("state", "USA", "GOV"),
    "North Korea": ("state", "PRK", "GOV"),
    "Russia": ("state", "RUS", "GOV"),
    "Singapore": ("place", "SGP", None),
    "Pyongyang": ("place", "PRK", None),
    "Hanoi": ("place", "VNM", None),
    "New York": ("place", "USA", None),
}


def person(name: str, country: str | None, *offices: str) -> Entity:
    """A person with offices that the text gives."""
    roles = tuple(Role(title, country) for title in offices)
    return Entity(id=slug(name), kind="person", name=name, country=country, sector="GOV", roles=roles)


def told(
    kind: Kind = "summit",
    actors: Sequence[str] = ("Donald Trump", "Kim Jong-un"),
    recipients: Sequence[str] = (),
    *,
    status: Status = "scheduled",
    when: str | None = None,
    place: str | None = None,
    history: Sequence[Step] = (),
    words: str | None = None,
    main: bool = True,
) -> dict[str, object]:
    """An event as one report tells it; names are those of `PEOPLE` or of the report's own entities."""
    return {
        "kind": kind, "actors": actors, "recipients": recipients, "status": status, "when": when, "place": place,
        "history": history, "words": words, "main": main,
    }  # fmt: skip


def report(
    published: str | None,
    *events: dict[str, object],
    outlet: str | None = "The Model Post",
    said: Iterable[tuple[str, str]] = (),
    people: Iterable[Entity] = (),
    url: str | None = None,
    name: str = "report",
    more: str = "",
    dateline: str = "0.1.0",
) -> Record:
    """A record whose text has a sentence for each event and each statement ("who", "what"), all of it quoted."""
    known = {one.name: one for one in people}
    sentences = [str(one["words"] or _sentence(one)) for one in events]
    quotes = [f"{who} said {what}." for who, what in said]
    text = "\n\n".join([*sentences, *quotes, f"It was told in {name}.", *([more] if more else [])])
    article = Article(
        text=text, language="en", outlet=outlet, published=published, url=url, words=len(text.split()), headline=name
    )
    named: dict[str, Entity] = dict(known)

    def entity(who: str) -> str:
        if who not in named:
            kind, country, sector = PEOPLE[who]
            named[who] = Entity(id=slug(who), kind=kind, name=who, country=country, sector=sector)
        return named[who].id

    found = tuple(_event(article, sentence, one, entity) for sentence, one in zip(sentences, events, strict=True))
    statements = tuple(
        _statement(article, quote, who, what, entity) for quote, (who, what) in zip(quotes, said, strict=True)
    )
    return Record(
        id=record_id(article), input=name, origin=Extractor(dateline, "hand"), article=article,
        entities=tuple(named.values()), events=found, statements=statements,
    )  # fmt: skip


def _sentence(one: dict[str, object]) -> str:
    names = " and ".join([*one["actors"], *one["recipients"]])  # type: ignore[misc]
    return f"{names}: {one['kind']}, {one['status']}, {one['when'] or 'no day'}, {one['place'] or 'no place'}."


def _event(article: Article, sentence: str, one: dict[str, object], entity: object) -> Event:
    proof = _cite(article, sentence)
    when, place = one["when"], one["place"]
    return Event(
        id=stable_id(sentence), kind=one["kind"], trigger=proof,  # type: ignore[arg-type]
        actors=tuple(Participant(entity(who), proof) for who in one["actors"]),  # type: ignore[operator,attr-defined]
        recipients=tuple(Participant(entity(who), proof) for who in one["recipients"]),  # type: ignore[operator,attr-defined]
        place=Place(entity(place), proof) if place else None,  # type: ignore[operator]
        when=When(str(when), proof) if when else None,
        status=one["status"], history=tuple(one["history"]), evidence=(proof,),  # type: ignore[arg-type]
        voices=(Voice("outlet", None),), salience="main" if one["main"] else "background",
    )  # fmt: skip


def _statement(article: Article, quote: str, who: str, what: str, entity: object) -> Statement:
    start = article.text.index(quote) + len(f"{who} said ")
    content = article.cite((start, start + len(what)))
    return Statement(
        id=stable_id(quote), source=Participant(entity(who), None),  # type: ignore[operator]
        content=(content,), quoted=(content,), form="direct",
    )  # fmt: skip


def _cite(article: Article, words: str) -> Evidence:
    start = article.text.index(words)
    return article.cite((start, start + len(words)))
