"""The command line: what comes out, where it goes, and what the exit code says."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline.cli import main
from dateline.record import from_json, json_schema

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo"
PAGE = DEMO / "lavrov-in-pyongyang.html"
TEXT = "Russian Foreign Minister Sergei Lavrov met North Korean leader Kim Jong-un in Pyongyang on Thursday.\n" * 3


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


@pytest.fixture(name="report")
def a_report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_the_view_tells_who_met_whom_where_and_when(report: Path) -> None:
    result = run("read", report, "--published", "2018-06-01")

    assert 0 == result.exit_code
    assert "31 May 2018     meeting · Sergei Lavrov → Kim Jong-un · Pyongyang" in result.stdout
    assert "" == result.stderr


def test_the_view_fits_eighty_columns_without_colour_or_trailing_blanks() -> None:
    lines = run("read", PAGE, "--published", "2018-06-01").stdout.splitlines()

    assert max(map(len, lines)) <= 80
    assert all(line == line.rstrip() for line in lines)
    assert not any("\x1b" in line for line in lines)


def test_json_is_one_record(report: Path) -> None:
    record = from_json(run("read", report, "--json", "--outlet", "The Model Post").stdout)

    assert ("report.txt", "The Model Post") == (record.input, record.article.outlet)


def test_rows_come_in_the_order_of_the_input_and_bad_ones_in_their_place(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": ""}, {"id": 3, "text": TEXT, "published": "2018-06-01"}]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join([*map(json.dumps, rows), "{no json", '{"text": "no id"}']), "utf-8")
    result = run("read", file, "--jsonl")
    lines = [json.loads(line) for line in result.stdout.splitlines()]

    assert 1 == result.exit_code
    assert ["a", "b", "3", "rows.jsonl:4", "rows.jsonl:5"] == [line["input"] for line in lines]
    assert [None, "empty", None, "bad-row", "bad-row"] == [line.get("error", {}).get("code") for line in lines]
    assert all({"code", "message", "hint"} == set(line["error"]) for line in lines if "error" in line)


def test_a_row_keeps_its_own_day_and_the_option_fills_the_gaps(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": TEXT}, {"id": "b", "text": TEXT, "published": "2019-01-01"}]
    lines = run("read", "-", "--jsonl", "--published", "2018-06-01", stdin="\n".join(map(json.dumps, rows))).stdout

    assert ["2018-06-01", "2019-01-01"] == [json.loads(line)["article"]["published"] for line in lines.splitlines()]


def test_standard_input_is_a_page_a_text_or_a_list() -> None:
    page = run("read", "-", "--json", stdin=PAGE.read_bytes()).stdout
    text = run("read", "-", "--json", stdin=TEXT).stdout
    rows = run("read", "-", "--jsonl", stdin=json.dumps({"id": "x", "text": TEXT})).stdout

    assert "The Foreign Page" == from_json(page).article.outlet
    assert "-" == from_json(text).input
    assert "x" == from_json(rows).input


def test_a_folder_is_read_by_name_and_what_is_no_report_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.md", "sub/c.text", "picture.png", "notes"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    (tmp_path / "d.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    lines = run("read", tmp_path, "--jsonl").stdout.splitlines()

    assert ["a.md", "b.txt", "d.txt.gz", "sub/c.text"] == [json.loads(line)["input"] for line in lines]


def test_a_folder_without_reports_says_so(tmp_path: Path) -> None:
    result = run("read", tmp_path)

    assert 3 == result.exit_code
    assert "no report" in result.stderr


def test_article_stops_after_the_page_and_prints_clean_text() -> None:
    text = run("read", PAGE, "--article").stdout
    record = from_json(run("read", PAGE, "--article", "--json").stdout)

    assert text.rstrip("\n") == record.article.text
    assert text.startswith("Lavrov Sees Kim in Pyongyang")
    assert () == record.events == record.entities == record.statements
    for line in ("Reading Time", "Leave a Reply", "Login", "Akismet", "Notify of", "Merkel", "resigned"):
        assert line not in text


@pytest.mark.parametrize(
    ("content", "arguments", "code"),
    [
        (TEXT, [], 0),
        ("The cup final between the two clubs ended without a goal. The fans sang in the rain.", [], 3),
        ("Der Minister traf am Donnerstag den Präsidenten. Er sprach mit ihm lange über die Lage im Land.", [], 3),
        ("", [], 4),
        ("", ["--jsonl"], 1),
        (TEXT, ["--published", "soon"], 2),
        (TEXT, ["--json", "--jsonl"], 2),
    ],
)
def test_exit_codes(tmp_path: Path, content: str, arguments: list[str], code: int) -> None:
    file = tmp_path / "in.txt"
    file.write_text(content, "utf-8")

    assert code == run("read", file, *arguments).exit_code


def test_some_failed_is_one_and_messages_name_the_file_and_the_next_step(report: Path, tmp_path: Path) -> None:
    result = run("read", report, tmp_path / "missing.txt")

    assert 1 == result.exit_code
    assert "missing.txt: No such file" in result.stderr
    assert "check the name" in result.stderr
    assert "missing" not in result.stdout


def test_quiet_is_quiet_and_errors_go_to_a_file(tmp_path: Path) -> None:
    errors = tmp_path / "errors.jsonl"
    result = run("read", tmp_path / "missing.txt", "-q", "--errors", errors)

    assert (4, "", "") == (result.exit_code, result.stdout, result.stderr)
    assert "unreadable" == json.loads(errors.read_text("utf-8"))["error"]["code"]


def test_a_file_of_output_is_whole_or_not_there(report: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"

    assert 0 == run("read", report, "--jsonl", "-o", out).exit_code
    assert from_json(out.read_bytes().strip()).events
    assert not list(tmp_path.glob("*.part"))
    assert 2 == run("read", report, "--jsonl", "-o", tmp_path / "no" / "folder.jsonl").exit_code


def test_a_list_with_a_broken_gzip_ends_in_a_row_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl.gz"
    file.write_bytes(gzip.compress(json.dumps({"id": "a", "text": TEXT}).encode() + b"\n" + os.urandom(5000))[:-900])
    lines = run("read", file, "--jsonl").stdout.splitlines()

    assert "a" == json.loads(lines[0])["input"]
    assert all("error" in json.loads(line) for line in lines[1:])
    assert len(lines) > 1


def test_an_endless_file_is_refused() -> None:
    result = run("read", "/dev/zero")

    assert 4 == result.exit_code


def test_schema_is_that_of_the_record() -> None:
    assert json.loads(json.dumps(json_schema())) == json.loads(run("schema").stdout)


def test_version_and_help_name_the_commands() -> None:
    import dateline

    assert dateline.__version__ in run("--version").stdout
    assert {"read", "schema"} <= set(run("--help").stdout.split())
    assert "Exit codes" in run("read", "--help").stdout


def process(*arguments: str, **more: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "dateline", *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **more},
        preexec_fn=_interruptible,
    )  # fmt: skip


def _interruptible() -> None:
    """Whatever started the tests may ignore interrupts, as a shell does for what it runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_output_is_utf8_whatever_the_locale() -> None:
    ran = process("read", str(PAGE), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    out, _ = ran.communicate(timeout=60)

    assert 0 == ran.returncode
    assert "“phased lifting”" in out.decode("utf-8")


def _wait_until_idle(pid: int) -> None:
    """Until a process has been at work and then used no processor for a second, as one that waits for input."""
    used = -1
    for _ in range(60):
        time.sleep(1)
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        now = int(fields[11]) + int(fields[12])
        if now == used and now > 50:  # hundredths of a second: the model is loaded by then
            return
        used = now


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc here to see when a process waits")
def test_an_interrupt_is_told_apart(tmp_path: Path) -> None:
    ran = process("read", "-", "--jsonl")
    assert ran.stdin is not None
    ran.stdin.write(b'{"id": "a", "text": "x"}\n')
    ran.stdin.flush()
    _wait_until_idle(ran.pid)  # it waits for more rows
    ran.send_signal(signal.SIGINT)
    _, err = ran.communicate(timeout=60)

    assert 130 == ran.returncode
    assert b"same command again" in err
    assert b"Traceback" not in err


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f'"{sys.executable}" -m dateline read "{DEMO}" --jsonl | head -c 10'
    ran = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=60)

    assert b'{"schema":' == ran.stdout
    assert b"Traceback" not in ran.stderr


def test_help_loads_neither_the_model_nor_the_page_reader() -> None:
    code = "import sys; from dateline.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"onnxruntime", "numpy", "lxml", "trafilatura", "msgspec"} & set(loaded)


def test_what_is_rated_lower_than_asked_is_left_out(report: Path) -> None:
    whole = from_json(run("read", report, "--json", "--published", "2018-06-01").stdout)
    (highest,) = {max(one.confidence or 0 for one in whole.events)}
    kept = from_json(run("read", report, "--json", "--published", "2018-06-01", "--least", str(highest)).stdout)

    assert {highest} == {one.confidence for one in kept.events}
    assert 3 == run("read", report, "--least", "1").exit_code
    assert 2 == run("read", report, "--least", "2").exit_code
