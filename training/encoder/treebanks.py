"""Treebanks in CoNLL-U, on our words: trees, tags, relations as the contract has them, and GUM's entities as names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from names import KIND_OF, fix

from dateline.language.words import split_words

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
KEPT = frozenset({"nsubj:pass", "obl:agent", "nmod:poss", "acl:relcl", "aux:pass", "compound:prt", "nmod:desc"})
_TEMPORAL = """
afternoon april august autumn century christmas day decade december easter evening fall february friday hour january
july june march may midnight minute moment monday month morning night noon november now october quarter saturday
season second september spring summer sunday thursday time today tomorrow tonight tuesday wednesday week weekend
winter year yesterday
"""
TEMPORAL = frozenset(_TEMPORAL.split())
PREFIXES = frozenset(("co", "counter", "de", "ex", "mis", "non", "out", "over", "pre", "re", "un", "under"))


@dataclass(frozen=True)
class Sentence:
    """One sentence; `names` are BIO tags, `heads` count from 1 with 0 for the root, as in CoNLL-U."""

    source: str
    split: str
    words: list[str]
    names: list[str | None] | None = None
    tags: list[str | None] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None


@dataclass(frozen=True)
class Row:
    """One word of a CoNLL-U sentence with its place in the sentence's text."""

    start: int
    end: int
    form: str
    lemma: str
    tag: str
    head: int
    relation: str
    misc: str


def conllu_rows(block: list[str]) -> tuple[str, list[Row]] | None:
    """The text and words of a sentence; None if the words cannot be found in the text."""
    text = next(line[9:] for line in block if line.startswith("# text = "))
    rows: list[Row] = []
    at = 0
    for line in block:
        if line.startswith("#"):
            continue
        number, form, lemma, _, tag, _, head, relation, _, misc = line.split("\t")
        if not number.isdigit():
            continue
        while at < len(text) and text[at].isspace():
            at += 1
        if not text.startswith(form, at):
            return None
        rows.append(Row(at, at + len(form), form, lemma, tag, int(head), relation, misc))
        at += len(form)
    return text, rows


def carry_over(text: str, rows: list[Row], names: list[str | None] | None) -> Sentence | None:
    """The tree on our words: words that the treebank parts at hyphens are merged, others parted; None if it breaks."""
    words = split_words(text)
    groups: list[list[int]] = []  # the treebank's words (from 0) under each of ours
    owner: dict[int, int] = {}  # our word that stands for a treebank word
    r = 0
    for w, word in enumerate(words):
        group = []
        while r < len(rows) and rows[r].start < word.end:
            if rows[r].start < word.start:
                return None
            group.append(r)
            owner[r] = w
            r += 1
        if group and rows[group[-1]].end > word.end and len(group) > 1:
            return None
        if not group and (not groups or rows[r - 1].end < word.end):  # no part of the treebank's word before
            return None
        groups.append(group)
    if len(owner) != len(rows):
        return None
    out_names: list[str | None] = []
    tags: list[str | None] = []
    heads: list[int] = []
    relations: list[str] = []
    last = 0
    for w, group in enumerate(groups):
        if not group:
            alone = words[w].text
            heads.append(last + 1)
            relations.append("punct" if not alone.isalnum() else "flat")
            tags.append("." if alone == "." else None)
            name = out_names[-1] if out_names else "O"
            out_names.append("I" + name[1:] if name and name != "O" else name)
            continue
        last = w
        tops = [i for i in group if rows[i].head == 0 or owner[rows[i].head - 1] != w]
        top = tops[0] if len(tops) == 1 else next((i for i in reversed(tops) if rows[i].relation != "punct"), tops[-1])
        row = rows[top]
        heads.append(0 if row.head == 0 else owner[row.head - 1] + 1)
        relations.append(plain_relation(row.relation, row.lemma))
        tags.append(merged_tag([(rows[i].form, rows[i].tag) for i in group], row.tag))
        if names is not None:
            inside = [names[i] for i in group]
            # "Paris-based" and "pro-Russian" are no names; "Jong-un" and "al-Ani" are
            whole = [n for n in inside if n not in (None, "O")]
            keeps = len(group) == 1 or len(whole) >= len(group) - 1
            out_names.append(
                (inside[0] if inside[0] != "O" else whole[0]) if whole and keeps else (None if None in inside else "O")
            )
        else:
            out_names.append(None)
    if relations.count("root") != 1 or not is_tree(heads):
        return None
    return Sentence("", "", [w.text for w in words], None if names is None else fix(out_names), tags, heads, relations)


def is_tree(heads: list[int]) -> bool:
    for i in range(len(heads)):
        seen = set()
        j = i + 1
        while j:
            if j in seen:
                return False
            seen.add(j)
            j = heads[j - 1]
    return heads.count(0) == 1


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
