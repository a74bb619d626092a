"""What is told in the end: who stands for whom, what is withheld, which day is lent."""

from __future__ import annotations

import pytest

import dateline
from dateline.record import Event, Record


def read(text: str) -> Record:
    return dateline.read(text, published="2018-06-01")


def told(text: str, kind: str) -> Event:
    return next(event for event in read(text).events if event.kind == kind)


def sides(event: Event) -> tuple[list[str | None], list[str | None]]:
    return [one.entity for one in event.actors], [one.entity for one in event.recipients]


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("Japanese Prime Minister Shinzo Abe visited Tehran on Monday.", "visit", ["shinzo-abe"], ["iran"]),
        ("Britain expelled 23 Russian diplomats on Wednesday.", "expulsion", ["united-kingdom"], ["russia"]),
        ("The EU imposed sanctions on Belarus.", "sanction", ["european-union"], ["belarus"]),
        ("Australia recalled its ambassador from Jakarta.", "recall", ["australia"], ["indonesia"]),
        ("NATO troops withdrew from Kosovo.", "withdrawal", ["nato-troops"], ["kosovo"]),
    ],
)
def test_a_state_takes_part_through_its_place_and_its_people(
    text: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    assert (actors, recipients) == sides(told(text, kind))


def test_missiles_fired_at_nobody_are_a_test() -> None:
    record = read("North Korea fired two ballistic missiles into the sea on Thursday.")

    assert ["test"] == [event.kind for event in record.events]


def test_an_act_without_a_known_actor_is_an_issue_and_no_event() -> None:
    record = read("Sanctions were imposed on Belarus on Monday.")

    assert not record.events
    assert ["sanction: by whom is not told"] == [one.what for one in record.issues if one.stage == "events"]


def test_an_imagined_act_is_not_told() -> None:
    assert ["threat"] == [event.kind for event in read("Iran threatened to attack Israel.").events]


def test_one_act_told_by_two_words_is_one_event() -> None:
    record = read("The US Congress approved new sanctions against Russia.")

    assert 1 == len([event for event in record.events if event.kind == "sanction"])


def test_a_day_is_lent_within_the_paragraph_with_its_words_as_evidence() -> None:
    text = "Lavrov of Russia met Kim Jong-un in Pyongyang on Thursday. Lavrov invited Kim to Moscow."
    invitation = told(text, "invitation")

    assert invitation.when is not None
    assert ("2018-05-31", "Thursday") == (invitation.when.value, invitation.when.evidence.quote)


def test_no_day_is_lent_to_what_is_still_to_come() -> None:
    text = "Lavrov of Russia met Kim Jong-un in Pyongyang on Thursday. Kim will visit Russia."
    visit = told(text, "visit")

    assert visit.when is None
    assert "scheduled" == visit.status


def test_a_plan_told_with_would_is_still_his_who_spoke_before() -> None:
    record = read(
        "Kremlin aide Yuri Ushakov told reporters that the call had been friendly. "
        "US Secretary of State Mike Pompeo and Russian Foreign Minister Sergei Lavrov would meet in Vienna next week."
    )
    meeting = next(event for event in record.events if event.kind == "meeting")

    assert "yuri-ushakov" in [voice.entity for voice in meeting.voices]


def test_no_day_is_lent_out_of_a_clause_that_tells_of_another_s() -> None:
    text = "David Lammy, who had flown in on Monday, met Hakan Fidan. Greece rejected the offer of the ministers."
    record = dateline.read(text, published="2025-03-05")

    assert {None} == {event.when for event in record.events if event.kind in ("meeting", "rejection")}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("A spokesman for President Erdogan said that the ship had left.", ["spokesman-for-president-erdogan"]),
        (
            "A spokesman for Egypt's president, Mohamed Morsi, said that the ship had left.",
            ["spokesman-for-egypt-s-president"],
        ),
        (
            "The Philippine president, speaking after meeting Chinese Ambassador Zhao Jianhua, said he was glad.",
            ["ferdinand-marcos-jr"],
        ),
        (
            "Israel's envoy to Berlin, Ron Prosor, met Turkish minister Hakan Fidan. He wrote that “it was hard”.",
            ["ron-prosor"],
        ),
    ],
)
def test_words_are_given_to_who_says_them(text: str, speakers: list[str]) -> None:
    record = dateline.read(text, published="2025-02-04")

    assert speakers == [one.source.entity for one in record.statements]


