"""Cards of entities in the store: counted with every report, grouped anew where a new name may change who is who."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, or_, select, update

from dateline.ledger.facts import Party, key_of
from dateline.ledger.identity import Card, Decided, Held, blocks_of, group, may_be_one, most
from dateline.ledger.kept import into, run_many
from dateline.ledger.rows import dumps, loads
from dateline.ledger.schema import articles, claims, judgements, parties, party_blocks
from dateline.record import Entity

Moved = dict[str, tuple[str | None, str | None]]  # key: whom it meant before, and now (None: nobody, no report has it)

_SEED = 500  # keys in one query: SQLite takes 32,766 variables, PostgreSQL plans badly with thousands


# Statements are made once: to put one together costs SQLAlchemy more than to run it.
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_PARTIES = select(parties.c.key, parties.c.entity, parties.c.kind, parties.c.side).where(parties.c.key.in_(_KEYS))
_BODIES = select(parties.c.key, parties.c.body).where(parties.c.key.in_(_KEYS))
_COUNTED = update(parties).where(parties.c.key == bindparam("of")).values(body=bindparam("now"))
_NEAR = select(parties.c.key, parties.c.body).where(
    or_(
        parties.c.key.in_(
            select(party_blocks.c.key).where(party_blocks.c.block.in_(bindparam("blocks", expanding=True)))
        ),
        parties.c.key.in_(_KEYS),
    )
)


class Who:
    """Look-up of parties by key within a transaction; what was read is kept until it changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, Party] = {}

    def __call__(self, key: str) -> Party:
        """The party of a key; one that a person's word names, and no report any more, goes by the slug in it."""
        if key not in self._known:
            self.load([key])
        return self._known.get(key) or _unnamed(key)

    def load(self, keys: Iterable[str]) -> None:
        """Read many at once."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._known]
        for part in parts(missing):
            for row in self._connection.execute(_PARTIES, {"keys": part}):
                self._known[row.key] = Party(row.entity, row.kind, row.side)

    def forget(self, keys: Iterable[str]) -> None:
        """Read these anew when they are asked for next."""
        for key in keys:
            self._known.pop(key, None)


def is_person(key: str) -> bool:
    """Is it the key of a person, rather than of a state or body?"""
    return key.startswith("p:")


def _unnamed(key: str) -> Party:
    slug, _, country = key.partition("#")[0].partition(":")[2].partition("@")
    return Party(slug, "person" if is_person(key) else "other", country or slug)


def parts(items: Sequence[Any], size: int = _SEED) -> Iterable[Sequence[Any]]:
    """`items` in parts that one query takes."""
    return (items[i : i + size] for i in range(0, len(items), size))


_JUDGED = select(judgements).where(judgements.c.view == bindparam("of")).order_by(judgements.c.number)


def decided(connection: Connection, view: str) -> dict[frozenset[str], Any]:
    """The last word on each pair that somebody judged."""
    rows = connection.execute(_JUDGED, {"of": view})
    return {frozenset((row.a, row.b)): row.verdict for row in rows if row.a != row.b}


def count(
    connection: Connection, told: Sequence[tuple[Entity, str | None]], verdicts: Decided, *, sign: int = 1
) -> Moved:
    """Count the entities of a report in (or out, with `sign` -1); the keys whose party is another than before.

    Out means that a report speaks no more. What it was the first or the last to say is counted anew from all claims.
    """
    keys = [key_of(entity, published) for entity, published in told]
    cards = _cards(connection, set(keys))
    before = {key: _look(card) for key, card in cards.items()}
    for key, (entity, published) in zip(keys, told, strict=True):
        card = cards.get(key)
        if card is None:
            card = cards[key] = Card(key=key, slug=entity.id, country=entity.country)
        count_in(card, entity, published, sign)
    if sign < 0:
        days = {published[:10] for _, published in told if published}
        cards |= _recounted(connection, [card for card in cards.values() if card.articles > 0 and _ends(card) & days])
    gone = [key for key, card in cards.items() if card.articles <= 0]
    # Whoever shared a name with a card that goes may get the plain name back.
    around = set(_around(connection, gone, verdicts)) if gone else set()
    _write(connection, cards, before.keys())
    moved = {key for key, card in cards.items() if before.get(key) != _look(card) or not card.articles}
    moved |= around
    return regroup(connection, moved, verdicts) if moved else {}


def _look(card: Card) -> tuple[str, str, str | None]:
    """What of a card decides who it is: counting one more report mostly leaves it as it is."""
    return card.name, card.kind, most(card.sectors)


def count_in(card: Card, entity: Entity, published: str | None, sign: int = 1) -> None:
    """Count what a report says of an entity into its card (or out of it, with `sign` -1)."""
    day = published[:10] if published else None
    card.articles += sign
    values = (entity.kind, entity.name, entity.sector, entity.wikidata)
    for counts, value in zip((card.kinds, card.names, card.sectors, card.wikidata), values, strict=True):
        if value is not None:
            counts[value] = counts.get(value, 0) + sign
            if not counts[value]:
                del counts[value]
    for spelling in _spellings(entity):
        card.spellings[spelling] = card.spellings.get(spelling, 0) + sign
        if not card.spellings[spelling]:
            del card.spellings[spelling]
    for role in dict.fromkeys((role.title, role.of, role.origin) for role in entity.roles):
        name = "|".join(part or "" for part in role)
        held = card.offices.setdefault(name, Held(title=role[0], of=role[1], origin=role[2]))
        held.articles += sign
        if sign > 0:
            held.first, held.last = _wider(held.first, held.last, day)
        if not held.articles:
            del card.offices[name]
    if sign > 0:
        card.first, card.last = _wider(card.first, card.last, day)


def _ends(card: Card) -> set[str | None]:
    """The days that are the first or last of anything on a card."""
    return {card.first, card.last}.union(*({held.first, held.last} for held in card.offices.values()))


def _recounted(connection: Connection, cards: Sequence[Card]) -> dict[str, Card]:
    """Cards made anew from the claims of all reports that speak."""
    found = {card.key: Card(key=card.key, slug=card.slug, country=card.country) for card in cards}
    for part in parts(sorted(found)):
        rows = connection.execute(
            select(claims.c.party, claims.c.body, articles.c.published)
            .join(articles, articles.c.number == claims.c.article)
            .where(claims.c.party.in_(part), articles.c.speaks == 1)
        )
        for row in rows:
            count_in(found[row.party], loads(row.body, Entity), row.published, 1)
    return found


def _spellings(entity: Entity) -> list[str]:
    """The full names under which the text has it, as they are printed; of a person no single word."""
    found = (mention.quote for mention in entity.mentions if mention.form == "name")
    return list(dict.fromkeys(one for one in found if entity.kind != "person" or " " in one))


def _wider(first: str | None, last: str | None, day: str | None) -> tuple[str | None, str | None]:
    if day is None:
        return first, last
    return min(first or day, day), max(last or day, day)


def _cards(connection: Connection, keys: Collection[str]) -> dict[str, Card]:
    found: dict[str, Card] = {}
    for part in parts(sorted(keys)):
        rows = connection.execute(_BODIES, {"keys": part})
        found |= {row.key: loads(row.body, Card) for row in rows}
    return found


def _write(connection: Connection, cards: Mapping[str, Card], there: Collection[str]) -> None:
    gone = [key for key, card in cards.items() if card.articles <= 0]
    new = [card for key, card in cards.items() if key not in there and card.articles > 0]
    old = [card for key, card in cards.items() if key in there and card.articles > 0]
    if gone:
        connection.execute(delete(parties).where(parties.c.key.in_(gone)))
        connection.execute(delete(party_blocks).where(party_blocks.c.key.in_(gone)))
    if new:
        rows = [
            {"key": one.key, "slug": one.slug, "entity": "", "side": "", "kind": "", "body": dumps(one)} for one in new
        ]
        run_many(connection, into(parties), rows)
    if old:
        run_many(connection, _COUNTED, [{"of": one.key, "now": dumps(one)} for one in old])


def regroup(connection: Connection, seeds: Collection[str], verdicts: Decided) -> Moved:
    """Group the cards around `seeds` anew; the keys whose party is another than before."""
    cards = _around(connection, seeds, verdicts)
    _block(connection, [cards[key] for key in seeds if key in cards])
    changed: Moved = {key: (key, None) for key in set(seeds) - cards.keys()}
    rows = connection.execute(_PARTIES, {"keys": list(cards)})
    stored = {row.key: Party(row.entity, row.kind, row.side) for row in rows}
    updates = []
    for one in group(cards.values(), verdicts):
        party = one.party
        for card in one.cards:
            if stored[card.key] != party:
                changed[card.key] = (stored[card.key].id or None, party.id)
                updates.append({"of": card.key, "id": party.id, "on": party.side, "is": party.kind})
    if updates:
        connection.execute(
            update(parties)
            .where(parties.c.key == bindparam("of"))
            .values(entity=bindparam("id"), side=bindparam("on"), kind=bindparam("is")),
            updates,
        )
    return changed


def _block(connection: Connection, cards: Sequence[Card]) -> None:
    """The blocks of cards, written anew: the commonest name decides some of them."""
    if cards:
        connection.execute(delete(party_blocks).where(party_blocks.c.key.in_([card.key for card in cards])))
        rows = [{"block": block, "key": card.key} for card in cards for block in sorted(blocks_of(card))]
        run_many(connection, into(party_blocks), rows)


def _around(connection: Connection, seeds: Collection[str], verdicts: Decided) -> dict[str, Card]:
    """All cards that may be one with a seed, or with one that may be one with it, and so on."""
    found = _cards(connection, seeds)
    partners: dict[str, set[str]] = {}
    for pair in verdicts:
        for key in pair:
            partners.setdefault(key, set()).update(pair - {key})
    # Cards that went together with a seed before may have to part from it.
    groups = select(parties.c.entity).where(parties.c.key.in_(list(seeds)), parties.c.entity != "")
    together = connection.execute(select(parties.c.key).where(parties.c.entity.in_(groups))).scalars()
    queue = [*found.values(), *_cards(connection, set(together) - found.keys()).values()]
    found |= {card.key: card for card in queue}
    while queue:
        card = queue.pop()
        named = sorted(partners.get(card.key, ()))
        for row in connection.execute(_NEAR, {"blocks": sorted(blocks_of(card)), "keys": named}):
            if row.key in found:
                continue
            other = loads(row.body, Card)
            if row.key in named or may_be_one(card, other):
                found[row.key] = other
                queue.append(other)
    return found
