"""Accounts, comments, moderation, corrections: what works, and what somebody else may not do."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

import dateline.desk.settings as desk_settings
from dateline.desk.because import decision_words, reasons_words
from dateline.desk.held import the_ledger
from dateline.desk.models import Comment, Decision, Entry, Person, Proposal, Report
from dateline.desk.retention import tidy
from dateline.desk.views.people import first_link
from desk.pages import Page, is_accessible, is_safe

PASSWORD = "kimchi-and-borscht"
HOST = "127.0.0.1"


def person(name: str, role: str = "reader", *, hours: float = 100) -> Person:
    """An account that was there before."""
    from allauth.account.models import EmailAddress

    made = Person.objects.create_user(name, f"{name}@example.org", PASSWORD, role=role)
    Person.objects.filter(pk=made.pk).update(date_joined=timezone.now() - timedelta(hours=hours))
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return Person.objects.get(pk=made.pk)


def as_(who: Person | None, *, csrf: bool = False) -> Client:
    client = Client(HTTP_HOST=HOST, enforce_csrf_checks=csrf)
    if who is not None:
        client.force_login(who)
    return client


def data(client: Client) -> dict[str, Any]:
    """What somebody gets who asks for one's own data."""
    with ZipFile(BytesIO(client.get("/me/data.zip").content)) as zipped:
        return {one[:-5]: json.loads(zipped.read(one)) for one in zipped.namelist() if one.endswith(".json")}


def summit() -> str:
    return next(one.id for one in the_ledger().events() if one.kind == "summit")


def say(client: Client, text: str, **more: str) -> Comment:
    before = set(Comment.objects.values_list("pk", flat=True))
    answer = client.post("/comments/", {"view": "event", "target": summit(), "text": text} | more)
    assert 302 == answer.status_code
    return Comment.objects.exclude(pk__in=before).get()


def page(client: Client, path: str, status: int = 200) -> Page:
    answer = client.get(path)
    assert status == answer.status_code, path
    found = Page(answer.content.decode())
    is_safe(found)
    is_accessible(found)
    return found


# Accounts


def test_from_sign_up_over_the_mail_to_the_page_one_came_from(client: Client) -> None:
    record = f"/records/{summit()}/"
    login = next(one["href"] for one in page(client, record).all("a") if "discussion" in one.get("href", ""))
    assert login.startswith("/accounts/login/?next=/records/")
    told = {"email": "mina@example.org", "username": "mina", "password1": PASSWORD}
    client.post("/accounts/signup/", told | {"next": record, "role": "administrator", "is_staff": "on"})

    (letter,) = mail.outbox
    assert "Thank you for using Dateline!" in letter.body
    assert f"using {HOST}" not in letter.body
    link = re.search(r"http://[^\s]+/accounts/confirm-email/[^\s]+", letter.body)
    assert link is not None
    path = urlsplit(link[0]).path
    assert "__all__" not in page(client, path).text  # following the link confirms nothing yet
    again = Client(HTTP_HOST=HOST)
    entered = {"login": "mina", "password": PASSWORD, "next": f"{record}#discussion"}
    assert f"{record}#discussion" != again.post("/accounts/login/", entered).headers.get("Location")
    client.post(path)

    answer = Client(HTTP_HOST=HOST).post("/accounts/login/", entered)
    assert f"{record}#discussion" == answer.headers["Location"]
    mina = Person.objects.get(username="mina")
    assert ("reader", False, False) == (mina.role, mina.is_staff, mina.is_superuser)


def test_the_mail_leads_back_to_where_the_sign_up_began_and_nowhere_else(client: Client) -> None:
    for number, (place, back) in enumerate((("/calendar/?month=2018-06", True), ("https://evil.example/", False))):
        browser = Client(HTTP_HOST=HOST)
        told = {"email": f"m{number}@example.org", "username": f"mina{number}", "password1": PASSWORD, "next": place}
        browser.post("/accounts/signup/", told)
        link = re.search(r"http://[^\s]+/accounts/confirm-email/[^\s]+", mail.outbox[-1].body)
        answer = browser.post(urlsplit(link[0]).path)
        assert "/accounts/login/" == urlsplit(answer.headers["Location"]).path
        assert back == ("2018-06" in answer.headers["Location"])
        assert "evil" not in answer.headers["Location"]
        shown = page(browser, answer.headers["Location"])
        kept = {one["value"] for one in shown.all("input") if "next" == one.get("name")}
        assert kept == ({place} if back else set())


