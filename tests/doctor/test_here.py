"""What this computer lacks for a board."""

from pathlib import Path

import pytest

from wallboard.doctor import here
from wallboard.doctor.findings import Verdict
from wallboard.doctor.here import Screen

GOOD = Screen("xterm-256color", (160, 50), "truecolor", "unicode", "utf-8")


def test_a_good_terminal_has_no_fault() -> None:
    assert [finding.verdict for finding in here.terminal(GOOD, (160, 50))] == [Verdict.OK] * 3


@pytest.mark.parametrize(
    ("screen", "wanted", "verdict", "told"),
    [
        pytest.param(
            Screen("xterm", (80, 24), "eight", "unicode", "utf-8"),
            (160, 50),
            Verdict.WARN,
            "80x24, and the layout is made for 160x50",
            id="too small for the layout",
        ),
        pytest.param(
            Screen("xterm", (70, 24), "eight", "unicode", "utf-8"), None, Verdict.WARN, "70x24", id="tiny"
        ),
        pytest.param(
            Screen("dumb", (80, 24), "eight", "unicode", "utf-8"),
            None,
            Verdict.FAIL,
            "TERM is dumb",
            id="dumb",
        ),
        pytest.param(
            Screen("", (80, 24), "eight", "unicode", "utf-8"),
            None,
            Verdict.FAIL,
            "TERM is not set",
            id="no TERM",
        ),
        pytest.param(
            Screen("xterm", (80, 24), "eight", "ascii", "iso8859-1"),
            None,
            Verdict.WARN,
            "plain ASCII: the locale's encoding is iso8859-1",
            id="no UTF-8",
        ),
        pytest.param(
            Screen("xterm", None, "eight", "ascii", "utf-8"),
            None,
            Verdict.WARN,
            "this is no terminal",
            id="a pipe",
        ),
    ],
)
def test_what_is_wrong_with_a_terminal_is_told(
    screen: Screen, wanted: tuple[int, int] | None, verdict: Verdict, told: str
) -> None:
    findings = here.terminal(screen, wanted)
    assert any(finding.verdict is verdict and finding.what == told and finding.to_do for finding in findings)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    paths = {"good": tmp_path / "a" / "b", "bad": tmp_path / "file" / "folder"}
    good, bad = here.folders(paths)
    assert (good.verdict, bad.verdict) == (Verdict.OK, Verdict.WARN)
    assert bad.what == f"{tmp_path / 'file' / 'folder'} can't be written"


def test_settings_say_where_they_come_from_and_no_secret() -> None:
    told = here.settings({"url": "the option --url", "secret": "WALLBOARD_SECRET"}, {"url": "https://x"})
    assert [finding.what for finding in told] == ["https://x, from the option --url", "from WALLBOARD_SECRET"]
