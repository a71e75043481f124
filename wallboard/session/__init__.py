"""The live feed: sign in, claim the slot, subscribe, poll, recover, leave (DESIGN sections 1 and 10).

`events` is what can happen and what can be ordered, `machine` the table of moves, `facts` what it
remembers, `paces` when it acts; all pure. `client` makes one HTTP request each and alone knows httpx;
`worker` is the thin loop between the two.

A new hard case: its event in `events.py`, its rows in `machine.NEXT`. A new stage: one line in
`machine.Stage` and one in `machine.STAGES`. A new status: one line in `statuses.py`.
"""
