"""Programs that act for people: keys for the API, limits, and webhooks against real servers on this machine."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
pytest.importorskip("standardwebhooks", reason="its own library checks the signatures")

import standardwebhooks
from django.test import Client, override_settings
from django.utils import timezone

import ledger_make as make
from dateline.desk import notices
from dateline.desk.held import the_ledger
from dateline.desk.models import Delivery, Hook, Subscription, Token
from dateline.desk.notices import hooks
from desk.pages import Page, is_accessible, is_safe
from desk.test_notices import Box, _free, box, held  # noqa: F401 - a fixture
from desk.test_people import as_, page, person, summit


class Target:
    """A program that is told: what came, and what it answers."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answer: Callable[[int], tuple[int, dict[str, str]]] = lambda n: (204, {})
        self.hang = threading.Event()
        self.hangs = False
        self.url = ""


@contextmanager
def target() -> Iterator[Target]:
    found = Target()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if found.hangs:
                found.hang.wait(60)
                return
            status, headers = found.answer(len(found.got))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()

        def do_GET(self) -> None:
            found.got.append(({}, b"GET"))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    found.url = f"http://127.0.0.1:{server.server_port}/told"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with override_settings(PRIVATE_HOOKS=True):
            yield found
    finally:
        found.hang.set()
        server.shutdown()
        server.server_close()


@pytest.fixture
def told() -> Iterator[Target]:
    with target() as found:
        yield found


def follow(mina: Client, url: str, view: str = "event", what: str = "") -> Hook:
    made = mina.post("/me/programs/hooks/", {"url": url})
    assert 302 == made.status_code, Page(made.content.decode()).text
    hook = Hook.objects.get(url=url)
    answer = mina.post("/subscriptions/", {"view": view, "target": what or summit(), "hook": str(hook.pk)})
    assert 302 == answer.status_code
    return hook


def checked(hook: Hook, headers: dict[str, str], body: bytes) -> dict[str, object]:
    """What the library of the standard says of it; raises if it is not signed with the key."""
    return standardwebhooks.Webhook(hook.secret).verify(body, headers)


# Webhooks


def test_a_program_is_told_what_changed_signed_as_the_standard_has_it(own: Path, told: Target) -> None:
    mina = as_(person("mina"))
    page(mina, "/me/programs/")
    hook = follow(mina, told.url)
    assert "Tell it" in page(mina, f"/records/{summit()}/").text
    held("2018-06-12", "2018-06-14", "6")
    assert (1, 0) == notices.once(the_ledger())
    assert (0, 0) == notices.once(the_ledger())

    ((headers, body),) = told.got
    said = checked(hook, headers, body)
    assert "records.changed" == said["type"]
    (record,) = said["data"]["records"]  # type: ignore[index]
    assert summit() == record["id"]
    assert {"place", "conflicts"} & {one["field"] for one in record["changes"]}
    assert headers["webhook-id"] == Delivery.objects.get().message_id
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        checked(hook, headers, body + b" ")
    page(mina, "/me/programs/")


def test_for_a_day_the_old_key_signs_beside_the_new_one(own: Path, told: Target) -> None:
    mina = as_(person("mina"))
    old = follow(mina, told.url)
    mina.post(f"/me/programs/hooks/{old.pk}", {"action": "roll"})
    new = Hook.objects.get()
    assert old.secret != new.secret
    held("2018-06-12", "2018-06-14", "6")
    notices.once(the_ledger())
    for hook in (old, new):
        checked(hook, *told.got[-1])
    Hook.objects.update(before_until=timezone.now() - timedelta(minutes=1))
    held("2018-06-12", "2018-06-15", "7")
    Delivery.objects.create(
        subscription=Subscription.objects.get(), first=1, last=10**6, subject="", text="{}", message_id="msg_x"
    )
    notices.deliver()
    checked(new, *told.got[-1])
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        checked(old, *told.got[-1])


def _waiting(hook: Hook, count: int, first: int = 10**6) -> None:
    one = Subscription.objects.get(hook=hook)
    for n in range(count):
        Delivery.objects.create(
            subscription=one, first=1, last=first + n, subject="", text=f'{{"n":{n}}}', message_id=f"msg_{first + n}"
        )


