"""`wallboard dispositions`: the names that a layout's `dispositions` may hold."""

import asyncio
from typing import Any

import click

from wallboard.cli.errors import LINK_FAILED, told, told_exit
from wallboard.cli.options import server_options


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
    from wallboard.board.words import advice_once, capitalised, happened
    from wallboard.feed import LinkError

    try:
        names = asyncio.run(ask_dispositions(connection, [name for name, on in wanted.items() if on]))
    except LinkError as error:
        raise told_exit(f"{capitalised(happened(error))}. {advice_once(error)}", LINK_FAILED) from None
    for name in names:
        click.echo(name)
