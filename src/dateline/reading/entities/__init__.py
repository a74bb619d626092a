"""Who and what a report names: from names to pronouns, with offices and countries."""

from dateline.reading.entities.reader import read_entities

__all__ = ["read_entities"]
