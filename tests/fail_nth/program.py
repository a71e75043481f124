"""`python -m tests.fail_nth.program PLAN ARGUMENT…`: wallboard here, with one call at its edges that fails.

PLAN is JSON: `home`, the folder whose files count; `edge` and `number`, the call that fails, 0 is none;
`forever`, whether those after it fail too; `report`, the file that gets how often each edge was called.
"""

import atexit
import errno
import json
import logging
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Final

EDGES: Final = ("http", "file read", "file write", "terminal write")

_CHANGES: Final = frozenset({"os.mkdir", "os.rename", "os.remove", "os.utime", "os.truncate", "fcntl.flock"})
"""What Python audits of changes to files; `open` is looked at more closely."""


class Edges:
    """Counts the calls, and lets the chosen ones fail as the system would."""

    def __init__(self, home: str, edge: str, number: int, *, forever: bool) -> None:
        self.calls: Counter[str] = Counter()
        self._home = home
        self._edge = edge
        self._number = number
        self._forever = forever

    def pass_by(self, edge: str) -> None:
        """Raises OSError where it is this call's turn."""
        self.calls[edge] += 1
        late = self.calls[edge] - self._number
        if edge == self._edge and self._number and (late == 0 or (late > 0 and self._forever)):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    def audited(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if self._is_terminal(path) and flags & os.O_WRONLY:
                self.pass_by("terminal write")
            elif self._counts(path):
                self.pass_by("file write" if flags & (os.O_WRONLY | os.O_RDWR) else "file read")
        elif event in _CHANGES and (isinstance(arguments[0], int) or self._counts(arguments[0])):
            self.pass_by("file write")

    def _counts(self, path: Any) -> bool:
        name = _name(path)
        return name.startswith(self._home) or name == "/etc/localtime"

    def _is_terminal(self, path: Any) -> bool:
        return _name(path).startswith(("/dev/pts/", "/dev/tty"))

    def install(self) -> None:
        import httpx

        write, pwrite, fdopen = os.write, os.pwrite, os.fdopen
        send, opened = httpx.AsyncHTTPTransport.handle_async_request, logging.FileHandler._open

        def write_(descriptor: int, data: Any) -> int:
            if os.isatty(descriptor):
                self.pass_by("terminal write")
            return write(descriptor, data)

        def pwrite_(*arguments: Any) -> int:
            self.pass_by("file write")
            return pwrite(*arguments)

        async def send_(transport: Any, request: Any) -> Any:
            self.pass_by("http")
            return await send(transport, request)

        os.write = write_
        os.pwrite = pwrite_
        os.fdopen = lambda *arguments: Written(fdopen(*arguments), self)  # type: ignore[assignment]
        httpx.AsyncHTTPTransport.handle_async_request = send_  # type: ignore[method-assign,assignment]
        logging.FileHandler._open = lambda handler: Written(opened(handler), self)  # type: ignore[method-assign,return-value,assignment]
        sys.addaudithook(self.audited)


def _name(path: Any) -> str:
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else ""


class Written:
    """A file whose writes count."""

    def __init__(self, file: Any, edges: Edges) -> None:
        self._file = file
        self._edges = edges

    def write(self, data: Any) -> Any:
        self._edges.pass_by("file write")
        return self._file.write(data)

    def __enter__(self) -> "Written":
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def main(plan: dict[str, Any], arguments: list[str]) -> None:
    from wallboard.cli import main as wallboard

    edges = Edges(plan["home"], plan["edge"], plan["number"], forever=plan["forever"])
    report = Path(plan["report"])
    atexit.register(lambda: report.write_text(json.dumps(edges.calls)))
    edges.install()
    wallboard(arguments, prog_name="wallboard")


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2:])
