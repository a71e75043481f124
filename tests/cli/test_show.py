"""`wallboard show`: where the secret comes from, whom it trusts, and what it writes down."""

import json
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.cli.program import WALLBOARD
from tests.cli.servers import PEM, tls_before
from tests.journeys.program import is_live, showing
from tests.journeys.test_link import FOREIGN, says
from tests.terminal import Terminal, environment
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

USER = ("--user", "stats.user")


def show(
    home: Path, url: str, *options: str, columns: int = 80, rows: int = 24, **variables: str
) -> Terminal:
    command = [WALLBOARD, "show", "ssh", "--url", url, *USER, *options]
    return Terminal(command, columns=columns, rows=rows, env=environment(home, **variables))


def secrets(simulator: Simulator) -> list[str]:
    """What was sent at each sign-in."""
    tokens = (each for each in simulator.exchanges if each.path.endswith("/oauth/token"))
    return [parse_qs(each.request_body.decode())["client_secret"][0] for each in tokens]


# The secret


def test_it_is_asked_for_unseen_where_none_is_set(tmp_path: Path) -> None:
    with running(Options()) as simulator, show(tmp_path, simulator.url) as terminal:
        terminal.until(says("Secret of stats.user:"))
        terminal.send("demo-secret\r")
        terminal.until(is_live)
        assert b"demo-secret" not in terminal.raw


def test_ctrl_c_at_the_question_ends_quietly(tmp_path: Path) -> None:
    with show(tmp_path, "https://stats.example.test") as terminal:
        terminal.until(says("Secret of stats.user:"))
        terminal.press("ctrl+c")
        assert terminal.wait() == 130
        assert terminal.left_behind() == ()
        assert "Traceback" not in terminal.screen.text


def test_the_file_is_read_anew_at_each_sign_in(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("demo-secret\n")
    with (
        running(Options()) as simulator,
        show(tmp_path, simulator.url, "--secret-file", str(file)) as terminal,
    ):
        terminal.until(is_live)
        file.write_text("another\n")
        simulator.sign_out("stats.user")
        terminal.until(lambda _: len(secrets(simulator)) > 1)
        assert secrets(simulator)[:2] == ["demo-secret", "another"]


@pytest.mark.parametrize("content", [None, ""], ids=["missing", "empty"])
def test_a_file_without_a_secret_is_told_before_the_screen_opens(content: str | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "secret").write_text(content)
    with show(tmp_path, "https://stats.example.test", "--secret-file", str(tmp_path / "secret")) as terminal:
        assert terminal.wait() == 2
        assert b"gives no secret" in terminal.raw
        assert b"\x1b" not in terminal.raw


def test_a_wrong_layout_is_told_before_the_secret_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "wrong.toml").write_text("titel = 3\n")
    command = [WALLBOARD, "show", "wrong.toml", "--url", "https://stats.example.test", *USER]
    with Terminal(command, columns=120, rows=24, env=environment(tmp_path), cwd=tmp_path) as terminal:
        assert terminal.wait() == 2
        assert "wrong.toml:1:1: " in terminal.screen.text
        assert "Secret of" not in terminal.screen.text
        assert b"\x1b" not in terminal.raw


# Settings


