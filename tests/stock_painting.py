"""The program as it is where Textual has moved a name: `python -m tests.stock_painting COMMAND …`.

What the painter shows is held against this, and the tests of a terminal run with it as well.
"""

import importlib
import sys


def without_the_painter() -> None:
    """Make the fallback believe that a private name is missing."""
    terminal = importlib.import_module("wallboard.cli.screen")
    require = terminal.require_terminal

    def prepared(*arguments: object, **options: object) -> object:
        found = require(*arguments, **options)
        frames = importlib.import_module("wallboard.ui.frames")  # not before the environment is prepared
        frames.SIGNATURES["App._no_such_name"] = ("self",)
        return found

    terminal.require_terminal = prepared


if __name__ == "__main__":
    without_the_painter()
    from wallboard.cli import main

    sys.argv[0] = "wallboard"
    main()
