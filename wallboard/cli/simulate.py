"""`wallboard simulate`: serves the made-up contact centre until it is stopped."""

from typing import TYPE_CHECKING, Any

import click

from wallboard.cli.errors import WRONG_INPUT, told_exit
from wallboard.cli.options import centre_options

if TYPE_CHECKING:
    from wallboard.simulator.serving import Simulator


class _WithFaults(click.Command):
    """Its help ends with the table of faults, read only when it is wanted."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from wallboard.simulator.faults import FAULTS, WHERE

        with formatter.section("Faults"):
            formatter.write_text(
                "NAME[=VALUE][:REQUESTS][:xTIMES][/EVERY][@FROM][+FOR], several with commas:"
            )
            formatter.write_text(
                "status=503:data:x3@10s+30s is 503 on the data, three times at most, from ten seconds on"
                " for half a minute; reset/5 resets every fifth request."
            )
            formatter.write_text(f"REQUESTS: {', '.join(WHERE)}.")
            formatter.write_dl([(kind.written(name), kind.told()) for name, kind in FAULTS.items()])


@click.command(short_help="Serve a made-up contact centre.", cls=_WithFaults)
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
@click.option(
    "--fault",
    "faults",
    multiple=True,
    metavar="FAULT,…",
    help="Break it, to see what a client does: any of the faults below. May be given several times.",
)
@click.option("--tls", is_flag=True, help="Serve https; prints the file that a client has to trust.")
@click.option(
    "--control",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Take faults at run time, on this port of its own; 0: any free one.",
)
def simulate(**given: Any) -> None:
    """Serve a made-up contact centre on loopback, for layouts, tests and other clients."""
    from wallboard.simulator.certificates import NoTrustme
    from wallboard.simulator.connections import NoPort
    from wallboard.simulator.fault_text import WrongFault
    from wallboard.simulator.scenario_file import WrongScenario
    from wallboard.simulator.serving import Options, serve

    options = Options(**given)
    try:
        serve(options, lambda simulator: _announce(simulator, options.user, options.secret))
    except (WrongScenario, WrongFault) as wrong:
        raise told_exit(str(wrong), WRONG_INPUT) from None
    except NoTrustme:
        sentence = "--tls needs trustme, which makes its certificates: pip install 'wallboard[tls]'"
        raise told_exit(sentence, WRONG_INPUT) from None
    except NoPort as error:
        option = "--control" if error.port == options.control else "--port"
        raise told_exit(
            f"Port {error.port} can't be served: {error.strerror}."
            f" Give another with {option}; 0 is any free one.",
            WRONG_INPUT,
        ) from None


def _announce(simulator: "Simulator", user: str, secret: str) -> None:
    trust = f" --ca-file {simulator.ca_file}" if simulator.ca_file else ""
    click.echo(
        f"The simulator serves {simulator.url} until ctrl+c. To watch it, in another terminal:\n\n"
        f"  WALLBOARD_SECRET={secret} wallboard show desk --url {simulator.url} --user {user}{trust}\n"
    )
    if simulator.control_url:
        click.echo(
            "To break it and mend it again:\n\n"
            f"  curl -d silence {simulator.control_url}\n"
            f"  curl -X DELETE {simulator.control_url}\n"
        )
