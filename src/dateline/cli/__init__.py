"""The command `dateline`. Thin: commands are imported when they are called, so that `--help` is quick."""

from __future__ import annotations

from importlib import import_module

import click

from dateline import __version__

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


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """Turn news reports into a sourced record: who did what, who said what, what is planned."""
