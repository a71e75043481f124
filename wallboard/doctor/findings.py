"""Findings, and the lines that tell them."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from textwrap import wrap
from typing import Final


class Verdict(IntEnum):
    """How bad a finding is; its number is the exit code of the worst, as monitoring systems read it."""

    OK = 0
    WARN = 1
    FAIL = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do where it isn't well."""

    check: str
    verdict: Verdict
    what: str
    to_do: str = ""


CHECK_WIDTH: Final = 14
LEAD: Final = len("fail  ") + CHECK_WIDTH + 1


def ok(check: str, what: str) -> Finding:
    return Finding(check, Verdict.OK, what)


def warn(check: str, what: str, to_do: str) -> Finding:
    return Finding(check, Verdict.WARN, what, to_do)


def fail(check: str, what: str, to_do: str) -> Finding:
    return Finding(check, Verdict.FAIL, what, to_do)


def worst(findings: Iterable[Finding]) -> Verdict:
    return max((finding.verdict for finding in findings), default=Verdict.OK)


def lines(finding: Finding, width: int) -> list[str]:
    """A finding as lines of at most `width` cells: verdict, check, what is, and below it what to do."""
    room = max(20, width - LEAD)
    told = [*wrap(finding.what, room), *wrap(finding.to_do, room)] or [""]
    head = f"{finding.verdict.name.lower():<6}{finding.check:<{CHECK_WIDTH}} "
    return [f"{head if number == 0 else ' ' * LEAD}{line}".rstrip() for number, line in enumerate(told)]
