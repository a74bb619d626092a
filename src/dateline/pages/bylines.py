"""Bylines and names of authors, as printed and as declared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.lexicon.bodies import find_outlet
from dateline.lexicon.names import gender_of
from dateline.pages.dates import printed_dates
from dateline.pages.words import alternatives, fold, words

LONGEST_CREDIT = 20  # words of a printed byline
_NAME = re.compile(r"[^\W\d_]['’.\w-]*(?:\s+(?:[^\W\d_]['’.\w-]*)){0,5}")
_PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "de da do dos das del della di du la le van von der den ter ten bin bint ibn al el abu y e i af av zu st ben",
    )
)
_UPPER = r"(?-i:[^\W\d_a-z])"  # a letter that is no small one of English, whatever the flags
_PLACE = re.compile(rf"\s+(?:in|at|from|near|IN|AT|FROM)\s+{_UPPER}.*", re.S)  # "A B in Moscow"
_TURNED = re.compile(r"([^\W\d_a-z][\w’'-]+), ([^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z]\.?)?)")  # "B, A"
_STOP = re.compile(r"(?<!\b[JS]r)[.!?][”\"’']?$")
_FOR = re.compile(r"\s+(?i:for|of|special to|exclusive to)\s.*", re.S)  # "A B for The Paper"


@cache
def _after() -> re.Pattern[str]:
    """What follows the names in a byline and names nobody who wrote it."""
    return re.compile(
        r"\b(?:(?:last )?(?:updated|modified|published|posted|edited|reviewed|fact[- ]checked|medically|photo\w*"
        r"|illustrat\w*|translat\w*|video|graphics?|produced|share|follow|contributors?|filed|copy link|read more"
        r"|see more|released|additional reporting|with (?:reporting|contributions|files)|subscribe|listen|comments?)\b"
        rf"|\d+ ?min|(?:{alternatives('weekday')})\b[,.]?\s+\d).*",
        re.I | re.S,
    )


def _openers() -> str:
    return rf"(?:(?:{alternatives('byline')})\b(?:\s*:\s*|\s+)|(?:{alternatives('labelled')})\s*:\s*)"


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(rf"\A{_openers()}", re.I)


@cache
def _opening() -> re.Pattern[str]:
    """The words that open a byline, after a label or a date ("Opinion | By A B")."""
    return re.compile(rf"(?:^|(?<=[|•·\s])){_openers()}(?={_UPPER})", re.I)


@cache
def _job() -> re.Pattern[str]:
    return re.compile(rf"(?:\w+\s){{0,2}}(?:{alternatives('job')})", re.I)


def is_credit(line: str) -> bool:
    """Is the whole of a short line a printed byline ("By A B and C D", "By our economics staff")?"""
    opening = _opens().match(line) if len(line) <= 300 else None
    if not opening or not 1 < len(line.split()) <= LONGEST_CREDIT or _STOP.search(line.rstrip()):
        return False
    rest = line[opening.end() :]
    if not re.match(r"[^\W\d_]", rest):
        return False
    first = rest.split(maxsplit=1)[0]
    if not rest[0].isupper() and first.lower() not in ("our", "the", "a") and rest[0].isascii():
        return False
    # "By Thursday the talks …" ends like a sentence; "By the numbers" is a heading: names or staff must follow.
    return (
        bool(names_in(line))
        or (
            first.lower() in ("our", "the", "a")
            and bool(re.search(rf"\b(?:{alternatives('staff')}|bureau|service)\b", rest, re.I))
        )
        or is_staff(rest)
    )


def names_in(credit: str) -> tuple[str, ...]:
    """The persons named in a byline, in their order: without "By", jobs, agencies, places, addresses and dates."""
    for printed in reversed(list(printed_dates(credit))):
        before = re.sub(r"[\s,]+(?:on|at|dated)\s*$", "", credit[: printed.start], flags=re.I)
        credit = before + " | " + credit[printed.end :]
    if opening := _opening().search(credit):
        credit = credit[opening.end() :]
    credit = _after().sub("", credit)
    # A single word may be a place or a section; a name of one word is believed only where it is declared.
    return tuple(name for name in split_names(credit) if " " in name or "-" in name)


def trim_credit(credit: str) -> str:
    """A byline without what follows its last name: a date, "Share", a place after a bar."""
    found = names_in(credit)
    ends = [at + len(name) for name in found if (at := credit.casefold().rfind(name.casefold())) >= 0]
    if ends:
        return credit[: max(ends)]
    return re.split(r"\s*[|·•]\s*", _after().sub("", credit))[0].strip(" ,|·•")


def split_names(text: str, *, declared: bool = False) -> tuple[str, ...]:
    """The persons in a string that may name several ("A B, C D and E F"), each once.

    A declared name may be all in lower case, as some systems store it, and with points ("a.b").
    """
    text = re.sub(r"\S+@\S+|https?://\S+|@\w+", "|", text)
    text = re.sub(r"\((?:[^()]*)\)|\[[^\]]*\]", " ", text)
    found: list[str] = []
    for group in re.split(r"\s*(?:[|;/•·\n\t]|\s[–—-]\s|\s{3,})\s*", text):
        placed = False
        for part in re.split(r"\s*(?:,|&|\band\b|\bAND\b|\bwith\b|\bWITH\b|\n)\s*", group):
            part = _opens().sub("", part.strip())
            bare = _without_role(without_place(part))
            name = None if find_outlet(part) else clean_name(bare, declared=declared)
            if name and placed and bare == part and not gender_of(name.split()[0]):
                continue  # "A B in New Delhi and New York", "A B Digital Editor and Master Gardener"
            placed = placed or bare != part
            if name and name.lower() not in {one.lower() for one in found}:
                found.append(name)
            elif not name and found and part and "," in group:
                break  # after "A B, Agency" come places and jobs
    return tuple(found)


def without_place(part: str) -> str:
    """ "A B in Moscow" without where he was."""
    return _PLACE.sub("", part)


def _without_role(part: str) -> str:
    """A name without what follows it: "A B Senior Reporter", "A B for The Paper", "A B CNN", "A B Associated Press"."""
    pieces = _FOR.sub("", part).split()
    job = bool(pieces) and words("role").get(fold(pieces[-1]).strip(".,")) == "reporter"
    for at in range(2, len(pieces)):
        word = fold(pieces[at]).strip(".,")
        if (job and (word in words("role") or word in words("body"))) or (
            word in words("staff") and pieces[at].isupper()
        ):
            return " ".join(pieces[:at])
        shouted = all(piece.isupper() and piece[1:2].isalpha() for piece in pieces[:at])
        if shouted and pieces[at][1:].islower() and word not in _PARTICLES:
            return " ".join(pieces[:at])
    return " ".join(pieces)


def clean_name(part: str, *, declared: bool = False) -> str | None:
    """The name of one person without "By", title and marks; None if it is not the name of a person."""
    name = _opens().sub("", " ".join(part.split()).strip(" .,:*|–—-•·"), count=1)
    if declared and is_account(name):
        name = name.replace(".", " ")
    if (
        not name
        or (not declared and re.match(r"(?:the|our)\s", name, re.I))
        or is_staff(name)
        or _job().fullmatch(name)
        or not _NAME.fullmatch(name)
    ):
        return None
    pieces = name.split()
    if name.isupper() and len(name) > 4:
        name = " ".join(piece if piece.lower() in _PARTICLES else _title(piece) for piece in pieces)
    if not all(piece[0].isupper() or piece.lower() in _PARTICLES or not piece[0].isascii() for piece in pieces):
        stored = declared and name.islower() and 1 < len(pieces) < 4
        return " ".join(_title(piece) for piece in pieces) if stored else None
    return name


def _title(piece: str) -> str:
    """A word of a name with capitals where they belong: "O'Brien", "Jean-Luc", "McCain"."""
    return re.sub(r"(?:(?<![^\W\d_])|(?<=\bmc))[^\W\d_]", lambda one: one[0].upper(), piece.lower())


def is_account(name: str) -> bool:
    """Is it the name of an account ("a.b")? Who it belongs to is often printed, and often is not who wrote."""
    return re.fullmatch(r"[a-z]+(?:\.[a-z]+){1,2}", name.strip()) is not None


def is_staff(name: str) -> bool:
    """Is it a desk, an agency, another body or an account rather than a person?"""
    folded = fold(_opens().sub("", name, count=1))
    bare = re.sub(r"^(?:the|our)\s+", "", folded)
    if bare in words("staff") or any(word.strip(".,") in words("body") for word in bare.split()):
        return True
    return find_outlet(name) is not None


def _given_first(name: str) -> str:
    """ "B, A" as catalogues have it, as "A B": where only the second is known as a first name."""
    turned = _TURNED.fullmatch(name.strip())
    if turned and gender_of(turned[2].split()[0]) and not gender_of(turned[1]):
        return f"{turned[2]} {turned[1]}"
    return name


def persons(names: Iterable[str]) -> tuple[str, ...]:
    """The persons in a list of declared authors, each once and in order."""
    found: dict[str, str] = {}
    for one in names:
        for name in split_names(_given_first(one), declared=True):
            found.setdefault(fold(name), name)
    return tuple(found.values())
