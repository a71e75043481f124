"""The same board as people write it at home: with `rich.live`, and as `watch`, `curl`, `jq` and `column`.

Both are handed a token and a subscription that stands already, and leave the ticker out.
`python -m tests.benchmarks.board_rivals URL TOKEN` is the one with `rich.live`.
"""

import json
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any, Final

REFRESH_S: Final = 3
DATA: Final = "/statsapi/subscription/data"
TOOLS: Final = {"watch": "procps", "curl": "curl", "jq": "jq", "column": "bsdextrautils"}
"""The rival's programs and the packages that have them."""

_ROWS: Final = (
    ".[] | (.stats_totals // {} | to_entries[] | [.key, .value]),"
    " ((.service_grids // [])[].values[] | [.[]]), ((.agent_grids // [])[].values[] | [.[]]) | @tsv"
)


def install() -> None:
    """What the script needs and this machine lacks, by the system's own installer."""
    lacking = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if lacking:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", *lacking], check=True)


def watch_command(url: str, token: str) -> Sequence[str]:
    ask = f"curl -s -H 'Authorization: Bearer {token}' {url}{DATA}"
    return ["watch", "-t", "-n", str(REFRESH_S), f"{ask} | jq -r '{_ROWS}' | column -t -s '\t'"]


def live_command(url: str, token: str) -> Sequence[str]:
    return [sys.executable, "-m", "tests.benchmarks.board_rivals", url, token]


def subscribe(url: str, user: str, secret: str, subscription: str) -> str:
    """Sign in, subscribe and wait for the first data; gives the token."""
    form = f"grant_type=client_credentials&client_id={user}&client_secret={secret}&scope=demo"
    token: str = json.loads(_post(f"{url}/configapi/v2/oauth/token", form, {}))["access_token"]
    head = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    _post(f"{url}/statsapi/subscription", subscription, head)
    while not _get(f"{url}{DATA}", head):
        time.sleep(0.1)
    return token


def _post(url: str, body: str, head: Mapping[str, str]) -> bytes:
    return _read(urllib.request.Request(url, body.encode(), dict(head)))


def _get(url: str, head: Mapping[str, str]) -> bytes:
    return _read(urllib.request.Request(url, headers=dict(head)))


def _read(request: urllib.request.Request) -> bytes:
    with urllib.request.urlopen(request) as answer:
        read: bytes = answer.read()
        return read


def live(url: str, token: str) -> None:
    from rich.console import Group
    from rich.live import Live
    from rich.table import Table
    from rich.text import Text

    request = urllib.request.Request(f"{url}{DATA}", headers={"Authorization": f"Bearer {token}"})

    def table(rows: Sequence[Mapping[str, Any]]) -> Table:
        made = Table(box=None, show_header=False)
        for row in rows:
            made.add_row(*map(str, row.values()))
        return made

    def board() -> Group:
        with urllib.request.urlopen(request) as answer:
            parts = json.load(answer).values()
        grids = [
            table(grid["values"])
            for section in ("service_grids", "agent_grids")
            for part in parts
            for grid in part.get(section, ())
        ]
        totals = {name: value for part in parts for name, value in part.get("stats_totals", {}).items()}
        return Group(Text("  ".join(f"{name} {value}" for name, value in totals.items())), *grids)

    with Live(board(), screen=True, auto_refresh=False, vertical_overflow="crop") as shown:
        while True:
            time.sleep(REFRESH_S)
            shown.update(board(), refresh=True)


if __name__ == "__main__":
    live(*sys.argv[1:])
