"""The whole program over tens of thousands of answers, at full speed and with faults now and then.

`python -m tests.soak` shows that memory, files, threads and tasks stay; with `--leak` it must turn red.
"""
