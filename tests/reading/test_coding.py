"""PLOVER and CAMEO codes: by kind and status, as the contract says."""

from __future__ import annotations

from typing import get_args

import pytest

from dateline.lexicon import plover_contexts, plover_types
from dateline.lexicon.files import table
from dateline.reading.coding import code
from dateline.record import Kind, Status

KINDS: tuple[Kind, ...] = get_args(Kind)


@pytest.mark.parametrize(
    ("kind", "status", "sides", "event", "mode"),
    [
        ("meeting", "occurred", 2, "CONSULT", None),
        ("visit", "occurred", 2, "CONSULT", "visit"),
        ("call", "occurred", 2, "CONSULT", "phone"),
        ("summit", "scheduled", 2, "AGREE", None),  # a meeting still to come
        ("visit", "invited", 2, "AGREE", None),
        ("invitation", "occurred", 2, "AGREE", None),
        ("summit", "cancelled", 2, "REJECT", "meet"),
        ("cancellation", "occurred", 2, "REJECT", "meet"),
        ("exercise", "occurred", 1, "MOBILIZE", "troops"),  # a single country's drill
        ("exercise", "occurred", 2, "COOPERATE", None),
        ("signing", "occurred", 2, "SUPPORT", None),
        ("signing", "scheduled", 2, "AGREE", None),
        ("withdrawal", "scheduled", 1, "CONCEDE", None),  # only announced
        ("sanction", "occurred", 2, "SANCTION", "discontinue"),
        ("expulsion", "proposed", 2, "THREATEN", None),
        ("assault", "occurred", 2, "ASSAULT", None),
        ("demand", "occurred", 1, "REQUEST", None),
    ],
)
def test_the_type_follows_from_kind_and_status(
    kind: Kind, status: Status, sides: int, event: str, mode: str | None
) -> None:
    plover = code(kind, status, sides=sides).plover

    assert plover is not None
    assert (event, mode) == (plover.event, plover.mode)


@pytest.mark.parametrize(
    ("kind", "status"), [("summit", "postponed"), ("postponement", "occurred"), ("denial", "occurred")]
)
def test_postponement_and_denial_have_no_type(kind: Kind, status: Status) -> None:
    assert code(kind, status, sides=2).plover is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_row_and_a_quad_class_with_its_type(kind: Kind) -> None:
    for status in get_args(Status):
        codes = code(kind, status, sides=2)

        assert (codes.plover is None) == (codes.quad is None)
        assert codes.quad in (None, 1, 2, 3, 4)
        assert codes.cameo is None or codes.cameo.isdigit()


def test_contexts_come_from_the_words() -> None:
    plover = code("meeting", "occurred", sides=2, lemmas=["nuclear", "tariff", "nuclear"]).plover

    assert plover is not None
    assert ("cbrn", "economic") == plover.contexts


def test_our_codes_are_those_of_the_ontology() -> None:
    known = set(plover_types())

    for row in table("plover_coding.tsv"):
        assert not row["event"] or (row["event"], row["mode"]) in known
        assert not row["ahead"] or (row["ahead"], "") in known
    assert {row["context"] for row in table("en/contexts.tsv")} <= plover_contexts()


# The contract's table: the type of a kind that is done, and of one that is planned, proposed or threatened.
CONTRACT: dict[tuple[Kind, ...], tuple[str | None, str | None]] = {
    ("meeting", "visit", "call", "summit", "negotiation"): ("CONSULT", "AGREE"),
    ("invitation", "proposal", "agreement"): ("AGREE", "AGREE"),
    ("signing", "recognition"): ("SUPPORT", "AGREE"),
    ("release", "withdrawal", "ceasefire", "resignation"): ("RETREAT", "CONCEDE"),
    ("rejection", "cancellation"): ("REJECT", "REJECT"),
    ("sanction", "expulsion", "recall"): ("SANCTION", "THREATEN"),
    ("mobilisation", "test"): ("MOBILIZE", "THREATEN"),
    ("exercise", "cooperation"): ("COOPERATE", "AGREE"),
    ("praise",): ("SUPPORT", "SUPPORT"),
    ("concession",): ("CONCEDE", "CONCEDE"),
    ("aid",): ("AID", "AGREE"),
    ("demand",): ("REQUEST", "REQUEST"),
    ("accusation",): ("ACCUSE", "ACCUSE"),
    ("threat",): ("THREATEN", "THREATEN"),
    ("coercion",): ("COERCE", "THREATEN"),
    ("assault",): ("ASSAULT", "THREATEN"),
    ("protest",): ("PROTEST", "THREATEN"),
    ("postponement", "denial", "appointment", "ceremony"): (None, None),
}
AHEAD: tuple[Status, ...] = (
    "proposed", "invited", "tentative", "scheduled", "confirmed", "in_preparation", "in_doubt", "rescheduled",
    "revived",
)  # fmt: skip
DONE: tuple[Status, ...] = ("ongoing", "occurred", "did_not_occur")


@pytest.mark.parametrize(("kinds", "types"), CONTRACT.items())
def test_each_kind_has_the_type_of_the_contract_when_done_ahead_and_cancelled(
    kinds: tuple[Kind, ...], types: tuple[str | None, str | None]
) -> None:
    def type_of(kind: Kind, status: Status) -> str | None:
        plover = code(kind, status, sides=2).plover
        return plover.event if plover else None

    for kind in kinds:
        assert {types[0]} == {type_of(kind, status) for status in DONE}
        assert {types[1]} == {type_of(kind, status) for status in AHEAD}
        assert ("REJECT" if types[0] == "CONSULT" else types[0]) == type_of(kind, "cancelled")


def test_the_contract_names_every_kind_once() -> None:
    assert sorted(KINDS) == sorted(kind for kinds in CONTRACT for kind in kinds)
