"""Where the parts meet: the clock of a system that has none that runs during sleep."""

from wallboard.assembly import LongerOfTwo


class Clocks:
    """Two clocks that a test turns."""

    steady_s = 1000.0
    wall_s = 1_800_000_000.0


def test_a_sleep_shows_on_the_wall_clock_alone_and_counts() -> None:
    clocks = Clocks()
    elapsed = LongerOfTwo(lambda: clocks.steady_s, lambda: clocks.wall_s)
    clocks.steady_s += 2
    clocks.wall_s += 602
    assert elapsed() == 1602


def test_a_clock_that_is_set_back_takes_no_age_away() -> None:
    clocks = Clocks()
    elapsed = LongerOfTwo(lambda: clocks.steady_s, lambda: clocks.wall_s)
    clocks.steady_s += 5
    clocks.wall_s -= 3600
    assert elapsed() == 1005
    clocks.steady_s += 5
    clocks.wall_s += 5
    assert elapsed() == 1010
