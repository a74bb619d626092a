"""States: names, demonyms, capitals and seats, and the names that mislead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon import context_names, find_state, names_in, states
from dateline.lexicon.states import state_names


@pytest.mark.parametrize(
    ("words", "code", "form"),
    [
        ("Russians", "RUS", "demonym"), ("North Koreans", "PRK", "demonym"), ("ROK", "KOR", "name"),
        ("DPRK", "PRK", "name"), ("KSA", "SAU", "name"), ("U.K.", "GBR", "name"), ("Britons", "GBR", "demonym"),
        ("the US", "USA", "name"), ("U.S.", "USA", "name"), ("the United States", "USA", "name"),
        ("Americans", "USA", "demonym"), ("Burma", "MMR", "name"), ("the Vatican", "VAT", "name"),
        ("the Holy See", "VAT", "name"), ("Czechia", "CZE", "name"), ("Côte d'Ivoire", "CIV", "name"),
        ("Türkiye", "TUR", "name"), ("Emirati", "ARE", "demonym"), ("Palestinian", "PSE", "demonym"),
        ("Taiwan", "TWN", "name"), ("Kosovo", "XKX", "name"), ("Pyongyang", "PRK", "capital"),
        ("Washington, D.C.", "USA", "capital"), ("the Kremlin", "RUS", "metonym"), ("Downing Street", "GBR", "metonym"),
        ("the Blue House", "KOR", "metonym"), ("Foggy Bottom", "USA", "metonym"), ("Brussels", "EU", "capital"),
        ("Poles", "POL", "demonym"), ("Dutch", "NLD", "demonym"), ("Swaziland", "SWZ", "name"),
    ],
)  # fmt: skip
def test_words_name_a_state(words: str, code: str, form: str) -> None:
    found = find_state(words)

    assert found is not None
    assert (code, form) == (found.code, found.form)


@pytest.mark.parametrize(
    "words", ["us", "Us", "turkey", "china", "the North", "the West", "polish", "Washingtonian", ""]
)
def test_words_that_look_like_a_state_name_none(words: str) -> None:
    assert find_state(words) is None


def test_seats_that_are_only_places_are_told_from_those_that_speak() -> None:
    kremlin, camp_david = find_state("the Kremlin"), find_state("Camp David")

    assert kremlin is not None
    assert not kremlin.place_only
    assert camp_david is not None
    assert camp_david.place_only


@pytest.mark.parametrize(
    ("words", "trap"),
    [
        ("Georgia", "namesake"), ("Jordan", "namesake"), ("Soviet Union", "historic"), ("Scotland", "part"),
        ("Congo", "ambiguous"),
    ],
)  # fmt: skip
def test_names_that_mislead_say_so(words: str, trap: str) -> None:
    found = find_state(words)

    assert found is not None
    assert trap == found.trap


def test_the_north_is_a_state_only_while_korea_is_spoken_of() -> None:
    north = context_names()["the north"]

    assert ("PRK",) == north.stands_for
    assert ("PRK", "KOR") == north.needs


def test_there_are_all_states_with_capital_demonym_and_item() -> None:
    sovereign = [one for one in states().values() if one.status == "state"]

    assert 193 <= len(sovereign) <= 200
    assert [] == [one.code for one in states().values() if one.wikidata is None]
    # City states have no capital beside themselves; Belgium's speaks for the European Union.
    assert {"BEL", "MCO", "SGP", "SMR", "VAT"} == {one.code for one in sovereign if not one.capitals}


@given(st.sampled_from(sorted(state_names())))
def test_every_name_is_found_in_capitals_with_the_article_and_without_accents(name: str) -> None:
    assert state_names()[name] == find_state(name.upper()) or name in ("us",)
    assert find_state("the " + name.upper()) == find_state(name.upper())


def test_every_state_has_a_german_name_of_its_own_and_other_languages_have_no_table() -> None:
    german = names_in("de")

    assert list(states()) == list(german)
    assert len(set(german.values())) == len(german)
    assert ("Nordkorea", "Elfenbeinküste", "Ägypten") == (german["PRK"], german["CIV"], german["EGY"])
    assert {} == names_in("en") == names_in("../en")
