"""Scenario files: what they may say, what wrong ones are told, and what each happening does."""

import statistics
from dataclasses import replace
from pathlib import Path

import pytest

from wallboard.simulator import events
from wallboard.simulator.actors import State
from wallboard.simulator.centre import Centre
from wallboard.simulator.scenario import DAY, HOUR
from wallboard.simulator.scenario_file import WrongScenario, load_scenario, read_scenario, shipped

LEAST = """title = "Least"
[[service]]
name = "Support"
"""


def told(content: str) -> list[str]:
    with pytest.raises(WrongScenario) as wrong:
        read_scenario(content, "mine.toml")
    return list(wrong.value.sentences)


@pytest.mark.parametrize("name", shipped())
def test_the_shipped_scenarios_are_right_and_have_a_title(name: str) -> None:
    assert load_scenario(name).title


def test_a_calm_day_a_monday_morning_and_an_outage_are_shipped() -> None:
    assert {"calm", "monday", "outage", "demo"} <= set(shipped())


def test_a_title_and_a_service_are_enough() -> None:
    least = read_scenario(LEAST, "least.toml")
    assert [offer.name for offer in least.services] == ["Support"]
    Centre(5, scenario=least).advance(60)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param("title = ", "mine.toml is no TOML: Invalid value (at end of document).", id="no TOML"),
        pytest.param(
            'title = "x"\nservice = []',
            "mine.toml: service: expected is an array of 1 or more values, not of 0.",
            id="no service",
        ),
        pytest.param('[[service]]\nname = "A"', "mine.toml: title: is missing.", id="a key is missing"),
        pytest.param(
            LEAST + "talk = 3",
            "mine.toml: service[1].talk: is no key of this table; did you mean talk_s?",
            id="an unknown key, and the nearest",
        ),
        pytest.param(
            LEAST + "talk_s = 0",
            "mine.toml: service[1].talk_s: expected is a number above 0, not 0.",
            id="a number too small",
        ),
        pytest.param(
            LEAST + "target = 80",
            "mine.toml: service[1].target: expected is a number from 0 to 1, not 80.",
            id="a percentage for a share",
        ),
        pytest.param(
            LEAST + "load = nan",
            "mine.toml: service[1].load: expected is a number of 0 or more, not nan.",
            id="not a number",
        ),
        pytest.param(
            LEAST + 'alone = "yes"',
            'mine.toml: service[1].alone: expected is true or false, not "yes".',
            id="text for a flag",
        ),
        pytest.param(
            LEAST + 'medium = "FAX"',
            'mine.toml: service[1].medium: expected is one of "VOICE", "CHAT", "EMAIL", not "FAX".',
            id="an unknown word",
        ),
        pytest.param(
            'starts = "24:00"\n' + LEAST,
            'mine.toml: starts: expected is a time of day like "10:40", not "24:00".',
            id="no time of day",
        ),
        pytest.param(
            "starts = 10:40:00\n" + LEAST,
            'mine.toml: starts: expected is a time of day like "10:40", not 10:40:00.',
            id="a time of day without quotation marks",
        ),
        pytest.param(
            "agents = 0\n" + LEAST,
            "mine.toml: agents: expected is a whole number of 1 or more, not 0.",
            id="nobody",
        ),
        pytest.param(
            LEAST + "[curve.usual]\nhours = [1, 2]",
            "mine.toml: curve.usual.hours: expected is an array of 24 values, not of 2.",
            id="too few hours",
        ),
        pytest.param(
            LEAST + '[[break]]\nreason = "Tea"\nminutes = [9, 3]',
            "mine.toml: break[1].minutes: expected is the lesser value first, not an array.",
            id="a range upside down",
        ),
        pytest.param(
            LEAST + 'transfers_to = "Supprt"',
            'mine.toml: service[1].transfers_to: there is no service "Supprt"; did you mean "Support"?',
            id="a name that is not there, and the nearest",
        ),
        pytest.param(
            LEAST + 'curve = "night"',
            'mine.toml: service[1].curve: there is no curve "night".',
            id="a curve that is not there",
        ),
        pytest.param(
            LEAST + '[[service]]\nname = "Support"',
            'mine.toml: service[2].name: "Support" stands twice.',
            id="a name twice",
        ),
        pytest.param(
            LEAST + '[[happening]]\nat = "10:00"\nwhat = "flood"',
            'mine.toml: happening[1].what: expected is one of "arrivals", "talks", "pause", "log_out",'
            ' "close", "message", not "flood".',
            id="an unknown happening",
        ),
        pytest.param(
            LEAST + '[[happening]]\nat = "10:00"',
            "mine.toml: happening[1].what: is missing.",
            id="a happening of no kind",
        ),
        pytest.param(
            LEAST + "[[shift]]\nshare = 0.7\n[[shift]]\nshare = 0.7",
            "mine.toml: shift: expected are shares that add up to 1 at most.",
            id="more agents than there are",
        ),
        pytest.param("service = 3\ntitle = 'x'", "mine.toml: service: expected is an array of 1 or more"
            " values, not 3.", id="a number for tables"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_which_key_and_what_is_expected(content: str, sentence: str) -> None:
    assert told(content) == [sentence]


def test_all_mistakes_are_told_at_once() -> None:
    assert len(told('agents = -1\ncolour = "red"\n' + LEAST + "talk_s = 0\nafter_s = true")) == 4


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("storm", "There is no scenario storm. There are calm, demo, monday and outage; a file ends in .toml."),  # noqa: E501
        ("no/such/file.toml", "no/such/file.toml can't be read: No such file or directory."),
    ],
)  # fmt: skip
def test_a_scenario_that_is_not_there(name: str, sentence: str) -> None:
    with pytest.raises(WrongScenario) as wrong:
        load_scenario(name)
    assert str(wrong.value) == sentence


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(LEAST, encoding="utf-8")
    assert load_scenario(str(path)).title == "Least"


