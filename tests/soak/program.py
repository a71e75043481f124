"""`python -m tests.soak.program URL REPORT [leak]`: the desk here, its time three hundred times as fast.

Writes a line to REPORT each second: answers so far, resident bytes, open files, threads, tasks.
"""

import asyncio
import os
import sys
import threading
import time
from pathlib import Path

SPEED = 300.0
PREFIX = "wb.soak.desk"


def now_at() -> float:
    return time.monotonic() * SPEED


async def sleep(seconds: float) -> None:
    await asyncio.sleep(seconds / SPEED)


def sample(answers: int) -> str:
    resident = int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    files = sum(1 for _ in Path("/proc/self/fd").iterdir())
    return f"{answers} {resident} {files} {threading.active_count()} {len(asyncio.all_tasks())}"


async def show(url: str, report: Path, *, leak: bool) -> int:
    from wallboard.assembly import board_of, load_plan
    from wallboard.board.board import Board
    from wallboard.feed import Delivery, Moment
    from wallboard.session.client import Account, Client
    from wallboard.session.worker import LiveFeed, SessionOptions
    from wallboard.ui.app import BoardApp, run_board
    from wallboard.ui.terminal import recognise

    kept: list[bytes] = []
    answers = 0
    take = Board.take

    def counted(board: Board, delivery: Delivery) -> None:
        nonlocal answers
        answers += delivery.answer is not None
        if leak:
            kept.append(bytes(1024))
        take(board, delivery)

    Board.take = counted  # type: ignore[method-assign]

    async def tell() -> None:
        with report.open("a", buffering=1) as file:
            while True:
                await asyncio.sleep(1.0)
                print(sample(answers), file=file)

    def clock() -> Moment:
        return Moment(now_at(), time.time())

    plan = load_plan("desk", PREFIX)
    account = Account(url, "demo", "stats.user", lambda: "demo-secret")
    options = SessionOptions(plan.refresh, PREFIX)
    feed = LiveFeed(Client(account), plan.subscription, options, clock=clock, sleep=sleep)
    terminal = recognise(os.environ, "auto", ascii_only=False, encoding="utf-8")
    telling = asyncio.create_task(tell())
    try:
        return await run_board(BoardApp(board_of(plan), feed, clock, terminal))
    finally:
        telling.cancel()


if __name__ == "__main__":
    raise SystemExit(asyncio.run(show(sys.argv[1], Path(sys.argv[2]), leak=sys.argv[3:] == ["leak"])))
