from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.pages.datelines import find_dateline
from dateline.record import Span


def parts(paragraph: str) -> tuple[list[str], str | None, str | None, str] | None:
    found = find_dateline(paragraph)
    if found is None:
        return None

    def cut(span: Span | None) -> str | None:
        return paragraph[span.start : span.end] if span else None

    return [str(cut(one)) for one in found.places], cut(found.day), cut(found.agency), paragraph[found.prose :]


@pytest.mark.parametrize(
    ("paragraph", "places", "day", "agency"),
    [
        ("PYONGYANG, May 31 (Agency) - The minister", ["PYONGYANG"], "May 31", "Agency"),
        ("SINGAPORE, June 12 (Agency) — The minister", ["SINGAPORE"], "June 12", "Agency"),
        ("LONDON/WASHINGTON, March 26 (Agency) — The minister", ["LONDON", "WASHINGTON"], "March 26", "Agency"),
        ("BEIJING, Dec. 14 (State News Agency) -- The minister", ["BEIJING"], "Dec. 14", "State News Agency"),
        ("MOSCOW, October 21. /State Agency/. The minister", ["MOSCOW"], "October 21", "State Agency"),
        ("CARACAS, 24 January. The minister", ["CARACAS"], "24 January", None),
        ("VLADIVOSTOK, Russia, April 25 (Agency) -- The minister", ["VLADIVOSTOK"], "April 25", "Agency"),
        ("WASHINGTON — The minister", ["WASHINGTON"], None, None),
        ("PORT-AU-PRINCE, Haiti (AP) — The minister", ["PORT-AU-PRINCE"], None, "AP"),
        ("ISLAMABAD: The minister", ["ISLAMABAD"], None, None),
        ("NEW DELHI, Sept 20 (PTI) The minister", ["NEW DELHI"], "Sept 20", "PTI"),
        (
            "U.N. HEADQUARTERS, Sept. 24, 2019 (Agency) – The minister",
            ["U.N. HEADQUARTERS"],
            "Sept. 24, 2019",
            "Agency",
        ),
        ("Asmara – The minister", ["Asmara"], None, None),
        ("Doha, Qatar – The minister", ["Doha"], None, None),
        ("Riyadh: The minister", ["Riyadh"], None, None),
        ("Berlin, 3 May (Agency) – The minister", ["Berlin"], "3 May", "Agency"),
        ("(Agency) - The minister", [], None, "Agency"),
        ("CNN — The minister", [], None, "CNN"),
        ("(CNN)The minister", [], None, "CNN"),
        ("Lindgrad CNN — The minister", ["Lindgrad"], None, "CNN"),
        ("Washington (CNN) The minister", ["Washington"], None, "CNN"),
        ("New Delhi [India], September 20 (ANI): The minister", ["New Delhi"], "September 20", "ANI"),
        ("LINDGRAD (Agency), 24 February 2025 – The minister", ["LINDGRAD"], "24 February 2025", "Agency"),
        ("Manila (Philippines) – The minister", ["Manila"], None, None),
        ("SEOUL (A PAPER/NEWS NETWORK) - The minister", ["SEOUL"], None, "A PAPER/NEWS NETWORK"),
    ],
)
def test_place_day_and_agency_of_a_dateline(
    paragraph: str, places: list[str], day: str | None, agency: str | None
) -> None:
    assert (places, day, agency, "The minister") == parts(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO said on Tuesday that it would help.",
        "U.S. President Donald Trump said on Thursday he would go.",
        "Kremlin: a meeting whose date was not named cannot be put off",
        "Trump – who had called it off – said it was on again.",
        "Moscow – which denies it – said nothing.",
        "UPDATE: the talks have begun.",
        "On June 12, 2018 – a Tuesday – they met.",
        "I - we, I should say - met them.",
        "Lavrov, Kim and Ri met.",
        "WASHINGTON",
        "10.20 EDT – Good morning.",
        "The International Atomic Energy Agency (IAEA) said on Tuesday it would go.",
        "UNICEF (United Nations Children’s Fund) said it would help.",
        "On Monday, June 4 – a holiday – they met.",
        "Prime Minister Theresa May (Conservative) said no.",
        "President Trump, June 12 in mind, flew home.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(paragraph: str) -> None:
    assert parts(paragraph) is None


@pytest.mark.parametrize("unit", ["U.S.", "A.", "AB.", "A'", "A-B-", "AB/", "St. ", "U. ", "Al al-", "de la "])
def test_a_long_row_of_capitals_and_points_is_read_to_its_end(unit: str) -> None:
    assert parts(unit * 100) is None  # "U.S." twenty times in a row took longer than anybody waits


@given(st.text(alphabet="ABCxyz ,.-–—:/()123May", max_size=400))
def test_the_ranges_lie_within_the_paragraph_and_in_order(paragraph: str) -> None:
    if found := find_dateline(paragraph):
        ends = [end for span in (*found.places, *filter(None, [found.day, found.agency])) for end in span]

        assert all(0 <= end <= found.end for end in ends)
        assert found.end <= found.prose < len(paragraph)
