"""What is mended and mapped in the corpora: titles, nationalities, kinds of names, tags, relations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

KIND_OF = {  # name → kind, "" for what is no name
    name: kind.replace("-", "")
    for name, kind in (
        line.split("\t")
        for line in Path(__file__).with_name("gazetteer.tsv").read_text(encoding="utf-8").splitlines()[3:]
    )
}
GMB_KINDS = {"geo": "LOC", "org": "ORG", "per": "PER", "gpe": "NORP", "art": "MISC", "eve": "MISC", "nat": "MISC"}
KINDS = {  # CrossNER politics
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "event": "MISC",
    "election": "MISC", "country": "LOC", "location": "LOC", "misc": "MISC",
}  # fmt: skip
GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC"}
PENN = {
    "LRB": "-LRB-",
    "RRB": "-RRB-",
    ";": ":",
    "NFP": ":",
    "HYPH": ":",
    "ADD": "NN",
    "XX": "FW",
    "AFX": "JJ",
    "GW": "NN",
    "LS": "CD",
}
TITLES = frozenset(
    [
        "president",
        "prime",
        "minister",
        "vice",
        "deputy",
        "foreign",
        "defense",
        "defence",
        "interior",
        "finance",
        "secretary",
        "general",
        "chancellor",
        "king",
        "queen",
        "prince",
        "princess",
        "emperor",
        "sultan",
        "emir",
        "senator",
        "congressman",
        "congresswoman",
        "representative",
        "governor",
        "mayor",
        "ambassador",
        "envoy",
        "judge",
        "justice",
        "attorney",
        "colonel",
        "captain",
        "major",
        "lieutenant",
        "admiral",
        "marshal",
        "commander",
        "sergeant",
        "brigadier",
        "corporal",
        "private",
        "chief",
        "pope",
        "cardinal",
        "archbishop",
        "bishop",
        "reverend",
        "father",
        "sister",
        "imam",
        "sheikh",
        "ayatollah",
        "mullah",
        "premier",
        "chairman",
        "chairwoman",
        "chairperson",
        "speaker",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "director",
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "lord",
        "lady",
        "dame",
        "baroness",
        "professor",
        "doctor",
        "coach",
        "former",
        "ex-president",
        "ex-prime",
        "acting",
        "interim",
        "undersecretary",
        "state-elect",
        "president-elect",
        "lawmaker",
        "leader",
        "singer",
        "actor",
        "actress",
        "author",
        "rev",
        "gen",
        "sen",
        "rep",
        "gov",
        "lt",
        "col",
        "capt",
        "sgt",
        "maj",
        "adm",
        "secretary-general",
        "commissioner",
        "coordinator",
        "justice",
        "crown",
        "assistant",
        "then-president",
        "of-state",
        "counselor",
        "councillor",
        "tsar",
        "shah",
    ]
)
KEPT = frozenset({"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "aux:pass", "compound:prt", "nmod:desc"})
TEMPORAL = frozenset(
    [
        "day",
        "night",
        "evening",
        "morning",
        "afternoon",
        "noon",
        "midnight",
        "week",
        "weekend",
        "month",
        "year",
        "decade",
        "century",
        "hour",
        "minute",
        "second",
        "time",
        "today",
        "tonight",
        "yesterday",
        "tomorrow",
        "moment",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "season",
        "quarter",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "christmas",
        "easter",
        "now",
    ]
)
PREFIXES = frozenset(["re", "co", "pre", "un", "over", "under", "out", "mis", "counter", "non", "ex", "de"])


def without_title(words: list[str], names: list[str | None]) -> list[str | None]:
    """PER spans without the titles before them ("President Bush" is "Bush"); a title alone is no name."""
    out = list(names)
    i = 0
    while i < len(out):
        if out[i] != "B-PER":
            i += 1
            continue
        j = i + 1
        while j < len(out) and out[j] == "I-PER":
            j += 1
        k = i
        while k < j and words[k].lower().rstrip(".") in TITLES:
            # "King" alone before nothing, or "Justice" as a family name: kept if a given name stands before it
            out[k] = "O"
            k += 1
        if k < j:
            if k > i and words[k].lower() == "of":  # "Secretary of State Rice"
                m = k + 1
                while m < j and (
                    words[m].lower() in ("state", "defense", "the", "staff", "treasury") or words[m].lower() in TITLES
                ):
                    m += 1
                for x in range(k, m):
                    out[x] = "O"
                k = m
            if k < j:
                out[k] = "B-PER"
        i = j
    return out


def spans_of(names: list[str | None]) -> list[tuple[int, int, str]]:
    """The BIO spans: [first, last) and kind."""
    spans = []
    first = None
    for i, name in enumerate([*names, "O"]):
        if first is not None and (not name or name[0] != "I" or name[2:] != (names[first] or "")[2:]):
            spans.append((first, i, (names[first] or "")[2:]))
            first = None
        if name and name[0] == "B":
            first = i
    return spans


def bio(length: int, spans: Iterable[tuple[int, int, str]]) -> list[str | None]:
    out: list[str | None] = ["O"] * length
    for first, last, kind in spans:
        if kind and first < last:
            out[first:last] = [f"B-{kind}", *[f"I-{kind}"] * (last - first - 1)]
    return out


SECRETARIES = frozenset(
    ["state", "defense", "defence", "foreign", "interior", "finance", "treasury", "prime", "vice", "deputy"]
)
ROYAL = frozenset(
    ["king", "queen", "prince", "princess", "prophet", "sheikh", "mullah", "ayatollah", "pope", "senator", "president"]
)


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


def fix(names: list[str | None]) -> list[str | None]:
    out: list[str | None] = []
    for name in names:
        if name and name[0] == "I" and (not out or (out[-1] or "O")[2:] != name[2:]):
            name = "B" + name[1:]
        out.append(name)
    return out


def demonyms(sentences: Iterable[tuple[list[str], list[str | None] | None]]) -> frozenset[str]:
    """One-word nationalities: capitalised words that are NORP in most of their uses."""
    norp: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for words, names in sentences:
        for word, name in zip(words, names or (), strict=True):
            if word[:1].isupper():
                every[word] += 1
                norp[word] += name == "B-NORP"
    return frozenset(word for word, count in norp.items() if count >= 3 and count / every[word] >= 0.6)


def plain_relation(relation: str, lemma: str) -> str:
    """The relation as the contract of the language room has it (subtypes cut, but those that mean something kept)."""
    base = relation.split(":")[0]
    if relation in KEPT:
        return relation
    if relation in ("obl:unmarked", "nmod:unmarked", "obl:tmod", "nmod:tmod", "obl:npmod"):
        temporal = lemma.lower().rstrip(".") in TEMPORAL or re.fullmatch(r"(1[0-9]|20)\d\d", lemma) is not None
        return "obl:tmod" if temporal else base
    return base


def merged_tag(parts: list[tuple[str, str]], top: str) -> str | None:
    """The Penn tag of a word made of the treebank's `parts`; `top` is the tag of the part that governs the others."""
    if len(parts) == 1:
        return PENN.get(top, top)
    tags = [tag for _, tag in parts]
    if (
        any(tag.startswith("NNP") for tag in tags)
        and tags[-1] in ("NNP", "NNPS", "CD", "NN", "NNS")
        and top.startswith(("NN", "CD"))
    ):
        return "NNP" if tags[-1] in ("NNP", "CD") and tags[0] == "NNP" else PENN.get(top, top)
    if top.startswith("VB") and parts[0][0].lower() not in PREFIXES:
        return "JJ"  # "U.S.-backed", "long-running"
    return PENN.get(top, top)


