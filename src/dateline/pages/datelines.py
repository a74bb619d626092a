"""The dateline, "PYONGYANG, May 31 (Agency) -" at the head of a report: place, day, agency, where the prose begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from dateline.lexicon.bodies import find_outlet
from dateline.lexicon.places import places_named
from dateline.lexicon.states import find_state
from dateline.pages.words import alternatives, words
from dateline.record import Span

LONGEST = 300  # characters within which a dateline ends
LEAST_PEOPLE = 50_000  # inhabitants of a town whose bare name opens a report; smaller ones share it with persons
_UP = r"[A-ZÀ-ÖØ-Þ]"
# One way to read each character: with two for a full stop, a line of "U.S.U.S.U.S." took for ever.
_CAPS = rf"(?:St\.\s|{_UP}[A-ZÀ-ÖØ-Þ'’.]*{_UP}\.?|{_UP}\.(?:{_UP}\.)+)"
_CAPS_PLACE = rf"{_CAPS}(?:[- ](?:{_CAPS}|(?:de|da|do|al|el|la|le|of|and|sur|am|an|der|den|es|as)(?=[- ]{_UP})))*"
_NAME = rf"(?:{_UP}[\w'’]*\w|{_UP}\.(?:{_UP}\.)+|Mt\.|St\.)"
_NAME_PLACE = (
    rf"{_NAME}(?:[- ](?:{_NAME}|(?:de|da|do|del|al|el|la|le|of|upon|sur|am|an|der|den|es|as)(?=[- ]{_UP}))){{0,3}}"
)
_DASH = r"(?:\s*(?:--+|[–—―])\s*|\s+-\s+|-\s+)"


@dataclass(frozen=True, slots=True)
class Line:
    """A dateline within a paragraph, all ranges counted in it; `prose` is where the first sentence begins."""

    places: tuple[Span, ...]
    day: Span | None
    agency: Span | None
    end: int
    prose: int


def is_place_line(line: str) -> bool:
    """Is a whole line nothing but a town in capitals, as some agencies print it above the text?"""
    name = line.split(",")[0].strip()
    return name.isupper() and len(line.split()) <= 5 and _people(name) >= 0 and not find_outlet(name)


def find_dateline(paragraph: str) -> Line | None:
    """The dateline that opens a paragraph, or None.

    Cities in capitals need a dash, a colon, an agency or a day after them; a city in mixed case needs a day or an
    agency, or must be known and followed by a spaced dash or a colon ("Kremlin: we …" is a headline's manner).
    """
    found = _pattern().match(paragraph[:LONGEST])
    if not found or found.end() >= len(paragraph) or not _holds(found):
        return None
    end = found.end("head")
    while end and paragraph[end - 1] in " ,.":
        end -= 1
    day = Span(*found.span("day")) if found["day"] else None
    name = next((name for name in ("agency", "agency2", "agency3", "agency4") if found[name]), None)
    if name and find_state(found[name]):
        name = None  # "Manila (Philippines) –"
    places = tuple(_cities(paragraph, *found.span("places"))) if found["places"] else ()
    if name is None and _is_outlet(found):  # "CNN — President …"
        return Line((), day, places[0], end, found.end())
    if name is None and (at := _outlet_after(found)):  # "Lindgrad CNN — President …"
        return Line((Span(found.start(), at - 1),), day, Span(at, found.end("name")), end, found.end())
    return Line(places, day, Span(*found.span(name)) if name else None, end, found.end())


@cache
def _pattern() -> re.Pattern[str]:
    month = rf"(?:{alternatives('month')})\.?"
    weekday = rf"(?:(?:{alternatives('weekday')})\.?,?\s)?"
    date = rf"{weekday}(?:{month}\s\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s{month})(?:,?\s\d{{4}})?"
    agent = r"[A-Z][\w .&'’/-]{1,40}"
    agency = rf"[(\[](?P<agency>{agent})[)\]]|/(?P<agency2>[A-Z][\w .&'’-]{{1,40}})/\.?"
    region = rf"(?P<region>(?:,\s(?!(?i:{month})\s\d)(?:{_NAME_PLACE}|{_UP}{_UP}+))?(?:\s\[{_NAME_PLACE}\])?)"
    places = (
        rf"(?:(?P<caps>{_CAPS_PLACE}(?:\s?/\s?{_CAPS_PLACE}){{0,3}})|(?P<name>{_NAME_PLACE}(?:/{_NAME_PLACE}){{0,2}}))"
    )
    stop = rf"(?:(?P<dash>{_DASH})|(?P<colon>:\s+)|(?P<point>\.?\s+|(?<=[)\]])))"
    return re.compile(
        rf"(?P<head>(?:(?P<places>{places}){region}(?:\s\((?P<agency4>{agent})\)(?=,?\s(?i:{date})))?(?:,?\s(?P<day>(?i:{date}))(?:\s*[,.;]|\b))?"
        rf"(?:,?\s*(?:{agency}))?)|[(\[](?P<agency3>[A-Z][\w .&'’/-]{{1,30}})[)\]]){stop}(?=[\w“\"‘'«(\[$€£])"
    )


def _holds(found: re.Match[str]) -> bool:
    """Is what was matched a dateline, or the beginning of a sentence?"""
    agency = found["agency"] or found["agency2"] or found["agency4"]
    if agency and find_state(agency):
        agency = None
    if found["agency3"]:  # "(Agency) - President …"; an old manner of CNN's is "(CNN)President …"
        return bool(found["dash"] or find_outlet(found["agency3"]))
    if found["places"].strip(" .").lower() in words("alert"):
        return False
    if _is_outlet(found):
        return bool(found["dash"])
    marked = bool(found["dash"] or found["colon"])
    full_stop = found["point"] is not None and (found["head"] + found["point"]).rstrip().endswith(".")
    if found["caps"] and len(re.sub(r"\W", "", found["caps"])) > 2:
        # A capital run may be an acronym that opens a sentence: "NATO said", "UNICEF (its French name) said".
        return marked or bool(found["day"] and (agency or full_stop)) or bool(agency and _are_towns(found["caps"]))
    if not found["name"]:
        return False
    if found["day"] and agency:
        return True
    if agency:  # not "The International Atomic Energy Agency (IAEA) said"
        return _are_towns(found["name"]) or bool(marked and find_outlet(agency))
    if found["day"]:  # not "On Monday, June 4 – a holiday –"
        return (marked or full_stop) and (bool(found["region"]) or _are_towns(found["name"]))
    if found["dash"] and _outlet_after(found):
        return True
    # "Asmara – The leaders", "Riyadh: Saudi Arabia", but not "Trump – who" nor "Kremlin: we".
    spaced = found["dash"] and re.match(r"\s+[–—―-]|\s*--", found["dash"])
    if found.string[found.end() : found.end() + 1].islower():
        return False  # "Moscow – which denies it – said"
    towns = [_people(name) for name in found["name"].split("/")]
    if found["colon"]:
        return min(towns) >= LEAST_PEOPLE
    return bool(spaced) and all(people == 0 or people >= LEAST_PEOPLE for people in towns)


def _are_towns(names: str) -> bool:
    return all(_people(name) >= 0 for name in names.split("/"))


def _is_outlet(found: re.Match[str]) -> bool:
    """Does an outlet's name stand where the place stands?"""
    return bool(found["caps"] and not (found["day"] or found["region"]) and find_outlet(found["caps"]))


def _outlet_after(found: re.Match[str]) -> int | None:
    """Where an outlet's name begins that stands behind the place."""
    before, blank, last = (found["name"] or "").rpartition(" ")
    return found.start("name") + len(before) + 1 if blank and last.isupper() and find_outlet(last) else None


def _people(name: str) -> int:
    """The inhabitants of the largest place of that name; 0 for hand-kept ones such as Panmunjom, -1 for none."""
    return max((one.population for one in places_named(name.strip())), default=-1)


def _cities(text: str, start: int, end: int) -> Iterator[Span]:
    for city in re.finditer(r"[^/]+", text[start:end]):
        stripped = city[0].strip()
        if stripped:
            at = start + city.start() + city[0].index(stripped)
            yield Span(at, at + len(stripped))