def test_editors_see_on_every_page_how_much_waits(own: Path) -> None:
    editor, mina = as_(person("ed", "editor")), as_(person("mina"))
    assert "Moderation · Corrections " in " ".join(page(editor, "/").text.split())
    say(mina, "See https://example.com/a and https://example.com/b")
    say(mina, "See https://example.com/c and https://example.com/d")
    told = {"a": summit(), "field": "when", "value": "2018-06-13", "reason": "by their clocks", "article": ""}
    report = next(one.id for one in the_ledger().articles())
    mina.post("/proposals/new/field/", told | {"article": report, "quote": "Kim Jong-un"})
    bar = " ".join(page(editor, "/").text.split())
    assert "Moderation (2) · Corrections (1)" in bar
    assert "Moderation" not in page(mina, "/").text
    assert "“when” should be: 13 June 2018" in " ".join(page(mina, Proposal.objects.get().url).text.split())


def test_a_field_of_codes_is_proposed_from_what_it_is_now(own: Path) -> None:
    mina = as_(person("mina"))
    shown = page(mina, f"/proposals/new/field/?a={summit()}&field=status")
    assert ["occurred"] == [one["value"] for one in shown.all("option") if "selected" in one]
    assert "took place" in shown.text
    shown = page(mina, f"/proposals/new/field/?a={summit()}&field=kind")
    assert ["summit"] == [one["value"] for one in shown.all("option") if "selected" in one]


@pytest.mark.parametrize(
    ("language", "days", "next_step", "filed"),
    [
        ("en", "valid for 3 days", "Then log in", "no mail server"),
        ("de", "gilt 3 Tage", "melden Sie sich", "Mailserver"),
    ],
)
def test_who_signs_up_is_told_what_happens_next(
    client: Client, language: str, days: str, next_step: str, filed: str
) -> None:
    from django.test import override_settings

    from dateline.desk.settings import ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS, KEEP

    assert 3 == ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS
    client = Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE=language)
    before = page(client, "/accounts/signup/")
    told = {"email": "mina@example.org", "username": "mina", "password1": PASSWORD}
    sent = client.post("/accounts/signup/", told)
    after = page(client, sent.headers["Location"])
    for one in (before, after):
        for words in (days, next_step, filed):  # the tests' desk keeps its mails as files
            assert words in " ".join(one.text.split())
    assert re.search(rf"\b{KEEP['unconfirmed']} (days|Tagen)", before.text)
    with override_settings(MAILS_ARE_FILES=False):
        assert filed not in page(client, "/accounts/signup/").text
    mail.outbox.clear()
    again = client.post("/accounts/login/", {"login": "mina", "password": PASSWORD})
    assert sent.headers["Location"] == again.headers["Location"]  # "Logging in sends it again"


def test_passwords_are_kept_as_argon2id_and_weak_ones_refused() -> None:
    from django.conf import settings
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    assert ["django.contrib.auth.hashers.Argon2PasswordHasher"] == desk_settings.PASSWORD_HASHERS
    assert make_password(PASSWORD, hasher="argon2").startswith("argon2$argon2id$")
    assert settings.AUTH_PASSWORD_VALIDATORS
    for weak in ("short", "password123", "1234567890123"):
        with pytest.raises(ValidationError):
            validate_password(weak)


def test_the_log_in_leads_nowhere_else(client: Client) -> None:
    person("mina")
    for evil in (
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/\\evil.example",
        "https:evil.example",
    ):
        answer = Client(HTTP_HOST=HOST).post("/accounts/login/", {"login": "mina", "password": PASSWORD, "next": evil})
        assert "/" == answer.headers["Location"], evil
        comment = Comment.objects.create(
            author=person(f"x{abs(hash(evil))}"[:20]), view="event", target=summit(), text="x", state="published"
        )
        answer = as_(Person.objects.get(username="mina")).post(f"/comments/{comment.pk}/report", {"next": evil})
        assert "/" == answer.headers["Location"], evil


def test_a_forgotten_password_is_set_anew_by_mail_once(client: Client) -> None:
    person("mina")
    client.post("/accounts/password/reset/", {"email": "mina@example.org"})
    (letter,) = mail.outbox
    path = urlsplit(re.search(r"http://[^\s]+/password/reset/key/[^\s]+", letter.body)[0]).path
    form = client.get(path, follow=True)
    is_accessible(Page(form.content.decode()))
    action = form.redirect_chain[-1][0]
    client.post(action, {"password1": "pelmeni-and-bibimbap", "password2": "pelmeni-and-bibimbap"})

    def enters(word: str) -> bool:
        answer = Client(HTTP_HOST=HOST).post("/accounts/login/", {"login": "mina", "password": word})
        return 302 == answer.status_code

    assert enters("pelmeni-and-bibimbap")
    assert not enters(PASSWORD)
    again = Client(HTTP_HOST=HOST).get(path, follow=True)
    assert "password1" not in again.content.decode()
    other = Client(HTTP_HOST="evil.example").post("/accounts/password/reset/", {"email": "mina@example.org"})
    assert 400 == other.status_code  # no mail with a link to somebody else's host


