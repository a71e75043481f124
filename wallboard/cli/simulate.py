"""`wallboard simulate`: serves the made-up contact centre until it is stopped."""

import os
from typing import Any

import click

from wallboard.cli.errors import WRONG_INPUT, told_exit
from wallboard.cli.options import centre_options


@click.command(short_help="Serve a made-up contact centre.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0: any free one."
)
@click.option(
    "--dispositions-as-array", is_flag=True, help="Answer with the bare array that some servers give."
)
@click.option(
    "--limit",
    type=click.IntRange(0),
    metavar="N",
    help="How many subscriptions the tenant may have, else 409; 0: no place is free.",
)
@centre_options
def simulate(port: int, limit: int | None, dispositions_as_array: bool, **centre: Any) -> None:
    """Serve a made-up contact centre on loopback, for layouts, tests and other clients."""
    from wallboard.simulator.scenario_file import WrongScenario
    from wallboard.simulator.serving import Options, serve

    options = Options(**centre, port=port, limit=limit, dispositions_as_array=dispositions_as_array)

    def announce(url: str) -> None:
        click.echo(
            f"The simulator serves {url} until ctrl+c. To watch it, in another terminal:\n\n"
            f"  WALLBOARD_SECRET={options.secret} wallboard show desk --url {url} --user {options.user}\n"
        )

    try:
        serve(options, announce)
    except WrongScenario as wrong:
        raise told_exit(str(wrong), WRONG_INPUT) from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)  # the socket module adds to it
        sentence = f"Port {port} can't be served: {reason}. Give another with --port; 0 is any free one."
        raise told_exit(sentence, WRONG_INPUT) from None