def test_what_fails_is_tried_again_under_the_same_id_later_each_time(own: Path, told: Target) -> None:
    hook = follow(as_(person("mina")), told.url)
    _waiting(hook, 1)
    told.answer = lambda n: (503, {"Retry-After": "7200"}) if n == 1 else (500, {}) if n < 4 else (200, {})
    now, waits = timezone.now(), []
    for _ in range(4):
        outcome = notices.deliver(now=now)
        one = Delivery.objects.get()
        waits.append((one.next_try - now).total_seconds())
        now = one.next_try + timedelta(seconds=1)

    assert (1, 0) == outcome
    assert 7200 == waits[0]  # as it was asked to
    assert 80 < waits[1] < 160 < waits[2] < 300
    assert {"msg_1000000"} == {headers["webhook-id"] for headers, _ in told.got}
    assert 4 == len({headers["webhook-timestamp"] for headers, _ in told.got})


def test_an_address_that_is_gone_ends_until_its_owner_begins_again(own: Path, told: Target) -> None:
    mina = as_(person("mina"))
    hook = follow(mina, told.url)
    _waiting(hook, 3)
    told.answer = lambda n: (410, {})
    assert (0, 1) == notices.deliver()
    assert (0, 0) == notices.deliver(now=timezone.now() + timedelta(days=1))
    assert 1 == len(told.got)
    assert "it answered 410" in page(mina, "/me/programs/").text
    told.answer = lambda n: (200, {})
    mina.post(f"/me/programs/hooks/{hook.pk}", {"action": "again"})
    assert (3, 0) == notices.deliver()


def test_one_message_that_is_always_refused_does_not_end_a_webhook_that_takes_others(own: Path, told: Target) -> None:
    hook = follow(as_(person("mina")), told.url)
    _waiting(hook, 2)
    first, second = Delivery.objects.order_by("pk")
    Delivery.objects.filter(pk=first.pk).update(tries=12)  # its last try is next
    Delivery.objects.filter(pk=second.pk).update(sent_at=timezone.now())
    told.answer = lambda n: (500, {})

    assert (0, 1) == notices.deliver()
    first.refresh_from_db()
    hook.refresh_from_db()
    assert (True, "") == (first.given_up, hook.ended)

    Delivery.objects.filter(pk=first.pk).update(given_up=False, next_try=timezone.now())
    Delivery.objects.filter(pk=second.pk).update(sent_at=timezone.now() - timedelta(days=4))
    assert (0, 1) == notices.deliver()
    hook.refresh_from_db()
    assert hook.ended.startswith("three days without success")


def test_no_redirect_is_followed(own: Path, told: Target) -> None:
    hook = follow(as_(person("mina")), told.url)
    _waiting(hook, 1)
    told.answer = lambda n: (302, {"Location": told.url + "/elsewhere"})
    assert (0, 1) == notices.deliver()
    assert 1 == len(told.got)


