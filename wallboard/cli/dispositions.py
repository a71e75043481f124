"""`wallboard dispositions`: the names that a layout's `dispositions` may hold."""

import asyncio
from typing import TYPE_CHECKING, Any

import click

from wallboard.cli.errors import LINK_FAILED, told, told_exit
from wallboard.cli.options import server_options

if TYPE_CHECKING:
    from wallboard.feed import LinkError


@click.command(short_help="List the names of dispositions.")
@server_options
@click.option("--agent-can-select", is_flag=True, help="Only those an agent can select.")
@click.option("--inbound", is_flag=True, help="Only those of inbound interactions.")
@click.option("--outbound", is_flag=True, help="Only those of outbound interactions.")
@click.option("--preview", is_flag=True, help="Only those of preview campaigns.")
def dispositions(
    profile: str | None,
    agent_can_select: bool,
    inbound: bool,
    outbound: bool,
    preview: bool,
    **options: Any,
) -> None:
    """List disposition names over all services that this login supervises, one a line."""
    from wallboard.cli.show import ask_secret

    wanted = {
        "agentCanSelect": agent_can_select,
        "inbound": inbound,
        "outbound": outbound,
        "preview": preview,
    }
    with told():
        from wallboard.assembly import ask_dispositions, connect
        from wallboard.settings import load_settings

        settings = load_settings(options, profile)
        connection = connect(settings, ask=lambda: ask_secret(settings.user))
    from wallboard.feed import LinkError

    try:
        names = asyncio.run(ask_dispositions(connection, [name for name, on in wanted.items() if on]))
    except LinkError as error:
        raise told_exit(sentence_once(error), LINK_FAILED) from None
    for name in names:
        click.echo(name)


def sentence_once(error: "LinkError") -> str:
    """What happened, then what to do, without what only a board does: ask again by itself, know keys."""
    from wallboard.board.words import capitalised, happened, to_do

    clauses = to_do(error).replace(", then", ";").split("; ")
    ours = [clause for clause in clauses if "by itself" not in clause and "press R" not in clause]
    return f"{capitalised(happened(error))}. {capitalised('; '.join(ours) or 'try again later')}."
