"""Open treebanks and name corpora, made into one form: `sentences.jsonl`, split into words as at run time.

    python prepare.py DATA OUT        DATA: the folder that holds gmb-voa, ewt-layers, gum-open …; OUT: a folder

One row a sentence: `{"source", "split", "words", "names", "tags", "heads", "relations"}`. A layer that the source does
not have is null, a word that must not be learned from bears null in its layer. Words come from
`dateline.language.words`, so that the encoder sees in training what it sees at run time; annotation is carried over.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from gmb import mend_gmb
from names import KIND_OF, bio, demonyms, spans_of, without_title
from treebanks import PENN, Row, Sentence, carry_over, conllu_rows, entity_spans

from dateline.language.words import split_words

CHECKSUMS = Path(__file__).with_name("inputs.sha256")
KINDS = {  # CrossNER politics
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "event": "MISC",
    "election": "MISC", "country": "LOC", "location": "LOC", "misc": "MISC",
}  # fmt: skip


def lines_of(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


def blocks_of(path: Path) -> Iterator[list[str]]:
    """Groups of lines parted by blank lines."""
    block: list[str] = []
    for line in lines_of(path):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def resplit(words: list[str], names: list[str | None], tags: list[str] | None) -> tuple[list, list, list | None]:
    """Words of a corpus without spaces information, each split further where our splitter does so."""
    new_words: list[str] = []
    new_names: list[str | None] = []
    new_tags: list[str | None] = []
    for i, word in enumerate(words):
        pieces = [piece.text for piece in split_words(word)] or [word]
        if word[:1] in "'’" or word.lower() in ("n't", "n’t"):
            pieces = [word]
        if pieces[-1] == "." and len(pieces) == 2 and word not in ("", "."):  # the corpus knows the abbreviation
            pieces = [word]
        for n, piece in enumerate(pieces):
            new_words.append(piece)
            name = names[i]
            new_names.append("I" + name[1:] if n and name is not None and name != "O" else name)
            tag = tags[i] if tags else None
            new_tags.append(tag if len(pieces) == 1 or piece.isalnum() else None)
    return new_words, new_names, new_tags if tags else None


# --- names -----------------------------------------------------------------------------------------------------


def read_gmb(path: Path) -> list[Sentence]:
    """VOA news. Blocks of 500 sentences: 11 of each 12 is test, 10 dev (the documents stand together)."""
    raw = []
    for block in blocks_of(path):
        number = int(block[0][1:])
        rows = [line.split("\t") for line in block[1:]]
        raw.append((number, [r[0] for r in rows], [r[1] for r in rows], [r[2] for r in rows]))
    mended = mend_gmb([(words, tags, names) for _, words, tags, names in raw])
    seen: set[str] = set()
    sentences = []
    for (number, words, tags, _), names in zip(raw, mended, strict=True):
        key = " ".join(words)
        if key in seen or len(words) < 3:
            continue
        seen.add(key)
        block_no = number // 500 % 12
        split = {11: "test", 10: "dev"}.get(block_no, "train")
        words, names, tags = resplit(words, names, [PENN.get(tag, tag) for tag in tags])
        sentences.append(Sentence("gmb", split, words, names, tags))
    return sentences


def read_wikigold(path: Path, nations: frozenset[str]) -> list[Sentence]:
    sentences = []
    for block in blocks_of(path):
        rows = [line.rsplit(" ", 1) for line in block if not line.startswith("-DOCSTART-")]
        if not rows:
            continue
        words = [row[0] for row in rows]
        names: list[str | None] = []
        before = "O"
        for tag in (row[1] for row in rows):  # IOB1: a span opens at I- after another kind
            begins = tag != "O" and (tag[0] == "B" or before == "O" or before[2:] != tag[2:])
            names.append("O" if tag == "O" else ("B" if begins else "I") + tag[1:])
            before = tag
        names = nations_apart(words, names, nations)
        words, names, _ = resplit(words, names, None)
        sentences.append(Sentence("wikigold", "train", words, without_title(words, names)))
    return sentences


def read_crossner(folder: Path, nations: frozenset[str]) -> list[Sentence]:
    sentences = []
    for part in ("train", "dev", "test"):
        for block in blocks_of(folder / f"{part}.txt.gz"):
            rows = [line.split("\t") for line in block]
            words = [row[0] for row in rows]
            names = [row[1] if row[1] == "O" else row[1][:2] + KINDS[row[1][2:]] for row in rows]
            names = nations_apart(words, names, nations)
            words, names, _ = resplit(words, names, None)
            sentences.append(Sentence("crossner", "train", words, without_title(words, names)))
    return sentences


def nations_apart(words: list[str], names: list[str | None], nations: frozenset[str]) -> list[str | None]:
    """MISC of one word that is a nationality becomes NORP, also if unmarked; the gazetteer's kinds prevail."""
    spans = []
    for first, last, kind in spans_of(names):
        first += words[first] in ("The", "the", "A") and last - first > 1
        known = KIND_OF.get(" ".join(words[first:last]), kind)
        spans.append((first, last, known or kind))
    out = bio(len(words), spans)
    for i, name in enumerate(names):
        alone = i + 1 == len(names) or not (names[i + 1] or "").startswith("I")
        if words[i] in nations and alone and name in ("O", "B-MISC"):
            out[i] = "B-NORP"
    return out


