"""Faults as they are written, and the sentences about mistakes."""

from contextlib import suppress
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallboard.simulator.fault_text import Fault, WrongFault, read_faults
from wallboard.simulator.faults import FAULTS, WHERE

WRITTEN = {
    "a bare name": ("silence", Fault("silence", "silence", None, "all")),
    "a number is a status": ("503", Fault("503", "status", 503, "all")),
    "a number with a meaning of its own": ("404", Fault("404", "404", None, "data")),
    "a default": ("latency", Fault("latency", "latency", 2.0, "all")),
    "milliseconds": ("latency=250ms", Fault("latency=250ms", "latency", 0.25, "all")),
    "a number of seconds": ("latency=3", Fault("latency=3", "latency", 3.0, "all")),
    "a clock that is behind": ("clock-skew=-2h", Fault("clock-skew=-2h", "clock-skew", -7200.0, "all")),
    "a size": ("huge=50MB", Fault("huge=50MB", "huge", 50_000_000, "data")),
    "which requests": ("reset:names", Fault("reset:names", "reset", None, "names")),
    "how often": ("reset:x3", Fault("reset:x3", "reset", None, "all", times=3)),
    "every so many": ("reset/5", Fault("reset/5", "reset", None, "all", every=5)),
    "from when": ("refused@1m", Fault("refused@1m", "refused", None, "", starts_s=60)),
    "for how long": ("tls=expired+30s", Fault("tls=expired+30s", "tls", "expired", "", lasts_s=30)),
    "all of it": (
        "status=503:data:x3/2@10s+1h",
        Fault("status=503:data:x3/2@10s+1h", "status", 503, "data", 3, 2, 10, 3600),
    ),
    "a field of a layout": (
        "400=a.agent_grids[0].columns[1]",
        Fault("400=a.agent_grids[0].columns[1]", "400", "a.agent_grids[0].columns[1]", "subscription"),
    ),
}


@pytest.mark.parametrize(("text", "fault"), WRITTEN.values(), ids=WRITTEN)
def test_a_fault_is_written_with(text: str, fault: Fault) -> None:
    assert read_faults(text) == (fault,)


def test_it_is_for_ever_and_for_each_request_unless_said() -> None:
    (fault,) = read_faults("silence")
    assert (fault.times, fault.every, fault.starts_s, fault.lasts_s) == (inf, 1, 0, inf)


def test_several_are_written_with_commas() -> None:
    assert [fault.name for fault in read_faults("latency=1s, reset/5,tls")] == ["latency", "reset", "tls"]


@pytest.mark.parametrize("name", FAULTS)
def test_each_can_be_given_as_the_help_writes_it(name: str) -> None:
    (fault,) = read_faults(FAULTS[name].written(name))
    assert (fault.name, fault.where) == (name, FAULTS[name].where)
    assert fault.where in WHERE or not fault.where


FORM = (
    "a fault is written NAME[=VALUE][:REQUESTS][:xTIMES][/EVERY][@FROM][+FOR],"
    " such as status=503:data:x3@10s+30s."
)
MISTAKES = {
    "silnce": 'There is no fault "silnce"; did you mean "silence"?',
    "zzz": 'There is no fault "zzz".',
    "999": 'status: expected is a status from 200 to 599, not "999".',
    "reset:dats": '"reset:dats": there is no kind of request "dats"; did you mean "data"?',
    "reset:x0": '"reset:x0": there is no kind of request "x0".',
    "silence=2s": "silence takes no value.",
    "latency=soon": 'latency: expected is a time like 500ms, 2s, 1m or 2h, not "soon".',
    "huge=0": 'huge: expected is a number of bytes like 1000, 64kB or 50MB, not "0".',
    "refuses": "refuses: expected is a name.",
    "blocked=moody": (
        "blocked: expected is one of account_locked, account_disabled, tenant_disabled, wait_before_login,"
        ' ip_address_not_allowed, invalid_user_name, invalid_domain, not "moody".'
    ),
    "reset@noon": '"reset@noon": expected is a time like 500ms, 2s, 1m or 2h, not "noon".',
    "refused:data": "refused is about connections: it takes @FROM and +FOR, and nothing else.",
    "tls:x1": "tls is about connections: it takes @FROM and +FOR, and nothing else.",
    "foreign:names": '"foreign:names": this fault is about data, and can\'t be meant for others.',
    "foreign=a b": "foreign: expected is an app id, of letters, digits, '.' and '-', not \"a b\".",
    "reset/0": f'"reset/0": {FORM}',
    "reset+1s@1s": f'"reset+1s@1s": {FORM}',
    "": f'"": {FORM}',
    "reset,": f'"": {FORM}',
}


@pytest.mark.parametrize(("text", "sentence"), MISTAKES.items(), ids=MISTAKES)
def test_a_mistake_is_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(WrongFault) as wrong:
        read_faults(text)
    assert str(wrong.value) == sentence


PARTS = st.sampled_from([*FAULTS, *WHERE, *"=:/@+,x", "503", "x3", "10s", "50MB", "٣", "²", "1e9"])


@given(st.text() | st.lists(PARTS).map("".join))
def test_no_text_is_more_than_a_mistake(text: str) -> None:
    with suppress(WrongFault):
        faults = read_faults(text)
        assert [fault.text for fault in faults] == [part.strip() for part in text.split(",")]