def test_guessing_passwords_is_slowed_and_names_are_not_told(client: Client) -> None:
    person("mina")
    answers = [client.post("/accounts/login/", {"login": "mina", "password": f"no-{n}"}) for n in range(8)]
    assert "Too many failed" in answers[-1].content.decode()
    assert client.post("/accounts/login/", {"login": "mina", "password": PASSWORD}).status_code in (200, 429)
    told = [
        Client(HTTP_HOST=HOST).post("/accounts/password/reset/", {"email": address}).headers["Location"]
        for address in ("mina@example.org", "nobody@example.org")
    ]
    assert 1 == len(set(told))


def test_many_sign_ups_from_one_network_are_stopped(client: Client) -> None:
    statuses = [
        client.post(
            "/accounts/signup/", {"email": f"n{n}@example.org", "username": f"name{n}", "password1": PASSWORD}
        ).status_code
        for n in range(23)
    ]

    assert 429 == statuses[-1]
    assert Person.objects.count() <= 20


def test_a_session_ends_at_log_out_and_with_the_account(client: Client) -> None:
    mina = person("mina")
    hers = as_(mina)
    assert 200 == hers.get("/me/").status_code
    Person.objects.filter(pk=mina.pk).update(is_active=False)
    assert 302 == hers.get("/me/").status_code
    Person.objects.filter(pk=mina.pk).update(is_active=True)
    assert 200 == hers.get("/accounts/logout/").status_code  # a link logs nobody out
    hers.post("/accounts/logout/")
    assert 302 == hers.get("/me/").status_code


def test_log_ins_are_listed_and_others_ended(client: Client) -> None:
    person("mina")

    def enter(browser: str) -> Client:
        entered = Client(HTTP_HOST=HOST, HTTP_USER_AGENT=browser)
        entered.post("/accounts/login/", {"login": "mina", "password": PASSWORD})
        return entered

    here, there = enter("<b>Here</b>"), enter("There")
    assert "<b>Here</b>" in page(there, "/accounts/sessions/").text
    here.post("/accounts/sessions/")

    assert 200 == here.get("/me/").status_code
    assert 302 == there.get("/me/").status_code
    assert "There" not in page(here, "/accounts/sessions/").text
    assert ["127.0.0.1"] == [one["ip"] for one in data(here)["account"]["logged_in"]]


def test_the_link_of_the_first_administrator_works_once(client: Client) -> None:
    link = first_link()
    assert link is not None
    path = urlsplit(link).path
    page(client, path)
    told = {"username": "chief", "email": "chief@example.org", "password": PASSWORD}
    assert 302 == client.post(path, told).status_code
    assert "administrator" == Person.objects.get().role
    assert first_link() is None
    assert 410 == Client(HTTP_HOST=HOST).post(path, told | {"username": "other"}).status_code
    assert 410 == client.get("/first/nonsense/").status_code


def test_the_first_administrator_is_told_of_a_name_or_address_that_is_taken(client: Client) -> None:
    from allauth.account.models import EmailAddress

    person("Mina")  # people sign up before there is an administrator
    claimed = Person.objects.create_user("other", "chief@example.org", PASSWORD)
    EmailAddress.objects.create(user=claimed, email=claimed.email, verified=False, primary=True)
    path = urlsplit(first_link() or "").path
    told = {"username": "mina", "email": "mina@example.org", "password": PASSWORD}
    answer = client.post(path, told)
    refused = Page(answer.content.decode())
    is_accessible(refused)

    assert 400 == answer.status_code
    for words in ("Somebody has that name already.", "An account has that address already."):
        assert words in refused.text
    assert not Person.objects.filter(role="administrator").exists()
    # An address that somebody claims, and has never confirmed, keeps nobody out.
    assert 302 == client.post(path, told | {"username": "chief", "email": "Chief@example.org"}).status_code
    assert ["chief"] == [one.username for one in Person.objects.filter(role="administrator")]
    assert EmailAddress.objects.get(user__username="chief").verified


# Comments


def test_only_who_is_logged_in_comments(client: Client) -> None:
    answer = client.post("/comments/", {"view": "event", "target": summit(), "text": "hello"})

    assert answer.headers["Location"].startswith("/accounts/login/?next=%2Frecords%2F")
    assert 0 == Comment.objects.count()


