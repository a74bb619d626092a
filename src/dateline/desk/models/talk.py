"""Comments and what became of them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dateline.desk.models.people import Person
from dateline.desk.models.targets import Target, target_url


class Comment(models.Model):
    """What somebody wrote under an article or a record, or on one of its fields.

    `reasons` are those of the filter, as codes (`because.reason_words`); of an earlier version, in words.
    """

    class State(models.TextChoices):
        """Where it stands: only what is published is seen by others."""

        PUBLISHED = "published", _("published")
        HELD = "held", _("waiting for a moderator")
        DROPPED = "dropped", _("kept back as spam")
        REMOVED = "removed", _("removed by a moderator")

    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="comments")
    view = models.CharField(max_length=8, choices=Target)
    target = models.CharField(max_length=80)
    field = models.CharField(max_length=12, blank=True)  # of the record that it is about; "" for all of it
    parent = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="replies")
    text = models.TextField(max_length=5000)
    state = models.CharField(max_length=10, choices=State)
    score = models.FloatField(default=0)
    reasons = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)

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


class Wording(models.Model):
    """What a comment said before its author edited it; for moderators and the author only."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField(max_length=5000)
    until = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order of time."""

        ordering = ("until", "id")

    def __str__(self) -> str:
        return self.text


class Decision(models.Model):
    """What was decided on a comment, by the filter (`by` is None) or a moderator, and why; never edited.

    `reason` is a moderator's own; "" where `reasons` has codes (`because.decision_words` has the words).
    """

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="decisions")
    by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=Comment.State)
    spam = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    reasons = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """In the order of time."""

        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.state}: {self.reason}"


class Report(models.Model):
    """Somebody's word that a comment should be looked at; one each. `reason` is "" where none was given."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(default=timezone.now)
    settled = models.BooleanField(default=False)

    class Meta:
        """One report of a comment by a person."""

        constraints = (models.UniqueConstraint(fields=["comment", "by"], name="one_report_each"),)
        ordering = ("at", "id")

    def __str__(self) -> str:
        return self.reason
