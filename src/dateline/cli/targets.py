"""Where a command may write: never over what it reads, nor over any ledger."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

_SQLITE = b"SQLite format 3\0"  # how a file of SQLite begins
_OWN = frozenset({".json", ".jsonl"})  # what commands write


def spare(path: Path, option: str, read: Iterable[str] = ()) -> None:
    """Raise an error of usage if writing to `path` would destroy one of the files that are `read`, or a ledger."""
    if any(_is_same(path, one) for one in read):
        raise click.BadParameter(f"{path} is what is read; name another file", param_hint=option)
    if _is_ledger(path):
        raise click.BadParameter(f"{path} is a ledger or another database; name another file", param_hint=option)


def _is_same(path: Path, other: str) -> bool:
    """Is it the file, or one in the folder, by whatever name or link? Not what a run before left there."""
    try:
        if not path.exists() or not Path(other).exists():
            return False
        within = Path(other).is_dir() and path.is_file() and Path(other).resolve() in path.resolve().parents
        return (within and path.suffix.lower() not in _OWN) or path.samefile(other)
    except (OSError, ValueError):  # an address, standard input
        return False


def _is_ledger(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_SQLITE)) == _SQLITE
    except OSError:
        return False