@pytest.mark.slow
def test_one_that_hangs_holds_up_neither_mails_nor_others(own: Path, told: Target, box: Box, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr(hooks, "SECONDS", 3.0)
    mina = as_(person("mina"))
    told.hangs = True
    _waiting(follow(mina, told.url), 5)
    with target() as quick:
        _waiting(follow(mina, quick.url), 5, first=2 * 10**6)
        mina.post("/subscriptions/", {"view": "event", "target": summit(), "address": "mina@example.org"})
        mail = Subscription.objects.get(hook=None)
        Delivery.objects.create(subscription=mail, first=1, last=9, subject="s", text="t", message_id="<1@x>")
        began = time.monotonic()
        assert (6, 1) == notices.deliver()
        assert (5, 1) == (len(quick.got), len(box.letters))
    assert time.monotonic() - began < 30  # one wait, not five: the others of that hook were not tried
    assert 1 == len(told.got)
    assert "too long" in Delivery.objects.exclude(error="").get().error
    told.hangs = False
    told.hang.set()
    assert (5, 0) == notices.deliver(now=timezone.now() + timedelta(minutes=5))


def test_the_many_that_wait_for_one_that_fails_take_no_place_of_others(own: Path, told: Target) -> None:
    mina = as_(person("mina"))
    _waiting(follow(mina, told.url), 501)
    told.answer = lambda n: (500, {})
    with target() as quick:
        _waiting(follow(mina, quick.url), 1, first=2 * 10**6)
        assert (1, 1) == notices.deliver()
        assert (1, 1) == (len(quick.got), len(told.got))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/x", "https://127.0.0.1/x", "https://localhost/", "https://[::1]/", "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data", "https://192.168.0.1/", "https://0.0.0.0/", "https://[fd00::1]/",
        "https://[::ffff:127.0.0.1]/", "https://2130706433/", "ftp://example.org/", "file:///etc/passwd", "https://",
        "https://name:word@93.184.216.34/", "javascript:alert(1)", "gopher://127.0.0.1:25/_HELO", "x", "",
    ],
)  # fmt: skip
def test_no_webhook_leads_into_the_own_network(own: Path, url: str) -> None:
    mina = as_(person("mina"))
    answer = mina.post("/me/programs/hooks/", {"url": url})

    assert 400 == answer.status_code
    found = Page(answer.content.decode())
    is_safe(found)
    is_accessible(found)
    assert 0 == Hook.objects.count()


def test_a_name_that_leads_elsewhere_later_is_not_asked(own: Path, told: Target) -> None:
    """The guard looks at the address that is connected to, at every try: not only when the webhook is made."""
    hook = follow(as_(person("mina")), told.url)
    _waiting(hook, 1)
    with override_settings(PRIVATE_HOOKS=False):
        assert (0, 1) == notices.deliver()
    assert [] == told.got
    assert "address of this network" in Delivery.objects.get().error


def test_others_cannot_see_change_or_use_a_webhook_or_key(own: Path, told: Target) -> None:
    mina, olga, chief = as_(person("mina")), as_(person("olga")), as_(person("chief", "administrator"))
    hook = follow(mina, told.url)
    mina.post("/me/programs/keys/", {"name": "mine"})
    token = Token.objects.get()
    for other in (olga, chief, Client(HTTP_HOST="127.0.0.1")):
        for action in ("roll", "again", "end"):
            assert other.post(f"/me/programs/hooks/{hook.pk}", {"action": action}).status_code in (302, 404)
        assert other.post(f"/me/programs/keys/{token.pk}/end").status_code in (302, 404)
        other.post("/subscriptions/", {"view": "event", "target": summit(), "hook": str(hook.pk)})
        assert hook.secret not in other.get("/me/programs/").content.decode()
    assert (hook.secret, 1, 1) == (Hook.objects.get().secret, Token.objects.count(), Subscription.objects.count())


# What is followed


def test_a_pair_a_place_and_a_search_are_followed(own: Path, told: Target) -> None:
    mina = as_(person("mina"))
    follow(mina, told.url, "pair", "sergei-lavrov mike-pompeo")
    hook = Hook.objects.get()
    for view, what in (("place", "hanoi"), ("search", "kind=call&q=lavrov"), ("search", "status=cancelled")):
        target_ = "singapore" if what == "hanoi" else what
        assert 302 == mina.post("/subscriptions/", {"view": view, "target": target_, "hook": hook.pk}).status_code
    for view, what in (("pair", "mike-pompeo"), ("pair", "a b c"), ("search", ""), ("search", "kind=party")):
        assert 404 == mina.post("/subscriptions/", {"view": view, "target": what, "hook": hook.pk}).status_code
    call = make.told(
        "call", ["Mike Pompeo"], ["Sergei Lavrov"], status="occurred", when="2018-07-01", words="They spoke."
    )
    the_ledger().add(make.report("2018-07-01", call, name="c"))
    other = make.told(
        "call", ["Mike Pompeo"], ["Kim Yong-chol"], status="occurred", when="2018-07-02", words="Once more."
    )
    the_ledger().add(make.report("2018-07-02", other, name="d"))
    there = make.told("meeting", ["Mike Pompeo"], ["Russia"], status="occurred", when="2018-07-03", place="Singapore")
    the_ledger().add(make.report("2018-07-03", there, name="e"))
    notices.once(the_ledger())

    said = {
        json.loads(body)["data"]["follows"]["view"]: [one["title"] for one in json.loads(body)["data"]["records"]]
        for _, body in told.got
    }
    assert {"pair", "place", "search"} == said.keys()
    assert [1, 1, 1] == [len(several) for several in said.values()]
    assert "Singapore" in said["place"][0]
    assert "Sergei Lavrov" in said["pair"][0]
    assert "Sergei Lavrov" in said["search"][0]
    page(mina, "/me/")
    for one in Subscription.objects.all():
        assert 200 == mina.get(one.url).status_code
        page(mina, f"/subscriptions/{one.token}/")


