"""Which test checks which statistic in which scope: `python -m tests.simulator.table` prints it in Markdown.

`test_table.py` holds it to the catalogue, `tests/wire/statistics.tsv`, and to the tests that there are.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tests.simulator.compared import KINDS
from tests.simulator.test_oracle_mutants import MUTANTS

ORACLE: Final = "tests/simulator/test_oracle.py::test_a_statistic_is_what_the_log_tells"
MUTANT: Final = "tests/simulator/test_oracle_mutants.py::test_the_oracle_turns_red_where_the_rule_is_broken"
BY_HAND: Final = {
    "totals": "tests/simulator/test_statistics.py::test_a_statistic_of_one_service_and_of_two_together",
    "service": "tests/simulator/test_statistics.py::test_a_statistic_of_one_service_and_of_two_together",
    "agent": "tests/simulator/test_statistics.py::test_a_statistic_of_an_agent_at_work",
}
WORDS: Final = {
    "log": (ORACLE, "recounted from the event log at every step of three days"),
    "hand": (BY_HAND["totals"], "counted by hand in a house of five agents"),
    "agent by hand": (BY_HAND["agent"], "counted by hand of one agent"),
    "mutant": (MUTANT, "a broken rule that turns this statistic red"),
}


@dataclass(frozen=True)
class Checked:
    """A statistic in a scope and its tests. `by_hand`: as far as its first parameter tells; the figures
    follow in the test's id.
    """

    name: str
    scope: str

    @property
    def oracle(self) -> str:
        return f"{ORACLE}[{self.name}-{self.scope}]"

    @property
    def by_hand(self) -> str:
        return f"{BY_HAND[self.scope]}[{self.name}-"

    @property
    def mutants(self) -> tuple[str, ...]:
        return tuple(rule for rule, (_, seen_at) in MUTANTS.items() if (self.name, self.scope) in seen_at)


def rows() -> Iterator[Checked]:
    """One for each statistic of the catalogue in each of its scopes."""
    for name, scope in KINDS:
        yield Checked(name, scope)


def table() -> str:
    """The whole table, with what its short words stand for."""
    words = [f"- `{word}`: `{test}[...]`, {meaning}" for word, (test, meaning) in WORDS.items()]
    head = ["", "| statistic | scope | tests |", "| --- | --- | --- |"]
    return "\n".join([*words, *head, *(_row(each) for each in rows())])


def _row(each: Checked) -> str:
    hand = "agent by hand" if each.scope == "agent" else "hand"
    tests = [f"`log` {each.name}-{each.scope}", f"`{hand}` {each.name}"]
    if each.mutants:
        tests.append("`mutant` " + ", ".join(f'"{rule}"' for rule in each.mutants))
    return f"| {each.name} | {each.scope} | {'; '.join(tests)} |"


if __name__ == "__main__":
    sys.stdout.write(f"{table()}\n")
