"""Posting and reading demands from the command line."""

from typing import Any

import click

from registry.demands.commands.group import demands
from registry.demands.vocabulary import DEMAND_STATUSES, SORTS
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table
from registry.kit.texts import choose


@demands.command("list")
@click.option("-q", "q", help="Words of the title or the description")
@click.option("--organisation", help="Slug of who posted it")
@click.option("--domain", help="Code of a domain, such as A4")
@click.option("--scenario", help="Code of a scenario")
@click.option("--status", type=click.Choice(DEMAND_STATUSES))
@click.option("--common", is_flag=True, help="Common problems only")
@click.option("--component", help="Demands that this component fulfils")
@click.option("--sort", type=click.Choice(SORTS), default="newest", show_default=True)
@json_option
@pass_console
def list_all(console: Console, /, common: bool, as_json: bool, **filters: str | None) -> None:
    """List the board."""
    found = list(console.items("/demands", common="true" if common else None, **filters))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["organisation"]["slug"], row["status"], _seconds(row), choose(row["title"], "zh"))
        for row in found
    )
    show_table(("id", "asked by", "status", "seconds", "title"), rows)


@demands.command()
@click.argument("identifier", metavar="ID")
@json_option
@pass_console
def show(console: Console, identifier: str, as_json: bool) -> None:
    """Show a demand."""
    found = console.get(f"/demands/{identifier}")
    say_json(found) if as_json else show_details(found)


@demands.command()
@json_option
@pass_console
def unmet(console: Console, as_json: bool) -> None:
    """Show how much is asked for and not there, by domain and by scenario."""
    found = console.get("/demands/unmet")
    if as_json:
        say_json(found)
        return
    rows = [
        (row.get("domain") or row.get("scenario"), row["demands"], row["without_offer"], row["common"])
        for row in (*found["domains"], *found["scenarios"])
    ]
    show_table(("where", "demands", "without offer", "common"), rows)


@demands.command()
@click.option("--title-zh")
@click.option("--title-en")
@click.option("--description-zh")
@click.option("--description-en")
@click.option("--domain", "domains", multiple=True, help="Code of a domain; may be given several times")
@click.option("--scenario", help="Code of a scenario")
@click.option("--needed-by", metavar="DAY", help="The day by which it is needed")
@click.option("--organisation", help="Slug of who asks; needed at the registry's own console")
@json_option
@pass_console
def post(console: Console, /, domains: tuple[str, ...], as_json: bool, **told: str | None) -> None:
    """Post what is needed and found nowhere. What is like it and exists already is shown."""
    asked: dict[str, Any] = {
        "title": given(zh=told.pop("title_zh"), en=told.pop("title_en")),
        "description": given(zh=told.pop("description_zh"), en=told.pop("description_en")),
        "domains": list(domains),
        **given(**told),
    }
    found = console.post("/demands", asked)
    if as_json:
        say_json(found)
        return
    say(f"需求 {found['id']} 已发布。", f"Demand {found['id']} is posted.")
    for row in found["alike"]:
        say(f"已有相似组件：{row['component']}", f"There is a component like it: {row['component']}")
    for row in found["asked_already"]:
        say(f"已有相似需求：{row['id']}", f"There is a demand like it: {row['id']}")


@demands.command()
@click.argument("identifier", metavar="ID")
@click.option("--reason", required=True, help="Why it is closed; everybody reads it")
@json_option
@pass_console
def close(console: Console, identifier: str, reason: str, as_json: bool) -> None:
    """Take your demand off the board."""
    found = console.post(f"/demands/{identifier}/closing", {"reason": reason})
    say_json(found) if as_json else say("需求已关闭。", "The demand is closed.")


@demands.command()
@click.argument("identifier", metavar="ID")
@json_option
@pass_console
def reopen(console: Console, identifier: str, as_json: bool) -> None:
    """Open your demand again: one that is closed, or that a component turned out not to fulfil."""
    found = console.delete(f"/demands/{identifier}/closing")
    say_json(found) if as_json else say("需求已重新打开。", "The demand is open again.")


def _seconds(row: dict[str, Any]) -> str:
    return str(row["seconds"]) if row["seconds"] is not None else f"<{row['fewer_than']}"