def test_everything_may_stand_in_a_profile(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "wallboard"
    folder.mkdir(parents=True)
    (folder / "secret").write_text("demo-password")
    with running(Options()) as simulator:
        simulator.occupy("stats.user", FOREIGN)
        (folder / "config.toml").write_text(
            f'[profile.night]\nurl = "{simulator.url}"\ntenant = "example"\nuser = "stats.user"\n'
            f'secret_file = "{folder / "secret"}"\nsign_in = "password"\ntake_over = true\n'
        )
        command = [WALLBOARD, "show", "ssh", "--profile", "night"]
        env = environment(tmp_path, XDG_CONFIG_HOME=str(folder.parent))
        with Terminal(command, columns=80, rows=24, env=env) as terminal:
            terminal.until(is_live)
        asked = next(each for each in simulator.exchanges if each.path.endswith("/auth"))
        assert json.loads(asked.request_body) == {
            "tenant_url": "example",
            "username": "stats.user",
            "password": "demo-password",
        }


# Trust


def test_an_authority_of_ones_own_makes_a_live_board(tmp_path: Path) -> None:
    with (
        running(Options()) as simulator,
        tls_before(simulator.url) as url,
        show(tmp_path, url, "--ca-file", str(PEM), WALLBOARD_SECRET="demo-secret") as terminal,
    ):
        terminal.until(is_live)


def test_without_it_the_board_says_what_is_not_trusted(tmp_path: Path) -> None:
    with running(Options()) as simulator, tls_before(simulator.url) as url:
        with show(tmp_path, url, columns=160, rows=50, WALLBOARD_SECRET="demo-secret") as terminal:
            terminal.until(says("not trusted", "certificate of localhost", "name your own authority"))
        assert simulator.exchanges == ()


# The log


@pytest.mark.parametrize(
    ("options", "secret"),
    [((), "demo-secret"), (("--sign-in", "password"), "demo-password")],
    ids=["by API secret", "by password"],
)
def test_it_goes_to_the_state_folder_and_holds_no_secret(
    options: tuple[str, ...], secret: str, tmp_path: Path
) -> None:
    with (
        running(Options()) as simulator,
        showing(simulator, "ssh", tmp_path, *options, secret=secret) as terminal,
    ):
        terminal.until(is_live)
        simulator.sign_out("stats.user")
        terminal.until(lambda _: sum("token" in e.path or "auth" in e.path for e in simulator.exchanges) > 1)
        terminal.until(lambda _: simulator.exchanges[-1].status == 200)
        terminal.press("q")
        assert terminal.wait() == 0
        raw = terminal.raw
        hidden = [secret, *credentials(simulator)]
    log = (tmp_path / ".local" / "state" / "wallboard" / "wallboard.log").read_text()
    assert "wallboard.session" in log
    assert len(hidden) >= 3
    assert not [each for each in hidden if each in log or each.encode() in raw]
    assert b"wallboard.session" not in raw


def credentials(simulator: Simulator) -> list[str]:
    """Tokens and cookies, as the server gave them."""
    found = []
    for each in simulator.exchanges:
        if "token" in each.path or each.path.endswith("/auth"):
            reply = json.loads(each.response_body)
            found += [reply[name] for name in ("access_token", "token") if name in reply]
        found += [value.split("=", 1)[1] for value in each.request_headers.getlist("cookie")]
        found += [value.split()[1] for value in each.request_headers.getlist("authorization")]
    return found


def test_it_goes_to_the_file_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "new" / "board.log"
    with running(Options()) as simulator, showing(simulator, "ssh", tmp_path, "--log", str(file)) as terminal:
        terminal.until(is_live)
    assert "wallboard.session" in file.read_text()
    assert not list((tmp_path / ".local").rglob("*.log"))


def test_a_file_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with show(tmp_path, "https://stats.example.test", "--log", str(tmp_path / "file" / "log")) as terminal:
        assert terminal.wait() == 2
        assert b"The log can't be written to" in terminal.raw
        assert b"\x1b" not in terminal.raw


def test_without_a_state_folder_there_is_a_board_all_the_same(tmp_path: Path) -> None:
    (tmp_path / ".local").write_text("")
    with running(Options()) as simulator, showing(simulator, "ssh", tmp_path) as terminal:
        terminal.until(is_live)


# The login


def test_a_second_board_on_this_login_is_told_who_holds_it_and_signs_nobody_out(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, "desk", tmp_path) as first:
        first.until(is_live)
        with showing(simulator, "ssh", tmp_path, size=(300, 24)) as second:
            assert second.wait() == 5
        said = " ".join(second.screen.text.split())
        assert len(secrets(simulator)) == 1
    assert said.startswith("Another board on this computer uses this login (layout desk, process ")
    assert said.endswith("give this one a login of its own, or start it with --take-over.")


def test_a_wall_that_is_told_to_take_over_does_so_beside_another_on_this_computer(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, "desk", tmp_path) as first:
        first.until(is_live)
        with showing(simulator, "ssh", tmp_path, "--take-over") as second:
            second.until(is_live)
            first.until(says("login in use"))