# Keys and limits


def test_a_key_is_shown_once_kept_as_a_hash_and_allows_more(own: Path) -> None:
    mina = as_(person("mina"))
    shown = Page(mina.post("/me/programs/keys/", {"name": "<b>mine</b>"}).content.decode())
    is_safe(shown)
    key = next(word for word in shown.text.split() if word.startswith("dateline_"))
    assert key not in page(mina, "/me/programs/").text
    assert key not in str(list(Token.objects.values()))
    asked = Client(HTTP_HOST="127.0.0.1")
    with_key = {"HTTP_AUTHORIZATION": f"Bearer {key}"}
    assert ("120", "1200") == (
        asked.get("/api/events").headers["RateLimit-Limit"],
        asked.get("/api/events", **with_key).headers["RateLimit-Limit"],
    )
    assert Token.objects.get().used_on is not None
    mina.post(f"/me/programs/keys/{Token.objects.get().pk}/end")
    ended = asked.get("/api/events", **with_key)
    assert (401, "Bearer", "bad-key") == (ended.status_code, ended.headers["WWW-Authenticate"], ended.json()["error"])


def test_a_key_of_a_closed_account_opens_nothing_and_no_key_logs_in(own: Path) -> None:
    mina = person("mina")
    shown = Page(as_(mina).post("/me/programs/keys/", {"name": "x"}).content.decode())
    key = next(word for word in shown.text.split() if word.startswith("dateline_"))
    with_key = {"HTTP_AUTHORIZATION": f"Bearer {key}"}
    assert 302 == Client(HTTP_HOST="127.0.0.1").get("/me/", **with_key).status_code
    mina.is_active = False
    mina.save()
    assert 401 == Client(HTTP_HOST="127.0.0.1").get("/api/events", **with_key).status_code


def test_who_asks_too_often_is_told_when_to_come_again(client: Client) -> None:
    with override_settings(API_A_MINUTE={"anybody": 3, "key": 9}):
        answers = [client.get("/api/changes") for _ in range(5)]
        assert [200, 200, 200, 429, 429] == [one.status_code for one in answers]
        assert ["2", "1", "0", "0", "0"] == [one.headers["RateLimit-Remaining"] for one in answers]
        assert 0 < int(answers[-1].headers["Retry-After"]) <= 60
        assert "too-often" == answers[-1].json()["error"]
        assert 200 == Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR="10.9.9.9").get("/api/changes").status_code
        v6 = [Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=f"2001:db8::{n}").get("/api/changes") for n in range(4)]
        assert 429 == v6[-1].status_code  # one person has the whole /64


def test_a_wrong_key_is_not_counted_as_somebodys(client: Client) -> None:
    for key in ("Bearer dateline_x", "Bearer \x00", "Bearer " + "x" * 5000):
        assert 401 == client.get("/api/events", HTTP_AUTHORIZATION=key).status_code
    assert 200 == client.get("/api/events", HTTP_AUTHORIZATION="Basic eDp5").status_code
    guesses = [client.get("/api/events", HTTP_AUTHORIZATION=f"Bearer dateline_{n}").status_code for n in range(30)]
    assert (401, 429) == (guesses[0], guesses[-1])
