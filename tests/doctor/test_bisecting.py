"""Which parts of a subscription a server refuses."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from wallboard import layout
from wallboard.assembly import load_plan
from wallboard.doctor.bisecting import Atom, atoms, only, refused
from wallboard.protocol.subscription import Subscription

WANTED = load_plan("desk", "wb.x.desk").subscription
PARTS = atoms(WANTED)


async def test_every_refused_part_is_found_and_no_other() -> None:
    for bad in ({0}, {len(PARTS) - 1}, {3, 4}, {1, 17, 30}, set(range(len(PARTS)))):
        asked = 0

        async def accepts(parts: Sequence[Atom], bad: set[int] = bad) -> bool:
            nonlocal asked
            asked += 1
            return not any(PARTS.index(part) in bad for part in parts)

        found = await refused(PARTS, accepts)
        assert {PARTS.index(part) for part in found} == bad
        assert asked <= 2 * 7 * len(bad)


async def test_parts_that_are_refused_together_alone_name_none() -> None:
    async def accepts(parts: Sequence[Atom]) -> bool:
        return len(parts) < len(PARTS)

    assert await refused(PARTS, accepts) == ()


@given(st.sets(st.sampled_from(PARTS), min_size=1))
def test_any_choice_of_parts_is_a_subscription_of_just_those(chosen: set[Atom]) -> None:
    left = only(WANTED, sorted(chosen, key=PARTS.index))
    assert sorted(part.stat for part in atoms(left)) == sorted(part.stat for part in chosen)
    assert Subscription.model_validate(left.body()) == left


def test_all_parts_are_the_whole_but_for_its_messages() -> None:
    whole = layout.compile(
        layout.read_layout('title="T"\n[[page]]\nname="P"\n[[page.tile]]\nstat="in_calls_waiting"\n', "t"),
        "wb.x",
    ).subscription
    assert only(whole, atoms(whole)) == whole
