"""What is mended and mapped in the corpora: titles, nationalities, kinds of names, tags, relations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

GMB_KINDS = {"geo": "LOC", "org": "ORG", "per": "PER", "gpe": "NORP", "art": "MISC", "eve": "MISC", "nat": "MISC"}
KINDS = {  # CrossNER politics
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "event": "MISC",
    "election": "MISC", "country": "LOC", "location": "LOC", "misc": "MISC",
}  # fmt: skip
GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC"}
PENN = {"LRB": "-LRB-", "RRB": "-RRB-", ";": ":", "NFP": ":", "HYPH": ":", "ADD": "NN", "XX": "FW", "AFX": "JJ", "GW": "NN", "LS": "CD"}
TITLES = frozenset(
    """president prime minister vice deputy foreign defense defence interior finance secretary general chancellor king
    queen prince princess emperor sultan emir senator congressman congresswoman representative governor mayor
    ambassador envoy judge justice attorney colonel captain major lieutenant admiral marshal commander sergeant
    brigadier corporal private chief pope cardinal archbishop bishop reverend father sister imam sheikh ayatollah
    mullah premier chairman chairwoman chairperson speaker spokesman spokeswoman spokesperson director dr mr mrs ms
    miss sir lord lady dame baroness professor doctor coach former ex-president ex-prime acting interim
    undersecretary state-elect president-elect lawmaker leader singer actor actress author rev gen sen rep gov lt col capt sgt
    maj adm crown assistant then-president of-state counselor councillor tsar shah""".split()
)
KEPT = frozenset({"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "aux:pass", "compound:prt", "nmod:desc"})
TEMPORAL = frozenset(
    """day night evening morning afternoon noon midnight week weekend month year decade century hour minute second time
    today tonight yesterday tomorrow moment spring summer autumn fall winter season quarter january february march
    april may june july august september october november december monday tuesday wednesday thursday friday saturday
    sunday christmas easter now""".split()
)
PREFIXES = frozenset("re co pre un over under out mis counter non ex de".split())


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
                while m < j and (words[m].lower() in ("state", "defense", "the", "staff", "treasury") or words[m].lower() in TITLES):
                    m += 1
                for x in range(k, m):
                    out[x] = "O"
                k = m
            if k < j:
                out[k] = "B-PER"
        i = j
    return out


def mend_gmb(sentences: list[tuple[list[str], list[str], list[str]]]) -> list[list[str | None]]:
    """Names of the GMB mended as its README says: titles, the Mr. rule, the majority class of one-word names."""
    mapped: list[list[str | None]] = []
    for words, tags, names in sentences:
        row: list[str | None] = []
        for name in names:
            kind = GMB_KINDS.get(name[2:]) if name != "O" else None
            before = row[-1] if row else "O"
            if kind is None:
                row.append("O")
            elif name[0] == "I" and before is not None and before[2:] == kind:
                row.append(f"I-{kind}")
            else:
                row.append(f"B-{kind}")
        row = without_title(words, row)
        for i in range(len(words) - 1):
            if words[i] in ("Mr.", "Mrs.", "Ms.") and tags[i + 1].startswith("NNP"):
                row[i] = "O"
                row[i + 1] = "B-PER"
                if i + 2 < len(words) and tags[i + 2].startswith("NNP") and (row[i + 2] or "O")[0] == "I":
                    row[i + 2] = "I-PER"
        for i, word in enumerate(words):
            if word == "U.S." and row[i] in ("B-ORG", "O", "B-NORP", "B-LOC") and (i + 1 == len(words) or not (row[i + 1] or "O").startswith("I")):
                row[i] = "B-LOC"
        mapped.append(row)
    alone: dict[str, Counter[str]] = defaultdict(Counter)
    for (words, _, _), row in zip(sentences, mapped, strict=True):
        for i, name in enumerate(row):
            if name and name[0] == "B" and (i + 1 == len(row) or not (row[i + 1] or "O").startswith("I")):
                alone[words[i]][name[2:]] += 1
    best: dict[str, str] = {}
    for word, kinds in alone.items():
        kind, count = kinds.most_common(1)[0]
        total = sum(kinds.values())
        if total >= 8 and count / total >= 0.75:
            best[word] = kind
    for (words, tags, _), row in zip(sentences, mapped, strict=True):
        for i, name in enumerate(row):
            single = i + 1 == len(row) or not (row[i + 1] or "O").startswith("I")
            if words[i] in best and single and name is not None:
                after_mr = i > 0 and words[i - 1] in ("Mr.", "Mrs.", "Ms.")
                if name[0] == "B" and not after_mr:
                    row[i] = f"B-{best[words[i]]}"
    return [fix(row) for row in mapped]


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
    if any(tag.startswith("NNP") for tag in tags) and tags[-1] in ("NNP", "NNPS", "CD", "NN", "NNS") and top.startswith(("NN", "CD")):
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
        for i in range(first, last):
            out[i] = ("B-" if i == first else "I-") + name
    return out


def _name_around(rows: list[tuple[str, str, str, int, str, str]], top: int, start: int, end: int) -> tuple[int, int]:
    """The run of proper nouns that holds word `top`: joined by hyphens and "of", titles left to `without_title`."""

    def proper(i: int) -> bool:
        return rows[i][2] in ("NNP", "NNPS") and rows[i][4] != "nmod:desc" and rows[i][4] != "nmod:poss"

    first, last = top, top + 1
    while last < end and (proper(last) and rows[last][4] in ("flat", "compound", "goeswith") or (last + 1 < end and rows[last][2] in ("HYPH", "IN", "DT", "CC") and rows[last][0].lower() in ("-", "of", "the", "and", "for") and proper(last + 1) and rows[last + 1][3] - 1 in range(first, last + 2))):
        last += 1
    while first > start and (proper(first - 1) and rows[first - 1][4] in ("flat", "compound", "amod", "nmod") or (rows[first - 1][2] == "HYPH" and first - 2 >= start and proper(first - 2)) or (rows[first - 1][2] == "JJ" and rows[first - 1][0][:1].isupper() and rows[first - 1][4] == "amod")):
        first -= 1
    return first, last
