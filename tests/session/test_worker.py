"""The live feed against the simulator, over HTTP."""

import asyncio
import dataclasses
import logging
import time

import pytest

from tests.session.server import http, raw_server
from tests.session.watch import (
    ANOTHER_SCREENS,
    ANOTHERS,
    HOUSE,
    PREFIX,
    WANTED,
    asked,
    client_for,
    requests,
    watching,
)
from wallboard import feed
from wallboard.feed import Moment, Phase, ReplaceSubscription, RetryNow
from wallboard.protocol.answer import GridKey
from wallboard.protocol.subscription import Definition, Subscription
from wallboard.session.client import Client, SignInWay
from wallboard.session.worker import HANG_UP_WITHIN_S, LEAVE_WITHIN_S, LiveFeed, SessionOptions
from wallboard.simulator.serving import running


@pytest.mark.parametrize("way", ["oauth", "password"])
async def test_it_signs_in_claims_subscribes_polls_and_deletes_on_leaving(way: SignInWay) -> None:
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url, way)) as watch:
            delivery = await watch.answer()
        door = "POST token 200" if way == "oauth" else "POST auth 200"
        assert await asked(simulator, "DELETE active 200") == [
            door,
            "GET data 404",
            "POST subscription 200",
            "GET data 200",
            "DELETE active 200",
        ]
    assert delivery.answer is not None
    assert f"{PREFIX}.0" in delivery.answer.totals
    assert len(delivery.answer.grids[GridKey(f"{PREFIX}.1", "agent_grids", "g")]) == 3
    assert watch.phases == [Phase.SIGN_IN, Phase.CLAIM, Phase.SUBSCRIBE, Phase.LIVE, Phase.CLOSED]


async def test_the_age_counts_from_before_the_asking() -> None:
    with running(HOUSE) as simulator:
        live = LiveFeed(
            client_for(simulator.url),
            WANTED,
            SessionOptions(1, PREFIX),
            clock=lambda: Moment(time.monotonic(), time.time()),
        )
        delivery = await anext(each async for each in live.deliveries() if each.answer)
        answered = next(
            each for each in simulator.exchanges if each.path.endswith("data") and each.status == 200
        )
        await live.close()
    assert delivery.asked is not None
    assert delivery.asked.wall <= answered.at


async def test_a_401_is_healed_unseen() -> None:
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url)) as watch:
            await watch.answer()
            simulator.sign_out(HOUSE.user)
            await watch.next_answer()
            assert watch.phases[-1] is Phase.LIVE
            assert watch.phases.count(Phase.LIVE) == 1
        assert (await asked(simulator, "DELETE active 200"))[-4:] == [
            "GET data 401",
            "POST token 200",
            "GET data 200",
            "DELETE active 200",
        ]


async def test_a_second_401_soon_after_is_a_login_in_use() -> None:
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url)) as watch:
            await watch.answer()
            simulator.sign_out(HOUSE.user)
            await watch.next_answer()
            simulator.sign_out(HOUSE.user)
            delivery = await watch.phase(Phase.IN_USE)
            assert isinstance(delivery.link.reason, feed.LoginInUse)


async def test_after_a_404_it_subscribes_again() -> None:
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url)) as watch:
            await watch.answer()
            simulator.forget(HOUSE.user)
            seen = len(watch.seen)
            await watch.phase(Phase.SUBSCRIBE, seen)
            await watch.answer(seen)
        assert (await asked(simulator, "DELETE active 200"))[-4:] == [
            "GET data 404",
            "POST subscription 200",
            "GET data 200",
            "DELETE active 200",
        ]


async def test_a_second_404_soon_after_is_a_login_in_use() -> None:
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url)) as watch:
            for _ in range(2):
                await watch.next_answer()
                simulator.forget(HOUSE.user)
                await watch.until(lambda each: each.link.phase is not Phase.LIVE, len(watch.seen))
            await watch.phase(Phase.IN_USE)


async def test_at_the_tenants_limit_it_deletes_its_own_once_and_waits() -> None:
    with running(dataclasses.replace(HOUSE, limit=0)) as simulator:
        async with watching(client_for(simulator.url)) as watch:
            delivery = await watch.phase(Phase.NO_SLOT)
            assert isinstance(delivery.link.reason, feed.NoFreeSlot)
            assert delivery.link.next_at is not None
            simulator.slots(None)
            await watch.answer()
            lines = await asked(simulator, "GET data 200")
        assert lines[2:5] == ["POST subscription 409", "DELETE active 200", "POST subscription 409"]
        assert lines.count("DELETE active 200") == 1, "and never again"


async def test_a_rejected_subscription_waits_for_a_better_one() -> None:
    wrong = Subscription({f"{PREFIX}.0": Definition(stats_totals=("no_such_statistic",))})
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url), wrong) as watch:
            delivery = await watch.phase(Phase.REJECTED)
            assert isinstance(delivery.link.reason, feed.SubscriptionRejected)
            assert "no_such_statistic" in delivery.link.reason.message
            watch.feed.send(ReplaceSubscription(WANTED))
            delivery = await watch.answer()
            assert delivery.link.phase is Phase.LIVE


