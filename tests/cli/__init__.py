"""The commands as they are run: as processes, and where a board is shown in a real pseudo-terminal."""
