"""Faults on the real feed and the real board, on a turned clock: words, freshness, recovery, requests.

`turning` is the loop whose clock jumps when nothing else can happen, `bench` client, server, board and screen
in it, `running` one fault from its begin to its end against the bounds. `model` and `pairs` are the same for
two faults at once without sockets. A new fault: a `Case` in `cases`, and a line of `model.FAULTS`.
"""
