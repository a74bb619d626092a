"""One kind for one name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.analysis import Name, Sentence, Token
from dateline.language.votes import vote_names


def sentence(text: str, *names: tuple[str, str, float]) -> Sentence:
    """`text` with its words parted by spaces, capitalised ones tagged NNP; `names` as (words, kind, score)."""
    words = text.split()
    tokens = tuple(
        Token(i * 20, i * 20 + len(w), w, w.lower(), "NNP" if w[0].isupper() else "NN") for i, w in enumerate(words)
    )
    found = []
    for name, kind, score in names:
        parts = name.split()
        first = next(i for i in range(len(words)) if words[i : i + len(parts)] == parts)
        found.append(Name(first, first + len(parts), kind, score))  # type: ignore[arg-type]
    return Sentence(0, 0, "body", 0, tokens[-1].end, tokens, tuple(found))


def names(sentences: list[Sentence]) -> list[list[tuple[str, str]]]:
    return [[(" ".join(t.text for t in s.tokens[n.first : n.last]), n.kind) for n in s.names] for s in sentences]


def test_a_bare_ri_is_the_ri_yong_ho_of_the_same_report() -> None:
    report = [
        sentence("Ri Yong-ho met Lavrov", ("Ri Yong-ho", "PER", 0.9), ("Lavrov", "PER", 0.9)),
        sentence("Later Ri flew home", ("Ri", "LOC", 0.8)),
        sentence("Then Ri left"),
    ]

    assert [[("Ri Yong-ho", "PER"), ("Lavrov", "PER")], [("Ri", "PER")], [("Ri", "PER")]] == names(vote_names(report))


def test_washington_stays_a_place_beside_george_washington() -> None:
    report = [
        sentence("George Washington led", ("George Washington", "PER", 0.9)),
        sentence("In Washington it snowed", ("Washington", "LOC", 0.9)),
        sentence("From Washington to Seoul", ("Washington", "LOC", 0.9)),
    ]

    assert ("Washington", "LOC") in names(vote_names(report))[1]


def test_a_headline_in_capitals_is_read_by_the_names_of_the_body() -> None:
    report = [
        sentence("KIM JONG-UN MEETS LAVROV", ("KIM", "ORG", 0.7)),
        sentence("Kim Jong-un met Lavrov", ("Kim Jong-un", "PER", 0.95), ("Lavrov", "PER", 0.95)),
    ]

    assert [("KIM JONG-UN", "PER"), ("LAVROV", "PER")] == names(vote_names(report))[0]


def test_a_word_in_lower_case_is_not_taken_for_a_name() -> None:
    report = [sentence("Turkey and Iran", ("Turkey", "LOC", 0.9)), sentence("they ate turkey")]

    assert [] == names(vote_names(report))[1]


def test_a_name_neither_begins_nor_ends_with_a_loose_word_and_of_joins() -> None:
    words = ("in", "the", "Strait", "of", "Hormuz", ".")
    tags = ("IN", "DT", "NNP", "IN", "NNP", ".")
    tokens = tuple(Token(i, i + 1, w, w, t) for i, (w, t) in enumerate(zip(words, tags, strict=True)))
    found = (Name(1, 3, "LOC", 0.9), Name(3, 6, "LOC", 0.8))

    (voted,) = vote_names([Sentence(0, 0, "body", 0, 6, tokens, found)])

    assert [(2, 5, "LOC", 0.8)] == [(name.first, name.last, name.kind, name.score) for name in voted.names]


NAMES = st.lists(
    st.tuples(
        st.sampled_from(["Kim", "Ri Yong-ho", "Korea", "North Korea"]),
        st.sampled_from(["PER", "ORG", "LOC"]),
        st.floats(0.1, 1),
    ),
    max_size=5,
)


@given(st.lists(NAMES, max_size=5))
def test_one_surface_has_one_kind_and_no_names_overlap(drawn: list[list[tuple[str, str, float]]]) -> None:
    report = [sentence(" said ".join(["Then", *(name for name, _, _ in row)])) for row in drawn]
    marked = []
    for s, row in zip(report, drawn, strict=True):
        spans = []
        at = 1
        for name, kind, score in row:
            at += 1
            spans.append(Name(at, at + len(name.split()), kind, score))  # type: ignore[arg-type]
            at += len(name.split())
        marked.append(Sentence(0, 0, "body", 0, s.end, s.tokens, tuple(spans)))

    voted = vote_names(marked)

    kinds = {pair for row in names(voted) for pair in row}
    assert len({surface.casefold() for surface, _ in kinds}) == len(kinds)
    assert all(a.last <= b.first for s in voted for a, b in zip(s.names, s.names[1:], strict=False))
