"""Is a comment spam? A pure function of the comment and what surrounds it: no network, no clock, no hidden state.

Three outcomes: publish, hold for a moderator, drop. Only what is certain is dropped; every outcome has its reasons.
Words alone do not travel from one site to another, so what counts most does not depend on the topic: links, telephone
numbers, repetition, speed, the age of the account. Words are learned from this desk's own moderators.
"""

from dateline.desk.spam.filter import Offered, Outcome, Setting, Verdict, weigh

__all__ = ["Offered", "Outcome", "Setting", "Verdict", "weigh"]
