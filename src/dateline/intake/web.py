"""One answer from the web, behind limits: size, time, redirects, and no address within the own network."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dateline.errors import HttpError, InputError, TooLarge, Unreachable
from dateline.intake.addresses import address_of
from dateline.pages import decode_body
from dateline.version import __version__

LIMIT_BYTES = 20 * 1024 * 1024
LIMIT_SECONDS = 20.0
LIMIT_REDIRECTS = 5
AGENT = f"dateline/{__version__} (reads one page for a person)"
_ANSWER_BYTES = 64 * 1024  # of an answer to what was sent: nobody reads it
_MOVED = (301, 302, 303, 307, 308)
_HINT = "check the address and the connection"
_LONGEST_HEADER = 1_000  # characters of an ETag that are kept: more is no tag


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered: the body without its transfer encoding, and the address it was finally found at.

    `status` is 200, or 304 where `headers` asked for what has changed and nothing has.
    """

    url: str
    body: bytes
    content_type: str | None
    status: int = 200
    etag: str | None = None
    modified: str | None = None
    max_age: int | None = None  # seconds for which the answer holds, by its own word


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    seconds: float = LIMIT_SECONDS,
    limit: int = LIMIT_BYTES,
    headers: Mapping[str, str] | None = None,
    before: Callable[[str], None] | None = None,
) -> Fetched:
    """The page at `url`. Raises InputError with a hint where it cannot be had, TooLarge where it is too much.

    `allow_private` lets addresses of the own network through, which a page may otherwise never lead to. `before` is
    called with each address, that of a redirect as well, before it is asked; the time it takes is not counted.
    """
    deadline = time.monotonic() + seconds
    for _ in range(LIMIT_REDIRECTS + 1):
        parts = split(url)
        if before is not None:
            waited = time.monotonic()
            before(url)
            deadline += time.monotonic() - waited
        status, found, body = _get(parts, deadline, headers or {}, limit, allow_private=allow_private)
        if status in _MOVED and found.get("Location"):
            url = _led(url, found["Location"])
            continue
        if status == 304 and headers:
            body = b""
        elif status != 200:
            raise HttpError(
                f"{url}: the server answered {status}", status=status, retry_after=_retry_after(found),
                hint="open the address in a browser, save the page, read the file",
            )  # fmt: skip
        body = decode_body(body, found.get("Content-Encoding", "") if body else "")
        return Fetched(
            url, body, found.get("Content-Type"), status,
            etag=_kept(found.get("ETag")), modified=_kept(found.get("Last-Modified")), max_age=_max_age(found),
        )  # fmt: skip
    raise InputError(f"{url}: more than {LIMIT_REDIRECTS} redirects", hint="give the address it ends at")


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server said to what it was sent: its status, and the seconds after which it wants to be asked again."""

    status: int
    retry_after: int | None


def post(
    url: str, body: bytes, headers: Mapping[str, str], *, allow_private: bool = False, seconds: float = LIMIT_SECONDS
) -> Answered:
    """Send `body` to `url`, whatever the answer; no redirect is followed, so nothing is sent where nobody asked for it.

    Raises InputError as `fetch` does.
    """
    sent = {"Content-Type": "application/json", "Accept": "*/*", "User-Agent": f"dateline/{__version__}"} | dict(
        headers
    )
    deadline = time.monotonic() + seconds
    status, found, _ = _get(split(url), deadline, sent, _ANSWER_BYTES, allow_private=allow_private, body=body)
    return Answered(status, _retry_after(found))


def _led(url: str, where: str) -> str:
    """Where a redirect leads."""
    try:
        return urljoin(url, where)
    except ValueError as error:  # "http://["
        raise InputError(f"{url}: it leads to {where[:200]!r}, which is no web address", hint=_HINT) from error


def split(url: str) -> SplitResult:
    """The parts of a web address. Raises InputError where it is none."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # "http://[", a port that is no number
        valid = False
    if not valid:
        raise InputError(f"{url}: no web address", hint="give http://… or https://…, or a file")
    return parts


def _get(
    parts: SplitResult,
    deadline: float,
    headers: Mapping[str, str],
    limit: int,
    *,
    allow_private: bool,
    body: bytes | None = None,
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Status, headers and body. The whole of it ends at the deadline, however slowly the server drips."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = address_of(host, port, allow_private=allow_private)  # resolved once: no second look-up answers otherwise
    late = Unreachable(f"{host} takes too long", hint="try again later, or save the page to a file")
    left = deadline - time.monotonic()
    if left <= 0:
        raise late
    try:
        raw = socket.create_connection((address, port), timeout=left)
    except OSError as error:
        raise Unreachable(f"{host}: {error}", hint=_HINT) from error
    lines = [raw]
    clock = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, (lines,))
    clock.daemon = True
    clock.start()
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            lines.append(context.wrap_socket(raw, server_hostname=host, do_handshake_on_connect=False))
            lines[-1].do_handshake()  # type: ignore[attr-defined]
        answer = _exchange(lines[-1], parts, host, port, headers, limit, body)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline:
            raise late from error
        raise Unreachable(f"{host}: {error}", hint=_HINT) from error
    finally:
        clock.cancel()
        lines[-1].close()
    if time.monotonic() >= deadline:  # a line that was hung up looks like the end of the page
        raise late
    return answer


def _exchange(
    stream: socket.socket,
    parts: SplitResult,
    host: str,
    port: int,
    headers: Mapping[str, str],
    limit: int,
    sent_body: bytes | None,
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(host, port)
    connection.sock = stream
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    sent = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "text/html,*/*;q=0.5"} | dict(headers)
    where = f"{path}?{query}" if query else path
    connection.request("GET" if sent_body is None else "POST", where, body=sent_body, headers=sent)
    response = connection.getresponse()
    body = bytearray()
    while chunk := response.read1(65536):
        body += chunk
        if len(body) > limit:
            raise TooLarge(f"{host} sends more than {limit:,} bytes", hint="save the article alone to a file")
    if response.length:  # the connection broke off before the length that was announced
        raise http.client.IncompleteRead(bytes(body), response.length)
    return response.status, response.headers, bytes(body)


def _hang_up(lines: list[socket.socket]) -> None:
    with contextlib.suppress(OSError):  # it may be closed already
        lines[-1].shutdown(socket.SHUT_RDWR)


def _kept(value: str | None) -> str | None:
    """A header that can be sent back as it came."""
    return value if value and len(value) <= _LONGEST_HEADER and value.isascii() and value.isprintable() else None


def _max_age(headers: http.client.HTTPMessage) -> int | None:
    found = re.search(r"\bmax-age=(\d{1,9})\b", headers.get("Cache-Control", ""))
    return int(found[1]) if found else None


def _retry_after(headers: http.client.HTTPMessage) -> int | None:
    """The seconds of Retry-After, which may be a number or a date."""
    value = (headers.get("Retry-After") or "").strip()
    if value.isascii() and value.isdigit():
        return int(value[:9])
    try:
        then = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0, int((then.astimezone(UTC) - datetime.now(tz=UTC)).total_seconds()))
