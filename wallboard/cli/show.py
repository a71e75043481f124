"""`wallboard show`: a layout against a real server."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wallboard.cli.errors import told
from wallboard.cli.options import board_options, server_options

if TYPE_CHECKING:
    from wallboard.ui.terminal import ColourChoice


@click.command(short_help="Show a layout against a real server.")
@click.argument("layout")
@server_options
@click.option(
    "--take-over", is_flag=True, default=None, help="Take the login over if another program uses it."
)
@board_options
@click.pass_context
def show(
    ctx: click.Context,
    /,
    layout: str,
    colours: "ColourChoice",
    ascii_only: bool,
    log: Path | None,
    profile: str | None,
    **options: Any,
) -> None:
    """Show LAYOUT, a file or a shipped layout's name, against a real server.

    Options go before WALLBOARD_URL, WALLBOARD_TENANT, WALLBOARD_USER, WALLBOARD_SECRET and
    WALLBOARD_SIGN_IN, and these before config.toml. The secret is asked for where none is set.
    """
    from wallboard.cli.screen import load_without_collecting, log_to, require_terminal, show_board

    load_without_collecting()
    terminal = require_terminal(colours, ascii_only=ascii_only)
    log = log_to(log)
    with told():
        from wallboard.assembly import connect, feed_of, hold_login, load_plan, prefix_of
        from wallboard.settings import load_settings

        settings = load_settings(options, profile)
        prefix = prefix_of(settings, layout)
        plan = load_plan(layout, prefix)
        lock = hold_login(settings, layout)
        connection = connect(settings, ask=lambda: ask_secret(settings.user), lock=lock)
    ctx.exit(show_board(plan, feed_of(plan, prefix, connection), terminal, log))


def ask_secret(user: str) -> str:
    """Asks the person at the terminal, unseen; raises SettingsProblem where nobody can answer."""
    from wallboard.settings import SettingsProblem

    if not sys.stdin.isatty():
        raise SettingsProblem("No secret is set. Give WALLBOARD_SECRET, or a file with --secret-file.")
    answer: str = click.prompt(f"Secret of {user}", hide_input=True, err=True)
    return answer
