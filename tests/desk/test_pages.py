"""The pages: each answers, is safe and accessible; highlights and fields lead to each other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

import icalendar
import jsonschema
from django.test import Client, override_settings
from hypothesis import given
from hypothesis import strategies as st

import ledger_make as make
from dateline import read
from dateline.desk.held import the_ledger
from dateline.desk.highlight import Note, painted
from dateline.desk.lines import Names
from dateline.desk.views.records import _altered
from dateline.ledger.types import Change
from dateline.record import Entity
from desk import kinds
from desk.pages import Page, is_accessible, is_safe

PAGES = [
    "/", "/records/{summit}/", "/records/{summit}/?as_of=2018-05-25", "/actors/kim-jong-un/", "/actors/russia/",
    "/places/singapore/", "/pairs/donald-trump/kim-jong-un/", "/statements/", "/statements/?q=talks&who=Trump",
    "/search/",    "/search/?q=summit", "/search/?who=Kim+Jong-un&kind=summit&status=occurred&since=2018", "/calendar/",
    "/calendar/?month=2018-06", "/downloads/", "/api/", "/accounts/login/", "/accounts/signup/",
    "/accounts/password/reset/", "/articles/{evil}/", "/articles/{third}/", "/records/{demand}/",
    "/articles/{evil}/story/", "/articles/{third}/story/", "/stories/", "/map/", "/map/?since=2018&until=2018-12",
    "/network/", "/network/?who=Kim+Jong-un&since=2018", "/network/?who=nobody", "/map/?since=yesterday", "/keys/",
    "/display/?next=/calendar/", "/subscriptions/?view=entity&target=kim-jong-un", "/records/{summit}/?all=1",
]  # fmt: skip


@pytest.fixture
def ids(client: Client) -> dict[str, str]:
    ledger = the_ledger()
    found = {one.kind: one.id for one in ledger.events()}
    articles = {one.outlet: one.id for one in ledger.articles()}
    evil = next(id for outlet, id in articles.items() if outlet and "<script>" in outlet)
    return found | {"evil": evil, "third": articles["Third"]}


def get(client: Client, path: str, status: int = 200) -> Page:
    answer = client.get(path)
    assert status == answer.status_code, path
    page = Page(answer.content.decode())
    is_safe(page)
    is_accessible(page)
    return page


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_safe_and_accessible(client: Client, ids: dict[str, str], path: str) -> None:
    get(client, path.format(**ids))


def test_every_address_is_a_page_that_axe_is_shown_or_said_to_be_none() -> None:
    """A new kind of page goes into `kinds`, and then `test_axe` has to open it."""
    assert kinds.names() == kinds.PAGES | set(kinds.NO_PAGES)
    assert set() == kinds.PAGES & set(kinds.NO_PAGES)


def test_every_answer_has_a_strict_policy(client: Client) -> None:
    for path in ("/", "/nothing/", "/api/events", "/calendar.ics"):
        headers = client.get(path).headers
        policy = headers["Content-Security-Policy"]

        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "nosniff" == headers["X-Content-Type-Options"]


def test_markup_in_outlets_headlines_and_texts_stays_text(client: Client, ids: dict[str, str]) -> None:
    for path in ("/", "/articles/{evil}/", "/records/{demand}/", "/search/?q=demands", "/actors/russia/"):
        page = get(client, path.format(**ids))

        assert "javascript:" not in " ".join(one.get("href", "") for one in page.all("a"))
    assert "<script>alert(1)</script>" in get(client, "/articles/{evil}/".format(**ids)).text
    raw = client.get("/articles/{evil}/".format(**ids)).content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', raw, re.DOTALL)
    assert block is not None
    assert "<script>" in json.loads(block[1])["@graph"][0]["publisher"]["name"]


def test_what_is_asked_for_is_shown_as_text(client: Client) -> None:
    page = get(client, "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E&who=")

    assert "<script>alert(1)</script>" in next(one for one in page.all("input") if one.get("id") == "q")["value"]
    get(client, "/search/?who=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E")


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", '"; DROP TABLE events; --', "NEAR(", "*", "a AND", "\x00", "%", "🙂" * 300]
)
def test_a_search_takes_any_words(client: Client, words: str) -> None:
    for path in ("/search/", "/statements/"):
        assert 200 == client.get(path, {"q": words}).status_code
        assert 200 == client.get(path, {"who": words}).status_code


def test_a_facet_says_what_choosing_it_would_bring(client: Client) -> None:
    page = get(client, "/search/?since=2018&kind=summit")
    boxes = {one["value"]: "checked" in one for one in page.all("input") if "kind" == one.get("name")}

    assert boxes["summit"]
    assert boxes.get("visit") is False


def test_what_makes_no_sense_is_told(client: Client) -> None:
    for query in ("since=yesterday", "until=2018-13", "kind=party", "status=great"):
        assert "alert" in [one.get("role") for one in get(client, f"/search/?{query}", 400).all("p")]
        assert 400 == client.get(f"/api/events?{query}").status_code
    flood = client.get("/api/events?" + "&".join(["status=occurred"] * 60))  # more fields than are read
    assert (flood.status_code, flood.headers["Content-Type"], flood.json()["error"]) == (
        400, "application/json", "bad-request",
    )  # fmt: skip


# The article


def test_each_reading_leads_to_its_words_and_back(client: Client, ids: dict[str, str]) -> None:
    page = get(client, "/articles/{third}/".format(**ids))
    marks = {one["id"] for one in page.all("mark") if "id" in one}
    record = the_ledger().record(ids["third"])

    for event in record.events:
        assert {f"w-{one.start}-{one.end}" for one in (event.trigger, *event.evidence)} <= marks
    for said in record.statements:
        assert {f"w-{one.start}-{one.end}" for one in said.content} <= marks
    fields = [one["href"][1:] for one in page.all("a") if "mark" in one["_in"].split()]
    assert fields
    assert set(fields) <= set(page.ids)  # is_accessible has seen that the fields' own links lead somewhere


def test_any_proof_can_be_shown(client: Client, ids: dict[str, str]) -> None:
    page = get(client, "/articles/{third}/?show=3-9".format(**ids))

    assert "shown" in next(one for one in page.all("mark") if one.get("id") == "w-3-9")["class"]
    for nonsense in ("9-3", "0-999999", "x", "-1-4"):
        get(client, f"/articles/{ids['third']}/?show={nonsense}")


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=8),
)
def test_however_spans_overlap_the_text_is_whole_and_tags_nest(text: str, spans: list[tuple[int, int, bool]]) -> None:
    notes = [Note(min(a, b), max(a, b), "words", f"t{n}" if linked else None) for n, (a, b, linked) in enumerate(spans)]
    page = Page(painted(text, (0, len(text)), notes))

    assert text == page.text
    inside = {(one.start, one.end) for one in notes if one.start < one.end <= len(text)}
    assert {f"w-{start}-{end}" for start, end in inside} == set(page.ids)
    assert set(page.ids.values()) <= {1}
    assert all("a" not in one["_in"].split() for one in page.all("a"))


def test_a_span_that_crosses_another_is_marked_to_its_end() -> None:
    page = Page(painted("abcdef", (0, 6), [Note(0, 4, "words", "one"), Note(2, 6, "said", "two")]))

    assert ["words", "said", "said"] == [one["class"] for one in page.all("mark")]
    assert ["#one", "#one", "#two"] == [one["href"] for one in page.all("a")]


# The record


def test_a_record_shows_tellings_side_by_side_and_its_history(client: Client, ids: dict[str, str]) -> None:
    page = get(client, "/records/{summit}/".format(**ids))

    for words in ("The Model Post", "Second", "Third", "cancelled", "took place", "12 June 2018", "Kim Jong-un"):
        assert words in page.text


def test_what_contradicts_is_marked_and_what_is_only_older_is_not(own: Path) -> None:
    def cells() -> list[str]:
        return [one.get("class", "") for one in get(Client(HTTP_HOST="127.0.0.1"), f"/records/{id}/").all("td")]

    id = next(one.id for one in the_ledger().events() if one.kind == "summit")
    assert "differs" not in cells()  # scheduled, then cancelled, then held: a history, no contradiction
    told = make.told(status="occurred", when="2018-06-11", place="Singapore")
    the_ledger().add(make.report("2018-06-12", told, name="x", outlet="Elsewhere"))
    assert 1 == len(the_ledger().event(id).conflicts)
    assert "differs" in cells()


@pytest.mark.parametrize(
    ("what", "before", "after", "shown"),
    [
        ("when", None, "2018-06-01", ("no day", "1 June 2018")),
        ("when", "2018-06-01", None, ("1 June 2018", "no day")),
        ("place", None, "singapore", ("not told", "Singapore")),
        ("history", [["proposed", None, None]], [["proposed", None, None]] * 2, ("", "proposed")),
        ("history", [["proposed", None, None]], [["proposed", None, None]] * 2 + [["scheduled", None, None]],
         ("proposed", "proposed → scheduled")),
    ],
)  # fmt: skip
def test_a_change_is_told_in_words_and_no_status_twice_in_a_row(
    client: Client, what: str, before: object, after: object, shown: tuple[str, str]
) -> None:
    names = Names(the_ledger(), ["singapore"])
    change = Change(
        number=1, view="event", record="e1", what=what, before=json.dumps(before), after=json.dumps(after),
        because="rebuild",
    )  # fmt: skip
    told = _altered(change, "summit", names)

    assert shown == (told.before, told.after)


def test_several_who_speak_say_and_a_report_in_another_language_is_not_read(own: Path) -> None:
    said = make.report(
        "2018-06-13",
        make.told(),
        name="several",
        outlet="Elsewhere",
        said=[("Diplomats", "the talks were over,"), ("Vladimir Putin", "the bridge was open")],
        people=[Entity(id="diplomats", kind="group", name="Diplomats")],
    )
    french = "Le ministre a rencontré jeudi à Paris la chancelière pour parler de la paix et des ponts."
    unread = read(french, published="2018-06-13")
    the_ledger().add_many([said, unread])
    client = Client(HTTP_HOST="127.0.0.1")

    statements = " ".join(get(client, "/statements/").text.split())
    assert "Diplomats say " in statements
    assert "Vladimir Putin says " in statements
    assert "the talks were over" in statements
    assert "the talks were over," not in statements
    assert "The text is not in English and was not read" in get(client, f"/articles/{unread.id}/").text
    assert "was not read" not in get(client, f"/articles/{said.id}/").text


def test_a_record_as_it_stood(client: Client, ids: dict[str, str]) -> None:
    path = "/records/{summit}/".format(**ids)

    assert "took place" not in get(client, f"{path}?as_of=2018-05-25").text
    assert "as it stood on 25 May 2018" in get(client, f"{path}?as_of=2018-05-25").text
    assert "there is no day" in get(client, f"{path}?as_of=2018-02-31").text
    get(client, f"{path}?as_of=2001-01-01", 404)


def test_names_and_old_ids_lead_to_the_page(client: Client) -> None:
    assert "/actors/kim-jong-un/" == client.get("/actors/Kim Jong Un/").url
    get(client, "/actors/Kim/", 300)
    for path in ("/actors/nobody/", "/records/ffff/", "/articles/x/", "/nothing/"):
        get(client, path, 404)


# Calendars, feeds, files, the API


def test_the_calendar_has_what_is_planned(client: Client) -> None:
    page = get(client, "/calendar/?month=2018-06")
    month = icalendar.Calendar.from_ical(client.get("/calendar.ics").content)

    assert "Sergei Lavrov" in page.text
    assert {"2018-06-12", "2018-06-20"} <= {str(one["DTSTART"].dt) for one in month.walk("VEVENT")}
    for nonsense in ("0000-01", "9999-12", "2018-13", "x", "2018"):
        assert 200 == client.get(f"/calendar/?month={nonsense}").status_code


@pytest.mark.parametrize("path", ["/calendar/2018/06/", "/calendar/2018/6/"])
def test_a_month_is_found_by_the_address_that_people_type(client: Client, path: str) -> None:
    answer = client.get(path)

    assert (301, "/calendar/?month=2018-06") == (answer.status_code, answer.headers["Location"])
    assert 200 == client.get("/calendar/99999/77/", follow=True).status_code


def test_a_record_and_an_actor_can_be_subscribed_to(client: Client, ids: dict[str, str]) -> None:
    (one,) = icalendar.Calendar.from_ical(client.get("/records/{summit}/feed.ics".format(**ids)).content).walk("VEVENT")

    assert int(one["SEQUENCE"]) >= 2
    assert b"<entry>" in client.get("/actors/kim-jong-un/feed.atom").content
    assert 404 == client.get("/actors/kim-jong-un/feed.exe").status_code


def test_the_feed_of_a_record_says_the_same_as_that_of_all(client: Client, ids: dict[str, str]) -> None:
    def entries(path: str) -> dict[str, object]:
        found = icalendar.Calendar.from_ical(client.get(path).content).walk("VEVENT")
        return {str(one["UID"]): one.to_ical() for one in found}

    one = entries("/records/{summit}/feed.ics".format(**ids))
    assert one.items() <= entries("/calendar.ics").items()
    assert 1 == len(one)


def test_every_format_can_be_had(client: Client) -> None:
    links = [one["href"] for one in get(client, "/downloads/").all("a") if "download" in one]

    assert 16 <= len(links)
    for link in links:
        assert 200 == client.get(link).status_code
    assert b"summit" in client.get("/downloads/csv/events.csv").getvalue()
    assert 404 == client.get("/downloads/csv/secret").status_code
    assert 400 == client.get("/downloads/csv/events.csv?as_of=x").status_code


def test_the_api_answers_as_its_description_says(client: Client, ids: dict[str, str]) -> None:
    description = client.get("/api/openapi.json").json()
    paths = {
        "/api/events": "/api/events?who=Kim Jong-un&kind=summit&limit=3", "/api/statements": "/api/statements?q=talks",
        "/api/events/{id}": "/api/events/{summit}?as_of=2018-05-25", "/api/entities/{id}": "/api/entities/kim-jong-un",
        "/api/articles/{id}": "/api/articles/{third}", "/api/search": "/api/search?q=summit",
        "/api/changes": "/api/changes?after=2&limit=3",
    }  # fmt: skip
    assert set(paths) == set(description["paths"])
    for path, asked in paths.items():
        answer = client.get(asked.format(**ids))
        schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert 200 == answer.status_code
        jsonschema.validate(answer.json(), schema | {"components": description["components"]})
    for asked, status in (("/api/events/none", 404), ("/api/entities/Kim", 400), ("/api/events?limit=0", 400)):
        answer = client.get(asked)
        assert status == answer.status_code
        assert {"error", "message"} == set(answer.json())


# Around them


def test_a_host_that_is_not_ours_is_refused(client: Client) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost@evil.example"):
        answer = client.get("/", HTTP_HOST=host)
        assert 400 == answer.status_code
        assert b"--url" in answer.content
    assert 200 == client.get("/", HTTP_HOST="127.0.0.1", HTTP_X_FORWARDED_HOST="evil.example").status_code


def test_a_ledger_that_is_gone_is_told_without_its_place(client: Client) -> None:
    with override_settings(LEDGER="/nowhere/at/all.db"):
        page = get(client, "/", 503)
        assert "/nowhere" not in page.text
        assert "no-ledger" == client.get("/api/events").json()["error"]


def test_pages_only_read(client: Client, ids: dict[str, str]) -> None:
    for path in ("/", "/search/", "/calendar/", "/api/events", "/downloads/", "/records/{summit}/"):
        assert 405 == client.post(path.format(**ids)).status_code


def test_nothing_is_to_be_said_on_a_desk_for_the_open_internet(tmp_path: Path) -> None:
    given = {"DATELINE_DESK_URL": "https://desk.example.org", "DATELINE_DESK_DATA": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-m", "dateline.desk", "check", "--deploy", "--fail-level", "WARNING"],
        env=os.environ | given, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert 0 == ran.returncode, ran.stderr
    assert "0o600" == oct((tmp_path / "secret").stat().st_mode & 0o777)


def test_models_and_tables_are_the_same(people: None) -> None:
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_asking_for_help_loads_no_django() -> None:
    code = "import sys; from dateline.cli import main; main(['desk', '-h'], standalone_mode=False); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"django", "allauth", "gunicorn", "sqlalchemy"} & set(loaded)
