"""What is recorded of adoptions, from the command line."""

import json
from pathlib import Path
from typing import Any

import click

from registry.adoption.commands.group import adoptions
from registry.adoption.vocabulary import CONTRIBUTIONS, LEVELS, STAGES
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@adoptions.command("list")
@click.option("--adopter", help="Slug of a city or unit")
@click.option("--component", help="PUBLISHER/NAME")
@click.option("--stage", type=click.Choice(STAGES))
@json_option
@pass_console
def list_adoptions(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List adoptions, the newest first."""
    found = list(console.items("/adoptions", **given(**filters)))
    if as_json:
        say_json(found)
        return
    rows = ((each["id"], each["adopter"], each["component"], each["version"] or "?", each["stage"]) for each in found)
    show_table(("id", "adopter", "component", "version", "stage"), rows)


@adoptions.command("show")
@click.argument("adoption")
@json_option
@pass_console
def show_adoption(console: Console, adoption: str, as_json: bool) -> None:
    """Show everything that is recorded of an ADOPTION."""
    found = console.get(f"/adoptions/{adoption}")
    say_json(found) if as_json else show_details(found)


@adoptions.command("move")
@click.argument("adoption")
@click.argument("to", type=click.Choice(STAGES))
@click.option("--version", help="The version it runs from now on")
@click.option("--on", help="A day, such as 2026-03-01; today unless said")
@click.option("--note")
@json_option
@pass_console
def move(console: Console, /, adoption: str, to: str, as_json: bool, **told: str | None) -> None:
    """Bring an ADOPTION into another stage, or, in its stage, to another version."""
    moved = console.post(f"/adoptions/{adoption}/transitions", {"to": to, **given(**told)})
    if as_json:
        say_json(moved)
        return
    say(f"{moved['component']}：{moved['stage']}。", f"{moved['component']} is {moved['stage']}.")


@adoptions.command("describe")
@click.argument("adoption")
@click.argument("file", type=FILE, required=False)
@click.option("--scenario")
@click.option("--operator", help="Slug of who operates it")
@click.option("--department", "departments", multiple=True, help="A department it reaches; as often as there are some")
@click.option("--level", "levels", multiple=True, type=click.Choice(LEVELS))
@click.option("--contribution", "contributions", multiple=True, type=click.Choice(CONTRIBUTIONS))
@json_option
@pass_console
def describe(console: Console, /, adoption: str, file: Path | None, as_json: bool, **told: Any) -> None:
    """Record of an ADOPTION how far it reaches, from options or a FILE of JSON as the API takes it (null removes)."""
    changes = _read_json(file) if file else {}
    changes |= {name: list(value) if isinstance(value, tuple) else value for name, value in told.items() if value}
    if not changes:
        raise click.UsageError("Say what to record: an option or a file.")
    described = console.patch(f"/adoptions/{adoption}", changes)
    if as_json:
        say_json(described)
        return
    say(f"已登记：{'、'.join(changes)}。", f"Recorded: {', '.join(changes)}.")


@adoptions.command("contract")
@click.argument("adoption")
@click.argument("file", type=FILE, required=False)
@json_option
@pass_console
def contract(console: Console, adoption: str, file: Path | None, as_json: bool) -> None:
    """Show the contract of an ADOPTION, or record it from a FILE of JSON as the API takes it."""
    address = f"/adoptions/{adoption}/contract"
    found = console.put(address, _read_json(file)) if file else console.get(address)
    say_json(found) if as_json else show_details(found)


@adoptions.command("report")
@click.argument("adoption")
@click.option("--from", "first", required=True, help="The day the period begins")
@click.option("--to", "last", required=True, help="The day it ends")
@click.option("--summary", required=True)
@click.option("--figure", "figures", multiple=True, metavar="NAME=VALUE")
@json_option
@pass_console
def report(
    console: Console, adoption: str, first: str, last: str, summary: str, figures: tuple[str, ...], as_json: bool
) -> None:
    """Report how an ADOPTION fared in a period."""
    named = dict(_figure(figure) for figure in figures)
    told = {"from": first, "to": last, "summary": summary, "figures": named}
    sent = console.post(f"/adoptions/{adoption}/reports", told)
    say_json(sent) if as_json else say(f"已登记 {first} 至 {last} 的运营报告。", f"Reported {first} to {last}.")


@adoptions.command("reports")
@click.argument("adoption")
@json_option
@pass_console
def reports(console: Console, adoption: str, as_json: bool) -> None:
    """List how an ADOPTION fared, the newest report first."""
    found = list(console.items(f"/adoptions/{adoption}/reports"))
    if as_json:
        say_json(found)
        return
    rows = ((each["from"], each["to"], each["organisation"], each["summary"]) for each in found)
    show_table(("from", "to", "by", "summary"), rows)


def _figure(text: str) -> tuple[str, Any]:
    name, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"A figure is NAME=VALUE, not '{text}'.")
    try:
        return name, float(value) if "." in value else int(value)
    except ValueError:
        return name, value


def _read_json(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_bytes())
    except ValueError as error:
        raise click.UsageError(f"{file} is no JSON: {error}.") from error
    if not isinstance(found, dict):
        raise click.UsageError(f"{file} holds no JSON object.")
    return found
