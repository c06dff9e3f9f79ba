"""Applying for components, and deciding on applications, from the command line."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from registry.applications.commands.files import read_object
from registry.applications.vocabulary import APPLICATION_STATUSES, DECISIONS, TRIAL_RESULTS
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import show_table
from registry.kit.texts import choose

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def applications() -> None:
    """Applying for several components at once."""


@applications.command("list")
@click.option("--role", type=click.Choice(["mine", "waiting"]), help="One's own, or those one decides now")
@click.option("--status", type=click.Choice(APPLICATION_STATUSES))
@click.option("--component", help="Full name of a component")
@json_option
@pass_console
def list_all(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List applications, the newest first."""
    found = list(console.items("/applications", **filters))
    if as_json:
        say_json(found)
        return
    rows = ((entry["id"], entry["applicant"], entry["status"], str(len(entry["items"]))) for entry in found)
    show_table(("id", "applicant", "status", "items"), rows)


@applications.command()
@click.argument("application")
@json_option
@pass_console
def show(console: Console, application: str, as_json: bool) -> None:
    """Show an APPLICATION with the steps of its items."""
    _show(console.get(f"/applications/{application}"), as_json)


@applications.command()
@click.argument("file", type=FILE)
@json_option
@pass_console
def preview(console: Console, file: Path, as_json: bool) -> None:
    """Foresee what the application in FILE leads to: who decides until when, what it needs, what others paid."""
    found = console.post("/applications/preview", read_object(file))
    if as_json:
        say_json(found)
        return
    for item in found["items"]:
        click.echo(f"{item['component']} {item['version'] or '?'}")
        for step in item["route"]:
            click.echo(f"  {step['kind']}: {step['organisation'] or '-'} {step['due_on'] or _said(step['skipped'])}")
        for need in item["prerequisites"]:
            click.echo(f"  + {need['component']} {need['version']}: {_said(need['why'])}")
        click.echo(f"  {item['cost']['low'] or '?'} - {item['cost']['high'] or '?'} {item['cost']['currency']}")


@applications.command()
@click.argument("file", type=FILE)
@json_option
@pass_console
def submit(console: Console, file: Path, as_json: bool) -> None:
    """Hand in the application in FILE (JSON or YAML, what POST /applications takes)."""
    _show(console.post("/applications", read_object(file)), as_json)


@applications.command()
@click.argument("application")
@click.argument("item", type=int)
@click.argument("decision", type=click.Choice(DECISIONS))
@click.option("--note", help="Why; needed to return or reject")
@json_option
@pass_console
def decide(console: Console, application: str, item: int, decision: str, note: str | None, as_json: bool) -> None:
    """Approve, return or reject an ITEM of an APPLICATION."""
    body = {"item": item, "decision": decision, **given(note=note)}
    _show(console.post(f"/applications/{application}/decisions", body), as_json)


@applications.command()
@click.argument("application")
@click.argument("item", type=int)
@click.argument("login")
@json_option
@pass_console
def delegate(console: Console, application: str, item: int, login: str, as_json: bool) -> None:
    """Let the member LOGIN of the deciding organisation decide an ITEM."""
    _act(console, application, item, "delegation", {"login": login}, as_json)


@applications.command()
@click.argument("application")
@click.argument("item", type=int)
@click.argument("file", type=FILE, required=False)
@json_option
@pass_console
def resubmit(console: Console, application: str, item: int, file: Path | None, as_json: bool) -> None:
    """Hand in a returned ITEM again, with the changes in FILE (JSON or YAML)."""
    _act(console, application, item, "resubmission", {"changes": read_object(file) if file else {}}, as_json)


@applications.command()
@click.argument("application")
@click.argument("item", type=int)
@click.option("--note")
@json_option
@pass_console
def withdraw(console: Console, application: str, item: int, note: str | None, as_json: bool) -> None:
    """Take back an ITEM that is not decided yet."""
    _act(console, application, item, "withdrawal", given(note=note), as_json)


@applications.command()
@click.argument("application")
@click.argument("item", type=int)
@click.argument("result", type=click.Choice(TRIAL_RESULTS))
@click.option("--note", help="What was found; needed where it failed")
@click.option("--until", help="Until when it is extended, such as 2026-06-30")
@json_option
@pass_console
def trial(
    console: Console, application: str, item: int, result: str, note: str | None, until: str | None, as_json: bool
) -> None:
    """Record the RESULT of the trial of an ITEM."""
    _act(console, application, item, "trial", {"result": result, **given(note=note, until_on=until)}, as_json)


def _act(console: Console, application: str, item: int, place: str, body: Mapping[str, Any], as_json: bool) -> None:
    _show(console.post(f"/applications/{application}/items/{item}/{place}", dict(body)), as_json)


def _show(application: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(application)
        return
    click.echo(f"{application['id']} {application['applicant']}: {application['status']}")
    for item in application["items"]:
        waits = f" → {item['decides']} ({item['due_on']})" if item["decides"] else ""
        click.echo(f"  {item['number']}. {item['component']} {item['version'] or '?'}: {item['status']}{waits}")


def _said(text: Mapping[str, str] | None) -> str:
    return choose(text, language())
