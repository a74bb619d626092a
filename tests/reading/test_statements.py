"""Who said what, to whom, through whom. The sentences are of `spoken.tsv`; no trained model is needed."""

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.analysis import Analysis, Sentence, Token
from dateline.lexicon.files import parts, table
from dateline.reading.frame import Cast, Reference, Scene, TimeMention
from dateline.reading.statements import read_speech, read_statements, speaker_at
from dateline.reading.statements.acts import act_of
from dateline.record import Act, Article, Entity, Statement, Time

LINES = Path(__file__).with_name("spoken.tsv").read_text("utf-8").splitlines()
SENTENCES = {name: rest for name, *rest in (line.split("\t") for line in LINES if not line.startswith("#"))}


def spoken(name: str) -> Scene:
    """The scene of one of our sentences."""
    text, *rows = SENTENCES[name]
    return scene_of(text.replace("\\n", "\n"), rows)


def scene_of(text: str, rows: list[str]) -> Scene:
    sentences, at = [], 0
    for index, row in enumerate(rows):
        tokens = []
        for cell in row.split():
            word, lemma, tag, relation, head = cell.rsplit("|", 4)
            at = text.index(word, at)
            tokens.append(Token(at, at + len(word), word, lemma, tag, int(head), relation))
            at += len(word)
        paragraph = text.count("\n\n", 0, tokens[0].start)
        sentences.append(Sentence(index, paragraph, "body", tokens[0].start, tokens[-1].end, tuple(tokens)))
    return Scene(Article(text=text, language="en"), Analysis(tuple(sentences)), None)


def cast_of(scene: Scene, names: Mapping[str, tuple[str, str]]) -> Cast:
    """A cast in which every word of a name means the entity: {"BBC": ("bbc", "outlet")}."""
    references = []
    for sentence in scene.analysis.sentences:
        for i, token in enumerate(sentence.tokens):
            if token.text in names:
                entity = names[token.text][0]
                references.append(Reference(sentence.index, i, i + 1, i, token.span, "name", (entity,)))
    entities = {one: Entity(id=one, kind=kind, name=name) for name, (one, kind) in names.items()}  # type: ignore[arg-type]
    return Cast.of(entities, references)


def said(name: str, names: Mapping[str, tuple[str, str]] | None = None) -> list[Statement]:
    scene = spoken(name)
    return list(read_statements(scene, cast_of(scene, names or {}), ())[0])


def shape(one: Statement) -> tuple[str, str, list[str], str]:
    """Source and cue in the words of the text, content, form."""
    source = one.source.evidence.quote if one.source.evidence else ""
    return source, one.cue.quote if one.cue else "", [part.quote for part in one.content], one.form


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("accused", ("Erdogan", "accused", ["Brussels of failing to keep its promises"], "indirect")),
        ("denied", ("The Kremlin", "denied", ["President Vladimir Putin planned to call Donald Trump"], "indirect")),
        ("split", ("Ursula von der Leyen", "said", ["It is not the end,", "but it is a beginning."], "direct")),
        (
            "condition",
            ("Orban", "said", ["If it were ever to be held", "he would like it to be in Budapest"], "indirect"),
        ),
        ("interrupted", ("Cavusoglu", "said", ["The talks", "were “constructive”"], "mixed")),
        ("called", ("Putin", "called", ["the decision “absurd”"], "mixed")),
        ("asked", ("Pompeo", "answered", ["they were “for the time being.”"], "mixed")),
        ("colon", ("Macron", "said", ["Nothing is agreed until everything is agreed."], "direct")),
        ("aside", ("Obama", "said", ["the ministers would meet in Paris"], "indirect")),
    ],
)
def test_source_cue_and_exact_content_of_every_way_to_quote(
    name: str, expected: tuple[str, str, list[str], str]
) -> None:
    assert expected == shape(said(name)[0])


@pytest.mark.parametrize("name", ["telephone", "plan", "negated", "recipe"])
def test_what_nobody_has_said_is_no_statement(name: str) -> None:
    assert [] == said(name)


def test_an_agency_that_reports_what_was_said_is_its_relay_and_says_nothing_itself() -> None:
    (one,) = said("relayed", {"Anadolu": ("anadolu", "outlet"), "Merkel": ("angela-merkel", "person")})

    assert "angela-merkel" == one.source.entity
    assert ["reporters"] == [hearer.evidence.quote for hearer in one.addressees if hearer.evidence]
    assert [("relay", "anadolu")] == [(voice.role, voice.entity) for voice in one.voices]
    assert "direct" == one.form


@pytest.mark.parametrize(
    ("name", "outlet"), [("sputnik", "Sputnik"), ("quoted", "IRNA"), ("reuters", "Reuters"), ("interview", "BBC")]
)
def test_the_outlet_through_which_words_came_is_a_relay(name: str, outlet: str) -> None:
    (one,) = said(name, {outlet: ("the-outlet", "outlet")})

    assert ("relay", "the-outlet") in [(voice.role, voice.entity) for voice in one.voices]
    assert "the-outlet" != one.source.entity


def test_whom_an_outlet_cites_is_the_source_and_the_outlet_the_reporter() -> None:
    (one,) = said("citing", {"CNN": ("cnn", "outlet")})

    assert ("a diplomat", "reported", ["the envoy had left Geneva"], "indirect") == shape(one)
    assert [("reporter", "cnn")] == [(voice.role, voice.entity) for voice in one.voices]
    assert "report" == one.act


