"""Whole screens of the real app, as SVG for a human's eye: `pytest --snapshot-update` after a wanted change.

The board has one fixed delivery and a clock that stands; the drawing is `screenshots.svg`'s, so that
the stored files name no foreign host and change with nothing but the screen.
"""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from screenshots.svg import svg_of
from tests.still import SIZES
from tests.ui.stage import StageApp, screen_of, until

STORED = Path(__file__).parent / "__snapshots__"
Compare = Callable[..., bool]


class DrawnApp(StageApp):
    """The plugin asks the app for its screenshot; this one draws it by our own hand."""

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        return svg_of(screen_of(self), title or "")


async def delivered(pilot: Pilot[None]) -> None:
    app = pilot.app
    assert isinstance(app, DrawnApp)
    await until(pilot, lambda: app.stage_feed.is_empty)


@pytest.mark.parametrize("layout", SIZES)
def test_a_shipped_layout_as_it_is_seen(layout: str, snap_compare: Compare) -> None:
    assert snap_compare(DrawnApp(layout), terminal_size=SIZES[layout], run_before=delivered)


def test_the_help_over_the_page(snap_compare: Compare) -> None:
    app = DrawnApp("desk")
    assert snap_compare(app, press=["question_mark"], terminal_size=SIZES["desk"], run_before=delivered)


def test_the_second_page_in_the_theme_for_the_day(snap_compare: Compare) -> None:
    app = DrawnApp("desk")
    assert snap_compare(app, press=["t", "2"], terminal_size=SIZES["desk"], run_before=delivered)


def test_no_stored_screen_names_a_host_but_its_own_format() -> None:
    stored = list(STORED.rglob("*.svg"))
    assert stored
    named = {host for file in stored for host in re.findall(r"\w+://[^\"\s<>]+", file.read_text("utf-8"))}
    assert named == {"http://www.w3.org/2000/svg"}
