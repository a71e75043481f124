"""A board as a file: TOML in and out, all its problems at once, and the Plan it becomes.

A new field of a layout: one line in `models`, and the place where it acts (`compiling`, or a field
of `plan`). What it must be together with other fields: a rule in `rules`, `grid_rules` or
`figure_rules`. A new widget: one model, one line in `models.Page`, one case in `compiling`.
A new shipped layout: one file in `layouts/`.

`writing` is not imported here: showing a board needs no tomlkit.
"""

from wallboard.layout.compiling import compile  # noqa: A004 - the word for it
from wallboard.layout.models import Layout
from wallboard.layout.problems import Problem, Problems
from wallboard.layout.reading import read_layout
from wallboard.layout.shipped import NoSuchLayout, find_layout, shipped

__all__ = [
    "Layout",
    "NoSuchLayout",
    "Problem",
    "Problems",
    "compile",
    "find_layout",
    "read_layout",
    "shipped",
]
