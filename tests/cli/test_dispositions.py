"""`wallboard dispositions`, and by it how every command reaches a server: settings, proxies, certificates."""

from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import parse_qs

import pytest

from tests.cli.program import run
from tests.cli.servers import PEM, proxy, tls_before
from wallboard.simulator.options import Options
from wallboard.simulator.serving import Simulator, running


@pytest.fixture
def simulator() -> Iterator[Simulator]:
    with running(Options()) as simulator:
        yield simulator


def ask(url: str, home: Path, *options: str, **variables: str) -> CompletedProcess[str]:
    known = {"WALLBOARD_SECRET": "demo-secret", "WALLBOARD_USER": "stats.user", "WALLBOARD_URL": url}
    return run("dispositions", *options, home=home, **known | variables)


def token_request(simulator: Simulator) -> dict[str, list[str]]:
    (exchange,) = (each for each in simulator.exchanges if each.path.endswith("/oauth/token"))
    return parse_qs(exchange.request_body.decode())


def test_each_name_is_a_line(simulator: Simulator, tmp_path: Path) -> None:
    answered = ask(simulator.url, tmp_path)
    assert (answered.returncode, answered.stderr) == (0, "")
    lines = answered.stdout.splitlines()
    assert len(lines) > 3
    assert all(line == line.strip() != "" for line in lines)
    assert simulator.exchanges[-1].query == ""


@pytest.mark.parametrize(
    ("options", "query"),
    [
        (("--agent-can-select",), "agentCanSelect=1"),
        (("--inbound",), "inbound=1"),
        (("--outbound",), "outbound=1"),
        (("--preview",), "preview=1"),
        (
            ("--preview", "--outbound", "--inbound", "--agent-can-select"),
            "agentCanSelect=1&inbound=1&outbound=1&preview=1",
        ),
    ],
)
def test_options_are_the_parameters_of_the_request(
    options: tuple[str, ...], query: str, simulator: Simulator, tmp_path: Path
) -> None:
    assert ask(simulator.url, tmp_path, *options).returncode == 0
    assert simulator.exchanges[-1].query == query


def test_a_refused_sign_in_is_a_sentence(simulator: Simulator, tmp_path: Path) -> None:
    refused = ask(simulator.url, tmp_path, WALLBOARD_SECRET="wrong-secret")
    assert (refused.returncode, refused.stdout) == (4, "")
    assert refused.stderr.startswith("The server refused the login of stats.user at 127.0.0.1. ")
    assert "wrong-secret" not in refused.stderr


def test_a_server_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    refused = ask("http://127.0.0.1:9", tmp_path)
    assert (refused.returncode, refused.stdout) == (4, "")
    assert refused.stderr == (
        "The server 127.0.0.1 can not be reached: Connection refused. Check the network and the URL.\n"
    )


@pytest.mark.parametrize(
    ("status", "path", "sentence"),
    [
        (403, "dispositions", "Have the user given the privileges "),
        (401, "dispositions", "Try again later.\n"),
        (503, "dispositions", "it answers 503. Try again later.\n"),
        (302, "token", "Check the URL in the settings and start again.\n"),
    ],
)
def test_a_refusal_says_what_to_do_here_and_nothing_that_only_a_board_does(
    status: int, path: str, sentence: str, simulator: Simulator, tmp_path: Path
) -> None:
    simulator.fail_next(status, path_contains=path)
    refused = ask(simulator.url, tmp_path)
    assert refused.returncode == 4
    assert sentence in refused.stderr
    assert "by itself" not in refused.stderr
    assert "press R" not in refused.stderr


# Settings


