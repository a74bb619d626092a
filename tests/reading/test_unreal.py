"""What a verb tells and yet is not done: habits, near misses, fictions, fears, conditions without "if"."""

from __future__ import annotations

import pytest

import dateline


def statuses(sentence: str, kind: str) -> list[str]:
    record = dateline.read(sentence, published="2012-06-08", any_subject=True)
    return [event.status for event in record.events if event.kind == kind]


@pytest.mark.parametrize(
    ("sentence", "kind", "expected"),
    [
        # habits are of no day
        ("Putin travels to Beijing every year.", "visit", []),
        ("Merkel usually visits Poland in May.", "visit", []),
        ("Putin travels to Beijing this year.", "visit", ["scheduled"]),
        ("Merkel visits Poland on Tuesday.", "visit", ["scheduled"]),
        ("Assad has often accused Israel of spying.", "accusation", ["occurred"]),
        ("Merkel meets Sarkozy twice a month.", "meeting", []),
        ("Lavrov flies to Vienna each spring.", "visit", []),
        ("Merkel rarely visits Poland.", "visit", []),
        ("Merkel met Sarkozy twice in a month.", "meeting", ["occurred"]),
        # near misses
        ("Mugabe came close to expelling the French ambassador.", "expulsion", ["did_not_occur"]),
        ("Mugabe came to Paris after expelling the French ambassador.", "expulsion", ["occurred"]),
        ("Faymann has yet to meet Klaus.", "meeting", ["did_not_occur"]),
        ("Serbia and Kosovo nearly signed an accord on Monday.", "signing", ["did_not_occur"]),
        ("Iran all but accused Israel of the killing.", "accusation", ["did_not_occur"]),
        ("Obama stopped short of accusing Pakistan of sheltering him.", "accusation", ["did_not_occur"]),
        ("Canada expelled almost all Iranian diplomats.", "expulsion", ["occurred"]),
        ("Iran accused all but Israel of bad faith.", "accusation", ["occurred"]),
        # what had been meant
        ("David Cameron will no longer visit Moscow.", "visit", ["cancelled"]),
        ("David Cameron will visit Moscow no later than May.", "visit", ["scheduled"]),
        # a condition without "if", and a question
        ("Were Israel to strike Iran, oil would cost 200 dollars.", "assault", []),
        ("Israel struck Iran, and oil cost 200 dollars.", "assault", ["occurred"]),
        ("Aides asked what would happen were Israel to strike Iran.", "assault", []),
        ("Were Iran to shut the strait, the United States would attack Iran.", "assault", []),
        ("Oil rose when Iran shut the strait, and the United States will attack Iran.", "assault", ["scheduled"]),
        # stories that are made up
        ("A play about the American raid on Tripoli opened in Bonn.", "assault", []),
        ("A documentary tells how Israel bombed Iraq in 1981.", "assault", ["occurred"]),
        ("In a drama on the high seas, Iran seized a British tanker.", "coercion", ["occurred"]),
        ("A play about the war ran in Tehran, and Israel condemned Iran over the play.", "accusation", ["occurred"]),
        # what is done every day is done
        ("Russia shells Kyiv every day.", "assault", ["occurred"]),
        ("North Korea said it would no longer attack South Korea.", "assault", ["did_not_occur"]),
        ("In the novel, China invades Taiwan.", "assault", []),
        ("A film festival opened as Israel bombed Gaza on Monday.", "assault", ["occurred"]),
        ("Protests followed the American raid on Tripoli.", "assault", ["occurred"]),
        ("The film tells how Israel bombed Iraq in 1981.", "assault", []),
        ("The novel imagines that China has invaded Taiwan.", "assault", []),
        ("The minister told parliament that Israel bombed Iraq in 1981.", "assault", ["occurred"]),
        ("A film crew saw that Israel bombed Iraq on Monday.", "assault", ["occurred"]),
        # what is only feared
        ("Diplomats fear that Israel has bombed Syria.", "assault", []),
        ("Diplomats say that Israel has bombed Syria.", "assault", ["occurred"]),
        ("There is worry that Israel has bombed Syria.", "assault", []),
        ("The general imagined that China had attacked Japan.", "assault", []),
        # what proved untrue
        ("Rumours that Iran attacked Bahrain proved false.", "assault", ["did_not_occur"]),
        ("Rumours spread after Iran attacked Bahrain.", "assault", ["occurred"]),
        # pride, and a welcome home
        ("Lavrov said he was proud of Syria.", "praise", []),
        ("Trump welcomed home three Americans freed by North Korea.", "praise", []),
        ("Trump welcomed the release of three Americans by North Korea.", "praise", ["occurred"]),
        # what is waited for
        ("Tehran could open its embassy in Cairo as soon as Egypt agreed.", "agreement", []),
        ("Tehran opened its embassy in Cairo after Egypt agreed.", "agreement", ["occurred"]),
        ("Thousands of Turkish troops are gathering near the border.", "meeting", []),
        ("The foreign ministers of Chad and Mali are gathering in Paris.", "meeting", ["ongoing"]),
        ("Zardari will dine at the prime minister's country retreat.", "withdrawal", []),
        # an exercise is told once
        ("Iran's navy began a drill in the Gulf on Monday.", "mobilisation", []),
        ("Iran's navy began a drill in the Gulf on Monday.", "exercise", ["occurred"]),
        ("Iran's navy began patrols in the Gulf on Monday.", "mobilisation", ["occurred"]),
    ],
)
def test_what_is_not_meant_as_done_is_not_told_as_done(sentence: str, kind: str, expected: list[str]) -> None:
    assert expected == statuses(sentence, kind)


@pytest.mark.parametrize(
    ("sentence", "kind", "day"),
    [
        ("Ankara refused to meet the Syrian envoy on Thursday.", "meeting", "2012-06-07"),
        ("Iran failed to sign the deal with Russia on Monday.", "signing", "2012-06-04"),
        ("Ankara agreed to meet the Syrian envoy on Thursday.", "meeting", "2012-06-14"),
    ],
)
def test_what_was_refused_on_a_weekday_was_refused_on_the_last_one(sentence: str, kind: str, day: str) -> None:
    record = dateline.read(sentence, published="2012-06-08", any_subject=True)

    assert [day] == [event.when.value for event in record.events if event.kind == kind and event.when is not None]


@pytest.mark.parametrize(
    ("sentence", "accused"),
    [
        ("Turkey accused the minister of arming Syria.", []),
        ("Turkey accused Iran of arming Syria.", ["IRN"]),
    ],
)
def test_whom_the_accused_is_said_to_help_is_not_accused(sentence: str, accused: list[str]) -> None:
    record = dateline.read(sentence, published="2012-06-08", any_subject=True)
    country = {entity.id: entity.country for entity in record.entities}
    (event,) = (event for event in record.events if event.kind == "accusation")

    assert accused == [country[one.entity or ""] for one in event.recipients]


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Georgia marked the fifth anniversary of the Russian invasion on Friday.", None),
        ("Poland on Thursday remembered the German attack of 1939.", "1939"),
        ("The Russian attack on Georgia began on Monday.", "2012-06-04"),
    ],
)
def test_a_deed_that_is_remembered_is_not_of_the_day_of_remembrance(sentence: str, day: str | None) -> None:
    record = dateline.read(sentence, published="2012-06-08", any_subject=True)
    (event,) = (event for event in record.events if event.kind == "assault")

    assert day == (event.when.value if event.when is not None else None)
