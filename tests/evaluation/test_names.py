"""Hard pairs of names: what the ledger joins, and that it never merges two."""

from __future__ import annotations

import pytest

from dateline.evaluation import names
from dateline.lexicon.bearers import codes_of, same_bearer
from dateline.lexicon.homonyms import which_of
from dateline.lexicon.sounds import alike

PAIRS = names.load()


def test_the_list_is_long_and_mostly_of_spellings_that_no_table_has() -> None:
    same = [one for one in PAIRS if one.same]

    assert len(same) >= 220
    assert len(PAIRS) - len(same) >= 200
    assert sum(not one.listed for one in same) >= 120
    assert len(PAIRS) == len({frozenset((one.a, one.b)) for one in PAIRS})


def test_the_rule_merges_nobody_whom_names_and_states_tell_apart() -> None:
    report = names.measure(PAIRS, ["rule"])

    assert [] == [pair for _, pair in report.wrong if not pair.same and not pair.a.office]
    assert report.tallies["rule", "tune"].share >= 0.96
    assert report.tallies["rule", "check"].share >= 0.89


@pytest.mark.slow
@pytest.mark.parametrize(("way", "tune", "check"), [("written", 0.97, 0.91), ("read", 0.97, 0.92)])
def test_the_ledger_merges_nobody_and_joins_nearly_all(way: str, tune: float, check: float) -> None:
    report = names.measure(PAIRS, [way])

    assert 0 == report.tallies[way, "all"].merged
    assert report.tallies[way, "tune"].share >= tune
    assert report.tallies[way, "check"].share >= check


@pytest.mark.parametrize("pair", [one for one in PAIRS if one.persons and one.same], ids=lambda one: one.a.name)
def test_the_order_of_two_names_does_not_matter_and_look_up_finds_them(pair: names.Pair) -> None:
    country = pair.a.country
    assert same_bearer(pair.a.name, pair.b.name, country) == same_bearer(pair.b.name, pair.a.name, country)
    assert country is None or codes_of(pair.a.name, country)


def test_a_chain_turned_round_is_father_and_son() -> None:
    assert "different" == same_bearer("Abdulaziz bin Salman", "Salman bin Abdulaziz", "SAU")


def test_given_names_that_share_consonants_stay_two() -> None:
    assert not alike("mohammed", "mahmoud", "EGY")
    assert not alike("hassan", "hussein", "IRQ")
    assert not alike("daniel", "daniela", "ESP")
    assert alike("kachanava", "kochanova", "BLR")


def test_an_office_tells_who_of_two_namesakes_is_meant_and_else_the_day() -> None:
    assert "Q483800" == which_of("ri-yong-ho", "PRK", ["Chief of General Staff"], "2018-06-01")
    assert "Q12594422" == which_of("ri-yong-ho", "PRK", [], "2018-06-01")
    assert which_of("ri-yong-ho", "PRK", [], None) is None
    assert which_of("sergei-lavrov", "RUS", ["foreign minister"], "2018-06-01") is None
