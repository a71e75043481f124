"""A viewer's sort: by key and by click, both directions, as Python sorts the server's rows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.board_screen import Grid, grid
from tests.journeys.program import SIZES, is_live, quick, showing
from tests.journeys.test_figures import AGENTS, SERVICES, align_of, newest, written
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


SECTIONS = {"Services": SERVICES, "Agents": AGENTS}
SSH = {"Services": {k: v for k, v in SERVICES.items() if k != "Recvd."}, "Agents": AGENTS}


def order_of(statistic: str, kind: str, sign: int) -> Key:
    """Texts without regard to case, all else as numbers; what is empty last in both directions."""
    if kind in ("text", "state"):
        return lambda row: (row[statistic] == "", row[statistic].casefold())
    return by_number(statistic, sign)


@pytest.mark.parametrize("layout", ["desk", "ssh"])
@pytest.mark.parametrize(
    ("section", "label"),
    [
        ("Services", "Longest"),
        ("Services", "Level"),
        ("Agents", "For"),
        ("Agents", "AHT"),
        ("Agents", "Agent"),
    ],
    ids=lambda value: value,
)
def test_every_kind_of_column_sorts_in_both_grids_and_sizes(
    layout: str, section: str, label: str, tmp_path: Path
) -> None:
    shown = (SECTIONS if layout == "desk" else SSH)[section]
    statistic, kind = shown[label]

    def read(screen: Screen) -> Grid:
        return grid(screen, section, [(name, align_of(kind)) for name, (_, kind) in shown.items()])

    with (
        running(Options(seed=3)) as simulator,
        showing(simulator, quick(layout, tmp_path), tmp_path, size=SIZES[layout]) as terminal,
    ):
        simulator.hold()
        terminal.until(is_live)
        if section == "Agents":
            terminal.press("tab")
        terminal.press(*["right"] * list(shown).index(label), "s")
        terminal.until(lambda screen: read(screen).sorted_by == label)
        for _ in range(2):
            arrow = read(terminal.settle()).arrow
            terminal.press("S")
            terminal.until(lambda screen, was=arrow: read(screen).arrow != was)
            seen = read(terminal.settle())
            record = newest(simulator)
            rows = record.service_rows if section == "Services" else record.agent_rows
            sign = -1 if seen.arrow == "↓" else 1
            falls = sign < 0 and kind in ("text", "state")
            expected = sorted(rows, key=order_of(statistic, kind, sign), reverse=falls)
            values = [row[label].lstrip("■▲ ").rstrip("…") for row in seen.rows]
            for value, row in zip(values, expected, strict=False):
                assert written(row[statistic], kind).startswith(value), (seen.arrow, values)


def test_the_sort_survives_answers_and_the_cursor_stays_on_its_row(tmp_path: Path) -> None:
    def read(screen: Screen) -> Grid:
        return grid(screen, "Agents", [(label, align_of(kind)) for label, (_, kind) in AGENTS.items()])

    def at_cursor(screen: Screen) -> tuple[int, str]:
        row = screen.find("▌")[1] - read(screen).first_row
        return row, read(screen).rows[row]["Agent"]

    with (
        running(Options(seed=3)) as simulator,
        showing(simulator, quick("desk", tmp_path), tmp_path) as terminal,
    ):
        simulator.hold()
        terminal.until(is_live)
        terminal.press("tab", "right", "right", "right", "right", "s", *["down"] * 12)
        terminal.until(lambda screen: read(screen).sorted_by == "Handled" and at_cursor(screen)[0] == 12)
        places = {at_cursor(terminal.settle())}
        for _ in range(4):
            count = len(simulator.exchanges)
            simulator.step(1200)
            terminal.until(lambda _, seen=count: len(simulator.exchanges) > seen)
            screen = terminal.settle()
            assert read(screen).sorted_by == "Handled"
            places.add(at_cursor(screen))
            handled = [float(row["in_calls_handled_per_day"]) for row in newest(simulator).agent_rows]
            shown = [float(row["Handled"]) for row in read(screen).rows]
            assert shown == sorted(handled, reverse=True)[: len(shown)]
        assert len({name for _, name in places}) == 1
        assert len({row for row, _ in places}) > 1, "the row under the cursor never moved: nothing was shown"


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
