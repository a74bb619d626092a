"""The front page: what changed its status and since when that is known, what is new, by day, each record once."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from django.test import Client

import ledger_make as make
from dateline.desk.held import the_ledger
from dateline.desk.views.front import step_of
from dateline.record import Step
from desk.pages import Page, is_accessible, is_safe
from desk.test_people import HOST, summit


def part(name: str, language: str = "en") -> list[str]:
    """The records of a part of the front page, each in one line of text."""
    answer = Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE=language).get("/").content.decode()
    page = Page(answer)
    is_safe(page)
    is_accessible(page)
    return [" ".join(Page(one).text.split()) for one in _listed(answer, name)]


def items(name: str) -> list[str]:
    """The records of a part of the front page as HTML."""
    return _listed(Client(HTTP_HOST=HOST).get("/").content.decode(), name)


def _listed(answer: str, name: str) -> list[str]:
    section = re.search(rf'<section aria-labelledby="{name}">(.*?)</section>', answer, re.DOTALL)
    assert section is not None
    return re.findall(r"<li.*?</li>", section[1], re.DOTALL)


def visit(day: str | None, published: str, name: str, **more: object) -> None:
    """A report that comes in: Putin went to Hanoi."""
    told = make.told("visit", ["Vladimir Putin"], ["North Korea"], when=day, place="Hanoi", **more)
    the_ledger().add(make.report(published, told, name=name, outlet=name))


def test_a_plan_that_came_to_stand_otherwise_is_shown_from_what_to_what_and_since_when(own: Path) -> None:
    (line,) = part("turned")
    assert "Summit" in line
    assert "cancelled → took place · known since 12 June 2018" in line
    (line,) = part("turned", "de")
    assert "abgesagt → fand statt · bekannt seit 12. Juni 2018" in line


def test_what_one_report_tells_of_the_way_to_a_status_is_no_change_of_what_was_known(own: Path) -> None:
    steps = (Step(status="scheduled", when="2018-07-03"), Step(status="cancelled", as_of="2018-07-01"))
    visit("2018-07-03", "2018-07-02", "a", status="cancelled", history=steps)
    assert not [one for one in part("turned") if "Visit" in one and "Putin" in one]
    visit("2018-07-03", "2018-07-03", "b", status="occurred")
    line, other = part("turned")  # the one that is known last first
    assert "cancelled → took place · known since 3 July 2018" in line
    assert "Putin" in line
    assert "Summit" in other


def test_late_comers_do_not_come_first(own: Path) -> None:
    visit("2018-04-20", "2018-04-10", "early", status="scheduled")
    visit("2018-04-20", "2018-04-20", "late", status="cancelled")
    assert ["Summit", "Visit"] == [re.search("Summit|Visit", one)[0] for one in part("turned")]


def test_what_changes_within_a_day_is_shown_as_the_record_had_it_before(own: Path) -> None:
    visit("2018-07-03", "2018-07-01", "morning", status="scheduled")
    assert not [one for one in part("turned") if "Putin" in one]
    visit("2018-07-03", "2018-07-01", "evening", status="cancelled")
    line = next(one for one in part("turned") if "Putin" in one)
    assert "scheduled → cancelled · known since 1 July 2018" in line


def test_what_a_person_corrects_is_shown_with_the_day_of_the_report_that_says_so(own: Path) -> None:
    words = "the meeting of Pompeo and Kim was called off"
    article = make.report("2018-06-14", said=[("Mike Pompeo", words)], name="called off")
    the_ledger().add(article)
    told = next(one for one in the_ledger().events() if one.kind == "meeting")
    how = {"article": article.id, "quote": words, "by": "editor ed", "reason": "a later report says so"}
    the_ledger().correct(told.id, "status", ["cancelled"], **how)
    line = next(one for one in part("turned") if "Meeting" in one)
    assert "took place → cancelled · known since 14 June 2018" in line


def test_new_records_stand_by_their_day_whenever_they_came_in(own: Path) -> None:
    days = ["2018-06-02", "2018-03-09", "2018-06-11", "2018-01-30"]
    for day in days:
        told = make.told("call", ["Sergei Lavrov"], ["Mike Pompeo"], status="occurred", when=day)
        the_ledger().add(make.report("2018-06-13", told, name=f"call {day}"))
    shown = [one for one in part("fresh") if "Phone call" in one]
    assert ["11 June", "2 June", "9 March", "30 January"] == [re.match(r"\d+ \w+", one)[0] for one in shown]


def test_a_new_record_without_a_day_stands_by_its_report(own: Path) -> None:
    told = make.told("praise", ["Donald Trump"], ["Kim Jong-un"], status="occurred")
    the_ledger().add(make.report("2018-06-05", told, name="praise"))
    (line,) = [one for one in part("fresh") if "Praise" in one]
    assert line.startswith("day not told · told on 5 June 2018 ")
    assert [one for one in part("fresh") if "told on" in one] == [line]


def test_what_lies_ahead_and_what_changed_is_not_told_twice(own: Path) -> None:
    fresh, coming = part("fresh"), part("coming")
    assert [one for one in coming if "Lavrov" in one]  # a visit on 20 June, told on the 13th
    assert not [one for one in fresh if "Lavrov" in one or "Summit" in one]
    assert not set(fresh) & set(coming)
    visit("2018-06-19", "2018-06-21", "x", status="occurred")
    assert [one for one in part("fresh") if "Putin" in one]


def test_an_event_that_stood_so_from_the_first_has_no_step(own: Path) -> None:
    for one in the_ledger().events():
        step = step_of(one, None)
        assert (step is not None) == (one.id == summit())
        if step is not None:
            assert ("cancelled", "2018-06-12") == (step.before, step.known)
        else:
            assert None is step_of(one, one.status)
            logged = step_of(replace(one, history=()), "tentative")  # no history: what the log says, without a day
            assert logged is not None
            assert ("tentative", None) == (logged.before, logged.known)


def headlines(language: str = "en") -> list[str]:
    """The days of the new reports, in the order of the page."""
    return part("reports", language)


def test_new_reports_stand_by_their_day_the_newest_first_and_of_one_day_the_last_to_come_in(own: Path) -> None:
    days = [re.search(r"\d+ \w+ \d{4}$", one)[0] for one in headlines()]
    assert ["13 June 2018", "13 June 2018", "12 June 2018", "24 May 2018", "10 May 2018"] == days
    for name, published in (("noon", "2018-06-13T12:00:00Z"), ("late from an archive", "2018-05-20"), ("no day", None)):
        the_ledger().add(
            make.report(published, said=[("Donald Trump", f"that {name} is near")], name=name, outlet=name)
        )
    shown = headlines()
    assert "noon" in shown[0]
    assert "13 June 2018" in shown[1]
    assert ["24 May", "20 May", "10 May"] == [re.search(r"\d+ May", one)[0] for one in shown[4:7]]
    assert "no day" in shown[7]


def test_an_archive_that_is_added_does_not_push_out_the_reports_of_today(own: Path) -> None:
    for number in range(12):
        said = [("Donald Trump", f"that year {number} went well")]
        the_ledger().add(make.report(f"20{number:02}-01-01", said=said, name=f"old {number}", outlet="Archive"))
    assert "13 June 2018" in headlines()[0]
    assert "By the day of publication" in Page(Client(HTTP_HOST=HOST).get("/").content.decode()).text


# Other lists


def test_all_statements_can_be_paged_through(own: Path) -> None:
    said = [("Donald Trump", f"that talks number {number} went well") for number in range(30)]
    the_ledger().add(make.report("2018-06-14", said=said, name="many", outlet="Fourth"))
    client = Client(HTTP_HOST=HOST)

    def talks(path: str) -> tuple[set[str], Page]:
        page = Page(client.get(path).content.decode())
        is_safe(page)
        is_accessible(page)
        return set(re.findall(r"talks number \d+", page.text)), page

    for query in ("", "who=donald-trump"):
        first, page = talks(f"/statements/?{query}")
        (later,) = [one["href"] for one in page.all("a") if "next" == one.get("rel")]
        second, _ = talks(f"/statements/{later}")
        assert len(first) == 25
        assert 30 == len(first | second)
        assert not first & second
    assert f"{the_ledger().sizes()['statements']} statements" in talks("/statements/")[1].text


def test_a_month_names_its_neighbours_and_marks_the_day_of_the_last_report(client: Client) -> None:
    page = Page(client.get("/calendar/?month=2018-06").content.decode())
    is_accessible(page)
    words = " ".join(page.text.split())
    assert "← Month before: May 2018" in words
    assert "Month after: July 2018 →" in words
    assert "The last report is of 13 June 2018." in words
    assert 1 == len([one for one in page.all("td") if "last" in one["class"].split()])
    assert "last report 13" in words
    assert ["?month=2018-05", "?month=2018-07"] == [
        one["href"] for one in page.all("a") if one.get("rel") in ("prev", "next")
    ]


def test_a_country_stands_by_its_name_and_an_event_without_a_day_by_its_report(own: Path) -> None:
    told = make.told("praise", ["Donald Trump"], ["Kim Jong-un"], status="occurred")
    the_ledger().add(make.report("2018-06-05", told, name="praise"))
    client = Client(HTTP_HOST=HOST)
    words = " ".join(Page(client.get("/actors/kim-jong-un/").content.decode()).text.split())
    assert "Person · North Korea" in words
    assert "PRK" not in words
    assert "day not told · told on 5 June 2018" in words
    state = " ".join(Page(client.get("/actors/north-korea/").content.decode()).text.split())
    assert "State North Korea" in state


def test_states_have_their_german_names_on_german_pages(own: Path) -> None:
    told = make.told("praise", ["Russia"], ["North Korea"], status="occurred", when="2018-06-05")
    the_ledger().add(make.report("2018-06-05", told, name="praise"))
    german, english = Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE="de"), Client(HTTP_HOST=HOST)

    def words(client: Client, path: str) -> str:
        page = Page(client.get(path).content.decode())
        is_safe(page)
        is_accessible(page)
        return " ".join(page.text.split())

    record = next(one.id for one in the_ledger().events() if "praise" == one.kind)
    places = {
        f"/records/{record}/": "Lob Russland", "/actors/russia/": "Russland in ", "/search/?who=russia": "Russland",
        "/pairs/russia/north-korea/": "Russland und Nordkorea", "/network/?who=russia": "Russland",
        "/subscriptions/?view=entity&target=north-korea": "Nordkorea", "/actors/kim-jong-un/": "Person · Nordkorea",
    }  # fmt: skip
    for path, expected in places.items():
        assert expected in words(german, path), path
        assert "Russland" not in words(english, path)
    assert "Nordkorea" not in german.get("/changes.atom").content.decode()  # one file for everybody


def test_who_is_asked_for_by_a_german_name_is_found_and_kept_by_id(own: Path) -> None:
    german = Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE="de")
    page = german.get("/search/?who=nordkorea").content.decode()
    assert "Lavrov" in Page(page).text
    assert "who=north-korea" in page
    assert 200 == german.get("/network/?who=Nordkorea").status_code
    assert "Nordkorea" in Page(german.get("/network/?who=Nordkorea").content.decode()).text


def test_a_search_says_its_order_whom_a_name_means_and_shows_names_for_ids(own: Path) -> None:
    def found(query: str, language: str = "en") -> tuple[str, Page]:
        page = Page(Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE=language).get(f"/search/?{query}").content.decode())
        is_safe(page)
        is_accessible(page)
        return " ".join(page.text.split()), page

    words, page = found("q=Kim+Jong-un")
    assert "By that name: Kim Jong-un" in words
    assert "/actors/kim-jong-un/" in [one.get("href") for one in page.all("a")]
    assert "By that name" not in found("q=sanctions")[0]
    assert "By that name" not in found("q=Kim+Jong-un&since=2018")[0]
    assert "The best first." in found("q=Kim")[0]
    assert "The latest first." in found("since=2018")[0]
    _words, page = found("who=kim-jong-un")
    assert "Kim Jong-un" == next(one["value"] for one in page.all("input") if "who" == one.get("name"))
    again = next(one["value"] for one in found("who=north-korea", "de")[1].all("input") if "who" == one.get("name"))
    assert "Nordkorea" == again
    assert found(f"who={again}", "de")[0] == found("who=north-korea", "de")[0]
    assert "auf Englisch" in found("q=Gipfeltreffen", "de")[0]
    assert "in English" not in found("q=Gipfeltreffen")[0]


def test_a_long_history_shows_its_last_steps_and_has_the_rest_behind_a_click(own: Path) -> None:
    days = ("2018-07-01", "2018-07-02", "2018-07-03", "2018-07-04")
    turns = ("scheduled", "postponed", "confirmed", "cancelled")
    for day, status in zip(days[:3], turns, strict=False):
        visit("2018-08-01", day, day, status=status)
    (short,) = [one for one in items("turned") if "Putin" in one]
    assert "<details" not in short
    assert 3 == short.partition('class="steps"')[2].count("<bdi>")

    visit("2018-08-01", days[3], days[3], status=turns[3])
    (long,) = [one for one in items("turned") if "Putin" in one]
    hidden = re.search(r'<details class="steps"><summary>(.*?)</summary>(.*?)</details>', long)
    assert hidden is not None
    assert "1 earlier step" == hidden[1]
    assert 1 == hidden[2].count("<bdi>")
    assert 3 == long.partition("</details>")[2].count("<bdi>")
    assert "1 früherer Schritt" in " ".join(part("turned", "de"))
