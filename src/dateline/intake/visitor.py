"""A polite visitor of sites: says who it is, heeds robots.txt, asks a host for one thing at a time, with a pause."""

from __future__ import annotations

import time
from collections.abc import Mapping
from urllib.parse import SplitResult

from protego import Protego

from dateline.errors import HttpError, InputError, NotText, PrivateAddress, RobotsClosed, TooLarge, Unreachable
from dateline.intake.web import LIMIT_BYTES, Fetched, fetch, split
from dateline.version import __version__

PAUSE = 1.0  # seconds between two requests to one host: what most sites ask of a crawler
LONGEST_PAUSE = 30.0  # seconds of a Crawl-delay that are heeded; who asks for more is asked less often by `due`
NAME = "dateline"  # what robots.txt calls us
_LIMIT_ROBOTS = 512 * 1024  # bytes: what RFC 9309 asks for at least
_REST = (429, 503)  # answers after which a host is left alone until the next run


class Visitor:
    """Visits sites for one run. What a robots.txt says is kept for as long as the run lasts.

    `contact` (an address, a page) goes into the User-Agent, so that the owner of a site can write to somebody.
    """

    def __init__(self, *, allow_private: bool = False, pause: float = PAUSE, contact: str | None = None) -> None:
        told = f"; {contact}" if contact and contact.isascii() and contact.isprintable() else ""
        self.agent = f"{NAME}/{__version__} (reads news feeds; heeds robots.txt{told})"
        self._allow_private = allow_private
        self._pause = pause
        self._free: dict[str, float] = {}  # host: the moment from which it may be asked again
        self._rules: dict[str, Protego | InputError] = {}
        self._resting: set[str] = set()

    def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, limit: int = LIMIT_BYTES, robots: bool = True
    ) -> Fetched:
        """What is at `url`. Raises InputError as `fetch` does, and RobotsClosed, for redirects as well."""
        asked: list[str] = []

        def before(hop: str) -> None:
            parts = split(hop)
            if robots:
                self._check(hop, parts)
            self._wait(parts, asked)

        try:
            return fetch(
                url, allow_private=self._allow_private, limit=limit, before=before,
                headers={"User-Agent": self.agent} | dict(headers or {}),
            )  # fmt: skip
        except HttpError as error:
            if error.status in _REST and asked:
                self._resting.add(asked[-1])
            raise
        finally:
            self._leave(asked)

    def _wait(self, parts: SplitResult, asked: list[str]) -> None:
        """Wait until the host may be asked again; `asked` are those of this visit, the last one is left now."""
        host = _host(parts)
        if host in self._resting:
            raise Unreachable(f"{host} has asked for a rest", hint="the next run tries again")
        self._leave(asked)
        time.sleep(max(0.0, self._free.get(host, 0.0) - time.monotonic()))
        asked.append(host)

    def _leave(self, asked: list[str]) -> None:
        if asked:
            self._free[asked[-1]] = time.monotonic() + self._delay(asked[-1])

    def _delay(self, host: str) -> float:
        told = [rules.crawl_delay(NAME) for rules in self._of(host) if isinstance(rules, Protego)]
        return max([self._pause, *(min(one, LONGEST_PAUSE) for one in told if one is not None)])

    def _of(self, host: str) -> list[Protego | InputError]:
        return [self._rules[key] for key in (f"http://{host}", f"https://{host}") if key in self._rules]

    def _check(self, url: str, parts: SplitResult) -> None:
        """Raise RobotsClosed if robots.txt closes the address, what its own request raised if it cannot be had."""
        site = f"{parts.scheme}://{_host(parts)}"
        if site not in self._rules:
            self._rules[site] = self._robots(site)
        rules = self._rules[site]
        if isinstance(rules, InputError):
            raise rules
        if not _open(rules, url):
            raise RobotsClosed(f"{url}: robots.txt closes it to programs", hint="read it in a browser, save the page")

    def _robots(self, site: str) -> Protego | InputError:
        """The rules of a site. Without a robots.txt all is open; where the server fails, nothing is, for now."""
        try:
            body = self.get(f"{site}/robots.txt", limit=_LIMIT_ROBOTS, robots=False).body
        except HttpError as error:
            if 400 <= error.status < 500 and error.status not in _REST:
                return Protego.parse("")
            return Unreachable(f"{site}: robots.txt cannot be had ({error.status})", hint="the next run tries again")
        except PrivateAddress as error:
            return error
        except (TooLarge, NotText) as error:
            return RobotsClosed(f"{site}: no robots.txt that can be read: {error.message}", hint="tell its owner")
        except InputError as error:
            return Unreachable(f"{site}: robots.txt cannot be had: {error.message}", hint="the next run tries again")
        try:
            return Protego.parse(body.decode("utf-8", "replace"))
        except Exception as error:  # whatever a parser of others makes of it, the other sites are read
            return RobotsClosed(f"{site}: no robots.txt that can be read: {error}", hint="tell its owner")


def _host(parts: SplitResult) -> str:
    """The host as one is asked: in small letters, with a port if it is not the usual one, without a password."""
    host = parts.hostname or ""
    name = f"[{host}]" if ":" in host else host
    usual = parts.port is None or parts.port == (443 if parts.scheme == "https" else 80)
    return name if usual else f"{name}:{parts.port}"


def _open(rules: Protego, url: str) -> bool:
    try:
        return bool(rules.can_fetch(url, NAME))
    except ValueError:  # an address that it cannot take apart
        return False
