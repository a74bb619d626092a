"""Pages of WARC files, whole and broken."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest
from click.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.cli import main
from dateline.intake.warc import pages_of
from site_make import page


def archive(count: int = 3, *, packed: bool = True) -> tuple[bytes, list[int]]:
    """A WARC file of `count` pages among other records, and where each page's record begins."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    starts = []

    def write(url: str, body: bytes, kind: str = "response", status: str = "200 OK", **headers: str) -> None:
        told = [(name.replace("_", "-"), value) for name, value in headers.items()]
        http = StatusAndHeaders(status, told, protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http))

    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "a test"}))
    for n in range(count):
        starts.append(out.tell())
        write(f"https://example.org/{n}", page(n), Content_Type="text/html; charset=utf-8")
        write(f"https://example.org/{n}.png", b"\x89PNG" * 50, Content_Type="image/png")
        write(f"https://example.org/{n}/gone", b"<p>no</p>", status="404 Not Found", Content_Type="text/html")
    return out.getvalue(), starts


@pytest.mark.parametrize("packed", [True, False])
def test_only_pages_come_out_with_their_address_and_charset(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(archive(packed=packed)[0])

    rows = list(pages_of(path, "a.warc"))

    assert [f"https://example.org/{n}" for n in range(3)] == [row["url"] for row in rows]
    assert page(1) == rows[1]["bytes"]
    assert "text/html; charset=utf-8" == rows[1]["content_type"]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("how", ["head", "noise"])
def test_a_broken_record_costs_itself_only(tmp_path: Path, packed: bool, how: str) -> None:
    data, starts = archive(4, packed=packed)
    broken = bytearray(data)
    at = starts[1] + (0 if how == "head" else 40)
    broken[at : at + 12] = b"\xff" * 12
    path = tmp_path / "a.warc"
    path.write_bytes(broken)

    rows = list(pages_of(path, "a.warc"))

    assert {f"https://example.org/{n}" for n in (0, 2, 3)} <= {row.get("url") for row in rows}
    if how == "head":
        assert ["bad-archive"] == [row["error"].code for row in rows if "error" in row]


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_breaks_off_gives_what_is_whole(tmp_path: Path, packed: bool) -> None:
    data, starts = archive(3, packed=packed)
    path = tmp_path / "a.warc"
    end = (starts[2] + data.index(b"\x1f\x8b", starts[2] + 5)) // 2 if packed else starts[2] + 700
    path.write_bytes(data[:end])

    rows = list(pages_of(path, "a.warc"))

    assert [page(0), page(1)] == [row["bytes"] for row in rows if "bytes" in row]
    assert ["bad-archive"] == [row["error"].code for row in rows if "error" in row]


def test_a_file_packed_as_one_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(archive(packed=False)[0]))

    assert [page(n) for n in range(3)] == [row.get("bytes") for row in pages_of(path, "a.warc.gz")]


@pytest.mark.parametrize(
    "body", [b"", b"no archive at all, but a text", b"\x1f\x8b\x08 and then nothing", b"WARC/1.0\r\n"]
)
def test_what_is_no_archive_is_told(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(body)

    assert all(row["error"].code == "bad-archive" for row in pages_of(path, "a.warc"))


def test_bodies_are_unpacked_up_to_a_limit_and_unknown_codings_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for coding, body in (
        ("gzip", gzip.compress(page(0))),
        ("gzip", gzip.compress(b"\0" * 60_000_000)),
        ("br", b"\x0b"),
    ):
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", coding)], "HTTP/1.1")
        writer.write_record(
            writer.create_warc_record("https://example.org/", "response", payload=io.BytesIO(body), http_headers=http)
        )
    (tmp_path / "a.warc.gz").write_bytes(out.getvalue())

    rows = list(pages_of(tmp_path / "a.warc.gz", "a"))

    assert page(0) == rows[0]["bytes"]
    assert len(rows[1]["bytes"]) <= 8 * 1024 * 1024
    assert "not-text" == rows[2]["error"].code


def test_an_archive_is_added_and_passed_over_the_second_time(tmp_path: Path) -> None:
    data, starts = archive(3)
    broken = bytearray(data)
    broken[starts[1] : starts[1] + 12] = b"\xff" * 12
    (tmp_path / "crawl.warc.gz").write_bytes(broken)
    arguments = ["add", str(tmp_path / "a.db"), str(tmp_path), "--errors", str(tmp_path / "errors.jsonl")]

    first = CliRunner().invoke(main, arguments)
    again = CliRunner().invoke(main, arguments)

    assert "2 added, 1 failed\n" == first.stdout
    assert "0 added, 2 there already, 1 failed\n" == again.stdout
    assert '"code":"bad-archive"' in (tmp_path / "errors.jsonl").read_text("utf-8")


def test_a_head_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    bomb = gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" + b"x" * 200_000_000)
    (tmp_path / "a.warc.gz").write_bytes(bomb + archive(1)[0])
    tracemalloc.start()

    rows = list(pages_of(tmp_path / "a.warc.gz", "a"))

    assert tracemalloc.get_traced_memory()[1] < 150_000_000
    tracemalloc.stop()
    assert [page(0)] == [row["bytes"] for row in rows if "bytes" in row]
    assert ["bad-archive"] == [row["error"].code for row in rows if "error" in row]
