"""A file format: what it is called, how it is written, and what it loses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from dateline.exports.holdings import Holdings

Writer = Callable[[Holdings, BinaryIO], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of one file or, with several `parts`, of one file each.

    A part is its file's name ("events.csv"; of a single part only the ending counts) and a function that writes all
    views to it, in their order, and returns how many it had to leave out. `loses` says what a reader of the format
    cannot get back; `needs` is the extra that has to be installed; `quotes` says that it uses the articles' texts, or
    the places where they name entities; `lasting` that it names events for readers who come back for changes.
    """

    name: str
    about: str
    media_type: str
    parts: Mapping[str, Writer]
    loses: tuple[str, ...] = ()
    needs: str | None = None
    quotes: bool = True
    lasting: bool = False

    @property
    def suffix(self) -> str:
        """The ending of its files."""
        return "." + next(iter(self.parts)).split(".", 1)[1]
