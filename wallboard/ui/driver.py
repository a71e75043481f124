"""The driver for text consoles, which know fewer sequences than Textual's own driver sends."""

from typing import Final

from textual.drivers.linux_driver import LinuxDriver

KITTY_POP: Final = "\x1b[<u"
"""Sent by Textual at every exit, though nothing was pushed; an older console prints its `u`."""

CLEARED: Final = "\x1b[m\x1b[2J\x1b[H"
"""An older console has no alternate screen to leave."""


class ConsoleDriver(LinuxDriver):
    """Asks a console nothing and leaves its screen clear (TEXTUAL section 7)."""

    def write(self, data: str) -> None:
        if data != KITTY_POP:
            super().write(data)

    def stop_application_mode(self) -> None:
        self.write(CLEARED)
        super().stop_application_mode()

    def _request_terminal_sync_mode_support(self) -> None:
        """A console prints the `p` of the question."""

    def _query_in_band_window_resize(self) -> None:
        """A console prints the `p` of the question."""
