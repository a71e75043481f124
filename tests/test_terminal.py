"""The harness itself, with programs of one line."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.terminal import Cell, Ended, Terminal, environment, screen_of


def python(program: str) -> list[str]:
    return [sys.executable, "-I", "-c", program]


def run(tmp_path: Path, command: list[str], *, columns: int = 40, rows: int = 6, **more: str) -> Terminal:
    return Terminal(command, columns=columns, rows=rows, env=environment(tmp_path, **more))


def printed(tmp_path: Path, text: str) -> Terminal:
    """A program that prints `text` and has ended."""
    terminal = run(tmp_path, python(f"import sys; sys.stdout.write({text!r})"))
    assert terminal.wait() == 0
    return terminal


def test_the_program_has_a_controlling_terminal_of_the_wanted_size_and_just_the_given_environment(
    tmp_path: Path,
) -> None:
    program = "import os; print(os.get_terminal_size(os.open('/dev/tty', 0)), sorted(os.environ))"
    with run(tmp_path, python(program), columns=120, rows=9) as terminal:
        assert terminal.wait() == 0
        assert "columns=120, lines=9" in terminal.screen.line(0)
        assert "['COLORTERM', 'HOME', 'LANG', 'PATH', 'TERM']" in terminal.screen.line(0)


def test_a_program_that_is_not_there_ends_with_a_word(tmp_path: Path) -> None:
    with run(tmp_path, ["no-such-program"]) as terminal:
        assert terminal.wait() == 1
        assert "no-such-program: No such file" in terminal.screen.text


@pytest.mark.parametrize(
    ("sequence", "style"),
    [
        pytest.param("\x1b[1;4;7m", Cell("x", bold=True, underline=True, reverse=True), id="attributes"),
        pytest.param("\x1b[2m", Cell("x", dim=True), id="dim"),
        pytest.param("\x1b[2m\x1b[22m", Cell("x"), id="dim and off"),
        pytest.param(
            "\x1b[38;2;2;2;2;48;5;2m", Cell("x", "020202", "00cd00"), id="a 2 inside a colour is not dim"
        ),
        pytest.param("\x1b[33;105m", Cell("x", "brown", "brightmagenta"), id="colours by name"),
    ],
)
def test_a_cell_has_its_text_colours_and_style(tmp_path: Path, sequence: str, style: Cell) -> None:
    with printed(tmp_path, f"{sequence}x") as terminal:
        assert terminal.screen.cell(0, 0) == style
        assert terminal.screen.cell(1, 0).text == " "


def test_places_are_columns_also_behind_wide_characters() -> None:
    screen = screen_of("Agent     For\n王小明   3:04\nIto       3:04")
    assert screen.find("3:04") == (9, 1)
    assert screen.find_all("3:04") == [(9, 1), (10, 2)]
    assert screen.between(1, 9, 13) == "3:04"
    assert screen.line(1).startswith("王小明   3:04")


def test_a_text_that_is_missing_is_told_with_the_screen() -> None:
    with pytest.raises(AssertionError, match="'Waiting' is not on the screen:\nAgents"):
        screen_of("Agents").find("Waiting")


@pytest.mark.parametrize(
    "sequence",
    [
        pytest.param("\x1b[>25u\x1b[<u", id="kitty flags pushed and popped"),
        pytest.param("\x1b[=1;1u", id="kitty flags set"),
        pytest.param("\x1b[?u", id="kitty flags asked for"),
        pytest.param("\x1b[>4;1m", id="modifyOtherKeys is no underline"),
        pytest.param("\x1b[?2026h\x1b[?2026l", id="synchronized output"),
        pytest.param("\x1b[?6n", id="extended cursor position"),
    ],
)
def test_private_sequences_print_nothing_and_leave_nothing(tmp_path: Path, sequence: str) -> None:
    with printed(tmp_path, f"a{sequence}b") as terminal:
        assert terminal.screen.text.split("\n")[0] == "ab"
        assert terminal.screen.cell(1, 0) == Cell("b")
        assert terminal.left_behind() == ()


@pytest.mark.parametrize(
    ("sequence", "left"),
    [
        pytest.param("\x1b[?1049h", "mode 1049 is on", id="alternate screen"),
        pytest.param("\x1b[?25l", "mode 25 is off", id="hidden cursor"),
        pytest.param("\x1b[?1000;1006h\x1b[?1000l", "mode 1006 is on", id="mouse"),
        pytest.param("\x1b[>1u\x1b[>1u\x1b[<u", "1 kitty flags are pushed", id="kitty flags"),
        pytest.param("\x1b[1m", "a style is still on", id="bold"),
        pytest.param("\x1b[2m", "a style is still on", id="dim"),
    ],
)
def test_what_a_program_leaves_behind_is_named(tmp_path: Path, sequence: str, left: str) -> None:
    with printed(tmp_path, sequence) as terminal:
        assert terminal.left_behind() == (left,)


def test_termios_are_compared_after_the_program_is_gone(tmp_path: Path) -> None:
    with run(tmp_path, python("import tty; tty.setraw(0)")) as terminal:
        terminal.wait()
        assert terminal.left_behind() == ("termios differ",)


def test_what_stood_before_the_alternate_screen_comes_back(tmp_path: Path) -> None:
    program = r"print('shell', end='\x1b[?1049h\x1b[Hboard', flush=True); input(); print('\x1b[?1049l!')"
    with run(tmp_path, python(program)) as terminal:
        terminal.until(lambda screen: "board" in screen.text)
        assert terminal.modes[1049]
        assert "shell" not in terminal.screen.text
        terminal.press("enter")
        terminal.wait()
        assert terminal.screen.line(0).startswith("shell!")
        assert not terminal.modes[1049]
        assert "board" not in terminal.screen.text


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("\x1b[?2026$p", "\x1b[?2026;2$y", id="synchronized output is known"),
        pytest.param("\x1b[?2048$p", "\x1b[?2048;0$y", id="other modes are not"),
        pytest.param("\x1b[5;9H\x1b[6n", "\x1b[5;9R", id="cursor position"),
    ],
)
def test_the_terminal_answers_questions(tmp_path: Path, question: str, answer: str) -> None:
    program = f"""
