"""Raw cells read into values by what a figure measures."""

from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.board.wall import Wall, agents, columns, plan, rows, tile, totals
from wallboard.board.figures import PROOF_OF_POINTS, Units, add_up, is_misread, proof_of_points, reader
from wallboard.layout.plan import Figure
from wallboard.protocol.answer import Answer
from wallboard.protocol.kinds import Kind, RatioUnit
from wallboard.protocol.values import UNKNOWN, Number, Raw, Text, Value

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


def figure(kind: Kind, unit: RatioUnit | None = None) -> Figure:
    return Figure("x", kind, unit)


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        pytest.param(Kind.COUNT, "7", Number(7), id="a count"),
        pytest.param(Kind.COUNT, "", UNKNOWN, id="empty is unknown, not zero"),
        pytest.param(Kind.COUNT, None, UNKNOWN, id="null is unknown, not zero"),
        pytest.param(Kind.COUNT, "many", UNKNOWN, id="a text is no count"),
        pytest.param(Kind.COUNT, True, UNKNOWN, id="a flag is no count"),
        pytest.param(Kind.COUNT, "1e40", UNKNOWN, id="more than any centre counts"),
        pytest.param(Kind.SECONDS, "47.9", Number(47), id="seconds are rounded down"),
        pytest.param(Kind.SECONDS, "-3", Number(0), id="a time below zero is zero"),
        pytest.param(Kind.MILLISECONDS, "61999", Number(61), id="milliseconds become seconds"),
        pytest.param(Kind.RATIO, "0.8125", Number(81.25), id="a ratio becomes percent points"),
        pytest.param(Kind.RATIO, "0.29", Number(29), id="no dust of binary fractions"),
        pytest.param(Kind.PERCENT, "82", Number(82), id="a percent has its points already"),
        pytest.param(Kind.TIMESTAMP, "1970-01-02T00:00:00Z", Number(86400), id="an ISO time"),
        pytest.param(Kind.TIMESTAMP, "1772448127", Number(1772448127), id="epoch seconds"),
        pytest.param(Kind.TIMESTAMP, 1772448127500, Number(1772448127.5), id="epoch milliseconds"),
        pytest.param(Kind.TIMESTAMP, "soon", UNKNOWN, id="no time"),
        pytest.param(Kind.TEXT, "0042", Text("0042"), id="a text keeps its zeros"),
        pytest.param(Kind.TEXT, 42, Text("42"), id="a number where a text is"),
        pytest.param(Kind.STATE, "busy", Text("busy"), id="a state"),
        pytest.param(Kind.FLAG, True, Text("true"), id="a flag"),
        pytest.param(Kind.ANY, "12", Number(12), id="a figure of unknown kind"),
        pytest.param(Kind.ANY, "0.5", Number(0.5), id="a fraction of unknown kind"),
        pytest.param(Kind.ANY, "0042", Text("0042"), id="a code of unknown kind keeps its zeros"),
        pytest.param(Kind.ANY, "twelve", Text("twelve"), id="a text of unknown kind"),
    ],
)
def test_a_cell_is_read_by_its_kind(kind: Kind, raw: Raw, expected: Value) -> None:
    assert reader(figure(kind), "0-1")(raw) == expected


@pytest.mark.parametrize(
    ("kind", "own", "server", "expected"),
    [
        pytest.param(Kind.RATIO, None, "0-1", 80, id="a ratio by the server's setting 0-1"),
        pytest.param(Kind.RATIO, None, "0-100", 0.8, id="a ratio by the server's setting 0-100"),
        pytest.param(Kind.RATIO, "0-100", "0-1", 0.8, id="the layout's unit comes first"),
        pytest.param(Kind.RATIO, "0-1", "0-100", 80, id="also against the server's"),
        pytest.param(Kind.PERCENT, None, "0-1", 0.8, id="a percent has points whatever ratios have"),
        pytest.param(Kind.PERCENT, "0-1", "0-100", 80, id="unless the layout says otherwise"),
    ],
)
def test_a_share_is_read_in_the_unit_it_is_sent_in(
    kind: Kind, own: RatioUnit | None, server: RatioUnit, expected: float
) -> None:
    assert reader(figure(kind, own), server)("0.8") == Number(expected)


@settings(deadline=None)
@given(JSON, st.sampled_from(Kind), st.sampled_from([None, "0-1", "0-100"]))
@example(10**5000, Kind.COUNT, None)
@example("1" * 5000, Kind.TIMESTAMP, None)
@example(float("nan"), Kind.RATIO, None)
def test_no_cell_can_make_it_raise(raw: Raw, kind: Kind, unit: RatioUnit | None) -> None:
    reader(figure(kind, unit), "0-1")(raw)


