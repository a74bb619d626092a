"""What is promised of the first page: on our own retelling of it always, on the page itself where it is at hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.record import Event, Kind, Record, quotes_in
from shared import shared

DEMO = Path(__file__).parents[1] / "demo" / "lavrov-in-pyongyang.html"
BOILERPLATE = ("Reading Time", "Leave a Reply", "Please Login", "Akismet", "Notify of")


@cache
def read(which: str) -> Record:
    if which == "retelling":
        return dateline.read(DEMO.read_text("utf-8"), html=True, published="2018-06-01")
    return dateline.read(shared("seed.txt").read_text("utf-8"), published="2018-06-01")


@pytest.fixture(name="record", params=["retelling", "seed"])
def a_record(request: pytest.FixtureRequest) -> Record:
    return read(request.param)


def events(record: Record, kinds: set[Kind], *involved: str) -> list[Event]:
    """The events of these kinds in which all of `involved` take part."""
    return [
        event
        for event in record.events
        if event.kind in kinds and set(involved) <= {one.entity for one in (*event.actors, *event.recipients)}
    ]


def test_headline_and_text_without_boilerplate(record: Record) -> None:
    assert record.article.headline in (
        "Russian Foreign Minister Meets Kim in Pyongyang",
        "Lavrov Sees Kim in Pyongyang as Washington Weighs a Summit",
    )
    assert not any(line in record.article.text for line in BOILERPLATE)
    assert any("Akismet" in line for line in record.article.removed)


def test_the_seed_takes_two_minutes_to_read() -> None:
    assert 2 == read("seed").article.reading_minutes


def test_readers_comments_are_nowhere() -> None:
    text = read("retelling").article.text

    assert "Merkel" not in text
    assert "resigned" not in text


def test_lavrov_met_kim_in_pyongyang_on_the_thursday_before(record: Record) -> None:
    (met,) = events(record, {"meeting"}, "sergei-lavrov", "kim-jong-un")

    assert met.when is not None
    assert met.place is not None
    assert ("2018-05-31", "pyongyang", "occurred") == (met.when.value, met.place.entity, met.status)
    assert "here" == met.place.evidence.quote
    assert any("Pyongyang" in proof.quote for proof in met.place.via)


def test_lavrov_met_his_counterpart_ri(record: Record) -> None:
    (met,) = events(record, {"meeting", "negotiation"}, "sergei-lavrov", "ri-yong-ho")
    ri = next(entity for entity in record.entities if entity.id == "ri-yong-ho")

    assert "occurred" == met.status
    assert "PRK" == ri.country
    assert any("minister" in role.title.lower() for role in ri.roles)


def test_the_invitation_is_carried_by_russian_media(record: Record) -> None:
    (invited,) = events(record, {"invitation"}, "sergei-lavrov", "kim-jong-un")
    carriers = {voice.entity for voice in invited.voices if voice.role in ("reporter", "source", "relay")}
    named = {entity.id: entity.name for entity in record.entities}

    assert any("media" in named[one].lower() for one in carriers if one)


def test_kim_yong_chol_is_one_person_however_he_is_spelled_and_not_kim_jong_un(record: Record) -> None:
    persons = {entity.id: {one.quote for one in entity.mentions} for entity in record.entities}

    assert {"Kim Young Chol", "Kim Yong Chol"} <= persons["kim-yong-chol"]
    assert not {"Kim Young Chol", "Kim Yong Chol"} & persons["kim-jong-un"]
    assert not any("chol" in name for name in persons if name != "kim-yong-chol")


def test_the_dinner_in_new_york_is_told_once(record: Record) -> None:
    (dinner,) = events(record, {"meeting"}, "mike-pompeo", "kim-yong-chol")

    assert dinner.when is not None
    assert ("2018-05-30", "occurred") == (dinner.when.value, dinner.status)


def test_the_tweet_has_its_medium(record: Record) -> None:
    tweet = next(said for said in record.statements if "Good working dinner" in said.content[0].quote)

    assert ("mike-pompeo", "direct") == (tweet.source.entity, tweet.form)
    assert ("medium", "tweeted") in {(voice.role, voice.cue and voice.cue.quote) for voice in tweet.voices}


def test_lavrovs_words_came_through_sputnik(record: Record) -> None:
    said = next(one for one in record.statements if any(voice.entity == "sputnik" for voice in one.voices))

    assert ("sergei-lavrov", "direct") == (said.source.entity, said.form)
    assert "relay" == next(voice.role for voice in said.voices if voice.entity == "sputnik")


def test_the_summit_has_a_history_and_has_not_been_held(record: Record) -> None:
    summits = events(record, {"summit", "meeting"}, "donald-trump", "kim-jong-un")
    summit = max(summits, key=lambda one: len(one.history))

    assert "occurred" not in {one.status for one in summits}
    assert {"cancelled"} < {step.status for step in summit.history}
    assert summit.when is not None
    assert summit.place is not None
    assert ("2018-06-12", "singapore") == (summit.when.value, summit.place.entity)


def test_every_span_equals_its_slice(record: Record) -> None:
    spans = list(quotes_in(record))

    assert len(spans) > 200
    assert all(record.article.text[one.start : one.end] == one.quote for one in spans)
