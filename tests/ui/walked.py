"""The program that is walked: one scene's board after another in its terminal, the next when one is left.

`python -m tests.ui.walked SCENES painted|stock`: the scenes are pickled in a file. Keys that the board has no
use for turn its feed and its clock; the last of them has the program say, by a private mode that no terminal
knows, that it has done what came before.
"""

import asyncio
import itertools
import os
import pickle
import sys
from pathlib import Path
from typing import Final

STEPS: Final = {
    "answer": "\x1b[15~",
    "silence": "\x1b[17~",
    "1 s": "\x1b[18~",
    "20 s": "\x1b[19~",
    "mark": "\x1b[20~",
}
"""What a walk can ask for, by the bytes of F5 to F9."""

MARK: Final = 7777
"""The private mode that each mark turns over."""


def main(scenes: Path, painting: str) -> None:
    from wallboard.ui.terminal import prepare_environment, recognise

    terminal = recognise(os.environ, "auto", ascii_only=False, encoding="utf-8")
    prepare_environment(os.environ, terminal)

    from tests.ui.walked_app import WalkedApp  # Textual reads the environment when it is imported

    marks = (f"\x1b[?{MARK}{end}" for end in itertools.cycle("hl"))
    for scene in pickle.loads(scenes.read_bytes()):
        app = WalkedApp(scene, terminal, marks)
        if painting == "stock":
            app.painter = None
        asyncio.run(app.run_async(mouse=True))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
