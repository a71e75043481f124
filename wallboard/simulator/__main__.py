"""`python -m wallboard.simulator`: the simulator as another program's child.

Prints one line of JSON with its URL and a login, and serves until its standard input closes,
so that it ends with its parent.
"""

import argparse
import json

from wallboard.simulator.serving import Options, Simulator, serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="wallboard.simulator", description=__doc__)
    parser.add_argument("--scenario")
    parser.add_argument("--agents", type=int)
    parser.add_argument("--services", type=int)
    parser.add_argument("--at")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--speed", type=float)
    given = {name: value for name, value in vars(parser.parse_args()).items() if value is not None}
    options = Options(**given, until_stdin_closes=True)

    def announce(simulator: Simulator) -> None:
        login = {"url": simulator.url, "user": options.user, "secret": options.secret}
        print(json.dumps(login), flush=True)  # noqa: T201  the parent reads it

    serve(options, announce)


main()
