"""Errors on the command line: one sentence on stderr and an exit code, never a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import click

CRASHED: Final = 1
"""A mistake of the program's own; the log has its traceback."""

WRONG_INPUT: Final = 2
"""A layout, a setting or an option is wrong."""

NO_TERMINAL: Final = 3
"""There is no terminal that a board could be drawn on."""

LINK_FAILED: Final = 4
"""The server refused or did not answer."""


def told_exit(text: str, code: int) -> SystemExit:
    """Says the text to the person who called the program; raise the result to end it with `code`."""
    click.echo(text, err=True)
    return SystemExit(code)


@contextmanager
def told() -> Iterator[None]:
    """Turn what is wrong with a layout or a setting into its sentence."""
    from wallboard.assembly import UnreadableLayout
    from wallboard.layout import NoSuchLayout, Problems
    from wallboard.settings import SettingsProblem

    try:
        yield
    except (Problems, NoSuchLayout, UnreadableLayout, SettingsProblem) as error:
        raise told_exit(str(error), WRONG_INPUT) from None
