"""Two at the same moment, each with a connection of its own: nothing is had twice, and both are answered kindly."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest

pytest.importorskip("allauth", reason="the desk's extra is not installed: pip install 'dateline[desk]'")

from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from dateline.desk.held import the_ledger
from dateline.desk.models import Entry, Person, Proposal, Subscription
from dateline.desk.views.people import first_link
from desk.test_people import HOST, PASSWORD, as_, person, summit

T = TypeVar("T")


def at_once(*deeds: Callable[[], T]) -> list[T]:
    """What each gives that was done in a thread of its own, all begun at the same moment."""
    start, given = threading.Barrier(len(deeds)), {}

    def do(number: int) -> None:
        start.wait(timeout=20)
        try:
            given[number] = deeds[number]()
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(number,)) for number in range(len(deeds))]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=60)
    return [given[number] for number in range(len(deeds))]


# The last administrator


def demotes(who: Person, whom: Person) -> Callable[[], int]:
    browser = as_(who)
    return lambda: browser.post(f"/people/{whom.pk}", {"role": "reader", "active": "on"}).status_code


def running_it() -> list[str]:
    found = Person.objects.filter(role="administrator", is_active=True, leaving_at=None)
    return sorted(found.values_list("username", flat=True))


@pytest.mark.parametrize("turn", range(3))
def test_two_administrators_who_demote_each_other_leave_one(client: Client, turn: int) -> None:
    one, other = person("one", "administrator"), person("other", "administrator")
    statuses = at_once(demotes(one, other), demotes(other, one))

    assert [302, 403] == sorted(statuses)
    assert 1 == len(running_it())
    assert 1 == Entry.objects.filter(what="role given").count()


@pytest.mark.parametrize("turn", range(3))
def test_two_administrators_who_leave_at_once_leave_one(client: Client, turn: int) -> None:
    both = [as_(person(name, "administrator")) for name in ("one", "other")]
    left = at_once(*(lambda who=who: who.post("/me/delete/", {"password": PASSWORD}).status_code for who in both))

    assert [302, 400] == sorted(left)
    assert 1 == len(running_it())


def test_one_who_is_about_to_leave_does_not_take_the_last_other_away(client: Client) -> None:
    chief, other = person("chief", "administrator"), person("other", "administrator")
    as_(chief).post("/me/delete/", {"password": PASSWORD})
    leaving = as_(Person.objects.get(pk=chief.pk))
    for told in ({"role": "editor", "active": "on"}, {"role": "administrator"}):
        said = leaving.post(f"/people/{other.pk}", told, follow=True).content.decode()
        assert "other is the only administrator" in said
    assert ["other"] == running_it()


def test_the_command_line_leaves_the_last_administrator_too(client: Client) -> None:
    person("chief", "administrator")
    with pytest.raises(CommandError, match="only administrator"):
        call_command("role", "chief", "reader")
    assert ["chief"] == running_it()


# Following


def asks(address: str, *, every: str = "once", who: Client | None = None) -> Callable[[], int]:
    browser, target = who or Client(HTTP_HOST=HOST), summit()
    told = {"view": "event", "target": target, "address": address, "every": every}
    return lambda: browser.post("/subscriptions/", told).status_code


@pytest.mark.parametrize("turn", range(3))
def test_two_equal_requests_make_one_subscription_and_both_are_answered(own: Path, turn: int) -> None:
    assert [302, 302] == at_once(asks("mina@example.org"), asks("mina@example.org", every="day"))
    assert ["pending"] == list(Subscription.objects.values_list("state", flat=True))


@pytest.mark.parametrize("turn", range(3))
def test_a_stranger_who_asks_at_once_does_not_take_back_what_its_owner_said(own: Path, turn: int) -> None:
    mina = as_(person("mina"))
    assert [302, 302] == at_once(asks("mina@example.org", who=mina), asks("mina@example.org"))
    one = Subscription.objects.get()
    assert ("active", "mina") == (one.state, one.person and one.person.username)


# Corrections, and the first administrator


@pytest.mark.parametrize("turn", range(3))
def test_two_equal_proposals_are_one_and_a_third_is_told_so(own: Path, turn: int) -> None:
    event = the_ledger().event(summit())
    told = {"view": "event", "a": event.id, "b": event.tellings[1].claim, "verdict": "different", "reason": "another"}
    mina, olga = as_(person("mina")), as_(person("olga"))

    def proposes(who: Client) -> Callable[[], int]:
        return lambda: who.post("/proposals/new/", told).status_code

    assert [302, 400] == sorted(at_once(proposes(mina), proposes(olga)))
    assert 1 == Proposal.objects.count()
    third = mina.post("/proposals/new/", told)
    assert (400, True) == (third.status_code, b"somebody has proposed that already" in third.content)


@pytest.mark.parametrize("turn", range(3))
def test_the_link_of_the_first_administrator_makes_one_however_often_the_button_is_pressed(
    client: Client, turn: int
) -> None:
    path = urlsplit(first_link() or "").path
    told = {"email": "chief@example.org", "password": PASSWORD}

    def presses(name: str) -> Callable[[], int]:
        return lambda: Client(HTTP_HOST=HOST).post(path, told | {"username": name}).status_code

    assert [302, 410] == sorted(at_once(presses("chief"), presses("other" if turn else "chief")))
    assert 1 == len(running_it())
