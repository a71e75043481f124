"""`python -m tests.fail_nth`: each call at the edges fails once and for ever; exit status 1 if one shows.

Counts them in one session first, then runs one session for each, four at a time. `--share 10` takes every
tenth of them.
"""

import argparse
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from tests.fail_nth.program import EDGES
from tests.fail_nth.running import Failure, Outcome, run

AT_A_TIME: Final = 4
WHOLE: Final = Failure("", 0, forever=False)


def failures(calls: dict[str, int], share: int) -> Iterator[Failure]:
    """The first call of each edge, and of the others every so many."""
    for edge in EDGES:
        for number in range(1, calls.get(edge, 0) + 1, share):
            yield from (Failure(edge, number, forever) for forever in (False, True))


def table(outcomes: list[Outcome]) -> str:
    lines = [f"{'edge':16} {'once':>10} {'for ever':>10}"]
    for edge in EDGES:
        cells = []
        for forever in (False, True):
            mine = [
                each for each in outcomes if each.failure.edge == edge and each.failure.forever == forever
            ]
            cells.append(f"{sum(not each.wrong for each in mine)} of {len(mine)}")
        lines.append(f"{edge:16} {cells[0]:>10} {cells[1]:>10}")
    lines += [f"  {each.failure}: {wrong}" for each in outcomes for wrong in each.wrong]
    return "\n".join([*lines, f"{sum(not each.wrong for each in outcomes)} of {len(outcomes)}"])


def main() -> int:
    parser = argparse.ArgumentParser(description="Let each call at the edges fail, once and for ever.")
    parser.add_argument("--share", type=int, default=1, help="every so many of them (default: all)")
    given = parser.parse_args()
    whole = run(WHOLE)
    print(", ".join(f"{edge}: {whole.calls.get(edge, 0)}" for edge in EDGES), flush=True)
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        outcomes = [whole, *pool.map(run, failures(whole.calls, given.share))]
    print(table(outcomes))
    return 1 if any(each.wrong for each in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
