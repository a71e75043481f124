"""A viewer's hand in a real terminal: a filter typed and pasted, worst first, problems, columns."""

from pathlib import Path

import pytest

from tests.board_screen import Grid, grid
from tests.journeys.program import SIZES, is_live, quick, showing
from tests.journeys.test_figures import AGENTS, align_of, newest
from tests.terminal import Screen, Terminal
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running


def agents(screen: Screen, filtered: str = "") -> Grid:
    title = f"Agents / {filtered}" if filtered else "Agents"
    return grid(screen, title, [(label, align_of(kind)) for label, (_, kind) in AGENTS.items()])


def is_filtered_by(typed: str, screen: Screen) -> bool:
    return bool(screen.find_all(f"Agents / {typed} ─"))


def footer(screen: Screen) -> str:
    return screen.line(screen.rows - 1).strip()


@pytest.mark.parametrize("layout", ["desk", "ssh"])
def test_a_filter_is_typed_kept_and_cleared(layout: str, tmp_path: Path) -> None:
    with (
        running(Options(seed=3)) as simulator,
        showing(simulator, quick(layout, tmp_path), tmp_path, size=SIZES[layout]) as terminal,
    ):
        simulator.hold()
        terminal.until(is_live)
        terminal.press("tab", "/", *"team=")
        terminal.until(lambda screen: footer(screen).startswith("/ team=▌"))
        terminal.press(*"front")
        screen = terminal.until(lambda screen: is_filtered_by("team=front", screen))
        assert "enter keeps" in footer(screen)
        terminal.press("enter")
        terminal.until(lambda screen: "esc clear filter" in footer(screen))
        rows = newest(simulator).agent_rows
        front = sum(row["team_name"] == "Front" for row in rows)
        count = agents(terminal.settle(), "team=front").section.count
        assert f"{front} of {len(rows)}" in count
        terminal.press("escape")
        terminal.until(lambda screen: screen.find_all("Agents ──") and "esc" not in footer(screen))


def test_a_text_is_pasted_and_every_letter_is_text(tmp_path: Path) -> None:
    with running(Options(seed=3)) as simulator, showing(simulator, "desk", tmp_path) as terminal:
        terminal.until(is_live)
        terminal.press("/", *"q1u")
        terminal.send("\x1b[200~王\nR\x1b[201~")
        terminal.until(lambda screen: footer(screen).startswith("/ q1u王 R▌"))
        terminal.press("backspace", "backspace", "backspace", "backspace")
        terminal.until(lambda screen: footer(screen).startswith("/ q1▌"))
        terminal.press("ctrl+c")
        assert terminal.wait() == 0
        assert terminal.left_behind() == ()


def test_worst_first_puts_alerts_before_warnings_and_n_goes_through_them(tmp_path: Path) -> None:
    def signs(screen: Screen) -> str:
        return "".join(row["For"][0] for row in agents_worst(screen).rows)

    def agents_worst(screen: Screen) -> Grid:
        return grid(
            screen, "Agents  worst first", [(label, align_of(kind)) for label, (_, kind) in AGENTS.items()]
        )

    with (
        running(Options(seed=3)) as simulator,
        showing(simulator, quick("desk", tmp_path), tmp_path) as terminal,
    ):
        simulator.hold()
        simulator.step(1200)
        terminal.until(is_live)
        terminal.press("tab", "right", "s", "!")
        terminal.until(lambda screen: screen.find_all("Agents  worst first ─"))
        shown = signs(terminal.settle())
        alerts, warnings = shown.count("■"), shown.count("▲")
        assert shown.startswith("■" * alerts + "▲" * warnings)
        assert alerts + warnings
        terminal.press("N", "N")
        terminal.until(lambda screen: cursor_row(screen) == agents_worst(screen).first_row + 1)
        terminal.press("!")
        terminal.until(lambda screen: screen.find_all("Agents ─") and agents(screen).sorted_by == "State")


def cursor_row(screen: Screen) -> int:
    return next(y for x, y in screen.find_all("▌") if x > 70)


def labels(terminal: Terminal) -> list[str]:
    screen = terminal.settle()
    x, y = screen.find("Agents ─")
    return screen.between(y + 1, x, screen.columns).split()


def test_columns_are_chosen_over_the_page(tmp_path: Path) -> None:
    with running(Options(seed=3)) as simulator, showing(simulator, "desk", tmp_path) as terminal:
        simulator.hold()
        terminal.until(is_live)
        terminal.press("tab")
        before = labels(terminal)
        terminal.press("c")
        screen = terminal.until(lambda screen: screen.find_all("Columns of Agents ─"))
        assert screen.find_all("[x] Reason")
        terminal.press("down", "down", "space", "down", "K", "K", "+")
        terminal.until(lambda screen: screen.find_all("[ ] Reason") and screen.find_all("+2"))
        terminal.press("enter")
        terminal.until(lambda screen: not screen.find_all("Columns of"))
        without = [label for label in before if label not in ("Reason", "≈For↓")]
        assert labels(terminal) == [without[0], "≈For↓", *without[1:]]


@pytest.mark.parametrize("colours", ["16", "none"])
def test_prompt_and_columns_in_ascii(colours: str, tmp_path: Path) -> None:
    with (
        running(Options(seed=3)) as simulator,
        showing(simulator, "ssh", tmp_path, "--ascii", colours=colours) as terminal,
    ):
        terminal.until(is_live)
        terminal.press("c")
        screen = terminal.until(lambda screen: screen.find_all("Columns of Services -"))
        assert screen.find_all(">[x] Service")
        terminal.press("enter", "/", *"for>5:00")
        screen = terminal.until(lambda screen: footer(screen).startswith("/ for>5:00_"))
        assert screen.text.isascii()
