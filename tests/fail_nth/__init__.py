"""Every call at the program's edges fails once, and every one for ever: what the screen says, how it ends."""
