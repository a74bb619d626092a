"""Lines of a terminal: wrapped to its width, coloured only where that is wanted, free of what could steer it."""

from __future__ import annotations

import os
import shutil
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TextIO

Style = Literal["plain", "bold", "dim", "title", "warn"]
Piece = tuple[str, Style]

_CODES: dict[Style, str] = {"plain": "", "bold": "1", "dim": "2", "title": "1;36", "warn": "33"}
NO_BREAK = "\u00a0"  # a blank at which no line ends
_PIPED = 80  # columns where there is no terminal
_NARROW, _WIDE = 40, 100  # longer lines are hard to read, shorter ones leave no room beside the days


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where lines go: how wide, and whether in colour."""

    width: int = _PIPED
    colour: bool = False

    def lines(self, pieces: Sequence[Piece], *, indent: int = 0, first: str = "") -> Iterator[str]:
        """`pieces` run together and wrapped, all lines indented; `first` stands before the first line instead.

        Blanks are collapsed and control characters dropped, so that no report can move the cursor.
        """
        letters, styles = _collapse(pieces)
        text = "".join(letters)
        position = 0
        lead = _clean(first).replace(NO_BREAK, " ").ljust(indent)
        for line in textwrap.wrap(text, max(20, self.width - indent), break_on_hyphens=False) or [""]:
            position = text.index(line, position)
            shown = line.replace(NO_BREAK, " ").rstrip()
            painted = self._paint(shown, styles[position : position + len(shown)])
            yield (lead + painted).rstrip()
            position += len(line)
            lead = " " * indent

    def _paint(self, line: str, styles: Sequence[Style]) -> str:
        if not self.colour:
            return line
        painted: list[str] = []
        start = 0
        for end in range(1, len(line) + 1):
            if end == len(line) or styles[end] != styles[start]:
                code = _CODES[styles[start]]
                painted.append(f"\x1b[{code}m{line[start:end]}\x1b[0m" if code else line[start:end])
                start = end
        return "".join(painted)


def sheet_for(out: TextIO) -> Sheet:
    """The sheet that suits `out`: a terminal's own width and colour, unless NO_COLOR is set or it is a dumb one."""
    if not out.isatty():
        return Sheet()
    width = max(_NARROW, min(_WIDE, shutil.get_terminal_size((_PIPED, 24)).columns))
    return Sheet(width, colour=not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")


def _collapse(pieces: Sequence[Piece]) -> tuple[list[str], list[Style]]:
    letters: list[str] = []
    styles: list[Style] = []
    for words, style in pieces:
        for letter in words:
            if letter.isspace() and letter != NO_BREAK:
                if not letters or letters[-1] == " ":
                    continue
                letter = " "
            elif not _clean(letter):
                continue
            letters.append(letter)
            styles.append(style)
    return letters, styles


def _clean(words: str) -> str:
    return "".join(letter for letter in words if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))
