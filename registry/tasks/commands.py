"""What waits, from the command line."""

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say
from registry.tasks.vocabulary import KINDS


@click.command()
@click.argument("organisation")
@click.option("--kind", type=click.Choice(KINDS), help="Only this kind")
@json_option
@pass_console
def tasks(console: Console, organisation: str, kind: str | None, as_json: bool) -> None:
    """List what waits for an organisation, the most urgent first."""
    found = list(console.items(f"/organisations/{organisation}/tasks", kind=kind))
    if as_json:
        say_json(found)
        return
    for task in found:
        due = f" ({task['due_on']})" if task["due_on"] else ""
        click.echo(f"[{task['urgency']}] {task['title'][language()]}{due}")
    if not found:
        say("没有待办。", "Nothing waits.")
