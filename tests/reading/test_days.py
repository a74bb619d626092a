"""Which day an event without one of its own is given: that of the clause it goes on from, or none."""

from __future__ import annotations

import pytest

import dateline


def day(text: str, kind: str) -> str | None:
    """The day of the only event of a kind."""
    (event,) = [one for one in dateline.read(text, published="2018-06-01").events if one.kind == kind]
    return event.when.value if event.when is not None else None


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Lavrov met Zarif in Tehran on Thursday. He invited him to visit Moscow.", "invitation", "2018-05-31"),
        ("Erdogan was in Athens on May 30, when he met Prime Minister Alexis Tsipras.", "meeting", "2018-05-30"),
    ],
)
def test_an_event_goes_on_in_the_day_of_the_clause_before(text: str, kind: str, value: str) -> None:
    assert value == day(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # what others did in the sentence before
        ("Two officials said on Sunday that Chad had left the pact. Norway urged Sudan to end the war.", "demand"),
        # a plan of the sentence before
        (
            "A session has been called for Wednesday. Peru expelled two Chilean diplomats.",
            "expulsion",
        ),
        # the day of what somebody is compared with
        ("Tsipras is the first Greek leader to visit Skopje since Simitis in October 2003.", "visit"),
    ],
)
def test_no_day_is_borrowed_from_another_event(text: str, kind: str) -> None:
    assert day(text, kind) is None
