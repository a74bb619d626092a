"""`dateline desk`: what it says when something is missing, and that it opens and closes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline import Ledger
from dateline.cli import desk as command
from dateline.cli import main

ROOT = Path(__file__).parents[2]


def test_without_its_extra_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    ran = CliRunner().invoke(main, ["desk", str(tmp_path / "x.db")])

    assert 4 == ran.exit_code
    assert "pip install '.[desk]'" in ran.stderr


def test_without_a_ledger_it_makes_nothing(tmp_path: Path) -> None:
    pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
    ran = subprocess.run(
        [sys.executable, "-m", "dateline", "desk", tmp_path / "x.db", "--port", "0"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert 4 == ran.returncode
    assert "dateline add" in ran.stderr
    assert [] == list(tmp_path.iterdir())


def test_a_port_that_is_taken_is_told(made: Path) -> None:
    pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ran = CliRunner().invoke(main, ["desk", str(made), "--port", str(taken.getsockname()[1])])

    assert 4 == ran.exit_code
    assert "--port 0" in ran.stderr


def test_it_opens_serves_and_closes(made: Path, tmp_path: Path) -> None:
    pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_DESK", "DJANGO"))}
    arguments = [sys.executable, "-m", "dateline", "desk", str(made), "--port", "0", "--data", str(tmp_path / "people")]
    with (tmp_path / "log").open("w") as log:
        desk = subprocess.Popen(
            arguments, env=env, stdout=log, stderr=log,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored under a script in the background
        )  # fmt: skip
    try:
        end, found = time.monotonic() + 90, None
        while found is None and time.monotonic() < end:
            found = re.search(r"open at (http://\S+/) ", (tmp_path / "log").read_text())
            time.sleep(0.1)
        assert found is not None
        for _ in range(50):
            try:
                with urllib.request.urlopen(found[1], timeout=30) as answer:
                    assert b"What happened, and what is planned" in answer.read()
                break
            except OSError:
                time.sleep(0.1)
        with urllib.request.urlopen(f"{found[1]}static/desk/desk.css", timeout=30) as answer:
            assert "text/css" in answer.headers["Content-Type"]
    finally:
        desk.send_signal(signal.SIGINT)
        desk.wait(timeout=60)
    printed = (tmp_path / "log").read_text()
    assert "Traceback" not in printed
    assert "/first/" in printed
    assert 0o700 == (tmp_path / "people").stat().st_mode & 0o777


@pytest.mark.slow
def test_a_demo_that_is_broken_off_leaves_no_half_of_a_ledger(tmp_path: Path) -> None:
    pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
    if shutil.which("make") is None:
        pytest.skip("there is no make here, by which a new user begins")
    copy = tmp_path / "dateline"
    for name in ("Makefile", "pyproject.toml", "requirements", "demo"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy2)(ROOT / name, _in(copy) / name)
    last, ledger = copy / "demo" / "lavrov-in-pyongyang.html", copy / "build" / "demo.db"
    last.rename(tmp_path / "kept.html")  # the first add goes well, the second does not
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_DESK", "DJANGO", "MAKE"))
    }
    env |= {"PYTHONPATH": str(ROOT / "src")}
    command = ["make", "demo-desk", "PORT=0", f"VENV={sys.prefix}", f"--old-file={sys.prefix}/.installed"]
    broken = subprocess.run(command, cwd=copy, env=env, capture_output=True, text=True, check=False)
    assert 0 != broken.returncode
    assert not ledger.exists()

    (tmp_path / "kept.html").rename(last)
    with (tmp_path / "log").open("w") as log:
        desk = subprocess.Popen(command, cwd=copy, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        end = time.monotonic() + 120
        while "/first/" not in (tmp_path / "log").read_text() and time.monotonic() < end:
            time.sleep(0.2)
        with Ledger(ledger, create=False) as opened:
            reports = [one for one in (ROOT / "demo" / "summit").iterdir() if one.suffix != ".license"]
            assert 1 + len(reports) == opened.sizes()["articles"]
        assert [ledger] == sorted((copy / "build").glob("*.db"))
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(desk.pid, signal.SIGINT)
        desk.wait(timeout=60)


def _in(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder
