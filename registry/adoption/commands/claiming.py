"""Suppliers' claims from the command line."""

from typing import Any

import click

from registry.adoption.vocabulary import CLAIM_STATUSES, MODES, RUNNING
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import show_table


@click.group()
def claims() -> None:
    """What suppliers claim that cities run; a city confirms or rejects it."""


@claims.command("list")
@click.option("--adopter", help="Slug of the city")
@click.option("--component")
@click.option("--status", type=click.Choice(CLAIM_STATUSES))
@json_option
@pass_console
def list_claims(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List claims of yours, or about you, the newest first."""
    found = list(console.items("/adoption-claims", **filters))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["claimant"], row["adopter"], row["component"], row["stage"], row["status"], row["expires_on"])
        for row in found
    )
    show_table(("id", "supplier", "city", "component", "stage", "status", "runs out"), rows)


@claims.command()
@click.argument("component")
@click.option("--adopter", required=True, help="Slug of the city that runs it")
@click.option("--since", "since_on", required=True, help="Since which day, such as 2026-03-02")
@click.option("--stage", type=click.Choice(RUNNING), default="live", show_default=True)
@click.option("--mode", type=click.Choice(MODES), default="new", show_default=True)
@click.option("--version")
@click.option("--note")
@json_option
@pass_console
def make(console: Console, /, as_json: bool, **claim: str | None) -> None:
    """Claim that a city runs COMPONENT by your work: for operating entities."""
    _say(console.post("/adoption-claims", given(**claim)), as_json)


@claims.command()
@click.argument("claim")
@json_option
@pass_console
def confirm(console: Console, claim: str, as_json: bool) -> None:
    """Say that a claim about you is so: the adoption is recorded."""
    _say(console.post(f"/adoption-claims/{claim}/confirmation"), as_json)


@claims.command()
@click.argument("claim")
@click.option("--note", required=True, help="Why; the supplier reads it")
@json_option
@pass_console
def reject(console: Console, claim: str, note: str, as_json: bool) -> None:
    """Say that a claim about you is not so."""
    _say(console.post(f"/adoption-claims/{claim}/rejection", {"note": note}), as_json)


@claims.command()
@click.argument("claim")
@json_option
@pass_console
def withdraw(console: Console, claim: str, as_json: bool) -> None:
    """Take a claim of yours back."""
    _say(console.post(f"/adoption-claims/{claim}/withdrawal"), as_json)


def _say(claim: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(claim)
        return
    click.echo(f"{claim['claimant']} → {claim['adopter']}, {claim['component']}: {claim['status']}")
