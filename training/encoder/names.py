"""Names as spans and as BIO tags; titles and kinds that hold in all corpora."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

KIND_OF = {  # name → kind, "" for what is no name
    name: kind.replace("-", "")
    for name, kind in (
        line.split("\t")
        for line in Path(__file__).with_name("gazetteer.tsv").read_text(encoding="utf-8").splitlines()[3:]
    )
}
_TITLES = """
acting actor actress adm admiral ambassador archbishop assistant attorney author ayatollah baroness bishop brigadier
capt captain cardinal chairman chairperson chairwoman chancellor chief coach col colonel commander commissioner
congressman congresswoman coordinator corporal councillor counselor crown dame defence defense deputy director
doctor dr emir emperor envoy ex-president ex-prime father finance foreign former gen general gov governor imam
interim interior judge justice king lady lawmaker leader lieutenant lord lt maj major marshal mayor minister miss mr
mrs ms mullah of-state pope premier president president-elect prime prince princess private professor queen rep
representative rev reverend secretary secretary-general sen senator sergeant sgt shah sheikh singer sir sister
speaker spokesman spokesperson spokeswoman state-elect sultan then-president tsar undersecretary vice
"""
TITLES = frozenset(_TITLES.split())


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


def fix(names: list[str | None]) -> list[str | None]:
    out: list[str | None] = []
    for name in names:
        if name and name[0] == "I" and (not out or (out[-1] or "O")[2:] != name[2:]):
            name = "B" + name[1:]
        out.append(name)
    return out


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
