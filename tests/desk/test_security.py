"""What an attacker would try: each in turn, against the pages as they are."""

from __future__ import annotations

import csv
import io
import re
from itertools import product
from pathlib import Path

import icalendar
import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from lxml import etree

import ledger_make as make
from dateline.desk.held import the_ledger
from dateline.desk.models import Comment, Entry, Hook, Person, Proposal, Subscription, Token, Wording
from desk.pages import Page, is_safe
from desk.test_people import HOST, PASSWORD, as_, data, person, say, summit
from desk_make import EVIL

# Sessions


def test_a_log_in_gets_a_new_session_and_its_cookie_is_for_the_server_only(client: Client) -> None:
    person("mina")
    entering = Client(HTTP_HOST=HOST)
    entering.cookies["session"] = "a" * 32  # planted by somebody else
    entering.post("/accounts/login/", {"login": "mina", "password": PASSWORD})
    cookie = entering.cookies["session"]
    assert "a" * 32 != cookie.value
    assert (True, "Lax") == (cookie["httponly"], cookie["samesite"])
    assert 302 == Client(HTTP_HOST=HOST).get("/me/").status_code


def test_a_changed_password_ends_all_other_log_ins(client: Client) -> None:
    person("mina")
    here, there = Client(HTTP_HOST=HOST), Client(HTTP_HOST=HOST)
    for one in (here, there):
        one.post("/accounts/login/", {"login": "mina", "password": PASSWORD})
        assert 200 == one.get("/me/").status_code
    new = "pelmeni-and-bibimbap"
    changed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert 302 == here.post("/accounts/password/change/", changed).status_code
    assert 302 == there.get("/me/").status_code


def test_what_somebody_logged_in_sees_is_kept_by_no_cache(client: Client) -> None:
    mina = as_(person("mina"))
    for path in ("/", "/me/", f"/records/{summit()}/", "/me/programs/", "/me/data.zip"):
        assert "no-store" in mina.get(path).headers["Cache-Control"], path


# Frames, hosts, redirects


def test_no_page_can_be_framed_and_none_may_run_what_is_not_ours(client: Client) -> None:
    for path in ("/", "/accounts/login/", f"/records/{summit()}/", "/nothing/", "/api/events", "/about/privacy/"):
        headers = client.get(path).headers
        assert "DENY" == headers["X-Frame-Options"], path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "nosniff" == headers["X-Content-Type-Options"]
        assert not re.search(r"unsafe|https?:|\*", headers["Content-Security-Policy"])


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "127.0.0.1:80:80", ""]
)
def test_a_host_that_is_not_ours_is_refused(client: Client, host: str) -> None:
    for path in ("/", "/accounts/password/reset/", "/api/openapi.json", "/calendar.ics"):
        answer = Client(HTTP_HOST=host or "\t").get(path, HTTP_X_FORWARDED_HOST="evil.example")
        assert 400 == answer.status_code, path
        assert b"evil.example" not in answer.content
    answer = client.get("/records/x/feed.atom", HTTP_X_FORWARDED_HOST="evil.example")
    assert b"evil.example" not in answer.content


ELSEWHERE = (
    "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)", "data:text/html,x", "https:evil.example", "http:/evil.example", "/%5cevil.example",
    "\x00//evil",
)  # fmt: skip


@pytest.mark.parametrize("evil", ELSEWHERE)
def test_no_form_leads_out(client: Client, evil: str) -> None:
    mina = person("mina")
    hers = as_(mina)
    one = Comment.objects.create(author=person("olga"), view="event", target=summit(), text="x", state="published")
    own = Comment.objects.create(author=mina, view="event", target=summit(), text="y", state="published")
    for path in (f"/comments/{one.pk}/report", f"/comments/{own.pk}/delete", "/accounts/logout/"):
        where = hers.post(path, {"next": evil}).headers.get("Location", "/")
        assert where.startswith("/"), (path, where)
        assert not where.startswith(("//", "/\\")), (path, where)
        assert "evil" not in where.partition("?")[0] or where.startswith("/%5c"), (path, where)


# Injection