def test_options_go_before_variables_and_these_before_the_file(simulator: Simulator, tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "wallboard"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('tenant = "file"\nuser = "file"\n[profile.b]\ntenant = "profile"\n')
    options = ("--user", "stats.user", "--profile", "b")
    answered = ask(
        simulator.url, tmp_path, *options, WALLBOARD_USER="variable", XDG_CONFIG_HOME=str(folder.parent)
    )
    assert answered.returncode == 0, answered.stderr
    asked = token_request(simulator)
    assert asked["client_id"] == ["stats.user"]
    assert asked["scope"] == ["profile"]


def test_the_tenant_defaults_to_the_host(simulator: Simulator, tmp_path: Path) -> None:
    ask(simulator.url, tmp_path)
    assert token_request(simulator)["scope"] == ["127.0.0.1"]


def test_the_way_to_sign_in_is_a_variable_too(simulator: Simulator, tmp_path: Path) -> None:
    variables = {"WALLBOARD_SIGN_IN": "password", "WALLBOARD_SECRET": "demo-password"}
    assert ask(simulator.url, tmp_path, **variables).returncode == 0
    assert any(each.path.endswith("/statsapi/auth") for each in simulator.exchanges)


def test_the_secret_may_stand_in_a_file(simulator: Simulator, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("demo-secret\n")
    options = ("--secret-file", str(tmp_path / "secret"))
    assert ask(simulator.url, tmp_path, *options, WALLBOARD_SECRET="wrong").returncode == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(("--secret", "x"), "No such option '--secret'", id="the secret as an option"),
        pytest.param(
            ("--secret-file", "nowhere"), "nowhere gives no secret: No such file", id="no such file"
        ),
        pytest.param(("--url", "http://stats.example.test"), "use https://", id="http elsewhere"),
        pytest.param(("--profile", "x"), "has no profile 'x'", id="no such profile"),
        pytest.param(("--ca-file", "nowhere"), "nowhere: No such file", id="no such authority"),
    ],
)
def test_what_can_not_be_used_is_a_sentence(options: tuple[str, ...], words: str, tmp_path: Path) -> None:
    refused = ask("https://stats.example.test", tmp_path, *options)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert words in refused.stderr
    assert "Traceback" not in refused.stderr


def test_where_nobody_can_be_asked_the_missing_secret_is_told(tmp_path: Path) -> None:
    refused = ask("https://stats.example.test", tmp_path, WALLBOARD_SECRET="")
    assert refused.returncode == 2
    assert refused.stderr == "No secret is set. Give WALLBOARD_SECRET, or a file with --secret-file.\n"


# Proxies


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment_is_used(variable: str, tmp_path: Path) -> None:
    with proxy() as (url, asked):
        refused = ask("https://stats.example.test", tmp_path, **{variable: url})
    assert asked == ["CONNECT stats.example.test:443 HTTP/1.1"]
    assert refused.returncode == 4
    assert len(refused.stderr.splitlines()) == 1


def test_no_proxy_is_used_for_what_it_excepts(tmp_path: Path) -> None:
    with proxy() as (url, asked):
        refused = ask("https://stats.example.test", tmp_path, HTTPS_PROXY=url, NO_PROXY="example.test")
    assert asked == []
    assert refused.returncode == 4


def test_a_proxy_is_never_used_for_this_machine(simulator: Simulator, tmp_path: Path) -> None:
    with proxy() as (url, asked):
        answered = ask(simulator.url, tmp_path, HTTP_PROXY=url, http_proxy=url, ALL_PROXY=url)
    assert answered.returncode == 0
    assert asked == []


# Certificates


def test_an_authority_of_ones_own_is_trusted_when_it_is_named(simulator: Simulator, tmp_path: Path) -> None:
    with tls_before(simulator.url) as url:
        answered = ask(url, tmp_path, "--ca-file", str(PEM))
    assert (answered.returncode, answered.stderr) == (0, "")


def test_else_it_is_not_trusted_and_nothing_is_sent(simulator: Simulator, tmp_path: Path) -> None:
    with tls_before(simulator.url) as url:
        refused = ask(url, tmp_path)
    assert refused.returncode == 4
    assert refused.stderr.startswith("The certificate of localhost is not trusted: ")
    assert refused.stderr.endswith("or name your own authority with --ca-file.\n")
    assert simulator.exchanges == ()


def test_an_authority_does_not_vouch_for_another_host(simulator: Simulator, tmp_path: Path) -> None:
    with tls_before(simulator.url) as url:
        refused = ask(url.replace("localhost", "127.0.0.2"), tmp_path, "--ca-file", str(PEM))
    assert refused.returncode == 4
    assert simulator.exchanges == ()
