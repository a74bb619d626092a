"""Of which country people are whom a sentence names by what they are: only where its words say it."""

from __future__ import annotations

import pytest

import dateline


def country(sentence: str, name: str) -> str | None:
    record = dateline.read(sentence, published="2018-06-01", any_subject=True)
    return next(one.country for one in record.entities if one.name.endswith(name))


@pytest.mark.parametrize(
    ("sentence", "of"),
    [
        ("US soldiers raided a mosque in Baghdad and killed two civilians on Monday.", "IRQ"),
        ("US soldiers killed two civilians in a raid on Monday, Russia said.", None),
        ("US soldiers killed two civilians between Syria and Jordan on Monday.", None),
    ],
)
def test_whom_an_army_hits_abroad_is_of_the_place_and_not_of_who_tells_it(sentence: str, of: str | None) -> None:
    assert of == country(sentence, "civilians")


@pytest.mark.parametrize(
    ("name", "of"), [("Bush", "USA"), ("Merkel", "DEU"), ("Brown", None), ("Kim", None), ("Quisbert", None)]
)
def test_a_government_by_its_leader_is_of_his_state_where_the_name_means_one_leader(name: str, of: str | None) -> None:
    record = dateline.read(f"The {name} government expelled three envoys on Monday.", published="2018-06-01")

    assert ([of] if of else []) == [one.country for one in record.entities if one.kind == "state"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("UN Secretary-General Kofi Annan accused Sudan of breaking the truce.", "Kofi Annan"),
        ("The head of the IAEA, Mohamed ElBaradei, criticised Iran.", "Mohamed ElBaradei"),
        ("The U.N. human rights chief, Nadia Okonedo, condemned Syria.", "Nadia Okonedo"),
        ("The EU's foreign ministers imposed sanctions on Burma.", "foreign ministers"),
        ("The U.N. nuclear agency praised Japan.", "International Atomic Energy Agency"),
    ],
)
def test_who_serves_a_body_of_several_states_is_of_none(sentence: str, name: str) -> None:
    record = dateline.read(sentence, published="2005-06-01", any_subject=True)

    assert [(None, "IGO")] == [(one.country, one.sector) for one in record.entities if one.name.endswith(name)]


def test_an_ambassador_at_a_body_is_of_his_state() -> None:
    assert country("Sweden's ambassador to the United Nations, Anders Lund, criticised Iran.", "Lund") == "SWE"


@pytest.mark.parametrize(
    ("name", "of"), [("Saddam", "IRQ"), ("Mr. Rumsfeld", "USA"), ("Mr. Mwanawasa", "ZMB"), ("Mr. Jackson", None)]
)
def test_a_bare_name_means_one_leader_where_hardly_another_bears_it(name: str, of: str | None) -> None:
    record = dateline.read(f"{name} rejected the plan on Tuesday.", published="2018-06-01", any_subject=True)

    assert [of] == [one.country for one in record.entities if one.kind == "person"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Islamic militants attacked the U.S. embassy on Monday.", "militants"),
        ("Gunmen kidnapped a French journalist on Monday.", "Gunmen"),
        ("Militants killed three U.S. soldiers on Monday.", "Militants"),
        ("Israeli troops killed two militants on Monday.", "militants"),
        ("U.S. forces detained five suspected terrorists on Monday.", "suspected terrorists"),
        ("Negotiators in Beijing reached an agreement with North Korea on Monday.", "Negotiators"),
        ("Russia urged the separatists to lay down their arms.", "separatists"),
        ("Lawmakers from both parties criticised the plan to invite the Taliban.", "Lawmakers from both parties"),
    ],
)
def test_whose_people_are_is_not_guessed_where_forces_fight_abroad_or_guests_may_act(sentence: str, name: str) -> None:
    assert country(sentence, name) is None


@pytest.mark.parametrize(
    ("sentence", "name", "of"),
    [
        ("Police arrested Palestinian militant Samir Nasser on Monday.", "Samir Nasser", "PSE"),
        ("The mayor of Tirana, Edi Lako, criticised the police.", "Edi Lako", "ALB"),
        ("A Danish reporter, Lars Holm, was kidnapped in Iraq.", "Lars Holm", "DNK"),
        ("Ali Hamdan, a Jordanian militant, threatened to kill tourists in Egypt.", "Ali Hamdan", "JOR"),
        ("Iraqi Kurds accused Turkey of shelling villages.", "Iraqi Kurds", "IRQ"),
        ("Turkish Cypriots protested in Nicosia on Monday.", "Turkish Cypriots", "CYP"),
        ("Basque separatists killed a mayor on Monday.", "separatists", "ESP"),
        ("Chechen rebels attacked a convoy on Monday.", "rebels", "RUS"),
        ("Ecuador's Congress dismissed the judges on Monday.", "Congress", "ECU"),
        ("Mexico's ruling National Renewal Party accused Peru of theft.", "National Renewal Party", "MEX"),
        ("Hugo Chavez presented his proposals to the National Assembly.", "National Assembly", "VEN"),
        ("Presidents from most South American countries condemned the coup.", "Presidents", None),
    ],
)
def test_whose_people_and_bodies_are_by_their_words(sentence: str, name: str, of: str | None) -> None:
    assert of == country(sentence, name)


def test_what_was_soviet_is_no_longer_of_russia() -> None:
    record = dateline.read("The former Soviet republic of Uzbekistan expelled two envoys.", published="2018-06-01")

    assert ["UZB"] == [one.country for one in record.entities if one.kind == "state"]


def test_troops_of_a_body_stand_for_the_body() -> None:
    record = dateline.read("NATO troops killed 18 insurgents in southern Afghanistan.", published="2008-06-01")

    assert {"troops": "IGO", "insurgents": "REB"} == {
        one.name.split()[-1]: one.sector for one in record.entities if one.kind == "group"
    }
