"""Where a city stands, from the command line."""

from typing import Any

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose


@click.group()
def diagnosis() -> None:
    """Where a city stands, and what would help."""


@diagnosis.command("show")
@click.argument("city")
@click.option("--as-of", help="A day, such as 2026-03-02; today unless said")
@json_option
@pass_console
def show_diagnosis(console: Console, city: str, as_of: str | None, as_json: bool) -> None:
    """Show what CITY falls short of, and the components recommended against its gaps."""
    found = console.get(f"/organisations/{city}/diagnosis", as_of=as_of)
    if as_json:
        say_json(found)
        return
    results = {result["code"]: result for result in found["results"]}
    rows = (_row(results[code]) for code in found["shortfalls"])
    show_table(("metric", "name", "value", "median", "aim"), rows, title=f"{city}, {found['as_of']}")
    for path in found["paths"]:
        named = ", ".join(each["component"] for each in path["components"]) or "–"
        title = choose(path["lack"]["title"], language())
        say(f"{title}：{named}", f"{title}: {named}")


def _row(result: dict[str, Any]) -> tuple[str, ...]:
    shown = (f"{result[name]:g}" if result[name] is not None else "–" for name in ("value", "median", "aim"))
    return result["code"], choose(result["name"], language()), *shown
