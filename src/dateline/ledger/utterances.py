"""Statements over all reports: one utterance of one speaker is one, however many carry it (`sayings.py`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dateline.ledger.facts import Party
from dateline.ledger.fields import proof
from dateline.ledger.rows import claim_id
from dateline.ledger.sayings import Saying, words_in
from dateline.ledger.types import Carrier, Statement
from dateline.record import Evidence, stable_id
from dateline.record import Statement as Claimed

_WORD = re.compile(r"[^\W_]+")
_ENOUGH = 5  # words inside quotation marks that tell one utterance from another by themselves,
_MATTER = 3  # if so many of them say something: not "in the not too distant future"


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement as one report has it, with the report."""

    claim: str
    statement: Claimed
    keys: Mapping[str, str]
    article: str
    outlet: str | None
    published: str | None
    headline: str | None = None


def speaker_of(statement: Claimed, keys: Mapping[str, str]) -> tuple[str, bool]:
    """Who said it, and whether he is known: the key of a party, else the words for him ("officials").

    The slug speaks for the speaker, so that nothing has to move when two spellings of him become one.
    """
    key = keys.get(statement.source.entity or "")
    if key is not None:
        return key, True
    return statement.source.evidence.quote if statement.source.evidence is not None else "", False


def words_of(statement: Claimed, keys: Mapping[str, str]) -> str:
    """The hash of who said it, and the quoted words, or all of them: equal where two reports have the very same."""
    quoted = _plain(statement.quoted)
    telling = len(quoted.split()) >= _ENOUGH and len(words_in(saying_of(statement).quoted).matter) >= _MATTER
    words = quoted if telling else _plain(statement.content)
    return stable_id(speaker_of(statement, keys)[0], words)


def saying_of(statement: Claimed) -> Saying:
    """What is compared with other wordings."""
    return Saying(*(" ".join(span.quote for span in spans) for spans in (statement.quoted, statement.content)))


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
