"""The whole program, as a person meets it: in a real pseudo-terminal, against the simulator over HTTP."""
