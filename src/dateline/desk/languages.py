"""The language of what is sent: kept with an account from its sign-up on, else with the subscription.

Pages are in the language that the browser asks for; a mail is written when nobody is there to ask.
"""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language

from dateline.desk.models import Person, Subscription


def known(code: str | None) -> str:
    """A language that the desk speaks; "" for any other."""
    return code if code and code in dict(settings.LANGUAGES) else ""


def of_request() -> str:
    """The language of the page that is being made."""
    return known(get_language())


def of_mails(one: Subscription) -> str:
    """The language of mails of a subscription: its account's, else that in which it was asked for, else English.

    Hooks are told in English, as programs expect it.
    """
    if one.hook_id is not None:
        return str(settings.LANGUAGE_CODE)
    return (known(one.person.language) if one.person else "") or known(one.language) or str(settings.LANGUAGE_CODE)


def of_person(person: Person) -> str:
    """The language of mails to an account; English where it is not known."""
    return known(person.language) or str(settings.LANGUAGE_CODE)
