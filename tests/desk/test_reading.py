"""How readers see the desk: what is kept between requests, languages, display, stories, map and network."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from gettext import GNUTranslations
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import translation

import ledger_make as make
from dateline import wording
from dateline.desk import words
from dateline.desk.asked import KINDS, STATUSES
from dateline.desk.drawing import at, drawn_map, drawn_network, world
from dateline.desk.held import Kept, the_ledger
from dateline.desk.lines import Link
from dateline.desk.views.pictures import spot_of
from dateline.record import Step
from desk.pages import Page, is_accessible, is_safe
from desk.test_pages import PAGES, get, ids  # noqa: F401 - a fixture
from desk.test_people import as_, person

GERMAN = Path(settings.HERE, "locale/de/LC_MESSAGES")


# What is kept between requests


def test_a_page_shows_what_the_ledger_says_now(own: Path) -> None:
    client, ledger = Client(HTTP_HOST="127.0.0.1"), the_ledger()
    summit = next(one.id for one in ledger.events() if one.kind == "summit")
    pages = ("/", f"/records/{summit}/", "/actors/kim-jong-un/", "/calendar/?month=2018-06", "/stories/")
    before = {path: get(client, path).text for path in pages}
    cancelled = (Step(status="cancelled", as_of="2018-06-14"),)
    told = make.told(status="cancelled", when="2018-06-12", history=cancelled, place="Singapore")
    ledger.add(
        make.report("2018-06-14", told, make.told("praise", ["Russia"], ["United States"]), name="n", outlet="Fresh")
    )

    for path in pages:
        assert before[path] != get(client, path).text, path
    assert "Fresh" in get(client, f"/records/{summit}/").text


def test_nothing_of_a_person_is_kept_in_a_page(client: Client, ids: dict[str, str]) -> None:  # noqa: F811
    path = "/records/{summit}/".format(**ids)
    mina = as_(person("mina"))
    mina.post("/comments/", {"view": "event", "target": ids["summit"], "text": "Held back https://a.example b.example"})

    for one, seen in ((mina, True), (client, False), (as_(person("other")), False)):
        assert seen is ("mina" in get(one, path).text)


def test_a_value_is_made_once_in_a_state_and_the_oldest_goes(own: Path) -> None:
    ledger, made = the_ledger(), list[str]()
    kept: Kept[str] = Kept(2)
    for key in "abacab":
        kept.get(ledger, "1", key, lambda key=key: made.append(key) or key)
    assert list("abcb") == made  # "b" was the oldest when "c" came
    kept.get(ledger, "2", "a", lambda: made.append("again") or "")

    assert "again" == made[-1]


def test_a_page_that_is_the_same_is_not_sent_again(client: Client, ids: dict[str, str]) -> None:  # noqa: F811
    for path in ("/", "/articles/{third}/", "/records/{summit}/", "/calendar/", "/calendar.ics", "/changes.atom"):
        first = client.get(path.format(**ids))
        again = client.get(path.format(**ids), HTTP_IF_NONE_MATCH=first.headers["ETag"])
        assert (200, 304) == (first.status_code, again.status_code), path
        assert b"" == again.content


def test_a_feed_is_sent_again_after_a_change_and_no_other_person_sees_ones_pages(own: Path) -> None:
    client = Client(HTTP_HOST="127.0.0.1")
    tag = client.get("/calendar.ics").headers["ETag"]
    the_ledger().add(make.report("2018-06-15", make.told(when="2018-07-01"), name="new"))

    assert 200 == client.get("/calendar.ics", HTTP_IF_NONE_MATCH=tag).status_code
    assert "private, no-store" == as_(person("mina")).get("/").headers["Cache-Control"]
    assert "private, no-cache" == client.get("/").headers["Cache-Control"]


# Languages


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_german(client: Client, ids: dict[str, str], path: str) -> None:  # noqa: F811
    answer = client.get(path.format(**ids), HTTP_ACCEPT_LANGUAGE="de-AT,de;q=0.9")
    page = Page(answer.content.decode())

    assert "de" == page.all("html")[0]["lang"]
    assert "Kalender" in page.text
    is_safe(page)
    is_accessible(page)
    left = {"Search the record", "Skip to the content", "day not told", "took place", "What happened", "Notify me"}
    assert [] == [one for one in left if one in page.text]


def test_days_and_numbers_are_written_as_each_language_does() -> None:
    with translation.override("de"):
        assert "12. Juni 2018" == words.day_words("2018-06-12")
        assert "21.–27. Mai 2018" == words.day_words("2018-05-21/2018-05-27")
        assert "bis Juni 2018" == words.day_words("../2018-06")
        assert "1.234 Meldungen" == words.reports(1234)
        assert "1 Meldung" == words.reports(1)
    with translation.override("en"):
        assert "21–27 May 2018" == words.day_words("2018-05-21/2018-05-27")
        assert "1,234 reports" == words.reports(1234)


def test_every_code_has_its_word_in_german() -> None:
    with translation.override("en"):
        told = [*map(words.status_words, STATUSES), *map(words.kind_words, KINDS)]
        told += [*map(words.field_words, words.FIELD_WORDS), *map(words.act_words, words.ACT_WORDS)]
        told += map(words.voice_words, wording.VOICE_WORDS)
    with (GERMAN / "django.mo").open("rb") as file:
        known = set(GNUTranslations(file)._catalog)  # type: ignore[attr-defined]

    assert set() == set(told) - known


@pytest.mark.skipif(not (shutil.which("xgettext") and shutil.which("msgfmt")), reason="gettext is not installed")
def test_the_translation_is_whole_and_compiled(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(settings.HERE, desk, ignore=shutil.ignore_patterns("__pycache__", "static", "migrations"))
    made = [sys.executable, "-m", "dateline.desk", "makemessages", "-l", "de", "--no-location", "--no-wrap"]
    subprocess.run(made, cwd=desk, check=True, capture_output=True)
    renewed = desk / "locale/de/LC_MESSAGES/django.po"
    said = subprocess.run(
        ["msgfmt", "--check-format", "--statistics", "-o", tmp_path / "new.mo", renewed],
        capture_output=True, text=True, check=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    ).stderr  # fmt: skip
    assert re.fullmatch(r"\d+ translated messages?\.\n", said), f"make it anew, and translate: {said}"
    subprocess.run(["msgfmt", "-o", tmp_path / "kept.mo", GERMAN / "django.po"], check=True, capture_output=True)

    def catalog(path: Path) -> dict[object, str]:
        with path.open("rb") as file:
            return {key: value for key, value in GNUTranslations(file)._catalog.items() if key}  # type: ignore[attr-defined]

    assert catalog(tmp_path / "kept.mo") == catalog(GERMAN / "django.mo"), "compile it: msgfmt -o django.mo django.po"


# Display


def test_language_colours_and_zone_are_chosen_and_kept(client: Client) -> None:
    form = get(client, "/display/?next=/calendar/")
    assert {"language", "scheme", "zone"} <= set(form.ids)
    answer = client.post("/display/", {"language": "de", "scheme": "dark", "zone": "Asia/Seoul", "next": "/calendar/"})
    page = get(client, answer.url)

    assert "/calendar/" == answer.url
    assert ("de", "dark") == (page.all("html")[0]["lang"], page.all("html")[0]["data-scheme"])
    assert all(answer.cookies[one]["httponly"] and "Lax" == answer.cookies[one]["samesite"] for one in answer.cookies)
    client.post("/display/", {"language": "", "scheme": "", "zone": ""})
    assert "data-scheme" not in get(client, "/").all("html")[0]


def test_what_makes_no_sense_is_not_kept(client: Client) -> None:
    assert 400 == client.post("/display/", {"zone": "Moon/Tranquility"}).status_code
    answer = client.post("/display/", {"language": "xx", "scheme": '"><script>', "next": "//evil.example/"})

    assert "/" == answer.url
    assert not any(one.value for one in answer.cookies.values())
    client.cookies["scheme"], client.cookies["zone"], client.cookies["language"] = '"><b>', "../../etc/passwd", "zz"
    assert "data-scheme" not in get(client, "/").all("html")[0]


def test_moments_are_told_in_the_zone_that_was_chosen(client: Client, ids: dict[str, str]) -> None:  # noqa: F811
    mina = as_(person("mina"))
    mina.post("/comments/", {"view": "event", "target": ids["summit"], "text": "A thought on the summit of the year."})
    path = "/records/{summit}/".format(**ids)

    assert "UTC" in get(mina, path).text
    mina.cookies["zone"] = "Asia/Seoul"
    assert "KST" in get(mina, path).text


def test_notices_are_asked_for_on_a_page_of_their_own(client: Client) -> None:
    page = get(client, "/actors/kim-jong-un/")
    assert "csrf" not in client.cookies  # pages that everybody sees alike set no cookie
    (link,) = [one["href"] for one in page.all("a") if one.get("href", "").startswith("/subscriptions/?")]
    assert "csrf" not in client.cookies
    get(client, link)
    for view, target in (("pair", "donald-trump kim-jong-un"), ("place", "singapore"), ("search", "q=summit")):
        assert "address" in get(client, f"/subscriptions/?view={view}&target={target.replace(' ', '%20')}").ids
    assert 404 == client.get("/subscriptions/?view=event&target=nothing").status_code
    client.post("/subscriptions/", {"view": "entity", "target": "kim-jong-un", "address": "mina@example.org"})
    assert ["mina@example.org"] == [one for letter in mail.outbox for one in letter.to]


# Stories


def test_reports_of_one_matter_are_one_story(own: Path) -> None:
    texts = {
        "One": "Lavrov met Kim Jong-un in Pyongyang on Thursday and invited him to Russia, Moscow said of the talks.",
        "Two": "In Pyongyang on Thursday, Lavrov invited North Korea's Kim Jong-un to visit Russia after their talks.",
        "Other": "Floods in Kerala have killed forty people and driven thousands from their homes, officials said.",
    }
    for outlet, text in texts.items():
        the_ledger().add(make.report("2018-07-01", make.told("visit", ["Sergei Lavrov"], ["North Korea"], words=text),
                                     name=outlet, outlet=outlet))  # fmt: skip
    client = Client(HTTP_HOST="127.0.0.1")
    article = {one.outlet: one.id for one in the_ledger().articles()}
    page = get(client, f"/articles/{article['One']}/story/")

    assert "Two" in page.text
    assert "Other" not in page.text
    assert f"/articles/{article['Two']}/" in [one["href"] for one in page.all("a")]
    assert "Other" not in get(client, "/stories/").text.split("One")[1].split("Two")[0]
    assert 404 == client.get("/articles/nothing/story/").status_code


# Pictures


def test_the_map_and_its_table_say_the_same(client: Client) -> None:
    page = get(client, "/map/?since=2018")
    drawn = [one["href"] for one in page.all("a") if "svg" in one["_in"].split()]
    listed = [one["href"] for one in page.all("a") if "table" in one["_in"].split()]

    assert {"/places/singapore/", "/places/pyongyang/"} == set(drawn)
    assert set(drawn) == set(listed)
    assert "No event between these days has a place." in get(client, "/map/?until=1999").text


def test_a_state_that_is_one_city_lies_where_the_city_does(own: Path) -> None:
    whole = the_ledger().entity("north-korea")
    for entity, lies in (
        (replace(whole, id="monaco", name="Monaco", country="MCO"), (43.7, 7.4)),
        (replace(whole, id="singapore", name="Singapore", country="SGP"), (1.3, 103.8)),
        (whole, (39.0, 125.8)),
        (replace(whole, id="atlantis", name="Atlantis", country="XXX"), None),
    ):
        spot = spot_of(entity, 3)
        assert (None if lies is None else pytest.approx(lies, abs=0.1)) == (spot.lat and (spot.lat, spot.lon))


def test_the_network_and_its_table_say_the_same(client: Client) -> None:
    page = get(client, "/network/?since=2018")
    names = {one["href"] for one in page.all("a") if "svg" in one["_in"].split()}
    rows = [one["href"] for one in page.all("a") if "table" in one["_in"].split()]

    assert "/actors/kim-jong-un/" in names
    assert names == {one for one in rows if one.startswith("/actors/")}
    assert len([one for one in rows if one.startswith("/pairs/")]) == len(page.all("line"))
    around = get(client, "/network/?who=Kim+Jong-un&since=2018")
    assert all("kim-jong-un" in one["href"] for one in around.all("a") if one.get("href", "").startswith("/pairs/"))


def test_places_lie_where_they_do_and_names_do_not_cover_each_other() -> None:
    assert (360.0, 168.0) == at(0, 0)
    x, y = at(39, 125.75)
    assert 600 < x < 620
    assert 85 < y < 95
    assert "<script" not in drawn_map([])
    pairs = [((f"a{n}", f"a{(n * 7 + 1) % 20}"), n + 1) for n in range(20)]
    links = {id: Link(f"<b>{id}</b>", f"/actors/{id}/") for pair, _ in pairs for id in pair}
    drawn = drawn_network(pairs, links, "a3")

    assert drawn == drawn_network(pairs, links, "a3")
    assert "<b>" not in drawn
    for x, y in re.findall(r'<circle cx="([\d.-]+)" cy="([\d.-]+)"', drawn):
        assert 0 <= float(x) <= 720
        assert 0 <= float(y) <= 520


def test_the_ground_of_the_map_is_that_of_the_gazetteer() -> None:
    assert world() == (settings.HERE / "static/desk/world.svg").read_text("utf-8"), "python -m dateline.desk world"
