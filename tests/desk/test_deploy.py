"""The desk in earnest: workers that die, notices that go on, what is not ready told, proxies believed or not."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from ipaddress import ip_network

from aiosmtpd.controller import Controller
from django.test import Client, override_settings

from desk.test_notices import Box, _free
from postgres import new_database, started

ROOT = Path(__file__).parents[2]


def bare() -> dict[str, str]:
    """An environment in which nothing is said of a desk."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_DESK", "DJANGO"))}


def asked(*words: object, **env: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "dateline", "desk", *map(str, words)]
    ran = subprocess.run(command, env=bare() | env, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def children(pid: int) -> dict[int, str]:
    """Processes that a process has started: number and command line."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {int(one): Path(f"/proc/{one}/cmdline").read_text().replace("\0", " ") for one in found}


@contextmanager
def running(ledger: Path, folder: Path, *words: str, **env: str) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    with (folder / "log").open("w") as log:
        command = [sys.executable, "-m", "dateline", "desk", str(ledger), "--port", "0", "--data", str(folder / "p")]
        desk = subprocess.Popen([*command, *words], env=bare() | env, stdout=log, stderr=log)
    try:
        url = until(lambda: re.search(r"open at (http://\S+)/ ", (folder / "log").read_text()), 30)[1]
        until(lambda: answers(url), 30)
        yield desk, url
    finally:
        desk.send_signal(signal.SIGTERM)
        desk.wait(timeout=40)


def until(found: object, seconds: float):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := found():  # type: ignore[operator]
            return result
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc here to look for processes in")
def test_killed_workers_and_notices_come_again_and_none_is_left_behind(made: Path, tmp_path: Path) -> None:
    with running(made, tmp_path, "--workers", "2") as (desk, url):
        started = until(lambda: found if len(found := children(desk.pid)) == 3 else None, 20)
        assert 1 == sum("notify" in one for one in started.values())
        for number in started:
            os.kill(number, signal.SIGKILL)
        later = until(
            lambda: found if len(found := children(desk.pid)) == 3 and not set(found) & set(started) else None, 30
        )
        assert 1 == sum("notify" in one for one in later.values())
        until(lambda: answers(url), 20)
        assert all(answers(url) for _ in range(20))
    assert not [one for one in later if Path(f"/proc/{one}").exists()]
    assert "Traceback" not in (tmp_path / "log").read_text()


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no /proc here to look for processes in")
def test_nothing_lives_on_when_the_desk_itself_is_killed(made: Path, tmp_path: Path) -> None:
    with running(made, tmp_path) as (desk, _):
        started = until(lambda: found if len(found := children(desk.pid)) == 2 else None, 20)
        desk.kill()
        desk.wait()
        until(lambda: not [one for one in started if Path(f"/proc/{one}/exe").exists()], 40)


# Ready or not


def test_what_is_not_ready_is_told_with_what_to_do(made: Path, tmp_path: Path) -> None:
    code, words = asked("check", made, "--data", tmp_path / "people")

    assert 1 == code
    for told in ("without TLS", "no mail is sent", "no administrator", "--url https://", "DATELINE_DESK_SMTP"):
        assert told in words


def _two_begin(made: Path, folder: Path, **env: str) -> list[str]:
    """What two say that are started at once where there is no database of people yet."""
    command = [sys.executable, "-m", "dateline", "desk", "check", made, "--data", folder]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return [
        one.communicate(timeout=120)[0] for one in [subprocess.Popen(command, env=bare() | env, **pipes) for _ in "ab"]
    ]


def test_two_that_begin_at_once_make_the_tables_once(made: Path, tmp_path: Path) -> None:
    for said in _two_begin(made, tmp_path / "people"):
        assert "there is no administrator" in said


@pytest.mark.slow
def test_two_that_begin_at_once_make_the_tables_once_on_postgresql(made: Path, tmp_path: Path) -> None:
    with started() as server:
        for said in _two_begin(made, tmp_path / "people", DATELINE_DESK_DATABASE=new_database(server)):
            assert "there is no administrator" in said


@pytest.mark.slow
def test_ready_it_says_so_and_djangos_own_check_is_clean(made: Path, tmp_path: Path) -> None:
    server = Controller(Box(), hostname="127.0.0.1", port=_free())
    server.start()
    env = {
        "DATELINE_DESK_URL": "https://desk.example.org", "DATELINE_DESK_SMTP": f"smtp://127.0.0.1:{server.port}",
        "DATELINE_DESK_DATA": str(tmp_path / "people"), "DATELINE_DESK_LEDGER": str(made),
    }  # fmt: skip
    try:
        code, words = asked("check", made, "--data", tmp_path / "people", **env)
        assert (1, ["not ready: there is no administrator"]) == (
            code, [line for line in words.splitlines() if line.startswith("not")],
        )  # fmt: skip
        chief = "from dateline.desk.models import Person as P; P.objects.create_user('c', 'c@x', role='administrator')"
        totp = "from allauth.mfa.models import Authenticator as A; A.objects.create(user_id=1, type='totp', data={})"
        for step in (chief, totp):
            assert "Ready." not in asked("check", made, "--data", tmp_path / "people", **env)[1]
            command = [sys.executable, "-m", "dateline.desk", "shell", "-v", "0", "-c", step]
            subprocess.run(command, env=bare() | env, check=True, capture_output=True)
        assert (0, "Ready.\n") == asked("check", made, "--data", tmp_path / "people", **env)
        command = [sys.executable, "-m", "dateline.desk", "check", "--deploy", "--fail-level", "INFO"]
        ran = subprocess.run(command, env=bare() | env, capture_output=True, text=True, check=False)
        assert (0, "System check identified no issues (0 silenced).\n") == (ran.returncode, ran.stdout)
        missing = [sys.executable, "-m", "dateline.desk", "makemigrations", "--check", "--dry-run", "desk"]
        assert 0 == subprocess.run(missing, env=bare() | env, capture_output=True, check=False).returncode
        (tmp_path / "people" / "secret").chmod(0o644)
        assert "can be read by others" in asked("check", made, "--data", tmp_path / "people", **env)[1]
        server.stop()
        assert "does not answer" in asked("check", made, "--data", tmp_path / "people", **env)[1]
    finally:
        if server.server is not None:
            server.stop()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("DATELINE_DESK_DATABASE", "mysql://x/y", "postgresql://"),
        ("DATELINE_DESK_DATABASE", "postgresql://127.0.0.1:1/nothing", "people's database cannot be used"),
        ("DATELINE_DESK_KEEP", "cookies=3", "should be one of"),
        ("DATELINE_DESK_KEEP", "spam=many", "should be one of"),
    ],
)
def test_a_setting_that_makes_no_sense_is_told(made: Path, tmp_path: Path, name: str, value: str, words: str) -> None:
    code, told = asked("check", made, "--data", tmp_path / "p", **{name: value})

    assert 4 == code
    assert words in told
    assert "Traceback" not in told


def test_tidy_says_what_it_deleted(made: Path, tmp_path: Path) -> None:
    code, words = asked("tidy", made, "--data", tmp_path / "people")

    assert 0 == code
    assert "0 network addresses in the audit log" in " ".join(words.split())


# Proxies


PROXIED = [
    ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
    ("127.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),  # what the client made up stands before
    ("127.0.0.1", "203.0.113.9, 127.0.0.1", "203.0.113.9"),
    ("127.0.0.1", "nonsense", "127.0.0.1"),
    ("127.0.0.1", "", "127.0.0.1"),
    ("203.0.113.9", "198.51.100.1", "203.0.113.9"),  # no proxy of ours
    ("", "203.0.113.9", "203.0.113.9"),  # a socket file
]


@pytest.mark.parametrize(("peer", "forwarded", "known_as"), PROXIED)
def test_only_our_own_proxies_are_believed(client: Client, peer: str, forwarded: str, known_as: str) -> None:
    from dateline.desk.models import Entry

    sent = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {"REMOTE_ADDR": peer}
    with override_settings(PROXIES=(ip_network("127.0.0.1"),)):
        client.post("/accounts/login/", {"login": "nobody", "password": "x"}, **sent)

    assert known_as == Entry.objects.get().ip


def test_nobody_says_https_but_a_proxy(client: Client) -> None:
    told = {"PROXIES": (ip_network("127.0.0.1"),), "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https")}
    with override_settings(SECURE_SSL_REDIRECT=True, **told):
        answers = [
            Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=peer).get("/", HTTP_X_FORWARDED_PROTO="https").status_code
            for peer in ("127.0.0.1", "203.0.113.9")
        ]
    assert [200, 301] == answers


def test_the_files_for_a_deployment_hold_together() -> None:
    unit = ROOT / "deploy" / "dateline-desk.service"
    assert "dateline desk open" in unit.read_text()
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not here to read the unit")
    ran = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, check=False)
    ours = [line for line in ran.stderr.splitlines() if "/opt/dateline" not in line and unit.name in line]
    assert [] == ours


# The container


def steps() -> list[list[tuple[str, str]]]:
    """The instructions of the Containerfile by stage: (word, what follows)."""
    text = re.sub(r"(?m)^#.*\n", "", (ROOT / "deploy" / "Containerfile").read_text()).replace("\\\n", " ")
    found: list[list[tuple[str, str]]] = []
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        elif word:
            found[-1].append((word, rest.strip()))
    return found


def copied(folder: Path) -> Path:
    """What the first stage copies, as a clone has it, in an otherwise empty folder."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for word, rest in steps()[0]:
        if word == "COPY":
            *sources, aim = rest.split()
            for source in sources:
                files = [one for one in names if one == source or one.startswith(f"{source}/")]
                assert files, f"{source} is copied, and git knows no such file"
                for one in files:
                    to = folder / aim / Path(one).relative_to(source if one != source else Path(one).parent)
                    to.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copy2(ROOT / one, to)
    return folder


def test_what_the_container_copies_is_there_and_is_all_that_its_commands_name(tmp_path: Path) -> None:
    import tomllib

    build, run = steps()
    there = copied(tmp_path / "build")
    told = tomllib.loads((there / "pyproject.toml").read_text())["project"]
    assert (there / told["readme"]).exists()
    for pattern in told["license-files"]:
        assert list(there.glob(pattern)), pattern
    for word, rest in build:
        assert word in ("WORKDIR", "COPY", "RUN")
        assert all((there / name).exists() for name in re.findall(r"-r (\S+)", rest))
    said = dict(run)
    assert ("COPY", "--from=build /opt/dateline /opt/dateline") in run
    assert ["dateline"] == json.loads(said["ENTRYPOINT"])
    assert said["WORKDIR"] == said["VOLUME"] == "/data"
    assert all(Path(one).parent == Path("/data") for one in json.loads(said["CMD"]) if one.startswith("/"))
    assert said["EXPOSE"] in json.loads(said["CMD"])
    assert "dateline" == said["USER"]


@pytest.mark.slow
def test_the_container_s_commands_build_and_run_a_desk_in_a_plain_folder(made: Path, tmp_path: Path) -> None:
    """All but the image and the user: wheel, environment and command, with the settings that `deploy/` shows."""
    there, opt, data = copied(tmp_path / "build"), tmp_path / "opt", tmp_path / "data"
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.symlink_to(Path(sys.executable).resolve())
    env = {name: value for name, value in bare().items() if name != "PYTHONPATH"}
    env["PATH"] = f"{python.parent}:{env['PATH']}"
    for word, rest in steps()[0]:
        if word == "RUN":
            command = rest.replace("/opt/dateline", str(opt))
            ran = subprocess.run(
                ["sh", "-ec", command], cwd=there, env=env, capture_output=True, text=True, check=False
            )
            if "No matching distribution" in ran.stderr or "Could not fetch" in ran.stderr:
                pytest.skip("no package index can be reached from here")
            assert 0 == ran.returncode, ran.stderr
    data.mkdir(mode=0o700)
    shutil.copy2(made, data / "talks.db")
    said, port = dict(steps()[1]), str(_free())
    words = [*json.loads(said["ENTRYPOINT"]), *json.loads(said["CMD"])]
    words = [port if one == said["EXPOSE"] else one.replace("/data", str(data)) for one in words]
    shown = dict(one.split("=", 1) for one in (ROOT / "deploy" / "desk.env").read_text().splitlines() if one[:1] == "D")
    env |= shown | {"DATELINE_DESK_PROXIES": "127.0.0.0/8", "PATH": f"{opt / 'bin'}:{env['PATH']}"}
    with (tmp_path / "log").open("w") as log:
        desk = subprocess.Popen(words, cwd=data, env=env, stdout=log, stderr=log)
    try:
        headers = {"Host": "desk.example.org", "X-Forwarded-Proto": "https"}
        asked_for = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=headers)

        def page() -> str:
            try:
                return str(urllib.request.urlopen(asked_for, timeout=10).read().decode())
            except OSError:
                return ""

        assert "Kim Jong-un" in until(page, 60), (tmp_path / "log").read_text()
    finally:
        desk.send_signal(getattr(signal, said["STOPSIGNAL"]))
        assert 0 == desk.wait(timeout=40)
    assert "Traceback" not in (tmp_path / "log").read_text()


