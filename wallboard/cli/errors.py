"""Errors on the command line: one sentence on stderr and an exit code, never a traceback."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from wallboard.login_lock import Holder

CRASHED: Final = 1
"""A mistake of the program's own; the log has its traceback."""

WRONG_INPUT: Final = 2
"""A layout, a setting or an option is wrong."""

NO_TERMINAL: Final = 3
"""There is no terminal that a board could be drawn on."""

LINK_FAILED: Final = 4
"""The server refused or did not answer."""

LOGIN_HELD: Final = 5
"""Another board on this computer uses the login."""


def told_exit(text: str, code: int) -> SystemExit:
    """Says the text to the person who called the program; raise the result to end it with `code`."""
    click.echo(text, err=True)
    return SystemExit(code)


@contextmanager
def told() -> Iterator[None]:
    """Turn what is wrong with a layout or a setting, and a login that is held, into its sentence."""
    from wallboard.assembly import UnreadableLayout
    from wallboard.layout import NoSuchLayout, Problems
    from wallboard.login_lock import LoginHeld
    from wallboard.settings import SettingsProblem

    try:
        yield
    except (Problems, NoSuchLayout, UnreadableLayout, SettingsProblem) as error:
        raise told_exit(str(error), WRONG_INPUT) from None
    except LoginHeld as error:
        raise told_exit(_held_sentence(error.holder), LOGIN_HELD) from None


def _held_sentence(holder: "Holder") -> str:
    facts = [f"layout {holder.layout}"] if holder.layout else []
    if holder.pid:
        facts += [f"process {holder.pid}", f"since {time.strftime('%H:%M', time.localtime(holder.since))}"]
    who = f" ({', '.join(facts)})" if facts else ""
    return (
        f"Another board on this computer uses this login{who}, and the server lets one screen use it. "
        "Quit that one, give this one a login of its own, or start it with --take-over."
    )
