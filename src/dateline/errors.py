"""Everything that Dateline raises on purpose.

    DatelineError
    ├── InputError            the input cannot be read
    │   ├── EmptyInput        nothing in it, or nothing but boilerplate
    │   ├── NotText           binary, or no known encoding
    │   ├── TooLarge          over the limit of bytes, depth or time
    │   ├── NoArticle         a page, but no article in it
    │   ├── BadRow            a JSONL row that breaks the contract
    │   ├── BadFeed           no feed, or one that could do harm
    │   ├── BadArchive        a record of a WARC file that is broken
    │   ├── Unreachable       a server cannot be reached, breaks off or takes too long
    │   ├── HttpError         a server answers with an error
    │   ├── PrivateAddress    an address of the own network
    │   └── RobotsClosed      robots.txt closes the address to programs
    ├── BadDate               a publication date that is no date
    ├── BadSetting            a setting of the desk makes no sense, or what it names cannot be used
    ├── BadCorrection         a field, a value or words that a correction cannot have
    ├── BadRecord             JSON that is no record, or a quote that is not its slice
    ├── NotInstalled          an extra is missing
    ├── LedgerError           a ledger cannot be used
    │   ├── NoLedger          there is none at that place
    │   ├── LedgerDamaged     the file is no database, or a broken one
    │   ├── LedgerNewer       written by a later Dateline
    │   ├── LedgerBusy        another process writes and does not end
    │   └── LedgerFull        no room left on the disk, or no right to write
    ├── NotAnArchive          a folder that no archive run has written
    ├── NotInLedger           no record of that id or name
    │   └── Ambiguous         several records of that name
    ├── ModelError            the encoder is missing or is not the one that was shipped
    └── LexiconError          a lexicon file breaks its own rules

Every error carries a `code` (stable, for machines), a message and a `hint` (the next step for a person).
"""

from __future__ import annotations

from typing import ClassVar


class DatelineError(Exception):
    """Base of all; `hint` is the next step."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InputError(DatelineError):
    """The input cannot be read."""

    code = "unreadable"


class EmptyInput(InputError):
    """Nothing in it."""

    code = "empty"


class NotText(InputError):
    """Binary data, or text in no encoding that is known."""

    code = "not-text"


class TooLarge(InputError):
    """Over the limit of bytes, depth or time."""

    code = "too-large"


class NoArticle(InputError):
    """A page without an article."""

    code = "no-article"


class BadRow(InputError):
    """A JSONL row that breaks the contract."""

    code = "bad-row"


class BadFeed(InputError):
    """No Atom or RSS, or a feed that declares entities, by which small files become huge."""

    code = "bad-feed"


class BadArchive(InputError):
    """A record of a WARC file that is broken; the others are read."""

    code = "bad-archive"


class Unreachable(InputError):
    """A server cannot be reached, breaks off or takes too long."""

    code = "unreachable"


class HttpError(InputError):
    """A server answered with an error.

    `retry_after` has the seconds that it asks us to wait.
    """

    code = "http"

    def __init__(self, message: str, *, hint: str = "", status: int = 0, retry_after: int | None = None) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.retry_after = retry_after


class PrivateAddress(InputError):
    """An address of the own network, given or redirected to."""

    code = "private-address"


class RobotsClosed(InputError):
    """The robots.txt of the site closes the address to programs."""

    code = "robots"


class BadDate(DatelineError):
    """A publication date that is no date."""

    code = "bad-date"


class BadSetting(DatelineError):
    """A setting of the desk makes no sense, or what it names cannot be used."""

    code = "bad-setting"


class BadCorrection(DatelineError):
    """A field, a value or words that a correction cannot have."""

    code = "bad-correction"


class BadRecord(DatelineError):
    """JSON that is no record, or a quote that is not its slice."""

    code = "bad-record"


class NotInstalled(DatelineError):
    """An extra that this needs is not installed."""

    code = "not-installed"


def installed_with(extra: str) -> str:
    """How an extra comes in, as the hint of an error. By path: no index of packages is known to have this Dateline."""
    return f"in the folder of Dateline: pip install '.[{extra}]'"


class LedgerError(DatelineError):
    """A ledger cannot be used."""

    code = "ledger"


class NoLedger(LedgerError):
    """There is no ledger at that place."""

    code = "no-ledger"


class LedgerDamaged(LedgerError):
    """The file is no ledger, or a broken one."""

    code = "damaged"


class LedgerNewer(LedgerError):
    """The ledger was written by a later Dateline."""

    code = "newer"


class LedgerBusy(LedgerError):
    """Another process writes to the ledger and does not end."""

    code = "busy"


class LedgerFull(LedgerError):
    """The ledger cannot be written: no room on the disk, or no right to write."""

    code = "full"


class NotAnArchive(DatelineError):
    """A folder that no archive run has written."""

    code = "no-archive"


class NotInLedger(DatelineError):
    """The ledger has no record of that id or name."""

    code = "not-found"


class Ambiguous(NotInLedger):
    """Several records of the ledger have that name."""

    code = "ambiguous"


class ModelError(DatelineError):
    """The encoder is missing or is not the one that was shipped."""

    code = "model"


class LexiconError(DatelineError):
    """A lexicon file breaks its own rules."""

    code = "lexicon"
