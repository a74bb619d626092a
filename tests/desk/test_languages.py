"""Mails come in the language of whoever gets them, reasons in that of whoever reads them; a real mail server."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from email.message import Message
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit
from zipfile import ZipFile

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")
pytest.importorskip("aiosmtpd", reason="the mail server of the tests is not installed: pip install aiosmtpd")

from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

import ledger_make as make
from dateline.desk import notices
from dateline.desk.held import the_ledger
from dateline.desk.models import Comment, Decision, Delivery, Hook, Person, Report, Subscription
from desk.pages import Page, is_accessible, is_safe
from desk.test_notices import Box, _plain, box, held, revive  # noqa: F401 - a fixture
from desk.test_people import HOST, PASSWORD, data, page, person, say, summit

GERMAN, ENGLISH = "de-AT,de;q=0.9", "en-GB,en;q=0.8"


def browser(language: str, who: Person | None = None) -> Client:
    client = Client(HTTP_HOST=HOST, HTTP_ACCEPT_LANGUAGE=language)
    if who is not None:
        client.force_login(who)
    return client


def follow(client: Client, address: str, view: str = "event", target: str = "", **more: str) -> None:
    asked = {"view": view, "target": target or summit(), "address": address}
    assert 302 == client.post("/subscriptions/", asked | more).status_code


def confirm(letter: Message) -> str:
    """Press the button, in a browser that asks for English; gives the path."""
    path = urlsplit(re.search(r"http://\S+/subscriptions/\S+", _plain(letter))[0]).path
    browser(ENGLISH).post(path, {"action": "confirm"})
    return path


def html(letter: Message) -> Page:
    return Page(letter.get_body(("html",)).get_content())


def of(box: Box, address: str) -> Message:  # noqa: F811
    return next(one for one in reversed(box.letters) if address == one["X-To"])


def called(day: date) -> None:
    """A report that comes in: Lavrov and Pompeo talked."""
    told = make.told("call", ["Sergei Lavrov"], ["Mike Pompeo"], status="occurred", when=day.isoformat())
    the_ledger().add(make.report(day.isoformat(), told, name=f"call of {day}"))


# Notices


def test_each_is_asked_and_told_in_the_language_in_which_it_was_asked_for(own: Path, box: Box) -> None:  # noqa: F811
    follow(browser(GERMAN), "mina@example.org")
    follow(browser(ENGLISH), "olga@example.org")
    asking = of(box, "mina@example.org")
    assert asking["Subject"].strip().startswith("[Dateline] Möchten Sie folgen: Gipfel: Donald Trump und Kim Jong-un")
    assert "Um Ja zu sagen, öffnen Sie diese Seite" in _plain(asking)
    assert "Do you want to follow" in of(box, "olga@example.org")["Subject"]
    for letter in list(box.letters):
        confirm(letter)
    revive(the_ledger())
    held("2018-06-12", "2018-06-14", "6")
    assert (2, 0) == notices.once(the_ledger())

    mina, olga = of(box, "mina@example.org"), of(box, "olga@example.org")
    assert "Gipfel: Donald Trump und Kim Jong-un" in mina["Subject"]
    assert "Summit: Donald Trump and Kim Jong-un" in olga["Subject"]
    for words in ("Stand: fand statt, 12. Juni 2018.", "Diese E-Mails beenden: http", "Sie folgen: Gipfel:"):
        assert words in _plain(mina), _plain(mina)
    for words in ("It stands: took place, 12 June 2018.", "To end these mails: http", "You follow: Summit:"):
        assert words in _plain(olga), _plain(olga)
    assert not re.search(r"\b(the|record|reports|place|June|summit)\b", re.sub(r"http\S+", "", _plain(mina)))
    assert [("de", "ltr"), ("en", "ltr")] == [
        (page.all("html")[0]["lang"], page.all("html")[0]["dir"]) for page in (html(mina), html(olga))
    ]
    for name in ("List-Id", "List-Unsubscribe-Post", "Auto-Submitted"):
        assert mina[name] == olga[name]


def test_a_digest_counts_in_the_language_of_its_reader(own: Path, box: Box) -> None:  # noqa: F811
    mina = person("mina")
    follow(browser(GERMAN, mina), "mina@example.org", "entity", "sergei-lavrov", every="day")
    for n in range(30):
        called(date(2018, 7, 1) + timedelta(4 * n))
    assert (1, 0) == notices.once(the_ledger())

    (letter,) = box.letters
    assert "[Dateline] Sergei Lavrov: 30 Einträge geändert" == letter["Subject"].strip()
    assert 25 == _plain(letter).count("- Neu verzeichnet.")
    assert "Und 5 weitere." in _plain(letter)


def test_the_account_has_the_last_word_and_changes_it_on_its_page(own: Path, box: Box) -> None:  # noqa: F811
    mina = person("mina")
    follow(browser(GERMAN, mina), "mina@example.org", "entity", "sergei-lavrov")
    token = Subscription.objects.get().token

    def told(day: str) -> str:
        called(date(2018, 7, 4 * int(day)))
        assert (1, 0) == notices.once(the_ledger())
        return _plain(box.letters[-1])

    assert "Stand: " in told("01")  # nothing is known of the account: as it was asked for
    mine = browser(ENGLISH, mina)
    assert "Mails to you are in" in page(mine, "/me/").text
    for nonsense in ("", "xx", "../de"):
        mine.post("/me/language", {"language": nonsense})
        assert "" == Person.objects.get().language
    mine.post("/me/language", {"language": "en"})
    assert "It stands: " in told("02")
    browser(ENGLISH).post(f"/subscriptions/{token}/", {"action": "language", "language": "de"})
    assert "It stands: " in told("03")
    assert "English" in page(mine, f"/subscriptions/{token}/").text
    mine.post("/me/language", {"language": "de"})
    assert "Stand: " in told("04")
    assert {"de"} == {data(mine)["account"]["language"]}
    assert 302 == Client(HTTP_HOST=HOST).post("/me/language", {"language": "de"}).status_code
    assert "/accounts/login/" in Client(HTTP_HOST=HOST).post("/me/language", {"language": "de"}).url


def test_without_an_account_it_is_changed_behind_the_link_of_the_mail(own: Path, box: Box) -> None:  # noqa: F811
    follow(browser(GERMAN), "mina@example.org")
    path = confirm(box.letters[-1])
    shown = page(browser(ENGLISH), path)
    assert {"de": True, "en": False} == {
        one["value"]: "selected" in one for one in shown.all("option") if one.get("value")
    }
    browser(ENGLISH).post(path, {"action": "language", "language": "zz"})
    assert "de" == Subscription.objects.get().language
    browser(ENGLISH).post(path, {"action": "language", "language": "en"})
    held("2018-06-12", "2018-06-14", "6")
    notices.once(the_ledger())
    assert "It stands: " in _plain(box.letters[-1])
    assert "en" == html(box.letters[-1]).all("html")[0]["lang"]


def test_what_was_there_before_languages_were_kept_goes_in_english(own: Path, box: Box) -> None:  # noqa: F811
    mina = person("mina")
    assert "" == mina.language
    Subscription.objects.create(
        address="mina@example.org", person=mina, view="event", target=summit(), title="a summit", state="active",
        after=the_ledger().info().changes,
    )  # fmt: skip
    waits = Subscription.objects.create(
        address="o@example.org", view="event", target=summit(), title="x", state="active", after=9999
    )
    Delivery.objects.create(subscription=waits, first=1, last=2, subject="s", text="t", message_id="<1@x>")
    held("2018-06-12", "2018-06-14", "6")
    browser(GERMAN).get("/")  # whatever was asked for last
    assert (2, 0) == notices.once(the_ledger())
    assert "It stands: " in _plain(of(box, "mina@example.org"))
    assert "en" == html(of(box, "o@example.org")).all("html")[0]["lang"]


def test_a_search_finds_the_same_whoever_follows_it(own: Path, box: Box) -> None:  # noqa: F811
    for name, language in (("mina", GERMAN), ("olga", ENGLISH)):
        follow(browser(language, person(name)), f"{name}@example.org", "search", "q=summit")
    held("2018-06-12", "2018-06-14", "6")
    assert (2, 0) == notices.once(the_ledger())
    assert "Sie folgen: Suche nach summit" in _plain(of(box, "mina@example.org"))
    assert "You follow: search for summit" in _plain(of(box, "olga@example.org"))


def test_a_reply_is_told_in_the_language_of_who_asked_not_of_who_answers(own: Path, box: Box) -> None:  # noqa: F811
    mina, olga = person("mina"), person("olga")
    hers = say(browser(GERMAN, mina), "Kim was right to come to Singapore", notify="on")
    say(browser(ENGLISH, olga), "Kim had to come to Singapore", reply=str(hers.pk), notify="on")
    say(browser(ENGLISH, person("ivan")), "Kim will go to Hanoi as well", reply=str(hers.pk))
    assert (3, 0) == notices.once(the_ledger())

    assert {"[Dateline] olga hat geantwortet", "[Dateline] ivan hat geantwortet", "[Dateline] ivan answered"} == {
        one["Subject"].strip() for one in box.letters
    }
    day = f"{timezone.now():%Y}"
    letter = _plain(of(box, "mina@example.org"))
    assert re.search(rf"Sie baten um: Antworten auf Ihren Kommentar vom \d+\. \S+ {day}\.", letter), letter
    assert re.search(rf"You asked for replies to your comment of \d+ \S+ {day}\.", _plain(of(box, "olga@example.org")))
    assert "Antworten auf Ihren Kommentar vom" in page(browser(GERMAN, mina), "/me/").text
    assert "replies to your comment of" in page(browser(ENGLISH, mina), "/me/").text


def test_programs_are_told_in_english(own: Path) -> None:
    mina = person("mina")
    hook = Hook.objects.create(person=mina, url="https://mina.example/told")
    browser(GERMAN, mina).post("/subscriptions/", {"view": "event", "target": summit(), "hook": str(hook.pk)})
    mina.language = "de"
    mina.save()
    held("2018-06-12", "2018-06-14", "6")
    assert 1 == notices.collect(the_ledger())
    told = json.loads(Delivery.objects.get().text)["data"]
    assert told["follows"]["title"].startswith("Summit: ")
    assert told["records"][0]["title"].startswith("Summit: ")


def test_feeds_and_calendars_are_the_same_in_every_language(client: Client) -> None:
    for path in ("/changes.atom", "/calendar.ics", f"/records/{summit()}/feed.atom", "/actors/kim-jong-un/feed.ics"):
        first, second = (browser(language).get(path) for language in (GERMAN, ENGLISH))
        assert first.content == second.content
        assert b"ummit" in first.content
        assert b"Gipfel" not in first.content


# Mails of accounts


def test_an_account_keeps_the_language_of_its_sign_up_for_all_its_mails(client: Client) -> None:
    told = {"email": "mina@example.org", "username": "mina", "password1": PASSWORD}
    browser(GERMAN).post("/accounts/signup/", told)
    (asking,) = mail.outbox
    assert "de" == Person.objects.get().language
    assert "bestätigen" in asking.body
    browser(ENGLISH).post(urlsplit(re.search(r"http://\S+/confirm-email/\S+", asking.body)[0]).path)

    cache.clear()  # one mail to an address in three minutes is allauth's limit
    browser(ENGLISH).post("/accounts/signup/", told | {"username": "another"})  # somebody else, with her address
    browser(ENGLISH).post("/accounts/password/reset/", {"email": "MINA@example.org"})
    hers = browser(ENGLISH)
    hers.post("/accounts/login/", {"login": "mina", "password": PASSWORD})
    changed = {"oldpassword": PASSWORD, "password1": "pelmeni-and-bibimbap", "password2": "pelmeni-and-bibimbap"}
    hers.post("/accounts/password/change/", changed)
    assert 4 == len(mail.outbox)
    for letter in mail.outbox:
        assert "diese E-Mail" in letter.body or "Passwort" in letter.body, letter.body
        assert not re.search(r"\b(the|your|you|this)\b", re.sub(r"http\S+", "", letter.body)), letter.body
        assert letter.subject.startswith("[Dateline] ")
    hers.post("/me/language", {"language": "en"})
    browser(GERMAN).post("/accounts/password/reset/", {"email": "mina@example.org"})
    assert re.search(r"\byou\b", mail.outbox[-1].body)


def test_whoever_has_no_account_is_written_to_in_the_language_of_the_page(client: Client) -> None:
    for language, word in ((GERMAN, "diese E-Mail"), (ENGLISH, "this email")):
        browser(language).post("/accounts/password/reset/", {"email": "nobody@example.org"})
        assert word in mail.outbox[-1].body
    person("olga")  # from before languages were kept
    browser(GERMAN).post("/accounts/password/reset/", {"email": "olga@example.org"})
    assert "diese E-Mail" in mail.outbox[-1].body


def test_an_address_that_was_taken_off_is_told_in_the_language_of_the_account(client: Client) -> None:
    from allauth.account.models import EmailAddress

    mina = person("mina")
    Person.objects.update(language="de")
    EmailAddress.objects.create(user=mina, email="old@example.org", verified=True, primary=False)
    hers = browser(ENGLISH)
    hers.post("/accounts/login/", {"login": "mina", "password": PASSWORD})
    hers.post("/accounts/email/", {"action_remove": "", "email": "old@example.org"})
    assert mail.outbox
    assert all("entfernt" in letter.body for letter in mail.outbox)


# Reasons


def test_each_reads_the_reasons_of_the_filter_in_the_own_language(client: Client) -> None:
    mina, editor = person("mina"), person("ed", "editor")
    hers = browser(GERMAN, mina)
    one = say(hers, "Great post! Earn $500 per day, see https://bit.ly/x and https://evil.example, +1 800 555 0199")
    assert {"bait", "links", "contacts"} <= {reason["code"] for reason in one.reasons}
    german = ("2 Links", "Worte, die um Klicks, Abonnenten oder Geld bitten", "eine Telefonnummer im Text")
    english = ("2 links", "words that ask for clicks, followers or money", "a telephone number in the text")

    after = page(hers, f"/records/{summit()}/").text  # the message, and the note beside the comment
    assert all(2 == after.count(words) for words in german), after
    for client_, path, words in (
        (hers, "/me/", german), (browser(ENGLISH, mina), "/me/", english),
        (browser(ENGLISH, editor), "/moderation/", english), (browser(GERMAN, editor), "/moderation/", german),
        (browser(ENGLISH, mina), f"/records/{summit()}/", english),
    ):  # fmt: skip
        shown = page(client_, path).text
        assert all(one in shown for one in words), shown
    assert "Filter: 2 Links" in page(browser(GERMAN, editor), "/moderation/").text
    hers.post(f"/comments/{one.pk}/edit/", {"text": "Kim was right to come"})
    assert "bearbeitet; Filter: " in page(browser(GERMAN, editor), "/moderation/").text
    (kept,) = data(hers)["comments"]
    assert "Filter: 2 Links; " in kept["decisions"][0]["reason"]


def test_reasons_that_were_kept_in_words_are_shown_as_they_are(client: Client) -> None:
    mina, editor = person("mina"), person("ed", "editor")
    old = ["a link from somebody who is new here", "2 links"]
    one = Comment.objects.create(
        author=mina, view="event", target=summit(), text="See www.example.com", state="held", reasons=old
    )
    Decision.objects.create(comment=one, state="held", reason=f"filter: {'; '.join(old)}")
    for language in (GERMAN, ENGLISH):
        assert "; ".join(old) in page(browser(language, mina), f"/records/{summit()}/").text
        for who, path in ((mina, "/me/"), (editor, "/moderation/")):
            assert f"filter: {'; '.join(old)}" in page(browser(language, who), path).text


def test_what_a_moderator_or_a_reader_leaves_unsaid_is_said_in_each_language(client: Client) -> None:
    mina, olga, editor = person("mina"), person("olga"), person("ed", "editor")
    one = say(browser(GERMAN, mina), "See https://example.com/a and https://example.com/b")
    browser(ENGLISH, editor).post(f"/moderation/{one.pk}", {"action": "publish"})
    assert "in Ordnung, wie er ist" in page(browser(GERMAN, mina), "/me/").text
    assert "fine as it is" in page(browser(ENGLISH, mina), "/me/").text
    browser(GERMAN, olga).post(f"/comments/{one.pk}/report", {"reason": " "})
    assert "" == Report.objects.get().reason
    assert "ohne Angabe von Gründen" in page(browser(GERMAN, editor), "/moderation/").text
    assert "no reason given" in page(browser(ENGLISH, editor), "/moderation/").text


def test_what_is_refused_is_told_in_german(client: Client) -> None:
    hers = browser(GERMAN, person("mina"))
    one = say(hers, "Kim was right to come to Singapore")
    Comment.objects.update(at=timezone.now() - timedelta(hours=1))
    late = hers.get(f"/comments/{one.pk}/edit/")
    assert "Er ließ sich 15 Minuten lang bearbeiten" in late.content.decode()
    nowhere = Page(hers.get("/subscriptions/?view=pair&target=one").content.decode())
    assert "Ein Paar sind zwei" in nowhere.text
    assert not [one for one in nowhere.all("p") if "en" == one.get("lang")]
    unknown = Page(hers.get("/actors/nobody-at-all/").content.decode())  # what the ledger says
    assert "Niemand namens" in unknown.text
    assert not [one for one in unknown.all("p") if "en" == one.get("lang")]
    for found in (nowhere, unknown):
        is_safe(found)
        is_accessible(found)
    with ZipFile(BytesIO(hers.get("/me/data.zip").content)) as zipped:
        assert "Was über Sie aufbewahrt wird, mina." in zipped.read("README.txt").decode()
