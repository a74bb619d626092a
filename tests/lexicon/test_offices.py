"""Offices by date: who held them, since when that is known, and when it is not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lexicon import holders, offices_of, states
from dateline.lexicon.offices import SHARED, TRUST_DAYS
from dateline.lexicon.spells import spells_by_office

DAYS = st.dates(date(2000, 1, 1), date(2026, 12, 31))
HEADS = ("head_of_state", "head_of_government")
OFFICES = st.sampled_from(sorted(spells_by_office()))


@pytest.mark.parametrize(
    ("role", "of", "day", "name"),
    [
        ("foreign_minister", "RUS", date(2018, 5, 31), "Sergei Lavrov"),
        ("supreme_leader", "PRK", date(2018, 5, 31), "Kim Jong-un"),
        ("foreign_minister", "USA", date(2018, 5, 31), "Mike Pompeo"),
        ("foreign_minister", "PRK", date(2018, 5, 31), "Ri Yong-ho"),
        ("head_of_state", "USA", date(2018, 5, 31), "Donald Trump"),
        ("foreign_minister", "USA", date(2018, 4, 10), "John Sullivan"),  # acting, between two
        ("foreign_minister", "CHN", date(2023, 3, 1), "Qin Gang"),
        ("foreign_minister", "CHN", date(2023, 9, 1), "Wang Yi"),  # stale lists answer him for March too
        ("head_of_government", "NLD", date(2025, 1, 1), "Dick Schoof"),
        ("head_of_government", "DEU", date(2015, 1, 1), "Angela Merkel"),
        ("foreign_minister", "EU", date(2018, 5, 31), "Federica Mogherini"),
        ("secretary_general", "nato", date(2019, 1, 1), "Jens Stoltenberg"),
        ("un_secretary_general", "UNO", date(2016, 12, 31), "Ban Ki-moon"),
        ("head_of_state", "UKR", date(2014, 3, 1), "Oleksandr Turchynov"),
        ("head_of_government", "GBR", date(2022, 10, 1), "Liz Truss"),
        ("defence_minister", "ISR", date(2023, 10, 7), "Yoav Gallant"),
    ],
)
def test_an_office_is_held_by_whom_it_was_on_that_day(role: str, of: str, day: date, name: str) -> None:
    found = holders(role, of, day)

    assert name == found[0].person.name
    assert found[0].sure


def test_the_kremlins_spokesman_and_the_ministrys_are_two() -> None:
    names = {one.person.name for one in holders("spokesperson", "RUS", date(2018, 6, 1))}

    assert {"Dmitry Peskov", "Maria Zakharova"} <= names


def test_nobody_is_named_for_an_office_that_no_table_knows() -> None:
    assert () == holders("foreign_minister", "ATA", date(2018, 6, 1))


def test_an_open_end_is_believed_for_a_while_and_then_a_guess() -> None:
    (row,) = (one for one in spells_by_office()["foreign_minister", "RUS"] if not one.end)
    last = date.fromisoformat(row.as_of)

    assert holders("foreign_minister", "RUS", last + timedelta(TRUST_DAYS))[0].sure
    assert not holders("foreign_minister", "RUS", last + timedelta(TRUST_DAYS + 1))[0].sure


@given(OFFICES, DAYS)
def test_holders_began_before_the_day_and_had_not_left(office: tuple[str, str], day: date) -> None:
    for one in holders(*office, day):
        assert one.start <= day.isoformat()
        assert not one.end or one.end > day.isoformat()[: len(one.end)] or one.end > day.isoformat()


@given(OFFICES, DAYS)
def test_an_office_of_one_person_has_one_open_holder_at_most(office: tuple[str, str], day: date) -> None:
    if office[0] in SHARED:
        return
    starts = [one.start for one in holders(*office, day) if not one.end]

    assert len(set(starts)) <= 1


@given(OFFICES, DAYS)
def test_who_holds_an_office_has_it_among_their_offices(office: tuple[str, str], day: date) -> None:
    for one in holders(*office, day):
        assert office in {(held.role, held.of) for held in offices_of(one.person.id, day)}


def test_heads_are_known_for_almost_all_states_through_the_years() -> None:
    for year in (2014, 2017, 2020, 2023):
        day = date(year, 6, 1)
        known = [
            code
            for code, state in states().items()
            if state.status == "state"
            and any(holders(role, code, day) for role in ("head_of_state", "head_of_government"))
        ]
        assert len(known) >= 180, year
