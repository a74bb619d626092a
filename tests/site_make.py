"""A site on this machine for the tests: a real server in threads, with pages, feeds and misbehaviour."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    path: str
    headers: Mapping[str, str]
    at: float


@dataclass
class Site:
    """Answers by path; what is not there is 404. `asked` has all requests in their order."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    url: str = ""

    def __enter__(self) -> Site:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(Asked(self.path, dict(self.headers.items()), time.monotonic()))
                with contextlib.suppress(OSError):  # the reader may hang up
                    site.answers.get(self.path, sends(b"", status=404))(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        return [one.path for one in self.asked]


def sends(body: bytes, *, status: int = 200, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


def page(n: int) -> bytes:
    """A report; each about other people and places than the next."""
    who = ("Sergei Lavrov", "Kono Taro", "Heiko Maas", "Wang Yi", "Jean-Yves Le Drian", "Jeremy Hunt")[n % 6]
    city = ("Tokyo", "Vienna", "Geneva", "Oslo", "Cairo", "Doha", "Rome")[n % 7]
    return (
        f"<html><head><title>Ministers meet in {city}</title></head><body><article><h1>Ministers meet in {city}</h1>"
        f"<p>Foreign Minister {who} met US Secretary of State Mike Pompeo in {city} on Monday for {n + 2} hours.</p>"
        "<p>The two sides would speak about trade again in May, a spokesman told reporters after the meeting.</p>"
        "</article></body></html>"
    ).encode()


def rss(*links: str, title: str = "The Model Post") -> bytes:
    items = "".join(
        f"<item><title>Report</title><link>{link}</link><pubDate>Tue, 05 Jun 2018 10:00:00 GMT</pubDate></item>"
        for link in links
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()


def conditional(body: bytes, etag: str = '"v1"', modified: str = "Tue, 05 Jun 2018 10:00:00 GMT") -> Answer:
    """304 to whoever has it already."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        known = request.headers.get("If-None-Match") == etag and request.headers.get("If-Modified-Since") == modified
        sends(b"" if known else body, status=304 if known else 200, ETag=etag, Last_Modified=modified)(request)

    return answer


def without_end(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"<p>and so on</p>" * 4096)
