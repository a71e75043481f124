"""Nothing of the user's terminal reaches the app on the stage."""

import os

import pytest


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variables that turn Textual's colours, theme, filters and animations."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL_") or name == "NO_COLOR"]:
        if name != "TEXTUAL_SNAPSHOT_TEMPDIR":  # the snapshot plugin's own
            monkeypatch.delenv(name)
