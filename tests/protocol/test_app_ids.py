"""App ids name the screen, so that it can be told whose the login's subscription is (DESIGN section 10)."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.protocol.app_ids import Holder, Whose, holder, prefix

OURS = prefix(None, "kiosk-1", "lobby")


@pytest.mark.parametrize(
    ("app_ids", "expected"),
    [
        pytest.param((), Holder(Whose.NOBODY), id="no app ids"),
        pytest.param((f"{OURS}.totals", f"{OURS}.svc.1"), Holder(Whose.OURS), id="a left-over of ours"),
        pytest.param(
            ("wb.kiosk-2.lobby.totals",), Holder(Whose.SCREEN, "kiosk-2 / lobby"), id="another screen of ours"
        ),
        pytest.param(
            (prefix("Front desk", "kiosk-1", "lobby") + ".totals",),
            Holder(Whose.SCREEN, "front-desk"),
            id="another screen that has a name",
        ),
        pytest.param(
            ("wb.kiosk-1.lobby-2.totals",),
            Holder(Whose.SCREEN, "kiosk-1 / lobby-2"),
            id="a longer name is another",
        ),
        pytest.param(("1", "2"), Holder(Whose.PROGRAM), id="the web board"),
        pytest.param(("wb.totals",), Holder(Whose.PROGRAM), id="what explain prints, sent by hand"),
        pytest.param(
            (f"{OURS}.totals", "data"), Holder(Whose.PROGRAM), id="one id of another is enough not to be ours"
        ),
        pytest.param(
            ("data", "wb.kiosk-2.lobby.x"),
            Holder(Whose.SCREEN, "kiosk-2 / lobby"),
            id="a screen can be named",
        ),
        pytest.param(("wb.a.b\x1b.c",), Holder(Whose.PROGRAM), id="no name that could harm the terminal"),
    ],
)
def test_the_holder_is_told_by_the_app_ids_of_an_answer(app_ids: tuple[str, ...], expected: Holder) -> None:
    assert holder(app_ids, OURS) == expected


@pytest.mark.parametrize(
    ("instance", "host", "layout", "expected"),
    [
        pytest.param(None, "kiosk-2", "lobby", "wb.kiosk-2.lobby", id="host and layout"),
        pytest.param(None, "Kiosk2.example.com", "My Board", "wb.kiosk2-example-com.my-board", id="as slugs"),
        pytest.param(None, "Zürich", "Café", "wb.zurich.cafe", id="accents are dropped"),
        pytest.param("Front desk", "kiosk-2", "lobby", "wb.front-desk.-", id="an instance stands for both"),
        pytest.param("", "kiosk-2", "lobby", "wb.kiosk-2.lobby", id="no instance"),
    ],
)
def test_a_prefix_is_made_of_words_that_an_app_id_may_hold(
    instance: str | None, host: str, layout: str, expected: str
) -> None:
    assert prefix(instance, host, layout) == expected


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(NAMES, NAMES, st.none() | NAMES)
def test_any_names_make_a_prefix_that_is_valid_and_known_again(
    host: str, layout: str, instance: str | None
) -> None:
    own = prefix(instance, host, layout)
    assert re.fullmatch(r"[a-z0-9.-]{1,140}", own)
    assert holder([f"{own}.totals"], own) == Holder(Whose.OURS)
    assert holder([f"{own}.totals"], "wb.some.other").whose is Whose.SCREEN


@given(st.sets(st.text(st.sampled_from("受付待合室語"), min_size=1, max_size=80), min_size=2, max_size=2))
def test_names_in_other_scripts_are_told_apart(layouts: set[str]) -> None:
    first, second = (prefix(None, "kiosk", layout) for layout in layouts)
    assert first != second


def test_names_that_differ_in_letters_that_are_lost_are_told_apart() -> None:
    assert prefix(None, "kiosk", "受付 2") != prefix(None, "kiosk", "待合室 2")


def test_long_names_are_cut_and_still_told_apart() -> None:
    first, second = (prefix(None, "kiosk", "x" * 300 + end) for end in "12")
    assert first != second
    assert len(first) == len("wb.kiosk.") + 60
