"""The newest answer over the end of the program."""

from pathlib import Path

import pytest

from wallboard.last_figures import LARGEST, LastFigures

NOON = 1_800_000_000.0
SCREEN = ("wb.host.desk", "https://stats.example.test", "demo", "stats.user")


def figures(folder: Path, asks: object = "a") -> LastFigures:
    return LastFigures(folder / "state", SCREEN, asks)


def test_what_was_kept_comes_back_with_its_time(tmp_path: Path) -> None:
    figures(tmp_path).save(b'{"totals":\n{}}', NOON)
    assert figures(tmp_path).load() == (b'{"totals":\n{}}', NOON)
    figures(tmp_path).save(b"newer", NOON + 60)
    assert figures(tmp_path).load() == (b"newer", NOON + 60)


def test_nothing_was_kept_yet(tmp_path: Path) -> None:
    assert figures(tmp_path).load() is None


def test_figures_of_another_subscription_are_none_of_this_layout(tmp_path: Path) -> None:
    figures(tmp_path, asks="a").save(b"{}", NOON)
    assert figures(tmp_path, asks="b").load() is None


def test_figures_of_another_screen_or_login_are_apart(tmp_path: Path) -> None:
    figures(tmp_path).save(b"{}", NOON)
    assert LastFigures(tmp_path / "state", (*SCREEN[:3], "another.user"), "a").load() is None


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]\n{}", b'{"asked": "x"}\n{}', b'{"asked": 1}\n{}', b"\xff\n", b"[" * 99_999]
)
def test_a_file_that_is_nonsense_is_no_figures(tmp_path: Path, content: bytes) -> None:
    kept = figures(tmp_path)
    kept.save(b"{}", NOON)
    kept.path.write_bytes(content)
    assert kept.load() is None


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    figures(tmp_path).save(b"{}", NOON)
    assert [path.stat().st_mode & 0o777 for path in (tmp_path / "state").iterdir()] == [0o600]
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "state").touch()
    figures(tmp_path).save(b"{}", NOON)
    assert figures(tmp_path).load() is None


def test_an_answer_of_unheard_size_is_not_kept(tmp_path: Path) -> None:
    figures(tmp_path).save(b"x" * (LARGEST + 1), NOON)
    assert figures(tmp_path).load() is None


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    figures(tmp_path).save(b"{}", NOON)
    figures(tmp_path).forget()
    assert list((tmp_path / "state").iterdir()) == []
    figures(tmp_path).forget()
