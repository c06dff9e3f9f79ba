"""The agreement from the command line."""

from pathlib import Path

import click

from registry.applications.commands.files import read_object
from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose


@click.group()
def agreements() -> None:
    """What applicants accept: the duties of both sides."""


@agreements.command("list")
@json_option
@pass_console
def list_all(console: Console, as_json: bool) -> None:
    """List the versions of the agreement, the latest first."""
    found = list(console.items("/agreements"))
    if as_json:
        say_json(found)
        return
    rows = ((str(entry["number"]), entry["effective_on"], choose(entry["title"], language())) for entry in found)
    show_table(("number", "in force from", "title"), rows)


@agreements.command()
@click.argument("number", default="current")
@json_option
@pass_console
def show(console: Console, number: str, as_json: bool) -> None:
    """Show version NUMBER of the agreement; the one in force unless said."""
    found = console.get(f"/agreements/{number}")
    if as_json:
        say_json(found)
        return
    click.echo(f"{choose(found['title'], language())} {found['number']} ({found['effective_on']})")
    for part in ("publisher_duties", "adopter_duties", "dispute_steps"):
        click.echo(f"\n{part}:")
        for place, text in enumerate(found[part], start=1):
            click.echo(f"{place}. {choose(text, language())}")
    click.echo(f"\ndelist_notice_days: {found['delist_notice_days']}")


@agreements.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_console
def add(console: Console, file: Path, as_json: bool) -> None:
    """Publish the version that FILE describes (JSON or YAML, what POST /agreements takes)."""
    made = console.post("/agreements", read_object(file))
    if as_json:
        say_json(made)
        return
    say(
        f"已发布协议第 {made['number']} 版，自 {made['effective_on']} 起生效。",
        f"Published version {made['number']} of the agreement, in force from {made['effective_on']} on.",
    )
