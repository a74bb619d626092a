"""Statements over all reports: the same words of the same speaker are one, however many carry them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.ledger.facts import Party
from dateline.ledger.fields import proof
from dateline.ledger.rows import claim_id
from dateline.ledger.types import Carrier, Statement
from dateline.record import Evidence, stable_id
from dateline.record import Statement as Claimed

_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 5  # words inside quotation marks that tell one utterance from another by themselves


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement as one report has it, with the report."""

    claim: str
    statement: Claimed
    keys: Mapping[str, str]
    article: str
    outlet: str | None
    published: str | None


def words_of(statement: Claimed, keys: Mapping[str, str]) -> str:
    """The hash under which a statement is one with others: who said it, and the quoted words, or all of them.

    The slug speaks for the speaker, so that nothing has to move when two spellings of him become one.
    """
    source = keys.get(statement.source.entity or "")
    if source is None:
        source = statement.source.evidence.quote if statement.source.evidence is not None else ""
    quoted = _plain(statement.quoted)
    return stable_id(source, quoted if len(quoted.split()) >= _ENOUGH else _plain(statement.content))


def _plain(spans: Sequence[Evidence]) -> str:
    return " ".join(word for span in spans for word in _WORD.findall(span.quote.casefold()))


def statement_of(tellings: Sequence[Utterance], look: Callable[[str], Party]) -> Statement:
    """The view of what `tellings` carry, at least one, in the order of their positions; the fullest is shown."""
    best = max(tellings, key=lambda one: (sum(len(part.quote) for part in one.statement.content), one.article))
    said = best.statement
    days = [one.published[:10] for one in tellings if one.published]

    def name(entity: str | None) -> str | None:
        return look(best.keys[entity]).id if entity is not None and entity in best.keys else None

    heard = (name(one.entity) for one in said.addressees)
    return Statement(
        id=tellings[0].claim,
        source=name(said.source.entity),
        source_words=said.source.evidence.quote if said.source.evidence is not None else None,
        addressees=tuple(dict.fromkeys(one for one in heard if one is not None)),
        content=tuple(proof(best.article, part) for part in said.content),
        quoted=tuple(proof(best.article, part) for part in said.quoted),
        form=said.form,
        act=said.act,
        when=said.when.value if said.when is not None else None,
        voices=tuple(Carrier(one.role, found) for one in said.voices if (found := name(one.entity)) is not None),
        about=tuple(
            sorted({claim_id(one.article, "event", event) for one in tellings for event in one.statement.about})
        ),
        claims=tuple(one.claim for one in tellings),
        articles=tuple(dict.fromkeys(one.article for one in tellings)),
        outlets=tuple(sorted({one.outlet for one in tellings if one.outlet})),
        first_reported=min(days, default=None),
        last_reported=max(days, default=None),
    )
