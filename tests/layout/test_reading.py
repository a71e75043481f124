"""A wrong layout tells all its problems at once, each where it stands."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.layout.strategies import VALUES
from wallboard.layout import Problem, Problems, find_layout, read_layout, shipped
from wallboard.layout.plan import FreshnessLimits

WRONG = sorted((Path(__file__).parent / "wrong").glob("*.toml"))


def problems(text: str, name: str = "desk.toml") -> Problems:
    with pytest.raises(Problems) as caught:
        read_layout(text, name)
    return caught.value


@pytest.mark.parametrize("file", [pytest.param(file, id=file.stem) for file in WRONG])
def test_a_wrong_layout_tells_all_its_problems(file: Path) -> None:
    """Each `wrong/NAME.toml` has its output beside it in `NAME.txt`."""
    expected = file.with_suffix(".txt").read_text("utf-8")
    assert f"{problems(file.read_text('utf-8'), file.name)}\n" == expected


@given(st.text(st.sampled_from("[]{}\"'=.#,\\ \t\n\r 0aé")))
@example("a = 1" + "0" * 5000)
@example("a = " + "[" * 20_000)
@example("a = " + "[" * 450 + "]" * 450)
def test_no_text_can_do_more_than_be_wrong(text: str) -> None:
    for problem in problems(text).problems:
        assert_is_in(text, problem)


@given(st.data())
@settings(deadline=None)
def test_a_shipped_layout_with_one_value_replaced_is_read_or_tells_where(data: st.DataObject) -> None:
    document = tomlkit.parse(find_layout(data.draw(st.sampled_from(shipped()))).read_text("utf-8")).unwrap()
    holder, name = data.draw(st.sampled_from(list(places(document))))
    holder[name] = data.draw(VALUES)
    text = tomlkit.dumps(document)
    try:
        read_layout(text, "desk.toml")
    except Problems as caught:
        for problem in caught.problems:
            assert_is_in(text, problem)
            assert "Input" not in problem.message, "pydantic's own words"


def places(value: Any) -> Iterator[tuple[Any, str | int]]:
    """Every place of a file that holds something."""
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield value, name
            yield from places(inner)


def assert_is_in(text: str, problem: Problem) -> None:
    lines = text.replace("\r\n", "\n").split("\n")
    assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


def test_bytes_that_are_no_utf_8_are_told_where_they_stand() -> None:
    with pytest.raises(Problems) as caught:
        read_layout('title = "x"\nname = "Ü'.encode() + b'\xfc"\n', "desk.toml")
    assert str(caught.value) == "desk.toml:2:10: expected UTF-8"


def test_bytes_are_read_as_their_text() -> None:
    text = find_layout("desk").read_bytes()
    assert read_layout(text, "desk") == read_layout(text.decode(), "desk")


def test_a_problem_reads_as_a_compiler_writes_it() -> None:
    problem = Problem("desk.toml", 12, 3, "unknown field `lable`", "label")
    assert str(problem) == "desk.toml:12:3: unknown field `lable`, did you mean `label`?"


def test_no_name_of_a_file_can_talk_to_the_terminal() -> None:
    text = '"\\u001b[31m" = 1\n[[page]]\n[[page.agent_grid]]\norder_by = "\\u009b2J"\n'
    text += 'columns = [{ id = "\\u009b3J", stat = "login_id" }]\n'
    assert all(line.isprintable() for line in str(problems(text)).split("\n"))


def test_problems_come_in_the_order_of_the_file() -> None:
    found = problems('theme = "x"\nrefresh = 0\ntitle = 5\n').problems
    assert [problem.line for problem in found] == [1, 1, 2, 3]


def test_an_unknown_statistic_is_no_problem_because_the_server_may_know_it() -> None:
    layout = read_layout(
        'title = "x"\n[[page]]\nname = "y"\n[[page.tile]]\nstat = "made_up"\nwarn = "5:00"\n', "x"
    )
    assert layout.pages[0].tiles[0].stat == "made_up"


def test_a_layout_of_the_least_has_the_defaults_of_the_design() -> None:
    layout = read_layout('title = "x"\n[[page]]\nname = "y"\n[page.ticker]\n', "x")
    assert (layout.screen, layout.refresh, layout.rotate, layout.theme) == ("160x50", 3, 0, "auto")
    assert layout.freshness_limits == FreshnessLimits(15, 30, 300)


@pytest.mark.parametrize(
    ("refresh", "limits"),
    [
        (1, (15, 30, 300)),
        (5, (15, 30, 300)),
        (6, (18, 36, 300)),
        (20, (60, 120, 400)),
        (300, (900, 1800, 6000)),
    ],
)
def test_the_levels_of_freshness_follow_the_refresh(refresh: int, limits: tuple[int, int, int]) -> None:
    layout = read_layout(f'title = "x"\nrefresh = {refresh}\n[[page]]\nname = "y"\n[page.ticker]\n', "x")
    assert layout.freshness_limits == FreshnessLimits(*limits)
