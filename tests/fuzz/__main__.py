"""`python -m tests.fuzz`: many broken answers, and what came of them."""

import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from tests.fuzz.checking import Fuzz
from tests.fuzz.terminal import through_a_terminal

LAYOUTS = ("desk", "ssh", "kiosk")


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=10_000)
    parser.add_argument("--in-terminal", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    breaks = 0
    for number, layout in enumerate(LAYOUTS):
        fuzz = Fuzz(layout, options.seed)
        for _ in range((options.answers - number) // len(LAYOUTS) + 1):
            one = fuzz.break_one()
            breaks += len(one.at)
            fuzz.check(one)
    print(f"{options.answers} answers with {breaks} broken parts: read and drawn, no part beside them lost")
    with tempfile.TemporaryDirectory() as folder:
        count = through_a_terminal(Fuzz("desk", options.seed), "desk", options.in_terminal, Path(folder))
    print(f"{options.in_terminal} of them in a terminal: {count} bytes, of those from outside only letters")
    print(f"{time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