async def test_another_programs_slot_is_left_alone_until_r_takes_it_over() -> None:
    with running(HOUSE) as simulator:
        simulator.occupy(HOUSE.user, ANOTHERS)
        async with watching(client_for(simulator.url)) as watch:
            delivery = await watch.phase(Phase.IN_USE)
            assert isinstance(delivery.link.reason, feed.LoginInUse)
            assert delivery.link.reason.holder == ""
            assert requests(simulator) == ["POST token 200", "GET data 200"]
            watch.feed.send(RetryNow())
            await watch.answer()
            assert (await asked(simulator, "POST subscription 200"))[-2] == "DELETE active 200"


async def test_another_screen_is_named() -> None:
    with running(HOUSE) as simulator:
        simulator.occupy(HOUSE.user, ANOTHER_SCREENS)
        async with watching(client_for(simulator.url)) as watch:
            delivery = await watch.phase(Phase.IN_USE)
        assert isinstance(delivery.link.reason, feed.LoginInUse)
        assert delivery.link.reason.holder == "kiosk-2 / lobby"
        assert all(each.method != "DELETE" for each in simulator.exchanges), "it is not ours to delete"


async def test_of_two_screens_with_one_login_the_second_gives_way_and_names_the_first() -> None:
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url)) as first:
            await first.answer()
            async with watching(client_for(simulator.url), prefix="wb.lobby.kiosk") as second:
                delivery = await second.phase(Phase.IN_USE)
                await first.next_answer()
            assert isinstance(delivery.link.reason, feed.LoginInUse)
            assert delivery.link.reason.holder == "desk-1 / support"
            await first.next_answer()
            assert first.phases[-1] is Phase.LIVE
            assert requests(simulator).count("POST subscription 200") == 1


async def test_a_screen_told_to_take_over_does_so_at_its_start() -> None:
    with running(HOUSE) as simulator:
        simulator.occupy(HOUSE.user, ANOTHERS)
        async with watching(client_for(simulator.url), take_over_after_s=0.0) as watch:
            await watch.answer()
            assert Phase.IN_USE not in watch.phases


async def test_while_live_anothers_figures_are_never_shown() -> None:
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url)) as watch:
            await watch.answer()
            simulator.occupy(HOUSE.user, ANOTHERS)
            await watch.phase(Phase.IN_USE)
            answers = [each.answer for each in watch.seen if each.answer]
            assert all(not answer.foreign for answer in answers)


async def test_a_slot_that_the_other_left_is_taken() -> None:
    with running(HOUSE) as simulator:
        simulator.occupy(HOUSE.user, ANOTHERS)
        async with watching(client_for(simulator.url)) as watch:
            await watch.phase(Phase.IN_USE)
            simulator.forget(HOUSE.user)
            await watch.answer()
            assert "DELETE active 200" not in requests(simulator)


async def test_a_left_over_of_ours_is_deleted_and_replaced() -> None:
    with running(HOUSE) as simulator:
        simulator.occupy(HOUSE.user, {f"{PREFIX}.old": {"stats_totals": ["in_calls_waiting"]}})
        async with watching(client_for(simulator.url)) as watch:
            await watch.answer()
            assert (await asked(simulator, "POST subscription 200"))[1:] == [
                "GET data 200",
                "DELETE active 200",
                "POST subscription 200",
            ]


async def test_while_live_a_new_layout_takes_the_place_of_the_old() -> None:
    new = Subscription({f"{PREFIX}.9": Definition(stats_totals=("agents_logged",))})
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url)) as watch:
            await watch.answer()
            watch.feed.send(ReplaceSubscription(new))
            delivery = await watch.until(lambda each: each.answer and f"{PREFIX}.9" in each.answer.totals)
            assert delivery.link.phase is Phase.LIVE


async def test_the_retired_password_way_is_told() -> None:
    with running(dataclasses.replace(HOUSE, password_sign_in=False)) as simulator:
        async with watching(client_for(simulator.url, "password")) as watch:
            delivery = await watch.phase(Phase.REFUSED)
            assert isinstance(delivery.link.reason, feed.PasswordRetired)


async def test_corrected_credentials_are_tried_on_r() -> None:
    secrets = ["wrong", HOUSE.secret]
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url, secret=lambda: secrets.pop(0))) as watch:
            delivery = await watch.phase(Phase.REFUSED)
            assert isinstance(delivery.link.reason, feed.WrongCredentials)
            watch.feed.send(RetryNow())
            await watch.answer()


FAULTS = {
    "an overload": (503, b"", feed.ServerFault),
    "HTML of a proxy": (200, b"<html>Please log in</html>", feed.NotAnAnswer),
    "cut-off JSON": (200, b'{"a": {', feed.NotAnAnswer),
    "a redirect": (302, b"", feed.Redirected),
    "an odd status": (418, b"", feed.UnexpectedStatus),
    "a list": (200, b"[]", feed.NotAnAnswer),
    "deep nesting": (200, b"[" * 100_000, feed.NotAnAnswer),
}