@pytest.mark.parametrize(
    "words",
    [
        "' OR 1=1 --", '" OR ""="', "'; DROP TABLE events; --", "') UNION SELECT password FROM desk_person --",
        "a* OR b",
        "NEAR(a b)", 'title:"x"', "^x", "-kim", "kim AND NOT trump", "%' ESCAPE '!", "\\", "kim & !trump | <->",
        ":*", "(((",
    ],
)  # fmt: skip
def test_a_search_is_words_and_nothing_else(client: Client, words: str) -> None:
    before = len(the_ledger().events())
    for path in ("/search/", "/statements/", "/api/search", "/api/statements"):
        for name in ("q", "who", "with", "place"):
            answer = client.get(path, {name: words})
            assert answer.status_code in (200, 300, 400, 404), (path, name)
            assert "argon2" not in answer.content.decode()
            assert "md5$" not in answer.content.decode()
    assert before == len(the_ledger().events())
    assert 0 == len(client.get("/api/search", {"q": "' OR 1=1 --"}).json().get("events", []))


def test_what_a_request_brings_comes_back_as_text(client: Client) -> None:
    evil = "\"><script>alert(1)</script>'<img src=x onerror=alert(2)>"
    for path, name in product(
        ("/search/", "/statements/", "/calendar/", f"/records/{summit()}/"),
        ("q", "who", "with", "place", "kind", "since", "as_of", "month", "reply", "about", "next"),
    ):
        is_safe(Page(client.get(path, {name: evil}).content.decode()))
    for path in (f"/{evil}/", f"/actors/{evil}/", f"/records/{evil}/", f"/articles/{evil}/", f"/subscriptions/{evil}/"):
        is_safe(Page(client.get(path).content.decode()))
    mina = as_(person("mina"))
    for path, field in (
        ("/proposals/new/", "a"), ("/proposals/new/", "reason"), ("/me/programs/hooks/", "url"), ("/comments/", "text"),
        ("/accounts/login/", "login"), ("/accounts/signup/", "username"),
    ):  # fmt: skip
        told = {"view": "event", "target": summit(), "field": "when", "verdict": "same"} | {field: evil}
        is_safe(Page((client if "accounts" in path else mina).post(path, told, follow=True).content.decode()))


def test_what_people_and_reports_bring_is_text_on_every_page(client: Client) -> None:
    evil = "</textarea></script><script>alert(1)</script><img src=x onerror=alert(2)>&lt;script>"
    mina, editor = person("mina"), as_(person("ed", "editor"))
    one = say(as_(mina), f"Kim {evil}")
    Comment.objects.update(state="published", reasons=[evil])
    Wording.objects.create(comment=one, text=evil)
    as_(person("olga")).post(f"/comments/{one.pk}/report", {"reason": evil})
    Token.objects.create(person=mina, name=evil[:80], digest="x")
    Hook.objects.create(person=mina, url=f"https://x.example/{evil}", ended=evil)
    Subscription.objects.create(
        address="m@example.org", person=mina, view="event", target="gone", title=evil, state="active"
    )
    Proposal.objects.create(
        by=mina, view="event", a=summit(), verdict="field", field="when", value=evil, reason=evil, quote=evil
    )
    Entry.objects.create(what=evil[:40], on=evil[:120], detail=evil, ip=evil[:45])
    demand = next(found.id for found in the_ledger().events() if found.kind == "demand")
    article = the_ledger().event(demand).tellings[0].article
    token = Subscription.objects.get().token
    for path in (
        f"/records/{summit()}/", f"/records/{demand}/", f"/articles/{article}/", "/", "/moderation/", "/proposals/",
        Proposal.objects.get().url, f"/subscriptions/{token}/", "/search/?q=demands",
    ):  # fmt: skip
        is_safe(Page(editor.get(path).content.decode()))
    for path in ("/me/", "/me/programs/", f"/comments/{one.pk}/edit/", f"/records/{summit()}/?reply={one.pk}"):
        is_safe(Page(as_(mina).get(path).content.decode()))
    for path in ("/people/", "/people/log/"):
        is_safe(
            Page(
                as_(Person.objects.filter(username="chief").first() or person("chief", "administrator"))
                .get(path)
                .content.decode()
            )
        )


