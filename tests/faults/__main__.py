"""`python -m tests.faults`: each fault, how soon it is noticed and healed, and what is read meanwhile.

Exit status 1 if a bound is broken. With names, or parts of them, only those; `--words` prints every sentence.
"""

import argparse
import sys
from collections.abc import Sequence

from tests.faults.cases import CASES
from tests.faults.running import Outcome, run


def line(outcome: Outcome) -> str:
    noticed = "unseen" if outcome.noticed_s is None else f"{outcome.noticed_s:.1f} s"
    live = "never" if outcome.live_s is None else f"{outcome.live_s:.1f} s"
    later = outcome.case.why_later or ("after R" if outcome.case.live_after_s is None else "")
    return f"{outcome.case.name:38} {noticed:>8} {live:>9} {outcome.a_minute:>9}  {later}".rstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Show what a board does about each fault.")
    parser.add_argument("names", nargs="*", help="of faults, or parts of them; default: all")
    parser.add_argument("--words", action="store_true", help="every sentence, with the second of its begin")
    given = parser.parse_args(arguments)
    print(f"{'fault':38} {'noticed':>8} {'live in':>9} {'a minute':>9}")
    good = 0
    chosen = [each for each in CASES if not given.names or any(name in each.name for name in given.names)]
    for case in chosen:
        outcome = run(case)
        good += not outcome.wrong
        print(line(outcome), flush=True)
        if given.words:
            print("\n".join(f"    {at_s:6.1f} s  {words}" for words, at_s in outcome.said.items()))
        print("".join(f"    WRONG: {each}\n" for each in outcome.wrong), end="")
    print(f"{good} of {len(chosen)} within their bounds")
    return 0 if good == len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main())
