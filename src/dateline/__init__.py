"""Dateline: news reports in, one sourced record out.

>>> import dateline
>>> record = dateline.read("Lavrov met Kim Jong-un in Pyongyang on Thursday.", published="2018-06-01")
>>> [(event.kind, event.when.value) for event in record.events]
[('meeting', '2018-05-31')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger
    from dateline.pipeline import Failure
    from dateline.record import Record

__version__ = "0.1.0"
__all__ = ["Failure", "Ledger", "Record", "read", "read_many"]


def read(
    text: str | bytes,
    *,
    html: bool = False,
    published: str | None = None,
    outlet: str | None = None,
    headline: str | None = None,
    url: str | None = None,
    name: str = "",
    any_subject: bool = False,
) -> Record:
    """The record of one report.

    `text` is plain text, or a page if `html`. `published` (ISO 8601 date or date-time), `outlet`, `headline` and `url`
    are what is known from outside; they win over what a page says. Without a publication date "Thursday" stays
    unknown. Of an article that is not about affairs of states (sport, markets, recipes) only text and times are read,
    unless `any_subject`. Raises the errors of `dateline.errors` (EmptyInput, NotText, TooLarge, NoArticle, BadDate).
    """
    from dateline.pipeline import read_one

    row = {"id": name, "html" if html else "text": text, "published": published, "outlet": outlet}
    return read_one(row | {"headline": headline, "url": url}, any_subject=any_subject)


def read_many(rows: Iterable[Mapping[str, Any]], *, any_subject: bool = False) -> Iterator[Record | Failure]:
    """One record or failure for each row (`{"id", "text" or "html", "published", …}`), in their order.

    Sentences of several reports go through the encoder together, so this is faster than `read` in a loop; articles
    that are not about affairs of states cost a twentieth, unless `any_subject`.
    """
    from dateline.pipeline import default_encoder, read_rows

    return read_rows(rows, encoder=default_encoder(), any_subject=any_subject)


def __getattr__(name: str) -> Any:
    # Types are looked up on demand, so that `import dateline` loads no model, no HTML parser and no database.
    homes = {"Record": "dateline.record", "Failure": "dateline.pipeline", "Ledger": "dateline.ledger.ledger"}
    if name in homes:
        return getattr(import_module(homes[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
