"""Taking a component away from the command line, and looking first at what hangs on it."""

from typing import Any

import click

from registry.catalogue.commands.reading import components
from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import language, say, show_table
from registry.kit.texts import choose


@components.command()
@click.argument("name", metavar="PUBLISHER/NAME")
@click.option("--yes", is_flag=True, help="Do not ask")
@json_option
@pass_console
def remove(console: Console, name: str, yes: bool, as_json: bool) -> None:
    """Remove a component that no other city has adopted and nothing requires. Its name is never free again."""
    if not yes:
        click.confirm(f"{name}: 删除后名称不再可用 / its name will never be free again. OK?", abort=True, err=True)
    console.delete(f"/components/{name}")
    if as_json:
        say_json({"component": name, "status": "removed"})
    else:
        say(f"{name} 已删除。", f"{name} is removed.")


@components.command()
@click.argument("name", metavar="PUBLISHER/NAME")
@click.option("--needed-by", is_flag=True, help="What needs it, instead of what it needs")
@click.option("--depth", type=click.IntRange(1, 20), default=5, show_default=True, help="How many steps away")
@json_option
@pass_console
def graph(console: Console, name: str, needed_by: bool, depth: int, as_json: bool) -> None:
    """Show what a component needs, or what needs it, at whatever remove."""
    direction = "needed_by" if needed_by else "needs"
    found: dict[str, Any] = console.get(f"/components/{name}/dependency-graph", direction=direction, depth=depth)
    if as_json:
        say_json(found)
        return
    rows = (
        (str(node["depth"]), node["component"], choose(node["title"], language()), node["status"])
        for node in found["nodes"]
    )
    show_table(("steps", "component", "title", "status"), rows)
    if found["hidden"]:
        say(f"另有 {found['hidden']} 个组件您无权查看。", f"{found['hidden']} more that you may not see.", err=True)
    if found["truncated"]:
        say("还有更多：加大 --depth 查看。", "There is more: look with a greater --depth.", err=True)