# What happens when


def lived(happening: str, hours: float = 11, **more: str) -> tuple[Centre, list[events.Event]]:
    """A desk of 30 that is there all day, at midnight of the house's first day, and one happening in it."""
    content = f"""title = "Desk"
agents = 30
starts = "00:00"
{more.get("top", "")}
[[service]]
name = "Support"
weight = 4
per_hour = 240
[[service]]
name = "Sales"
per_hour = 60
[[happening]]
{happening}
"""
    log: list[events.Event] = []
    centre = Centre(scenario=read_scenario(content, "desk.toml"), witness=log.append)
    centre.advance(hours * HOUR)
    return centre, log


def arrivals(log: list[events.Event], service: str, first: float, last: float) -> int:
    """Contacts between two hours."""
    return sum(
        isinstance(event, events.Arrived) and event.service == service and first <= event.at / HOUR < last
        for event in log
    )


def test_three_times_as_many_contacts_come_until_the_spike_is_over() -> None:
    spike = 'what = "arrivals"\nat = "08:00"\nuntil = "09:00"\ntimes = 3\nservice = "Support"'
    centre, log = lived(spike)
    support, sales = (service.id for service in centre.services)
    assert arrivals(log, support, 6, 7) == pytest.approx(240, rel=0.2)
    assert arrivals(log, support, 8, 9) == pytest.approx(720, rel=0.15)
    assert arrivals(log, support, 9, 10) == pytest.approx(240, rel=0.2)
    assert arrivals(log, sales, 8, 9) == pytest.approx(60, rel=0.4)


def test_twelve_agents_go_on_a_break_at_once_or_after_the_contact_in_hand() -> None:
    centre, log = lived('what = "pause"\nat = "10:40"\nagents = 12\nreason = "Break"\nminutes = 20', 10.5)
    assert not [agent for agent in centre.agents if agent.state is State.NOT_READY]
    centre.advance(10 * HOUR + 40 * 60)
    chosen = [event for event in log if isinstance(event, events.NextStateChosen)]
    paused = [event for event in log if isinstance(event, events.AgentBecame) and event.reason == "Break"]
    assert len(chosen) + len(paused) == 12
    centre.advance(10 * HOUR + 58 * 60)
    assert sum(agent.reason == "Break" for agent in centre.agents) == 12
    centre.advance(14 * HOUR)
    assert not any(agent.reason for agent in centre.agents)


def test_agents_log_out_and_come_again() -> None:
    centre, _ = lived('what = "log_out"\nat = "10:00"\nuntil = "10:50"\nagents = 9', 10.7)
    assert sum(not agent.logged_in for agent in centre.agents) == 9
    centre.advance(10 * HOUR + 51 * 60)
    assert all(agent.logged_in for agent in centre.agents)


def test_a_closed_service_gets_no_contacts_and_still_serves_who_waits() -> None:
    centre, log = lived('what = "close"\nservice = "Support"\nat = "08:00"\nuntil = "09:00"', 8.5)
    support = centre.services[0]
    assert support.closed
    assert arrivals(log, support.id, 8, 9) == 0
    assert not support.waiting
    centre.advance(10 * HOUR)
    assert not support.closed
    assert arrivals(log, support.id, 9, 10) > 150


def test_talks_take_longer_for_a_while() -> None:
    longer = 'what = "talks"\nat = "08:00"\nuntil = "10:00"\ntimes = 2\nservice = "Sales"'
    centre, log = lived(longer, top="skills = [1]")
    sales = centre.services[1].id
    began: dict[int, float] = {}
    talks: dict[bool, list[float]] = {True: [], False: []}
    of_sales = {event.call for event in log if isinstance(event, events.Arrived) and event.service == sales}
    for event in log:
        match event:
            case events.Answered(at, call) if call in of_sales:
                began[call] = at
            case events.TalkEnded(at, call) if call in began:
                talks[8 * HOUR <= began[call] < 10 * HOUR].append(at - began[call])
    assert statistics.mean(talks[True]) > 1.5 * statistics.mean(talks[False])


def test_a_supervisor_writes() -> None:
    centre, _ = lived('what = "message"\nat = "10:00"\ntext = "All hands"\nurgent = true')
    message = next(each for each in centre.messages if each.urgent)
    assert (message.sent, message.content) == (10 * HOUR, "All hands")
    assert message.author.login not in {agent.login for agent in centre.agents}


