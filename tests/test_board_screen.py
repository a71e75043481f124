"""Reading boards by their places, tried on the drawn pictures that the board aims at."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.big_digits import DRAWN, LARGE, MIDDLE, SMALL, Font, read_digits
from tests.board_screen import Align, grid, section, sections, status, tiles
from tests.screen import Screen, screen_of

DESK = """\
  Support desk   1 Today   2 Queues   3 Teams                                                                                           ● live, 1 s   10:42:07

 ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄  ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄
  Waiting        ■ ALERT    Longest wait    ■ ALERT    Service level              Abandoned                 Ready            ▲ warn    Handled today

   ▀█  █▀▀█                 █  █ ▄  ▀█  ▀▀▀█           █▀▀█ ▀▀▀█                  █▀▀▀                      █▀▀█                       ▀▀▀█ ▀▀▀█ █  █ ▀▀▀█
    █  ▀▀▀█                 ▀▀▀█     █  █▀▀▀           █▀▀█ █▀▀▀                  ▀▀▀█                      ▀▀▀█                       █▀▀▀  ▀▀█ ▀▀▀█   █▀
   ▄█▄ ▄▄▄█                    █ ▀  ▄█▄ █▄▄▄           █▄▄█ █▄▄▄ %                ▄▄▄█ %                    ▄▄▄█                       █▄▄▄ ▄▄▄█    █   █

  goal ≤ 5      ▆▇▇▇████    goal ≤ 2:00   ▆▇█▇▇████    goal ≥ 80 %   ▄▃▄▃▃▃▃▂▃    goal ≤ 5 %    ▆▆▆▅▆▆▇▆    goal ≥ 12     ▅▄▅▄▄▃▄▃▃    ▅▆▄▆▅▆▄▄▆▆▅▄▄▅▄▆▅▄▆▅▆▆▅
 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀

  Services ─────────────────────────────────────────────────────────────── 22   Agents ─────────────────────────────────────────────── 1–33 of 186  below: ▲ 1
  Service               Waiting↓ Longest    Level  Answ.  Aband.  Ready  Busy   Agent                   State       Reason        For↓ Handled    AHT  Team
  Billing                  ■ 11   ■ 4:12   ■ 71 %    231   ▲ 9 %      0    19   Ito, Mari               Not ready   Break     ■ 21:07       14   4:02  Front
  Support                   ▲ 5   ▲ 2:04     83 %    412     4 %      1    36  ▌Großmann-Feuerstein,…   Not ready   Training  ▲ 18:04        3   5:01  Nord
  Claims DE                   2     1:11   ▲ 78 %     64     5 %      0     6   O’Neill, Siobhán        Not ready   Lunch       14:02       19   3:38  Billing
  Technical second li…        1     0:33     86 %     96     4 %      1    12   王小明                  Busy                    12:13       22   4:15  Front
  サポート日本                0        –     96 %     38     0 %      1     3   Çelik, Ayşe             Busy                     9:02       16   3:51  Billing
  VIP                         0        –   99.2 %     17     0 %      2     1   Okafor, Chidi           Busy                     7:11       24   3:08  Nord
                                                                                Yılmaz, Deniz           After call               3:24       15   3:53  Front
  Messages ──────────────────────────────────────────────────────────────── 5   Costa, Inês             Busy                     3:07       18   3:41  Line 2

  q quit   ? help
"""  # noqa: E501

SSH = """\
 Support   1 Today   2 Teams                             * live, 1 s   10:42:07

 Waiting      ALERT  Longest wait ALERT  Service level       Ready         warn
 X 19          <= 5  X 4:12     <= 2:00  82 %       >= 80 %  ! 9          >= 12

 Services ------------------------------------------- 5 of 22, no more problems
 Service                         Waitingv Longest    Level  Aband.  Ready  Busy
 Billing                            X 11   X 4:12   X 71 %   ! 9 %      0    19
 Support                             ! 5   ! 2:04     83 %     4 %      1    36
