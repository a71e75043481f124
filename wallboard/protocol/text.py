"""Texts of the server made harmless, once, where they come in.

Whatever reaches a terminal is obeyed by it: a name or a chat message could retitle the window,
recolour the board or turn its lines round (TEXTUAL section 6, measured byte by byte).
"""

import unicodedata
from typing import Final

INSTEAD: Final = "·"
"""Stands for every character that must not or can't be shown, so that nothing hides."""

# No letter decomposes into more, and a longer run would make normalising quadratic.
_MARKS_BEFORE: Final = 4
_MARKS_AFTER: Final = 2

_MARKS: Final = frozenset({"Mn", "Mc", "Me"})
_SPACES: Final = frozenset("\n\t\r")


def clean(text: str) -> str:
    """`text` in a form that is safe in one line of a terminal; clean text comes back as it is.

    Line ends and tabs become spaces. Controls, bidi marks, invisible and joining characters,
    surrogates, private and unassigned characters become `INSTEAD`. Variation selectors are
    dropped: they change widths, and no two terminals agree how. The result is NFC, with at
    most two marks on a character and none without one.
    """
    if text.isprintable() and (text.isascii() or _is_plain(text)):
        return text
    visible = "".join(map(_shown, text))
    return _limit_marks(unicodedata.normalize("NFC", _limit_marks(visible, _MARKS_BEFORE)), _MARKS_AFTER)


def _is_plain(text: str) -> bool:
    # Marks first: a long run of them would make the second question slow.
    return _MARKS.isdisjoint(map(unicodedata.category, text)) and unicodedata.is_normalized("NFC", text)


def _shown(char: str) -> str:
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return ""
    if char.isprintable():
        return char
    if char in _SPACES or unicodedata.category(char) == "Zs":
        return " "
    return INSTEAD


def _limit_marks(text: str, most: int) -> str:
    kept: list[str] = []
    marks = most  # at the start there is no character to stand on
    for char in text:
        if unicodedata.category(char) not in _MARKS:
            marks = 0
        elif marks == most:
            if not kept:
                kept.append(INSTEAD)
            continue
        else:
            marks += 1
        kept.append(char)
    return "".join(kept)
