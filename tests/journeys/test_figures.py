"""Every figure stands in its own place and is what the server answered; the test formats by itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.board_screen import Align, grid, tiles
from tests.journeys.program import SIZES, at_once, is_live, showing
from tests.terminal import Screen, Terminal
from wallboard.simulator.options import Options
from wallboard.simulator.recorder import Exchange
from wallboard.simulator.serving import Simulator, running

TILES = {
    "Waiting": ("in_calls_waiting", "count"),
    "Longest wait": ("in_max_wait_time", "time"),
    "Service level": ("service_level", "ratio"),
    "Abandoned": ("in_calls_abandoned_in_queue_ratio_per_day", "ratio"),
    "Ready": ("agents_ready", "count"),
    "Received today": ("in_calls_received_per_day", "count"),
}
SSH_TILES = ("Waiting", "Longest wait", "Service level", "Ready")

SERVICES = {
    "Service": ("name", "text"),
    "Waiting": ("in_calls_waiting", "count"),
    "Longest": ("in_max_wait_time", "time"),
    "Level": ("service_level", "ratio"),
    "Recvd.": ("in_calls_received_per_day", "count"),
    "Aband.": ("in_calls_abandoned_percent_per_day", "percent"),
    "Agents": ("agents_logged", "count"),
    "Busy": ("agents_busy", "count"),
}
AGENTS = {
    "Agent": ("first_last_name", "text"),
    "State": ("acd_state", "state"),
    "Reason": ("reason", "text"),
    "For": ("state_duration", "time"),
    "Handled": ("in_calls_handled_per_day", "count"),
    "AHT": ("calls_average_handling_time_per_day", "time"),
    "Team": ("team_name", "text"),
}
STATES = {"ready": "Ready", "not_ready": "Not ready", "busy": "Busy", "after_call_work": "After call"}


def written(raw: str, kind: str) -> str:
    """A value of the wire as a viewer is to read it (DESIGN section 8)."""
    if kind == "text":
        return raw
    if kind == "state":
        return STATES.get(raw, raw)
    if raw == "":
        return "–"
    number = float(raw)
    if kind == "time":
        minutes, seconds = divmod(int(number), 60)
        return (
            f"{minutes // 60}:{minutes % 60:02}:{seconds:02}" if minutes >= 60 else f"{minutes}:{seconds:02}"
        )
    if kind in ("ratio", "percent"):
        share = Decimal(raw) * 100 if kind == "ratio" else Decimal(raw)
        if 99 <= share < 100:
            return f"{min(share.quantize(Decimal('0.1'), ROUND_HALF_UP), Decimal('99.9'))} %"
        return f"{share.quantize(Decimal(1), ROUND_HALF_UP)} %"
    return f"{number:,.0f}".replace(",", " ") if number >= 10_000 else f"{number:.0f}"


@dataclass(frozen=True)
class Recorded:
    """One answer of the simulator, read without any code of the client."""

    totals: Mapping[str, str]
    service_rows: list[dict[str, str]]
    agent_rows: list[dict[str, str]]

    @classmethod
    def of(cls, exchange: Exchange, subscription: bytes) -> "Recorded":
        answer, asked = json.loads(exchange.response_body), json.loads(subscription)
        totals = {k: v for part in answer.values() for k, v in part.get("stats_totals", {}).items()}

        def rows(section: str) -> list[dict[str, str]]:
            app_id = next((app_id for app_id, part in asked.items() if part.get(section)), None)
            if app_id is None:
                return []
            columns = asked[app_id][section][0]["columns"]
            names = {column["id"]: column["stat_name"] for column in columns}
            values = next(g for g in answer[app_id][section] if g["id"] == asked[app_id][section][0]["id"])
            return [{names[k]: v for k, v in row.items()} for row in values["values"]]

        return cls(totals, rows("service_grids"), rows("agent_grids"))


def newest(simulator: Simulator) -> Recorded:
    exchanges = simulator.exchanges
    data = next(e for e in reversed(exchanges) if e.path.endswith("/data") and e.status == 200)
    asked = next(e for e in reversed(exchanges) if e.method == "POST" and e.path.endswith("/subscription"))
    return Recorded.of(data, asked.request_body)


def align_of(kind: str) -> Align:
    return "left" if kind in ("text", "state") else "right"


def assert_rows(
    screen: Screen, title: str, columns: Mapping[str, tuple[str, str]], rows: list[dict[str, str]]
) -> None:
    """Each row in sight holds the texts of one row of the answer, in the answer's order."""
    seen = grid(screen, title, [(label, align_of(kind)) for label, (_, kind) in columns.items()])
    assert seen.rows, screen.text
    for shown, row in zip(seen.rows, rows, strict=False):
        for label, (statistic, kind) in columns.items():
            expected = written(row[statistic], kind)
            text = shown[label].removeprefix("▌").lstrip("■▲ ")
            if text.endswith("…"):
                assert expected.startswith(text[:-1].rstrip()), (label, row)
            else:
                assert text == expected, (label, row)


