"""The wire as the client sees it (API.md): what is asked for, and what comes back. No I/O, no clocks.

Written strictly: `subscription` (fields as in API.md, section 2), `directory` (names of teams and
services become ids), `app_ids` (whose a subscription is). Read tolerantly: `decoding` (a body
becomes JSON), `reader` with `messages` (an answer to our subscription), `replies` (all other
answers), `values` (a cell becomes a figure or a text), `text` (every text is cleaned on its way
in). `catalogue` and `kinds` tell what the statistics mean.

- A statistic: one row in `catalogue.py`, one in `tests/wire/statistics.tsv`.
- A field of the subscription: one line in its class in `subscription.py`.
- A form in which a time is sent: `read_time` in `messages.py`.
- A shape of an error's body: `read_error` in `replies.py`.
"""
