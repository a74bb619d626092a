"""Who is told of what, and what waits to be sent."""

from __future__ import annotations

import secrets
from base64 import b64encode

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.desk.models.people import Person
from dateline.desk.models.targets import Target, target_url


def new_token() -> str:
    """A secret that goes into a link."""
    return secrets.token_urlsafe(32)


def new_hook_secret() -> str:
    """A secret that signs what a hook is told: "whsec_" and 32 bytes in base64, as Standard Webhooks writes it."""
    return "whsec_" + b64encode(secrets.token_bytes(32)).decode("ascii")


class Hook(models.Model):
    """A web address of somebody's program, which is told what its owner follows (Standard Webhooks).

    Messages are signed with `secret`, until `before_until` with `before` as well: so the key can be rolled without a
    message that the program cannot check.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="hooks")
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=80, default=new_hook_secret)
    before = models.CharField(max_length=80, blank=True)
    before_until = models.DateTimeField(null=True)
    ended = models.CharField(max_length=200, blank=True)  # why nothing is sent any more; "" while something is
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """One for a person and an address."""

        constraints = (models.UniqueConstraint(fields=["person", "url"], name="one_hook"),)
        ordering = ("id",)

    def __str__(self) -> str:
        return self.url


class Subscription(models.Model):
    """An address that wants to hear of changes of a record or actor, once it has said so itself; or a hook that does.

    `after` is the number of the last change of the ledger that was looked at for it. `token` is the secret of its
    links: whoever has it may confirm and end this subscription, and choose its language, and nothing else.
    `language` is that in which it was asked for, "" where that is not known; `languages.of_mails` says which counts.
    """

    class State(models.TextChoices):
        """Mails go to active ones only."""

        PENDING = "pending", _("waiting for confirmation")
        ACTIVE = "active", _("active")
        ENDED = "ended", _("ended")

    class Every(models.TextChoices):
        """How often mails go: a flood of changes is one mail either way."""

        ONCE = "once", _("as it comes")
        HOUR = "hour", _("at most once an hour")
        DAY = "day", _("at most once a day")

    address = models.EmailField(blank=True)  # "" of a hook
    hook = models.ForeignKey(Hook, on_delete=models.CASCADE, null=True, related_name="subscriptions")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="subscriptions")
    view = models.CharField(max_length=8, choices=Target)
    target = models.CharField(max_length=300)  # of a pair both ids, of a search its query
    title = models.CharField(max_length=200)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    after = models.PositiveBigIntegerField(default=0)
    every = models.CharField(max_length=4, choices=Every, default=Every.ONCE)
    language = models.CharField(max_length=10, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # of an ended one, and of no other

    class Meta:
        """One for an address, or a hook, and a target."""

        constraints = (
            models.UniqueConstraint(
                fields=["address", "view", "target"], condition=models.Q(hook=None), name="one_subscription"
            ),
            models.UniqueConstraint(
                fields=["hook", "view", "target"], condition=models.Q(hook__isnull=False), name="one_of_a_hook"
            ),
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_at__isnull=False)
                | models.Q(~models.Q(state="ended"), ended_at__isnull=True),
                name="ended_at_its_time",
            ),
        )
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return f"{self.address} follows {self.view} {self.target}"

    @property
    def url(self) -> str:
        """The page of what is followed."""
        return target_url(self.view, self.target)


class Delivery(models.Model):
    """A mail, or the JSON for a hook, about the changes `first` to `last`: written before it is sent, so none is lost.

    Sent at least once: after a crash the same goes out again, under the same `message_id`. `language` is that of the
    text, "" of what is not known.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
    language = models.CharField(max_length=10, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(default=0)
    next_try = models.DateTimeField(default=timezone.now)
    error = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True)
    given_up = models.BooleanField(default=False)

    class Meta:
        """A range of changes is told to a subscription once."""

        constraints = (models.UniqueConstraint(fields=["subscription", "last"], name="one_delivery"),)
        indexes = (models.Index(fields=["sent_at", "given_up", "next_try"], name="delivery_due"),)
        ordering = ("id",)

    def __str__(self) -> str:
        return self.subject
