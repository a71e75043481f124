"""What a viewer reads about the link, and that the board goes on by itself (API.md, section 5)."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.program import deletes, is_live, quick, showing
from tests.terminal import Screen
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running

FOREIGN = {"data": {"stats_totals": ["in_calls_waiting"]}}


def says(*words: str) -> Callable[[Screen], bool]:
    """True of a screen on which all these words stand."""
    return lambda screen: all(word in " ".join(screen.text.split()) for word in words)


def answers(simulator: Simulator, path: str) -> list[int]:
    return [each.status for each in simulator.exchanges if each.path.endswith(path)]


@pytest.mark.parametrize(
    ("options", "secret", "path"),
    [
        pytest.param((), "demo-secret", "/oauth/token", id="by API secret"),
        pytest.param(("--sign-in", "password"), "demo-password", "/auth", id="by password"),
    ],
)
def test_both_sign_ins_lead_to_a_live_board(
    options: tuple[str, ...], secret: str, path: str, tmp_path: Path
) -> None:
    with (
        running(Options()) as simulator,
        showing(simulator, "ssh", tmp_path, *options, secret=secret) as terminal,
    ):
        terminal.until(is_live)
        assert answers(simulator, path) == [200]


def test_a_wrong_secret_is_said_with_what_to_check(tmp_path: Path) -> None:
    with (
        running(Options()) as simulator,
        showing(simulator, quick("desk", tmp_path), tmp_path, secret="wrong") as terminal,
    ):
        terminal.until(
            says("sign-in refused", "NO FIGURES YET", "the server refused the login of stats.user")
        )
        assert answers(simulator, "/oauth/token") == [401]


def test_the_retired_password_way_is_said_with_what_to_set(tmp_path: Path) -> None:
    with (
        running(Options(password_sign_in=False)) as simulator,
        showing(
            simulator, quick("desk", tmp_path), tmp_path, "--sign-in", "password", secret="demo-password"
        ) as terminal,
    ):
        terminal.until(says("this server no longer takes passwords", "API secret"))


def test_a_401_while_live_is_healed_unseen(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
        terminal.until(is_live)
        simulator.sign_out("stats.user")
        seen: list[Screen] = []

        def again(screen: Screen) -> bool:
            seen.append(screen)
            return answers(simulator, "/data")[-2:] == [200, 200] and 401 in answers(simulator, "/data")

        terminal.until(again)
        assert all(is_live(screen) for screen in seen)


def test_a_404_while_live_subscribes_again(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
        terminal.until(is_live)
        simulator.forget("stats.user")
        terminal.until(lambda _: answers(simulator, "/subscription") == [200, 200])
        terminal.until(lambda _: answers(simulator, "/data")[-1] == 200)
        terminal.until(is_live)


def test_a_full_tenant_is_said(tmp_path: Path) -> None:
    with (
        running(Options(limit=0)) as simulator,
        showing(simulator, quick("desk", tmp_path), tmp_path) as terminal,
    ):
        terminal.until(says("no free slot", "next try in", "the server has no free place for another screen"))
        assert deletes(simulator) == 1


def test_a_refused_subscription_is_said_with_the_servers_words(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        body = b'{"error_code": "17", "error_message": "unknown column wibble"}'
        simulator.fail_next(400, body, path_contains="/subscription", method="POST", times=9)
        with showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
            terminal.until(says("subscription refused", "unknown column wibble", "correct the layout"))


def test_a_login_in_use_is_left_alone_until_r_takes_it_over(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        simulator.occupy("stats.user", FOREIGN)
        with showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
            terminal.until(says("login in use", "this login feeds another program"))
            assert deletes(simulator) == 0
            assert answers(simulator, "/subscription") == []
            terminal.press("R")
            terminal.until(is_live)
            assert deletes(simulator) == 1


def test_a_login_in_use_by_a_screen_of_ours_is_named(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        simulator.occupy("stats.user", {"wb.kiosk-2.lobby.all": FOREIGN["data"]})
        with showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
            terminal.until(says("this login feeds another screen: kiosk-2 / lobby"))


def test_a_login_taken_while_live_keeps_its_figures_and_says_so(tmp_path: Path) -> None:
    with running(Options()) as simulator, showing(simulator, quick("desk", tmp_path), tmp_path) as terminal:
        terminal.until(is_live)
        simulator.occupy("stats.user", FOREIGN)
        terminal.until(says("login in use"))
        assert "Billing" in terminal.screen.text
        terminal.until(says("NOT LIVE since", "this login feeds another program"))
        assert "Billing" in terminal.screen.text


def test_take_over_takes_a_login_in_use_at_once(tmp_path: Path) -> None:
    with running(Options()) as simulator:
        simulator.occupy("stats.user", FOREIGN)
        with showing(simulator, quick("desk", tmp_path), tmp_path, "--take-over") as terminal:
            terminal.until(is_live)
