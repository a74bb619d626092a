"""The second pass, on what people said: statements of all reports that are one utterance, told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from dateline.archive.shelf import Limits, Shelf, Shelved, Sorted, packed, unpacked
from dateline.ledger.partition import Joined, Known, is_compared, join_sayings, join_words
from dateline.ledger.publish import itself, resolved
from dateline.ledger.rows import loads
from dateline.ledger.sayings import Saying
from dateline.ledger.types import Statement
from dateline.ledger.utterances import Utterance, statement_of

Spoken = tuple[dict[str, Any], Utterance]  # how a statement is compared (`speaking.spoken_row`), and what it is


def statements(
    reports: Callable[[], Iterable[tuple[Spoken, ...]]], known: Known, homes: Mapping[str, str], limits: Limits
) -> Shelved[Statement]:
    """The statements by day and id. `reports` gives what each report has, in the same order whenever it is called."""
    joined = _joined(reports, limits)
    told: Sorted[tuple[int, str]] = Sorted(limits)
    for number, (line, utterance) in enumerate(one for several in reports() for one in several):
        told.add((joined.first(number), line["position"]), packed(utterance))
    ordered: Sorted[tuple[str, str]] = Sorted(limits)
    for _, several in groupby(told, lambda one: one[0][0]):
        one = resolved(statement_of([unpacked(data) for _, data in several], itself), known.parties.__getitem__)
        one = replace(one, about=tuple(sorted({homes[claim] for claim in one.about if claim in homes})))
        ordered.add((one.when or one.first_reported or "", one.id), packed(one))
    found: Shelved[Statement] = Shelved(Shelf(limits.folder))
    for _, data in ordered:
        found.append_packed(data)
    return found


def _joined(reports: Callable[[], Iterable[tuple[Spoken, ...]]], limits: Limits) -> Joined:
    """Which statements are one: those of the very same words, and of one speaker within some days in like words."""
    words: Sorted[tuple[str, int]] = Sorted(limits)
    sayings: Sorted[tuple[str, int, int]] = Sorted(limits)
    count = 0
    for several in reports():
        for line, _ in several:
            words.add((line["same"], count))
            if is_compared(line["speaker"], line["told"]):
                sayings.add((line["speaker"], line["told"], count), line["saying"].encode("utf-8"))
            count += 1
    joined = Joined(count)
    join_words((key for key, _ in words), joined)
    join_sayings(_opened(sayings), joined)
    return joined


def _opened(sayings: Iterable[tuple[tuple[str, int, int], bytes]]) -> Iterator[tuple[str, int, int, Saying]]:
    return ((*key, loads(data, Saying)) for key, data in sayings)
