"""Lists that pair in order: "Kim's father and grandfather, Kim Jong-il and Kim Il-sung"."""

from __future__ import annotations

from dateline.reading.entities.draft import Draft

_KIN = frozenset({
    "father", "mother", "grandfather", "grandmother", "son", "daughter", "brother", "sister", "wife", "husband",
    "uncle", "aunt", "cousin", "nephew", "niece", "predecessor", "successor",
})  # fmt: skip


def read_kin(draft: Draft) -> None:
    """Pair kinship nouns with the names that follow them, one by one, where there are as many of both."""
    for sentence in draft.scene.analysis.sentences:
        tokens = sentence.tokens
        i = 0
        while i < len(tokens):
            if tokens[i].lemma not in _KIN:
                i += 1
                continue
            nouns = [i]
            end = i + 1
            while end + 1 < len(tokens) and tokens[end].text in ("and", ",") and tokens[end + 1].lemma in _KIN:
                nouns.append(end + 1)
                end += 2
            _join(draft, sentence.index, nouns, end)
            i = end


def _join(draft: Draft, sentence: int, nouns: list[int], end: int) -> None:
    tokens = draft.scene.sentence(sentence).tokens
    if end < len(tokens) and tokens[end].text == ",":
        end += 1
    names = []
    while end < len(tokens):
        one = next(
            (r for r in draft.at(sentence, end) if r.first == end and r.form == "name" and len(r.entities) == 1), None
        )
        if one is None or draft.characters[one.entities[0]].kind != "person":
            break
        names.append(one.entities[0])
        end = one.last
        if end < len(tokens) and tokens[end].text in ("and", ","):
            end += 1
    if len(names) != len(nouns):
        return
    for n, (noun, name) in enumerate(zip(nouns, names, strict=True)):
        first = noun
        if n == 0 and noun >= 2 and tokens[noun - 1].text in ("'s", "’s"):
            first = noun - 2
        elif n == 0 and noun >= 1 and tokens[noun - 1].tag == "PRP$":
            first = noun - 1
        draft.refer(sentence, first, noun + 1, (name,), "nominal", head=noun)