def test_feeds_and_files_are_whole_whatever_stands_in_them(own: Path) -> None:
    lines = "Kim\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:planted\r\n]]></title><script>alert(1)</script>"
    told = make.told("demand", ["Russia"], ["United States"], when="2018-07-01", words=f"Russia demands {lines} now.")
    the_ledger().add(make.report("2018-07-01", told, outlet=lines, name=lines, url="https://news.example/\r\nX: y"))
    event = next(one.id for one in the_ledger().events(since="2018-07") if one.kind == "demand")
    client = Client(HTTP_HOST=HOST)
    for path in ("/calendar.ics", f"/records/{event}/feed.ics", "/actors/russia/feed.ics"):
        raw = client.get(path).content
        entries = icalendar.Calendar.from_ical(raw).walk("VEVENT")
        assert not [one for one in entries if str(one["SUMMARY"]).startswith("planted")], path
        assert b"\r\nSUMMARY:planted" not in raw
    for path in ("/changes.atom", f"/records/{event}/feed.atom"):
        feed = etree.fromstring(client.get(path).content)
        assert [] == feed.xpath("//*[local-name()='script']")
    answer = client.get("/downloads/" + "/".join(_csv(client)))
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))  # type: ignore[attr-defined]
    assert 1 == len({len(row) for row in rows})


def _csv(client: Client) -> tuple[str, str]:
    found = re.search(r'href="/downloads/([a-z-]+)/([a-z-]+\.csv)"', client.get("/downloads/").content.decode())
    assert found is not None
    return found[1], found[2]


def test_no_cell_of_a_table_is_a_formula(own: Path) -> None:
    told = make.told("demand", ["Russia"], ["United States"], words="=HYPERLINK(1) said Russia.")
    the_ledger().add(make.report("2018-07-01", told, outlet="=cmd|' /C calc'!A0", name="@SUM(1+1)*cmd|' /C calc'!A0"))
    client = Client(HTTP_HOST=HOST)
    files = re.findall(r'href="(/downloads/[a-z-]+/[a-z-]+\.csv)"', client.get("/downloads/").content.decode())
    assert files
    for path in files:
        text = b"".join(client.get(path).streaming_content).decode()  # type: ignore[attr-defined]
        for row in csv.reader(io.StringIO(text)):
            assert not [cell for cell in row if re.match(r"[=@+\t\r]|-\D", cell)], (path, row)


# Who may see and do what


def _paths(patterns: object, before: str = "") -> list[str]:
    found = []
    for one in patterns:  # type: ignore[attr-defined]
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            found += _paths(one.url_patterns, route)
        elif isinstance(one, URLPattern):
            found.append(route)
    return found


OPEN = (
    "", "articles/", "records/", "actors/", "places/", "pairs/", "statements/", "search/", "calendar", "changes.atom",
    "downloads/", "api/", "about/", "proposals/", "subscriptions/", "first/", "accounts/", "comments/", "map",
    "network",
    "stories", "story", "language", "help", "keys", "static/", "robots", "i18n", "display/",
)  # fmt: skip


def test_every_address_that_is_not_open_to_all_asks_who_is_there(client: Client) -> None:
    closed = [one for one in _paths(get_resolver().url_patterns) if not one.startswith(OPEN[1:]) and one]
    assert {"me/", "moderation/", "people/", "people/log/", "me/data.zip", "me/programs/"} <= set(closed)
    for route in closed:
        path = "/" + re.sub(r"<int:\w+>", "1", re.sub(r"<str:\w+>", "x", route))
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code in (302, 403, 405), (path, answer.status_code)
            assert "/accounts/login/" in answer.headers.get("Location", "/accounts/login/")


def test_a_reader_reaches_nothing_of_an_editors_and_an_editor_nothing_of_an_administrators(client: Client) -> None:
    mina, editor = person("mina"), person("ed", "editor")
    one = Comment.objects.create(author=editor, view="event", target=summit(), text="x", state="held")
    proposal = Proposal.objects.create(by=editor, view="event", a=summit(), b="x", verdict="same", reason="x")
    for who, paths in (
        (mina, ("/moderation/", f"/moderation/{one.pk}", f"{proposal.url}decide", f"/people/{mina.pk}")),
        (editor, ("/people/", f"/people/{editor.pk}", "/people/log/")),
    ):  # fmt: skip
        for path in paths:
            told = {"action": "publish", "reason": "x", "role": "administrator", "active": "on"}
            statuses = {as_(who).get(path).status_code, as_(who).post(path, told).status_code}
            assert statuses <= {403, 405}, (path, statuses)
    assert ("held", "open") == (Comment.objects.get().state, Proposal.objects.get().state)
    assert {"mina": "reader", "ed": "editor"} == dict(Person.objects.values_list("username", "role"))