def test_an_honest_comment_is_published_as_text(client: Client) -> None:
    mina = as_(person("mina"))
    comment = say(mina, "Kim and Trump met, <script>alert(1)</script> <b>but</b> what of the sanctions?")

    assert "published" == comment.state
    found = page(client, f"/records/{summit()}/")
    assert "<script>alert(1)</script> <b>but</b>" in found.text
    assert "filter: nothing against it" == decision_words(Decision.objects.get())
    page(as_(person("other")), f"/records/{summit()}/")  # with the form to report it


def test_spam_is_held_or_dropped_and_the_author_sees_why(client: Client) -> None:
    mina = as_(person("mina"))
    held = say(mina, "Great post! Earn $500 per day, see https://bit.ly/x and https://evil.example")
    dropped = say(mina, "Kim met Trump", website="http://spam.example")

    assert ("held", "dropped") == (held.state, dropped.state)
    assert "a field that people do not see was filled in" == reasons_words(dropped.reasons)
    hers, theirs = page(mina, f"/records/{summit()}/"), page(client, f"/records/{summit()}/")
    assert "Only you see this" in hers.text
    assert "Earn $500" in hers.text
    assert "Earn $500" not in theirs.text


def test_too_much_too_long_and_nothing_are_told(client: Client) -> None:
    mina = as_(person("mina"))
    for text in ("", "  \x00 ", "x" * 5001):
        assert 400 == mina.post("/comments/", {"view": "event", "target": summit(), "text": text}).status_code
    assert 404 == mina.post("/comments/", {"view": "event", "target": "ffff", "text": "x"}).status_code
    assert 404 == mina.post("/comments/", {"view": "entity", "target": "kim-jong-un", "text": "x"}).status_code
    for n in range(20):
        say(mina, f"thought number {n} of Kim")
    assert 429 == mina.post("/comments/", {"view": "event", "target": summit(), "text": "one more"}).status_code


def test_a_form_from_elsewhere_is_refused(client: Client) -> None:
    mina, editor = person("mina"), person("ed", "editor")
    comment = Comment.objects.create(author=mina, view="event", target=summit(), text="x", state="held")
    for path in (
        "/comments/", f"/comments/{comment.pk}/report", f"/moderation/{comment.pk}", "/proposals/new/",
        "/proposals/1/decide", "/subscriptions/", "/people/1", "/me/delete/", "/accounts/login/", "/accounts/logout/",
    ):  # fmt: skip
        answer = as_(editor, csrf=True).post(path, {"action": "publish", "reason": "x", "text": "x"})
        assert 403 == answer.status_code, path
        is_accessible(Page(answer.content.decode()))


def test_files_are_not_taken(client: Client) -> None:
    file = BytesIO(b"<svg onload=alert(1)>")
    file.name = "x.svg"
    answer = as_(person("mina")).post("/comments/", {"view": "event", "target": summit(), "text": "hi", "file": file})

    assert 400 == answer.status_code


def test_replies_stand_below_and_ones_own_can_be_taken_back(client: Client) -> None:
    mina, olga = as_(person("mina")), as_(person("olga"))
    first = say(mina, "Kim was right to come to Singapore")
    page(olga, f"/records/{summit()}/?reply={first.pk}")
    reply = say(olga, "Trump was not right to meet him", reply=str(first.pk))
    deeper = say(mina, "The summit was better than a war", reply=str(reply.pk))
    elsewhere = say(mina, "The sanctions have to stay", reply="999")

    assert [None, first.pk, first.pk, None] == [
        Comment.objects.get(pk=one.pk).parent_id for one in (first, reply, deeper, elsewhere)
    ]
    assert 1 == len(
        [one for one in page(client, f"/records/{summit()}/").all("ol") if "replies" in one.get("class", "")]
    )
    assert 404 == olga.post(f"/comments/{first.pk}/delete").status_code
    assert 302 == mina.post(f"/comments/{first.pk}/delete").status_code
    assert "Trump was not right" in page(client, f"/records/{summit()}/").text
    assert 3 == Comment.objects.count()


# Moderation


def test_a_moderator_frees_or_removes_with_a_reason_that_is_kept(client: Client) -> None:
    mina, editor = as_(person("mina")), as_(person("ed", "editor"))
    one, two = (say(mina, f"Read {host} on Kim, and www.{host}") for host in ("news.example.com", "pills.example.com"))
    assert "Read news.example.com" in page(editor, "/moderation/").text
    editor.post(f"/moderation/{one.pk}", {"action": "publish"})
    editor.post(f"/moderation/{two.pk}", {"action": "spam"})  # without a reason nothing is done
    assert "held" == Comment.objects.get(pk=two.pk).state
    editor.post(f"/moderation/{two.pk}", {"action": "spam", "reason": "sells pills"})

    assert ["published", "removed"] == list(Comment.objects.order_by("pk").values_list("state", flat=True))
    assert ["sells pills"] == list(Decision.objects.filter(spam=True).values_list("reason", flat=True))
    assert "dropped" == say(as_(person("olga")), two.text).state  # the very same text again
    assert "sells pills" in page(mina, "/me/").text
    for shown in ("", "?show=removed", "?show=dropped"):
        page(editor, f"/moderation/{shown}")
    page(client, "/about/filter/")


