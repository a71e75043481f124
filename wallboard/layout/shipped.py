"""The layouts that come with the program, and where a layout is found."""

from pathlib import Path

from wallboard.layout.problems import nearest

_PACKAGE = Path(__file__).parent.parent


class NoSuchLayout(Exception):
    """Neither a file nor a shipped layout has this name; its text is a sentence for the reader."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        near = nearest(self.name, shipped())
        hint = f" Did you mean {near}?" if near else ""
        return f"There is no layout {self.name!r}: give a file, or one of {', '.join(shipped())}.{hint}"


def shipped() -> tuple[str, ...]:
    """The names of the shipped layouts, in order."""
    return tuple(sorted(path.stem for path in _folder().glob("*.toml")))


def find_layout(name_or_path: str) -> Path:
    """The file of a shipped layout's name, or of a path; raises NoSuchLayout.

    A shipped name wins, so that it means the same in every folder; `./desk` is a file.
    """
    if name_or_path in shipped():
        return _folder() / f"{name_or_path}.toml"
    path = Path(name_or_path).expanduser()
    if path.is_file():
        return path
    raise NoSuchLayout(name_or_path)


def _folder() -> Path:
    """`wallboard/layouts` of an installed package, else `layouts` of the checkout."""
    packaged = _PACKAGE / "layouts"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "layouts"
