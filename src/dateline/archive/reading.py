"""A shard as a reader reads it: through the funnel, copies tied, the rest through the encoder in batches."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from dateline.archive import funnel
from dateline.archive.funnel import Drop
from dateline.archive.job import Job
from dateline.archive.journal import Journal
from dateline.archive.pages import Page, pages_of
from dateline.archive.spool import Frame, Outcome, Spool
from dateline.archive.tables import copy_record
from dateline.archive.ties import DAYS
from dateline.language import Encoder
from dateline.pages import Parsed
from dateline.pipeline import CHUNK, Failure, SplitPage, read_pages, split_page, try_parse
from dateline.record import Record, from_json, to_json
from dateline.stories.copies import Copies
from dateline.stories.words import words_of

_FRAME = 2000  # records without a page to read after which what was dropped is written down


class ShardReading:
    """A shard as it is read: what waits to go through the encoder, and what is known of earlier pages."""

    def __init__(self, job: Job, encoder: Encoder, spool: Spool) -> None:
        self._job = job
        self._encoder = encoder
        self._spool = spool
        self._journal = Journal(job.work / "journal")
        self._digests: set[int] = set()
        self._copies = Copies()
        self._days: dict[int, str | None] = {}
        self._dropped: dict[int, Drop] = {}  # texts that could not be read
        self._outcomes: list[Outcome] = []
        self._waiting: list[tuple[Page, SplitPage, int]] = []
        self._copied: list[tuple[Page, Parsed, int, int]] = []
        self._records = 0
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._clock = time.process_time()
        self._next = 0
        for frame in spool.frames():
            self._next = frame.next
            for outcome in frame.outcomes:
                self._remember(outcome)

    def read(self) -> None:
        """All records from where the spool ends."""
        pages = pages_of(self._job.shard, first=self._next, avoid=frozenset(self._job.avoid))
        self._journal.at(self._next)
        for page in self._counted(pages):
            self._records += page.number + 1 - self._next
            self._next = page.number + 1
            self._journal.at(page.number, start=page.start)
            self._tried(page)
            alone = page.number <= self._job.careful
            if len(self._waiting) >= (1 if alone else CHUNK):
                self._flush(alone=alone)
            elif not self._waiting and len(self._outcomes) + self._records >= _FRAME:
                self._flush(alone=True)
            self._journal.at(self._next, start=page.start)
        self._flush(alone=self._next <= self._job.careful + 1)
        self._journal.close()

    def _counted(self, pages: Iterator[Page]) -> Iterator[Page]:
        """The pages, what it takes to get them put down to the stage `open`."""
        for page in pages:
            self._spent("open")
            yield page

    def _spent(self, stage: str) -> None:
        now = time.process_time()
        self._seconds[stage] += now - self._clock
        self._clock = now

    def _tried(self, page: Page) -> None:
        """Take a page; whatever it does, the others are read."""
        try:
            self._take(page)
        except OSError:
            raise
        except Exception as error:  # MemoryError among them
            self._drop(page, Drop("quarantine", f"{type(error).__name__}: {error}"[:200]))

    def _take(self, page: Page) -> None:
        """Through the funnel: a page waits for the encoder, or has its outcome."""
        if page.number in self._job.avoid:
            self._drop(page, Drop("quarantine", self._job.avoid[page.number]))
            return
        if page.drop is not None:
            self._drop(page, page.drop)
            return
        if page.row is None:
            return
        digest = _digest(page)
        if digest in self._digests:
            self._drop(page, Drop("duplicate", "the same bytes as an earlier page"))
            return
        self._digests.add(digest)
        drop = funnel.by_content(page.row, any_subject=self._job.made_by.settings.any_subject)
        self._spent("funnel")
        if drop is not None:
            self._drop(page, drop, digest)
            return
        parsed = try_parse(page.row)
        self._spent("page")
        if isinstance(parsed, Failure):
            self._drop(page, _why(parsed), digest)
        elif parsed.article.language != "en":
            self._drop(page, Drop("language", parsed.article.language or "und"), digest)
        else:
            split = split_page(page.name, parsed, any_subject=self._job.made_by.settings.any_subject)
            self._spent("split")
            if isinstance(split, Failure):
                self._drop(page, _why(split), digest)
            elif not split.split.political:
                self._drop(page, Drop("subject", "not about affairs of states"), digest)
            else:
                self._await(page, split, digest)
                self._spent("copy")

    def _await(self, page: Page, split: SplitPage, digest: int) -> None:
        """Wait for the encoder, unless an earlier page had the same text."""
        parsed = split.parsed
        words = words_of(parsed.article.text)
        day = parsed.article.published
        first = self._copies.find(words, may_be=lambda item: _near(day, self._days[item]))
        if first is not None:
            self._copied.append((page, parsed, first, digest))
            return
        self._copies.keep(page.number, words)
        self._days[page.number] = day
        self._waiting.append((page, split, digest))

    def _flush(self, *, alone: bool) -> None:
        """Read what waits, and write down what became of all pages since the last time."""
        if self._waiting:
            first, last = self._waiting[0][0], self._waiting[-1][0]
            self._journal.at(first.number, None if alone and first is last else last.number, start=first.start)
            read = read_pages([split for _, split, _ in self._waiting], self._encoder)
            for (page, _, digest), one in zip(self._waiting, read, strict=True):
                self._read(page, one, digest)
        for page, parsed, first_of, digest in self._copied:
            self._copy(page, parsed, first_of, digest)
        self._spent("read")
        if self._records:
            self._outcomes.sort(key=lambda outcome: outcome.number)
            self._spool.add(Frame(self._next, self._records, tuple(self._outcomes), dict(self._seconds)))
            self._journal.pages += len(self._outcomes)
            self._journal.kept += sum(not outcome.stage for outcome in self._outcomes)
        self._outcomes, self._waiting, self._copied = [], [], []
        self._records = 0
        self._seconds.clear()
        self._spent("write")

    def _read(self, page: Page, one: Record | Failure, digest: int) -> None:
        if isinstance(one, Failure):
            self._dropped[page.number] = _why(one)
            self._drop(page, _why(one), digest)
        else:
            self._outcomes.append(Outcome(page.number, page.name, page.size, record=to_json(one), digest=digest))

    def _copy(self, page: Page, parsed: Parsed, first: int, digest: int) -> None:
        if first in self._dropped:  # what could not be read once cannot be read twice
            self._drop(page, self._dropped[first], digest)
            return
        data = to_json(copy_record(parsed.article, page.name, self._encoder.name))
        self._outcomes.append(Outcome(page.number, page.name, page.size, record=data, copy_of=first, digest=digest))

    def _drop(self, page: Page, drop: Drop, digest: int = 0) -> None:
        self._outcomes.append(Outcome(page.number, page.name, page.size, *drop, digest=digest))

    def _remember(self, outcome: Outcome) -> None:
        """What later pages are compared with, from an outcome that an earlier reader wrote down."""
        if outcome.digest:
            self._digests.add(outcome.digest)
        if outcome.record and outcome.copy_of < 0:
            article = from_json(outcome.record).article
            self._copies.keep(outcome.number, words_of(article.text))
            self._days[outcome.number] = article.published


def _why(failure: Failure) -> Drop:
    """A page that cannot be read, by its code; a defect of ours is kept for whoever mends it."""
    if failure.code == "internal":
        return Drop("quarantine", failure.message[:200])
    return Drop("page", failure.code)


def _digest(page: Page) -> int:
    row = page.row or {}
    data = row.get("bytes") or row.get("html") or row.get("text") or b""
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    whole = data if isinstance(data, bytes) else repr(data).encode()
    address = f"{row.get('url')} {row.get('outlet')} {row.get('published')}".encode("utf-8", "surrogatepass")
    found = hashlib.blake2b(address + b"\0" + whole, digest_size=8).digest()
    return int.from_bytes(found, "big", signed=True) or 1


def _near(one: str | None, other: str | None) -> bool:
    """May two reports of these days be one text? Where a day is not known, they may."""
    if one is None or other is None:
        return True
    return abs((date.fromisoformat(one[:10]) - date.fromisoformat(other[:10])).days) <= DAYS
