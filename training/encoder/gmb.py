"""The silver names of the Groningen Meaning Bank, mended and made consistent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from names import KIND_OF, TITLES, bio, fix, spans_of, without_title

GMB_KINDS = {"geo": "LOC", "org": "ORG", "per": "PER", "gpe": "NORP", "art": "MISC", "eve": "MISC", "nat": "MISC"}
SECRETARIES = frozenset(
    ("defence", "defense", "deputy", "finance", "foreign", "interior", "prime", "state", "treasury", "vice")
)
ROYAL = frozenset(
    ("ayatollah", "king", "mullah", "pope", "president", "prince", "princess", "prophet", "queen", "senator", "sheikh")
)


def mend_gmb(sentences: list[tuple[list[str], list[str], list[str]]]) -> list[list[str | None]]:
    """Names of the GMB mended as its README says (titles, the Mr. rule, majority class), and made consistent:

    a name of the gazetteer has its kind; a name of two or more words that is of one kind in three of four uses, and
    in four at least, is marked wherever it stands.
    """
    mapped: list[list[str | None]] = []
    for words, tags, names in sentences:
        row: list[str | None] = []
        for name in names:
            kind = GMB_KINDS.get(name[2:]) if name != "O" else None
            before = row[-1] if row else "O"
            if kind is None:
                row.append("O")
            else:
                row.append(("I-" if name[0] == "I" and (before or "O")[2:] == kind else "B-") + kind)
        row = without_title(words, row)
        row = bio(len(words), [mended for span in spans_of(row) for mended in mend_span(words, *span)])
        row = without_title(words, row)
        for i in range(len(words) - 1):
            if words[i] in ("Mr.", "Mrs.", "Ms.") and tags[i + 1].startswith("NNP"):
                row[i] = "O"
                row[i + 1] = "B-PER"
                if i + 2 < len(words) and tags[i + 2].startswith("NNP") and (row[i + 2] or "O")[0] == "I":
                    row[i + 2] = "I-PER"
        mapped.append(fix(row))
    persons = Counter(
        " ".join(words[first:last])
        for (words, _, _), row in zip(sentences, mapped, strict=True)
        for first, last, kind in spans_of(row)
        if kind == "PER"
    )
    mapped = [
        bio(len(words), [part for span in spans_of(row) for part in parted(words, *span, persons)])
        for (words, _, _), row in zip(sentences, mapped, strict=True)
    ]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for (words, _, _), row in zip(sentences, mapped, strict=True):
        for first, last, kind in spans_of(row):
            counts[" ".join(words[first:last])][kind] += 1
    best = dict(KIND_OF)
    for surface, kinds in counts.items():
        kind, count = kinds.most_common(1)[0]
        total = sum(kinds.values())
        long = " " in surface
        if surface not in best and total >= (4 if long else 8) and count / total >= 0.75:
            best[surface] = kind
    finder = defaultdict(list)
    for surface in best:
        if " " in surface:
            finder[surface.split(" ", 1)[0]].append(surface.split(" "))
    for options in finder.values():
        options.sort(key=len, reverse=True)
    return [consistent(words, row, best, finder) for (words, _, _), row in zip(sentences, mapped, strict=True)]


def mend_span(words: list[str], first: int, last: int, kind: str) -> Iterable[tuple[int, int, str]]:
    """One span of the GMB without what does not belong to the name: articles, adjectives, offices, clitics."""
    while first < last and (
        words[first].lower() in ("the", "a", "an")
        or (words[first].islower() and kind in ("LOC", "ORG") and not words[first].startswith("al"))
    ):
        first += 1
    while first < last and words[last - 1] in ("'s", "'", ",", "and", "of", "the", "in"):
        last -= 1
    if kind == "ORG" and first < last:
        if words[first].lower() in ROYAL and 1 < last - first < 5:  # "King Gyanendra"
            kind = "PER"
        while first < last and words[last - 1].lower() in TITLES - {"judge", "sister"} and words[last - 1] != "General":
            last -= 1  # "U.N. Secretary-General"
        following = words[last].lower() if last < len(words) else ""
        while (
            first < last
            and words[last - 1].lower() in SECRETARIES
            and (following in TITLES or words[last - 1].lower() in ("prime", "vice", "foreign"))
        ):
            last -= 1  # "U.S. Defense" before "Secretary"
        if (
            last - first >= 1
            and words[last - 1] == "State"
            and first >= 2
            and words[first - 1] == "of"
            and words[first - 2] == "Secretary"
        ):
            last = first
    if first < last:
        yield first, last, kind


def parted(words: list[str], first: int, last: int, kind: str, persons: Counter[str]) -> Iterable[tuple[int, int, str]]:
    """An ORG that holds an office and a person ("State Colin Powell") is the person, "India and Pakistan" are two."""
    if kind == "ORG" and last - first > 1:
        if words[first].lower() in TITLES | {"state"} and persons[" ".join(words[first + 1 : last])] >= 3:
            yield first + 1, last, "PER"
            return
        middle = next((i for i in range(first + 1, last - 1) if words[i] == "and"), None)
        if middle is not None:
            sides = [KIND_OF.get(" ".join(words[a:b])) for a, b in ((first, middle), (middle + 1, last))]
            if all(sides):
                yield first, middle, sides[0] or ""
                yield middle + 1, last, sides[1] or ""
                return
    yield first, last, kind


def consistent(
    words: list[str], names: list[str | None], best: dict[str, str], finder: dict[str, list[list[str]]]
) -> list[str | None]:
    """The names of a sentence with the kinds of `best`; its names of many words are marked where they were missed."""
    spans = spans_of(names)
    i = 0
    while i < len(words):
        for option in finder.get(words[i], ()):
            end = i + len(option)
            # not if the words are the middle of something longer that is marked as one
            if words[i:end] == option and not any((a < i and end <= b) or (a <= i and end < b) for a, b, _ in spans):
                spans = [s for s in spans if s[1] <= i or s[0] >= end] + [(i, end, best[" ".join(option)])]
                i = end - 1
                break
        i += 1
    out = []
    for first, last, kind in sorted(spans):
        surface = " ".join(words[first:last])
        after_mr = first > 0 and words[first - 1] in ("Mr.", "Mrs.", "Ms.")
        out.append((first, last, kind if after_mr else best.get(surface, kind)))
    return bio(len(words), out)
