"""`wallboard demo`: the simulator in a child process, and a board that asks it over HTTP."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from wallboard.cli.errors import LINK_FAILED, WRONG_INPUT, told, told_exit
from wallboard.cli.options import board_options, centre_options

if TYPE_CHECKING:
    from wallboard.ui.terminal import ColourChoice

DEMO_PREFIX: Final = "wb.demo.board"


@click.command(short_help="Show a board of a made-up contact centre.")
@click.argument("layout", default="desk")
@centre_options
@board_options
@click.pass_context
def demo(
    ctx: click.Context,
    /,
    layout: str,
    colours: "ColourChoice",
    ascii_only: bool,
    log: Path | None,
    **centre: str | float | None,
) -> None:
    """Show LAYOUT (default: desk) against a made-up contact centre; no account, no file, no question."""
    from wallboard.cli.screen import load_without_collecting, log_to, require_terminal, show_board

    load_without_collecting()
    terminal = require_terminal(colours, ascii_only=ascii_only)
    log = log_to(log)
    check(centre)
    with simulator(centre) as login:
        from wallboard.assembly import Connection, feed_of, load_plan
        from wallboard.session.client import Account, Client

        with told():
            plan = load_plan(layout, DEMO_PREFIX)
        given = login()
        account = Account(given["url"], "demo", given["user"], lambda: given["secret"])
        feed = feed_of(plan, DEMO_PREFIX, Connection(Client(account)))
        code = show_board(plan, feed, terminal, log)
    ctx.exit(code)


def check(centre: Mapping[str, Any]) -> None:
    """Says here what the child process, whose words nobody sees, would stumble over."""
    from wallboard.simulator.scenario_file import WrongScenario, load_scenario, read_time_of_day

    try:
        load_scenario(centre["scenario"])
        if centre["at"] is not None:
            read_time_of_day(centre["at"])
    except WrongScenario as wrong:
        raise told_exit(str(wrong), WRONG_INPUT) from None


@contextmanager
def simulator(centre: Mapping[str, str | float | None]) -> Iterator[Callable[[], dict[str, str]]]:
    """A simulator in a child process, started at once; what is yielded waits for its URL and login.

    It ends when its standard input closes: with the block, or with this process however it ends.
    """
    given = [f"--{name}={value}" for name, value in centre.items() if value is not None]
    with subprocess.Popen(  # noqa: S603  our own interpreter and our own module
        [sys.executable, "-P", "-m", "wallboard.simulator", *given],  # -P: no modules of this folder
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # ctrl+c and a closing terminal are the board's to answer
    ) as child:

        def login() -> dict[str, str]:
            line = child.stdout.readline() if child.stdout else b""
            if not line:
                raise told_exit("The simulator did not start. Try: wallboard simulate", LINK_FAILED)
            answer: dict[str, str] = json.loads(line)
            return answer

        yield login  # leaving Popen's block closes the child's standard input and waits for its end
