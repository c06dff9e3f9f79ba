"""Seeing what is behind from the command line."""

from typing import Any

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say


@click.command()
@click.option("--adopter", required=True, help="Slug of the city or unit")
@json_option
@pass_console
def outdated(console: Console, adopter: str, as_json: bool) -> None:
    """List what a city runs that is behind, yanked, deprecated or of unknown version, with what to do."""
    found = list(console.items(f"/organisations/{adopter}/updates"))
    if as_json:
        say_json(found)
        return
    for update in found:
        click.echo(f"{update['component']} {update['version'] or '?'}: {'; '.join(_said(update))}")
    if not found:
        say("全部为最新。", "Everything is up to date.")


def _said(update: dict[str, Any]) -> list[str]:
    return [advice["text"][language()] for advice in update["advice"]]
