"""The command line: one small file per command, imported when the command runs.

A new command: its file with a click command of the same name, and its line in COMMANDS.
"""

import importlib
from typing import Final

import click

from wallboard import __version__

COMMANDS: Final = {
    "demo": "Show a board of a made-up contact centre; needs nothing.",
    "show": "Show a layout against a real server.",
    "explain": "Print the subscription that a layout becomes.",
    "doctor": "Examine network, server, login, layout and terminal.",
    "dispositions": "List the names of dispositions.",
    "simulate": "Serve a made-up contact centre, for layouts, tests and other clients.",
}


class Commands(click.Group):
    """A group that knows its commands' names and imports a command only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(f"wallboard.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="wallboard")
def main() -> None:
    """A full-screen terminal wallboard for the Bright Pattern Real-Time Statistics API."""
