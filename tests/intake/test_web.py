"""One page from the web: what may be asked for, and when it ends."""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.errors import InputError, TooLarge
from dateline.intake import web
from dateline.intake.web import fetch
from dateline.record import from_json

PAGE = (
    "<html><head><meta property='og:site_name' content='The Model Post'></head><body><article><h1>Ministers meet</h1>"
    "<p>The foreign ministers of Japan and France met in Tokyo on Monday and agreed to hold talks again.</p>"
    "<p>The two sides would speak about trade in May, a spokesman told reporters after the “long” meeting.</p>"
    "</article></body></html>"
)
Answer = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(name="serve")
def a_server() -> Iterator[Callable[[Answer], str]]:
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Answer) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with contextlib.suppress(OSError):  # the reader may hang up
                    answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/report"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def sends(body: bytes, *, status: int = 200, **headers: str) -> Answer:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "[::]"])
def test_addresses_of_the_own_network_are_refused(host: str) -> None:
    with pytest.raises(InputError):
        fetch(f"http://{host}/")


def test_a_redirect_does_not_lead_into_the_own_network(
    serve: Callable[[Answer], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = serve(sends(PAGE.encode()))
    url = serve(sends(b"", status=302, Location=inner))
    asked: list[str] = []
    monkeypatch.setattr(web, "address_of", lambda host, port, *, allow_private: asked.append(host) or "127.0.0.1")

    assert PAGE.encode() == fetch(url).body
    assert 2 == len(asked), "every hop is checked"


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "http://", "http://[", "http://a:b/"])
def test_only_web_addresses(url: str) -> None:
    with pytest.raises(InputError, match="no web address"):
        fetch(url)


def test_a_page_is_read_by_the_charset_of_the_server_and_named_by_its_address(serve: Callable[[Answer], str]) -> None:
    url = serve(sends(PAGE.encode("cp1252"), Content_Type="text/html; charset=windows-1252"))
    result = CliRunner().invoke(main, ["read", url, "--json", "--allow-private"])
    record = from_json(result.stdout)

    assert (url, url, "The Model Post") == (record.input, record.article.url, record.article.outlet)
    assert "“long”" in record.article.text


def test_what_the_server_refuses_is_told_with_a_next_step(serve: Callable[[Answer], str]) -> None:
    url = serve(sends(b"no", status=403))
    result = CliRunner().invoke(main, ["read", url, "--allow-private"])

    assert 4 == result.exit_code
    assert "answered 403" in result.stderr
    assert "save the page" in result.stderr


def test_a_bomb_is_defused(serve: Callable[[Answer], str]) -> None:
    url = serve(sends(gzip.compress(b"\0" * 60_000_000), Content_Encoding="gzip"))

    with pytest.raises(TooLarge):
        fetch(url, allow_private=True)


def test_a_server_that_drips_is_left_at_the_deadline(serve: Callable[[Answer], str]) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for _ in range(100):
            request.wfile.write(b"<p>")
            request.wfile.flush()
            time.sleep(0.1)

    started = time.monotonic()
    with pytest.raises(InputError, match="too long"):
        fetch(serve(drip), allow_private=True, seconds=0.5)
    assert time.monotonic() - started < 5


def test_circles_of_redirects_end(serve: Callable[[Answer], str]) -> None:
    with pytest.raises(InputError, match="redirects"):
        fetch(serve(sends(b"", status=302, Location="/report")), allow_private=True)
