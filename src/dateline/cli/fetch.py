"""One page from the web, behind limits: size, time, redirects, and no address within the own network."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from dateline import __version__
from dateline.errors import InputError, TooLarge
from dateline.pages import decode_body

LIMIT_BYTES = 20 * 1024 * 1024
LIMIT_SECONDS = 20.0
LIMIT_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page: its bytes, decoded from their transfer encoding, and the address it was finally found at."""

    url: str
    body: bytes


def fetch(url: str) -> Fetched:
    """The page at `url`. Raises InputError with a hint where it cannot be had, TooLarge where it is too much."""
    deadline = time.monotonic() + LIMIT_SECONDS
    for _ in range(LIMIT_REDIRECTS + 1):
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise InputError(f"{url}: no web address", hint="give http://… or https://…, or a file")
        status, headers, body = _get(parts, deadline)
        if status in (301, 302, 303, 307, 308) and headers.get("Location"):
            url = urljoin(url, headers["Location"])
            continue
        if status != 200:
            raise InputError(
                f"{url}: the server answered {status}",
                hint="open the address in a browser, save the page, read the file",
            )
        return Fetched(url, decode_body(body, headers.get("Content-Encoding", "")))
    raise InputError(f"{url}: more than {LIMIT_REDIRECTS} redirects", hint="give the address it ends at")


def _address(host: str, port: int) -> str:
    """The address to connect to. Every address of the host must be global: a name may point into the own network."""
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise InputError(f"{host}: no such host ({error})", hint="check the address and the connection") from error
    for one in found:
        address = ipaddress.ip_address(one.split("%")[0])
        mapped = getattr(address, "ipv4_mapped", None)
        if not (mapped or address).is_global or (mapped or address).is_multicast:
            raise InputError(f"{host} is an address of this network", hint="save the page to a file and read that")
    return sorted(found, key=lambda one: ":" in one)[0]


def _get(parts: SplitResult, deadline: float) -> tuple[int, http.client.HTTPMessage, bytes]:
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address(host, port)  # resolved once and pinned, so that no second look-up answers otherwise
    try:
        raw = socket.create_connection((address, port), timeout=max(0.1, deadline - time.monotonic()))
        if parts.scheme == "https":
            raw = ssl.create_default_context().wrap_socket(raw, server_hostname=host)
        connection = http.client.HTTPConnection(host, port, timeout=max(0.1, deadline - time.monotonic()))
        connection.sock = raw
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        agent = f"dateline/{__version__} (reads one page for a person)"
        connection.request(
            "GET", path, headers={"User-Agent": agent, "Accept-Encoding": "gzip", "Accept": "text/html,*/*;q=0.5"}
        )
        response = connection.getresponse()
        body = bytearray()
        while chunk := response.read(65536):
            body += chunk
            if len(body) > LIMIT_BYTES:
                raise TooLarge(f"{host} sends more than {LIMIT_BYTES} bytes", hint="save the article alone to a file")
            if time.monotonic() > deadline:
                raise InputError(f"{host} takes longer than {LIMIT_SECONDS:.0f} s", hint="try again later")
        return response.status, response.headers, bytes(body)
    except (OSError, http.client.HTTPException) as error:
        raise InputError(f"{host}: {error}", hint="check the address and the connection") from error
