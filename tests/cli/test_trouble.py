"""What goes wrong at the command line: one line with a hint and an exit code, nothing lost, nothing left behind."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main

TEXT = (
    "Kenya recalled its ambassador to Somalia on Monday, Foreign Minister Grace Wanjiru said. "
    "Somalia's government denied the accusation.\n"
)
DATELINE = [sys.executable, "-m", "dateline"]
# Root may read and write all, but not without these two of its capabilities (util-linux).
_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_UNPRIVILEGED = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if _ROOT else []


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture(name="folder")
def a_folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(TEXT, "utf-8")
    (tmp_path / "none.txt").write_text("", "utf-8")
    (tmp_path / "none.jsonl").write_text("", "utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    (tmp_path / "list.jsonl").write_bytes(bytes(range(128, 256)) + b"\n" + b"\x00\xff" * 20 + b"\n")
    (tmp_path / "utf16.jsonl").write_bytes(json.dumps({"id": "a", "text": TEXT}).encode("utf-16"))
    (tmp_path / "empty").mkdir()
    return tmp_path


BAD = (
    ("nowhere.txt", 4, "No such file"), ("none.txt", 4, "nothing in it"), ("none.jsonl", 3, "no report in"),
    ("picture.txt", 4, "binary"), ("list.jsonl", 4, "not a list"), ("utf16.jsonl", 4, "UTF-16"),
    ("empty", 3, "no report in"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "code", "words"), BAD)
@pytest.mark.parametrize("command", [("read",), ("explain",), ("add", "NEW")])
def test_bad_input_is_told_once_with_a_hint_and_makes_no_ledger(
    folder: Path, command: tuple[str, ...], name: str, code: int, words: str
) -> None:
    new = folder / "new.db"
    result = run(*(new if one == "NEW" else one for one in command), folder / name)

    assert code == result.exit_code
    assert words in result.stderr
    assert 2 == len(result.stderr.splitlines()), "one line, and the hint below it"
    assert result.stderr.splitlines()[1].startswith("  ")
    assert not new.exists()


@pytest.mark.parametrize("command", ["read", "explain"])
def test_addresses_that_are_not_of_the_web_are_told_apart_from_files(command: str) -> None:
    result = run(command, "ftp://news.example/report.html")

    assert 4 == result.exit_code
    assert "ftp://news.example/report.html: no address of a web page\n  give http://…" in result.stderr


def test_stories_are_grouped_of_texts_and_folders_too(folder: Path) -> None:
    (folder / "empty" / "a.txt").write_text(TEXT * 3, "utf-8")
    (folder / "empty" / "b.txt").write_text(TEXT * 3, "utf-8")
    result = run("stories", folder / "empty", folder / "one.txt")

    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["a.txt", "b.txt", "one.txt"] == [row["id"] for row in rows]
    assert rows[0]["story"] == rows[1]["story"]


def test_a_list_may_begin_with_the_mark_of_utf8(folder: Path) -> None:
    place = folder / "marked.jsonl"
    place.write_bytes(b"\xef\xbb\xbf" + json.dumps({"id": "a", "text": TEXT}).encode() + b"\n")

    assert '"id":"a"' in run("stories", place).stdout
    assert '"input":"a"' in run("read", place, "--jsonl").stdout


def test_a_text_in_the_place_of_the_ledger_is_told_and_kept(folder: Path) -> None:
    result = run("add", folder / "one.txt", folder / "talks.db")

    assert 4 == result.exit_code
    assert "the ledger comes first" in result.stderr
    assert TEXT == (folder / "one.txt").read_text("utf-8")
    assert not (folder / "talks.db").exists()


def test_reports_without_a_day_are_counted(folder: Path) -> None:
    place = folder / "talks.db"

    assert "1 of them bears no day of publication" in run("add", place, folder / "one.txt").stderr
    assert "no report bears a date" in run("upcoming", place).stderr
    assert "" == run("add", place, folder / "one.txt", "--published", "2025-02-17").stderr


def test_a_report_in_another_language_is_kept_and_told_to_be_unread(folder: Path) -> None:
    german = (
        "Der russische Außenminister Sergej Lawrow hat am Donnerstag in Pjöngjang den Staatschef Kim Jong-un getroffen."
    )
    (folder / "de.txt").write_text(german, "utf-8")

    told = run("add", folder / "talks.db", folder / "de.txt", "--published", "2018-06-01")

    assert "1 added" in told.stdout
    assert "1 of them is not in English: kept, but nothing was read from it" in told.stderr


def test_lists_say_that_nothing_was_found_and_are_empty_lists_for_programs(folder: Path) -> None:
    place = folder / "talks.db"
    run("add", place, folder / "one.txt", "--published", "2025-02-17")

    for command in (("timeline", place, "--since", "2030"), ("upcoming", place), ("search", place, "turnips"),
                    ("search", place, "turnips", "--facets"), ("statements", place, "--since", "2030"),
                    ("feeds", place, "list")):  # fmt: skip
        result = run(*command)
        assert 3 == result.exit_code
        assert 2 == len(result.stderr.splitlines())
        assert "\n  " in result.stderr
        if "--facets" not in command:
            assert "[]\n" == run(*command, "--json").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("show", "LEDGER", "ab"), 3, "the first 4 letters"),
        (("same", "LEDGER", "abcdef", "Kenya"), 3, "no event abcdef"),
        (("same", "LEDGER", "Kenya", "Nobody"), 3, "nobody called “Nobody”"),
        (("different", "LEDGER", "Kenya", "Kenya"), 2, "both 'Kenya'"),
        (("same", "LEDGER", "Kenya", "Wanjiru"), 3, "Wanjiru is a person, Kenya is none"),
        (("raed", "LEDGER"), 2, "Did you mean 'read'?"),
        (("read", "LEDGER", "--published", "yesterday"), 2, "is no date"),
        (("explain", "LEDGER", "--published", "yesterday"), 2, "is no date"),
    ],
)
def test_what_was_meant_is_asked_for(folder: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    place = folder / "talks.db"
    run("add", place, folder / "one.txt", "-q")
    result = run(*(place if one == "LEDGER" else one for one in arguments))

    assert code == result.exit_code
    assert words in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", [("read", "one.txt"), ("read", "one.txt", "--jsonl"), ("schema",)])
def test_a_full_disk_is_told_in_one_line(folder: Path, command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*DATELINE, *command], cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True)

    assert 4 == done.returncode
    assert "dateline: the output cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pipe_that_closes_ends_it_quietly(folder: Path) -> None:
    out, end = os.pipe()
    os.close(out)
    try:
        done = subprocess.run([*DATELINE, "schema"], stdout=end, stderr=subprocess.PIPE, text=True)
    finally:
        os.close(end)

    assert "" == done.stderr


def test_interrupted_while_it_waits_for_input_it_says_so(folder: Path) -> None:
    run("add", folder / "talks.db", folder / "one.txt", "-q")
    process = subprocess.Popen(
        [*DATELINE, "add", "talks.db", "one.txt", "-"], cwd=folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True,
        # Whoever runs the tests in the background of a script has interrupts ignored, and so would what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write("Trump met Kim. " * 20_000)  # more than a pipe holds: where all is written, it reads
    process.stdin.flush()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate()

    assert 130 == process.returncode
    assert "Interrupted" in told
    assert "Traceback" not in told


@pytest.mark.skipif(
    _ROOT and shutil.which("setpriv") is None, reason="root may read and write all, and no setpriv here"
)
def test_what_may_not_be_read_or_written_is_told(folder: Path) -> None:
    (folder / "two.txt").write_text(TEXT, "utf-8")
    (folder / "one.txt").chmod(0)
    (folder / "empty").chmod(0o500)

    def refused(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [*_UNPRIVILEGED, *DATELINE, *(str(one) for one in arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    assert "Permission denied" in refused("read", folder / "one.txt").stderr
    assert 2 == refused("read", folder / "none.txt", "-o", folder / "empty" / "a").returncode
    assert 4 == refused("add", folder / "empty" / "a.db", folder / "two.txt").returncode
    assert [] == list((folder / "empty").iterdir())


@pytest.mark.parametrize("name", ["none.txt", "none.jsonl", "none.html", "none.md", "none.json", "none.warc.gz"])
def test_an_empty_report_in_the_place_of_the_ledger_becomes_none(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"")

    result = run("add", folder / name, folder / "one.txt")

    assert 2 == result.exit_code
    assert "the ledger comes first" in result.stderr
    assert b"" == (folder / name).read_bytes()


@pytest.mark.parametrize("name", ["none.db", "none", "none.sqlite"])
def test_an_empty_file_of_another_name_becomes_a_ledger(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"")

    assert 0 == run("add", folder / name, folder / "one.txt").exit_code
