# ruff: noqa: E501 - the lines are as wide as the screens they show
"""The pieces against the look's own text, line by line, at the sizes of its pictures (LOOK)."""

from collections.abc import Iterable, Sequence

from tests.picture.views import (
    AGENT_COLUMNS,
    CARD_PAYMENTS,
    DESK_HINTS,
    LOST,
    LOST_BANNER,
    MESSAGES,
    SERVICE_COLUMNS,
    SERVICE_ROWS,
    SSH_HINTS,
    STALE,
    STALE_BANNER,
    agents,
    desk_tiles,
    grid,
    status,
    ticker,
    tiles_picture,
)
from wallboard.board.views import Level, MessageView, RowView, TileView
from wallboard.picture.banner import banner_lines
from wallboard.picture.footer import footer_line
from wallboard.picture.glyphs import ASCII, CONSOLE, UTF8
from wallboard.picture.grid import grid_picture
from wallboard.picture.lines import Box, Line, text_of
from wallboard.picture.status import status_lines
from wallboard.picture.ticker import ticker_picture


def lines(picture: Iterable[Line]) -> list[str]:
    """The text of a picture, blanks at the end of lines left out."""
    return [text_of(line).rstrip() for line in picture]


def drawn(text: str) -> list[str]:
    """Expected lines as typed below, the first one empty."""
    return [line.rstrip() for line in text.split("\n")[1:]]


