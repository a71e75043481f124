"""Where the keys and values of a TOML text stand."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.layout.strategies import KEYS, VALUES, layouts
from wallboard.layout import Layout, find_layout, shipped
from wallboard.layout.positions import Path, Position, Spot, positions
from wallboard.layout.writing import write_layout


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every path of what tomllib made."""
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield (*path, name)
            yield from paths(inner, (*path, name))


def value_at(whole: Any, path: Path) -> Any:
    for name in path:
        whole = whole[name]
    return whole


def rest(text: str, place: Position) -> str:
    """The text from a place to the end of the file."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join([lines[place.line - 1][place.column - 1 :], *lines[place.line :]])


def stands_there(name: str, text: str) -> bool:
    """Whether `text` begins with the key `name`, bare or in quotes."""
    if text.startswith(name) and name:
        return True
    ends = [end for end in range(2, len(text) + 1) if text[end - 1] == text[0]]
    return any(is_key(text[:end], name) for end in ends)


def is_key(quoted: str, name: str) -> bool:
    try:
        return tomllib.loads(f"{quoted} = 0") == {name: 0}
    except tomllib.TOMLDecodeError:
        return False


def check(text: str) -> None:
    """Every path has a place; at it stands the key, or the element's value."""
    whole = tomllib.loads(text)
    spots = positions(text)
    assert set(spots) == set(paths(whole))
    for path, spot in spots.items():
        name, value = path[-1], value_at(whole, path)
        if isinstance(name, str):
            assert stands_there(name, rest(text, spot.key)), path
        if isinstance(value, str):
            assert rest(text, spot.value)[0] in "\"'", path
        elif isinstance(value, bool):
            assert rest(text, spot.value).startswith(str(value).lower()), path
        elif isinstance(value, int):
            assert tomllib.loads("x = " + first_word(rest(text, spot.value))) == {"x": value}, path


def first_word(text: str) -> str:
    for end, char in enumerate(text):
        if char in ",]} \t\n#":
            return text[:end]
    return text


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_every_path_of_a_file_has_its_place(whole: dict[str, Any]) -> None:
    check(tomlkit.dumps(whole))


@given(layouts())
@settings(max_examples=20, deadline=None)
def test_every_path_of_a_layout_has_its_place(layout: Layout) -> None:
    check(write_layout(layout))


@pytest.mark.parametrize("name", shipped())
def test_every_path_of_a_shipped_layout_has_its_place(name: str) -> None:
    check(find_layout(name).read_text("utf-8"))


TEXTS = {
    "spaces and comments around everything": "  # one\n\n\t a  =  1  # two\n [ b ]\n  c=2\n",
    "dotted keys": "a.b.c = 1\na.b.d = 2\n'x.y' . \"z\\u0041\" = 3\n",
    "a list over lines, with comments": 'a = [ # first\n 1,\n\n  "two", # ]\n [3, 4],\n]\nb = 1\n',
    "inline tables": 'a = { b = 1, c.d = [ { e = "}" }, { e = "," } ], "f g" = {} }\n',
    "a text over lines": 'a = """\nb = 1\n\\""" """\nc = \'\'\'\nd = 1\'\'\'\'\ne = """"\nf = 1""""\nx = 9\n',
    "texts with signs of the grammar": 'a = "]#,}\\""\nb = \']#\\\'\nc = ["[", \']\', ""]\n',
    "times": "a = 1979-05-27 07:32:00Z # time\nb = [1979-05-27, 07:32:00]\nc = true\n",
    "lists of tables": "[[p]]\nn = 1\n[[p.t]]\ns = 1\n[[p.t]]\n[p.x]\ny = 1\n[[p]]\nn = 2\n[[p.t]]\ns = 3\n",
    "a table after those in it": "[a.b]\nc = 1\n[a]\nd = 2\n[a.e.f]\n",
    "line ends of Windows": "a = 1\r\n[b]\r\nc = [\r\n  1,\r\n  2]\r\nd = '''\r\n'''\r\ne = true\r\n",
    "no line end": "a = 1\n[b]",
    "an empty key": '"" = 1\n[a.""]\n\'\' = { "" = 2 }\n',
    "numbers of every form": "a = +1_000\nb = 0xFF\nc = [-0, 0b1,0o7]\nd = 1e5\ne = -inf\nf = nan\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in TEXTS.items()])
def test_every_form_of_toml_keeps_its_places(text: str) -> None:
    check(text)


def test_lines_and_columns_count_from_one_in_characters() -> None:
    spots = positions('"ü日" = { b = 5 }\n')
    assert spots["ü日",] == Spot(Position(1, 1), Position(1, 8))
    assert spots["ü日", "b"] == Spot(Position(1, 10), Position(1, 14))


def test_a_table_stands_where_its_own_header_is() -> None:
    assert positions("[a.b]\n\n[a]\n")["a",].key == Position(3, 2)


def test_a_list_of_tables_stands_where_its_first_is() -> None:
    spots = positions("[[a]]\n[[a]]\n")
    assert spots["a",].key == spots["a", 0].key == Position(1, 3)
    assert spots["a", 1].key == Position(2, 3)
