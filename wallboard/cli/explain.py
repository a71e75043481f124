"""`wallboard explain`: the subscription that a layout becomes, on stdout and nothing else there."""

import click

from wallboard.cli.errors import WRONG_INPUT, told, told_exit


@click.command(short_help="Print the subscription that a layout becomes.")
@click.argument("layout")
def explain(layout: str) -> None:
    """Print the subscription JSON that LAYOUT, a file or a shipped layout's name, becomes."""
    from wallboard.assembly import load_plan

    with told():
        plan = load_plan(layout, "wb")
    for note in plan.notes:
        click.echo(note, err=True)
    # Bytes: JSON is UTF-8 also where the terminal is not.
    try:
        click.echo(plan.subscription.to_json(indent=2).encode())
    except OSError as error:
        raise told_exit(f"The subscription can't be written: {error.strerror}.", WRONG_INPUT) from None
