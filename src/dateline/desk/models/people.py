"""Accounts, their programs' keys, the audit log and counters."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

USERNAME_VALIDATORS = [
    RegexValidator(
        r"\A[A-Za-z0-9][A-Za-z0-9_.-]{1,30}\Z", _("Letters, digits, dots, dashes and underscores, up to 31.")
    )
]


class Person(AbstractUser):
    """An account. `role` says what it may do; flags of Django's own admin are not used.

    `language` is that of its mails, from the sign-up on; "" where it is not known.
    """

    class Role(models.TextChoices):
        """What somebody may do: each may do what those before may."""

        READER = "reader", _("reader")
        CONTRIBUTOR = "contributor", _("contributor")
        EDITOR = "editor", _("editor")
        ADMINISTRATOR = "administrator", _("administrator")

    role = models.CharField(max_length=16, choices=Role, default=Role.READER)
    language = models.CharField(max_length=10, blank=True)
    leaving_at = models.DateTimeField(null=True)  # when the account is deleted, as its owner has asked

    @property
    def is_editor(self) -> bool:
        """May they moderate and decide on proposals?"""
        return self.is_active and self.role in (self.Role.EDITOR, self.Role.ADMINISTRATOR)

    @property
    def is_trusted(self) -> bool:
        """Are their comments published unweighed? Those of contributors are, and of all above them."""
        return self.is_active and self.role != self.Role.READER


class Token(models.Model):
    """A key of somebody's program for the API. It is shown once; what is kept is its SHA-256, which opens nothing."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)
    used_on = models.DateField(null=True)  # the day is enough to see which are forgotten

    class Meta:
        """In the order of time."""

        ordering = ("id",)

    def __str__(self) -> str:
        return self.name


class Counter(models.Model):
    """How often something was done since `since` (seconds of the epoch): for rate limits, and soon forgotten."""

    key = models.CharField(max_length=200, primary_key=True)
    since = models.BigIntegerField()
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"


class Entry(models.Model):
    """A line of the audit log: who did what, to whom or what, from where. It is added and never changed.

    The database refuses changes (a trigger of migration 0006), save that `ip` is forgotten and `by` leaves, and
    deletion within a year.
    """

    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=40)
    on = models.CharField(max_length=120, blank=True)
    detail = models.CharField(max_length=500, blank=True)
    ip = models.CharField(max_length=45, blank=True)

    class Meta:
        """The newest first."""

        indexes = (models.Index(fields=["at"], name="entry_at"), models.Index(fields=["what", "at"], name="entry_what"))
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.what} {self.on}"