def test_no_value_is_not_a_misread_one() -> None:
    assert not is_misread("", UNKNOWN)
    assert not is_misread(None, UNKNOWN)
    assert not is_misread("7", Number(7))
    assert is_misread("many", UNKNOWN)


def test_a_sum_of_which_a_part_is_unknown_is_unknown() -> None:
    assert add_up([Number(1), Number(2)]) == Number(3)
    assert add_up([Number(1), UNKNOWN]) == UNKNOWN
    assert add_up([Text("a"), Text("b")]) == UNKNOWN


LEVEL = Figure("Service level", Kind.RATIO)


def test_a_ratio_over_one_and_a_half_turns_the_setting_for_the_run_and_is_said_once() -> None:
    wall = Wall(plan(tile(LEVEL, "service_level"))).gets(totals(service_level="82"))
    assert wall.tile().text == "82"
    wall.at(3).gets(totals(service_level="1.2"))
    assert wall.tile().text == "1"
    wall.at(6).gets(totals(service_level="90"))
    assert wall.board.notes == ("This server writes shares in totals as 0-100: service_level is 82.",)


def test_two_proofs_in_one_answer_are_said_once() -> None:
    wall = Wall(plan(tile(LEVEL, "service_level"), tile(LEVEL, "service_level_target")))
    wall.gets(totals(service_level="82", service_level_target="80"))
    assert wall.board.notes == ("This server writes shares in totals as 0-100: service_level is 82.",)


def test_one_and_a_half_itself_proves_nothing() -> None:
    wall = Wall(plan(tile(LEVEL, "service_level"))).gets(totals(service_level="1.5"))
    assert wall.tile().text == "150"
    assert wall.board.notes == ()


RATIOS = st.sampled_from(
    ("", "0", "1", "1.5", "0.98", "82", "nan", "1_0", "1e999", "many", True, None, 7, 0.5)
)


@given(st.lists(RATIOS | JSON, max_size=6))
@example(["nan", "82"])
@example(["0.5", "nan", "82"])
@example(["many", "82"])
def test_the_first_cell_that_proves_points_is_found_among_any_others(raws: list[Raw]) -> None:
    alone = [proof_of_points([raw], figure(Kind.RATIO)) for raw in raws]
    found = proof_of_points(raws, figure(Kind.RATIO))
    assert found == next((proof for proof in alone if proof is not None), None)
    assert found is None or found > PROOF_OF_POINTS


def test_totals_and_grids_have_a_setting_each() -> None:
    shown = agents(*columns(("agent_occupancy", Figure("Occupancy", Kind.RATIO))))
    wall = Wall(plan(tile(LEVEL, "service_level"), shown))
    wall.gets(totals(service_level="0.9"), rows(("ito", "71"), ("lee", "0.5")))
    assert wall.board.units == Units(totals="0-1", grids="0-100")
    assert wall.tile().text == "90"
    assert [row.cells[0].text for row in wall.grid(1).rows] == ["71 %", "1 %"]


def test_rows_that_came_before_the_proof_are_read_again() -> None:
    shown = agents(*columns(("agent_occupancy", Figure("Occupancy", Kind.RATIO))))
    others = agents(*columns(("agent_occupancy", Figure("Occupancy", Kind.RATIO))))
    other_part = type(others.part)("wb.other", "agent_grids", "agents")
    wall = Wall(plan(shown, replace(others, part=other_part))).gets(rows(("ito", "0.9")))
    assert wall.grid(0).rows[0].cells[0].text == "90 %"
    wall.gets(rows(("lee", "71"), part=other_part))
    assert wall.grid(0).rows[0].cells[0].text == "1 %"


def test_a_figure_whose_unit_the_layout_gives_proves_nothing_about_others() -> None:
    wall = Wall(plan(tile(Figure("Level", Kind.RATIO, "0-100"), "service_level")))
    wall.gets(totals(service_level="82"))
    assert wall.board.units == Units()


def test_values_of_the_wrong_type_are_unknown_and_counted() -> None:
    shown = agents(*columns(("state_duration", Figure("For", Kind.SECONDS))))
    wall = Wall(plan(tile(), shown)).gets(
        Answer(
            totals={"wb.main": {"in_calls_waiting": "many"}},
            grids={shown.part: (("ito", "long"), ("lee", ""), ("sato", "60"))},
        )
    )
    assert wall.tile().text == "–"
    assert [row.cells[0].text for row in wall.grid(1).rows] == ["–", "–", "1:00"]
    assert wall.board.misread == 2
