"""Pages: bytes of a page or text to one clean article. No network, no model, no clock."""

from dateline.pages.article import Parsed
from dateline.pages.charset import decode as decode_text
from dateline.pages.charset import decode_body
from dateline.pages.reader import parse, parse_html, parse_text

__all__ = ["Parsed", "decode_body", "decode_text", "parse", "parse_html", "parse_text"]
