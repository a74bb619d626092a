"""Time expressions of a report and their values: own resolver over tagged tense, since libraries fail at what matters."""

from dateline.reading.times.reader import read_times

__all__ = ["read_times"]
