"""What nobody means to send, and some do: it is answered in words, and never taken for something that it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from urllib.parse import quote

from django.test import Client

from dateline.desk.held import the_ledger
from dateline.desk.models import Comment
from dateline.errors import NotInLedger
from desk.pages import Page, is_accessible, is_safe
from desk.test_people import HOST, as_, person, say, summit

ODD = (
    "😀🇩🇪", "قمة \u202eevil\u202c שלום", "'; DROP TABLE events; -- \" OR 1=1", "x" * 10_000, "summit " * 1_400,
    "* % _ ^ NEAR( col:foo", '"unbalanced', "<script>alert(1)</script>", "Z" + "\u0301" * 190, "\u200b", "-summit",
)  # fmt: skip


def get(path: str, language: str = "en") -> tuple[int, str]:
    answer = Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE=language).get(path)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("words", ODD, ids=lambda one: one[:8].encode("unicode_escape").decode())
def test_a_search_for_anything_is_answered(own: Path, words: str) -> None:
    for name in ("q", "who", "with", "place", "since", "kind", "page"):
        status, text = get(f"/search/?{name}={quote(words)}")
        assert status in (200, 400), name
        page = Page(text)
        is_safe(page)
        is_accessible(page)
    assert 3 == len(the_ledger().events(kinds=["summit", "visit", "meeting"]))


@pytest.mark.parametrize("name", ["z", "Z" + "\u0301" * 50, "im", "om", "k m"])
def test_a_letter_or_two_name_nobody_but_whoever_is_called_so(own: Path, name: str) -> None:
    with pytest.raises(NotInLedger):
        the_ledger().entity(name)


def test_a_family_name_and_a_part_of_a_name_still_do(own: Path) -> None:
    for name, id in (("lavrov", "sergei-lavrov"), ("rgei-lav", "sergei-lavrov"), ("Trump", "donald-trump")):
        assert id == the_ledger().entity(name).id


def test_nobody_meets_oneself(own: Path) -> None:
    client = Client(HTTP_HOST=HOST)
    assert "/actors/kim-jong-un/" == client.get("/pairs/kim-jong-un/kim-jong-un/").url
    assert "/actors/kim-jong-un/" == client.get("/pairs/kim-jong-un/Kim%20Jong-un/").url
    assert 200 == client.get("/pairs/donald-trump/kim-jong-un/").status_code


def test_what_makes_no_sense_is_named_as_the_form_names_it(own: Path) -> None:
    asked = {
        "/search/?since=x": ("“since”", "„Seit“"), "/search/?until=x": ("“until”", "„Bis“"),
        "/calendar/?month=x": ("“month”", "„Monat“"), "/search/?kind=x": ("no kind", "„Art“"),
    }  # fmt: skip
    for path, (english, german) in asked.items():
        assert english in get(path)[1]
        assert german in get(path, "de")[1]


def test_the_last_day_of_the_downloads_is_in_words(own: Path) -> None:
    assert "13 June 2018" in get("/downloads/")[1]
    assert "13. Juni 2018" in get("/downloads/", "de")[1]


def test_a_comment_that_nobody_can_see_is_none(own: Path) -> None:
    mina = as_(person("mina"))
    for text in ("\u200b\u200b", "\u202e", " \n ", "\u2063\u00ad"):
        answer = mina.post("/comments/", {"view": "event", "target": summit(), "text": text})
        assert 400 == answer.status_code
        assert "There are no words in it." in answer.content.decode()
    assert 0 == Comment.objects.count()
    for text in ("😀", "قمة", "No \u200bmore."):
        say(mina, text)
    assert 3 == Comment.objects.count()
