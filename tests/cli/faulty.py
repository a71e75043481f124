"""`python -m tests.cli.faulty FAULT …`: the program with a mistake in it; what follows is its command line.

Each fault holds a secret in a variable, as the code about it does.
"""

import sys
from collections.abc import Callable
from typing import Any, Final, NoReturn

from wallboard.board.board import Board
from wallboard.cli import main
from wallboard.feed import Delivery
from wallboard.session import worker
from wallboard.session.client import Client
from wallboard.session.machine import step

SECRET: Final = "not-to-be-seen"


def fault(*_arguments: Any, **_named: Any) -> NoReturn:
    secret = SECRET
    raise ZeroDivisionError(f"the mistake of {len(secret)} letters")


async def late_fault(*arguments: Any, **named: Any) -> None:
    fault(*arguments, **named)


def after(calls: int, good: Callable[..., Any]) -> Callable[..., Any]:
    """The function, until it has been called this often."""
    left = iter(range(calls))

    def either(*arguments: Any, **named: Any) -> Any:
        return good(*arguments, **named) if next(left, None) is not None else fault()

    return either


def break_answers() -> None:
    good = Board.take

    def take(board: Board, delivery: Delivery) -> None:
        return good(board, delivery) if delivery.answer is None else fault()

    Board.take = take  # type: ignore[method-assign, assignment]


def break_painting() -> None:
    Board.status = after(6, Board.status)  # type: ignore[method-assign]


def break_first_paint() -> None:
    Board.status = fault  # type: ignore[method-assign]


def break_link() -> None:
    vars(worker)["step"] = after(6, step)


def break_leaving() -> None:
    Client.aclose = late_fault  # type: ignore[method-assign]


if __name__ == "__main__":
    globals()[f"break_{sys.argv[1]}"]()
    main(sys.argv[2:], prog_name="wallboard")