import os, tty
tty.setraw(0)
os.write(1, {question.encode()!r})
got = b""
while len(got) < {len(answer)}:
    got += os.read(0, 1)
os.write(1, b"\\x1b[H" + got.hex().encode())
"""
    with run(tmp_path, python(program)) as terminal:
        terminal.wait()
        assert terminal.screen.line(0).rstrip() == answer.encode().hex()


def test_sequences_and_characters_cut_in_two_by_a_read_are_whole_again(tmp_path: Path) -> None:
    program = """
import os, tty
tty.setraw(0)
for byte in "\\x1b[?1049h王\\x1b[?25l\\x1b[31mé\\x1b[?2026$p.".encode():
    os.write(1, bytes([byte]))
    os.read(0, 1)
"""
    with run(tmp_path, python(program)) as terminal:
        while not terminal.raw.endswith(b"."):
            assert terminal.read(30)
            terminal.press("x")
        assert [cell.text for cell in terminal.screen.cells[0][:2]] == ["王", ""]
        assert terminal.modes == {1049: True, 25: False}
        assert terminal.screen.cell(2, 0) == Cell("é", "red")
        assert terminal.screen.line(0).rstrip() == "王é."


def test_keys_clicks_and_a_new_size_reach_the_program(tmp_path: Path) -> None:
    program = """
import os, signal, tty
tty.setraw(0)
signal.signal(signal.SIGWINCH, lambda *_: os.write(1, b"%dx%d;" % os.get_terminal_size(0)))
os.write(1, b"ready;")
while (got := os.read(0, 99)) != b"q":
    os.write(1, ascii(got).encode() + b";")
"""
    with run(tmp_path, python(program), columns=70) as terminal:
        terminal.until(lambda screen: "ready" in screen.text)
        terminal.press("up")
        terminal.until(lambda screen: r"b'\x1b[A'" in screen.text)
        terminal.click(4, 2)
        terminal.until(lambda screen: r"b'\x1b[<0;5;3M\x1b[<0;5;3m'" in screen.text)
        terminal.resize(90, 8)
        screen = terminal.until(lambda screen: "90x8;" in screen.text)
        assert (screen.columns, screen.rows) == (90, 8)
        terminal.press("q")
        assert terminal.wait() == 0


def test_a_signal_ends_the_program_and_tells_its_status(tmp_path: Path) -> None:
    with run(tmp_path, python("print('up', flush=True); input()")) as terminal:
        terminal.until(lambda screen: "up" in screen.text)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == -signal.SIGTERM


def test_waiting_in_vain_shows_the_screen_and_the_last_bytes(tmp_path: Path) -> None:
    with run(tmp_path, python("print('\\x1b[1mhello', flush=True); input()")) as terminal:
        terminal.until(lambda screen: "hello" in screen.text)
        with pytest.raises(Ended, match=r"(?s)not seen within 0.1 s; the screen:\nhello.*\\x1b\[1mhello"):
            terminal.until(lambda screen: "goodbye" in screen.text, limit=0.1)


def test_waiting_on_a_program_that_has_ended_fails_at_once(tmp_path: Path) -> None:
    with (
        run(tmp_path, python("print('oops'); raise SystemExit(3)")) as terminal,
        pytest.raises(Ended, match=r"(?s)the program ended with 3.*oops"),
    ):
        terminal.until(lambda screen: "live" in screen.text, limit=600)


def test_a_program_that_stays_is_told_by_wait_and_killed_at_the_end(tmp_path: Path) -> None:
    with run(tmp_path, python("input()")) as terminal:
        with pytest.raises(Ended, match="the program still runs"):
            terminal.wait(limit=0.1)
        pid = terminal.pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_screen_taken_earlier_stays_as_it_was(tmp_path: Path) -> None:
    with run(tmp_path, python("print('one', flush=True); input(); print('\\x1b[Htwo')")) as terminal:
        before = terminal.until(lambda screen: "one" in screen.text)
        terminal.press("enter")
        terminal.wait()
        assert (before.line(0).rstrip(), terminal.screen.line(0).rstrip()) == ("one", "two")
