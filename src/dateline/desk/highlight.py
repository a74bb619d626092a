"""The words of an article with what was read from them: nested marks, however spans overlap.

A mark's id is its place (`w-30-167`), so that every proof in the record has an address. A span that crosses another is
cut where the other ends; its first piece bears the id.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from dateline.record import Section


@dataclass(frozen=True, slots=True)
class Note:
    """Something read from the characters [start, end): `target` is the id of the field on the page, `title` says which.

    `tone` is a class of the style sheet: "sentence" (the whole that a claim was read from), "words" (those of one
    field), "said" (the words of a statement), "shown" (what was asked for). `number` is put behind as a reference.
    """

    start: int
    end: int
    tone: str
    target: str | None = None
    title: str = ""
    number: str | None = None


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    notes: tuple[Note, ...]

    @property
    def target(self) -> str | None:
        return next((one.target for one in self.notes if one.target), None)

    def opening(self, *, first: bool) -> str:
        tones = " ".join(dict.fromkeys(one.tone for one in self.notes))
        id = f' id="w-{self.start}-{self.end}"' if first else ""
        return f'<mark{id} class="{escape(tones)}">'

    def leading(self) -> str:
        titles = "; ".join(dict.fromkeys(one.title for one in self.notes if one.title))
        return f'<a href="#{escape(self.target or "")}" title="{escape(titles)}">'

    def references(self) -> str:
        found = dict.fromkeys((one.number, one.target) for one in self.notes if one.number)
        label = escape(gettext("reading"))
        return "".join(
            f'<sup class="ref"><a href="#{escape((target or "").rsplit(".", 1)[0])}" '
            f'aria-label="{label} {escape(number)}">{escape(number)}</a></sup>'
            for number, target in found
        )


def painted(text: str, section: tuple[int, int], notes: Iterable[Note]) -> SafeString:
    """The characters of `section` as HTML, with a mark for each span of `notes` and a link to the narrowest's field."""
    marks = _marks(section, notes)
    points = sorted({section[0], section[1], *(p for one in marks for p in (one.start, one.end))})
    opening: dict[int, list[_Mark]] = {}
    for one in marks:
        opening.setdefault(one.start, []).append(one)
    out: list[str] = []
    stack: list[_Mark] = []
    for point, after in zip(points, [*points[1:], None], strict=True):
        reopened: list[_Mark] = []
        while any(one.end == point for one in stack):
            top = stack.pop()
            out.append("</mark>")
            if top.end == point:
                out.append(top.references())
            else:
                reopened.insert(0, top)
        for one in sorted([*reopened, *opening.get(point, [])], key=lambda one: -one.end):
            out.append(one.opening(first=one.start == point))
            stack.append(one)
        if after is not None and after > point:
            out.append(_leaf(text[point:after], stack))
    return mark_safe("".join(out))


def _marks(section: tuple[int, int], notes: Iterable[Note]) -> list[_Mark]:
    """One mark for each span within the section; notes of one span share it."""
    found: dict[tuple[int, int], list[Note]] = {}
    for note in notes:
        if section[0] <= note.start < note.end <= section[1]:
            found.setdefault((note.start, note.end), []).append(note)
    return [_Mark(start, end, tuple(several)) for (start, end), several in sorted(found.items())]


def _leaf(words: str, stack: list[_Mark]) -> str:
    linked = [one for one in stack if one.target]
    if not linked or words.isspace():
        return escape(words)
    narrowest = min(linked, key=lambda one: one.end - one.start)
    return f"{narrowest.leading()}{escape(words)}</a>"


def quoted(id: str, words: str, most: int = 60) -> str:
    """Words of the text as a link to their mark, as HTML; no more than `most` characters of them."""
    shown = words if len(words) <= most else words[: most - 1].rstrip() + "…"
    return f'<a class="proof" lang="en" dir="auto" href="#{id}">{escape(shown)}</a>'


def paragraphs(text: str, section: Section) -> list[tuple[int, int]]:
    """The paragraphs of a section as spans: what blank lines part."""
    found, start = [], section.start
    for part in text[section.start : section.end].split("\n\n"):
        if part.strip():
            found.append((start, start + len(part)))
        start += len(part) + 2
    return found
