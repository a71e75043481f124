"""What the README's runner takes out of a README and off a screen; the runs themselves are `tests.readme`."""

from pathlib import Path

import pytest

from tests.readme import ROOT, Failed, command, is_board, moving, tile_labels
from tests.screen import screen_of

README = """\
# wallboard

Run `wallboard demo` or pytest.

```sh
python3 -m venv .venv && .venv/bin/wallboard demo
```

```
$ .venv/bin/pytest
```
"""


@pytest.mark.parametrize(
    ("wanted", "line"),
    [
        pytest.param(
            "wallboard demo",
            "python3 -m venv .venv && .venv/bin/wallboard demo",
            id="not the prose before it",
        ),
        pytest.param("pytest", ".venv/bin/pytest", id="without the prompt"),
    ],
)
def test_a_command_is_a_line_inside_a_fence(wanted: str, line: str) -> None:
    assert command(README, wanted) == line


def test_a_readme_without_the_command_fails_in_words() -> None:
    with pytest.raises(Failed, match="no line with 'tox'"):
        command(README, "tox")


def test_the_desk_says_which_tiles_to_look_for() -> None:
    assert len(tile_labels(ROOT / "layouts" / "desk.toml")) >= 6


def test_labels_are_those_of_the_first_page(tmp_path: Path) -> None:
    layout = tmp_path / "two.toml"
    layout.write_text('[[page]]\n[[page.tile]]\nlabel = "A"\n[[page]]\n[[page.tile]]\nlabel = "B"\n')
    assert tile_labels(layout) == ["A"]


LABELS = ["Waiting", "Longest wait", "Logged in", "Received"]


def board(status: str, *values: str) -> str:
    labels = "".join(label.ljust(20) for label in LABELS)
    return f"  Desk   {status}   10:42:07\n\n  {labels}\n  {''.join(value.ljust(20) for value in values)}\n"


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        pytest.param(board("● live, 1 s", "5", "4:12", "9", "2347"), True, id="live with figures"),
        pytest.param(board("● live, 1 s", "5", "4:12", "–", "–"), False, id="figures are missing"),
        pytest.param(board("○ waiting for first data, 1 s", "5", "4:12", "9", "7"), False, id="not live"),
        pytest.param("$ pip install\n", False, id="still installing"),
        pytest.param("  Desk  ● live, 1 s   10:42:07\n  Waiting\n  5", False, id="other tiles"),
    ],
)
def test_a_board_is_live_and_has_figures(text: str, yes: bool) -> None:
    assert is_board(screen_of(text, 100), LABELS) is yes


def test_tiles_that_moved_are_named_with_both_values() -> None:
    before = screen_of(board("● live, 1 s", "5", "4:12", "9", "2347"), 100)
    after = screen_of(board("● live, 2 s", "6", "4:12", "9", "2349"), 100)
    assert moving(before, after, LABELS) == ["Waiting 5 → 6", "Received 2347 → 2349"]
