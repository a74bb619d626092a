"""Who says what, to whom and through whom, in whole sentences read with the model that is shipped."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.record import Participant, Statement

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("told.tsv").read_text("utf-8").splitlines()[1:]
    if not line.startswith(("#", "text\t"))
]


def _named(one: Participant) -> str:
    return one.entity or (one.evidence.quote if one.evidence is not None else "")


def _told(one: Statement) -> list[str]:
    """Source, hearers, voices and content in the columns of the table."""
    through = sorted(f"{voice.role}:{voice.entity or ''}" for voice in one.voices)
    parts = [part.quote for part in one.content]
    return [_named(one.source), "|".join(map(_named, one.addressees)), "|".join(through), "|".join(parts)]


@pytest.mark.parametrize(("text", "wanted"), [(row[0], row[1:]) for row in _ROWS])
def test_a_sentence_says_who_said_what_to_whom_through_whom(text: str, wanted: list[str]) -> None:
    said = [_told(one) for one in dateline.read(text, published="2018-06-05").statements]

    if wanted == ["-"]:
        assert [] == said
    else:
        assert wanted == (said[0] if said else [])


def test_what_is_in_a_statement_is_said_by_whoever_made_it() -> None:
    text = (
        "Ghana's defence ministry said in a statement it had sent troops. They will stay, according to the statement."
    )

    first, second = dateline.read(text, published="2018-06-05").statements

    assert first.source.entity == second.source.entity
    assert ["They will stay"] == [part.quote for part in second.content]


def test_he_who_has_spoken_of_somebody_goes_on_speaking() -> None:
    text = "Ambassador Ron Prosor criticised Hakan Fidan in Ankara. He wrote that Turkey had no say in Gaza."

    _, second = dateline.read(text, published="2018-06-05").statements

    assert "ron-prosor" == second.source.entity


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Abbas warned Hamas not to try to go to war with Israel.", "call"),
        ("“Leave now or we will force you,” the general of Haiti told the rebels.", "threat"),
        ("Chile said that it would not retaliate against Bolivia.", "assertion"),
        ("Cuba said that it was no gesture against the United States.", "denial"),
        ("Ghana suggested that Togo be suspended from the African Union.", "call"),
        ("“The weather is cruel,” the president of Finland said.", "assertion"),
        ("“The ban is not unlawful,” the president of Finland said.", "assertion"),
        ("“The ban is unlawful,” the president of Finland said.", "accusation"),
        ("“Leave now or we will be late,” the premier of Denmark said.", "assertion"),
        ("“Nobody will be surprised,” the foreign minister of France said.", "assertion"),
        ("“We had no time,” the foreign minister of France said.", "assertion"),
    ],
)
def test_what_is_said_tells_the_act(text: str, act: str) -> None:
    assert [act] == [one.act for one in dateline.read(text, published="2018-06-05").statements]


@pytest.mark.parametrize(
    "text",
    [
        "A U.N. report says Iran has stopped. It said talks would go on in Vienna.",
        "The statement said that Iran and Iraq had met. It added that talks would go on in Vienna.",
    ],
)
def test_it_goes_on_where_a_document_has_spoken(text: str) -> None:
    first, second = dateline.read(text, published="2018-06-05").statements

    assert first.source.entity == second.source.entity
    assert ["talks would go on in Vienna"] == [part.quote for part in second.content]


def test_who_was_told_in_a_headline_says_nothing() -> None:
    text = "Chad ready to take back some refugees, {}\n\nThe rains have come to Finland."

    told = dateline.read(text.format("Kenya told"), published="2018-06-05").statements
    said = dateline.read(text.format("Kenya says"), published="2018-06-05").statements

    assert ([], ["kenya"]) == ([*told], [one.source.entity for one in said])


def test_each_of_several_charges_ends_where_the_next_begins() -> None:
    text = (
        "Macron rejected talk of war and accused aid agencies of lying. "
        "Norway accuses Iran of piracy, demands that it pay."
    )

    said = dateline.read(text, published="2018-06-05").statements

    wanted = [
        ("rejected", "talk of war"),
        ("accused", "aid agencies of lying"),
        ("accuses", "Iran of piracy"),
        ("demands", "it pay"),
    ]
    assert wanted == [(one.cue.quote, one.content[0].quote) for one in said if one.cue is not None]


def test_the_service_of_one_state_is_not_that_of_another_that_spoke_before() -> None:
    text = "The {} border service said two men had died. The Tajik border service said the other side had fired first."

    other = dateline.read(text.format("Kyrgyz"), published="2018-06-05").statements
    same = dateline.read(text.format("Tajik"), published="2018-06-05").statements

    assert "Kyrgyz" not in _words(other[1].source)
    assert _words(same[0].source) == _words(same[1].source)


def test_a_quotation_that_a_clause_of_its_own_introduces_is_not_of_the_last_speaker() -> None:
    text = "Fidan said that talks with Iran were over. {}“First the prisoners, then talk.”"

    introduced = dateline.read(text.format("From inside, by radio, came a voice: "), published="2018-06-05")
    bare = dateline.read(text.format(""), published="2018-06-05")

    assert ["hakan-fidan"] == [one.source.entity for one in introduced.statements]
    assert ["hakan-fidan", "hakan-fidan"] == [one.source.entity for one in bare.statements]


_BRIEFING = """Doorstop interview, House of Estates

JOURNALIST: Will Finland send troops to Mali?

MINISTER FOR DEFENCE (Maria Lund): No. Nobody will be sent to Mali.

Q: And to Iraq?

MINISTER: We will help Iraq with money.

{}
"""


def test_in_a_transcript_whoever_is_named_in_the_label_speaks() -> None:
    said = dateline.read(_BRIEFING.format("MINISTER: Thank you all."), published="2018-06-05").statements

    assert 1 == len({one.source.entity for one in said})
    assert ["JOURNALIST", "Q"] == [_words(one) for answer in said for one in answer.addressees]
    assert ["No. Nobody will be sent to Mali.", "We will help Iraq with money.", "Thank you all."] == [
        one.content[0].quote for one in said
    ]
    assert {"direct"} == {one.form for one in said}


def test_a_dateline_in_capitals_is_no_label_of_a_transcript() -> None:
    text = "Talks fail\n\nKATHMANDU: The talks with India have failed.\n\nDELHI: Nobody in India was sad."

    assert () == dateline.read(text, published="2018-06-05").statements


def _words(one: Participant) -> str:
    return one.evidence.quote if one.evidence is not None else ""
