"""`wallboard explain`: the subscription on stdout and nothing else there."""

import json
from pathlib import Path

import pytest

from tests.cli.program import ROOT, run

TEAM = """
title = "Front"
[[page]]
name = "Today"
[[page.agent_grid]]
columns = [{ stat = "first_last_name", label = "Agent" }]
teams = ["Grün"]
"""

WRONG = """
title = "Front"
[[page]]
name = "Today"
[[page.tile]]
stat = "in_calls_waiting"
lable = "Waiting"
[[page.tile]]
stat = "in_calls_waiting"
label = 3
"""


@pytest.mark.parametrize("name", ["desk", "kiosk", "ssh"])
def test_a_shipped_name_works_from_any_folder_and_means_the_file(name: str, tmp_path: Path) -> None:
    by_name = run("explain", name, home=tmp_path)
    by_path = run("explain", str(ROOT / "layouts" / f"{name}.toml"), home=tmp_path)
    assert (by_name.returncode, by_name.stderr) == (0, "")
    assert by_name.stdout == by_path.stdout
    assert all(app_id.startswith("wb.") for app_id in json.loads(by_name.stdout))


def test_names_stay_as_they_are_with_a_word_on_stderr(tmp_path: Path) -> None:
    (tmp_path / "front.toml").write_text(TEAM, encoding="utf-8")
    told = run("explain", "front.toml", home=tmp_path)
    (app,) = json.loads(told.stdout).values()
    assert app["agent_grids"][0]["team_ids"] == ["Grün"]
    assert told.stderr == "team `Grün` is looked up on the server\n"
    assert told.returncode == 0


def test_it_is_utf_8_in_every_locale(tmp_path: Path) -> None:
    (tmp_path / "front.toml").write_text(TEAM, encoding="utf-8")
    told = run("explain", "front.toml", home=tmp_path, PYTHONIOENCODING="ascii:strict")
    assert "Grün" in told.stdout
    assert told.returncode == 0


def test_all_mistakes_are_told_at_once_where_they_stand(tmp_path: Path) -> None:
    (tmp_path / "front.toml").write_text(WRONG)
    refused = run("explain", "front.toml", home=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    first, second = refused.stderr.splitlines()
    assert first.startswith("front.toml:7:1: ")
    assert "did you mean `label`?" in first
    assert second.startswith("front.toml:10:9: expected a text in quotes")


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        pytest.param(
            "nowhere.toml", "There is no layout 'nowhere.toml': give a file, or one of", id="missing"
        ),
        pytest.param("folder", "There is no layout 'folder'", id="a folder"),
        pytest.param("latin.toml", "latin.toml:2:10: expected UTF-8", id="not UTF-8"),
        pytest.param("x" * 300, "File name too long. Give a file, or one of", id="no name for a file"),
        pytest.param("dsk", "Did you mean desk?", id="a name nearby"),
    ],
)
def test_a_layout_that_can_not_be_read_is_a_sentence(layout: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "latin.toml").write_bytes('\ntitle = "ü"'.encode("latin-1"))
    refused = run("explain", layout, home=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert words in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
