"""`wallboard doctor`: a table, an exit code, and nothing thrown out."""

from pathlib import Path

from tests.cli.program import run
from tests.journeys.program import is_live, showing
from wallboard.simulator.options import Options
from wallboard.simulator.serving import running

USER = ("--user", "stats.user")


def test_it_tells_a_line_each_and_exits_by_the_worst(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        done = run(
            *("doctor", "desk", "--url", simulator.url, *USER), home=tmp_path, WALLBOARD_SECRET="demo-secret"
        )
    assert done.returncode == 1, done.stderr
    lines = done.stdout.splitlines()
    assert f"ok    url            {simulator.url}, from the option --url" in lines
    assert "ok    secret         from WALLBOARD_SECRET" in lines
    assert "warn  terminal       this is no terminal" in lines
    assert "ok    layout         the server takes its subscription" in lines
    assert lines[-1].endswith("1 to look at, 0 failed.")
    assert "demo-secret" not in done.stdout + done.stderr


def test_a_failure_exits_with_2_and_says_what_to_do(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        done = run("doctor", "--url", simulator.url, *USER, home=tmp_path, WALLBOARD_SECRET="wrong")
    assert done.returncode == 2
    assert "fail  sign-in        the server refused the login" in done.stdout
    assert "check user, secret and tenant" in done.stdout.lower()


def test_beside_a_board_of_this_computer_it_tries_no_layout(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, "desk", tmp_path) as terminal:
        terminal.until(is_live)
        before = [each.path for each in simulator.exchanges if each.method in ("POST", "DELETE")]
        done = run(
            "doctor", "desk", "--url", simulator.url, *USER, home=tmp_path, WALLBOARD_SECRET="demo-secret"
        )
        after = [each.path for each in simulator.exchanges if each.method in ("POST", "DELETE")]
    assert "warn  login          a board on this computer uses it (layout desk, process" in done.stdout
    assert "layout         the server" not in done.stdout
    assert after == [*before, "/configapi/v2/oauth/token"]


def test_a_wrong_layout_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("title = 1\n")
    done = run("doctor", "bad.toml", "--url", "https://x.test", *USER, home=tmp_path)
    assert done.returncode == 2
    assert "bad.toml:1:9" in done.stderr
