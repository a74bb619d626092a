"""Bytes to characters: content encoding, byte order mark, declared and guessed character sets."""

from __future__ import annotations

import codecs
import re
import unicodedata
import zlib

from charset_normalizer import from_bytes

from dateline.errors import EmptyInput, NotText, TooLarge

LIMIT_BYTES = 5_000_000  # of a page; the measured ones have 263 kB on the average

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"\x7fELF",
           b"\xd0\xcf\x11\xe0", b"\xfd7zXZ", b"7z\xbc\xaf", b"RIFF", b"OggS", b"ID3", b"\x28\xb5\x2f\xfd",
           b"Rar!")  # fmt: skip
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""", re.I)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
# What pages that declare these really use (WHATWG Encoding Standard).
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "latin-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
          "iso8859-9": "cp1254", "iso8859-11": "cp874", "euc_kr": "cp949", "shift_jis": "cp932"}  # fmt: skip
# C0 and C1 controls but tab and newlines; soft hyphens, zero-width and direction marks; byte order marks within.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode_body(data: bytes, content_encoding: str | None, *, limit: int = LIMIT_BYTES) -> bytes:
    """The body of an HTTP response without its content encoding (gzip, deflate, identity), never more than `limit`.

    Raises TooLarge as soon as the limit is passed (a small body can unpack to terabytes), NotText if the data is broken
    from the start or the encoding is none of these. A body that breaks off later gives what could be unpacked.
    """
    for name in reversed([part.strip().lower() for part in (content_encoding or "").split(",") if part.strip()]):
        if name in ("gzip", "x-gzip"):
            data = _inflate(data, 31, limit)
        elif name == "deflate":
            # By the standard with a zlib head; some servers send it bare.
            zlib_head = len(data) > 1 and data[0] & 15 == 8 and (data[0] * 256 + data[1]) % 31 == 0
            data = _inflate(data, 15 if zlib_head else -15, limit)
        elif name != "identity":
            raise NotText(f"content encoding {name!r} is not known", hint="ask for gzip, deflate or identity")
    if len(data) > limit:
        raise _too_large(len(data), limit)
    return data


def _inflate(data: bytes, window: int, limit: int) -> bytes:
    out = bytearray()
    while data:  # gzip allows several members one after the other
        unpacker = zlib.decompressobj(window)
        try:
            out += unpacker.decompress(data, limit + 1 - len(out))
        except zlib.error as error:
            if out:
                break
            raise NotText(f"compressed body is broken: {error}", hint="fetch it again, without compression") from error
        if len(out) > limit:
            raise _too_large(len(out), limit)
        data = unpacker.unused_data if window == 31 else b""
    return bytes(out)


def _too_large(size: int, limit: int) -> TooLarge:
    return TooLarge(
        f"more than {limit:,} bytes ({size:,} read)", hint="an article is smaller; is this an archive or a data file?"
    )


def decode(data: bytes, *, content_type: str | None = None, limit: int = LIMIT_BYTES) -> str:
    """The characters of a page or text file.

    In order: byte order mark, valid UTF-8, the charset of the HTTP header, of `<meta>` or XML declaration, a guess.
    Bytes that fit none become U+FFFD. Raises EmptyInput, TooLarge, and NotText for what is binary.
    """
    if len(data) > limit:
        raise _too_large(len(data), limit)
    if not data.strip(b" \t\r\n\x00"):
        raise EmptyInput("there is nothing in it", hint="check the file or what the server sent")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if data.startswith(_BINARY):
        raise NotText("it is a binary file, not a page or text", hint="convert it to HTML or plain text first")
    if wide := _wide(data):
        return data.decode(wide, "replace")
    # Blanks are not counted as text: a binary file is recognised by its control characters.
    if len(re.findall(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]", data[:65536])) * 50 > len(data[:65536]):
        raise NotText("it looks like binary data, not a page or text", hint="convert it to HTML or plain text first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # cut off within a character
            return data[: error.start].decode("utf-8", "replace")
    declared = _known(_first(_HEADER, content_type or "")), _known(_in_bytes(data))
    for charset in declared:
        if charset and charset != "utf-8":
            return data.decode(charset, "replace")
    if "utf-8" in declared and data.decode("utf-8", "ignore").count("\ufffd") * 20 < len(data):
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * 4 < sum(byte > 127 for byte in data):  # most of it is UTF-8 after all
            return text
    return data.decode(_guess(data), "replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: nearly every second byte of Western text is zero."""
    head = data[:2000]
    half = len(head) // 2
    if half >= 8 and head[1::2].count(0) > half * 0.7 and head[::2].count(0) < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if half >= 8 and head[::2].count(0) > half * 0.7 and head[1::2].count(0) < half * 0.1 else None


def _in_bytes(data: bytes) -> str:
    found = _DECLARED.search(data, 0, 8192) or _XML.search(data, 0, 200)
    return found[1].decode("ascii", "replace") if found else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _known(name: str) -> str | None:
    """The codec that is meant by a declared name; None if there is none or it is no charset of pages."""
    try:
        codec = codecs.lookup(name).name if name else ""
        "".encode(codec or "x-none")
    except (LookupError, UnicodeError, TypeError, ValueError):
        return None
    return None if codec.startswith(("utf-16", "utf-32", "utf-7")) else _MEANT.get(codec, codec)


def _guess(data: bytes) -> str:
    high = sum(byte > 127 for byte in data[:65536])
    if high * 20 < len(data[:65536]):  # Western text with a few quotation marks and accents
        return "cp1252"
    best = from_bytes(data[:16384]).best()
    return best.encoding if best else "cp1252"


# UTF-8 that was once read as windows-1252: "â€™" for "’", "Ã©" for "é".
_TWICE = re.compile("[\u00c2-\u00c5\u00e2\u00ef\u00f0][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]{1,3}")


def repair(text: str) -> str:
    """Text whose sender encoded it twice as it was meant. Only what is valid UTF-8 when undone is changed."""
    # Looking for the seven first characters one by one is faster than the pattern, which few pages need.
    return _TWICE.sub(_undo, text) if any(first in text for first in "ÂÃÄÅâïð") else text


def _undo(found: re.Match[str]) -> str:
    try:
        data = b"".join(char.encode("latin-1" if "\x80" <= char <= "\xff" else "cp1252") for char in found[0])
        return data.decode("utf-8")
    except UnicodeError:
        return found[0]


def normalise(text: str) -> str:
    """Characters as `Article.text` holds them: composed (NFC), no controls, surrogates or invisible marks.

    Done once, before anything is counted: the composed and the decomposed "é" differ in length.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text))
    return unicodedata.normalize("NFC", text)
