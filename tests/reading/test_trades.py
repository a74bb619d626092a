"""A trade beside a name, and other words that say who is not meant or not acted upon."""

from __future__ import annotations

import pytest

import dateline


@pytest.mark.parametrize(
    "text",
    [
        "The singer Blair met Angela Merkel in Berlin.",
        "Kerry, a guitarist from Texas, visited Cuba.",
        "Novelist Rice criticised Iran.",
    ],
)
def test_a_trade_beside_a_name_means_no_leader(text: str) -> None:
    ids = {one.id for one in dateline.read(text, published="2005-06-01").entities}

    assert ids.isdisjoint({"tony-blair", "john-kerry", "condoleezza-rice"})


def test_without_one_the_leader_is_meant() -> None:
    record = dateline.read("Blair met Gerhard Schroeder in Berlin.", published="2005-06-01")

    assert "tony-blair" in {one.id for one in record.entities}


def test_what_somebody_called_it_is_no_second_act_of_his() -> None:
    record = dateline.read("China condemned what it called aggression by Japan.", published="2018-06-01")

    assert ["accusation"] == [one.kind for one in record.events]


def test_where_something_was_said_is_not_where_it_is_to_be() -> None:
    said = (
        "In Washington, U.S. President Donald Trump said he was glad and would discuss a response with Angela Merkel."
    )
    (meeting,) = [one for one in dateline.read(said, published="2018-06-01").events if one.kind == "meeting"]

    assert meeting.place is None
    assert ["donald-trump"] == [one.entity for one in meeting.actors]


@pytest.mark.parametrize(
    "text",
    [
        "Thousands rallied in Athens against the arrest of Abdullah Ocalan.",
        "Lavrov condemned the embargo against Cuba.",
    ],
)
def test_victims_are_not_those_who_are_blamed(text: str) -> None:
    record = dateline.read(text, published="2018-06-01")

    assert [()] == [one.recipients for one in record.events]


def test_a_call_for_something_ends_before_what_another_does() -> None:
    text = "The African Union called for restraint and Norway urged Chad to return to the table."
    record = dateline.read(text, published="2018-06-01")

    assert "restraint" in [part.quote for one in record.statements for part in one.content]