def assert_screen(screen: Screen, layout: str, recorded: Recorded) -> None:
    labels = tuple(TILES) if layout == "desk" else SSH_TILES
    shown = tiles(screen, labels)
    for label in labels:
        statistic, kind = TILES[label]
        assert shown[label].value == written(recorded.totals[statistic], kind), label
    services = SERVICES if layout == "desk" else {k: v for k, v in SERVICES.items() if k != "Recvd."}
    assert_rows(screen, "Services", services, recorded.service_rows)
    assert_rows(screen, "Agents", AGENTS, recorded.agent_rows)


def next_answer(simulator: Simulator, terminal: Terminal) -> Recorded:
    """The answer that is on the screen once a newer one than now has come and was painted."""
    count = len(simulator.exchanges)
    terminal.until(lambda _: len(simulator.exchanges) > count)
    terminal.settle()
    return newest(simulator)


def differing(one: Screen, other: Screen) -> float:
    """The share of all the screen's cells whose characters differ."""
    pairs = [(a, b) for x, y in zip(one.cells, other.cells, strict=True) for a, b in zip(x, y, strict=True)]
    return sum(a.text != b.text for a, b in pairs) / len(pairs)


@pytest.mark.parametrize("layout", ["desk", "ssh"])
def test_each_figure_of_the_shipped_layouts_is_in_its_place_at_three_moments(
    layout: str, tmp_path: Path
) -> None:
    board = at_once(layout, tmp_path, "" if layout == "ssh" else "tick = false")
    with (
        running(Options(seed=11)) as simulator,
        showing(simulator, board, tmp_path, size=SIZES[layout]) as terminal,
    ):
        simulator.hold()
        terminal.until(is_live)
        for minutes in (0, 170, 350):
            simulator.step(minutes * 60)
            recorded = next_answer(simulator, terminal)
            assert_screen(terminal.screen, layout, recorded)


DENSE = """
title = "Dense"
refresh = 1
resort = 0
tick = false
[[page]]
name = "All"
%s
[[page.agent_grid]]
title = "Agents"
columns = [
%s
]
order_by = "state_duration"
order_dir = "DESC"
logged_in_only = true
"""
IDS = {"Person": ("user_id", "text"), "Crew": ("team_id", "text"), "Login": ("login_id", "text")}


@pytest.mark.parametrize("size", [(160, 50), (80, 24)], ids=["160x50", "80x24"])
def test_moments_that_differ_in_a_third_of_all_cells(size: tuple[int, int], tmp_path: Path) -> None:
    wide = size[0] > 80
    names = (*IDS, "Agent", "For", "Handled", "Team") if wide else ("Person", "Login", "For", "Handled")
    shown = {name: (IDS | AGENTS)[name] for name in names}
    labels = list(TILES)[: 6 if wide else 4]
    made = [f'[[page.tile]]\nstat = "{TILES[label][0]}"\nlabel = "{label}"' for label in labels]
    widths = {"Person": ", width = 36", "Crew": ", width = 36", "Login": ", width = 16"}
    columns = [
        f'  {{ stat = "{stat}", label = "{label}"{widths.get(label, "")} }},'
        for label, (stat, _) in shown.items()
    ]
    layout = tmp_path / "dense.toml"
    layout.write_text(DENSE % ("\n".join(made), "\n".join(columns)), encoding="utf-8")
    screens: list[Screen] = []
    with (
        running(Options(seed=11)) as simulator,
        showing(simulator, str(layout), tmp_path, size=size) as terminal,
    ):
        simulator.hold()
        terminal.until(is_live)
        for minutes in (0, 60, 90):
            simulator.step(minutes * 60)
            recorded = next_answer(simulator, terminal)
            screens.append(terminal.screen)
            seen = tiles(terminal.screen, labels)
            for label in labels:
                statistic, kind = TILES[label]
                assert seen[label].value == written(recorded.totals[statistic], kind), label
            assert_rows(terminal.screen, "Agents", shown, recorded.agent_rows)
    for one, other in ((0, 1), (1, 2), (0, 2)):
        assert differing(screens[one], screens[other]) >= 1 / 3
