"""Second factors and passkeys, the audit log, what is kept for how long, and what the privacy page says of it."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from pathlib import Path

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.utils import timezone

from dateline.desk.audit import note
from dateline.desk.models import Comment, Counter, Delivery, Entry, Hook, Person, Subscription
from dateline.desk.notices.subscribing import end
from dateline.desk.retention import RULES, tidy
from desk.pages import Page, is_accessible, is_safe
from desk.test_people import HOST, PASSWORD, as_, page, person, say, summit


def enter(name: str, word: str = PASSWORD) -> Client:
    """A browser that has logged in with a password."""
    found = Client(HTTP_HOST=HOST)
    found.post("/accounts/login/", {"login": name, "password": word})
    return found


def code(secret: str, *, at: int = 0) -> str:
    """What an authenticator shows now, or some steps of 30 seconds away."""
    counter = next(iter(yield_hotp_counters_from_time())) + at
    return format_hotp_value(hotp_value(secret, counter))


def with_codes(client: Client) -> str:
    """Set up an authenticator; gives its secret."""
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked.headers["Location"].startswith(
        "/accounts/reauthenticate/"
    )  # a session that was left open is not enough
    client.post(asked.headers["Location"], {"password": PASSWORD})
    shown = client.get("/accounts/2fa/totp/activate/")
    found = Page(shown.content.decode())
    is_accessible(found)
    secret = next(one["value"] for one in found.all("input") if one.get("value", "").isupper())
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    assert 302 == answer.status_code
    return secret


# Second factors


def test_with_codes_a_password_alone_opens_nothing(client: Client) -> None:
    person("mina")
    secret = with_codes(enter("mina"))
    assert Authenticator.objects.filter(type="totp").exists()
    entering = enter("mina")
    assert 302 == entering.get("/me/").status_code
    asked = Page(entering.get("/accounts/2fa/authenticate/").content.decode())
    is_safe(asked)
    is_accessible(asked)
    entering.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert 302 == entering.get("/me/").status_code
    shown = code(secret)
    entering.post("/accounts/2fa/authenticate/", {"code": shown})
    assert 200 == entering.get("/me/").status_code
    looked_over = enter("mina")  # somebody who saw the code on its way
    looked_over.post("/accounts/2fa/authenticate/", {"code": shown})
    assert 302 == looked_over.get("/me/").status_code
    for path in ("/accounts/2fa/", "/accounts/2fa/totp/deactivate/", "/accounts/2fa/webauthn/"):
        is_accessible(Page(entering.get(path, follow=True).content.decode()))


def test_codes_cannot_be_guessed_for_long(client: Client) -> None:
    person("mina")
    secret = with_codes(enter("mina"))
    entering = enter("mina")
    for n in range(7):
        answer = entering.post("/accounts/2fa/authenticate/", {"code": f"{n:06}"})
    assert "Too many failed" in answer.content.decode()
    entering.post("/accounts/2fa/authenticate/", {"code": code(secret, at=1)})
    assert 302 == entering.get("/me/").status_code


def test_a_recovery_code_opens_once(client: Client) -> None:
    person("mina")
    with_codes(enter("mina"))
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    first = enter("mina")
    first.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert 200 == first.get("/me/").status_code
    again = enter("mina")
    again.post("/accounts/2fa/authenticate/", {"code": codes[0]})
    assert 302 == again.get("/me/").status_code


def test_scripts_of_passkeys_are_files_of_ours_on_the_pages_that_need_them(client: Client) -> None:
    person("mina")
    mina = enter("mina")
    for path, needed in (("/accounts/login/", True), ("/", False), ("/accounts/signup/", False), ("/search/", False)):
        found = [one["src"] for one in Page(client.get(path).content.decode()).all("script") if one.get("src")]
        assert needed == any("webauthn" in one for one in found), path
        assert all(one.startswith("/static/") for one in found)
        for one in found:
            assert 200 == client.get(one).status_code
    for path in ("/accounts/login/", "/me/", "/accounts/2fa/"):
        policy = (client if "login" in path else mina).get(path).headers["Content-Security-Policy"]
        assert "unsafe" not in policy


# Log-ins


def test_one_log_in_is_ended_by_its_owner_and_by_nobody_else(client: Client) -> None:
    person("mina"), person("olga")
    here, there, third = (enter("mina") for _ in range(3))
    for one in (here, there, third):
        one.get("/me/")
    shown = page(here, "/accounts/sessions/")
    ends = [one["action"] for one in shown.all("form") if one.get("action", "").endswith("/end")]
    assert 2 == len(ends)
    assert 404 == enter("olga").post(ends[0]).status_code
    assert 200 == there.get("/me/").status_code
    here.post(ends[0])
    assert [200, 200, 302] == sorted(one.get("/me/").status_code for one in (here, there, third))


# The audit log


def log() -> list[tuple[str, str]]:
    return list(Entry.objects.order_by("id").values_list("what", "on"))


def test_who_did_what_is_in_the_log(client: Client) -> None:
    mina, editor, chief = person("mina"), person("ed", "editor"), person("chief", "administrator")
    enter("mina", "wrong")
    enter("mina").post("/accounts/logout/")
    one = say(as_(mina), "Read www.example.com on Kim, and www.example.org")
    as_(editor).post(f"/moderation/{one.pk}", {"action": "spam", "reason": "sells pills"})
    as_(chief).post(f"/people/{mina.pk}", {"role": "contributor", "active": "on"})
    as_(mina).get("/me/data.zip")

    told = log()
    for line in (
        ("log-in failed", "mina"), ("logged in", "mina"), ("logged out", "mina"),
        ("comment removed", f"comment {one.pk}"),        ("role given", "mina"), ("own data downloaded", "mina"),
    ):  # fmt: skip
        assert line in told
    given = Entry.objects.get(what="role given")
    assert ("chief", "contributor", "127.0.0.1") == (given.by and given.by.username, given.detail, given.ip)
    assert PASSWORD not in str(list(Entry.objects.values()))


def test_the_log_is_for_administrators_and_can_be_looked_through(client: Client) -> None:
    chief = as_(person("chief", "administrator"))
    for n in range(130):
        note("log-in failed", on=f"<b>name {n}</b>", request=client.get("/").wsgi_request)
    first = page(chief, "/people/log/?what=log-in+failed")
    assert "<b>name 129</b>" in first.text
    older = next(one["href"] for one in first.all("a") if "before=" in one.get("href", ""))
    assert "<b>name 0</b>" in page(chief, f"/people/log/{older}").text
    assert "name" not in page(chief, "/people/log/?who=nobody").text.partition("When (UTC)")[2]
    for who in (None, person("reader"), person("ed", "editor")):
        assert as_(who).get("/people/log/").status_code in (302, 403)


def test_the_database_itself_refuses_to_change_the_log(client: Client) -> None:
    mina = person("mina")
    line = note("role given", by=mina, on="mina", detail="administrator")
    Entry.objects.filter(pk=line.pk).update(ip="")  # an address may be forgotten
    for change in (
        lambda: Entry.objects.update(detail="reader"), lambda: Entry.objects.update(what="x"),
        lambda: Entry.objects.update(ip="10.0.0.1"), lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.update(by=person("olga")), lambda: connection.cursor().execute("DELETE FROM desk_entry"),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
            change()
    mina.delete()  # who did it may leave
    found = Entry.objects.get(pk=line.pk)
    assert (None, "administrator") == (found.by, found.detail)


# Retention


def test_each_thing_is_deleted_when_its_days_are_over_and_not_before(client: Client, tmp_path: Path) -> None:
    mina = person("mina")
    waiting = Person.objects.create_user("waiting", "w@example.org", PASSWORD)
    EmailAddress.objects.create(user=waiting, email="w@example.org", verified=False)
    enter("mina")
    pending = Subscription.objects.create(address="a@example.org", view="event", target="x", title="x")
    ended = Subscription.objects.create(
        address="b@example.org", view="event", target="x", title="x", state="ended", ended_at=timezone.now()
    )
    active = Subscription.objects.create(address="c@example.org", view="event", target="x", title="x", state="active")
    told = {"subscription": active, "first": 1, "subject": "s", "text": "t"}
    Delivery.objects.create(**told, last=1, message_id="a", sent_at=timezone.now())
    Delivery.objects.create(**told, last=2, message_id="b")
    for state in ("dropped", "published"):
        Comment.objects.create(author=mina, view="event", target=summit(), text=state, state=state)

    tidy(now=timezone.now() + timedelta(days=6))
    assert (2, 3, 2, 2) == (
        Person.objects.count(), Subscription.objects.count(), Delivery.objects.count(), Comment.objects.count(),
    )  # fmt: skip
    tidy(now=timezone.now() + timedelta(days=8))
    assert not Subscription.objects.filter(pk=pending.pk).exists()
    assert not Person.objects.filter(pk=waiting.pk).exists()
    assert Entry.objects.exclude(ip="").exists()
    tidy(now=timezone.now() + timedelta(days=31))
    assert not Entry.objects.exclude(ip="").exists()
    assert not Subscription.objects.filter(pk=ended.pk).exists()
    tidy(now=timezone.now() + timedelta(days=200))
    assert ["b"] == list(Delivery.objects.values_list("message_id", flat=True))  # what waits is not lost
    assert ["published"] == list(Comment.objects.values_list("state", flat=True))
    assert Person.objects.filter(pk=mina.pk).exists()
    assert Entry.objects.exists()


def test_what_ended_yesterday_is_kept_as_long_as_is_promised_however_old_it_is(client: Client) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    told = {"view": "event", "title": "x", "state": "active", "asked_at": long_ago, "confirmed_at": long_ago}
    mails = [Subscription.objects.create(address="a@example.org", target=str(n), **told) for n in range(3)]
    end(mails[0])
    client.post(f"/subscriptions/{mails[1].token}/end", {"List-Unsubscribe": "One-Click"})
    client.post(f"/subscriptions/{mails[2].token}/", {"action": "end"})
    when = Subscription.objects.get(pk=mails[1].pk).ended_at
    client.post(f"/subscriptions/{mails[1].token}/end", {"List-Unsubscribe": "One-Click"})  # once more: it has ended

    tidy(now=timezone.now() + timedelta(days=29))
    assert ["ended"] * 3 == list(Subscription.objects.values_list("state", flat=True))
    assert when == Subscription.objects.get(pk=mails[1].pk).ended_at
    tidy(now=timezone.now() + timedelta(days=31))
    assert 0 == Subscription.objects.count()


def test_what_is_followed_anew_has_not_ended(client: Client) -> None:
    mina = person("mina")
    told = {"view": "event", "target": summit()}
    as_(mina).post("/subscriptions/", told)
    end(Subscription.objects.get())
    as_(mina).post("/subscriptions/", told)
    one = Subscription.objects.get()
    assert ("active", None) == (one.state, one.ended_at)
    hook = Hook.objects.create(person=mina, url="https://hook.example/")
    as_(mina).post("/subscriptions/", told | {"hook": str(hook.pk)})
    end(hook.subscriptions.get())
    as_(mina).post("/subscriptions/", told | {"hook": str(hook.pk)})
    assert ("active", None) == hook.subscriptions.values_list("state", "ended_at").get()


def test_log_ins_that_are_over_leave_no_address_behind(client: Client) -> None:
    from django.contrib.sessions.models import Session

    person("mina")
    here = enter("mina")
    here.get("/me/")
    assert 1 == UserSession.objects.count()
    tidy()
    assert 1 == UserSession.objects.count()
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    tidy()
    assert 0 == UserSession.objects.count()


def test_counters_of_limits_are_forgotten(client: Client) -> None:
    client.get("/api/changes")
    assert 1 == Counter.objects.count()
    Counter.objects.update(since=0)
    tidy()
    assert 0 == Counter.objects.count()


def test_the_privacy_page_says_what_the_settings_say(client: Client) -> None:
    kept = {one.name: 100 + n for n, one in enumerate(RULES)}
    with override_settings(
        KEEP=kept, EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="mx.test"
    ):
        said = page(client, "/about/privacy/").text
    for rule in RULES:
        assert rule.what[1:] in said
    assert all(str(days) in said for days in kept.values())
    assert "mx.test" in said
    assert "written to files" in page(client, "/about/privacy/").text


# Roles


def test_contributors_are_not_held_up_and_may_nothing_else(client: Client) -> None:
    one = say(as_(person("con", "contributor")), "See https://example.com and https://example.org, and www.example.net")
    assert "published" == one.state
    for path in ("/moderation/", "/people/", "/people/log/"):
        assert 403 == as_(Person.objects.get(username="con")).get(path).status_code


def test_base32_of_the_tests_is_that_of_authenticators() -> None:
    """RFC 6238: at 59 seconds the secret of the standard shows 94287082."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    assert re.fullmatch(r"\d{6}", code(secret))
    assert "287082" == format_hotp_value(hotp_value(secret, 1))
