"""Where the painter meets Textual: every private name is as it was, and without one Textual paints itself."""

import inspect
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import textual
from rich.segment import Segment
from textual import _compositor
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from tests.terminal import Terminal
from tests.ui.stage import StageApp, on_stage
from wallboard.ui import frames
from wallboard.ui.driver import SYNC_END, SYNC_START
from wallboard.ui.frames import WHOLE_UP_TO, PaintedApp, moved
from wallboard.ui.painter import Painter, Piece

# -- the private names ------------------------------------------------------------------------------


def test_textual_is_the_one_that_this_was_written_for() -> None:
    assert textual.__version__ == frames.WRITTEN_FOR


@pytest.mark.parametrize("name", frames.SIGNATURES)
def test_a_private_call_takes_what_it_took(name: str) -> None:
    holder, attribute = name.split(".")
    call = getattr(App if holder == "App" else getattr(_compositor, holder), attribute)
    assert tuple(inspect.signature(call).parameters) == frames.SIGNATURES[name]


@pytest.mark.parametrize("name", frames.ATTRIBUTES)
def test_an_app_has_a_private_name(name: str) -> None:
    assert hasattr(StageApp("desk"), name)


def test_app_display_still_looks_at_these_names_and_calls_the_hook() -> None:
    source = inspect.getsource(App._display)
    used = ("_batch_count", "_closed", "_driver", "_running", "is_headless", "is_inline", "post_display_hook")
    assert [name for name in used if name not in source] == []
    assert "_sync_available" in inspect.getsource(App._begin_update)


def test_a_layout_update_holds_strips_from_a_region() -> None:
    update = _compositor.LayoutUpdate([[Strip.blank(2), Strip.blank(3)]], Region(4, 1, 5, 1))
    pieces = frames._pieces(update)
    assert pieces is not None
    assert [(piece.x, piece.y, piece.cells) for piece in pieces] == [(4, 1, 2), (6, 1, 3)]


def test_a_chops_update_gives_the_chops_that_a_span_touches_uncropped() -> None:
    chops = [{0: Strip.blank(5), 5: Strip.blank(5), 10: None, 15: Strip.blank(5)}]
    update = _compositor.ChopsUpdate(chops, [(0, 7, 15)], [[5, 10, 15, 20]])
    pieces = frames._pieces(update)
    assert pieces is not None
    assert [(piece.x, piece.cells) for piece in pieces] == [(5, 5)]


# -- the fallback -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["App._display", "ChopsUpdate.__init__", "LayoutUpdate.__init__"])
def test_where_a_name_has_moved_textual_paints(
    name: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setitem(frames.SIGNATURES, name, ("self", "something", "else"))
    with caplog.at_level(logging.WARNING):
        app = StageApp("desk")
    assert app.painter is None
    assert name in caplog.text


def test_where_a_class_is_gone_textual_paints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(frames._HOLDERS, "ChopsUpdate", None)
    assert moved(StageApp("desk")) == ("ChopsUpdate.__init__",)
    assert StageApp("desk").painter is None


def test_here_the_painter_paints() -> None:
    app = StageApp("desk")
    assert moved(app) == ()
    assert isinstance(app.painter, Painter)


# -- frames that go out -------------------------------------------------------------------------------


class Tape:
    """A driver's place where what is written can be read; not headless, so that frames go out."""

    is_inline = False
    is_headless = False

    def __init__(self) -> None:
        self.writes: list[str] = []

    def write(self, data: str) -> None:
        self.writes.append(data)

    def flush(self) -> None:
        pass


@pytest.fixture
def tape(monkeypatch: pytest.MonkeyPatch) -> Tape:
    """Every app's frames go onto this."""
    tape = Tape()
    monkeypatch.setattr(PaintedApp, "is_headless", property(lambda app: False))
    display = PaintedApp._display

    def onto_tape(app: PaintedApp, *arguments: object) -> None:
        driver, app._driver = app._driver, tape  # type: ignore[assignment]
        try:
            display(app, *arguments)  # type: ignore[arg-type]
        finally:
            app._driver = driver

    monkeypatch.setattr(PaintedApp, "_display", onto_tape)
    return tape


async def test_a_frame_is_one_write_with_its_brackets(tape: Tape) -> None:
    app = StageApp("desk")
    app._sync_available = True
    async with on_stage(app, (160, 50)) as pilot:
        tape.writes.clear()
        app.forget_screen()
        await pilot.pause()
    (frame,) = tape.writes
    assert len(frame) > WHOLE_UP_TO
    assert frame.startswith(SYNC_START)
    assert frame.endswith(SYNC_END)
    assert frame.count("\x1b[?") == 2


async def test_a_small_frame_needs_no_brackets(tape: Tape) -> None:
    app = StageApp("desk")
    app._sync_available = True
    async with on_stage(app, (160, 50)) as pilot:
        tape.writes.clear()
        await pilot.press("down")
    (frame,) = tape.writes
    assert 0 < len(frame) <= WHOLE_UP_TO
    assert "\x1b[?" not in frame


async def test_a_terminal_that_knows_no_brackets_gets_none(tape: Tape) -> None:
    app = StageApp("desk")
    async with on_stage(app, (160, 50)):
        pass
    assert tape.writes
    assert "2026" not in "".join(tape.writes)


async def test_a_frame_that_changes_nothing_is_not_written(tape: Tape) -> None:
    app = StageApp("desk")
    async with on_stage(app, (160, 50)) as pilot:
        tape.writes.clear()
        app.screen.refresh(layout=True)
        await pilot.pause()
    assert tape.writes == []


async def test_frames_that_textual_drops_do_not_reach_the_shadow(tape: Tape) -> None:
    app = StageApp("desk")
    async with on_stage(app, (160, 50)):
        update = _compositor.LayoutUpdate([[Strip([Segment("x" * 160)])]], Region(0, 0, 160, 1))
        tape.writes.clear()
        app._batch_count += 1
        app._display(app.screen, update)
        assert tape.writes == []
        app._batch_count -= 1
        app._display(app.screen, update)
        assert "x" * 160 in tape.writes[0]


async def test_a_painter_that_fails_gives_way_to_textual(
    tape: Tape, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(painter: Painter, pieces: Iterator[Piece]) -> str:
        raise ZeroDivisionError

    app = StageApp("desk")
    async with on_stage(app, (160, 50)) as pilot:
        monkeypatch.setattr(Painter, "encode", fail)
        tape.writes.clear()
        await pilot.press("down")
        await pilot.pause()
        assert app.painter is None
        assert app.return_code is None
        assert tape.writes[0] == "\x1b[m"
        assert len("".join(tape.writes)) > 10_000
    assert "ZeroDivisionError" in caplog.text


# -- leaving ----------------------------------------------------------------------------------------


def test_the_pen_is_put_away_before_the_terminal_is_given_back(tmp_path: Path) -> None:
    from tests.ui.test_equal_to_stock import Board

    with Board("painted", "truecolor", tmp_path) as board:
        board.begin()
        board.press("q")
        Terminal.wait(board)
        leaving = board.raw[board.raw.rindex(b"\x1b[?2004l") - 3 :]
    assert leaving.startswith(b"\x1b[m")
