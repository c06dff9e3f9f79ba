"""Cases worth telling, and the calls for them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from registry.applications.commands.files import read_object
from registry.cases.vocabulary import CASE_DECISIONS, CASE_LEVELS, CASE_STATUSES, CRITERIA, PROMOTION_KINDS
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose
from registry.organisations.vocabulary import CITY_CLASSES
from registry.web.labels import label

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def cases() -> None:
    """Cases worth telling: called for, written, judged, selected, spread."""


@cases.command("campaigns")
@json_option
@pass_console
def list_campaigns(console: Console, as_json: bool) -> None:
    """List calls for cases, the newest first."""
    found = list(console.items("/campaigns"))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["level"], row["opens_on"], row["closes_on"], choose(row["title"], language())) for row in found
    )
    show_table(("id", "level", "opens_on", "closes_on", "title"), rows)


@cases.command("call")
@click.argument("file", type=FILE)
@json_option
@pass_console
def call_for_cases(console: Console, file: Path, as_json: bool) -> None:
    """Make the call in FILE (JSON or YAML, what POST /campaigns takes). For administrators and authorities."""
    found = console.post("/campaigns", read_object(file))
    if as_json:
        say_json(found)
    else:
        say(f"征集 {found['id']} 已发布。", f"Call {found['id']} was made.")


@cases.command()
@click.argument("campaign")
@json_option
@pass_console
def standings(console: Console, campaign: str, as_json: bool) -> None:
    """Show how the cases of a CAMPAIGN stand, each class by itself. For those who select."""
    found = list(console.items(f"/campaigns/{campaign}/standings"))
    if as_json:
        say_json(found)
        return
    for group in found:
        click.echo(label("city_class", group["city_class"], language()) if group["city_class"] else "-")
        for row in group["cases"]:
            click.echo(f"  {row['score'] if row['score'] is not None else '-'} {row['organisation']} {row['case']}")


@cases.command("list")
@click.option("--campaign")
@click.option("--organisation", help="A city, with its units")
@click.option("--class", "city_class", type=click.Choice(CITY_CLASSES))
@click.option("--level", type=click.Choice(CASE_LEVELS))
@click.option("--status", type=click.Choice(CASE_STATUSES))
@click.option("--component", help="Full name of a component they tell of")
@json_option
@pass_console
def list_cases(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List cases, the newest first: selected ones, one's own, and those one judges."""
    found = list(console.items("/cases", **given(**filters)))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["organisation"], row["level"], _status(row), choose(row["title"], language())) for row in found
    )
    show_table(("id", "organisation", "level", "status", "title"), rows)


@cases.command()
@click.argument("case")
@json_option
@pass_console
def show(console: Console, case: str, as_json: bool) -> None:
    """Show a CASE as far as you may see it."""
    _show(console.get(f"/cases/{case}"), as_json)


@cases.command()
@click.argument("file", type=FILE)
@json_option
@pass_console
def draft(console: Console, file: Path, as_json: bool) -> None:
    """Begin the case in FILE (JSON or YAML, what POST /cases takes): a draft that nobody else sees."""
    _show(console.post("/cases", read_object(file)), as_json)


@cases.command()
@click.argument("case")
@click.argument("file", type=FILE)
@json_option
@pass_console
def rewrite(console: Console, case: str, file: Path, as_json: bool) -> None:
    """Change a draft: FILE holds a merge patch (JSON or YAML)."""
    _show(console.patch(f"/cases/{case}", read_object(file)), as_json)


@cases.command()
@click.argument("case")
@json_option
@pass_console
def submit(console: Console, case: str, as_json: bool) -> None:
    """Send a CASE in."""
    _show(console.post(f"/cases/{case}/submission"), as_json)


@cases.command()
@click.argument("case")
@click.option("--note")
@json_option
@pass_console
def withdraw(console: Console, case: str, note: str | None, as_json: bool) -> None:
    """Take a CASE back before it is decided."""
    _show(console.post(f"/cases/{case}/withdrawal", given(note=note)), as_json)


@cases.command()
@click.argument("case")
@click.option("--scores", nargs=len(CRITERIA), type=click.FloatRange(0, 100), help=" ".join(CRITERIA))
@click.option("--recuse", is_flag=True, help="Stand back")
@click.option("--comment")
@json_option
@pass_console
def review(console: Console, /, case: str, as_json: bool, **told: Any) -> None:
    """Score a CASE by the criteria, or stand back. For assessors and administrators."""
    if bool(told["scores"]) == told["recuse"]:
        raise click.UsageError("--scores | --recuse")
    scores = {} if told["recuse"] else {"scores": dict(zip(CRITERIA, told["scores"], strict=True))}
    found = console.post(f"/cases/{case}/reviews", {**scores, **given(comment=told["comment"])})
    if as_json:
        say_json(found)
    else:
        say("评审意见已记录。", "The review was recorded.")


@cases.command()
@click.argument("case")
@click.argument("decision", type=click.Choice(CASE_DECISIONS))
@click.option("--reasons", required=True)
@json_option
@pass_console
def decide(console: Console, /, case: str, as_json: bool, **told: str) -> None:
    """Select a CASE or decline it, with reasons. For administrators and who called for it."""
    _show(console.post(f"/cases/{case}/selection", told), as_json)


@cases.command()
@click.argument("case")
@click.argument("kind", type=click.Choice(PROMOTION_KINDS))
@click.option("--on", required=True, help="Day")
@click.option("--note", required=True)
@click.option("--award", help="What went with an award, in words")
@json_option
@pass_console
def promote(console: Console, /, case: str, as_json: bool, **told: str | None) -> None:
    """Record how a selected CASE was spread."""
    found = console.post(f"/cases/{case}/promotions", given(**told))
    if as_json:
        say_json(found)
    else:
        say("推广记录已保存。", "Recorded.")


def _show(case: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(case)
        return
    click.echo(f"{case['id']} {case['organisation']}: {choose(case['title'], language())}, {_status(case)}")
    for name in case["components"]:
        click.echo(f"  {name}")


def _status(case: Mapping[str, Any]) -> str:
    return label("case_status", case["status"], language())