def test_a_spike_is_told_in_the_chat_and_so_is_its_end() -> None:
    spike = 'what = "arrivals"\nat = "08:00"\nuntil = "08:40"\ntimes = 6\nservice = "Support"'
    centre, _ = lived(spike)
    about = [each for each in centre.messages if each.content.startswith("Support")]
    assert 8 * HOUR < about[0].sent < 8.5 * HOUR
    assert about[-1].sent > 8 * HOUR + 40 * 60


def test_the_days_counters_restart_at_the_scenarios_hour() -> None:
    centre, log = lived('what = "message"\nat = "01:00"\ntext = "x"', 26, top='reset = "03:30"')
    assert [event.at for event in log if isinstance(event, events.DayReset)] == [3.5 * HOUR]
    centre.advance(DAY + 3.5 * HOUR)
    assert sum(service.counters.handled for service in centre.services) == 0


def test_mondays_are_busier_than_sundays() -> None:
    week = read_scenario(
        LEAST
        + "per_hour = 60\n[curve.usual]\nhours = ["
        + "1," * 24
        + "]\nweekdays = [2, 1, 1, 1, 1, 1, 0.5]",
        "week.toml",
    )
    log: list[events.Event] = []
    Centre(1, seed=2, scenario=week, at_s=0.0, witness=log.append).advance(7 * DAY)
    support = next(event.service for event in log if isinstance(event, events.ServiceOpened))
    sunday, monday = (arrivals(log, support, 24 * day, 24 * day + 24) for day in (5, 6))
    assert monday > 3 * sunday  # the first day is a Tuesday


def test_the_show_may_start_at_any_time_of_the_day() -> None:
    log: list[events.Event] = []
    centre = Centre(scenario=load_scenario("outage"), at_s=10 * HOUR + 38 * 60, witness=log.append)
    assert centre.time == 0
    assert log[0] == events.HouseOpened(-(10 * HOUR + 38 * 60), 10 * HOUR + 38 * 60, 3)
    centre.advance(5 * 60)
    urgent = [event.at for event in log if isinstance(event, events.MessageSent) and event.urgent]
    assert urgent == [3.5 * 60]


# Who is there when


def staffed(shifts: str) -> Centre:
    """A desk of 40 with these shifts, at midnight of its first day, a Thursday."""
    top = 'agents = 40\nstarts = "00:00"\nweekday = "Thursday"\n'
    return Centre(scenario=read_scenario(top + LEAST + shifts, "staff.toml"))


def logged_in(centre: Centre) -> int:
    return sum(agent.logged_in for agent in centre.agents)


def test_a_night_shift_that_began_the_evening_before_is_at_work_at_midnight() -> None:
    centre = staffed('[[shift]]\nstarts = ["22:00", "22:00"]\nhours = 8')
    there = []
    for hour in (0, 5.9, 6.1, 21.9, 22.1, 29.9, 30.1):
        centre.advance(hour * HOUR)
        there.append(logged_in(centre))
    assert there == [40, 40, 0, 0, 40, 40, 0]


def test_a_shift_that_begins_today_is_not_at_work_at_midnight() -> None:
    assert logged_in(staffed('[[shift]]\nstarts = ["08:00", "09:00"]\nhours = 8.5')) == 0


def test_a_share_of_a_shift_comes_on_each_weekday() -> None:
    centre = staffed(
        '[[shift]]\nstarts = ["08:00", "09:00"]\nweekdays = [1, 1, 1, 1, 0.5, 0, 0]'  # Monday first
    )
    there = []
    for day in range(5):
        centre.advance(day * DAY + 12 * HOUR)
        there.append(logged_in(centre))
    thursday, friday, saturday, sunday, monday = there
    assert (thursday, saturday, sunday, monday) == (40, 0, 0, 40)
    assert 10 < friday < 30


def test_the_evening_before_the_show_has_its_own_weekday() -> None:
    nights = '[[shift]]\nstarts = ["22:00", "22:00"]\nhours = 8\nweekdays = '
    assert logged_in(staffed(nights + "[0, 0, 1, 0, 0, 0, 0]")) == 40  # of Wednesday
    assert logged_in(staffed(nights + "[1, 1, 0, 1, 1, 1, 1]")) == 0


@pytest.mark.parametrize("name", shipped())
def test_the_shipped_days_lose_one_caller_in_ten_at_most_besides_what_happens_in_them(name: str) -> None:
    """Else nothing that happens would stand out, and the evening would be an outage of its own."""
    scenario = replace(load_scenario(name), happenings=())
    centre = Centre(scenario=scenario, at_s=0.0)
    before = (0, 0)
    for until in (12 * HOUR, 16 * HOUR, DAY - 1):
        centre.advance(until)
        counters = [service.counters for service in centre.services]
        received = sum(each.received for each in counters)
        abandoned = sum(each.abandoned_short + each.abandoned_long for each in counters)
        assert abandoned - before[1] < 0.1 * (received - before[0])
        before = (received, abandoned)
