"""The tables of a run in an object store, by a real server of its protocol."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="the extra `archive` is not installed")
pytest.importorskip("fastwarc", reason="the extra `archive` is not installed")

from click.testing import CliRunner

from archive_make import pages, run, warc
from dateline.cli import main


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in (folder / "tables").rglob("*") if path.is_file()
    }


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run over two files."""
    root = tmp_path_factory.mktemp("publish")
    for name, numbers in (("a", range(3)), ("b", range(3, 6))):
        warc(root / f"{name}.warc.gz", pages(numbers))
    assert 0 == run(root / "a.warc.gz", root / "b.warc.gz", "--out", root / "out").exit_code
    return root / "out"


def publish(out: Path, to: str) -> str:
    result = CliRunner().invoke(main, ["archive", "publish", str(out), to])
    assert 0 == result.exit_code, result.output
    return result.output


def test_what_is_published_is_what_the_run_wrote_and_is_copied_once(out: Path, tmp_path: Path) -> None:
    to = f"file://{tmp_path / 'there'}"

    first, second = publish(out, to), publish(out, to)

    assert files_of(out) == files_of(tmp_path / "there")
    assert first.startswith("2 files copied")
    assert "0 files copied (0.0 MB), 2 there already\n" == second


def test_what_is_half_published_is_made_whole(out: Path, tmp_path: Path) -> None:
    to = f"file://{tmp_path / 'there'}"
    publish(out, to)
    entry = next((tmp_path / "there" / "manifest").iterdir())
    entry.unlink()
    shard = tmp_path / "there" / "tables" / f"shard={entry.stem}"
    (shard / "events.parquet").write_bytes(b"an older one")
    (shard / "times.parquet").rename(shard / "times.parquet.part")

    told = publish(out, to)

    assert "1 there already" in told
    assert files_of(out) == files_of(tmp_path / "there")


def test_a_run_refuses_an_address_and_says_what_to_do(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["archive", "run", str(tmp_path), "--out", "s3://bucket/x"])

    assert 2 == result.exit_code
    assert "dateline archive publish FOLDER s3://bucket/x" in " ".join(result.output.replace("│", " ").split())


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a bucket at a server of S3's protocol."""
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    pytest.importorskip("moto", reason="moto is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    )
    address = f"http://127.0.0.1:{port}"
    for name, value in (
        ("AWS_ENDPOINT_URL", address), ("AWS_ACCESS_KEY_ID", "none"), ("AWS_SECRET_ACCESS_KEY", "none"),
        ("AWS_DEFAULT_REGION", "us-east-1"), ("FSSPEC_S3_ENDPOINT_URL", address),
    ):  # fmt: skip
        monkeypatch.setenv(name, value)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield "s3://archive/2024"
    finally:
        server.kill()
        server.wait()


def test_an_object_store_holds_what_the_run_wrote(out: Path, store: str, tmp_path: Path) -> None:
    import s3fs

    system = s3fs.S3FileSystem()
    system.mkdir("archive")

    told = [publish(out, store), publish(out, store)]

    system.get(f"{store}/tables", str(tmp_path / "tables"), recursive=True)
    assert told[0].startswith("2 files copied")
    assert told[1].startswith("0 files copied")
    assert files_of(out) == files_of(tmp_path)
