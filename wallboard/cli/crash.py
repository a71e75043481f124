"""What is written down of a mistake of the program's own: where it happened, and not with whose figures.

An exception's message may hold an agent's name, a message's text or a secret; its type and the lines of the
program that it passed through hold none.
"""

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from traceback import format_tb
from types import TracebackType
from typing import TYPE_CHECKING, Final

from wallboard import __version__

if TYPE_CHECKING:
    from logging import LogRecord

REPORTS: Final = 5
"""So many stay; older ones go when a new one comes."""

_LIBRARIES: Final = ("textual", "rich", "httpx", "pydantic")


def nameless(error: BaseException) -> str:
    """A traceback without messages and without values: types, files, lines and the program's own text."""
    return "\n".join(_told(error, frozenset()))


def _told(error: BaseException, told: frozenset[int]) -> Iterator[str]:
    told |= {id(error)}
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in told:
        yield from _told(cause, told)
        yield "which led to"
    yield "Traceback (most recent call last):"
    yield from (line.rstrip("\n") for line in format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield "with"
            yield from _told(inner, told)


class NamelessFormatter(logging.Formatter):
    """Log lines whose tracebacks bear no messages."""

    def formatException(  # noqa: N802  logging's own name
        self, ei: "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"
    ) -> str:
        return "" if ei[1] is None else nameless(ei[1])

    def format(self, record: "LogRecord") -> str:
        record.exc_text = None  # another formatter may have left its own there
        return super().format(record)


def write_report(folder: Path, error: BaseException, now: float) -> Path:
    """A report in `folder` of what ended the board; raises OSError where it can't be written."""
    import platform
    from importlib.metadata import version

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"crash-{time.strftime('%Y%m%d-%H%M%S', time.localtime(now))}.txt"
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    facts = (
        f"wallboard {__version__}, {libraries}",
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}",
        "",
        nameless(error),
    )
    path.write_text("\n".join(facts) + "\n", encoding="utf-8")
    for old in sorted(folder.glob("crash-*.txt"))[:-REPORTS]:
        old.unlink(missing_ok=True)
    return path
