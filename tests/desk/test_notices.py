"""Notify me: asked, confirmed, told of what changed, ended in one click; against a real mail server on this machine."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
pytest.importorskip("aiosmtpd", reason="the mail server of the tests is not installed: pip install aiosmtpd")

import icalendar
from aiosmtpd.controller import Controller
from django.test import Client, override_settings
from django.utils import timezone

import ledger_make as make
from dateline import Ledger
from dateline.desk import notices
from dateline.desk.held import the_ledger
from dateline.desk.models import Delivery, Subscription
from dateline.desk.notices.subscribing import MOST_ASKED
from dateline.record import Step
from desk.pages import Page, is_accessible, is_safe
from desk.test_people import as_, person, say, summit


class Box:
    """A mail server's box; `answer` is what it says to whoever sends."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self.answer = "250 OK"
        self.wait = 0.0

    async def handle_DATA(self, server: object, session: object, envelope: SimpleNamespace) -> str:  # noqa: N802
        if self.wait:
            import asyncio

            await asyncio.sleep(self.wait)
        if self.answer.startswith("2"):
            letter = message_from_bytes(envelope.content, policy=default)
            letter["X-To"] = envelope.rcpt_tos[0]
            self.letters.append(letter)
        return self.answer

    async def handle_RCPT(  # noqa: N802
        self, server: object, session: object, envelope: SimpleNamespace, address: str, options: object
    ) -> str:
        if address.startswith("gone"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def box() -> Iterator[Box]:
    """A running mail server, and a desk that sends to it."""
    found = Box()
    server = Controller(found, hostname="127.0.0.1", port=0)
    server.port = _free()
    server.start()
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    with override_settings(EMAIL_BACKEND=smtp, EMAIL_HOST="127.0.0.1", EMAIL_PORT=server.port):
        yield found
    server.stop()


def _free() -> int:
    import socket

    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def follow(address: str, view: str = "event", target: str = "", client: Client | None = None) -> Client:
    client = client or Client(HTTP_HOST="127.0.0.1")
    client.post("/subscriptions/", {"view": view, "target": target or summit(), "address": address})
    return client


def yes(letter: Message, client: Client | None = None) -> str:
    """Follow the link of a letter and press the button; gives the path."""
    link = re.search(r"http://\S+/subscriptions/\S+", _plain(letter))
    assert link is not None
    path = urlsplit(link[0]).path
    (client or Client(HTTP_HOST="127.0.0.1")).post(path, {"action": "confirm"})
    return path


def _plain(letter: Message) -> str:
    return letter.get_body(("plain",)).get_content()


def revive(ledger: Ledger) -> None:
    """A report that comes in: the summit of the tests was moved."""
    steps = (
        Step(status="cancelled", as_of="2018-05-24"),
        Step(status="revived", as_of="2018-06-01", when="2018-06-13"),
    )
    ledger.add(
        make.report(
            "2018-06-01", make.told(status="revived", when="2018-06-13", place="Singapore", history=steps),
            outlet="Fourth", name="5",
        )
    )  # fmt: skip


def held(day: str, published: str, name: str) -> None:
    """A report that comes in: the summit was held, at another place."""
    told = make.told(status="occurred", when=day, place="Hanoi")
    the_ledger().add(make.report(published, told, name=name, outlet=name))


def test_asked_confirmed_told_and_ended_in_one_click(own: Path, box: Box) -> None:
    follow("mina@example.org")
    (asking,) = box.letters
    assert "auto-generated" == asking["Auto-Submitted"]
    path = urlsplit(re.search(r"http://\S+", _plain(asking))[0]).path
    page = Page(Client(HTTP_HOST="127.0.0.1").get(path).content.decode())
    is_safe(page)
    is_accessible(page)
    assert "pending" == Subscription.objects.get().state  # to look is not to say yes
    revive(the_ledger())
    assert (0, 0) == notices.once(the_ledger())  # nothing goes to an address that has not said yes

    yes(asking)
    assert (0, 0) == notices.once(the_ledger())  # nor what changed before it did
    held("2018-06-12", "2018-06-14", "6")
    assert (1, 0) == notices.once(the_ledger())
    assert (0, 0) == notices.once(the_ledger())
    letter = box.letters[-1]
    assert "mina@example.org" == letter["To"] == letter["X-To"]
    assert letter["List-Id"]
    assert "List-Unsubscribe=One-Click" == letter["List-Unsubscribe-Post"]
    assert letter.get_body(("html",)) is not None
    assert "/records/" in _plain(letter)

    stop = urlsplit(letter["List-Unsubscribe"].strip(" <>")).path
    bare = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)  # as a mail program: no cookie, no token
    assert 302 == bare.get(stop).status_code
    assert "active" == Subscription.objects.get().state
    answer = bare.post(stop, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert 200 == answer.status_code
    assert "ended" == Subscription.objects.get().state
    held("2018-06-11", "2018-06-15", "7")
    assert (0, 0) == notices.once(the_ledger())


def test_a_step_raises_the_sequence_of_the_calendar_and_is_mailed(own: Path, box: Box) -> None:
    record = summit()
    the_ledger().different(record, the_ledger().event(record).tellings[-1].claim)  # what was held was another summit

    def sequence() -> int:
        feed = Client(HTTP_HOST="127.0.0.1").get(f"/records/{record}/feed.ics").content
        found = icalendar.Calendar.from_ical(feed)
        return int(found.walk("VEVENT")[0]["SEQUENCE"])

    follow("mina@example.org", target=record)
    yes(box.letters[-1])
    before = sequence()
    revive(the_ledger())
    assert before < sequence()
    assert (1, 0) == notices.once(the_ledger())
    assert "on again" in _plain(box.letters[-1])
    assert "Where it stands: cancelled → on again." in _plain(box.letters[-1])


def test_an_actor_is_followed_and_many_changes_are_one_letter(own: Path, box: Box) -> None:
    follow("mina@example.org", "entity", "sergei-lavrov")
    yes(box.letters[-1])
    for n in range(5):
        told = make.told("call", ["Sergei Lavrov"], ["Mike Pompeo"], status="occurred", when=f"2018-07-{n * 4 + 1:02}")
        the_ledger().add(make.report(f"2018-07-{n * 4 + 1:02}", told, name=f"c{n}"))
    the_ledger().add(
        make.report("2018-07-30", make.told("visit", ["Donald Trump"], ["Russia"], status="occurred"), name="x")
    )

    assert (1, 0) == notices.once(the_ledger())
    letter = box.letters[-1]
    assert "5 records changed" in letter["Subject"]
    assert 5 == _plain(letter).count("New in the record.")


def test_a_day_of_changes_is_one_letter_for_who_asked_for_that(own: Path, box: Box) -> None:
    mina = as_(person("mina"))
    mina.post("/subscriptions/", {"view": "event", "target": summit(), "address": "mina@example.org", "every": "day"})
    now = timezone.now()
    held("2018-06-12", "2018-06-14", "a")
    assert 1 == notices.collect(the_ledger(), now=now)
    revive(the_ledger())
    held("2018-06-11", "2018-06-15", "b")
    assert 0 == notices.collect(the_ledger(), now=now + timedelta(hours=2))
    assert 1 == notices.collect(the_ledger(), now=now + timedelta(days=1, minutes=1))
    assert (2, 0) == notices.deliver()


def test_who_asked_for_it_hears_of_replies_once_they_are_published(own: Path, box: Box) -> None:
    mina, olga, editor = person("mina"), person("olga"), person("ed", "editor")
    first = say(as_(mina), "Kim was right to come to Singapore", notify="on")
    say(as_(mina), "And Trump was right as well", reply=str(first.pk))
    assert (0, 0) == notices.once(the_ledger())  # not of one's own
    reply = say(as_(olga), "Kim was not <b>right</b>", reply=str(first.pk))
    held_back = say(as_(olga), "See https://example.com and https://example.org", reply=str(first.pk))
    assert (1, 0) == notices.once(the_ledger())
    as_(editor).post(f"/moderation/{held_back.pk}", {"action": "publish"})
    as_(editor).post(f"/moderation/{held_back.pk}", {"action": "publish"})
    assert (1, 0) == notices.once(the_ledger())

    letter = box.letters[0]
    assert "mina@example.org" == letter["To"]
    assert "Kim was not <b>right</b>" in _plain(letter)
    assert "<b>right" not in letter.get_body(("html",)).get_content()
    assert f"#comment-{reply.pk}" in _plain(letter)
    stop = urlsplit(letter["List-Unsubscribe"].strip(" <>")).path
    Client(HTTP_HOST="127.0.0.1").post(stop, {"List-Unsubscribe": "One-Click"})
    say(as_(olga), "The sanctions on Kim stay", reply=str(first.pk))
    assert (0, 0) == notices.once(the_ledger())
    page = Page(Client(HTTP_HOST="127.0.0.1").get(stop, follow=True).content.decode())
    is_accessible(page)


def test_ones_own_confirmed_address_is_not_asked_and_others_are(own: Path, box: Box) -> None:
    mina = as_(person("mina"))
    follow("MINA@example.org", client=mina)
    assert [] == box.letters
    assert "active" == Subscription.objects.get().state
    follow("olga@example.org", client=mina)
    assert "olga@example.org" == box.letters[-1]["To"]
    assert ["active", "pending"] == list(Subscription.objects.values_list("state", flat=True))
    assert None is Subscription.objects.get(address="olga@example.org").person


def test_nobody_is_flooded_and_nothing_is_told_of_others(own: Path, box: Box) -> None:
    ids = [one.id for one in the_ledger().events()][:5]
    assert 4 <= len(ids)
    shown = set()
    for id in [*ids, *ids]:
        client = follow("mina@example.org", target=id)
        shown.add("asks whether it wants this" in client.get(f"/records/{id}/").content.decode())
    assert {True} == shown  # the same words each time
    assert MOST_ASKED == len(box.letters)
    for n in range(9):
        follow(f"olga{n}@example.org")
    assert len(box.letters) <= MOST_ASKED + 2  # that network has asked too often


def test_an_address_is_asked_for_the_same_thing_no_oftener_than_for_many(own: Path, box: Box) -> None:
    for _ in range(MOST_ASKED + 3):
        follow("mina@example.org")
    assert MOST_ASKED == len(box.letters)


def test_how_often_is_said_by_the_link_that_is_followed_and_by_nobody_else(own: Path, box: Box) -> None:
    def ask(every: str) -> str:
        told = {"view": "event", "target": summit(), "address": "mina@example.org", "every": every}
        Client(HTTP_HOST="127.0.0.1").post("/subscriptions/", told)
        link = urlsplit(re.search(r"http://\S+/subscriptions/\S+", _plain(box.letters[-1]))[0])
        return f"{link.path}?{link.query}"

    hers, others = ask("day"), ask("once")
    assert "day" == Subscription.objects.get().every  # what somebody else asks for changes nothing of it
    browser = Client(HTTP_HOST="127.0.0.1")

    def chosen(path: str) -> list[str]:
        page = Page(browser.get(path).content.decode())
        is_accessible(page)
        return [one["value"] for one in page.all("option") if "selected" in one and one["value"] in Subscription.Every]

    assert (["day"], ["once"]) == (chosen(hers), chosen(others))
    browser.post(hers, {"action": "confirm"})
    assert ("active", "day") == Subscription.objects.values_list("state", "every").get()
    ask("hour")
    browser.post(others, {"action": "confirm"})  # it was said already
    assert ("active", "day") == Subscription.objects.values_list("state", "every").get()


def test_who_says_yes_may_choose_how_often(own: Path, box: Box) -> None:
    follow("mina@example.org")
    path = urlsplit(re.search(r"http://\S+/subscriptions/\S+", _plain(box.letters[-1]))[0]).path
    Client(HTTP_HOST="127.0.0.1").post(path, {"action": "confirm", "every": "hour"})
    assert ("active", "hour") == Subscription.objects.values_list("state", "every").get()


@pytest.mark.parametrize(
    "address", ["", "mina", "a@b", "a@example.org\nBcc: b@example.org", "a@example.org,b@example.org"]
)
def test_what_is_no_address_is_told(own: Path, box: Box, address: str) -> None:
    follow(address)

    assert [] == box.letters
    assert 0 == Subscription.objects.count()


def test_the_secret_of_a_link_opens_one_subscription_only(own: Path, box: Box) -> None:
    follow("mina@example.org")
    follow("olga@example.org")
    path = yes(box.letters[0])

    assert ["active", "pending"] == list(Subscription.objects.order_by("id").values_list("state", flat=True))
    assert 404 == Client(HTTP_HOST="127.0.0.1").post(path[:-5] + "xxxx/").status_code
    assert 404 == Client(HTTP_HOST="127.0.0.1").post("/subscriptions/1/end").status_code
    Subscription.objects.filter(state="pending").update(asked_at=timezone.now() - timedelta(days=4))
    yes(box.letters[1])
    assert 1 == Subscription.objects.filter(state="active").count()  # a yes that comes too late


def test_a_record_under_an_older_id_is_still_followed(own: Path, box: Box) -> None:
    follow("mina@example.org")
    yes(box.letters[-1])
    old = summit()
    the_ledger().add(
        make.report("2018-04-01", make.told(status="proposed", when="2018-06"), name="early", outlet="Early")
    )
    assert old != the_ledger().event(old).id
    notices.once(the_ledger())
    sent = len(box.letters)
    revive(the_ledger())
    notices.once(the_ledger())
    held("2018-06-12", "2018-06-20", "h1")
    held("2018-06-12", "2018-06-21", "h2")
    notices.once(the_ledger())
    assert sent < len(box.letters)


def test_markup_in_names_stays_text_in_a_letter(own: Path, box: Box) -> None:
    mina = as_(person("mina"))
    evil = "Ivan <script>alert(1)</script>\r\nBcc: all@example.org"
    follow("mina@example.org", "entity", "sergei-lavrov", client=mina)
    told = make.told("call", ["Sergei Lavrov"], [evil], status="occurred", when="2018-06-14")
    the_ledger().add(make.report("2018-06-14", told, name="m", people=[make.person(evil, "USA")]))
    assert (1, 0) == notices.once(the_ledger())
    letter = box.letters[-1]

    assert "Ivan <script>alert(1)</script>" in _plain(letter)
    assert "Ivan <script>" in letter["Subject"]
    assert "<script>" not in letter.get_body(("html",)).get_content()
    assert letter["Bcc"] is None
    assert ["mina@example.org"] == [one["X-To"] for one in box.letters]


# Trouble


def _written(count: int, own: Path) -> None:
    """So many letters that wait."""
    for n in range(count):
        one = Subscription.objects.create(
            address=f"r{n}@example.org", view="event", target=summit(), title="x", state="active", after=99
        )
        Delivery.objects.create(subscription=one, first=1, last=2, subject=f"s{n}", text="t", message_id=f"<{n}@x>")


def test_a_server_that_is_away_is_asked_again_later(own: Path, box: Box) -> None:
    _written(2, own)
    now = timezone.now()
    with override_settings(EMAIL_PORT=_free()):
        assert (0, 2) == notices.deliver()
        assert (0, 0) == notices.deliver()  # not at once
        assert (0, 2) == notices.deliver(now=now + timedelta(minutes=2))
    one = Delivery.objects.first()
    assert one is not None
    assert 2 == one.tries
    assert "refused" in one.error.lower()
    box.answer = "451 busy"
    assert (0, 2) == notices.deliver(now=now + timedelta(hours=1))
    box.answer = "250 OK"
    assert (2, 0) == notices.deliver(now=now + timedelta(days=1))
    assert {"<0@x>", "<1@x>"} == {letter["Message-ID"] for letter in box.letters}


def test_an_address_that_is_gone_is_given_up(own: Path, box: Box) -> None:
    _written(2, own)
    Subscription.objects.filter(address="r0@example.org").update(address="gone@example.org")

    assert (1, 1) == notices.deliver()
    assert (0, 0) == notices.deliver(now=timezone.now() + timedelta(days=9))
    assert "550" in Delivery.objects.get(given_up=True).error


def test_what_was_sent_but_not_noted_goes_out_under_the_same_id(
    own: Path, box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    _written(1, own)
    monkeypatch.setattr(Delivery, "save", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        notices.deliver()
    monkeypatch.undo()

    assert (1, 0) == notices.deliver()
    assert ["<0@x>", "<0@x>"] == [letter["Message-ID"] for letter in box.letters]


def _notify(own: Path) -> tuple[list[str], dict[str, str]]:
    """The command that sends, and its environment."""
    from django.conf import settings

    given = os.environ | {
        "DATELINE_DESK_LEDGER": str(own), "DATELINE_DESK_SMTP": f"smtp://127.0.0.1:{settings.EMAIL_PORT}",
    }  # fmt: skip
    return [sys.executable, "-m", "dateline.desk", "notify"], given


@pytest.mark.slow
def test_killed_in_mid_delivery_none_of_600_is_lost(own: Path, box: Box) -> None:
    _written(600, own)
    box.wait = 0.005
    command, given = _notify(own)
    for least in (20, 150, 400):
        killed = subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while len(box.letters) < least and time.monotonic() < end:
            time.sleep(0.005)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert 390 <= len({letter["X-To"] for letter in box.letters}) < 600
    for _ in range(2):  # a round sends 500 at most
        subprocess.run(command, env=given, check=True, stdout=subprocess.DEVNULL)

    assert {f"r{n}@example.org" for n in range(600)} == {letter["X-To"] for letter in box.letters}
    assert 600 == len({letter["Message-ID"] for letter in box.letters})
    assert len(box.letters) <= 603  # the one in hand at each of three deaths
    assert 0 == Delivery.objects.filter(sent_at=None).count()


def test_two_that_send_at_once_do_not_send_twice(own: Path, box: Box) -> None:
    _written(40, own)
    box.wait = 0.02
    command, given = _notify(own)
    both = [subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [0, 0] == [one.wait(timeout=60) for one in both]
    notices.once(the_ledger())

    assert 40 == len(box.letters) == len({letter["X-To"] for letter in box.letters})


def test_a_server_that_is_away_for_an_hour_costs_few_tries_and_no_letter(own: Path, box: Box) -> None:
    _written(50, own)
    now, tried = timezone.now(), 0
    with override_settings(EMAIL_PORT=_free()):
        for minute in range(60):
            sent, failed = notices.deliver(now=now + timedelta(minutes=minute))
            assert 0 == sent
            assert failed <= 3  # the others stay due, and it is not held against them
            tried += failed
    assert tried <= 180
    assert not Delivery.objects.filter(given_up=True).exists()
    for minute in range(60, 240):
        notices.deliver(now=now + timedelta(minutes=minute))
    assert 50 == len(box.letters) == len({letter["Message-ID"] for letter in box.letters})


@pytest.mark.slow
def test_a_server_that_hangs_holds_up_a_round_three_times_and_no_more(own: Path) -> None:
    import socket

    _written(10, own)
    with socket.socket() as silent:  # takes connections and says nothing
        silent.bind(("127.0.0.1", 0))
        silent.listen(50)
        smtp = "django.core.mail.backends.smtp.EmailBackend"
        told = {"EMAIL_BACKEND": smtp, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": silent.getsockname()[1]}
        with override_settings(EMAIL_TIMEOUT=1, **told):
            assert (0, 3) == notices.deliver()
    assert 7 == Delivery.objects.filter(tries=0).count()


def test_a_database_that_refuses_loses_nothing_that_was_not_sent(own: Path, box: Box) -> None:
    """A full disk looks like this: what went out but could not be noted goes again, under the same id."""
    from django.db import OperationalError, connection

    if connection.vendor != "sqlite":
        pytest.skip("a limit of pages is SQLite's")
    _written(20, own)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
        try:
            with pytest.raises(OperationalError):
                notices.deliver()
        finally:
            cursor.execute("PRAGMA query_only = OFF")
    assert (20, 0) == notices.deliver()
    assert 20 == len({letter["Message-ID"] for letter in box.letters})
    assert 21 == len(box.letters)
