"""What people write about and follow: an article, a record or an actor, under any id that it ever had."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.desk.lines import Names
from dateline.desk.models import target_url
from dateline.errors import NotInLedger
from dateline.ledger.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Aim:
    """A thing of the ledger. `ids` are all that mean it: what was written under an older one is still of it."""

    view: str
    id: str
    ids: tuple[str, ...]
    title: str
    about: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """Its page."""
        return target_url(self.view, self.id)


def aim(ledger: Ledger, view: str, id: str) -> Aim:
    """The thing of that kind and id. Raises NotInLedger."""
    if view == "article":
        record = ledger.record(id)
        page = record.article
        return Aim("article", id, (id,), page.headline or record.input, (page.text,))
    if view == "event":
        event = ledger.event(id)
        line = Names.of(ledger, events=[event]).event(event)
        ids = tuple(dict.fromkeys([event.id, *(one.claim for one in event.tellings)]))
        return Aim("event", event.id, ids, line.title, (line.title, *(one.sentence.quote for one in event.tellings)))
    if view == "entity":
        entity = ledger.entity(id)
        return Aim("entity", entity.id, tuple(dict.fromkeys([entity.id, *entity.known_as])), entity.name)
    raise NotInLedger(f"there is no {view[:20]}", hint="article, event or entity")
