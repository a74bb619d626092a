"""The encoder that is shipped, and how it is run."""

from __future__ import annotations

import json
import shutil
import time
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.analysis import Analysis, Sentence
from dateline.errors import ModelError
from dateline.language import Encoder, analyse, analyse_many, load_encoder
from dateline.language.wordpieces import WordPieces, shape
from dateline.record import Article

MODEL = Path(str(files("dateline.language").joinpath("model")))


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def article(text: str) -> Article:
    return Article(text=text, language="en")


def heads(sentence: Sentence) -> set[tuple[str, str, str]]:
    """(word, relation, head) of every word but the root."""
    return {(t.text, t.relation, sentence.tokens[t.head].text) for t in sentence.tokens if t.head >= 0}


def names(analysis: Analysis) -> list[tuple[str, str]]:
    return [(" ".join(t.text for t in s.tokens[n.first : n.last]), n.kind) for s in analysis.sentences for n in s.names]


def test_lavrov_met_kim_here_on_thursday(encoder: Encoder) -> None:
    text = "Russian Foreign Minister Sergei Lavrov met with North Korean leader Kim Jong-un here on Thursday."

    found = analyse(article(text), encoder=encoder)

    (sentence,) = found.sentences
    assert {("Sergei", "nsubj", "met"), ("here", "advmod", "met"), ("Thursday", "obl", "met")} <= heads(sentence)
    assert ("Lavrov", "flat", "Sergei") in heads(sentence)
    assert "VBD" == sentence.tokens[5].tag
    assert "meet" == sentence.tokens[5].lemma
    expected = [("Russian", "NORP"), ("Sergei Lavrov", "PER"), ("North Korean", "NORP"), ("Kim Jong-un", "PER")]
    assert expected == names(found)


def test_who_told_whom_what_and_who_was_told(encoder: Encoder) -> None:
    text = "“We will never give up,” Mr. Rouhani told CNN on Monday, adding that he had been invited by Mr. Macron."

    (sentence,) = analyse(article(text), encoder=encoder).sentences

    assert {("Rouhani", "nsubj", "told"), ("give", "ccomp", "told")} <= heads(sentence)
    assert {("he", "nsubj:pass", "invited"), ("been", "aux:pass", "invited")} <= heads(sentence)
    assert ("Macron", "obl:agent", "invited") in heads(sentence) or ("Macron", "obl", "invited") in heads(sentence)


def test_many_articles_read_as_they_do_alone(encoder: Encoder) -> None:
    texts = ["Lavrov met Kim in Pyongyang.\n\nThey ate.", "", "The U.S. and China agreed to talk. " * 9, "Ω"]

    together = analyse_many([article(text) for text in texts], encoder=encoder)

    for text, found in zip(texts, together, strict=True):
        alone = analyse(article(text), encoder=encoder)
        assert [[t.text for t in s.tokens] for s in alone.sentences] == [
            [t.text for t in s.tokens] for s in found.sentences
        ]
        assert [s.index for s in found.sentences] == list(range(len(found.sentences)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["Kim", "U.S.", "😀", "שלום", "\x00", "said", ".", "“", "”", "\n\n", "x" * 300, "é", "—", "1,5", "'"]
        ),
        max_size=60,
    )
)
def test_any_text_gets_trees_with_one_root_and_names_within(encoder: Encoder, parts: list[str]) -> None:
    text = " ".join(parts)

    for sentence in analyse(article(text), encoder=encoder).sentences:
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)
        if not sentence.analysed:
            assert all((t.tag, t.head, t.relation) == ("", -1, "") for t in sentence.tokens)
            continue
        assert 1 == sum(t.head == -1 for t in sentence.tokens) == sum(t.relation == "root" for t in sentence.tokens)
        assert all(len(list(sentence.ancestors(i))) < len(sentence.tokens) for i in range(len(sentence.tokens)))
        assert all(
            sentence.tokens[root].head == -1
            for root in [[i, *sentence.ancestors(i)][-1] for i in range(len(sentence.tokens))]
        )
        assert all(0 <= n.first < n.last <= len(sentence.tokens) and 0 <= n.score <= 1 for n in sentence.names)


def test_a_paragraph_of_100_kilobytes_is_read_in_time(encoder: Encoder) -> None:
    began = time.process_time()
    found = analyse(article("and then the Iranian minister said that he would go to Geneva, " * 1600), encoder=encoder)

    assert time.process_time() - began < 20
    assert 1600 == sum(name == ("Iranian", "NORP") for name in names(found))


def test_an_altered_model_is_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(MODEL, tmp_path / "model"))
    with (folder / "vocabulary.txt").open("a", encoding="utf-8") as file:
        file.write("more\n")

    with pytest.raises(ModelError, match="not the file that was shipped"):
        load_encoder(folder)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        load_encoder(tmp_path)

    assert caught.value.hint


def test_the_model_says_which_one_it_is(encoder: Encoder) -> None:
    config = json.loads((MODEL / "config.json").read_text(encoding="utf-8"))

    assert config["name"] == encoder.name == analyse(article("Kim spoke."), encoder=encoder).model


@pytest.mark.parametrize(
    ("word", "expected"),
    [("kim", 0), ("UN", 1), ("Kim", 2), ("iPhone", 3), ("5pm", 4), ("PYONGYANG", 5), ("McCain", 6), ("A", 2)],
)
def test_a_word_has_a_shape(word: str, expected: int) -> None:
    assert expected == shape(word)


def test_typographic_marks_have_the_pieces_of_plain_ones() -> None:
    pieces = WordPieces((MODEL / "vocabulary.txt").read_text(encoding="utf-8")).pieces

    assert pieces("'s") == pieces("’s")
    assert pieces('"') == pieces("“")
    assert pieces("Jong-un") == pieces("jong‑un")
    assert 1 == len(pieces("x" * 500))


def test_a_report_is_read_alike_in_whatever_company(encoder: Encoder) -> None:
    mine = article(
        "Pompeo said North Korea could see a brighter future only if it gave up its nuclear weapons.\n\n"
        "Last week, Trump had said the summit that was scheduled to be held on June 12 in Singapore was cancelled."
    )
    others = [
        article("Lavrov met Kerry in Geneva, and the two agreed to hold talks in 2 weeks."),
        article("The Turkish foreign minister met his Iranian counterpart, and they agreed on nothing at all."),
        article("She met him."),
    ]

    assert analyse(mine, encoder=encoder) == analyse_many([*others, mine], encoder=encoder)[-1]
