"""Showing a board on this terminal: what `demo` and `show` have in common."""

import gc
import io
import logging
import logging.handlers
import os
import signal
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from wallboard.cli.crash import NamelessFormatter, write_report
from wallboard.cli.errors import CRASHED, NO_TERMINAL, WRONG_INPUT, told_exit

if TYPE_CHECKING:
    from wallboard.feed import Feed
    from wallboard.layout.plan import Plan
    from wallboard.ui.terminal import ColourChoice, Terminal

SETTLED_S: Final = 10.0
"""By then the board stands, with everything loaded that it needs."""

_log = logging.getLogger("wallboard.cli")


def load_without_collecting() -> None:
    """Look for no garbage while modules load: there is hardly any, and looking takes a sixth of the start."""
    gc.disable()


def _collect_from_now_on() -> None:
    """What was loaded stays for good: a look through all of it would hold up a frame for 20 ms."""
    gc.collect()
    gc.freeze()
    gc.enable()


def require_terminal(colours: "ColourChoice", *, ascii_only: bool) -> "Terminal":
    """The terminal to draw on, its choices made before Textual is imported.

    Where no board can be drawn it is refused here, before the screen opens. From here on a signal
    ends the program by its exit code, so that a question for the secret turns the echo on again.
    """
    from wallboard.ui.terminal import SIGNAL_CODES, prepare_environment, recognise, refusal

    streams = (sys.__stdin__, sys.__stderr__)  # Textual reads the one and draws on the other
    has_terminal = all(stream is not None and stream.isatty() for stream in streams)
    if sentence := refusal(os.environ, has_terminal=has_terminal):
        raise told_exit(sentence, NO_TERMINAL)
    for number, code in SIGNAL_CODES.items():
        signal.signal(number, partial(_end, code))
    encoding = sys.__stderr__.encoding if sys.__stderr__ is not None else "ascii"
    terminal = recognise(os.environ, colours, ascii_only=ascii_only, encoding=encoding)
    prepare_environment(os.environ, terminal)
    return terminal


def _end(code: int, *_: object) -> NoReturn:
    raise SystemExit(code)


def log_to(chosen: Path | None) -> Path | None:
    """Log to a rotating file, 5 x 1 MB; never to stderr, which is the screen.

    Gives the file; None where the state folder can't be written, for a board without a log is
    better than no board.
    """
    from wallboard.settings import log_file

    path = chosen or log_file()
    logging.raiseExceptions = False  # a full disk would be told on stderr
    logging.captureWarnings(True)
    handler: logging.Handler = logging.NullHandler()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=1_000_000, backupCount=4, encoding="utf-8"
        )
    except OSError as error:
        if chosen:
            sentence = (
                f"The log can't be written to {chosen}: {error.strerror}. Give another file with --log."
            )
            raise told_exit(sentence, WRONG_INPUT) from None
    handler.setFormatter(NamelessFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    return None if isinstance(handler, logging.NullHandler) else path


def show_board(plan: "Plan", feed: "Feed", terminal: "Terminal", log: Path | None) -> int:
    """Show a plan until it is left; returns the exit code.

    What nobody expected ends the board: a report goes to the state folder, a sentence to stderr.
    """
    import asyncio

    try:
        return asyncio.run(_shown(plan, feed, terminal))
    except Exception as error:
        _log.critical("the board has ended", exc_info=error)
        sentence = f"wallboard had to stop over a mistake of its own ({type(error).__name__})."
        raise told_exit(f"{sentence} Start it again; {_where_told(error, log)}.", CRASHED) from None


def _where_told(error: Exception, log: Path | None) -> str:
    """Where whoever mends the mistake finds it described."""
    from wallboard.settings import state_folder

    try:
        report = write_report(state_folder(), error, time.time())
    except OSError:
        return f"the traceback is in {log}" if log else "--log FILE keeps the traceback"
    return f"a report without names and figures is in {report}"


async def _shown(plan: "Plan", feed: "Feed", terminal: "Terminal") -> int:
    import asyncio

    from textual.worker import WorkerFailed

    from wallboard.assembly import board_of, clock
    from wallboard.ui.app import BoardApp, run_board

    asyncio.get_running_loop().call_later(SETTLED_S, _collect_from_now_on)
    app = BoardApp(board_of(plan), feed, clock, terminal)
    # Textual prints a traceback with the values of its variables, of which one may be a secret.
    app.error_console.file = io.StringIO()
    code = await run_board(app)
    match app._exception:
        case None:
            return code
        case WorkerFailed(error=error):
            raise error
        case error:
            raise error
