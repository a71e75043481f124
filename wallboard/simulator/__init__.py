"""A contact centre that can be asked: its model, and a server that is strict after API.md.

It stands alone: nothing of the client is imported here, so that a mistake can't hide in both.

`serving` runs it (`running` for tests, `serve` for commands), `options` says what can be set.
`centre` is the model; `statistics` says what each statistic is in it, `tables` makes an answer of
that; `checker` reads a subscription; `server` has the requests, `recorder` what came and went.

One file and one line: a statistic is a line in `statistics.GROUP` or `.AGENT`; a request a function
and a line of `server.ROUTES`; a subscription's field a line in `checker`; an event of the house a
method of `centre.Centre`; a service, team, reason or disposition a line in `offer`; a switch a field
of `options.Options`.
"""
