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

from dateline.version import __version__ as __version__

if TYPE_CHECKING:
    from dateline.ledger.ledger import Ledger
    from dateline.pipeline import Failure
    from dateline.reasons import Explanation
    from dateline.record import Record

__all__ = ["Explanation", "Failure", "Ledger", "Record", "explain", "read", "read_many"]


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

    _no_name_of_a_file(text)
    row = {"id": name, "html" if html else "text": text, "published": published, "outlet": outlet}
    return read_one(row | {"headline": headline, "url": url}, any_subject=any_subject)


def _no_name_of_a_file(text: str | bytes) -> None:
    """A path in place of what stands in the file would be read as a report of one word, and nobody would know why."""
    from os.path import isfile

    from dateline.errors import BadRow

    if isinstance(text, str) and len(text) < 1_000 and not {"\n", "\0"} & {*text} and isfile(text):
        raise BadRow(
            f"“{text}” is the name of a file, not its text", hint=f'give what stands in it: Path("{text}").read_bytes()'
        )


def read_many(rows: Iterable[Mapping[str, Any]], *, any_subject: bool = False) -> Iterator[Record | Failure]:
    """One record or failure for each row (`{"id", "text" or "html", "published", …}`), in their order.

    Sentences of several reports go through the encoder together, so this is faster than `read` in a loop; articles
    that are not about affairs of states cost a tenth, unless `any_subject`.
    """
    from dateline.pipeline import default_encoder, read_rows

    return read_rows(rows, encoder=default_encoder(), any_subject=any_subject)


def explain(text: str | bytes, *, html: bool = False, any_subject: bool = False, **given: str | None) -> Explanation:
    """Why the record of one report is as it is: what each event was read from, and what was not taken.

    `given` are `published`, `outlet`, `headline`, `url` and `name` as for `read`, which raises the same errors.
    """
    from dateline.reasons import explain_row

    row = {"id": given.pop("name", None) or "", "html" if html else "text": text}
    return explain_row(row | given, any_subject=any_subject)


def __getattr__(name: str) -> Any:
    # Types are looked up on demand, so that `import dateline` loads no model, no HTML parser and no database.
    homes = {
        "Explanation": "dateline.reasons",
        "Record": "dateline.record",
        "Failure": "dateline.pipeline",
        "Ledger": "dateline.ledger.ledger",
    }
    if name in homes:
        return getattr(import_module(homes[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