"""

KIOSK_OLD = """\
    Waiting                                  ■ old      Longest wait                              ■ old      Service level                               old

       ███     ▄███████▄                                ███   ███          ███     ▄███████▄                 ▄███████▄  ▄███████▄
    ▄█████     ███   ███                                ███   ███       ▄█████     ███   ███                 ███   ███  ███   ███
       ███     ███   ███                                ███   ███  ███     ███           ███                 ███   ███        ███  ██  ██
       ███     ▀████████                                █████████          ███     ▄███████▀                  ███████   ▄███████▀     ██
       ███           ███                                      ███  ███     ███     ███                       ███   ███  ███          ██
       ███     ███   ███                                      ███          ███     ███                       ███   ███  ███         ██
    █████████  ▀███████▀                                      ███       █████████  █████████                 ▀███████▀  █████████  ██  ██

    goal ≤ 5      ▁▁▃▂▃▁▂▃▂▄▄▃▃▄▅▄▄▅▄▅▆▆▆▆▆▇▇▇████      goal ≤ 2:00   ▂▂▂▂▁▂▂▂▃▃▃▃▃▃▃▄▄▄▅▅▅▅▅▆▆▇█▇▇████      goal ≥ 80 %   ▆▅▅▆▅▆▅▅▅▅▅▅▅▅▄▅▄▄▄▄▄▄▄▄▄▃▄▃▃▃▃▂▃
   ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀    ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀

    Ready                                    ▲ old      Handled today                               old

    ▄███████▄                                           ▄███████▄  ▄███████▄  ███   ███  █████████
    ███   ███                                           ███   ███  ███   ███  ███   ███        ███
    ███   ███                                                 ███        ███  ███   ███       ███
    ▀████████                                           ▄███████▀     █████   █████████      ███
          ███                                           ███              ███        ███     ███
    ███   ███                                           ███        ███   ███        ███     ███
    ▀███████▀                                           █████████  ▀███████▀        ███     ███

    Services outside their goals ─────────────────────────────────────────────────────────────────────────────────────────────────────── 3 of 22   old 14:07
                                                                 Waiting          Longest            Level           Aband.            Ready            Busy
"""  # noqa: E501

CONSOLE_OLD = """\
   Waiting                       ■ old    Longest wait                  ■ old    Service level                    old
     ▓▓     ▓▓▓▓                          ▓▓  ▓▓        ▓▓    ▓▓▓▓▓               ▓▓▓▓   ▓▓▓▓▓
    ▓▓▓    ▓▓  ▓▓                         ▓▓  ▓▓  ▓▓   ▓▓▓        ▓▓             ▓▓  ▓▓      ▓▓
     ▓▓     ▓▓▓▓▓                         ▓▓▓▓▓▓        ▓▓     ▓▓▓▓               ▓▓▓▓    ▓▓▓▓
     ▓▓        ▓▓                             ▓▓  ▓▓    ▓▓    ▓▓                 ▓▓  ▓▓  ▓▓
   ▓▓▓▓▓▓   ▓▓▓▓                              ▓▓      ▓▓▓▓▓▓  ▓▓▓▓▓▓              ▓▓▓▓   ▓▓▓▓▓▓ %
   goal ≤ 5                               goal ≤ 2:00                            goal ≥ 80 %
  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀  ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀

   Services outside their goals ───────────────────────────────────────────────────────────────── 3 of 22   old 14:07
