"""A contact centre that can be asked: its model, and a server that is strict after API.md.

It stands alone: nothing of the client is imported here, so that a mistake can't hide in both.

`serving` runs it (`running` for tests, `serve` for commands), `options` says what can be set.
`scenario` is a day as it is set up, read from a file of `scenarios/` by `scenario_file` with `forms`.
`centre` is the model: `house` has its clock and its log, `staffing` opens it, `arrivals`, `work`,
`shifts`, `happenings` and `chat` make `events` happen, `ledger` folds them into `actors`. `statistics`
reads that and nothing else, `tables` makes an answer of it; `checker` reads a subscription; `server`
has the requests, `recorder` what came and went.

Faults stand between the wire and the house, and leave the house as it is. `faults` lists them, with
their effects in `faulty_link`, `faulty_answers` and `faulty_logins`; `fault_text` reads how one is
written, with `fault_values`; `edge` lets them act on requests, `connections` on the port and what is
connected to it, `control` gives and takes them over HTTP; `certificates` are for https. In a test:

    with running(Options(tls=True)) as simulator:
        simulator.fault("latency=200ms,503:data:x3")   # from now on; WrongFault says what is wrong
        simulator.fault("silence@10s+30s")             # times count from here; `elapse` puts them on
        simulator.faults                               # what was given, with the requests it hit
        simulator.exchanges[-1].faults                 # what hit this request, as it was given
        simulator.clear()

The event log is the truth: every answer is a function of it, and `events` defines each figure so that
it can be recounted from the log alone.

One file and one line: a statistic is a line in `statistics.GROUP` or `.AGENT`; a request a function and
a line of `server.ROUTES`; a subscription's field a line in `checker`; a kind of event its class in
`events` and its fold in `ledger.FOLDS`; a scenario a file in `scenarios/`, a key of it a field in
`scenario` and its form in `scenario_file`; a happening a class there and a line in `happenings.DOES`;
a disposition a line in `dispositions`; a fault its effect and a line of `faults.FAULTS`; a switch a
field of `options.Options`.
"""
