"""Whether the grid's memory grows: `python -m tests.benchmarks.grid_memory`.

50,000 updates of 1,000 rows at full speed, through a pseudo-terminal: the next one is asked for as soon
as the last one has begun to come. Printed is the resident memory after the first thousand, and by how
much it has grown since then.
"""

import argparse
import tempfile
import time
from pathlib import Path

from tests.benchmarks.grid import Program

FIRST = 1_000
LIMIT_MB = 2.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--updates", type=int, default=50_000)
    parser.add_argument("--rows", type=int, default=1_000)
    chosen = parser.parse_args()
    print(f"{chosen.updates} updates of {chosen.rows} rows, true colour, limit {LIMIT_MB} MB")
    with tempfile.TemporaryDirectory() as home, Program("grid", chosen.rows, "truecolor", Path(home)) as grid:
        grid.terminal.until(lambda screen: f"of {chosen.rows}" in screen.text)
        grid.terminal.settle(quiet=0.5)
        began = time.monotonic()
        first = 0.0
        for number in range(1, chosen.updates + 1):
            grid.update()
            grid.terminal.pass_over()
            if number == FIRST:
                first = grid.terminal.rss_mb()
                print(f"{'updates':>8} {'RSS MB':>7} {'grown':>6} {'seconds':>8}")
            if number >= FIRST and (number % (chosen.updates // 10) == 0 or number == FIRST):
                now = grid.terminal.rss_mb()
                taken = time.monotonic() - began
                print(f"{number:8} {now:7.2f} {now - first:6.2f} {taken:8.0f}", flush=True)


if __name__ == "__main__":
    main()