def test_fields_that_a_form_does_not_have_change_nothing(client: Client) -> None:
    mina = person("mina")
    hers = as_(mina)
    more = {
        "role": "administrator",
        "is_staff": "1",
        "is_superuser": "1",
        "state": "published",
        "author": "1",
        "leaving_at": "",
    }
    held = say(hers, "See https://example.com and https://example.org, and www.example.net", **more)
    assert ("held", mina.pk) == (held.state, held.author_id)
    hers.post(
        "/accounts/email/", {"email": "new@example.org", "action_add": "", "verified": "on", "primary": "on"} | more
    )
    hers.post(
        f"/comments/{held.pk}/edit/", {"text": "see https://example.com and www.example.org, www.example.net"} | more
    )
    found = Person.objects.get()
    assert ("reader", False, False, "mina@example.org") == (found.role, found.is_staff, found.is_superuser, found.email)
    assert "held" == Comment.objects.get().state


def test_numbers_of_others_open_nothing(client: Client) -> None:
    mina, olga = person("mina"), as_(person("olga"))
    one = say(as_(mina), "See https://example.com and https://example.org, and www.example.net")  # held: hers only
    token = Token.objects.create(person=mina, name="x", digest="y")
    hook = Hook.objects.create(person=mina, url="https://example.org/")
    for path in (
        f"/comments/{one.pk}/edit/", f"/comments/{one.pk}/delete", f"/comments/{one.pk}/report",
        f"/me/programs/keys/{token.pk}/end", f"/me/programs/hooks/{hook.pk}",
    ):  # fmt: skip
        assert 404 == olga.post(path, {"text": "mine", "action": "end"}).status_code, path
    assert "example.com" not in olga.get(f"/records/{summit()}/?reply={one.pk}").content.decode()
    assert "example.com" not in str(data(olga))
    assert (1, 1, 1) == (Comment.objects.count(), Token.objects.count(), Hook.objects.count())


# Guessing


def test_a_password_of_an_open_session_cannot_be_guessed_for_long(client: Client) -> None:
    mina = as_(person("mina"))
    statuses = [mina.post("/me/delete/", {"password": f"no-{n}"}).status_code for n in range(12)]
    assert (400, 429) == (statuses[0], statuses[-1])
    assert 429 == mina.post("/me/delete/", {"password": PASSWORD}).status_code
    assert None is Person.objects.get().leaving_at


def test_a_lock_out_of_a_name_locks_out_from_every_network(client: Client) -> None:
    person("mina")
    for n in range(6):
        Client(HTTP_HOST=HOST, REMOTE_ADDR=f"10.0.0.{n}").post("/accounts/login/", {"login": "mina", "password": "no"})
    entering = Client(HTTP_HOST=HOST, REMOTE_ADDR="10.0.1.1")
    entering.post("/accounts/login/", {"login": "mina", "password": PASSWORD})
    assert 302 == entering.get("/me/").status_code


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("x.svg", b"<svg onload=alert(1)>", "image/svg+xml"), ("x.html", b"<script>alert(1)</script>", "text/html"),
        ("../../secret", b"x", "text/plain"), ("bomb.zip", b"PK\x03\x04" + b"\0" * 5000, "application/zip"),
        ("x" * 5000, b"", "application/octet-stream"), ("x.php\0.png", b"<?php", "image/png"),
    ],
)  # fmt: skip
def test_hostile_files_are_not_taken_by_any_form(client: Client, name: str, content: bytes, kind: str) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    mina = as_(person("mina"))
    for path in ("/comments/", "/proposals/new/", "/me/programs/hooks/", "/subscriptions/", "/accounts/login/"):
        file = SimpleUploadedFile(name, content, content_type=kind)
        file.name = name
        answer = mina.post(path, {"view": "event", "target": summit(), "text": "hi", "file": file})
        assert answer.status_code in (400, 413), (path, answer.status_code)
    assert 0 == Comment.objects.count()


def test_too_much_is_refused_before_it_is_read(client: Client) -> None:
    mina = as_(person("mina"))
    assert 400 == mina.post("/comments/", {"text": "x" * 300_000}).status_code
    assert 400 == mina.post("/comments/", {f"n{n}": "x" for n in range(60)}).status_code


def test_markup_that_a_report_brings_reaches_no_header(own: Path) -> None:
    assert EVIL in {one.outlet for one in the_ledger().articles()}
    client = Client(HTTP_HOST=HOST)
    for one in the_ledger().articles():
        for name, value in client.get(f"/articles/{one.id}/").headers.items():
            assert "script>" not in value, name
