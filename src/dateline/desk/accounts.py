"""Roles, the last administrator's among them; accounts that go: asked for, taken back within days of grace, erased."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dateline.desk.audit import note
from dateline.desk.models import Comment, Person, Subscription, Token
from dateline.desk.notices.subscribing import end


class LastAdministrator(ValueError):
    """Nobody would be left to run the desk."""


def _administrators_and(person: Person) -> tuple[list[Person], Person]:
    """Administrators who can run the desk, and this account, as they are now and stay until the transaction ends.

    Always locked in the same order: two administrators who take each other's role at once wait for each other.
    """
    chief = Q(role=Person.Role.ADMINISTRATOR, is_active=True, leaving_at=None)
    locked = Person.objects.select_for_update().filter(chief | Q(pk=person.pk)).order_by("pk")
    found = list(locked)
    chiefs = [one for one in found if one.role == Person.Role.ADMINISTRATOR and one.is_active and not one.leaving_at]
    return chiefs, next(one for one in found if one.pk == person.pk)


@transaction.atomic
def give_role(whom: Person, role: str, *, active: bool, by: Person | None = None) -> Person:
    """Give an account a role, or close it; `by` is the administrator who does, None on the command line.

    Raises LastAdministrator, and PermissionDenied where `by` is no administrator any more.
    """
    chiefs, whom = _administrators_and(whom)
    if by is not None and not Person.objects.filter(pk=by.pk, role=Person.Role.ADMINISTRATOR, is_active=True).exists():
        raise PermissionDenied
    remain = role == Person.Role.ADMINISTRATOR and active and not whom.leaving_at
    if chiefs == [whom] and not remain:
        raise LastAdministrator(whom.username)
    whom.role, whom.is_active = role, active
    whom.save(update_fields=["role", "is_active"])
    return whom


@transaction.atomic
def leave(person: Person) -> None:
    """Somebody wants the account deleted: what was written is hidden at once, keys and log-ins end, notices too.

    Raises LastAdministrator.
    """
    chiefs, _ = _administrators_and(person)
    if chiefs == [person]:
        raise LastAdministrator(person.username)
    person.leaving_at = timezone.now() + timedelta(days=settings.KEEP["leaving"])
    person.save(update_fields=["leaving_at"])
    Token.objects.filter(person=person).delete()
    for one in Subscription.objects.filter(person=person).exclude(state=Subscription.State.ENDED):
        end(one, why="the account is to be deleted")
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
