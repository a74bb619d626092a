"""Records as holdings."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from dateline.exports import Holdings, from_records
from dateline.exports.days import Span, first_day, instant, span_of
from dateline.exports.sentences import sentence_number
from dateline.ledger.types import Proof
from dateline.record import Record
from export_make import any_holdings
from strategies import records

CHECKED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@CHECKED
@given(any_holdings())
def test_every_proof_is_a_slice_of_its_article(holdings: Holdings) -> None:
    for naming in holdings.namings:
        assert_slice(holdings, naming.proof)
    for event in holdings.events:
        for told in event.tellings:
            assert_slice(holdings, told.trigger)
            assert_slice(holdings, told.sentence)


def assert_slice(holdings: Holdings, proof: Proof) -> None:
    assert holdings.texts[proof.article][proof.start : proof.end] == proof.quote


@CHECKED
@given(records())
def test_a_record_that_comes_twice_counts_once(record: Record) -> None:
    assert from_records([record]) == from_records([record, record])


@CHECKED
@given(records())
def test_two_outlets_with_the_same_words_have_events_of_their_own(record: Record) -> None:
    other = replace(record, id="other", article=replace(record.article, outlet="Other"))

    found = from_records([record, other])

    assert 2 == len({event.id for event in found.events}) == len(found.events)
    assert 2 == len({said.id for said in found.statements})
    assert {(event.id,) for event in found.events} == {said.about for said in found.statements}
    assert 1 == len(found.entities)
    assert 2 == found.entities[0].articles


def test_days_of_edtf() -> None:
    from datetime import date

    assert Span(date(2018, 2, 1), date(2018, 2, 28)) == span_of("2018-02")
    assert Span(None, date(2018, 6, 12)) == span_of("../2018-06-12")
    assert Span(date(2018, 5, 21), date(2018, 5, 27)) == span_of("2018-05-21/2018-05-27")
    assert [None] * 6 == [span_of(one) for one in (None, "", "P3D", "2018-13", "2018-02-30", "../..")]
    assert date(2018, 6, 12) == first_day("../2018-06-12")
    assert not Span(date(2018, 2, 1), date(2018, 2, 28)).bounded
    assert Span(date(2018, 5, 21), date(2018, 5, 27)).bounded


def test_moments_of_publication() -> None:
    assert "2018-06-01T00:00:00Z" == instant("2018-06-01")
    assert "2018-05-24T15:30:00+02:00" == instant("2018-05-24T15:30:00+02:00")
    assert "2018-05-24T15:30:00Z" == instant("2018-05-24T15:30:00")
    assert [None, None] == [instant(None), instant("soon")]


def test_sentences_are_counted_from_the_headline() -> None:
    text = "Kim invited\n\nLavrov met Kim. “It was good,” he said.\n\nThey met for an hour."

    assert [1, 2, 2, 3, 4] == [sentence_number(text, text.index(w)) for w in ("Kim", "Lavrov", "met", "It", "They")]
    assert sentence_number(None, 0) is None
