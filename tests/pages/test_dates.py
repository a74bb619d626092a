from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadDate
from dateline.pages.dates import date_in_url, normalise_date, printed_dates, read_date


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2018-06-01", "2018-06-01"),
        ("2018-06-01T09:30:00+02:00", "2018-06-01T09:30:00+02:00"),
        ("2018-06-01T09:30Z", "2018-06-01T09:30:00Z"),
        ("2018-06-01T09:30:00.123+0530", "2018-06-01T09:30:00+05:30"),
        ("2018-06-01 09:30:00", "2018-06-01"),  # an hour without an offset is no moment
        ("20180601", "2018-06-01"),
        ("Fri, 01 Jun 2018 09:30:00 +0200", "2018-06-01T09:30:00+02:00"),
        ("June 1, 2018", "2018-06-01"),
    ],
)
def test_dates_as_they_are_declared(written: str, meant: str) -> None:
    assert meant == normalise_date(written)


def test_a_day_before_the_web_is_taken_where_it_is_given() -> None:
    assert normalise_date("1987-03-09") == normalise_date("1987-03-09T10:00:00Z") == "1987-03-09"


@pytest.mark.parametrize("written", ["yesterday", "2018-13-01", "2018-06-31", "0000-00-00", "1970-01-01", "12/06/18"])
def test_what_is_no_date_is_refused_with_a_hint(written: str) -> None:
    with pytest.raises(BadDate) as refused:
        normalise_date(written)

    assert "2018-06-01" in refused.value.hint


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Published on Thursday, June 1st, 2018 at 9:30 am", ["2018-06-01"]),
        ("Updated: September 20, 2018 19:05 IST", ["2018-09-20T19:05:00+05:30"]),
        ("1 Jun 2018 | 25.04.2019 | 2019/04/25", ["2018-06-01", "2019-04-25", "2019-04-25"]),
        ("13/06/2018 and 06/13/2018", ["2018-06-13", "2018-06-13"]),
        ("1. Juni 2018 | 1er juin 2018 | 1 de junio de 2018 | 1 июня 2018 г.", ["2018-06-01"] * 4),
        ("3. März 2018, 14:05 Uhr | 15 août 2018", ["2018-03-03", "2018-08-15"]),
        ("2018.06.01 10:30 | 2018年6月1日", ["2018-06-01"] * 2),
        ("2018-06-01T09:30:00Z | 2018-06-01T09:30+02:00", ["2018-06-01T09:30:00Z", "2018-06-01T09:30:00+02:00"]),
        ("version 2018.06.01.4 | 2018-06-01-2 | 2018.13.01", []),
        ("the Mai 2018 | 12 mars bars in 2018", []),
        ("03/04/2018", []),  # two days are possible
        ("June 1", []),
        ("in 2018 he met 12 ministers", []),
    ],
)
def test_dates_as_they_are_printed(line: str, meant: list[str]) -> None:
    assert meant == [found.value for found in printed_dates(line)]


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://paper.example/world/2018/06/01/kim", "2018-06-01"),
        ("https://paper.example/2018-06-01-kim.html", "2018-06-01"),
        ("https://paper.example/a/20180601/kim", "2018-06-01"),
        ("https://paper.example/world/2018/jun/01/kim", "2018-06-01"),
        ("https://paper.example/2018/06/kim", None),
        ("https://paper.example/2018/13/45/kim", None),
        ("https://20180601.example/kim", None),
    ],
)
def test_a_whole_day_in_a_path(url: str, meant: str | None) -> None:
    assert meant == date_in_url(url)


@given(
    st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d %b. %Y"])
)
def test_every_day_is_read_back_in_every_manner_of_printing(day: date, manner: str) -> None:
    assert [day.isoformat()] == [found.value for found in printed_dates(day.strftime(manner))]


@given(st.text(max_size=60))
def test_what_is_read_is_a_date_or_nothing(text: str) -> None:
    if (found := read_date(text)) is not None:
        assert date.fromisoformat(found[:10]).year >= 1990
