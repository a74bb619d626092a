"""The desk under load: how long readers wait, and whether many at once are served without an error.

    python -m dateline.evaluation.desk [--ledger big.db | --matters 100000] [--rate 50] [--seconds 20] [--people 200]
                                       [--only NAME …]

A ledger is made (`synthetic.py`), unless one is given. The desk runs as `dateline desk`, held to one core; requests
come from the others, at a fixed rate, whatever the answers take, each for another article, record or actor, so that
nothing asked for was made before. What is asked for seldom comes at a tenth of the rate where it is measured by itself.
A wait counts from the moment at which a request was due. Then as many logged-in people as are asked for read at once.
Waits are milliseconds of wall clock, loopback and queue included; beside them stands what a request costs the core,
which depends less on who else uses the machine. Linux only.
"""

from __future__ import annotations

import argparse
import http.client
import os
import queue
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from dateline import Ledger
from dateline.evaluation.synthetic import WORDS, reports
from dateline.ledger.types import Event

_CLIENTS = 24  # connections that share the requests of one measurement
_ROW = (
    "| {name} | {rate:.0f} | {asked:,} | {failed} | {spent:.1f} | {median:.0f} | {late:.0f} | {worst:.0f} "
    "| {kilobytes:.0f} |"
)
_HEAD = (
    "| page | asked a second | asked | errors | core, ms each | median, ms | 95 %, ms | slowest, ms | KB |",
    "|---|---|---|---|---|---|---|---|---|",
)
_SESSIONS = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from dateline.desk.models import Person
store = import_module(settings.SESSION_ENGINE).SessionStore
for n in range({count}):
    one, _ = Person.objects.get_or_create(username=f"reader{{n}}", defaults={{"email": f"reader{{n}}@example.org"}})
    session = store()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(one.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = one.get_session_auth_hash()
    session.save()
    print("session", session.session_key)
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a request: its wait in seconds, whether it failed, and its size in bytes."""

    wait: float
    failed: bool
    size: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a table; 1 if any request failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ledger", type=Path, help="a ledger that is there; what is written goes beside it")
    parser.add_argument("--matters", type=int, default=100_000)
    parser.add_argument("--rate", type=float, default=50, help="requests a second")
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="these rows of the table, and no others")
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = args.ledger or _made(args.matters, Path(folder, "load.db"))
        asked = {"rate": args.rate, "seconds": args.seconds, "people": args.people, "only": args.only}
        return measure(place, Path(folder), **asked)


def _made(matters: int, place: Path) -> Path:
    with Ledger(place) as ledger:
        ledger.add_many(reports(matters), at_once=200)
    return place


def measure(place: Path, folder: Path, *, rate: float, seconds: float, people: int, only: Collection[str] = ()) -> int:
    """Print the table for one ledger, all of it or the rows `only`; 1 if any request failed."""
    paths = _paths(place, count=int(rate * seconds) + 1)
    port = _free_port()
    address = ("127.0.0.1", port)
    core = max(os.sched_getaffinity(0))
    command = [
        sys.executable,
        "-m",
        "dateline",
        "desk",
        str(place),
        "--port",
        str(port),
        "--data",
        str(folder / "data"),
    ]
    with (folder / "log").open("w") as log:
        desk = subprocess.Popen(command, stdout=log, stderr=log, env=_env(), preexec_fn=lambda: _hold(core))
    if others := os.sched_getaffinity(0) - {core}:
        os.sched_setaffinity(0, others)
    failed = 0
    try:
        _wait_for(address, desk)
        _wait_until_idle(desk.pid)
        print("\n".join(_HEAD), flush=True)
        for name, (often, asked) in paths.items():
            if only and name not in only:
                continue
            _asked(address, asked[:5], rate=5)  # templates are read, connections opened
            before = _spent(desk.pid)
            answers = _asked(address, asked[5:], rate=rate * often)
            failed += sum(one.failed for one in answers)
            print(_told(name, rate * often, answers, _spent(desk.pid) - before), flush=True)
        if only:
            return 1 if failed else 0
        sessions = _sessions(place, folder / "data", people)
        before = _spent(desk.pid)
        answers = _at_once(address, sessions, paths["all of these"][1])
        failed += sum(one.failed for one in answers)
        print(_told(f"{people} logged in, at once", 0, answers, _spent(desk.pid) - before), flush=True)
        print(_weight(address, paths["article"][1][-1]))
    finally:
        desk.terminate()
        desk.wait(timeout=30)
    return 1 if failed else 0


def _spent(process: int) -> float:
    """Seconds of processor time that a process and those it started have had."""
    ticks, family = 0, {process}
    for one in sorted(Path("/proc").glob("[0-9]*/stat"), key=lambda one: int(one.parent.name)):
        try:
            fields = one.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(one.parent.name) == process or int(fields[1]) in family:
            family.add(int(one.parent.name))
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _env() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("DATELINE_DESK", "DJANGO"))}


def _hold(core: int) -> None:
    os.sched_setaffinity(0, {core})


def _paths(place: Path, *, count: int) -> dict[str, tuple[float, list[str]]]:
    """What is asked for, by the kind of page: the share of the rate, and each address once, as far as there are enough.

    "all of these" are the pages above it, as often as readers come for them; in "every kind" are the others as well.
    """
    dice = random.Random(7)
    with Ledger(place, create=False) as ledger:
        articles = [one.id for one in ledger.articles()]
        longest = max(ledger.articles(), key=lambda one: one.words).id
        events = ledger.events(newest_first=True, limit=20 * count, tellings=False)
        entities = ledger.entities()
        last = ledger.last_day() or "2018-06-01"
    actors = [one.id for one in entities if one.kind in ("person", "state")]
    places = [one.id for one in entities if one.kind == "place"]

    def some(ids: list[str], form: str) -> list[str]:
        chosen = dice.sample(ids, count) if len(ids) > count else dice.choices(ids, k=count)
        return [form.format(quote(one)) for one in chosen]

    found = {
        "article": some(articles, "/articles/{}/"),
        "record": some([one.id for one in events], "/records/{}/"),
        "actor": some(actors, "/actors/{}/"),
        "the longest report": [f"/articles/{longest}/"] * count,
        "front page": ["/"] * count,
        "search": [f"/search/?who={quote(one)}&since={last[:4]}" for one in dice.choices(actors, k=count)],
    }
    months = [f"/calendar/?month={int(last[:4]) - year}-{month:02}" for year in range(3) for month in range(1, 13)]
    mixed = [*found["article"][: count // 2], *found["record"][: count // 5], *found["actor"][: count // 10]]
    mixed += [
        *found["front page"][: count // 10],
        *found["search"][: count // 20],
        *dice.choices(months, k=count // 20),
    ]
    dice.shuffle(mixed)
    few, year = count // 10 + 5, int(last[:4])
    years = [f"since={year - n // 12}-{n % 12 + 1:02}&until={year - n // 12}" for n in range(min(few, 96))]
    pairs = [f"/pairs/{quote(one)}/{quote(other)}/" for one, other in _pairs(events)]
    seldom = {
        "month": [f"/calendar/?month={year - n // 12}-{n % 12 + 1:02}" for n in range(min(few, 110))],
        "search by words": [f"/search/?q={'+'.join(dice.sample(WORDS, 2))}" for _ in range(few)],
        "search, narrowed": [f"/search/?q={dice.choice(WORDS)}&kind=meeting&since={2015 + n % 10}" for n in range(few)],
        "statements of somebody": [f"/statements/?who={quote(one)}" for one in dice.choices(actors, k=few)],
        "place": some(places, "/places/{}/")[:few],
        "pair": dice.sample(pairs, min(few, len(pairs))),
        "map": [f"/map/?{one}" for one in years],
        "network": [f"/network/?{one}" for one in years],
        "story": some(articles, "/articles/{}/story/")[:few],
        "API": [f"/api/events?who={quote(one)}&limit=50" for one in dice.choices(actors, k=few)],
    }
    every = [*mixed[: count * 4 // 5], *(one for several in seldom.values() for one in several[: count // 50])]
    dice.shuffle(every)
    return (
        {name: (1.0, asked) for name, asked in found.items()}
        | {"all of these": (1.0, mixed)}
        | {name: (0.1, asked) for name, asked in seldom.items()}
        | {"every kind": (1.0, every)}
    )


def _pairs(events: Iterable[Event]) -> list[tuple[str, str]]:
    """Who takes part in an event with whom, each pair once."""
    sides = [sorted({side.entity for side in (*one.actors, *one.recipients)}) for one in events]
    return sorted({(one[0], one[1]) for one in sides if len(one) > 1})


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(address: tuple[str, int], desk: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            socket.create_connection(address, timeout=1).close()
        except OSError:
            if desk.poll() is not None:
                raise SystemExit("the desk did not start") from None
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the desk did not answer within half a minute")


def _wait_until_idle(process: int) -> None:
    """Until what was started has begun: the process of notices reads its modules for seconds, on the same core."""
    before = -1.0
    while (now := _spent(process)) - before > 0.05:
        before = now
        time.sleep(1)


def _get(connection: http.client.HTTPConnection, path: str, cookie: str, since: float) -> Answer:
    """Ask for a page; the wait counts from `since` (`time.perf_counter`)."""
    try:
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        answer = connection.getresponse()
        size = len(answer.read())
        return Answer(time.perf_counter() - since, answer.status >= 400, size)
    except (OSError, http.client.HTTPException):
        connection.close()
        return Answer(time.perf_counter() - since, True, 0)


def _asked(address: tuple[str, int], paths: Sequence[str], *, rate: float) -> list[Answer]:
    """The answers to requests that come at a rate, by several connections."""
    waiting: queue.Queue[tuple[float, str] | None] = queue.Queue()
    answers: list[Answer] = []

    def ask() -> None:
        connection = http.client.HTTPConnection(*address, timeout=60)
        while (one := waiting.get()) is not None:
            answers.append(_get(connection, one[1], "", one[0]))
        connection.close()

    # No more than are asked within a second: the server closes one that says nothing for two.
    clients = _started(ask for _ in range(max(1, min(_CLIENTS, int(rate)))))
    begun = time.perf_counter()
    for number, path in enumerate(paths):
        due = begun + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        waiting.put((due, path))
    for _ in clients:
        waiting.put(None)
    for one in clients:
        one.join()
    return answers


def _at_once(
    address: tuple[str, int], sessions: Sequence[str], paths: Sequence[str], *, each: int = 10
) -> list[Answer]:
    """The answers to as many readers as there are sessions, who all begin at one moment and ask for page after page."""
    answers: list[Answer] = []
    go = threading.Event()

    def read(number: int, session: str) -> None:
        connection = http.client.HTTPConnection(*address, timeout=120)
        go.wait()
        for n in range(each):
            path = paths[(number * each + n) % len(paths)]
            answers.append(_get(connection, path, f"session={session}", time.perf_counter()))
        connection.close()

    def reader(number: int, session: str) -> Callable[[], None]:
        return lambda: read(number, session)

    readers = _started(reader(number, session) for number, session in enumerate(sessions))
    go.set()
    for one in readers:
        one.join()
    return answers


def _started(deeds: Iterable[Callable[[], None]]) -> list[threading.Thread]:
    threads = [threading.Thread(target=deed, daemon=True) for deed in deeds]
    for one in threads:
        one.start()
    return threads


def _sessions(place: Path, data: Path, count: int) -> list[str]:
    """Sessions of as many people, made beside the log-in, whose hash is slow on purpose."""
    env = _env() | {"DATELINE_DESK_LEDGER": str(place.absolute()), "DATELINE_DESK_DATA": str(data)}
    command = [sys.executable, "-m", "dateline.desk", "shell", "-c", _SESSIONS.format(count=count)]
    ran = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    return [line.split()[1] for line in ran.stdout.splitlines() if line.startswith("session ")]


def _told(name: str, rate: float, answers: Sequence[Answer], spent: float) -> str:
    waits = [1000 * one.wait for one in answers]
    return _ROW.format(
        name=name, rate=rate, asked=len(answers), failed=sum(one.failed for one in answers), median=median(waits),
        spent=1000 * spent / len(answers),
        late=quantiles(waits, n=20)[-1], worst=max(waits), kilobytes=median(one.size for one in answers) / 1000,
    )  # fmt: skip


def _weight(address: tuple[str, int], path: str) -> str:
    """How much an article's page weighs besides: style sheet, script and icon."""
    connection = http.client.HTTPConnection(*address, timeout=60)
    sizes = {
        name: _get(connection, f"/static/desk/{name}", "", time.perf_counter()).size
        for name in ("desk.css", "desk.js", "icon.svg")
    }
    page = _get(connection, path, "", time.perf_counter()).size
    connection.close()
    told = ", ".join(f"{name} {size / 1000:.1f}" for name, size in sizes.items())
    return f"\nA reader's first article: page {page / 1000:.1f} KB, text included; {told} KB; not compressed."


if __name__ == "__main__":
    sys.exit(main())
