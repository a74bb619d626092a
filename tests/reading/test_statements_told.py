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
