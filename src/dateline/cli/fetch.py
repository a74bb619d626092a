"""One page from the web, behind limits: size, time, redirects, and no address within the own network."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from dateline import __version__
from dateline.errors import InputError, TooLarge
from dateline.pages import decode_body

LIMIT_BYTES = 20 * 1024 * 1024
LIMIT_SECONDS = 20.0
LIMIT_REDIRECTS = 5
_HINT = "check the address and the connection"


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: its bytes, decoded from their transfer encoding, and the address it was finally found at."""

    url: str
    body: bytes
    content_type: str | None


def fetch(url: str, *, allow_private: bool = False, seconds: float = LIMIT_SECONDS) -> Fetched:
    """The page at `url`. Raises InputError with a hint where it cannot be had, TooLarge where it is too much.

    `allow_private` lets addresses of the own network through, which a page may otherwise never lead to.
    """
    deadline = time.monotonic() + seconds
    for _ in range(LIMIT_REDIRECTS + 1):
        parts = _split(url)
        status, headers, body = _get(parts, deadline, allow_private=allow_private)
        if status in (301, 302, 303, 307, 308) and headers.get("Location"):
            url = urljoin(url, headers["Location"])
            continue
        if status != 200:
            raise InputError(
                f"{url}: the server answered {status}",
                hint="open the address in a browser, save the page, read the file",
            )
        return Fetched(url, decode_body(body, headers.get("Content-Encoding", "")), headers.get("Content-Type"))
    raise InputError(f"{url}: more than {LIMIT_REDIRECTS} redirects", hint="give the address it ends at")


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # "http://[", a port that is no number
        valid = False
    if not valid:
        raise InputError(f"{url}: no web address", hint="give http://… or https://…, or a file")
    return parts


def _address(host: str, port: int, *, allow_private: bool) -> str:
    """The address to connect to. Every address of the host must be global: a name may point into the own network."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError) as error:
        raise InputError(f"{host}: no such host ({error})", hint=_HINT) from error
    for one in found:
        address = ipaddress.ip_address(one.split("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not allow_private and (not mapped.is_global or mapped.is_multicast):
            raise InputError(f"{host} is an address of this network", hint="allow it with --allow-private")
    return min(found, key=lambda one: ":" in one)


def _get(parts: SplitResult, deadline: float, *, allow_private: bool) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Status, headers and body. The whole of it ends at the deadline, however slowly the server drips."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address(host, port, allow_private=allow_private)  # resolved once: no second look-up answers otherwise
    late = InputError(f"{host} takes too long", hint="try again later, or save the page to a file")
    left = deadline - time.monotonic()
    if left <= 0:
        raise late
    try:
        raw = socket.create_connection((address, port), timeout=left)
    except OSError as error:
        raise InputError(f"{host}: {error}", hint=_HINT) from error
    lines = [raw]
    clock = threading.Timer(max(0.0, deadline - time.monotonic()), _hang_up, (lines,))
    clock.daemon = True
    clock.start()
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            lines.append(context.wrap_socket(raw, server_hostname=host, do_handshake_on_connect=False))
            lines[-1].do_handshake()  # type: ignore[attr-defined]
        answer = _exchange(lines[-1], parts, host, port)
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline:
            raise late from error
        raise InputError(f"{host}: {error}", hint=_HINT) from error
    finally:
        clock.cancel()
        lines[-1].close()
    if time.monotonic() >= deadline:  # a line that was hung up looks like the end of the page
        raise late
    return answer


def _exchange(
    stream: socket.socket, parts: SplitResult, host: str, port: int
) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(host, port)
    connection.sock = stream
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    headers = {
        "User-Agent": f"dateline/{__version__} (reads one page for a person)",
        "Accept-Encoding": "gzip",
        "Accept": "text/html,*/*;q=0.5",
    }
    connection.request("GET", f"{path}?{query}" if query else path, headers=headers)
    response = connection.getresponse()
    body = bytearray()
    while chunk := response.read1(65536):
        body += chunk
        if len(body) > LIMIT_BYTES:
            raise TooLarge(f"{host} sends more than {LIMIT_BYTES:,} bytes", hint="save the article alone to a file")
    if response.length:  # the connection broke off before the length that was announced
        raise http.client.IncompleteRead(bytes(body), response.length)
    return response.status, response.headers, bytes(body)


def _hang_up(lines: list[socket.socket]) -> None:
    with contextlib.suppress(OSError):  # it may be closed already
        lines[-1].shutdown(socket.SHUT_RDWR)
