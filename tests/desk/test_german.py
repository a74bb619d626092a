"""A German reader is called "Sie" on every page, those of allauth among them, and reads of formats in German."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

import allauth
from django.test import Client
from django.utils import translation
from django.utils.html import conditional_escape
from django.utils.text import capfirst

from dateline.desk.format_words import WORDS, format_words
from dateline.exports import FORMATS
from desk.pages import Page
from desk.test_people import HOST
from desk.test_words import DESK, entries, entries_in, placeholders

THEIRS = Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po"
OURS = DESK / "locale_accounts/de/LC_MESSAGES/django.po"
SHOWN = ("account/", "mfa/", "usersessions/", "templates/account/", "templates/mfa/", "templates/usersessions/")
FAMILIAR = re.compile(
    r"\b(du|dir|dich|dein(e[mnrs]?)?|bitte (gib|wähle|warte|versuche|folge|habe|lass))\b", re.IGNORECASE
)


def shown_by_the_desk() -> dict[str, str]:
    """The messages of the parts of allauth that the desk has, and its own German for them."""
    used = [
        block
        for block in THEIRS.read_text("utf-8").split("\n\n")
        if any(one.startswith(SHOWN) for one in " ".join(re.findall(r"^#: (.*)$", block, re.MULTILINE)).split())
    ]
    return {one.id: " ".join(one.told) for one in entries_in(used)}


def test_nobody_is_called_du() -> None:
    theirs = shown_by_the_desk()
    assert len([one for one in theirs.values() if FAMILIAR.search(one)]) > 30, "allauth says Sie by now: drop our words"
    with translation.override("de"):
        left = {id for id in theirs if FAMILIAR.search(translation.gettext(id))}
        plain = {id for id, told in theirs.items() if told and translation.gettext(id) == told}
    assert set() == left
    assert "Sign In" in theirs
    assert "Sign In" in plain  # what says nobody's name stays allauth's
    for path in (DESK / "locale/de/LC_MESSAGES/django.po", OURS):
        assert [] == [told for one in entries(path) for told in one.told if FAMILIAR.search(told)]


def test_what_stands_in_our_place_is_a_message_of_allauth_whole_and_compiled() -> None:
    theirs = {one.id for one in entries(THEIRS)}
    with translation.override("de"):
        for one in entries(OURS):
            assert one.id in theirs, one.id
            assert placeholders(one.told[0]) == placeholders(one.id), one
            assert one.told[0] == translation.gettext(one.id), "msgfmt -o django.mo django.po"
    with translation.override("en"):
        assert "You have signed out." == translation.gettext("You have signed out.")


def test_the_page_of_a_lost_password_says_sie() -> None:
    german = Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE="de").get("/accounts/password/reset/").content.decode()
    assert "Geben Sie unten Ihre E-Mail-Adresse ein" in Page(german).text
    assert not FAMILIAR.search(Page(german).text)


def test_formats_are_told_in_the_language_of_the_reader(own: Path) -> None:
    told = {words for one in FORMATS.values() for words in (one.about, *one.loses)}
    assert told == WORDS
    clients = {code: Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE=code) for code in ("de", "en")}
    pages = {code: one.get("/downloads/").content.decode() for code, one in clients.items()}
    assert "<td>Tabellen für Tabellenprogramme und Statistik</td>" in pages["de"]
    for words in told:
        shown = {f"<li>{conditional_escape(words)}</li>", f"<td>{conditional_escape(capfirst(words))}</td>"}
        assert any(one in pages["en"] for one in shown), words
        assert not any(one in pages["de"] for one in shown), words
    with translation.override("de"):
        assert "a format of tomorrow" == format_words("a format of tomorrow")