# --- trees -----------------------------------------------------------------------------------------------------


def uner_names(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Words and BIO tags by sentence id or text."""
    found = {}
    for block in blocks_of(path):
        key = next(line[12:] for line in block if line.startswith("# sent_id = "))
        text = next(line[9:] for line in block if line.startswith("# text = "))
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        found[key] = found[text] = [(row[1], "O" if row[2].endswith("OTH") else row[2]) for row in rows]
    return found


def read_treebank(
    path: Path, source: str, split_of: dict[str, str], names_at: Path | None, nations: frozenset[str]
) -> list[Sentence]:
    """A treebank; `split_of` maps a document to its part (others are train), "# split =" lines come first."""
    uner = uner_names(names_at) if names_at else {}
    sentences: list[Sentence] = []
    lost = 0
    document = ""
    for block in blocks_of(path):
        info = dict(line[2:].split(" = ", 1) for line in block if line.startswith("# ") and " = " in line)
        document = info.get("newdoc id", document)
        split = split_of.get(document, info.get("split", "train"))
        read = conllu_rows(block)
        if read is None:
            lost += 1
            continue
        text, rows = read
        names: list[str | None] | None = None
        marked = uner.get(info["sent_id"]) or uner.get(text)
        if marked and [form for form, _ in marked] == [row.form for row in rows]:
            names = [name for _, name in marked]
            names = unsure_left_out(rows, names, nations)
        elif "global.Entity" in info or source == "gum":
            names = entity_spans(
                [(row.form, row.lemma, row.tag, row.head, row.relation, row.misc) for row in rows], nations
            )
        sentence = carry_over(text, rows, names)
        if sentence is None:
            lost += 1
            continue
        if sentence.names is not None:
            sentence = replace(sentence, names=without_title(sentence.words, sentence.names))
        sentences.append(replace(sentence, source=source, split=split))
    print(f"{source}: {len(sentences)} sentences, {lost} lost")
    return sentences


def unsure_left_out(rows: list[Row], names: list[str | None], nations: frozenset[str]) -> list[str | None]:
    """UNER marks PER, ORG and LOC only: other proper nouns may be MISC, so nothing is learned from them."""
    out = list(names)
    for i, row in enumerate(rows):
        if out[i] == "O":
            if row.form in nations:
                out[i] = "B-NORP"
            elif row.tag in ("NNP", "NNPS"):
                out[i] = None
    return out


def read_all(data: Path) -> Iterator[Sentence]:
    gmb = read_gmb(data / "gmb-voa/gmb.conll.gz")
    nations = demonyms((s.words, s.names) for s in gmb)
    yield from gmb
    yield from read_wikigold(data / "wikigold/wikigold.conll.gz", nations)
    yield from read_crossner(data / "crossner-politics", nations)
    yield from read_treebank(
        data / "ewt-layers/ewt.conllu.gz", "ewt", {}, data / "ewt-layers/uner_dev_test.iob2.gz", nations
    )
    gum_split = dict(
        reversed(line.split()) for line in (data / "gum-open/splits.txt").read_text().splitlines() if line[0] != "#"
    )
    for genre in ("news", "interview", "bio", "voyage", "academic"):
        for sentence in read_treebank(data / f"gum-open/gum_{genre}.conllu.gz", "gum", gum_split, None, nations):
            yield replace(sentence, source=f"gum_{genre}")
    pud = read_treebank(data / "ud-pud/en_pud.conllu.gz", "pud", {}, data / "ud-pud/en_pud_ner.iob2.gz", nations)
    for i, sentence in enumerate(pud):  # documents stand together: the second half of the news and of Wikipedia is test
        yield replace(sentence, split="test" if i % (len(pud) // 2) >= len(pud) // 4 else "train")


def check_inputs(data: Path) -> None:
    """Every input is the one that the figures in the README were made with."""
    for line in CHECKSUMS.read_text().splitlines():
        digest, name = line.split(maxsplit=1)
        found = hashlib.sha256((data / name).read_bytes()).hexdigest()
        if found != digest:
            raise SystemExit(f"{name}: sha256 {found}, expected {digest}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    check_inputs(args.data)
    args.out.mkdir(parents=True, exist_ok=True)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    (args.out / "sentences.raw.jsonl").unlink(missing_ok=True)  # of an earlier clean.py
    with (args.out / "sentences.jsonl").open("w", encoding="utf-8") as file:
        for sentence in read_all(args.data):
            file.write(json.dumps(asdict(sentence), ensure_ascii=False) + "\n")
            count = counts[f"{sentence.source} {sentence.split}"]
            count["sentences"] += 1
            count["words"] += len(sentence.words)
            count["names"] += sum(name is not None and name[0] == "B" for name in sentence.names or ())
            count["trees"] += sentence.heads is not None
    for key in sorted(counts):
        print(key, dict(counts[key]))


if __name__ == "__main__":
    main()
