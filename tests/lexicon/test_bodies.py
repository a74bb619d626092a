"""Organisations, outlets, platforms, titles, places and codes."""

from __future__ import annotations

import pytest

from dateline.lexicon import (
    cameo_codes,
    find_organisation,
    find_outlet,
    find_place,
    find_platform,
    find_title,
    institution_of,
    outlet_of_domain,
    plover_types,
    sector_of,
    title_of,
)


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("U.N.", "united-nations"), ("the IAEA", "international-atomic-energy-agency"), ("Hizbollah", "hezbollah"),
        ("The Pentagon", "pentagon"), ("US State Department", "state-department"), ("NATO", "nato"),
        ("Houthi rebels", "houthi-movement"), ("the Taliban", "taliban"), ("OHCHR", "un-human-rights-office"),
        ("United States Senate", "us-senate"), ("United Nations Security Council", "un-security-council"),
    ],
)  # fmt: skip
def test_organisations_are_found_by_the_names_of_the_press(words: str, id_: str) -> None:
    found = find_organisation(words)

    assert found is not None
    assert id_ == found.id


def test_an_institution_with_a_name_of_its_own_is_that_body() -> None:
    knesset, ministry = institution_of("ISR", "parliament"), institution_of("USA", "foreign ministry")

    assert knesset is not None
    assert "Knesset" == knesset.name
    assert ministry is not None
    assert "state-department" == ministry.id
    assert institution_of("FRA", "parliament") is None


def test_outlets_tell_their_country_and_owner() -> None:
    sputnik, bbc = find_outlet("Sputnik"), find_outlet("the BBC")

    assert sputnik is not None
    assert ("RUS", "state") == (sputnik.country, sputnik.ownership)
    assert bbc is not None
    assert "public" == bbc.ownership


def test_a_paper_with_a_common_name_needs_its_article() -> None:
    assert find_outlet("Sun") is find_outlet("Atlantic") is find_outlet("Times") is None
    assert all(find_outlet(name) for name in ("The Sun", "the Atlantic", "The Times"))


@pytest.mark.parametrize(
    ("host", "id_"),
    [
        ("www.bbc.co.uk", "bbc"), ("edition.cnn.com", "cnn"), ("m.timesofindia.indiatimes.com", "times-of-india"),
        ("x.example", None),
    ],
)  # fmt: skip
def test_a_host_tells_the_outlet(host: str, id_: str | None) -> None:
    found = outlet_of_domain(host)

    assert id_ == (found.id if found else None)


def test_platforms_that_are_also_words_say_so() -> None:
    twitter, x = find_platform("Twitter"), find_platform("X")

    assert twitter is not None
    assert not twitter.ambiguous
    assert x is not None
    assert x.ambiguous


@pytest.mark.parametrize(
    ("words", "country", "role"),
    [
        ("Chancellor", "GBR", "finance_minister"), ("Chancellor", "DEU", "head_of_government"),
        ("Foreign Secretary", "GBR", "foreign_minister"), ("Foreign Secretary", "IND", "deputy_foreign_minister"),
        ("Secretary of State", "USA", "foreign_minister"), ("secretary of state", "GBR", "minister"),
        ("Premier", "CHN", "head_of_government"), ("Premier", "CAN", "governor"), ("Chairman", "PRK", "supreme_leader"),
        ("chairman", None, "party_leader"), ("vice foreign minister", "CHN", "deputy_foreign_minister"),
    ],
)  # fmt: skip
def test_a_title_means_the_office_that_it_means_in_its_state(words: str, country: str | None, role: str) -> None:
    found = find_title(words, country=country)

    assert found is not None
    assert role == found.role


def test_an_office_is_called_as_its_state_calls_it() -> None:
    assert "secretary of state" == title_of("foreign_minister", "USA")
    assert "foreign minister" == title_of("foreign_minister", "RUS")
    assert "chancellor" == title_of("head_of_government", "DEU")
    assert "managing director" == title_of("secretary_general", "international-monetary-fund")


def test_a_foreign_minister_is_no_deputy_and_the_other_way_round() -> None:
    roles = {
        words: found.role for words in ("foreign minister", "deputy foreign minister") if (found := find_title(words))
    }

    assert {"foreign minister": "foreign_minister", "deputy foreign minister": "deputy_foreign_minister"} == roles
    assert find_title("trade foreign minister") is None


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Pyongyang", (), "PRK"), ("Panmunjom", (), "KOR"), ("Kiev", (), "UKR"), ("Sharm el-Sheikh", (), "EGY"),
        ("Vienna", (), "AUT"), ("Birmingham", ("USA",), "USA"), ("Birmingham", ("GBR",), "GBR"),
        ("London", ("CAN",), "GBR"), ("Cambridge", ("USA",), "USA"), ("Punggye-ri", (), "PRK"),
        ("Strait of Hormuz", (), None), ("Camp David", (), "USA"), ("Crimea", (), "UKR"), ("Charlevoix", (), "CAN"),
    ],
)  # fmt: skip
def test_a_place_is_the_one_of_diplomacy_or_of_the_countries_spoken_of(
    name: str, near: tuple[str, ...], country: str | None
) -> None:
    found = find_place(name, near=near)

    assert found is not None
    assert country == found.country
    assert found.lat is not None


def test_a_small_town_far_from_the_report_is_not_guessed() -> None:
    assert find_place("Springfield") is None
    assert find_place("No Such Place") is None


def test_codes_of_the_ontologies() -> None:
    assert 1 == plover_types()["CONSULT", "visit"].quad
    assert -3.0 == plover_types()["ACCUSE", ""].score
    assert "11" == cameo_codes()["112"].root
    assert "REB" == sector_of("insurgent")
    assert sector_of("meeting") is None
