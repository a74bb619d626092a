"""People's data: accounts, comments and what became of them, proposals, subscriptions and what is sent for them.

Nothing of the record is here: a target is the id of an article, record or entity of the ledger.
"""

from __future__ import annotations

from dateline.desk.models.notices import Delivery, Hook, Subscription, new_hook_secret, new_token
from dateline.desk.models.people import USERNAME_VALIDATORS, Counter, Entry, Person, Token
from dateline.desk.models.proposals import Proposal, Ruling
from dateline.desk.models.talk import Comment, Decision, Report, Wording
from dateline.desk.models.targets import Target, target_url

__all__ = [
    "USERNAME_VALIDATORS", "Comment", "Counter", "Decision", "Delivery", "Entry", "Hook", "Person", "Proposal",
    "Report", "Ruling", "Subscription", "Target", "Token", "Wording", "new_hook_secret", "new_token", "target_url",
]  # fmt: skip
