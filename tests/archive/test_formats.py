"""The forms in which records are stored: each gives the same pages, and a page can be passed over in each."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

pytest.importorskip("fastwarc", reason="the extra `archive` is not installed")

from fastwarc.stream_io import ZstdWriter
from warcio.warcwriter import WARCWriter

from archive_make import page, pages, url, warc
from dateline.archive.pages import pages_of
from dateline.archive.shards import shards_of
from dateline.errors import NotInstalled

PAGES = pages(range(5))


class _Kept(io.BytesIO):
    """What was written stays when the writer closes it."""

    def close(self) -> None:
        pass


def zstd(parts: Sequence[bytes]) -> bytes:
    """Each part as a frame of its own."""
    packed = b""
    for part in parts:
        out = _Kept()
        writer = ZstdWriter(out)
        writer.write(part)
        writer.close()
        packed += out.getvalue()
    return packed


def records(path: Path) -> list[bytes]:
    """A plain WARC file, cut into its records."""
    head, *others = path.read_bytes().split(b"\r\n\r\nWARC/1.")
    cut = [head, *(b"WARC/1." + one for one in others)]
    return [*(one + b"\r\n\r\n" for one in cut[:-1]), cut[-1]]


@pytest.fixture(params=["plain", "gzip", "gzip as one", "zstd", "zstd as one"])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The same five pages, stored in every way that crawlers have."""
    plain = tmp_path / "a.warc"
    warc(plain, PAGES, packed=False)
    written = {
        "gzip": (".gz", lambda: b"".join(map(gzip.compress, records(plain)))),
        "gzip as one": (".gz", lambda: gzip.compress(plain.read_bytes())),
        "zstd": (".zst", lambda: zstd(records(plain))),
        "zstd as one": (".zst", lambda: zstd([plain.read_bytes()])),
    }
    if request.param == "plain":
        return plain
    ending, data = written[request.param]
    packed = tmp_path / f"b.warc{ending}"
    packed.write_bytes(data())
    return packed


def test_every_way_of_storing_gives_the_same_pages(stored: Path) -> None:
    (shard,) = shards_of(str(stored))
    found = list(pages_of(shard))

    assert list(range(11)) == [one.number for one in found]
    assert list(PAGES.items()) == [(one.row["url"], one.row["bytes"]) for one in found if one.row]
    assert {None} == {one.drop for one in found}


def test_a_page_is_passed_over_and_the_others_keep_their_numbers(stored: Path) -> None:
    (shard,) = shards_of(str(stored))
    third = [one.number for one in pages_of(shard) if one.row][2]
    found = list(pages_of(shard, first=2, avoid=frozenset({third})))

    assert list(range(2, 11)) == [one.number for one in found]
    assert [url(n) for n in range(5) if n != 2] == [one.name for one in found if one.row]


def test_a_list_and_texts_of_a_crawl_are_read(tmp_path: Path) -> None:
    rows = "\n".join(json.dumps({"id": name, "html": body.decode()}) for name, body in PAGES.items())
    (tmp_path / "a.jsonl.zst").write_bytes(zstd([rows.encode()]))
    with gzip.open(tmp_path / "b.warc.wet.gz", "wb") as out:
        writer = WARCWriter(out, gzip=False)
        text = io.BytesIO(page(0))
        writer.write_record(
            writer.create_warc_record(url(0), "conversion", payload=text, warc_content_type="text/plain")
        )
    lists, texts = shards_of(str(tmp_path))

    assert list(PAGES) == [one.name for one in pages_of(lists)]
    assert [("text", page(0))] == [(one.row["kind"], one.row["bytes"]) for one in pages_of(texts) if one.row]


def test_a_list_that_breaks_off_has_one_record_more_wherever_its_reading_begins(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(json.dumps({"id": n, "text": "Words."}).encode() + b"\n" for n in range(3)))
    at_once, later = tmp_path / "a.jsonl.gz", tmp_path / "b.jsonl.gz"
    at_once.write_bytes(whole[:12])
    later.write_bytes(whole[:-8])

    (start,), (end,) = shards_of(str(at_once)), shards_of(str(later))

    assert [0] == [one.number for one in pages_of(start)]
    assert [0, 1, 2, 3] == [one.number for one in pages_of(end)]
    assert [] == list(pages_of(end, first=4))


@pytest.mark.skipif(find_spec("s3fs") is not None, reason="s3fs is installed here")
def test_an_address_whose_package_is_missing_is_told_by_its_name() -> None:
    with pytest.raises(NotInstalled) as refused:
        list(shards_of("s3://bucket/2024"))

    assert "s3://bucket/2024" in str(refused.value)
    assert "s3fs" in refused.value.hint