def test_a_report_brings_a_comment_before_the_moderators_once(client: Client) -> None:
    comment = say(as_(person("mina")), "Kim is a fool")
    olga = as_(person("olga"))
    for _ in range(3):
        olga.post(f"/comments/{comment.pk}/report", {"reason": "rude", "next": f"/records/{summit()}/"})

    assert 1 == Report.objects.count()
    assert "reported by olga: rude" in page(as_(person("ed", "editor")), "/moderation/").text


def test_the_filter_learns_from_moderators() -> None:
    from dateline.desk.spam.learned import learn

    decided = [(f"lucky numbers today {n}", True) for n in range(20)] + [
        (f"what did Kim say on day {n}", False) for n in range(20)
    ]
    learned = learn(decided)

    assert (learned.likely("your lucky numbers") or 0) > 0.9
    assert (learned.likely("and what did Kim do") or 1) < 0.1
    assert learn(decided[:10]).likely("lucky numbers") is None


# Roles


def test_each_page_is_for_its_role(client: Client) -> None:
    comment = Comment.objects.create(author=person("mina"), view="event", target=summit(), text="x", state="held")
    reader, editor, chief = person("reader"), person("ed", "editor"), person("chief", "administrator")
    for path, post, least in (
        ("/me/", False, 1), ("/me/data.zip", False, 1), ("/me/delete/", False, 1), ("/proposals/new/", False, 1),
        ("/moderation/", False, 2), (f"/moderation/{comment.pk}", True, 2), ("/people/", False, 3),
        (f"/people/{reader.pk}", True, 3),
    ):  # fmt: skip
        for level, who in enumerate((None, reader, editor, chief)):
            call = as_(who).post if post else as_(who).get
            status = call(path).status_code
            assert (level >= least) == (status in (200, 302) and not (who is None and 302 == status)), (
                path,
                who,
                status,
            )
    assert "held" == Comment.objects.get().state


def test_nobody_gives_oneself_a_role(client: Client) -> None:
    reader, editor, chief = person("reader"), person("ed", "editor"), person("chief", "administrator")
    for who in (reader, editor):
        as_(who).post(f"/people/{who.pk}", {"role": "administrator", "active": "on"})
    as_(chief).post(f"/people/{chief.pk}", {"role": "reader", "active": "on"})
    as_(chief).post(f"/people/{reader.pk}", {"role": "emperor", "active": "on"})
    roles = dict(Person.objects.values_list("username", "role"))
    assert {"reader": "reader", "ed": "editor", "chief": "administrator"} == roles
    as_(chief).post(f"/people/{reader.pk}", {"role": "editor", "active": "on"})
    assert "editor" == Person.objects.get(pk=reader.pk).role
    page(as_(chief), "/people/")
    call_command("role", "ed", "reader", stdout=StringIO())
    assert "reader" == Person.objects.get(pk=editor.pk).role


def test_what_others_wrote_and_follow_is_not_in_my_data(client: Client) -> None:
    mina, olga = person("mina"), person("olga")
    say(as_(mina), "Kim was seen in Singapore")
    say(as_(olga), "Trump spoke of peace")
    told = data(as_(mina))

    assert ["Kim was seen in Singapore"] == [one["text"] for one in told["comments"]]
    assert "olga" not in str(told)
    page(as_(mina), "/me/")
    page(as_(mina), "/me/delete/")


def test_an_account_is_hidden_kept_or_deleted_after_the_days_of_grace(client: Client) -> None:
    mina = person("mina")
    say(as_(mina), "Kim was seen in Singapore")
    hers, there = as_(mina), as_(mina)
    assert 400 == hers.post("/me/delete/", {"password": "wrong"}).status_code
    assert 302 == hers.post("/me/delete/", {"password": PASSWORD}).status_code
    assert 302 == hers.get("/me/").status_code
    assert "Kim was seen" not in page(client, f"/records/{summit()}/").text
    assert 1 == Comment.objects.count()

    again = as_(Person.objects.get())
    assert "will be deleted on" in page(again, "/me/").text
    page(again, "/me/delete/")
    again.post("/me/delete/")
    assert "Kim was seen" in page(client, f"/records/{summit()}/").text
    tidy(now=timezone.now() + timedelta(days=30))
    assert 1 == Person.objects.count()

    again.post("/me/delete/", {"password": PASSWORD})
    tidy()
    assert 1 == Person.objects.count()
    Person.objects.update(leaving_at=timezone.now() - timedelta(minutes=1))
    tidy()
    assert (0, 0) == (Person.objects.count(), Comment.objects.count())
    assert "mina" not in str(list(Entry.objects.filter(what="account deleted").values()))
    del there


