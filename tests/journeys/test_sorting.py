"""A viewer's sort: by key and by click, both directions, as Python sorts the server's rows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.board_screen import Grid, grid
from tests.journeys.program import is_live, quick, showing
from tests.journeys.test_figures import SERVICES, align_of, newest
from tests.terminal import Screen, Terminal
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running

Key = Callable[[dict[str, str]], tuple[bool, float | str]]


def services(screen: Screen) -> Grid:
    return grid(screen, "Services", [(label, align_of(kind)) for label, (_, kind) in SERVICES.items()])


def by_number(statistic: str, sign: int) -> Key:
    """The order of numbers, unknown last in both directions."""
    return lambda row: (row[statistic] == "", sign * float(row[statistic] or 0))


def sort_by_click(terminal: Terminal, label: str) -> None:
    seen = services(terminal.screen)
    terminal.click(seen.places[label][0], seen.first_row - 1)


def sort_by_key(terminal: Terminal, label: str) -> None:
    terminal.press(*["right"] * list(SERVICES).index(label), "s")


@pytest.mark.parametrize("sort", [sort_by_click, sort_by_key], ids=["click", "key"])
@pytest.mark.parametrize("label", ["Level", "Recvd.", "Aband.", "Busy"])
def test_the_order_is_that_of_the_values(
    sort: Callable[[Terminal, str], None], label: str, tmp_path: Path
) -> None:
    statistic = SERVICES[label][0]
    with (
        running(Options(seed=3)) as simulator,
        showing(simulator, quick("desk", tmp_path), tmp_path) as terminal,
    ):
        simulator.hold()
        terminal.until(is_live)
        terminal.settle()
        for _ in range(2):
            if services(terminal.screen).sorted_by != label:
                sort(terminal, label)
            else:
                terminal.press("S")
            arrow = "" if services(terminal.screen).sorted_by != label else services(terminal.screen).arrow
            terminal.until(lambda screen, was=arrow: services(screen).sorted_by == label
                           and services(screen).arrow != was)  # fmt: skip
            seen = services(terminal.settle())
            sign = -1 if seen.arrow == "↓" else 1
            rows = sorted(newest(simulator).service_rows, key=by_number(statistic, sign))
            names = [row["name"] for row in rows]
            for shown, name in zip(seen.rows, names, strict=False):
                assert name.startswith(shown["Service"].rstrip("…").rstrip()), (
                    seen.arrow,
                    names,
                )


def at_cursor(screen: Screen) -> str:
    """The name in the cursor's row."""
    seen = services(screen)
    return seen.rows[screen.find("▌")[1] - seen.first_row]["Service"]


def test_the_sort_survives_answers_and_the_cursor_stays_on_its_row(tmp_path: Path) -> None:
    with (
        running(Options(seed=3)) as simulator,
        showing(simulator, quick("desk", tmp_path), tmp_path) as terminal,
    ):
        simulator.hold()
        terminal.until(is_live)
        sort_by_key(terminal, "Recvd.")
        terminal.press("down", "down")
        terminal.until(lambda screen: services(screen).sorted_by == "Recvd.")
        under_cursor = at_cursor(terminal.settle())
        for _ in range(3):
            count = len(simulator.exchanges)
            simulator.step(1800)
            terminal.until(lambda _, seen=count: len(simulator.exchanges) > seen)
            seen = services(terminal.settle())
            assert seen.sorted_by == "Recvd."
            assert at_cursor(terminal.screen) == under_cursor
            rows = sorted(newest(simulator).service_rows, key=by_number("in_calls_received_per_day", -1))
            assert [row["Recvd."] for row in seen.rows] == [
                row["in_calls_received_per_day"] for row in rows[: len(seen.rows)]
            ]


def test_the_wheel_scrolls_the_grid_under_the_mouse(tmp_path: Path) -> None:
    with running(Options(seed=3)) as simulator, showing(simulator, "desk", tmp_path) as terminal:
        simulator.hold()
        terminal.until(is_live)
        x, y = terminal.settle().find("Agents ──")
        terminal.until(lambda screen: "1–33 of" in screen.line(y))
        terminal.send(f"\x1b[<65;{x + 1};{y + 5}M")
        terminal.until(lambda screen: "4–36 of" in screen.line(y))
        terminal.send(f"\x1b[<64;{x + 1};{y + 5}M")
        terminal.until(lambda screen: "1–33 of" in screen.line(y))
