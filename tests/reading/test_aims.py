"""Whom words and protests are aimed at: deeper than the places of a frame, at home, and both ways."""

from __future__ import annotations

import pytest

import dateline
from dateline.record import Event, Participant, Record

_DAY = "2007-06-15"


def _countries(record: Record, side: tuple[Participant, ...]) -> set[str | None]:
    known = {entity.id: entity for entity in record.entities}
    return {known[one.entity].country for one in side if one.entity is not None}


def _told(sentence: str, kind: str) -> list[tuple[set[str | None], set[str | None]]]:
    record = dateline.read(sentence, published=_DAY)
    found: list[Event] = [one for one in record.events if one.kind == kind and one.status != "did_not_occur"]
    return [(_countries(record, one.actors), _countries(record, one.recipients)) for one in found]


@pytest.mark.parametrize(
    ("sentence", "kind", "actor", "recipient"),
    [
        ("Kenyan unions have criticised rising fuel prices in the country.", "accusation", "KEN", "KEN"),
        ("Peruvian opposition leaders demanded new elections on Tuesday.", "demand", "PER", "PER"),
        ("Thousands of farmers marched through Asuncion, Paraguay, on Friday.", "protest", "PRY", "PRY"),
        ("Zimbabwean opposition groups held anti-government protests on Friday.", "protest", "ZWE", "ZWE"),
        ("Hundreds of Bolivians held anti-Chilean rallies in La Paz.", "protest", "BOL", "CHL"),
        ("Thousands of Buddhists across Thailand staged anti-Malaysia protests.", "protest", "THA", "MYS"),
        ("Hundreds of students rallied in front of the Chinese consulate in Manila.", "protest", "PHL", "CHN"),
        ("In Oslo, Norwegians gathered outside the Swedish embassy to protest the ruling.", "protest", "NOR", "SWE"),
        ("Ecuador charged that Peru was arming the rebels.", "accusation", "ECU", "PER"),
        ("Dutch allegations that Fiji tortured prisoners were repeated on Monday.", "accusation", "NLD", "FJI"),
        ("Samoa denies Australian accusations it is hiding the ship.", "accusation", "AUS", "WSM"),
        ("Hungary's parliament condemned what it called Romanian aggression.", "accusation", "HUN", "ROU"),
        ("Norway's parliament issued a report highly critical of Belarus.", "accusation", "NOR", "BLR"),
        ("Norway is deeply concerned about violence in Burma.", "accusation", "NOR", "MMR"),
        ("Latvia came under fire from Russia for the arrests.", "accusation", "RUS", "LVA"),
        ("Portugal cut the lines to protest drills conducted by Spain.", "accusation", "PRT", "ESP"),
        ("Finland's foreign minister said the Russian plan was a threat to Europe.", "accusation", "FIN", "RUS"),
        ("Austria urged world leaders to press Zimbabwe to free the editor.", "demand", "AUT", "ZWE"),
        ("Greece called for a halt to raids by Turkey.", "demand", "GRC", "TUR"),
        ("The leader of Hamas is warning of a new uprising against Israel.", "threat", "PSE", "ISR"),
        ("Ghana welcomed the release of prisoners by Togo.", "praise", "GHA", "TGO"),
        ("Serbian leaders dismissed as insincere the Croatian offer.", "rejection", "SRB", "HRV"),
        ("Malta rejected a Libyan report on the wreck.", "rejection", "MLT", "LBY"),
        ("Moldova's caretaker government says it has formally asked Italy for help.", "demand", "MDA", "ITA"),
        (
            "Ireland's foreign minister said his country is “deeply alarmed” by arrests in Burma.",
            "accusation",
            "IRL",
            "MMR",
        ),
        ("Protesters in Hanoi broke windows at the Thai embassy.", "protest", "VNM", "THA"),
        (
            "Demonstrators took to the streets of Bucharest to ask for lower taxes.",
            "protest",
            "ROU",
            "ROU",
        ),
        ("Laos blamed the blasts on the drills conducted by Nepal.", "accusation", "LAO", "NPL"),
    ],
)
def test_who_is_meant_is_found(sentence: str, kind: str, actor: str, recipient: str) -> None:
    assert ({actor}, {recipient}) in _told(sentence, kind)


@pytest.mark.parametrize(
    ("sentence", "kind", "recipient"),
    [
        ("Kenyan unions criticised the prices that Uganda and Sudan ask.", "accusation", "KEN"),
        ("Peruvian opposition leaders demanded help from other countries.", "demand", "PER"),
        ("Egypt rejected the idea.", "rejection", "EGY"),
        ("Polish officials warned of a storm.", "threat", "POL"),
        ("Washington defended its long embargo against Cuba.", "praise", "CUB"),
        ("Moscow has been critical of the war in Iraq.", "accusation", "IRQ"),
        ("Thousands of Lebanese marched for the anti-Syrian leader.", "protest", "SYR"),
        ("Pyongyang dismissed American newspaper reports.", "rejection", "USA"),
        ("Thousands marched in Lima, Peru, to protest the war in Iraq.", "protest", "IRQ"),
        ("Cuba has expressed disappointment that a Haitian court rejected the appeal.", "rejection", "CUB"),
        ("NATO troops came under fire from Afghan militants.", "accusation", "AFG"),
    ],
)
def test_nobody_is_guessed(sentence: str, kind: str, recipient: str) -> None:
    assert all(recipient not in there for _, there in _told(sentence, kind))


def test_who_stands_together_says_it_of_others() -> None:
    assert _told("Gabon and Cameroon accused Chad of moving the border.", "accusation") == [({"GAB", "CMR"}, {"TCD"})]


def test_a_report_that_suggests_tells_nothing_as_done() -> None:
    assert _told("A study suggested that Iran had broken the deal with Russia.", "rejection") == []
