"""`wallboard doctor`: what stands between this login and a board, a finding a line."""

import asyncio
import os
import shutil
import sys
import time
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any

import click

from wallboard.cli.errors import told
from wallboard.cli.options import server_options

if TYPE_CHECKING:
    from wallboard.doctor.findings import Finding
    from wallboard.layout.plan import Plan
    from wallboard.settings import Settings


@click.command(short_help="Examine network, server, login, layout and terminal.")
@click.argument("layout", required=False)
@server_options
@click.pass_context
def doctor(ctx: click.Context, /, layout: str | None, profile: str | None, **options: Any) -> None:
    """Examine what a board needs, step by step; with LAYOUT also what the server says to it.

    Each line says ok, warn or fail, and what to do. Exits with 0 where all is ok, 1 after a warning, 2
    after a failure. A layout is tried only where no other screen uses the login, and leaves nothing behind.
    """
    from wallboard.doctor.findings import Verdict, lines, worst

    with told():
        from wallboard.assembly import load_plan, prefix_of
        from wallboard.settings import load_settings

        settings = load_settings(options, profile)
        prefix = prefix_of(settings, layout or "doctor")
        plan = load_plan(layout, prefix) if layout else None
    width = shutil.get_terminal_size((100, 24)).columns
    findings: list[Finding] = []

    async def examine() -> None:
        for finding in _here(settings, plan, options, profile):
            tell(finding)
        async for finding in _server(settings, plan, prefix):
            tell(finding)

    def tell(finding: "Finding") -> None:
        findings.append(finding)
        click.echo("\n".join(lines(finding, width)))

    asyncio.run(examine())
    verdict = worst(findings)
    counts = [sum(finding.verdict is each for finding in findings) for each in Verdict]
    click.echo(f"\n{counts[0]} ok, {counts[1]} to look at, {counts[2]} failed.")
    ctx.exit(int(verdict))


def _here(
    settings: "Settings", plan: "Plan | None", options: dict[str, Any], profile: str | None
) -> Iterator["Finding"]:
    from wallboard.doctor import here
    from wallboard.settings import origins, runtime_folder, state_folder
    from wallboard.ui.terminal import recognise

    shown = {name: str(getattr(settings, name)) for name in ("url", "user", "sign_in")}
    yield from here.settings(origins(options, profile), {**shown, "tenant": settings.tenant_or_host})
    yield from here.folders({"state folder": state_folder(), "runtime folder": runtime_folder()})
    encoding = sys.__stderr__.encoding if sys.__stderr__ is not None else "ascii"
    terminal = recognise(os.environ, "auto", ascii_only=False, encoding=encoding)
    drawn_on = sys.__stderr__
    size = os.get_terminal_size(drawn_on.fileno()) if drawn_on is not None and drawn_on.isatty() else None
    screen = here.Screen(
        term=os.environ.get("TERM", ""),
        size=None if size is None else (size.columns, size.lines),
        depth=terminal.depth.name.lower(),
        glyphs=terminal.glyphs.charset,
        encoding=encoding,
    )
    yield from here.terminal(screen, plan.screen if plan else None)


async def _server(settings: "Settings", plan: "Plan | None", prefix: str) -> AsyncIterator["Finding"]:
    """The server, unless that would throw out a board that runs on this computer."""
    from wallboard.assembly import connect, hold_login
    from wallboard.cli.show import ask_secret
    from wallboard.doctor import server
    from wallboard.doctor.findings import warn
    from wallboard.login_lock import LoginHeld

    try:
        hold_login(settings.model_copy(update={"take_over": False}), "doctor")
    except LoginHeld as held:
        plan = None
        board = f"a board on this computer uses it (layout {held.holder.layout}, process {held.holder.pid})"
        yield warn("login", board, "Quit it to have the layout tried too.")
        if settings.sign_in == "password":
            return
    with told():
        connection = connect(settings, ask=lambda: ask_secret(settings.user))
    try:
        door = server.door(settings.url, settings.ca_file)
        async for finding in server.examine(connection.client, door, plan, prefix, time.time):
            yield finding
    finally:
        await connection.client.aclose()
