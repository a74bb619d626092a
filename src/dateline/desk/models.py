"""People's data: accounts, comments and what became of them, proposals, subscriptions and their mails.

Nothing of the record is here: a target is the id of an article, record or entity of the ledger.
"""

from __future__ import annotations

import secrets

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

USERNAME_VALIDATORS = [
    RegexValidator(r"\A[A-Za-z0-9][A-Za-z0-9_.-]{1,30}\Z", "Letters, digits, dots, dashes and underscores, up to 31.")
]


def new_token() -> str:
    """A secret that goes into a link."""
    return secrets.token_urlsafe(32)


class Person(AbstractUser):
    """An account. `role` says what it may do; flags of Django's own admin are not used."""

    class Role(models.TextChoices):
        """What somebody may do: each may do what those before may."""

        READER = "reader", "reader"
        EDITOR = "editor", "editor"
        ADMINISTRATOR = "administrator", "administrator"

    role = models.CharField(max_length=16, choices=Role, default=Role.READER)

    @property
    def is_editor(self) -> bool:
        """May they moderate and decide on proposals?"""
        return self.is_active and self.role in (self.Role.EDITOR, self.Role.ADMINISTRATOR)


class Target(models.TextChoices):
    """What people write about and follow."""

    ARTICLE = "article", "article"
    EVENT = "event", "record"
    ENTITY = "entity", "actor"
    COMMENT = "comment", "replies to a comment"


def target_url(view: str, target: str) -> str:
    """The page of a target."""
    if view == Target.COMMENT:
        found = Comment.objects.filter(pk=int(target)).first()
        return found.url if found else reverse("front")
    return reverse({"article": "article", "event": "record", "entity": "actor"}[view], args=[target])


class Comment(models.Model):
    """What somebody wrote under an article or a record. `reasons` are those of the filter, in words."""

    class State(models.TextChoices):
        """Where it stands: only what is published is seen by others."""

        PUBLISHED = "published", "published"
        HELD = "held", "waiting for a moderator"
        DROPPED = "dropped", "kept back as spam"
        REMOVED = "removed", "removed by a moderator"

    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="comments")
    view = models.CharField(max_length=8, choices=Target)
    target = models.CharField(max_length=80)
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="replies")
    text = models.TextField(max_length=5000)
    state = models.CharField(max_length=10, choices=State)
    score = models.FloatField(default=0)
    reasons = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """Read by target, in the order of time."""

        indexes = (
            models.Index(fields=["view", "target", "at"], name="comment_target"),
            models.Index(fields=["state", "at"], name="comment_state"),
        )
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"comment {self.pk} by {self.author_id}"

    @property
    def url(self) -> str:
        """Where it stands."""
        return f"{target_url(self.view, self.target)}#comment-{self.pk}"


class Decision(models.Model):
    """What was decided on a comment, by the filter (`by` is None) or a moderator, and why; never edited."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=Comment.State)
    spam = models.BooleanField(default=False)
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order of time."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.state}: {self.reason}"


class Report(models.Model):
    """Somebody's word that a comment should be looked at; one each."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField(default=timezone.now)
    settled = models.BooleanField(default=False)

    class Meta:
        """One report of a comment by a person."""

        constraints = (models.UniqueConstraint(fields=["comment", "by"], name="one_report_each"),)
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.reason


class Proposal(models.Model):
    """A correction: that two records or actors are one, or that they (or a telling and its record) are not."""

    class Verdict(models.TextChoices):
        """What is proposed."""

        SAME = "same", "are one and the same"
        DIFFERENT = "different", "are two different things"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", "waiting for an editor"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "not accepted"
        UNDONE = "undone", "accepted, later undone"

    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="proposals")
    view = models.CharField(max_length=8, choices=Target)
    a = models.CharField(max_length=80)
    b = models.CharField(max_length=80)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest first."""

        indexes = (models.Index(fields=["state", "at"], name="proposal_state"),)
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.a} and {self.b} {self.get_verdict_display()}"

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("proposal", args=[self.pk])


class Ruling(models.Model):
    """A step in the life of a proposal: who did what and why, and the number of the judgement that it became."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="rulings")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=Proposal.State)
    reason = models.CharField(max_length=500)
    judgement = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order of time."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.state}: {self.reason}"


class Subscription(models.Model):
    """An address that wants to hear of changes of a record or actor, once it has said so itself.

    `after` is the number of the last change of the ledger that was looked at for it. `token` is the secret of its
    links: whoever has it may confirm and end this subscription, and nothing else.
    """

    class State(models.TextChoices):
        """Mails go to active ones only."""

        PENDING = "pending", "waiting for confirmation"
        ACTIVE = "active", "active"
        ENDED = "ended", "ended"

    class Every(models.TextChoices):
        """How often mails go: a flood of changes is one mail either way."""

        ONCE = "once", "as it comes"
        HOUR = "hour", "at most once an hour"
        DAY = "day", "at most once a day"

    address = models.EmailField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="subscriptions")
    view = models.CharField(max_length=8, choices=Target)
    target = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    token = models.CharField(max_length=64, unique=True, default=new_token)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    after = models.PositiveBigIntegerField(default=0)
    every = models.CharField(max_length=4, choices=Every, default=Every.ONCE)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """One for an address and a target."""

        constraints = (models.UniqueConstraint(fields=["address", "view", "target"], name="one_subscription"),)
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return f"{self.address} follows {self.view} {self.target}"

    @property
    def url(self) -> str:
        """The page of what is followed."""
        return target_url(self.view, self.target)


class Delivery(models.Model):
    """A mail about the changes `first` to `last`: written before it is sent, so that none is lost.

    Sent at least once: after a crash the same mail goes out again, with the same Message-ID.
    """

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
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