def entity_spans(rows: list[tuple[str, str, str, int, str, str]], nations: frozenset[str]) -> list[str | None]:
    """Names from GUM's entities: the proper nouns around the head of a person, organisation, place or event.

    Other proper nouns are left out of learning (None); nationalities are NORP.
    """
    open_spans: dict[str, list[tuple[int, str]]] = defaultdict(list)
    spans: list[tuple[int, int, str]] = []
    for i, row in enumerate(rows):
        entity = next((part[7:] for part in row[5].split("|") if part.startswith("Entity=")), "")
        for opened, closed in re.findall(r"\(([^()]+)\)?|([^()]+)\)", entity):
            if opened:
                number, kind = [*opened.split("-"), ""][:2]
                open_spans[number].append((i, kind))
                if f"({opened})" in entity:
                    start, kind = open_spans[number].pop()
                    spans.append((start, i + 1, kind))
            elif closed and open_spans.get(closed.split("-")[0]):
                start, kind = open_spans[closed.split("-")[0]].pop()
                spans.append((start, i + 1, kind))
    out: list[str | None] = []
    for form, _, tag, *_ in rows:
        if form in nations:
            out.append("B-NORP")
        else:
            out.append(None if tag in ("NNP", "NNPS") else "O")
    for start, end, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        name = GUM_KINDS.get(kind)
        if name is None:
            continue
        inside = range(start, end)
        tops = [i for i in inside if not start < rows[i][3] <= end or rows[i][3] == 0]
        if not tops or rows[tops[0]][2] not in ("NNP", "NNPS"):
            continue
        first, last = _name_around(rows, tops[0], start, end)
        name = KIND_OF.get(" ".join(rows[i][0] for i in range(first, last)), name)
        for i in range(first, last):
            out[i] = (("B-" if i == first else "I-") + name) if name else "O"
    return out


def _name_around(rows: list[tuple[str, str, str, int, str, str]], top: int, start: int, end: int) -> tuple[int, int]:
    """The run of proper nouns that holds word `top`, joined by hyphens, and by "of" if the rest hangs on the run."""

    def proper(i: int) -> bool:
        return (
            start <= i < end
            and rows[i][2] in ("NNP", "NNPS")
            and rows[i][4] not in ("nmod:desc", "nmod:poss", "conj", "appos")
        )

    def hangs_inside(i: int) -> bool:
        return first <= rows[i][3] - 1 < i

    first, last = top, top + 1
    while last < end:
        if proper(last) and (rows[last][4] in ("flat", "compound", "goeswith", "nummod") or hangs_inside(last)):
            last += 1
        elif (rows[last][2] == "HYPH" and proper(last + 1)) or (
            rows[last][0] in ("of", "for") and proper(last + 1) and hangs_inside(last + 1)
        ):
            last += 2
        elif (
            rows[last][0] in ("of", "for")
            and last + 1 < end
            and rows[last + 1][0] == "the"
            and proper(last + 2)
            and hangs_inside(last + 2)
        ):
            last += 3
        else:
            break
    while first > start:
        before = rows[first - 1]
        if proper(first - 1) and before[4] in ("flat", "compound", "amod", "nmod"):
            first -= 1
        elif before[2] == "HYPH" and proper(first - 2):
            first -= 2
        elif before[2] == "JJ" and before[0][:1].isupper() and before[4] == "amod" and first - 1 > start:
            first -= 1
        else:
            break
    return first, last
