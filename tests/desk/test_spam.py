"""The filter: outcomes with their reasons, and how it fares on open data where that lies beside the repository."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.because import reasons_words
from dateline.desk.spam import Offered, Setting, weigh
from dateline.desk.spam.text import alike, disguised, key, links, plain
from shared import shared

KNOWN = Setting(seconds=60, account_hours=1000, accepted=9, about=["Trump met Kim in Singapore"])
NEW = Setting(seconds=60, account_hours=24, about=["Trump met Kim in Singapore"])


@pytest.mark.parametrize(
    "text",
    [
        "Trump was wrong to meet Kim.", "This is an outrage and you are all fools!", "Thanks, well written.",
        "It was on 12.06.2018 at 10:30, and the talks of 1994-2002 failed.", "The U.S. said so. North Korea did not.",
        "See the treaty of 1953: Kim's grandfather signed it.", "СССР и Россия — разные страны.",
    ],
)  # fmt: skip
def test_what_honest_people_write_is_published(text: str) -> None:
    assert "publish" == weigh(Offered(text), NEW).outcome
    assert "publish" == weigh(Offered(text), KNOWN).outcome


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nice post! Visit https://a.example.com and www.b.example.com", "2 links"),
        ("Call customer support number +1 (800) 555 01 99 now", "a telephone number"),
        ("I made $4,000 per week, ask me how", "clicks, followers or money"),
        ("please subscribe to my channel", "clicks, followers or money"),
        ("Great article, best deals at bit.ly/abc", "a link that hides where it leads"),
        ("subsсribe to my сhannel", "clicks, followers or money"),  # with Cyrillic letters
        ("sub\u200bscribe to my chan\u200bnel", "hidden or look-alike letters"),
    ],
)
def test_what_spam_is_made_of_is_held(text: str, reason: str) -> None:
    verdict = weigh(Offered(text), NEW)

    assert "hold" == verdict.outcome
    words = reasons_words(one.kept() for one in verdict.reasons)
    assert reason in words, words


def test_repetition_haste_and_youth_count() -> None:
    text = "Kim must answer for the camps in his country"
    again = Setting(seconds=60, account_hours=1000, own=[text + "!!"])
    hasty = Setting(seconds=1, account_hours=0.1, lately=0)

    assert "hold" == weigh(Offered(text), again).outcome
    assert "hold" == weigh(Offered(text), Setting(seconds=60, account_hours=99, lately=4)).outcome
    assert 0.9 == weigh(Offered(text), hasty).score
    assert "drop" == weigh(Offered(text), Setting(spam=[text.upper()])).outcome
    assert "drop" == weigh(Offered(text, trap="x"), KNOWN).outcome


@given(st.text(max_size=400))
def test_any_text_has_an_outcome_and_the_same_each_time(text: str) -> None:
    assert weigh(Offered(text), NEW) == weigh(Offered(text), NEW)
    assert key(text) == key(plain(text))
    assert 0 <= alike(text, text) <= 1
    disguised(text)


def test_links_are_found_however_they_are_spelled() -> None:
    assert ["example.com", "example.org", "example.net"] == links(
        "https://www.example.com/x, example(dot)org and EXAMPLE . net but not a@example.com, e.g. this.That"
    )


def test_how_often_it_is_wrong_on_open_data() -> None:
    rows = {
        name: [json.loads(line) for line in shared("data", "comments", f"{name}.jsonl").open(encoding="utf-8")]
        for name in ("news-ham", "youtube-1-3")
    }
    newcomer = Setting(seconds=60, account_hours=24)
    held = {
        name: [
            weigh(Offered(row["text"]), newcomer).outcome != "publish"
            for row in several
            if row["spam"] == (name != "news-ham")
        ]
        for name, several in rows.items()
    }

    assert sum(held["news-ham"]) / len(held["news-ham"]) <= 0.005  # 0.0019 when written
    assert sum(held["youtube-1-3"]) / len(held["youtube-1-3"]) >= 0.5  # 0.529, what it is about not known
