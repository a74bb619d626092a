"""WARC records as bytes, for `corpus.py`: the same bytes for the same content, whole or broken on purpose."""

from __future__ import annotations

import hashlib
import zlib
from base64 import b32encode
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

CRLF = b"\r\n"


def record(kind: str, name: str, url: str, moment: datetime, body: bytes, *, content_type: str) -> bytes:
    """A record. `name` decides its id."""
    head = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:{UUID(bytes=hashlib.md5(name.encode(), usedforsecurity=False).digest())}>",
        "WARC-Date": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        **({"WARC-Target-URI": url} if url else {}),
        "WARC-Block-Digest": f"sha1:{b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}",
        "Content-Type": content_type,
        "Content-Length": str(len(body)),
    }
    return b"WARC/1.0" + CRLF + _lines(head) + CRLF + body + CRLF + CRLF


def answer(status: str, headers: Mapping[str, str], body: bytes) -> bytes:
    """A server's answer."""
    whole = {"Server": "nginx", **headers, "Content-Length": str(len(body))}
    return f"HTTP/1.1 {status}".encode() + CRLF + _lines(whole) + CRLF + body


def packed(data: bytes) -> bytes:
    """A gzip member without a time in it."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, 31)
    return squeeze.compress(data) + squeeze.flush()


def _lines(head: Mapping[str, str]) -> bytes:
    return b"".join(f"{key}: {value}".encode() + CRLF for key, value in head.items())
