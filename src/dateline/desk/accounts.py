"""Accounts that go: asked for, taken back within the days of grace, carried out."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from dateline.desk.audit import note
from dateline.desk.models import Comment, Person, Subscription, Token


def is_last_administrator(person: Person) -> bool:
    """Would nobody be left to run the desk?"""
    chiefs = Person.objects.filter(role=Person.Role.ADMINISTRATOR, is_active=True, leaving_at=None)
    return person.role == Person.Role.ADMINISTRATOR and not chiefs.exclude(pk=person.pk).exists()


@transaction.atomic
def leave(person: Person) -> None:
    """Somebody wants the account deleted: what was written is hidden at once, keys and log-ins end, notices too."""
    person.leaving_at = timezone.now() + timedelta(days=settings.KEEP["leaving"])
    person.save(update_fields=["leaving_at"])
    Token.objects.filter(person=person).delete()
    for one in Subscription.objects.filter(person=person).exclude(state=Subscription.State.ENDED):
        one.state = Subscription.State.ENDED
        one.save(update_fields=["state"])
        one.deliveries.filter(sent_at=None).update(given_up=True, error="the account is to be deleted")
    note("account is to be deleted", by=person, on=person.username)
    for session in UserSession.objects.filter(user=person):
        session.end()


def stay(person: Person) -> None:
    """Within the days of grace: the account stays after all. What was followed has to be followed anew."""
    person.leaving_at = None
    person.save(update_fields=["leaving_at"])
    note("account stays", by=person, on=person.username)


@transaction.atomic
def erase(person: Person) -> None:
    """Delete an account and all that it held; corrections that were ruled on stay, without a name."""
    number = person.pk
    Comment.objects.filter(author=person).delete()
    Subscription.objects.filter(
        address__in=EmailAddress.objects.filter(user=person, verified=True).values("email")
    ).delete()
    person.delete()
    note("account deleted", on=f"account {number}")


def erase_those_due() -> int:
    """Delete the accounts whose days of grace are over; gives how many."""
    due = list(Person.objects.filter(leaving_at__lte=timezone.now()))
    for one in due:
        erase(one)
    return len(due)
