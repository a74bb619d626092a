"""Corrections that people propose, and the rulings on them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.desk.models.people import Person
from dateline.desk.models.targets import Target


class Proposal(models.Model):
    """A correction: that two records or actors are one, or that they (or a telling and its record) are not.

    Or that a field of record `a` has another `value`, as the words `quote` of `article` say.
    """

    class Verdict(models.TextChoices):
        """What is proposed."""

        SAME = "same", _("are one and the same")
        DIFFERENT = "different", _("are two different things")
        FIELD = "field", _("has another value")

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("waiting for an editor")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("not accepted")
        UNDONE = "undone", _("accepted, later undone")

    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="proposals")
    view = models.CharField(max_length=8, choices=Target)
    a = models.CharField(max_length=80)
    b = models.CharField(max_length=80, blank=True)
    field = models.CharField(max_length=12, blank=True)
    value = models.CharField(max_length=300, blank=True)  # names of several, one a line
    article = models.CharField(max_length=80, blank=True)
    quote = models.CharField(max_length=1000, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """The newest first; what is proposed waits once."""

        constraints = (
            models.UniqueConstraint(
                fields=["view", "a", "b", "verdict", "field", "value"],
                condition=models.Q(state="open"),
                name="one_open_proposal",
            ),
        )
        indexes = (models.Index(fields=["state", "at"], name="proposal_state"),)
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        if self.verdict == self.Verdict.FIELD:
            return f"{self.field} of {self.a}"
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

    @property
    def of_ones_own(self) -> bool:
        """Did somebody accept a proposal of one's own? Only who is the only editor can."""
        own = self.by_id is not None and self.by_id == self.proposal.by_id
        return own and self.state == Proposal.State.ACCEPTED