def test_the_only_administrator_stays(client: Client) -> None:
    chief = as_(person("chief", "administrator"))
    assert 400 == chief.post("/me/delete/", {"password": PASSWORD}).status_code
    assert None is Person.objects.get().leaving_at


# Corrections


def test_a_correction_becomes_a_judgement_and_is_undone(own: Path) -> None:
    mina, editor = as_(person("mina")), as_(person("ed", "editor"))
    event = the_ledger().event(summit())
    claim = event.tellings[1].claim
    told = {"view": "event", "a": event.id, "b": claim, "verdict": "different", "reason": "another summit"}
    page(mina, f"/proposals/new/?view=event&verdict=different&a={event.id}&b={claim}")
    made = mina.post("/proposals/new/", told)
    proposal = Proposal.objects.get()
    assert made.headers["Location"] == proposal.url

    assert 403 == mina.post(f"{proposal.url}decide", {"action": "accept", "reason": "mine"}).status_code
    editor.post(f"{proposal.url}decide", {"action": "accept"})  # without a reason nothing is done
    assert [] == the_ledger().judgements()
    editor.post(f"{proposal.url}decide", {"action": "accept", "reason": "checked"})
    assert the_ledger().event(claim).id != the_ledger().event(event.id).id
    (judged,) = the_ledger().judgements()
    assert ("different", "editor ed") == (judged.verdict, judged.by)
    editor.post(f"{proposal.url}decide", {"action": "accept", "reason": "twice"})
    assert 1 == len(the_ledger().judgements())
    shown = page(mina, proposal.url)
    assert "judgement 1 in the ledger" in shown.text

    editor.post(f"{proposal.url}decide", {"action": "undo", "reason": "it was the same after all"})
    assert the_ledger().event(claim).id == the_ledger().event(event.id).id
    assert "it was the same after all" in page(editor, proposal.url).text
    assert "it was the same after all" in page(mina, f"/records/{event.id}/").text
    page(mina, "/proposals/")


def test_two_actors_are_judged_to_be_one(own: Path) -> None:
    mina, editor = as_(person("mina")), as_(person("ed", "editor"))
    told = {"view": "entity", "a": "mike-pompeo", "b": "http://127.0.0.1:8000/actors/sergei-lavrov/", "verdict": "same"}
    mina.post("/proposals/new/", told | {"reason": "a test"})
    editor.post(f"{Proposal.objects.get().url}decide", {"action": "accept", "reason": "a test"})

    assert the_ledger().entity("mike-pompeo").id == the_ledger().entity("sergei-lavrov").id


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": ""}, "say why"),
        ({"verdict": "perhaps"}, "same or different"),
        ({"b": "ffffffff"}, "no event"),
        ({"verdict": "same"}, "one record already"),
        ({"a": ""}, "name both"),
    ],
)
def test_a_proposal_that_makes_no_sense_is_told(client: Client, change: dict[str, str], words: str) -> None:
    event = the_ledger().event(summit())
    told = {"view": "event", "a": event.id, "b": event.tellings[1].claim, "verdict": "different", "reason": "x"}
    answer = as_(person("mina")).post("/proposals/new/", told | change)

    assert 400 == answer.status_code
    assert words in Page(answer.content.decode()).text
    assert 0 == Proposal.objects.count()


