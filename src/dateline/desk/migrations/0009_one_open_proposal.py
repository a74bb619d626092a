"""What is proposed waits for an editor once, however many propose it at the same moment."""

from __future__ import annotations

from django.db import migrations, models

_SAME = ("view", "a", "b", "verdict", "field", "value")


def keep_the_first(apps: object, editor: object) -> None:
    """Of equal proposals that wait the first stays: whoever came later would have been told that it was made already."""
    proposal = apps.get_model("desk", "Proposal")  # type: ignore[attr-defined]
    seen: set[tuple[str, ...]] = set()
    for one in proposal.objects.filter(state="open").order_by("id"):
        same = tuple(getattr(one, name) for name in _SAME)
        if same in seen:
            one.delete()
        seen.add(same)


class Migration(migrations.Migration):
    """A rule, and before it the removal of what breaks it."""

    dependencies = [("desk", "0008_when_a_subscription_ended")]

    operations = [
        migrations.RunPython(keep_the_first, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "open")), fields=_SAME, name="one_open_proposal"
            ),
        ),
    ]
