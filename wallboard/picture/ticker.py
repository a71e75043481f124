"""Messages: urgent ones first, and so that they can't be missed (LOOK section 6).

Nothing scrolls: a long text wraps where there are rows, else its parts take turns.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wallboard.board import words
from wallboard.board.views import Level, MessageView, TickerView
from wallboard.picture import cells
from wallboard.picture.canvas import apart, blank, closed, rule, titled, width_of
from wallboard.picture.counts import old_role
from wallboard.picture.glyphs import Glyphs, plain
from wallboard.picture.grid import age_runs
from wallboard.picture.lines import Line, Picture, Role, Run

SECTION_ROWS = 4
"""From so many rows on the ticker is a section with a rule; below it is one line."""
EDGED_ROWS = 3
SENDER_LIMIT = 18
WALL_MARGIN = 3
"""Margins from here on are a wall's: nobody presses a key there, and urgent words are filled whole."""
LEAST_PART = 12
LEAST_WORDS = 20
"""Cells that a part of a text needs at least; below, the text is cut instead."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A message's lines, and how many parts of its text take turns on them."""

    lines: Picture
    parts: int = 1


def ticker_picture(
    view: TickerView, width: int, height: int, margin: int, glyphs: Glyphs, turn: int
) -> Picture:
    """The messages in exactly `width` x `height` cells; `turn` counts how often the parts have changed."""
    return _Ticker(view, width, height, margin, glyphs, turn).picture()


def turns(view: TickerView, width: int, height: int, margin: int, glyphs: Glyphs) -> int:
    """How many parts take turns; 1: all of it is in sight."""
    return _Ticker(view, width, height, margin, glyphs, 0).parts()


