"""`python -m wallboard` is `wallboard`."""

from wallboard.cli import main

main(prog_name="wallboard")
