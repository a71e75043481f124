"""Answers broken at random, through reader, board and picture, and through a terminal.

`python -m tests.fuzz` breaks 10,000; a part of them is tested always.
"""
