"""What pages show is kept until the ledger changes, and no longer; what all pages share follows the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from django.test import Client

import ledger_make as make
from dateline.desk.held import as_marked, mark_of, the_ledger
from desk.pages import Page
from desk.test_people import HOST

PAGES = (
    "/actors/sergei-lavrov/", "/pairs/mike-pompeo/sergei-lavrov/", "/places/hanoi/", "/calendar/?month=2018-07",
    "/search/?who=sergei-lavrov", "/",
)  # fmt: skip


def get(path: str, language: str = "en") -> str:
    return Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE=language).get(path).content.decode()


def add(day: str, name: str) -> None:
    told = make.told("meeting", ["Sergei Lavrov"], ["Mike Pompeo"], status="occurred", when=day, place="Hanoi")
    the_ledger().add(make.report(day, told, name=name, outlet=name))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_that_was_kept_is_made_anew_after_a_change(own: Path, path: str) -> None:
    add("2018-07-03", "The first")
    before = get(path)
    assert "The first" in before
    assert before == get(path)
    add("2018-07-19", "The second")
    after = get(path)
    assert "The second" not in before
    assert "The second" in after


def test_all_that_is_made_under_a_mark_is_of_its_state(own: Path) -> None:
    ledger = the_ledger()
    with as_marked(ledger) as mark:
        events = ledger.events()
        add("2018-07-03", "Meanwhile")
        assert events == ledger.events()
        assert mark == mark_of(ledger)
        with as_marked(ledger) as inner:
            assert mark == inner
    assert len(events) + 1 == len(ledger.events())
    assert mark != mark_of(ledger)


def test_what_pages_share_is_in_the_language_of_each_reader_and_says_where_one_is(own: Path) -> None:
    for language, calendar, privacy in (("en", "Calendar", "Privacy"), ("de", "Kalender", "Datenschutz")):
        for path in ("/calendar/", "/", "/actors/sergei-lavrov/"):
            page = Page(get(path, language))
            links = [one for one in page.all("a") if "data-go" in one]
            assert 12 == len(links)  # as a bar and in the menu of a telephone
            current = {one["href"] for one in links if one.get("aria-current") == "page"}
            assert current == ({path} if path != "/actors/sergei-lavrov/" else set())
            assert calendar in page.text
            assert privacy in page.text