"""  # noqa: E501

SERVICES: list[tuple[str, Align]] = [
    ("Service", "left"),
    *((label, "right") for label in ("Waiting", "Longest", "Level", "Answ.", "Aband.", "Ready", "Busy")),
]
AGENTS: list[tuple[str, Align]] = [
    ("Agent", "left"),
    ("State", "left"),
    ("Reason", "left"),
    ("For", "right"),
    ("Handled", "right"),
    ("AHT", "right"),
    ("Team", "left"),
]


@pytest.mark.parametrize(
    ("picture", "columns", "figures"),
    [
        pytest.param(
            DESK,
            160,
            {
                "Waiting": ("19", "ALERT", "≤ 5"),
                "Longest wait": ("4:12", "ALERT", "≤ 2:00"),
                "Service level": ("82 %", "", "≥ 80 %"),
                "Abandoned": ("5 %", "", "≤ 5 %"),
                "Ready": ("9", "warn", "≥ 12"),
                "Handled today": ("2347", "", ""),
            },
            id="digits over three rows",
        ),
        pytest.param(
            SSH,
            80,
            {
                "Waiting": ("19", "ALERT", "<= 5"),
                "Longest wait": ("4:12", "ALERT", "<= 2:00"),
                "Service level": ("82 %", "", ">= 80 %"),
                "Ready": ("9", "warn", ">= 12"),
            },
            id="plain values in two rows, in ASCII",
        ),
        pytest.param(
            KIOSK_OLD,
            160,
            {
                "Waiting": ("19", "old", "≤ 5"),
                "Longest wait": ("4:12", "old", "≤ 2:00"),
                "Service level": ("82 %", "old", "≥ 80 %"),
                "Ready": ("9", "old", ""),
                "Handled today": ("2347", "old", ""),
            },
            id="digits over seven rows, in two rows of tiles",
        ),
        pytest.param(
            CONSOLE_OLD,
            120,
            {
                "Waiting": ("19", "old", "≤ 5"),
                "Longest wait": ("4:12", "old", "≤ 2:00"),
                "Service level": ("82 %", "old", "≥ 80 %"),
            },
            id="hatched digits over five rows",
        ),
    ],
)
def test_a_tile_is_read_by_its_label(
    picture: str, columns: int, figures: dict[str, tuple[str, str, str]]
) -> None:
    found = tiles(screen_of(picture, columns), list(figures))
    assert {label: (tile.value, tile.word, tile.goal) for label, tile in found.items()} == figures


def test_a_tile_tells_its_cells() -> None:
    tile = tiles(screen_of(DESK), ["Waiting", "Longest wait"])["Waiting"]
    assert (tile.x, tile.end, tile.y, tile.bottom) == (2, 26, 3, 12)


FONTS = [
    pytest.param(SMALL, id="three rows"),
    pytest.param(MIDDLE, id="five rows"),
    pytest.param(LARGE, id="seven rows"),
    pytest.param(DRAWN, id="ASCII"),
]


def drawn(text: str, font: Font) -> list[str]:
    gap = " " * font.gap
    return [gap.join(font.glyphs[sign][row] for sign in text).rstrip() for row in range(font.rows)]


@pytest.mark.parametrize("font", FONTS)
@given(data=st.data())
def test_every_text_of_big_digits_is_read_back(font: Font, data: st.DataObject) -> None:
    text = data.draw(st.text(st.sampled_from(sorted(font.glyphs)), max_size=8))
    assert read_digits(drawn(text, font), font)[0] == text


@pytest.mark.parametrize("font", FONTS)
def test_all_glyphs_of_a_size_are_told_apart(font: Font) -> None:
    assert len(set(font.glyphs.values())) == len(font.glyphs)
    assert all(any(row.strip() for row in rows) for rows in font.glyphs.values())


def test_a_digit_with_one_wrong_cell_is_not_read() -> None:
    assert read_digits(["█▀▀█", "█  █", "█▄▄ "], SMALL) == ("", 0)


def test_big_digits_of_reversed_spaces_are_read() -> None:
    blank = screen_of("\n".join(["Waiting".ljust(20)] + [" " * 20] * 6))
    cells = [list(row) for row in blank.cells]
    for y, row in enumerate(drawn("47", MIDDLE), start=1):
        for x, sign in enumerate(row):
            if sign == "█":
                cells[y][x] = cells[y][x]._replace(reverse=True)
    assert tiles(Screen(cells), ["Waiting"])["Waiting"].value == "47"


@pytest.mark.parametrize(
    "fill", [pytest.param({"bg": "a3201d"}, id="red"), pytest.param({"reverse": True}, id="reversed")]
)
def test_the_ground_beside_a_filled_tile_is_no_digit(fill: dict[str, Any]) -> None:
    screen = screen_of("\n".join(["Waiting".ljust(20) + "Ready", *drawn("23", SMALL)]), 40)
    cells = [
        [cell._replace(**fill) if x < 17 else cell for x, cell in enumerate(row)] for row in screen.cells
    ]
    assert tiles(Screen(cells), ["Waiting", "Ready"])["Waiting"].value == "23"


@pytest.mark.parametrize("font", FONTS)
def test_a_big_dash_is_an_unknown_value(font: Font) -> None:
    screen = screen_of("\n".join(["Waiting", *drawn("–", font), "goal ≤ 5"]))
    assert tiles(screen, ["Waiting"])["Waiting"].value == "–"


def test_sections_side_by_side_have_their_own_titles_counts_and_columns() -> None:
    assert [(each.title, each.count, each.x, each.end) for each in sections(screen_of(DESK))][:3] == [
        ("Services", "22", 2, 78),
        ("Agents", "1–33 of 186  below: ▲ 1", 80, 159),
        ("Messages", "5", 2, 78),
    ]
    assert section(screen_of(KIOSK_OLD), "Services outside their goals").count == "3 of 22   old 14:07"


def test_a_rule_without_a_title_is_no_section() -> None:
    assert list(sections(screen_of(f"   Support  Today 1/2\n   {'─' * 60}"))) == []


def test_a_section_that_is_missing_is_told_with_the_screen() -> None:
    with pytest.raises(AssertionError, match="there is no section 'Agents':\n Support"):
        section(screen_of(SSH, 80), "Agents")


def test_a_grid_is_read_by_columns_also_beside_another_and_behind_wide_characters() -> None:
    services = grid(screen_of(DESK), "Services", SERVICES)
    assert [list(row.values()) for row in services.rows] == [
        ["Billing", "■ 11", "■ 4:12", "■ 71 %", "231", "▲ 9 %", "0", "19"],
        ["Support", "▲ 5", "▲ 2:04", "83 %", "412", "4 %", "1", "36"],
        ["Claims DE", "2", "1:11", "▲ 78 %", "64", "5 %", "0", "6"],
        ["Technical second li…", "1", "0:33", "86 %", "96", "4 %", "1", "12"],
        ["サポート日本", "0", "–", "96 %", "38", "0 %", "1", "3"],
        ["VIP", "0", "–", "99.2 %", "17", "0 %", "2", "1"],
    ]
    assert (services.sorted_by, services.arrow) == ("Waiting", "↓")


def test_texts_and_numbers_side_by_side_are_parted_by_two_spaces() -> None:
    agents = grid(screen_of(DESK), "Agents", AGENTS)
    assert [list(row.values()) for row in agents.rows[:4]] == [
        ["Ito, Mari", "Not ready", "Break", "■ 21:07", "14", "4:02", "Front"],
        ["Großmann-Feuerstein,…", "Not ready", "Training", "▲ 18:04", "3", "5:01", "Nord"],
        ["O’Neill, Siobhán", "Not ready", "Lunch", "14:02", "19", "3:38", "Billing"],
        ["王小明", "Busy", "", "12:13", "22", "4:15", "Front"],
    ]
    assert agents.sorted_by == "For"
    assert len(agents.rows) == 8


def test_an_ascii_grid_is_read_the_same() -> None:
    labels = [column for column in SERVICES if column[0] != "Answ."]
    services = grid(screen_of(SSH, 80), "Services", labels)
    assert services.rows[0]["Longest"] == "X 4:12"
    assert (services.sorted_by, services.arrow) == ("Waiting", "v")
    assert (services.section.count, services.first_row) == ("5 of 22, no more problems", 7)


@pytest.mark.parametrize("picture", [pytest.param(DESK, id="desk"), pytest.param(SSH, id="ssh")])
def test_the_status_line_tells_the_link_and_the_time(picture: str) -> None:
    found = status(screen_of(picture))
    assert found is not None
    assert (found.link, found.clock) == ("live, 1 s", "10:42:07")


def test_without_a_status_line_there_is_no_status() -> None:
    assert status(screen_of("$ wallboard demo\n")) is None
