"""Which test covers which row of the tables of API.md, sections 1 to 5: `python -m tests.wire.coverage`.

`test_coverage.py` holds every named test against the suite: no row can name one that isn't there.
"""

import sys
from typing import Final

from .row import ACCEPTED, CLIENT, REFUSED, SIMULATOR, STORY
from .rows import NOT_BUILT, ROWS

SHORT: Final = {
    CLIENT: "client",
    SIMULATOR: "simulator",
    ACCEPTED: "accepted",
    REFUSED: "refused",
    STORY: "story",
}


def _short(tests: tuple[str, ...]) -> str:
    """The tests as a reader of the table wants them: the big ones by their word and their cases."""
    cases: dict[str, list[str]] = {}
    for test in tests:
        place, _, case = test.partition("[")
        cases.setdefault(SHORT.get(place, place.removeprefix("tests/")), []).append(
            _case(case.removesuffix("]"))
        )
    return "; ".join(f"`{place}` {', '.join(names)}".strip() for place, names in cases.items())


def _case(name: str) -> str:
    return f'"{name}"' if " " in name else name


def table() -> str:
    """The whole table in Markdown, with what its short words stand for."""
    words = [f"- `{word}`: `{test}[...]`" for test, word in SHORT.items()]
    rows = [f"| {row.section} | {row.row} | {_short(row.tests) or NOT_BUILT[row.row]} |" for row in ROWS]
    return "\n".join([*words, "", "| section | row | tests |", "| --- | --- | --- |", *rows])


if __name__ == "__main__":
    sys.stdout.write(f"{table()}\n")
