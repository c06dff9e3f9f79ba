"""The demonstration from the command line."""

import click

from registry.demonstration.loading import is_empty, is_loaded, load_demonstration
from registry.demonstration.removing import remove_demonstration
from registry.kit.console import Console, pass_console


@click.command()
@click.option("--if-empty", is_flag=True, help="Only when no organisation is registered")
@click.option("--remove", is_flag=True, help="Remove the demonstration instead")
@pass_console
def demo(console: Console, if_empty: bool, remove: bool) -> None:
    """Load the demonstration data (fictional cities only), or remove it.

    演示数据，不代表任何真实城市或企业。
    """
    database = console.database
    if remove:
        click.echo(f"Removed {remove_demonstration(database)} demonstration records.")
        return
    with database.reading() as session:
        if is_loaded(session):
            click.echo("The demonstration is loaded already.")
            return
        if if_empty and not is_empty(session):
            click.echo("Organisations are registered already: no demonstration was loaded.")
            return
    load_demonstration(database)
    click.echo("Loaded the demonstration: fictional cities, components and adoptions over two simulated years.")
    click.echo("演示数据，不代表任何真实城市或企业。")
