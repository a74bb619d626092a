"""Time expressions and their values: a resolver of our own over tagged tense, since libraries fail at what matters."""

from dateline.reading.times.reader import read_times, written_on

__all__ = ["read_times", "written_on"]
