"""What a record says, without where it stands in the text: what a change of the text may or may not change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from dateline.record import Event, Evidence, Participant, Record, Statement


@dataclass(frozen=True, slots=True)
class Deed:
    """An event without its words. `history` are statuses with their days."""

    kind: str
    actors: frozenset[str]
    recipients: frozenset[str]
    status: str
    when: str | None
    place: str | None
    history: tuple[tuple[str, str | None], ...]
    factuality: frozenset[tuple[str | None, str]]


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement without its place; `content` are its letters and figures, so that marks may be of any form."""

    source: str | None
    addressees: tuple[str | None, ...]
    act: str
    form: str
    content: str


@dataclass(frozen=True, slots=True)
class Gist:
    """All deeds and sayings of a record, sorted."""

    deeds: tuple[Deed, ...]
    sayings: tuple[Saying, ...]

    def renamed(self, names: Mapping[str, str]) -> Gist:
        """The same of other people: ids by `names`, those that it does not have as they are."""

        def of(name: str | None) -> str | None:
            return names.get(name, name) if name is not None else None

        deeds = [
            replace(
                one,
                actors=frozenset(names.get(x, x) for x in one.actors),
                recipients=frozenset(names.get(x, x) for x in one.recipients),
                place=of(one.place),
                factuality=frozenset((of(source), value) for source, value in one.factuality),
            )
            for one in self.deeds
        ]
        sayings = [
            replace(one, source=of(one.source), addressees=tuple(of(x) for x in one.addressees)) for one in self.sayings
        ]
        return Gist(_ordered(deeds), _ordered(sayings))

    def worded(self, words: Mapping[str, str]) -> Gist:
        """With other words in what was said."""
        sayings = []
        for one in self.sayings:
            content = one.content
            for old, new in words.items():
                content = content.replace(_letters(old), _letters(new))
            sayings.append(replace(one, content=content))
        return Gist(self.deeds, _ordered(sayings))


def gist(record: Record) -> Gist:
    """The gist of `record`."""
    return Gist(_ordered(map(deed, record.events)), _ordered(map(saying, record.statements)))


def deed(event: Event) -> Deed:
    """An event without its words; who acts and who suffers is all one where all take part alike."""
    actors, recipients = _ids(event.actors), _ids(event.recipients)
    if event.kind in ("meeting", "summit", "call", "negotiation"):
        actors, recipients = actors | recipients, frozenset[str]()
    return Deed(
        event.kind,
        actors,
        recipients,
        event.status,
        event.when.value if event.when else None,
        event.place.entity if event.place else None,
        tuple((step.status, step.as_of) for step in event.history),
        frozenset((one.source, one.value) for one in event.factuality),
    )


def saying(said: Statement) -> Saying:
    """A statement without its place."""
    return Saying(
        said.source.entity,
        tuple(one.entity for one in said.addressees),
        said.act,
        said.form,
        _letters(" ".join(_quotes(said.content))),
    )


def _ids(side: Iterable[Participant]) -> frozenset[str]:
    return frozenset(one.entity or "?" for one in side)


def _quotes(parts: Iterable[Evidence]) -> Iterable[str]:
    return (part.quote for part in parts)


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words).casefold()


def _ordered(items: Iterable[Deed | Saying]) -> tuple:  # type: ignore[type-arg]
    return tuple(sorted(items, key=lambda one: [_key(getattr(one, field.name)) for field in fields(one)]))


def _key(value: object) -> str:
    """A key for a value that does not hang on the order in which a set was filled."""
    return repr(sorted(map(repr, value)) if isinstance(value, frozenset) else value)