def test_a_field_is_proposed_accepted_shown_and_undone(own: Path) -> None:
    mina, editor = as_(person("mina")), as_(person("ed", "editor"))
    event = the_ledger().event(summit())
    report = event.tellings[0].article
    form = f"/proposals/new/field/?a={event.id}&field=place"
    for field in ("place", "when", "status", "actors"):
        page(mina, form.replace("place", field))
    told = {"a": event.id, "field": "place", "value": "Pyongyang", "reason": "it says so"}
    refused = mina.post("/proposals/new/field/", told)
    assert "no report of this event says so" in Page(refused.content.decode()).text
    wrong = mina.post("/proposals/new/field/", told | {"article": report, "quote": "in Pyongyang"})
    assert "do not stand in that report" in Page(wrong.content.decode()).text
    assert 0 == Proposal.objects.count()
    mina.post(
        "/proposals/new/field/", told | {"article": f"http://127.0.0.1/articles/{report}/", "quote": "Kim Jong-un"}
    )
    one = Proposal.objects.get()
    assert "Pyongyang" in page(mina, one.url).text
    page(mina, "/proposals/")

    assert 403 == mina.post(f"{one.url}decide", {"action": "accept", "reason": "mine"}).status_code
    editor.post(f"{one.url}decide", {"action": "accept", "reason": "checked"})
    place = the_ledger().event(event.id).place
    assert place is not None
    assert ("pyongyang", report, "Kim Jong-un") == (place.entity, place.evidence.article, place.evidence.quote)
    assert "correction 1 in the ledger" in page(mina, one.url).text
    assert "Pyongyang" in page(mina, f"/records/{event.id}/").text
    again = mina.post("/proposals/new/field/", told | {"article": report, "quote": "Kim Jong-un"})
    assert "says so already" in Page(again.content.decode()).text

    editor.post(f"{one.url}decide", {"action": "undo", "reason": "it was wrong"})
    assert event == the_ledger().event(event.id)
    assert ["editor ed", "editor ed"] == [word.by for word in the_ledger().corrections(event.id)]


def test_an_undone_field_says_again_what_an_editor_had_said_before(own: Path) -> None:
    mina, editor = as_(person("mina")), as_(person("ed", "editor"))
    event = the_ledger().event(summit())
    report = event.tellings[0].article
    for value in ("2018-07-01", "2018-07-02"):
        told = {"a": event.id, "field": "when", "value": value, "article": report, "quote": "Kim", "reason": "x"}
        mina.post("/proposals/new/field/", told)
        editor.post(f"{Proposal.objects.get(value=value).url}decide", {"action": "accept", "reason": "x"})
    first, second = (Proposal.objects.get(value=one).url for one in ("2018-07-01", "2018-07-02"))
    editor.post(f"{first}decide", {"action": "undo", "reason": "x"})  # somebody has had a later word
    assert "2018-07-02" == the_ledger().event(event.id).when.value  # type: ignore[union-attr]
    editor.post(f"{second}decide", {"action": "undo", "reason": "x"})
    assert "2018-07-01" == the_ledger().event(event.id).when.value  # type: ignore[union-attr]


def test_another_actor_is_proposed_by_name(own: Path) -> None:
    mina, editor = as_(person("mina")), as_(person("ed", "editor"))
    visit = next(one.id for one in the_ledger().events() if one.kind == "visit")
    told = {"a": visit, "field": "actors", "value": "Mike Pompeo\nKim Yong-chol", "reason": "x"}
    report = the_ledger().event(visit).tellings[0].article
    mina.post("/proposals/new/field/", told | {"article": report, "quote": "Mike Pompeo and Kim Yong-chol"})
    editor.post(f"{Proposal.objects.get().url}decide", {"action": "accept", "reason": "x"})

    assert ["mike-pompeo", "kim-yong-chol"] == [one.entity for one in the_ledger().event(visit).actors]
    assert visit in [one.id for one in the_ledger().events(who="mike-pompeo")]


def _proposed(by: Client) -> Proposal:
    """A correction of the day of the summit."""
    event = the_ledger().event(summit())
    told = {"a": event.id, "field": "when", "value": f"2018-07-{Proposal.objects.count() + 1:02}", "reason": "x"}
    by.post("/proposals/new/field/", told | {"article": event.tellings[0].article, "quote": "Kim"})
    return Proposal.objects.order_by("-pk")[0]


def test_ones_own_proposal_is_accepted_by_another_editor(own: Path) -> None:
    editor, other = as_(person("ed", "editor")), as_(person("other", "editor"))
    one = _proposed(editor)
    shown = page(editor, one.url)
    assert "another editor has to accept it" in shown.text
    assert ["reject"] == [button["value"] for button in shown.all("button") if "value" in button]
    said = editor.post(f"{one.url}decide", {"action": "accept", "reason": "I say so"}, follow=True).content.decode()
    assert "it is your own: another editor has to accept it" in said
    assert [] == the_ledger().corrections(one.a)
    assert "has to accept it" not in page(other, one.url).text
    other.post(f"{one.url}decide", {"action": "accept", "reason": "checked"})
    assert "editor other" == the_ledger().corrections(one.a)[0].by
    assert "own proposal" not in page(other, one.url).text
    assert "checked" == Entry.objects.get(what="correction accepted").detail
    again = _proposed(editor)
    editor.post(f"{again.url}decide", {"action": "reject", "reason": "I was wrong"})  # to take back takes nobody else
    assert "rejected" == Proposal.objects.get(pk=again.pk).state


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "contributor"}, {"leaving_at": timezone.now()}])
def test_the_only_editor_accepts_ones_own_and_the_log_says_so(own: Path, change: dict[str, object]) -> None:
    editor, other = as_(person("ed", "editor")), person("other", "editor")
    one = _proposed(editor)
    Person.objects.filter(pk=other.pk).update(**change)
    editor.post(f"{one.url}decide", {"action": "accept", "reason": "checked"})

    assert 1 == len(the_ledger().corrections(one.a))
    assert "(their own proposal): checked" in " ".join(page(editor, one.url).text.split())
    assert "one's own, there being no other editor: checked" == Entry.objects.get(what="correction accepted").detail


