"""The manners of the visitor, and what a site can do to it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator

import pytest

from dateline.errors import HttpError, InputError, PrivateAddress, RobotsClosed, TooLarge, Unreachable
from dateline.intake import web
from dateline.intake.addresses import address_of, is_global
from dateline.intake.visitor import Visitor
from site_make import Site, sends, without_end


@pytest.fixture(name="site")
def a_site() -> Iterator[Site]:
    with Site() as site:
        yield site


def visitor(pause: float = 0.0) -> Visitor:
    return Visitor(allow_private=True, pause=pause, contact="desk@example.org")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1", "::127.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::1", "2002:a00:1::", "2001:db8::1"],
)  # fmt: skip
def test_addresses_that_lead_inside_are_known_in_all_their_clothes(address: str) -> None:
    assert not is_global(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e", "2002:5db8:d70e::"]
)
def test_others_are_open(address: str) -> None:
    assert is_global(address)


def test_it_says_who_it_is_and_heeds_robots_txt(site: Site) -> None:
    site.answers = {
        "/robots.txt": sends(b"User-agent: *\nAllow: /\n\nUser-agent: dateline\nDisallow: /inner/\n"),
        "/a": sends(b"a"), "/inner/b": sends(b"b"), "/moved": sends(b"", status=302, Location="/inner/b"),
    }  # fmt: skip
    guest = visitor()

    assert b"a" == guest.get(f"{site.url}/a").body
    for path in ("/inner/b", "/moved"):
        with pytest.raises(RobotsClosed):
            guest.get(f"{site.url}{path}")
    assert ["/robots.txt", "/a", "/moved"] == site.paths()
    assert all("dateline/" in one.headers["User-Agent"] for one in site.asked)
    assert all("desk@example.org" in one.headers["User-Agent"] for one in site.asked)


def test_without_robots_txt_all_is_open_and_while_it_fails_nothing_is(site: Site) -> None:
    site.answers = {"/a": sends(b"a")}
    assert b"a" == visitor().get(f"{site.url}/a").body

    site.answers["/robots.txt"] = sends(b"", status=503)
    with pytest.raises(Unreachable, match="robots"):
        visitor().get(f"{site.url}/a")


def test_a_robots_txt_without_end_is_not_read_to_the_end(site: Site) -> None:
    site.answers = {"/robots.txt": without_end, "/a": sends(b"a")}

    with pytest.raises(RobotsClosed):
        visitor().get(f"{site.url}/a")


def test_a_host_is_asked_with_a_pause_and_with_a_longer_one_where_it_asks_for_it(site: Site) -> None:
    site.answers = {"/robots.txt": sends(b"User-agent: *\nCrawl-delay: 0.4\n"), "/a": sends(b"a"), "/b": sends(b"b")}
    guest = visitor(pause=0.2)
    guest.get(f"{site.url}/a")
    guest.get(f"{site.url}/b")

    robots, first, second = (one.at for one in site.asked)
    assert first - robots >= 0.2
    assert second - first >= 0.4


def test_a_host_that_is_overloaded_is_left_alone_for_the_rest_of_the_run(site: Site) -> None:
    site.answers = {"/a": sends(b"", status=429, Retry_After="120")}
    guest = visitor()

    with pytest.raises(HttpError) as error:
        guest.get(f"{site.url}/a")
    assert (429, 120) == (error.value.status, error.value.retry_after)
    with pytest.raises(Unreachable, match="rest"):
        guest.get(f"{site.url}/b")
    assert ["/robots.txt", "/a"] == site.paths()


def test_a_redirect_into_the_own_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # The name stands for a public site; where it sends us is looked up for good.
    port = int(site.url.rsplit(":", 1)[1])
    site.answers = {"/feed": sends(b"", status=302, Location=f"{site.url}/secret"), "/secret": sends(b"secret")}
    monkeypatch.setattr(
        web, "address_of",
        lambda host, at, *, allow_private: "127.0.0.1" if host == "public.example"
        else address_of(host, at, allow_private=allow_private),
    )  # fmt: skip

    with pytest.raises(PrivateAddress):
        Visitor(pause=0).get(f"http://public.example:{port}/feed")
    assert "/secret" not in site.paths()


def test_bodies_without_end_and_bombs_are_cut(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 60_000_000)
    site.answers = {"/endless": without_end, "/bomb": sends(bomb, Content_Encoding="gzip")}

    for path in ("/endless", "/bomb"):
        with pytest.raises(TooLarge):
            visitor().get(f"{site.url}{path}", limit=1_000_000)


def test_a_body_that_breaks_off_is_no_body(site: Site) -> None:
    site.answers = {"/a": sends(b"half", Content_Length="1000")}

    with pytest.raises(Unreachable):
        visitor().get(f"{site.url}/a")


def test_tags_that_cannot_be_sent_back_are_not_kept(site: Site) -> None:
    site.answers = {"/a": sends(b"a", ETag="x" * 5_000)}

    assert visitor().get(f"{site.url}/a").etag is None


@pytest.mark.parametrize("url", ["gopher://example.org/", "http://user:secret@[::1]/", "http://localhost:1/"])
def test_what_is_no_open_address_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        Visitor(pause=0).get(url)


@pytest.mark.parametrize("where", ["http://[", "http://a:b/", "//", "ftp://example.org/", "\u00ff:"])
def test_a_redirect_to_what_is_no_address_is_told(site: Site, where: str) -> None:
    site.answers = {"/a": sends(b"", status=302, Location=where)}

    with pytest.raises(InputError):
        visitor().get(f"{site.url}/a")


@pytest.mark.parametrize(
    "rules", [b"\x00\xff\xfe" * 99, b"Disallow: /\nUser-agent", b"User-agent: *\nCrawl-delay: x\n"]
)
def test_a_robots_txt_that_is_broken_breaks_nothing(site: Site, rules: bytes) -> None:
    site.answers = {"/robots.txt": sends(rules), "/a": sends(b"a")}

    assert b"a" == visitor().get(f"{site.url}/a").body


def test_one_host_by_several_names_is_asked_for_its_rules_once(site: Site) -> None:
    site.answers = {"/a": sends(b"a")}
    guest = visitor()
    guest.get(site.url.replace("127.0.0.1", "LOCALHOST") + "/a")
    guest.get(site.url.replace("127.0.0.1", "user:word@localhost") + "/a")

    assert ["/robots.txt", "/a", "/a"] == site.paths()