def test_a_plan_set_anew_after_it_was_put_off_is_scheduled_for_its_new_day() -> None:
    visit = told(
        "Russian Foreign Minister Sergei Lavrov will travel to Ankara on June 28, "
        "two weeks after he put off his visit to Turkey.",
        "visit",
    )

    assert visit.when is not None
    assert ("scheduled", "2018-06-28") == (visit.status, visit.when.value)
    assert ["scheduled", "postponed", "scheduled"] == [step.status for step in visit.history]


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        (
            "Talks between Russia and Turkey will not be held on June 28 after Moscow postponed them.",
            "negotiation",
            "postponed",
        ),
        (
            "Iran and the United States were to meet in Muscat on Sunday. "
            "Iran criticised Washington after it called off the talks.",
            "meeting",
            "cancelled",
        ),
    ],
)
def test_what_is_said_after_a_break_sets_nothing_anew(text: str, kind: str, status: str) -> None:
    assert status == told(text, kind).status


NOT_AS_PLANNED = (
    "North Korean envoy Kim Yong-chol was due to meet US Secretary of State Mike Pompeo. Washington announced on "
    "Wednesday that Pompeo would not meet Kim Yong-chol in New York on Thursday as planned. The talks are postponed."
)


def test_a_plan_told_with_would_is_counted_from_the_day_of_telling_and_what_is_put_off_is_no_failure() -> None:
    report = dateline.read(NOT_AS_PLANNED, published="2018-11-09")

    (meeting,) = [event for event in report.events if event.kind in ("meeting", "negotiation")]
    assert "postponed" == meeting.status
    assert "did_not_occur" not in {step.status for step in meeting.history}
    assert "2018-11-08" in {time.value for time in report.times}


def test_who_leads_a_team_takes_part_where_nothing_else_is_told_of_it() -> None:
    meeting = told("Donald Trump said a team led by Marco Rubio would meet Russian officials next week.", "meeting")

    assert (["marco-rubio"], ["russia-officials"]) == sides(meeting)


def test_whose_a_signing_is_that_names_nobody_is_not_guessed_from_other_talks() -> None:
    report = read("The draft with Kabul is ready. Chile held talks with Peru on Monday. The signing is off.")

    assert "signing" not in {event.kind for event in report.events}


@pytest.mark.parametrize(
    ("first", "status"), [("Beijing confirmed on Thursday", "confirmed"), ("Beijing said on Thursday", "scheduled")]
)
def test_what_one_side_confirms_and_the_other_tells_is_confirmed(first: str, status: str) -> None:
    text = (
        f"{first} that Chinese Vice Premier Liu He would meet US President Donald Trump in Washington on June 12.\n\n"
        "Trump said that he would meet Liu He in Washington on June 12."
    )

    assert status == told(text, "meeting").status


def test_who_wants_to_meet_somebody_is_the_other_side() -> None:
    summit = told("North Korean leader Kim Jong-un wants a summit with US President Donald Trump.", "summit")

    assert (["kim-jong-un"], ["donald-trump"]) == sides(summit)


def test_who_wants_others_to_meet_is_no_side() -> None:
    events = read("French President Emmanuel Macron wants a summit of Donald Trump and Kim Jong-un.").events

    assert all("emmanuel-macron" not in sides(event)[0] for event in events if event.kind == "summit")


def test_a_visit_that_a_headline_tells_as_put_off_did_not_take_place() -> None:
    text = "Macron's trip to Germany put off\n\nFrance has postponed Emmanuel Macron's visit to Germany."

    assert "postponed" == told(text, "visit").status