def test_the_queue_tells_what_a_comment_is_about_and_days_as_all_pages_do(own: Path) -> None:
    mina, editor = as_(person("mina")), as_(person("ed", "editor"))
    article = the_ledger().event(summit()).tellings[0].article
    say(mina, "Earn $500 a day at https://bit.ly/x, https://evil.example", field="place")
    say(mina, "Earn $700 a day at https://bit.ly/y, https://evil.example", view="article", target=article)
    gone = Comment.objects.create(author=Person.objects.get(username="mina"), view="event", target="f" * 16,
                                  text="of a record that is there no more", state="held")  # fmt: skip
    joined = timezone.now().replace(year=2018, month=6, day=12)
    Person.objects.filter(username="mina").update(date_joined=joined)
    queue = page(editor, "/moderation/")

    heads = {one["href"]: one for one in queue.all("a") if "h2" in one["_in"].split()}
    assert 3 == len(heads)
    for words in ("Summit: Donald Trump and Kim Jong-un (Singapore)", f"Record {gone.target}", "on “where”"):
        assert words in queue.text
    assert the_ledger().record(article).article.headline in queue.text
    assert "here since 12 June 2018" in queue.text
    assert not re.search(r"[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}", queue.text)  # as "Nov. 28, 2026"
    assert "Summit: Donald Trump and Kim Jong-un (Singapore)" in page(mina, "/me/").text


# Editing, and comments on fields


def test_a_comment_is_edited_for_some_minutes_and_weighed_again(client: Client) -> None:
    mina, olga, editor = as_(person("mina")), as_(person("olga")), as_(person("ed", "editor"))
    one = say(mina, "Kim was seen in Singapor", field="place")
    shown = page(mina, f"/records/{summit()}/")
    assert "on “where”" in shown.text
    assert f"/comments/{one.pk}/edit/" in [link.get("href") for link in shown.all("a")]
    page(mina, f"/comments/{one.pk}/edit/")
    assert 404 == olga.post(f"/comments/{one.pk}/edit/", {"text": "mine"}).status_code
    assert 404 == editor.post(f"/comments/{one.pk}/edit/", {"text": "mine"}).status_code
    assert 400 == mina.post(f"/comments/{one.pk}/edit/", {"text": " "}).status_code
    mina.post(f"/comments/{one.pk}/edit/", {"text": "Kim was seen in Singapore"})
    assert "edited" in page(client, f"/records/{summit()}/").text
    assert ["Kim was seen in Singapor"] == [old["text"] for old in data(mina)["comments"][0]["before"]]

    mina.post(f"/comments/{one.pk}/edit/", {"text": "Earn $500 a day at https://bit.ly/x, https://evil.example"})
    assert "held" == Comment.objects.get().state
    mina.post(f"/comments/{one.pk}/edit/", {"text": "Kim was seen in Singapore"})
    assert "held" == Comment.objects.get().state  # what waits for a moderator goes on waiting
    assert "Earn $500 a day" in page(editor, "/moderation/").text  # what it said before
    editor.post(f"/moderation/{one.pk}", {"action": "publish"})
    Comment.objects.update(at=timezone.now() - timedelta(minutes=16))
    assert 403 == mina.post(f"/comments/{one.pk}/edit/", {"text": "late"}).status_code
    assert "Edit" not in page(mina, f"/records/{summit()}/").text


def test_what_was_removed_is_not_edited(client: Client) -> None:
    mina, editor = as_(person("mina")), as_(person("ed", "editor"))
    one = say(mina, "Kim is a fool")
    editor.post(f"/moderation/{one.pk}", {"action": "remove", "reason": "rude"})
    assert 403 == mina.post(f"/comments/{one.pk}/edit/", {"text": "Kim is wise"}).status_code
    assert ("removed", "Kim is a fool") == (Comment.objects.get().state, Comment.objects.get().text)
