"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

Command: TypeAlias = Callable[..., Any]

COLOURS: Final = ("auto", "truecolor", "256", "16", "8", "none")


def board_options(command: Command) -> Command:
    """`--colors`, `--ascii` and `--log`: wherever a board is shown."""
    for option in (
        click.option(
            "--log",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Write the log to FILE instead of the state folder.",
        ),
        click.option("--ascii", "ascii_only", is_flag=True, help="Use 7-bit characters only."),
        click.option(
            "--colors", "colours", type=click.Choice(COLOURS), default="auto", help="How many colours to use."
        ),
    ):
        command = option(command)
    return command


def server_options(command: Command) -> Command:
    """How to reach a server; each may also stand in the environment or in config.toml."""
    for option in (
        click.option("--profile", metavar="NAME", help="Take the settings of [profile.NAME] in config.toml."),
        click.option(
            "--ca-file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Trust the certificates in FILE.",
        ),
        click.option(
            "--sign-in", type=click.Choice(["oauth", "password"]), help="How to sign in; default: oauth."
        ),
        click.option(
            "--secret-file",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Read the secret from FILE.",
        ),
        click.option("--user", help="The login of the user that asks."),
        click.option("--tenant", help="The tenant; default: the host of the URL."),
        click.option("--url", help="The server: https://HOST."),
    ):
        command = option(command)
    return command


LIVELY: Final = 24
"""A day on whose first minute at least three of the desk's tiles move within any ten seconds."""


def centre_options(command: Command) -> Command:
    """The made-up contact centre: its scenario and size, its seed, and how its time goes."""
    for option in (
        click.option(
            "--speed",
            type=click.FloatRange(0.1, 600),
            default=1.0,
            show_default=True,
            help="How fast its day passes.",
        ),
        click.option(
            "--seed", type=int, default=LIVELY, show_default=True, help="The same seed gives the same day."
        ),
        click.option("--at", metavar="HH:MM", help="The time of its day to start at; else the scenario's."),
        click.option("--services", type=click.IntRange(1, 200), help="How many; else the scenario's."),
        click.option("--agents", type=click.IntRange(1, 5000), help="How many; else the scenario's."),
        click.option(
            "--scenario",
            metavar="NAME|FILE",
            default="demo",
            show_default=True,
            help="calm, demo, monday, outage, or a TOML file.",
        ),
    ):
        command = option(command)
    return command
