"""Starting the program against a simulator, and what it is told by its environment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.terminal import Screen, Terminal, environment
from wallboard.layout import find_layout
from wallboard.simulator.serving import Simulator

SIZES = {"desk": (160, 50), "ssh": (80, 24), "kiosk": (160, 50)}


def is_live(screen: Screen) -> bool:
    return "live," in screen.line(0) or "live," in screen.line(1)


def at_once(layout: str, folder: Path, fields: str = "") -> str:
    """A shipped layout that sorts each answer's rows at once, with more fields of the whole layout."""
    text = find_layout(layout).read_text(encoding="utf-8").replace("resort = 10", "", 1)
    path = folder / f"{layout}.toml"
    path.write_text(f"resort = 0\n{fields}\n{text}", encoding="utf-8")
    return str(path)


def quick(layout: str, folder: Path) -> str:
    """Such a one that asks each second and is old after eight, for tests that wait for that."""
    path = Path(at_once(layout, folder, "refresh = 1\nfreshness = { late = 7, stale = 8, lost = 60 }"))
    path.write_text(path.read_text("utf-8").replace("refresh = 3", "", 1), encoding="utf-8")
    return str(path)


@contextmanager
def showing(
    simulator: Simulator,
    layout: str,
    home: Path,
    *options: str,
    colours: str = "truecolor",
    secret: str = "demo-secret",
    size: tuple[int, int] | None = None,
    controlling: bool = True,
    bytes_per_s: float | None = None,
) -> Iterator[Terminal]:
    """`wallboard show LAYOUT` against a simulator, in a terminal of the layout's own size."""
    columns, rows = size or SIZES.get(layout, (160, 50))
    command = ["wallboard", "show", layout, "--url", simulator.url, "--user", "stats.user", *options]
    env = environment(home, colours, WALLBOARD_SECRET=secret)
    with Terminal(
        command, columns=columns, rows=rows, env=env, controlling=controlling, bytes_per_s=bytes_per_s
    ) as terminal:
        yield terminal


def deletes(simulator: Simulator) -> int:
    """How many requests to delete the subscription came."""
    return sum(each.method == "DELETE" for each in simulator.exchanges)