def test_a_document_speaks_for_whoever_wrote_or_sent_it() -> None:
    (letter,) = said("letter", {"Moscow": ("russia", "state")})
    (statement,) = said("downing", {"Street": ("united-kingdom", "state")})

    assert ("russia", "threat") == (letter.source.entity, letter.act)
    assert "united-kingdom" == statement.source.entity
    assert ["medium"] == [voice.role for voice in statement.voices]


def test_whom_one_urges_is_the_addressee() -> None:
    (one,) = said("urged", {"Beijing": ("china", "state")})

    assert (["china"], "call") == ([hearer.entity for hearer in one.addressees], one.act)


def test_an_apposition_names_the_speaker() -> None:
    (one,) = said("apposition", {"Gargash": ("anwar-gargash", "person")})

    assert "anwar-gargash" == one.source.entity
    assert ["If Qatar refused, the result would be a “parting of ways”"] == [part.quote for part in one.content]


def test_who_adds_is_who_said_before() -> None:
    assert ["Lavrov", "Lavrov"] == [shape(one)[0] for one in said("adding")]


def test_a_quotation_goes_on_after_its_cue_as_one_statement() -> None:
    indirect, direct = said("goes_on")

    assert ["there had been no such call"] == [part.quote for part in indirect.content]
    assert ["It is fake news,", "Nobody called."] == [part.quote for part in direct.content]


def test_paragraphs_in_the_first_person_after_a_colon_are_direct_speech_without_marks() -> None:
    (one,) = said("block")

    assert ("the minister", "said", ["We had good talks.", "I was pleased."], "direct") == shape(one)


def test_who_told_goes_on_after_reported_speech_of_the_same_tense() -> None:
    assert ["The spokeswoman", "The spokeswoman"] == [shape(one)[0] for one in said("resumed")]


def test_a_day_in_the_cue_clause_is_when_it_was_said_and_no_content() -> None:
    scene = spoken("relative")
    tokens = scene.sentence(0).tokens
    last, week = (next(i for i, token in enumerate(tokens) if token.text == word) for word in ("last", "week"))
    time = Time(tokens[last].start, tokens[week].end, "last week", "2023-03-13/2023-03-19")
    (one,) = read_statements(scene, Cast.of({}, ()), (TimeMention(time, 0, last, week + 1, week),))[0]

    assert ["A call between the leaders", "was in the making"] == [part.quote for part in one.content]
    assert one.when is not None
    assert "2023-03-13/2023-03-19" == one.when.value


def test_the_words_of_a_statement_know_their_speaker() -> None:
    scene = spoken("goes_on")
    speech = read_speech(scene, Cast.of({}, ()), ())
    called = next(i for i, token in enumerate(scene.sentence(2).tokens) if token.text == "called")

    inside = speaker_at(speech, 2, called)
    assert inside is not None
    assert "Wang" == shape(inside.statement)[0]
    assert speaker_at(speech, 0, 0) is None


@pytest.mark.parametrize("row", table("en/acts.tsv"), ids=lambda row: row["example"])
def test_each_pattern_of_acts_is_what_its_example_shows(row: Mapping[str, str]) -> None:
    assert row["act"] == act_of(None, row["example"])


def test_the_cue_words_are_told_once_and_use_known_values() -> None:
    rows = table("en/cues.tsv")
    keys = [(row["kind"], row["cue"]) for row in rows]
    takes = {one for row in rows for one in parts(row["takes"])}

    assert len(set(keys)) == len(keys)
    assert {*get_args(Act), ""} >= {row["act"] for row in rows}
    assert {"object", "order", "to", "required"} >= {one for row in rows for one in parts(row["to"])}
    assert TAKES >= takes


TAKES = {
    *("clause", "that", "whether", "quote", "object", "gerund", "infinitive", "perfect", "order", "whole"),
    *("of", "for", "on", "against", "about", "to", "as", "name", "quoted", "claim"),
}
TAGGED = (
    "He/PRP Kim/NNP said/VBD told/VBD accused/VBD saying/VBG that/IN reporters/NNS according/VBG to/TO ,/, “/`` "
    "”/'' :/: and/CC of/IN was/VBD quoted/VBN as/IN which/WDT by/IN talks/NNS ./."
)
WORDS = st.sampled_from([tuple(word.split("/")) for word in TAGGED.split()])
RELATIONS = st.sampled_from(["root", "nsubj", "ccomp", "conj", "obj", "advcl", "acl", "obl", "punct", "parataxis"])


@given(st.lists(st.tuples(WORDS, RELATIONS, st.integers(-1, 40)), min_size=1, max_size=40))
@settings(max_examples=300)
def test_any_words_with_any_arcs_quote_their_text(words: list[tuple[tuple[str, str], str, int]]) -> None:
    text, tokens = "", []
    for (word, tag), relation, head in words:
        start = len(text) + bool(text)
        text += f" {word}" if text else word
        tokens.append(Token(start, len(text), word, word.lower(), tag, min(head, len(words) - 1), relation))
    sentence = Sentence(0, 0, "body", 0, len(text), tuple(tokens))
    scene = Scene(Article(text=text, language="en"), Analysis((sentence,)), None)
    statements, issues = read_statements(scene, Cast.of({}, ()), ())

    assert all(text[part.start : part.end] == part.quote for one in statements for part in (*one.content, *one.quoted))
    assert all(one.content for one in statements)
    assert (statements, issues) == read_statements(scene, Cast.of({}, ()), ())
