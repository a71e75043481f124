"""The keys: one table that the bindings, the footer and the help are made from (DESIGN section 6)."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from textual.binding import Binding, BindingType

from wallboard.board import words
from wallboard.board.views import KeyHint


@dataclass(frozen=True, slots=True)
class Key:
    """What keys do: Textual's names of them, the action, and how footer and help write it.

    `footer` is its rank in the footer, smaller is kept longer; None: help only.
    """

    keys: str
    action: str
    shown: str
    group: Literal["Move", "Look", "Board"]
    footer: int | None = None

    @property
    def word(self) -> str:
        return words.KEYS.get(self.action, "")


LEAVE_ANYWHERE: Final = Key("ctrl+c", "leave", "", "Board")
"""Goes before whatever has the focus, dialogs among it; `q` does not, for a dialog closes on it."""

APP_KEYS: Final = (
    LEAVE_ANYWHERE,
    Key("q", "leave", "q", "Board", 0),
    Key("question_mark", "help", "?", "Board", 1),
    Key("tab", "app.focus_next", "tab", "Move", 10),
    Key("shift+tab", "app.focus_previous", "shift+tab", "Move"),
    Key("n", "next_page(1)", "n p", "Move"),
    Key("p", "next_page(-1)", "", "Move"),
    Key("space", "rotation", "space", "Board"),
    Key("u", "seen", "u", "Board", 11),
    Key("R", "retry", "R", "Board", 2),
    Key("escape", "clear_filter", "esc", "Look", 2),
    Key("t", "theme", "t", "Look"),
    Key("f", "freeze", "f", "Look", 9),
    Key("ctrl+l", "repaint", "ctrl+l", "Look"),
    Key("ctrl+z", "suspend_process", "ctrl+z", "Board"),
)

PAGE_KEYS: Final = tuple(Key(str(n), f"page({n - 1})", "", "Move") for n in range(1, 10))

GRID_KEYS: Final = (
    Key("up,k", "rows(-1)", "↑ ↓ j k", "Move"),
    Key("down,j", "rows(1)", "", "Move"),
    Key("left,h", "column(-1)", "← → h l", "Move"),
    Key("right,l", "column(1)", "", "Move"),
    Key("pageup", "screens(-1)", "pgup pgdn", "Move"),
    Key("pagedown", "screens(1)", "", "Move"),
    Key("home", "rows(-1000000)", "home end", "Move"),
    Key("end", "rows(1000000)", "", "Move"),
    Key("N", "next_problem", "N", "Move"),
    Key("enter", "app.details", "enter", "Look", 7),
    Key("slash", "filter", "/", "Look", 3),
    Key("s", "sort", "s", "Look", 4),
    Key("S", "turn_sort", "S", "Look", 5),
    Key("less_than_sign", "choose_sort(-1)", "< >", "Look", 6),
    Key("greater_than_sign", "choose_sort(1)", "", "Look"),
    Key("exclamation_mark", "worst_first", "!", "Look"),
    Key("c", "app.choose_columns", "c", "Look", 8),
)

COLUMN_KEYS: Final = (
    Key("up,k", "point(-1)", "", "Move"),
    Key("down,j", "point(1)", "", "Move"),
    Key("space", "show_hide", "space", "Look"),
    Key("K,shift+up", "shift(-1)", "K J", "Look"),
    Key("J,shift+down", "shift(1)", "", "Look"),
    Key("plus,equals_sign", "widen(1)", "+ -", "Look"),
    Key("minus", "widen(-1)", "", "Look"),
    Key("p", "pin", "p", "Look"),
    Key("r", "reset", "r", "Look"),
    Key("enter,escape,c,q", "close", "enter", "Look"),
)
"""The keys of the columns' dialog alone, where others mean nothing."""


DETAILS_KEYS: Final = (
    Key("escape,enter,q", "close", "", "Look"),
    Key("up,k", "scroll(-1)", "", "Move"),
    Key("down,j", "scroll(1)", "", "Move"),
)
"""Of a row's details, which say themselves how they close."""


def bindings(keys: tuple[Key, ...]) -> list[BindingType]:
    return [
        Binding(key.keys, key.action, key.word, show=False, priority=key is LEAVE_ANYWHERE) for key in keys
    ]


def footer_hints(
    pages: int,
    *,
    grids: int,
    urgent: bool,
    stuck: bool,
    filtered: bool = False,
    frozen: bool = False,
) -> tuple[KeyHint, ...]:
    """What the footer offers: the keys that do something on this page now, most wanted first."""
    keys = [*APP_KEYS, *(GRID_KEYS if grids else ())]
    wanted = "freeze" if frozen else ""  # the way back stands before what else can be done
    ranked = sorted(
        (key for key in keys if key.footer is not None),
        key=lambda key: 2 if key.action == wanted else key.footer or 0,
    )
    offered = {"seen": urgent, "app.focus_next": grids > 1, "retry": stuck, "clear_filter": filtered}
    hints = [KeyHint(key.shown, key.word, key.group) for key in ranked if offered.get(key.action, True)]
    if frozen:
        hints = [replace(hint, word=words.KEYS["thaw"]) if hint.key == "f" else hint for hint in hints]
    if pages > 1:
        hints.append(KeyHint(f"1-{pages}", words.KEYS["page"], "Move"))
    return tuple(hints)


def help_hints(pages: int) -> tuple[KeyHint, ...]:
    """Every key, in the table's order."""
    hints = [KeyHint(key.shown, key.word, key.group) for key in (*APP_KEYS, *GRID_KEYS) if key.shown]
    if pages > 1:
        hints.insert(0, KeyHint(f"1-{pages}", words.KEYS["page"], "Move"))
    return tuple(hints)


def column_hints() -> tuple[KeyHint, ...]:
    """The keys of the columns' dialog."""
    return tuple(KeyHint(key.shown, key.word, key.group) for key in COLUMN_KEYS if key.shown)
