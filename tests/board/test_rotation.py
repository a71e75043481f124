"""Pages that turn by themselves."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.board.wall import Wall, plan
from wallboard.board.rotation import Rotation


def kiosk() -> Wall:
    wall = Wall(plan(pages=3, rotate=20))
    wall.board.rotate(wall.now)
    return wall


def turned(wall: Wall, at_s: float) -> bool:
    return wall.board.rotate(wall.at(at_s).now)


def test_a_page_stays_for_its_time_and_the_last_is_followed_by_the_first() -> None:
    wall = kiosk()
    assert not turned(wall, 19)
    assert wall.board.page == 0
    pages = []
    for at_s in (20, 40, 60):
        assert turned(wall, at_s)
        pages.append(wall.board.page)
    assert pages == [1, 2, 0]


def test_the_status_tells_how_much_of_the_pages_time_has_passed() -> None:
    wall = kiosk()
    assert wall.status.rotation == 0.0
    assert wall.at(5).status.rotation == 0.25
    assert turned(wall, 20)
    assert wall.at(30).status.rotation == 0.5


def test_a_board_that_slept_turns_one_page() -> None:
    wall = kiosk()
    assert turned(wall, 3600)
    assert not turned(wall, 3601)
    assert wall.board.page == 1


def test_any_key_holds_the_page_for_a_minute_and_then_gives_it_its_whole_time() -> None:
    wall = kiosk()
    wall.board.hold(wall.at(10).now)
    assert wall.at(69).status.held
    assert not turned(wall, 69)
    assert wall.status.rotation == 0.0
    assert not wall.at(70).status.held
    assert not turned(wall, 89)
    assert turned(wall, 90)


def test_space_stops_the_rotation_and_starts_it_again_at_once() -> None:
    wall = kiosk()
    wall.board.hold(wall.at(10).now)  # space is a key too
    wall.board.toggle_rotation(wall.now)
    assert wall.at(10_000).status.held
    assert not turned(wall, 10_000)
    wall.board.hold(wall.now)
    wall.board.toggle_rotation(wall.now)
    assert not wall.status.held
    assert turned(wall, 10_020)


def test_a_board_that_is_turned_by_hand_has_no_rotation() -> None:
    for wall in (Wall(plan(pages=3)), Wall(plan(pages=1, rotate=20))):
        wall.board.hold(wall.now)
        assert wall.status.rotation is None
        assert not wall.status.held
        assert not turned(wall, 1000)


def test_a_page_is_turned_to_by_hand() -> None:
    wall = Wall(plan(pages=3))
    wall.board.turn_page(2)
    assert (wall.status.page, wall.status.pages) == (2, ("Today", "Page 2", "Page 3"))
    wall.board.turn_page(3)
    assert wall.board.page == 2


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1000), st.sampled_from("htlr"))), st.floats(0, 1000))
def test_the_share_stays_within_the_page_whatever_the_keys(moves: list[tuple[float, str]], at: float) -> None:
    rotation = Rotation(20.0)
    for when, move in moves:
        step = {"h": rotation.held, "t": rotation.toggled, "l": rotation.begun, "r": rotation.turned}[move]
        rotation = step(when)
    assert 0.0 <= rotation.share(at) <= 1.0
    assert not (rotation.is_due(at) and rotation.is_held(at))
