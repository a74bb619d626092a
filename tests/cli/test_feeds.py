"""`dateline feeds` and feeds given to `dateline add`, against a real server on this machine."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dateline import Ledger
from dateline.cli import main
from dateline.ledger import feeds as subscriptions
from site_make import Site, conditional, page, rss, sends, without_end

COUNT = 4


@pytest.fixture(name="site")
def a_site() -> Iterator[Site]:
    with Site() as site:
        for n in range(COUNT):
            site.answers[f"/{n}"] = sends(page(n), Content_Type="text/html; charset=utf-8")
        links = [f"{site.url}/{n}" for n in range(COUNT)]
        site.answers["/feed"] = conditional(rss(*links))
        yield site


@pytest.fixture(name="ledger")
def a_ledger(site: Site, tmp_path: Path) -> Path:
    place = tmp_path / "a.db"
    assert "1 added\n" == feeds(place, "add", f"{site.url}/feed").stdout
    return place


def feeds(place: Path, *arguments: object) -> Result:
    return CliRunner().invoke(main, ["feeds", str(place), *map(str, arguments)])


def run(place: Path, *arguments: object) -> Result:
    return feeds(place, "run", "--allow-private", "--pause", 0, *arguments)


def listed(place: Path) -> dict[str, object]:
    (one,) = json.loads(feeds(place, "list", "--json").stdout)
    return one  # type: ignore[no-any-return]


def test_a_subscription_is_added_once_listed_and_removed(tmp_path: Path) -> None:
    place, url = tmp_path / "a.db", "https://example.org/feed"

    assert "1 added\n" == feeds(place, "add", url, "--outlet", "The Model Post").stdout
    assert "0 added, 1 there already\n" == feeds(place, "add", url).stdout
    assert "not asked yet" in feeds(place, "list").stdout
    assert "The Model Post" == json.loads(feeds(place, "list", "--json").stdout)[0]["outlet"]
    assert "1 removed\n" == feeds(place, "remove", url).stdout
    assert (3, 3) == (feeds(place, "remove", url).exit_code, feeds(place, "list").exit_code)
    assert 2 == feeds(place, "add", "file:///etc/passwd").exit_code
    assert 3 == run(place).exit_code


def test_reports_are_added_once_and_an_unchanged_feed_is_not_sent_again(ledger: Path, site: Site) -> None:
    first = run(ledger)
    site.asked.clear()
    early, again = run(ledger), run(ledger, "--now")

    assert (0, "1 feed asked, 4 added\n") == (first.exit_code, first.stdout)
    assert "0 feeds asked, 0 added, 1 not due (--now asks all the same)\n" == early.stdout, (
        "ten minutes have not passed"
    )
    assert (0, "1 feed asked, 1 unchanged, 0 added\n") == (again.exit_code, again.stdout)
    assert ["/robots.txt", "/feed"] == site.paths()
    assert '"v1"' == site.asked[1].headers["If-None-Match"]
    with Ledger(ledger) as opened:
        assert COUNT == opened.info().articles
        assert {"2018-06-05"} == {(one.published or "")[:10] for one in opened.articles()}, "the feed tells the day"
    assert ("The Model Post", 4, 0) == tuple(listed(ledger)[name] for name in ("title", "read", "failures"))


def test_what_is_new_in_a_feed_is_all_that_is_fetched(ledger: Path, site: Site) -> None:
    run(ledger)
    site.asked.clear()
    site.answers["/new"] = sends(page(9))
    site.answers["/feed"] = conditional(rss(*(f"{site.url}/{path}" for path in ("new", 0, 1))), etag='"v2"')

    assert "1 feed asked, 1 added\n" == run(ledger, "--now").stdout
    assert ["/robots.txt", "/feed", "/new"] == site.paths()


def test_a_server_that_fails_is_tried_again_and_a_page_that_is_gone_is_not(
    ledger: Path, site: Site, tmp_path: Path
) -> None:
    good = site.answers["/1"]
    site.answers["/1"] = sends(b"", status=500)
    del site.answers["/2"]

    first = run(ledger, "--errors", tmp_path / "errors.jsonl")
    site.asked.clear()
    site.answers["/1"] = good
    early, later = run(ledger), run(ledger, "--now")

    assert (1, "1 feed asked, 2 added, 1 failed, 1 to be tried again\n") == (first.exit_code, first.stdout)
    rows = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text("utf-8").splitlines()]
    assert {f"{site.url}/1": "http", f"{site.url}/2": "http"} == {row["input"]: row["error"]["code"] for row in rows}
    assert all(row["error"]["message"] and row["error"]["hint"] for row in rows)
    assert "0 feeds asked, 0 added, 1 not due (--now asks all the same)\n" == early.stdout, (
        "five minutes have not passed"
    )
    assert "1 feed asked, 1 unchanged, 1 added\n" == later.stdout
    assert "/2" not in site.paths()


def test_a_server_that_never_recovers_is_given_up(ledger: Path, site: Site) -> None:
    site.answers["/1"] = sends(b"", status=500)
    told = [run(ledger, "--now").stdout for _ in range(subscriptions.MOST_TRIES + 1)]

    assert all("1 to be tried again" in one for one in told[:-2])
    assert "1 failed" in told[-2]
    assert "failed" not in told[-1]
    assert (3, 0, 1) == tuple(listed(ledger)[name] for name in ("read", "waiting", "failed"))


def test_robots_txt_closes_reports_and_feeds(ledger: Path, site: Site) -> None:
    site.answers["/robots.txt"] = sends(b"User-agent: *\nDisallow: /1\n")
    assert "1 feed asked, 3 added, 1 failed\n" == run(ledger).stdout
    assert "/1" not in site.paths()

    site.answers["/robots.txt"] = sends(b"User-agent: *\nDisallow: /\n")
    site.asked.clear()
    assert "1 feed asked, 0 added, 1 failed\n" == run(ledger, "--now").stdout
    assert ["/robots.txt"] == site.paths()
    assert "robots" == listed(ledger)["code"]


LAUGHS = b'<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (sends(LAUGHS), "bad-feed"),
        (sends(b"<html><body>a page</body></html>"), "bad-feed"),
        (sends(b""), "empty"),
        (without_end, "too-large"),
        (sends(b"", status=302, Location="/feed"), "unreadable"),
        (sends(b"", status=302, Location="file:///etc/passwd"), "unreadable"),
        (sends(b"", status=503), "http"),
        (sends(b"<rss", Content_Length="100"), "unreachable"),
        (sends(b"\x00\x01\x02" * 500), "not-text"),
    ],
    ids=["laughs", "page", "empty", "endless", "circle", "file", "503", "broken off", "binary"],
)  # fmt: skip
def test_a_hostile_feed_costs_itself_only_and_is_asked_later_each_time(
    ledger: Path, site: Site, answer: object, code: str
) -> None:
    site.answers["/other"] = conditional(rss(f"{site.url}/0"))
    feeds(ledger, "add", f"{site.url}/other")
    site.answers["/feed"] = answer  # type: ignore[assignment]
    rest = code == "http"  # the host asks for a rest: the other feed is on the same host

    result = run(ledger)
    (hostile,) = (one for one in json.loads(feeds(ledger, "list", "--json").stdout) if one["url"].endswith("/feed"))

    assert 1 == result.exit_code
    assert ("2 feeds asked, 0 added, 2 failed\n" if rest else "2 feeds asked, 1 added, 1 failed\n") == result.stdout
    assert (code, 1) == (hostile["code"], hostile["failures"])
    assert hostile["asked"] < hostile["due"]
    run(ledger, "--now")
    (later,) = (one for one in json.loads(feeds(ledger, "list", "--json").stdout) if one["url"].endswith("/feed"))
    assert later["due"] > hostile["due"]


def test_a_feed_that_is_gone_is_asked_no_more(ledger: Path, site: Site) -> None:
    site.answers["/feed"] = sends(b"", status=410)
    run(ledger)

    assert listed(ledger)["due"] is None
    assert "gone, asked no more" in feeds(ledger, "list").stdout
    assert "0 feeds asked, 0 added\n" == run(ledger).stdout


def test_the_own_network_is_asked_only_where_that_is_allowed(ledger: Path, site: Site) -> None:
    result = feeds(ledger, "run")

    assert "1 feed asked, 0 added, 1 failed\n" == result.stdout
    assert "--allow-private" in result.stderr
    assert [] == site.paths()


def test_killed_in_the_middle_nothing_is_lost_and_nothing_is_read_twice(ledger: Path, site: Site) -> None:
    command = [sys.executable, "-m", "dateline", "feeds", str(ledger), "run", "--allow-private", "--pause", "0.3"]
    running = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 60
    while "/2" not in site.paths() and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    before = site.paths()
    site.asked.clear()

    result = run(ledger, "--now")

    assert "/2" in before
    assert "/3" not in before
    assert (0, True) == (result.exit_code, result.stdout.startswith("1 feed asked, 1 unchanged, "))
    assert ["/robots.txt", "/feed"] == site.paths()[:2]
    assert {"/3"} <= set(site.paths()[2:]) <= {"/1", "/2", "/3"}
    with Ledger(ledger) as opened:
        assert COUNT == opened.info().articles == len({one.url for one in opened.articles()})


def test_a_feed_given_to_add_is_read_once(site: Site, tmp_path: Path) -> None:
    arguments = ["add", str(tmp_path / "a.db"), f"{site.url}/feed", "--allow-private"]
    del site.answers["/3"]

    first = CliRunner().invoke(main, [*arguments, "--errors", str(tmp_path / "errors.jsonl")])
    site.asked.clear()
    again = CliRunner().invoke(main, arguments)

    assert "3 added, 1 failed\n" == first.stdout
    assert "http" == json.loads((tmp_path / "errors.jsonl").read_text("utf-8"))["error"]["code"]
    assert "0 added, 3 there already, 1 failed\n" == again.stdout
    assert ["/feed", "/robots.txt", "/3"] == site.paths()


def test_a_feed_in_a_file_is_read_as_well(site: Site, tmp_path: Path) -> None:
    (tmp_path / "saved.rss").write_bytes(rss(f"{site.url}/0"))
    arguments = ["add", str(tmp_path / "a.db"), str(tmp_path / "saved.rss")]

    assert "0 added, 1 failed\n" == CliRunner().invoke(main, arguments).stdout
    assert "1 added\n" == CliRunner().invoke(main, [*arguments, "--allow-private"]).stdout
