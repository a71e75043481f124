"""The wire, typed by hand from API.md, and both sides held to it.

- `exchanges/*.http`: one request and its answer each, with the section it was typed from.
- `subscription.schema.json` and `schema.py`: what a subscription may be; they share nothing with wallboard.
- `mutants.py`: a good subscription, its accepted variants, and small changes that make it wrong.
- `rows.py`, `subscription_rows.py`: which test covers which row of API.md;
  `python -m tests.wire.coverage` prints it.

A new exchange: one file in `exchanges/`, one line in `test_client.py` where the client makes the request.
A new rule of the subscription: one line in `mutants.py`. A new row of API.md: one line in `rows.py`.
"""