def test_what_is_pinned_with_hashes_is_what_is_tested() -> None:
    """What runs the desk and what builds the wheel: the versions of `constraints.txt`, with hashes, and all."""
    import tomllib

    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    def pins(text: str) -> dict[str, str]:
        found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.MULTILINE)
        return {canonicalize_name(name): version for name, version in found}

    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = told["project"]
    asked = {
        "desk.txt": [*project["dependencies"], *project["optional-dependencies"]["desk"]],
        "build.txt": told["build-system"]["requires"],
    }
    tested = pins((ROOT / "requirements" / "constraints.txt").read_text())
    for file, names in asked.items():
        hashed = (ROOT / "requirements" / file).read_text()
        pinned = pins(hashed)
        assert {name: version for name, version in pinned.items() if tested.get(name, version) != version} == {}
        assert {canonicalize_name(Requirement(one).name) for one in names} <= pinned.keys()
        blocks = re.split(r"(?m)^(?=\S)", hashed)
        assert all("--hash=sha256:" in block for block in blocks if "==" in block)


def test_a_desk_of_an_earlier_version_keeps_what_it_holds(made: Path, tmp_path: Path) -> None:
    import sqlite3

    env = {"DATELINE_DESK_DATA": str(tmp_path), "DATELINE_DESK_LEDGER": str(made)}

    def migrate(*words: str) -> None:
        command = [sys.executable, "-m", "dateline.desk", "migrate", "-v", "0", *words]
        subprocess.run(command, env=bare() | env, check=True)

    migrate("desk", "0003")
    with sqlite3.connect(tmp_path / "desk.sqlite3") as database:
        database.executescript("""
            INSERT INTO desk_person (id, password, is_superuser, username, first_name, last_name, email, is_staff,
              is_active, date_joined, role)
              VALUES (1, 'x', 0, 'mina', '', '', 'm@example.org', 0, 1, '2026-01-01', 'editor');
            INSERT INTO desk_comment (id, author_id, view, target, text, state, score, reasons, at)
              VALUES (1, 1, 'event', 'abc', 'Kim was there', 'published', 0, '[]', '2026-01-01');
            INSERT INTO desk_subscription (id, address, person_id, view, target, title, token, state, after, every,
              asked_at)
              VALUES (1, 'm@example.org', 1, 'event', 'abc', 'a summit', 't', 'active', 7, 'once', '2026-01-01');
            INSERT INTO desk_decision (id, comment_id, state, spam, reason, at)
              VALUES (1, 1, 'published', 0, 'filter: nothing against it', '2026-01-01');
            INSERT INTO desk_delivery (id, subscription_id, first, last, subject, text, message_id, tries, next_try,
              error, given_up, made_at) VALUES (1, 1, 6, 7, 's', 't', '<1@x>', 0, '2026-01-01', '', 0, '2026-01-01');
        """)
    migrate("desk", "0006")
    with sqlite3.connect(tmp_path / "desk.sqlite3") as database:
        database.execute("""
            INSERT INTO desk_subscription (id, address, view, target, title, token, state, after, every, asked_at)
              VALUES (2, 'o@example.org', 'event', 'abc', 'a summit', 'o', 'ended', 7, 'once', '2026-01-01')
        """)
        for number, state in ((1, "rejected"), (2, "open"), (3, "open")):  # the last two at the same moment
            database.execute(
                "INSERT INTO desk_proposal (id, view, a, b, verdict, reason, state, at, field, value, article, quote)"
                " VALUES (?, 'event', 'abc', 'def', 'same', 'one summit', ?, '2026-01-01', '', '', '', '')",
                [number, state],
            )
    migrate()
    with sqlite3.connect(tmp_path / "desk.sqlite3") as database:
        assert [(1,), (2,)] == database.execute("SELECT id FROM desk_proposal ORDER BY id").fetchall()
        # Nobody wrote down when it ended: it is counted from today.
        assert [(1, 0), (2, 1)] == database.execute(
            "SELECT id, ended_at > datetime('now', '-1 hour') IS TRUE FROM desk_subscription ORDER BY id"
        ).fetchall()
        database.execute("DELETE FROM desk_subscription WHERE id = 2")
        assert [("mina", "editor", None)] == database.execute(
            "SELECT username, role, leaving_at FROM desk_person"
        ).fetchall()
        assert [("Kim was there", "")] == database.execute("SELECT text, field FROM desk_comment").fetchall()
        assert [("abc", 7, None)] == database.execute("SELECT target, after, hook_id FROM desk_subscription").fetchall()
        assert [("filter: nothing against it", "[]")] == database.execute(
            "SELECT reason, reasons FROM desk_decision"
        ).fetchall()
        languages = "SELECT p.language, s.language, d.language FROM desk_person p, desk_subscription s, desk_delivery d"
        assert [("", "", "")] == database.execute(languages).fetchall()
        assert [("<1@x>", 1)] == database.execute("SELECT message_id, subscription_id FROM desk_delivery").fetchall()
        again = "address, view, target, title, state, after, asked_at, every"
        with pytest.raises(sqlite3.IntegrityError):  # one for an address and a thing, as before
            database.execute(
                f"INSERT INTO desk_subscription (token, {again}) SELECT 'u', {again} FROM desk_subscription"
            )
