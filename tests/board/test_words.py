"""Every error, phase and level has words, and they read well at night."""

import inspect
import re

import pytest

from wallboard.board import words
from wallboard.board.views import Level, Severity
from wallboard.feed import (
    LinkError,
    LoginInUse,
    NoAnswer,
    NoFreeSlot,
    NotAnAnswer,
    NotSubscribed,
    NotTrusted,
    PasswordRetired,
    Phase,
    PrivilegeMissing,
    Redirected,
    SecretUnreadable,
    ServerFault,
    SignedOut,
    SignInBlocked,
    SignInMalformed,
    SubscriptionRejected,
    UnexpectedStatus,
    Unreachable,
    WrongAddress,
    WrongCredentials,
)
from wallboard.protocol.subscription import Missing


def leaves(kind: type[LinkError]) -> set[type[LinkError]]:
    below = kind.__subclasses__()
    return {leaf for one in below for leaf in leaves(one)} if below else {kind}


def test_every_error_has_a_sentence() -> None:
    assert set(words.REASONS) == leaves(LinkError)


def test_every_phase_level_and_severity_has_its_words() -> None:
    assert set(words.PHASES) == set(Phase)
    assert set(words.LEVELS) == set(Level)
    assert set(words.SEVERITIES) == set(Severity)


@pytest.mark.parametrize(
    "error", sorted(leaves(LinkError), key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__
)
def test_a_sentence_uses_only_the_facts_of_its_error(error: type[LinkError]) -> None:
    facts = set(inspect.signature(error.__init__).parameters) - {"self", "args", "kwargs"}
    reason = words.REASONS[error]
    for clause in (reason.short, reason.happened, reason.to_do):
        assert set(re.findall(r"{(\w+)}", clause)) <= facts
        assert not clause.endswith(".")
        assert clause[0].islower() or clause[0] == "{"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            WrongCredentials("stats", "example.com"),
            "The server refused the login of stats at example.com. "
            "Check user, secret and tenant, then start again; wrong tries lock the account.",
        ),
        (
            SecretUnreadable(),
            "The secret can not be read. Check the file that secret_file names; it is read again by itself.",
        ),
        (
            PasswordRetired(),
            "This server no longer takes passwords. Have an API secret made for the user, "
            "give it in place of the password and set WALLBOARD_SIGN_IN=oauth.",
        ),
        (
            SignInBlocked("account_locked"),
            "The server does not let this login in: the account is locked. "
            "Ask its administrator, then press R.",
        ),
        (
            SignInBlocked("wait_before_login"),
            "This login signed in a moment ago, and the server wants a pause between. "
            "It signs in again by itself.",
        ),
        (
            SignInMalformed("scope is missing."),
            "The server does not understand the sign-in: scope is missing. Check user, secret and tenant.",
        ),
        (
            WrongAddress("https://example.com"),
            "There is no statistics server at https://example.com. "
            "Check the URL in the settings and start again.",
        ),
        (
            PrivilegeMissing("stats"),
            "stats may not read the statistics. Have the user given the privileges "
            "Access Realtime Stats API, View real-time agent metrics and View real-time service metrics, "
            "then press R.",
        ),
        (
            LoginInUse("kiosk-2 / lobby"),
            "This login feeds another screen: kiosk-2 / lobby. "
            "Stop it there, or press R to take the login over.",
        ),
        (
            LoginInUse(),
            "This login feeds another program. Stop it there, or press R to take the login over.",
        ),
        (SignedOut(), "The server has signed this login out. It signs in again by itself."),
        (
            NotSubscribed(),
            "The server has dropped this screen's subscription. It subscribes again by itself.",
        ),
        (
            SubscriptionRejected("7", "unknown statistic"),
            "The server refused what this layout asks for: unknown statistic. "
            "Correct the layout and start again.",
        ),
        (
            NoFreeSlot(),
            "The server has no free place for another screen. "
            "Close a screen that nobody needs, then press R.",
        ),
        (NoAnswer(5.0), "The server does not answer. It is asked again by itself."),
        (
            Unreachable("example.com", "no such host"),
            "The server example.com can not be reached: no such host. "
            "Check the network and the URL; it is asked again by itself.",
        ),
        (
            NotTrusted("example.com", "it has expired"),
            "The certificate of example.com is not trusted: it has expired. "
            "Check the URL and this machine's clock, or name your own authority with --ca-file.",
        ),
        (
            ServerFault(503, None, ""),
            "The server is out of order or overloaded: it answers 503. It is asked again by itself.",
        ),
        (
            Redirected(302, "https://elsewhere.com"),
            "The server sends us on to https://elsewhere.com, and our secret does not go there. "
            "Check the URL in the settings and start again.",
        ),
        (
            UnexpectedStatus(418, ""),
            "The server answers 418, which it should not. Check the URL; it is asked again by itself.",
        ),
        (
            NotAnAnswer("an empty body"),
            "The server's answer can not be read: an empty body. "
            "Check the URL and the proxy; it is asked again by itself.",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, LinkError) else "",
)
def test_the_sentence_says_what_happened_and_what_to_do(error: LinkError, sentence: str) -> None:
    assert words.sentence(error) == sentence


@pytest.mark.parametrize(
    ("error", "clause"),
    [
        (SubscriptionRejected("7", ""), "the server refused what this layout asks for: 7"),
        (SubscriptionRejected("", ""), "the server refused what this layout asks for: no reason given"),
        (SignInMalformed(""), "the server does not understand the sign-in: no reason given"),
        (SignInBlocked("moon_phase"), "the server does not let this login in: moon_phase"),
        (Redirected(302, ""), "the server sends us on to another address, and our secret does not go there"),
    ],
)
def test_a_clause_reads_well_without_the_servers_words(error: LinkError, clause: str) -> None:
    assert words.happened(error) == clause


def test_braces_in_what_a_server_says_are_only_text() -> None:
    assert "{user}" in words.sentence(SubscriptionRejected("7", "{user} {0}"))


@pytest.mark.parametrize(
    ("seconds", "expected", "in_sentence"),
    [
        (0, "0 s", "0 seconds"),
        (1.9, "1 s", "1 second"),
        (59, "59 s", "59 seconds"),
        (60, "1 min", "1 minute"),
        (14 * 60 + 7, "14 min", "14 minutes"),
        (3600, "1 h 0 m", "1 hour"),
        (2 * 3600 + 5 * 60, "2 h 5 m", "2 hours 5 minutes"),
        (49 * 3600 + 60, "49 h 1 m", "49 hours 1 minute"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_age_in_words(seconds: float, expected: str, in_sentence: str) -> None:
    assert words.age(seconds) == expected
    assert words.age_in_sentence(seconds) == in_sentence


def test_several_missing_names_are_told_in_one_sentence() -> None:
    missing = (Missing("team", "Front", "a", "g"), Missing("service", "Sales", "a", "g"))
    assert words.missing_sentence(missing) == "This server knows no team “Front”, no service “Sales”."
