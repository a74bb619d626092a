"""Who did what to whom: triggers with roles and outlook, tellings merged to matters, matters with their history."""

from dateline.reading.events.reader import read_events

__all__ = ["read_events"]