def in_a_row(
    views: Sequence[TileView], width: int, margin: int, gap: int, height: int, y: int = 0
) -> list[tuple[TileView, Box]]:
    """Tiles side by side as LOOK section 5 places them; a box has one cell beyond its text on both sides."""
    inner = width - 2 * margin + gap
    starts = [margin + i * inner // len(views) for i in range(len(views) + 1)]
    return [
        (view, Box(start - 1, y, end - gap - start + 2, height))
        for view, start, end in zip(views, starts, starts[1:], strict=False)
    ]


def test_the_tiles_of_the_desk() -> None:
    tiles = in_a_row(desk_tiles(), 160, 2, 4, 9)
    assert lines(tiles_picture(tiles, 160, 9, UTF8, solid=True)) == drawn(
        """
 ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
  Waiting        ■ ALERT    Longest wait    ■ ALERT    Service level              Abandoned                 Ready            ▲ warn    Handled today

   ▀█  █▀▀█                 █  █ ▄  ▀█  ▀▀▀█           █▀▀█ ▀▀▀█                  █▀▀▀                      █▀▀█                       ▀▀▀█ ▀▀▀█ █  █ ▀▀▀█
    █  ▀▀▀█                 ▀▀▀█     █  █▀▀▀           █▀▀█ █▀▀▀                  ▀▀▀█                      ▀▀▀█                       █▀▀▀  ▀▀█ ▀▀▀█   █▀
   ▄█▄ ▄▄▄█                    █ ▀  ▄█▄ █▄▄▄           █▄▄█ █▄▄▄ %                ▄▄▄█ %                    ▄▄▄█                       █▄▄▄ ▄▄▄█    █   █

  goal ≤ 5                  goal ≤ 2:00                goal ≥ 80 %                goal ≤ 5 %                goal ≥ 12
 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀"""
    )


def test_old_tiles_keep_their_shape_and_say_old() -> None:
    tiles = in_a_row(desk_tiles(STALE), 160, 2, 4, 9)
    seen = lines(tiles_picture(tiles, 160, 9, UTF8, solid=True))
    assert seen[:2] == drawn(
        """
 ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
  Waiting          ■ old    Longest wait      ■ old    Service level       old    Abandoned          old    Ready             ▲ old    Handled today       old"""
    )
    live = lines(tiles_picture(in_a_row(desk_tiles(), 160, 2, 4, 9), 160, 9, UTF8, solid=True))
    assert seen[2:] == live[2:]


def test_the_tiles_of_a_small_terminal() -> None:
    views = [view for view in desk_tiles() if view.label not in ("Abandoned", "Handled today")]
    tiles = in_a_row(views, 80, 1, 2, 2)
    assert lines(tiles_picture(tiles, 80, 2, UTF8, solid=True)) == drawn(
        """
 Waiting      ALERT  Longest wait ALERT  Service level       Ready         warn
 ■ 19           ≤ 5  ■ 4:12      ≤ 2:00  82 %        ≥ 80 %  ▲ 9           ≥ 12"""
    )
    assert lines(tiles_picture(tiles, 80, 2, ASCII, solid=False)) == drawn(
        """
 Waiting      ALERT  Longest wait ALERT  Service level       Ready         warn
 X 19          <= 5  X 4:12     <= 2:00  82 %       >= 80 %  ! 9          >= 12"""
    )


def test_the_tiles_of_a_kiosk() -> None:
    views = desk_tiles()
    tiles = in_a_row(views[:3], 160, 4, 6, 13) + in_a_row(views[3:], 160, 4, 6, 13, y=13)
    assert lines(tiles_picture(tiles, 160, 26, UTF8, solid=True)) == drawn(
        """
   ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄    ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
    Waiting                                ■ ALERT      Longest wait                            ■ ALERT      Service level

       ███     ▄███████▄                                ███   ███          ███     ▄███████▄                 ▄███████▄  ▄███████▄
    ▄█████     ███   ███                                ███   ███       ▄█████     ███   ███                 ███   ███  ███   ███
       ███     ███   ███                                ███   ███  ███     ███           ███                 ███   ███        ███  ██  ██
       ███     ▀████████                                █████████          ███     ▄███████▀                  ███████   ▄███████▀     ██
       ███           ███                                      ███  ███     ███     ███                       ███   ███  ███          ██
       ███     ███   ███                                      ███          ███     ███                       ███   ███  ███         ██
    █████████  ▀███████▀                                      ███       █████████  █████████                 ▀███████▀  █████████  ██  ██

    goal ≤ 5                                            goal ≤ 2:00                                          goal ≥ 80 %
   ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀

    Abandoned                                           Ready                                    ▲ warn      Handled today

    █████████                                           ▄███████▄                                            ▄███████▄  ▄███████▄  ███   ███  █████████
    ███                                                 ███   ███                                            ███   ███  ███   ███  ███   ███        ███
    ███        ██  ██                                   ███   ███                                                  ███        ███  ███   ███       ███
    ████████▄     ██                                    ▀████████                                            ▄███████▀     █████   █████████      ███
          ███    ██                                           ███                                            ███              ███        ███     ███
    ███   ███   ██                                      ███   ███                                            ███        ███   ███        ███     ███
    ▀███████▀  ██  ██                                   ▀███████▀                                            █████████  ▀███████▀        ███     ███

    goal ≤ 5 %                                          goal ≥ 12
"""
    )


def test_lost_tiles_of_a_console_are_hatched() -> None:
    tiles = in_a_row(desk_tiles(LOST)[:3], 120, 3, 4, 9)
    assert lines(tiles_picture(tiles, 120, 9, CONSOLE, solid=False)) == drawn(
        """

   Waiting                       ■ old    Longest wait                  ■ old    Service level                    old
     ▓▓     ▓▓▓▓                          ▓▓  ▓▓        ▓▓    ▓▓▓▓▓               ▓▓▓▓   ▓▓▓▓▓
    ▓▓▓    ▓▓  ▓▓                         ▓▓  ▓▓  ▓▓   ▓▓▓        ▓▓             ▓▓  ▓▓      ▓▓
     ▓▓     ▓▓▓▓▓                         ▓▓▓▓▓▓        ▓▓     ▓▓▓▓               ▓▓▓▓    ▓▓▓▓
     ▓▓        ▓▓                             ▓▓  ▓▓    ▓▓    ▓▓                 ▓▓  ▓▓  ▓▓
   ▓▓▓▓▓▓   ▓▓▓▓                              ▓▓      ▓▓▓▓▓▓  ▓▓▓▓▓▓              ▓▓▓▓   ▓▓▓▓▓▓ %
   goal ≤ 5                               goal ≤ 2:00                            goal ≥ 80 %
"""
    )


def test_the_services_of_the_desk() -> None:
    view = grid("Services", SERVICE_COLUMNS, SERVICE_ROWS)
    assert lines(grid_picture(view, 79, 14, 0, UTF8, 2)) == drawn(
        """
  Services ─────────────────────────────────────────────────────────────── 12
  Service               Waiting↓ Longest    Level  Answ.  Aband.  Ready  Busy
  Billing                  ■ 11   ■ 4:12   ■ 71 %    231   ▲ 9 %      0    19
  Support                   ▲ 5   ▲ 2:04     83 %    412     4 %      1    36
  Claims DE                   2     1:11   ▲ 78 %     64     5 %      0     6
  Technical second li…        1     0:33     86 %     96     4 %      1    12
  Sales                       0        –     94 %    188     1 %      4     9
  Returns and refunds         0        –     90 %    121     2 %      2     6
  Réclamations FR             0        –     92 %     57     0 %      1     4
  サポート日本                0        –     96 %     38     0 %      1     3
  Atención al cliente         0        –     93 %     81     1 %      1     4
  Kundendienst Österr…        0        –     90 %     49     2 %      1     3
  Partner desk                0        –     97 %     22     0 %      1     2
  VIP                         0        –   99.2 %     17     0 %      2     1"""
    )


def test_the_agents_of_the_desk() -> None:
    view = grid("Agents", AGENT_COLUMNS, agents(186), cursor=1)
    assert lines(grid_picture(view, 82, 35, 0, UTF8, 2))[:9] == drawn(
        """
  Agents ─────────────────────────────────────────────── 1–33 of 186  below: ▲ 1
  Agent                   State       Reason        For↓ Handled    AHT  Team
  Ito, Mari               Not ready   Break     ■ 21:07       14   4:02  Front
 ▌Großmann-Feuerstein,…   Not ready   Training  ▲ 18:04        3   5:01  Nord
  O’Neill, Siobhán        Not ready   Lunch       14:02       19   3:38  Billing
  王小明                  Busy                    12:13       22   4:15  Front
  Nowak, Łukasz           Busy                    10:11       17   4:23  Line 2
  van der Westhuizen, J…  Busy                     9:48       12   5:34  Front
  Dvořák, Jiří            Busy                     9:21       20   3:19  Nord"""
    )


def test_an_old_grid_says_so_in_its_rule() -> None:
    services = grid("Services", SERVICE_COLUMNS, SERVICE_ROWS, fresh=STALE)
    people = grid("Agents", AGENT_COLUMNS, agents(186), fresh=STALE)
    assert lines(grid_picture(services, 79, 14, 0, UTF8, 2))[0] == (
        "  Services ──────────────────────────────────────────────────── 12   old 38 s"
    )
    assert lines(grid_picture(people, 82, 35, 0, UTF8, 2))[0] == (
        "  Agents ──────────────────────────────────── 1–33 of 186  below: ▲ 1   old 38 s"
    )


def small_services() -> tuple[RowView, ...]:
    """The service rows without the column that a small terminal leaves out, and quiet ones up to 22."""
    rows = [RowView(row.key, row.cells[:4] + row.cells[5:], row.severity) for row in SERVICE_ROWS]
    return (*rows, *rows[-1:] * (22 - len(rows)))


def test_the_grids_of_a_small_terminal() -> None:
    columns = [column for column in SERVICE_COLUMNS if column.label != "Answ."]
    services = grid("Services", columns, small_services())
    people = grid("Agents", AGENT_COLUMNS, agents(186), cursor=1)
    assert lines(grid_picture(services, 80, 7, 0, UTF8, 1)) == drawn(
        """
 Services ─────────────────────────────────────────── 5 of 22, no more problems
 Service                         Waiting↓ Longest    Level  Aband.  Ready  Busy
 Billing                            ■ 11   ■ 4:12   ■ 71 %   ▲ 9 %      0    19
 Support                             ▲ 5   ▲ 2:04     83 %     4 %      1    36
 Claims DE                             2     1:11   ▲ 78 %     5 %      0     6
 Technical second line                 1     0:33     86 %     4 %      1    12
 Sales                                 0        –     94 %     1 %      4     9"""
    )
    assert lines(grid_picture(people, 80, 8, 0, ASCII, 1)) == drawn(
        """
 Agents -------------------------------------------------- 6 of 186, below: ! 1
 Agent                   State       Reason        Forv Handled    AHT  Team
 Ito, Mari               Not ready   Break     X 21:07       14   4:02  Front
>Grossmann-Feuerstein,~  Not ready   Training  ! 18:04        3   5:01  Nord
 O'Neill, Siobhan        Not ready   Lunch       14:02       19   3:38  Billing
 ??????                  Busy                    12:13       22   4:15  Front
 Nowak, Lukasz           Busy                    10:11       17   4:23  Line 2
 van der Westhuizen, J~  Busy                     9:48       12   5:34  Front"""
    )


def test_the_messages_of_the_desk() -> None:
    assert lines(ticker_picture(ticker(), 78, 9, 2, UTF8, 0)) == drawn(
        """
  Messages ─────────────────────────────────────────────────────────────── 5
   ‼ URGENT  10:41  Ito, Mari                                        u: seen
   Card payments are down. Tell callers to wait, do not take card numbers
   by phone.

  10:36  Sato, Mei         Evening shift: two swaps are open, see the plan.
  10:21  Ito, Mari         Back from the dentist at 11.
  09:58  Weber, Lena       New refund form is live. The old one is closed.
  09:30  Großmann, Ángela  Training in room 3 until 11:00."""
    )


def test_old_messages_lose_the_fill_and_keep_the_sign() -> None:
    assert lines(ticker_picture(ticker(fresh=STALE), 79, 8, 2, UTF8, 0)) == drawn(
        """
  Messages ───────────────────────────────────────────────────── 5   old 38 s
  ‼ 10:41  Ito, Mari: Card payments are down. Tell callers to wait, do not
                      take card numbers by phone.
  10:36  Sato, Mei         Evening shift: two swaps are open, see the plan.
  10:21  Ito, Mari         Back from the dentist at 11.
  09:58  Weber, Lena       New refund form is live. The old one is closed.
  09:30  Großmann, Ángela  Training in room 3 until 11:00.
"""
    )


SHORT = MessageView("1", "10:41", "Ito, Mari", CARD_PAYMENTS.split(",")[0] + ".", True)


def test_the_message_in_the_bottom_line_of_a_small_terminal() -> None:
    view = ticker((SHORT, *MESSAGES[1:]))
    assert lines(ticker_picture(view, 80, 1, 1, UTF8, 0)) == [
        "  ‼ URGENT  10:41 Ito, Mari: Card payments are down. Tell callers to wait.   +4"
    ]


def test_the_message_of_a_kiosk_is_filled_from_edge_to_edge() -> None:
    urgent = lines(ticker_picture(ticker((SHORT, *MESSAGES[1:])), 160, 3, 4, UTF8, 0))
    assert urgent == ["    " + "▄" * 152, urgent[1], "    " + "▀" * 152]
    assert urgent[1] == (
        "     ‼ URGENT  10:41  Ito, Mari: Card payments are down. Tell callers to wait." + " " * 75 + "+4"
    )
    calm = lines(ticker_picture(ticker(MESSAGES[1:]), 160, 3, 4, UTF8, 0))
    assert calm == [
        "",
        "    10:36  Sato, Mei: Evening shift: two swaps are open, see the plan." + " " * 84 + "+3",
        "",
    ]


def test_the_status_lines() -> None:
    assert lines(status_lines(status(), 160, 2, UTF8, wall=False)) == [
        "  Support desk   1 Today   2 Queues   3 Teams" + " " * 91 + "● live, 1 s   10:42:07"
    ]
    stale = status(up=False, level=Level.STALE, link="no answer, next try in 4 s", clock="10:42:15")
    assert lines(status_lines(stale, 160, 2, UTF8, wall=False)) == [
        "  Support desk   1 Today   2 Queues   3 Teams" + " " * 74 + "○ no answer, next try in 4 s   10:42:15"
    ]
    kiosk = status("Support", rotation=0.4)
    assert lines(status_lines(kiosk, 160, 4, UTF8, wall=True)) == [
        "",
        "    Support  Today 1/3" + " " * 112 + "● live, 1 s   10:42:07",
        "    " + "━" * 60 + "─" * 92,
    ]


def test_the_banners() -> None:
    assert lines(banner_lines(STALE_BANNER, 160, 1, 2, UTF8)) == [
        "  NOT LIVE since 10:41:37   38 s old   the server does not answer   "
        "figures below are the last ones that came"
    ]
    assert lines(banner_lines(LOST_BANNER, 120, 5, 3, CONSOLE)) == [
        "▄" * 120,
        *drawn(
            """
   NOT LIVE since 10:41:37                                                                       ▀█  █  █ ▄ █▀▀█ ▀▀▀█
   The server does not answer; asked 83 times, next try in 10 s.                                  █  ▀▀▀█   █  █   █▀
   The figures below are 14 minutes old. Do not act on them.                               old   ▄█▄    █ ▀ █▄▄█   █"""
        ),
        "▀" * 120,
    ]
    assert lines(banner_lines(LOST_BANNER, 160, 7, 4, UTF8))[1:-1] == drawn(
        """
                                                                                                                            ██    ██  ██      ▄████▄  ██████
    NOT LIVE since 10:41:37                                                                                               ▄███    ██  ██  ██  ██  ██      ██
    The server does not answer; asked 83 times, next try in 10 s.                                                           ██    ██████      ██  ██     ██
    The figures below are 14 minutes old. Do not act on them.                                                               ██        ██  ██  ██  ██    ██
                                                                                                                     old  ██████      ██      ▀████▀    ██"""
    )


def test_the_footers() -> None:
    assert lines([footer_line(DESK_HINTS, 160, 2, UTF8)]) == [
        "  q quit   ? help   / filter   s sort   < > column   enter details   c columns   f freeze   "
        "tab next   1-3 page   : go to"
    ]
    assert lines([footer_line(SSH_HINTS, 80, 1, UTF8)]) == [
        " q quit   ? help   / filter   s sort   f freeze   tab next   1-2 page   u seen"
    ]
