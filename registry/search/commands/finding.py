"""Searching from the command line."""

from typing import Any

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose


@click.command()
@click.argument("words", nargs=-1)
@click.option("--limit", type=click.IntRange(1, 100), default=20)
@json_option
@pass_console
def search(console: Console, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Search the catalogue: Chinese, English, pinyin and typing errors."""
    found = console.get("/components", q=" ".join(words), limit=limit)
    if as_json:
        say_json({name: found[name] for name in ("items", "total", "corrected")})
        return
    if found["corrected"]:
        say(f"已理解为：{found['corrected']}", f"Read as: {found['corrected']}")
    rows = (
        (
            f"{item['publisher']}/{item['name']}",
            choose(item["title"], language()),
            item["latest_version"] or "–",
            _count(item),
        )
        for item in found["items"]
    )
    show_table(("component", "title", "latest", "adopters"), rows, title=f"{found['total']} found")


def _count(item: dict[str, Any]) -> str:
    if item["adopters"] is not None:
        return str(item["adopters"])
    return f"<{item['fewer_than']}" if item["fewer_than"] else "–"
