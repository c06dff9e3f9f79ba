"""Quarantine from the command line."""

import click

from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table


@click.group()
def quarantine() -> None:
    """Components that security administrators hold back."""


@quarantine.command()
@click.argument("name", metavar="PUBLISHER/NAME")
@click.option("--reason", required=True, help="Why; its owner and administrators read it")
@json_option
@pass_console
def place(console: Console, name: str, reason: str, as_json: bool) -> None:
    """Hold a component back: nobody fetches, newly adopts or publishes it until that is lifted."""
    placed = console.post(f"/components/{name}/quarantine", {"reason": reason})
    if as_json:
        say_json(placed)
    else:
        say(f"{name} 已隔离。", f"{name} is in quarantine.")


@quarantine.command()
@click.argument("name", metavar="PUBLISHER/NAME")
@click.option("--reason", help="Why; kept with the quarantine")
@json_option
@pass_console
def lift(console: Console, name: str, reason: str | None, as_json: bool) -> None:
    """Give a component back to everybody."""
    console.delete(f"/components/{name}/quarantine", **given(reason=reason))
    if as_json:
        say_json({"component": name, "quarantine": None})
    else:
        say(f"{name} 的隔离已解除。", f"{name} is free again.")


@quarantine.command("list")
@click.option("--history", is_flag=True, help="Also those that were lifted")
@json_option
@pass_console
def list_all(console: Console, history: bool, as_json: bool) -> None:
    """List what is in quarantine, the last placed first."""
    found = list(console.items("/quarantines", history="true" if history else "false"))
    if as_json:
        say_json(found)
        return
    rows = (
        (
            entry["component"],
            entry["placed_at"][:10],
            entry["placed_by"],
            (entry["lifted_at"] or "")[:10],
            entry["reason"],
        )
        for entry in found
    )
    show_table(("component", "placed", "by", "lifted", "reason"), rows)
