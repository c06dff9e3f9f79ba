"""Reading components and their versions."""

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import show_details, show_table
from registry.kit.texts import choose


@click.group()
def components() -> None:
    """Components of the catalogue; `search` finds them."""


@components.command()
@click.argument("name", metavar="PUBLISHER/NAME")
@json_option
@pass_console
def show(console: Console, name: str, as_json: bool) -> None:
    """Show what a component says of itself."""
    found = console.get(f"/components/{name}")
    if as_json:
        say_json(found)
    else:
        show_details(found)


@click.command()
@click.argument("name", metavar="PUBLISHER/NAME")
@click.option("--specifier", help="Only those that fit, such as '>=1.2,<2'")
@json_option
@pass_console
def versions(console: Console, name: str, specifier: str | None, as_json: bool) -> None:
    """List the versions of a component, the greatest first."""
    found = list(console.items(f"/components/{name}/versions", specifier=specifier))
    if as_json:
        say_json(found)
        return
    rows = (
        (
            entry["number"],
            entry["published_at"][:10],
            entry["yanked"]["reason"] if entry["yanked"] else "",
            choose(entry["notes"], language()),
        )
        for entry in found
    )
    show_table(("number", "published", "yanked", "notes"), rows)
