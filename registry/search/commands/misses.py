"""What was looked for in vain."""

import click

from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import show_table


@click.command()
@click.option("--status", type=click.Choice(["open", "answered", "ignored"]), default="open", show_default=True)
@click.option("--limit", type=click.IntRange(1, 100), default=20)
@json_option
@pass_console
def misses(console: Console, status: str, limit: int, as_json: bool) -> None:
    """Searches that found nothing, the most frequent first. For administrators."""
    found = console.get("/search/misses", status=status, limit=limit)
    if as_json:
        say_json(found)
        return
    rows = (
        (item["words"], str(item["searches"]), item["last_at"], item["component"] or "–") for item in found["items"]
    )
    show_table(("words", "searches", "last", "answered by"), rows)
