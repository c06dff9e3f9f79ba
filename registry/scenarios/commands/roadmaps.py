"""Roadmaps from the command line."""

import click

from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.scenarios.commands.lists import scenarios


@scenarios.command()
@click.argument("city")
@json_option
@pass_console
def roadmap(console: Console, city: str, as_json: bool) -> None:
    """Show what CITY means to run by when, and where that stands."""
    found = console.get(f"/organisations/{city}/roadmap")
    if as_json:
        say_json(found)
        return
    rows = (
        (row["scenario"], row["component"] or "–", row["planned_on"], row["status"], str(row["slippage_days"]))
        for row in found["items"]
    )
    show_table(("scenario", "component", "planned on", "status", "slippage"), rows)


@scenarios.command()
@click.argument("city")
@click.argument("entries", metavar="SCENARIO=COMPONENT@DAY…", nargs=-1)
@json_option
@pass_console
def plan(console: Console, city: str, entries: tuple[str, ...], as_json: bool) -> None:
    """Replace the roadmap of CITY: a SCENARIO=COMPONENT@DAY each, such as parking=yunling/parking@2026-09-30."""
    body = {"items": [_entry(entry) for entry in entries]}
    found = console.put(f"/organisations/{city}/roadmap", body)
    count = len(found["items"])
    say_json(found) if as_json else say(f"路线图共 {count} 项。", f"The roadmap has {count} items.")


def _entry(text: str) -> dict[str, str]:
    scenario, _, rest = text.partition("=")
    component, _, day = rest.rpartition("@")
    return {"scenario": scenario, "component": component, "planned_on": day}
