"""How a finding is told, and what the worst of them means."""

from wallboard.doctor.findings import Verdict, fail, lines, ok, warn, worst


def test_the_worst_finding_is_the_exit_code() -> None:
    assert worst([]) == 0
    assert worst([ok("a", "x"), ok("b", "y")]) == 0
    assert worst([ok("a", "x"), warn("b", "y", "Do.")]) == 1
    assert worst([fail("a", "x", "Do."), warn("b", "y", "Do.")]) is Verdict.FAIL == 2


def test_what_to_do_stands_below_what_is() -> None:
    assert lines(fail("sign-in", "the server refused the login", "Check user, secret and tenant."), 80) == [
        "fail  sign-in        the server refused the login",
        "                     Check user, secret and tenant.",
    ]


def test_long_words_wrap_and_nothing_is_cut() -> None:
    told = lines(warn("column", "column state_duration of “Agents” is empty in every row", "Ask."), 60)
    assert told == [
        "warn  column         column state_duration of “Agents” is",
        "                     empty in every row",
        "                     Ask.",
    ]
