"""What rows said in the last quarter of an hour: bounded, by their keys, with its gaps."""

import sys
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.board.wall import agents, columns
from wallboard.board.row_history import EVERY_S, KEPT, RowHistory
from wallboard.board.table import RowKey
from wallboard.feed import Moment
from wallboard.layout.plan import Figure
from wallboard.protocol.kinds import Kind
from wallboard.protocol.values import UNKNOWN, Number, Value

FIGURES = columns(
    ("first_last_name", Figure("Agent", Kind.TEXT)),
    ("state_duration", Figure("For", Kind.SECONDS)),
    ("in_calls_handled_per_day", Figure("Handled", Kind.COUNT)),
    ("login_at", Figure("At", Kind.TIMESTAMP)),
    ("service_level", Figure("Level", Kind.RATIO)),
)
PLAN = agents(FIGURES[0], replace(FIGURES[1], runs=True), *FIGURES[2:])
HANDLED, LEVEL = 2, 4
ITO, LEE = ("ito", 0), ("lee", 0)


def at(minutes: float) -> Moment:
    return Moment(60 * minutes, 1e6 + 60 * minutes)


def sampled(history: RowHistory, minutes: float, **handled: float | None) -> bool:
    keys = [(name, 0) for name in handled]
    values: list[Value] = [UNKNOWN if one is None else Number(one) for one in handled.values()]
    return history.take(at(minutes), keys, lambda _: values)


def said(history: RowHistory, now: float, back: float, key: RowKey = ITO) -> Value | None:
    sample = history.before(at(now).at, 60 * back)
    return None if sample is None else history.value(sample, key, HANDLED)


def test_only_figures_that_stand_between_answers_have_a_past() -> None:
    assert RowHistory(PLAN).columns == (HANDLED, LEVEL)


def test_a_minute_has_one_sample() -> None:
    history = RowHistory(PLAN)
    taken = [sampled(history, minutes, ito=9) for minutes in (0, 0.05, 0.9, 1, 1.5, 2)]
    assert taken == [True, False, False, True, False, True]


def test_a_row_is_found_by_its_key_wherever_it_stood() -> None:
    history = RowHistory(PLAN)
    sampled(history, 0, ito=9, lee=4)
    sampled(history, 1, lee=5, ito=10)
    assert [said(history, 1, back, key) for key in (ITO, LEE) for back in (1, 0)] == [
        *(Number(9), Number(10)),
        *(Number(4), Number(5)),
    ]


def test_what_was_not_known_and_who_was_not_there_is_unknown() -> None:
    history = RowHistory(PLAN)
    sampled(history, 0, ito=None)
    sampled(history, 1, ito=9, lee=4)
    assert said(history, 1, 1) is UNKNOWN
    assert said(history, 1, 1, LEE) is UNKNOWN
    assert said(history, 1, 0, ("sato", 0)) is UNKNOWN


def test_a_gap_stays_a_gap() -> None:
    history = RowHistory(PLAN)
    sampled(history, 0, ito=9)
    sampled(history, 9, ito=12)
    assert said(history, 9, 9) == Number(9)
    assert said(history, 9, 4) is None


def test_it_forgets_what_is_longer_ago() -> None:
    history = RowHistory(PLAN)
    for minute in range(60):
        sampled(history, minute, ito=minute)
    assert history.since == at(60 - KEPT).at
    assert said(history, 59, 15) == Number(44)


def test_a_staff_that_changes_over_does_not_pile_up() -> None:
    history = RowHistory(PLAN)
    for minute in range(200):
        sampled(history, minute, **{f"p{minute}-{number}": 1.0 for number in range(10)})
    assert len(history._places) < 100


def test_a_thousand_agents_take_at_most_a_megabyte() -> None:
    wide = agents(*columns(*((f"f{i}", Figure(f"F{i}", Kind.COUNT)) for i in range(12))))
    history = RowHistory(wide)
    keys = [(f"agent-{number}", 0) for number in range(1000)]
    for minute in range(KEPT):
        history.take(at(minute), keys, lambda _: [Number(7.0)] * 1000)
    arrays = sum(sys.getsizeof(one) for sample in history._samples for one in sample.figures.values())
    assert arrays + sys.getsizeof(history._places) < 1e6


@given(st.lists(st.tuples(st.floats(0, 300), st.integers(0, 10_000_000)), max_size=40))
def test_samples_are_those_that_were_taken_a_minute_apart(steps: list[tuple[float, int]]) -> None:
    history = RowHistory(PLAN)
    taken: list[tuple[float, int]] = []
    now = 0.0
    for seconds, figure in steps:
        now += seconds
        if sampled(history, now / 60, ito=figure):
            assert not taken or now - taken[-1][0] >= EVERY_S * (1 - 1e-9)
            taken.append((now, figure))
    for when, figure in taken[-KEPT:]:
        assert said(history, when / 60, 0) == Number(figure)