class _Ticker:
    def __init__(
        self, view: TickerView, width: int, height: int, margin: int, glyphs: Glyphs, turn: int
    ) -> None:
        self.view = view
        self.width = width
        self.height = height
        self.margin = margin
        self.inner = max(1, width - 2 * margin)
        self.glyphs = glyphs
        self.turn = turn
        self.wall = margin >= WALL_MARGIN
        self.edged = self.wall and height == EDGED_ROWS
        level = view.freshness.level
        self.old = old_role(level) if level.is_old else None
        in_rule = height >= SECTION_ROWS
        self.aged = "" if in_rule or not level.is_old else f"{words.OLD} {plain(view.freshness.age, glyphs)}"

    def picture(self) -> Picture:
        if self.height < 1:
            return ()
        if self.height < SECTION_ROWS:
            return self._low()
        items, shown = self._items()
        lines = [self._rule(shown), *(line for item in items for line in item.lines)]
        return (*lines, *(blank(self.width) for _ in range(self.height - len(lines))))

    def parts(self) -> int:
        if not self.view.messages or self.height < 1:
            return 1
        if self.height < SECTION_ROWS:
            return (self._wrapped() or self._first()).parts
        return max((item.parts for item in self._items()[0]), default=1)

    def _low(self) -> Picture:
        """One line, wrapped where it is too long and there are rows; on a wall's three rows an urgent
        message fills them to the edges.
        """
        if (wrapped := self._wrapped()) is not None:
            return wrapped.lines
        if not self.view.messages:
            line = self._sentence()
        else:
            line = self._first().lines[0]
            if self.edged and self.view.messages[0].urgent and not self.old:
                return self._edge(self.glyphs.pad_above), line, self._edge(self.glyphs.pad_below)
        above = (self.height - 1) // 2
        rows = [blank(self.width)] * self.height
        rows[above] = line
        return tuple(rows)

    def _wrapped(self) -> _Item | None:
        """The first message over all rows, where its one line would have to take turns with itself."""
        if self.height < 2 or not self.view.messages or self._first().parts == 1:
            return None
        return self._item(self.view.messages[0], self.height)

    def _first(self) -> _Item:
        """The first message in one line, and how many more there are."""
        return self._one_line(self.view.messages[0], len(self.view.messages) - 1, self.edged)

    def _edge(self, edge: str) -> Line:
        if not edge:
            return blank(self.width)
        return closed(
            (Run(" " * self.margin, Role.TEXT), Run(edge * self.inner, Role.EDGE, Role.URGENT)), self.width
        )

    def _sentence(self) -> Line:
        text = cells.cut(plain(self.view.empty, self.glyphs), self.inner, self.glyphs.cut)
        return self._line((Run(text, Role.MUTED),))

    def _line(self, runs: Line, more: Line = ()) -> Line:
        inner = apart(runs, more, self.inner) if more else closed(runs, self.inner)
        return closed((Run(" " * self.margin, Role.TEXT), *inner), self.width)

    def _urgent_label(self) -> str:
        return f" {self.glyphs.urgent} {words.URGENT} "

    def _one_line(self, message: MessageView, others: int, wall: bool) -> _Item:
        """A message in one line, and how many `others` there are; its parts take turns."""
        text = plain(message.text, self.glyphs)
        sender = plain(message.sender, self.glyphs)
        filled = wall and message.urgent and not self.old
        lead = self._lead(message, sender, filled)
        more = f"+{others}" if others else ""
        tail = "  ".join(part for part in (self.aged, more) if part)
        end = len(tail) + 3 if tail else 1 if filled else 0
        room = self.inner - width_of(lead) - end
        shown, place, parts = self._part(text, room, 1)
        tail = "  ".join(part for part in (place, self.aged, more) if part)
        if filled:
            runs = (*lead, Run(shown[0], Role.URGENT))
            line = apart(runs, (Run(f" {tail} " if tail else " ", Role.URGENT),), self.inner, Role.URGENT)
            return _Item((self._line(line),), parts)
        role = self.old or (Role.VALUE if message.urgent else Role.TEXT)
        end_run = (Run(f" {tail}", Role.MUTED),) if tail else ()
        return _Item((self._line((*lead, Run(shown[0], role)), end_run),), parts)

    def _lead(self, message: MessageView, sender: str, filled: bool) -> Line:
        """Time and sender before the text of one line, as much as leaves the text some room."""
        limit = max(0, self.inner - len(self._urgent_label()) - LEAST_WORDS - len(message.time))
        who = cells.cut(sender, min(SENDER_LIMIT * 2, limit), self.glyphs.cut)
        who = f"{who}: " if who else ""
        time = plain(message.time, self.glyphs)
        if self.old:
            sign = f"{self.glyphs.urgent} " if message.urgent else ""
            return (Run(f"{sign}{time}  {who}", self.old),)
        if filled:
            return (Run(f"{self._urgent_label()} {time}  {who}", Role.URGENT),)
        if message.urgent:
            label = Run(self._urgent_label(), Role.URGENT)
            return label, Run(f" {time} {who}", Role.URGENTINK)
        return Run(f"{time}  ", Role.MUTED), Run(who, Role.GOAL)

    def _part(self, text: str, room: int, rows: int) -> tuple[tuple[str, ...], str, int]:
        """The lines of the text's part that has its turn, its place ("1/2") and the number of parts."""
        lines = cells.wrap(text, max(1, room))
        if len(lines) <= rows:
            return lines, "", 1
        if room < LEAST_PART:
            return (cells.cut(text, max(0, room), self.glyphs.cut),), "", 1
        lines = cells.wrap(text, room - len(" 1/2 "))
        parts = -(-len(lines) // rows)
        if parts > 9:
            lines, parts = (*lines[: 9 * rows - 1], self.glyphs.cut), 9
        now = self.turn % parts
        return lines[now * rows : (now + 1) * rows], f"{now + 1}/{parts}", parts

    def _rule(self, shown: int) -> Line:
        total = len(self.view.messages)
        count = str(total) if shown == total else f"{shown} {words.OF} {total}"
        if self.view.freshness.level is Level.WAITING:
            count = ""  # nobody knows yet: a 0 would be a figure
        notes = (*([Run(count, Role.MUTED)] if count else []), *age_runs(self.view.freshness, self.glyphs))
        return rule((titled(self.view.title, self.glyphs),), notes, self.width, self.margin, self.glyphs)

    def _items(self) -> tuple[list[_Item], int]:
        """What stands below the rule, and how many messages are among it."""
        messages = self.view.messages
        if not messages:
            return [_Item((self._sentence(),))], 0
        items: list[_Item] = []
        shown = 0
        left = self.height - 1
        for message, rows in zip(messages, self._shares(left), strict=False):
            if not rows:
                break
            item = self._item(message, rows)
            items.append(item)
            shown += 1
        return items, shown

    def _shares(self, left: int) -> Iterator[int]:
        """Rows for each message in turn: what it wants, as long as the next ones keep one each.

        An urgent one takes rows from those that are not, but never the last row of another urgent one.
        """
        messages = self.view.messages
        for index, message in enumerate(messages):
            urgent_next = sum(later.urgent for later in messages[index + 1 :])
            if message.urgent and not self.old:
                edges = 2 if self.wall else 0
                most = max(1, left - urgent_next)
                wanted = min(most, 1 + edges + len(cells.wrap(self._text(message), self.inner - 2)))
                wanted += 1 if most > wanted and index + 1 < len(messages) else 0
            else:
                spare = left - (len(messages) - index - 1)
                room = self.inner - width_of(self._quiet_lead(message))
                wanted = max(1, min(spare, len(cells.wrap(self._text(message), room))))
            rows = min(left, wanted)
            yield rows
            left -= rows

    def _text(self, message: MessageView) -> str:
        return plain(message.text, self.glyphs)

    def _item(self, message: MessageView, rows: int) -> _Item:
        if self.old or not message.urgent:
            return self._quiet_block(message, rows)
        if rows == 1:
            return self._one_line(message, 0, wall=False)
        return self._urgent_block(message, rows)

    def _urgent_block(self, message: MessageView, rows: int) -> _Item:
        """Label, time and sender, then the whole words; on a wall all of it filled, from edge to edge."""
        if self.wall:
            return self._filled_block(message, rows)
        text, place, parts = self._part(self._text(message), self.inner - 2, rows - 1)
        sender = cells.cut(plain(message.sender, self.glyphs), self.inner // 2, self.glyphs.cut)
        lead = (
            Run(self._urgent_label(), Role.URGENT),
            Run(f" {plain(message.time, self.glyphs)}  ", Role.MUTED),
            Run(sender, Role.URGENTINK),
        )
        end = (Run(f"  {place}  {words.SEEN_KEY}" if place else f"  {words.SEEN_KEY}", Role.MUTED),)
        lines = [self._line(lead, end)]
        lines += [self._line((Run(f" {line}", Role.VALUE),)) for line in text]
        return _Item((*lines, *(blank(self.width) for _ in range(rows - len(lines)))), parts)

    def _filled_block(self, message: MessageView, rows: int) -> _Item:
        edged = rows > EDGED_ROWS
        inside = rows - 2 if edged else rows
        text, place, parts = self._part(self._text(message), self.inner - 2, max(1, inside - 1))
        lead = (
            f"{self._urgent_label()} {plain(message.time, self.glyphs)}  {plain(message.sender, self.glyphs)}"
        )
        lead = cells.cut(lead, self.inner - len(place) - 2, self.glyphs.cut)
        first = apart((Run(lead, Role.URGENT),), (Run(f" {place} ", Role.URGENT),), self.inner, Role.URGENT)
        lines = [first, *(closed((Run(f" {line}", Role.URGENT),), self.inner, Role.URGENT) for line in text)]
        body = tuple(self._line(line) for line in lines[:inside])
        if edged:
            body = self._edge(self.glyphs.pad_above), *body, self._edge(self.glyphs.pad_below)
        return _Item((*body, *(blank(self.width) for _ in range(rows - len(body)))), parts)

    def _quiet_block(self, message: MessageView, rows: int) -> _Item:
        """Time, sender and text on one line, the text wrapped below itself where there are rows."""
        role = self.old or Role.TEXT
        lead = self._quiet_lead(message)
        indent = width_of(lead)
        text, place, parts = self._part(self._text(message), self.inner - indent, rows)
        end = (Run(f" {place}", Role.MUTED),) if place else ()
        lines = [self._line((*lead, Run(text[0], role)), end)]
        lines += [self._line((Run(" " * indent + line, role),)) for line in text[1:]]
        return _Item((*lines, *(blank(self.width) for _ in range(rows - len(lines)))), parts)

    def _quiet_lead(self, message: MessageView) -> Line:
        """Time and sender in columns; an old urgent message keeps its sign and stands out of them."""
        sender = plain(message.sender, self.glyphs)
        if message.urgent:
            return self._lead(message, sender, filled=False)
        time = cells.left(plain(message.time, self.glyphs), self._time_room(), self.glyphs.cut)
        sender = cells.left(sender, self._sender_room(), self.glyphs.cut)
        return Run(f"{time}  ", self.old or Role.MUTED), Run(f"{sender}  ", self.old or Role.GOAL)

    def _time_room(self) -> int:
        times = (cells.width(plain(message.time, self.glyphs)) for message in self.view.messages)
        return max(times, default=0)

    def _sender_room(self) -> int:
        senders = (cells.width(plain(message.sender, self.glyphs)) for message in self.view.messages)
        limit = min(SENDER_LIMIT, max(0, self.inner - self._time_room() - 4 - LEAST_WORDS))
        return min(limit, max(senders, default=0))
