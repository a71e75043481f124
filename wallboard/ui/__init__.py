"""The terminal: Textual's app, thin widgets, keys, dialogs, and the one place that knows colours.

A new role: one line in `picture/lines.py` and one in `theme.LOOKS`. A new key: one line in
`keys.APP_KEYS`, `GRID_KEYS` or `COLUMN_KEYS`, and its action in `app.py`, `grid.py` or `columns.py`.
A new kind of terminal: one line in `terminal.py`.

A frame of Textual's goes through `frames.py` to the painter, which writes what differs and no more, and
from there through `driver.py` to `outlet.py`, which never waits. While the driver is busy no frame is made;
afterwards one brings the screen up to date.
"""