@pytest.mark.parametrize(("status", "body", "error"), FAULTS.values(), ids=FAULTS)
async def test_a_fault_is_told_and_passes(status: int, body: bytes, error: type[feed.LinkError]) -> None:
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url)) as watch:
            await watch.answer()
            seen = len(watch.seen)
            simulator.fail_next(status, body, times=2)
            delivery = await watch.phase(Phase.WAIT, seen)
            assert isinstance(delivery.link.reason, error)
            await watch.until(lambda each: each.answer and each.link.phase is Phase.LIVE, seen + 1)


class Stumbling(Client):
    """Its n-th request meets no answer."""

    stumbles_at = 0
    _sent = 0

    async def _exchange(self, method, url, body, headers):  # type: ignore[no-untyped-def]
        self._sent += 1
        if self._sent == self.stumbles_at:
            raise feed.NoAnswer(5.0)
        return await super()._exchange(method, url, body, headers)


@pytest.mark.parametrize("nth", range(1, 8))
async def test_whichever_request_fails_the_board_gets_live(nth: int) -> None:
    with running(HOUSE) as simulator:
        client = Stumbling(client_for(simulator.url)._account)
        client.stumbles_at = nth
        async with watching(client) as watch:
            await watch.answer()
            for _ in range(4):
                await watch.next_answer()
            assert watch.phases[-1] is Phase.LIVE
            assert nth > 7 or any(isinstance(each.link.reason, feed.NoAnswer) for each in watch.seen)


async def test_names_are_looked_up_and_the_unknown_are_told() -> None:
    with running(HOUSE) as simulator:
        name = simulator.centre.services[0].name
        named = Subscription(
            {
                f"{PREFIX}.0": Definition(
                    stats_totals=("in_calls_waiting",), stats_totals_service_ids=(name,)
                ),
                f"{PREFIX}.1": Definition(
                    stats_totals=("in_calls_waiting",), stats_totals_service_ids=("Nowhere",)
                ),
            }
        )
        async with watching(client_for(simulator.url), named) as watch:
            delivery = await watch.answer()
        assert delivery.answer is not None
        assert set(delivery.answer.totals) == {f"{PREFIX}.0"}
        assert [each.name for each in delivery.missing] == ["Nowhere"]
        sent = next(each for each in simulator.exchanges if each.path == "/statsapi/subscription")
        assert b"Nowhere" not in sent.request_body
        assert requests(simulator)[:4] == [
            "POST token 200",
            "GET teams 200",
            "GET services 200",
            "GET data 404",
        ]


async def test_a_layout_of_unknown_names_only_is_no_login_in_use() -> None:
    nothing = Subscription(
        {f"{PREFIX}.0": Definition(stats_totals=("in_calls_waiting",), stats_totals_service_ids=("Nowhere",))}
    )
    with running(HOUSE) as simulator:
        async with watching(client_for(simulator.url), nothing) as watch:
            await watch.answer()
            for _ in range(5):
                delivery = await watch.next_answer()
            assert delivery.link.phase is Phase.LIVE


async def test_leaving_is_bounded_although_the_server_says_nothing() -> None:
    async def silent(_: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    with running(HOUSE) as simulator:
        async with raw_server(http(200)) as raw:
            client = client_for(simulator.url)
            async with watching(client) as watch:
                await watch.answer()
                raw.answer = silent
                client._base = raw.url
                async with asyncio.timeout(LEAVE_WITHIN_S + HANG_UP_WITHIN_S + 1):
                    await watch.feed.close()
            assert raw.heard[-1].line.startswith("DELETE")


async def test_leaving_before_the_start_sends_nothing() -> None:
    live = LiveFeed(
        client_for("https://example.com"), WANTED, SessionOptions(1, PREFIX), clock=lambda: Moment(0, 0)
    )
    await live.close()
    await live.close()


async def test_a_mistake_of_ours_reaches_the_reader() -> None:
    def broken() -> str:
        raise ZeroDivisionError

    live = LiveFeed(
        client_for("https://example.com", secret=broken),
        WANTED,
        SessionOptions(1, PREFIX),
        clock=lambda: Moment(0, 0),
    )
    with pytest.raises(ZeroDivisionError):
        async for _ in live.deliveries():
            pass
    await live.close()


async def test_each_move_is_logged_with_its_reason_and_without_the_secret(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    with running(HOUSE) as simulator:
        simulator.occupy(HOUSE.user, ANOTHER_SCREENS)
        async with watching(client_for(simulator.url)) as watch:
            await watch.phase(Phase.IN_USE)
    lines = [record.getMessage() for record in caplog.records if record.name == "wallboard.session"]
    assert any("claim: OthersCame -> in_use" in line and "kiosk-2 / lobby" in line for line in lines)
    assert HOUSE.secret not in caplog.text
