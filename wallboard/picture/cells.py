"""Text measured, cut, padded and wrapped by cells of the screen, never by characters.

Texts come from `glyphs.plain`, so that the widths of their parts add up.
"""

from rich.cells import cell_len


def width(text: str) -> int:
    """How many cells a text takes: wide characters two, combining ones none."""
    return len(text) if text.isascii() else cell_len(text)


def head(text: str, cells: int) -> str:
    """The longest beginning that takes at most `cells`; a combining mark stays with its letter."""
    if text.isascii():
        return text[: max(0, cells)]
    used = 0
    for index, char in enumerate(text):
        used += cell_len(char)
        if used > cells:
            return text[:index]
    return text


def cut(text: str, cells: int, mark: str) -> str:
    """The text in at most `cells`; where something had to go it ends in `mark`."""
    if width(text) <= cells:
        return text
    room = cells - width(mark)
    return head(text, room).rstrip() + mark if room >= 0 else ""


def left(text: str, cells: int, mark: str) -> str:
    """The text at the left of exactly `cells`."""
    shown = cut(text, cells, mark)
    return shown + " " * (cells - width(shown))


def right(text: str, cells: int, mark: str) -> str:
    """The text at the right of exactly `cells`."""
    shown = cut(text, cells, mark)
    return " " * (cells - width(shown)) + shown


def wrap(text: str, cells: int) -> tuple[str, ...]:
    """The text in lines of at most `cells`, broken between words, and within a word that is too long.

    At least one line; a line always takes something, even where one character is wider than `cells`.
    """
    cells = max(1, cells)
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined) <= cells:
            line = joined
            continue
        if line:
            lines.append(line)
        while width(word) > cells:
            part = head(word, cells) or word[0]
            lines.append(part)
            word = word[len(part) :]
        line = word
    if line or not lines:
        lines.append(line)
    return tuple(lines)
