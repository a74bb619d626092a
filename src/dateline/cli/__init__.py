"""The command `dateline`. Thin: commands are imported when they are called, so that `--help` is quick."""

from __future__ import annotations

import errno
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import Any

import click

from dateline import __version__
from dateline.errors import BadCorrection, DatelineError, NotInLedger

COMMANDS = {
    "add": "dateline.cli.add",
    "archive": "dateline.cli.archive",
    "correct": "dateline.cli.judge:correct",
    "desk": "dateline.cli.desk",
    "different": "dateline.cli.judge:different",
    "explain": "dateline.cli.explain",
    "export": "dateline.cli.export",
    "feeds": "dateline.cli.feeds",
    "info": "dateline.cli.info",
    "read": "dateline.cli.read",
    "rebuild": "dateline.cli.info:rebuild",
    "same": "dateline.cli.judge:same",
    "schema": "dateline.cli.schema",
    "search": "dateline.cli.find:search",
    "show": "dateline.cli.show",
    "statements": "dateline.cli.find:statements",
    "stories": "dateline.cli.stories",
    "timeline": "dateline.cli.find:timeline",
    "upcoming": "dateline.cli.find:upcoming",
    "who": "dateline.cli.show:who",
}


_USAGE, _NOTHING_FOUND, _UNUSABLE, _INTERRUPTED = 2, 3, 4, 130
_CODES = ((BadCorrection, _USAGE), (NotInLedger, _NOTHING_FOUND))
_OF_THE_OUTPUT = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        name, _, attribute = module.partition(":")
        command = getattr(import_module(name), attribute or "command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; of a name that is none the nearest is told."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"{error.message}{hint}", ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what none of them expects ends with one line and an exit code, too."""
        if sys.stdout is None:  # closed by whoever started us
            raise click.ClickException("there is no standard output to write to.")
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()  # here, where a full disk can still be told
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            raise SystemExit(_INTERRUPTED) from None
        except DatelineError as error:
            from dateline.cli.ledgers import say

            say(error)
            raise SystemExit(next((code for kind, code in _CODES if isinstance(error, kind)), _UNUSABLE)) from None
        except OSError as error:
            if error.errno not in _OF_THE_OUTPUT:
                raise  # a closed pipe is the affair of click, all else a defect of ours
            click.echo(f"dateline: the output cannot be written: {error.strerror}\n  make room and try again", err=True)
            sys.stdout = None  # what is left in it would fail again at the end
            raise SystemExit(_UNUSABLE) from None
        return done


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Turn news reports into a sourced record: who did what, who said what, what is planned."""
