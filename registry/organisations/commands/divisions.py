"""Divisions from the command line."""

import click

from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table


@click.group()
def divisions() -> None:
    """Divisions of GB/T 2260 and local additions."""


@divisions.command("add")
@click.argument("code")
@click.option("--name", required=True)
@click.option("--kind", required=True, help="district, county, …")
@click.option("--parent", help="Code of the division above")
@json_option
@pass_console
def add_division(console: Console, code: str, name: str, kind: str, parent: str | None, as_json: bool) -> None:
    """Add a division that the shipped edition lacks."""
    document = console.post("/divisions", {"code": code, "name": name, "kind": kind, **given(parent_code=parent)})
    if as_json:
        say_json(document)
    else:
        say(f"已添加 {code} {name}。", f"Added {code} {name}.")


@divisions.command("list")
@click.argument("words", required=False)
@click.option("--parent", help="Code of the division above")
@json_option
@pass_console
def list_divisions(console: Console, words: str | None, parent: str | None, as_json: bool) -> None:
    """List divisions; WORDS are the beginning of a code or part of a name."""
    found = list(console.items("/divisions", q=words, parent=parent))
    if as_json:
        say_json(found)
        return
    show_table(("code", "name", "kind"), ((entry["code"], entry["name"], entry["kind"]) for entry in found))
