"""More like this."""

from typing import Any

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import show_table
from registry.kit.texts import choose


@click.command()
@click.argument("component")
@click.option("--limit", type=click.IntRange(1, 20), default=5)
@json_option
@pass_console
def similar(console: Console, component: str, limit: int, as_json: bool) -> None:
    """The components most like one, and what they share."""
    found = console.get(f"/components/{component}/similar", limit=limit)
    if as_json:
        say_json(found)
        return
    rows = ((_name(item), _title(item), f"{item['similarity']:.0%}", _why(item["why"])) for item in found["items"])
    show_table(("component", "title", "likeness", "shared"), rows)


def _name(item: dict[str, Any]) -> str:
    return f"{item['component']['publisher']}/{item['component']['name']}"


def _title(item: dict[str, Any]) -> str:
    return choose(item["component"]["title"], language())


def _why(why: dict[str, list[str]]) -> str:
    return ", ".join(why["scenarios"] or why["tags"] or why["words"]) or "–"
