"""Opening scenarios to operating entities, and responding, from the command line."""

import click

from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.scenarios.commands.lists import scenarios


@scenarios.command("open")
@click.argument("city")
@click.argument("code")
@click.option("--closes-on", required=True, help="The last day for responses")
@click.option("--zh", help="The announcement; in one language at least")
@click.option("--en")
@json_option
@pass_console
def open_one(
    console: Console, city: str, code: str, closes_on: str, zh: str | None, en: str | None, as_json: bool
) -> None:
    """Open a scenario of CITY to entities, or change what is announced of it."""
    body = {"announcement": given(zh=zh, en=en), "closes_on": closes_on}
    found = console.put(f"/organisations/{city}/scenarios/{code}/opening", body)
    say_json(found) if as_json else say(f"已开放至 {closes_on}。", f"Open until {closes_on}.")


@scenarios.command()
@click.argument("city")
@click.argument("code")
@json_option
@pass_console
def close(console: Console, city: str, code: str, as_json: bool) -> None:
    """End the opening of a scenario of CITY."""
    console.delete(f"/organisations/{city}/scenarios/{code}/opening")
    say_json({"closed": code}) if as_json else say("已结束开放。", "It is open no more.")


@scenarios.command()
@click.option("--organisation", help="Only those of this city")
@json_option
@pass_console
def opened(console: Console, organisation: str | None, as_json: bool) -> None:
    """List the scenarios that take responses today."""
    found = list(console.items("/scenario-openings", organisation=organisation))
    if as_json:
        say_json(found)
        return
    show_table(("city", "code", "closes on"), ((row["organisation"], row["code"], row["closes_on"]) for row in found))


@scenarios.command()
@click.argument("city")
@click.argument("code")
@click.argument("offer")
@click.option("--component", "components", multiple=True, help="One you would work with")
@click.option("--price-terms", help="For the city alone")
@click.option("--entity", help="Slug of who responds; needed at the registry's own console")
@json_option
@pass_console
def respond(
    console: Console,
    city: str,
    code: str,
    offer: str,
    components: tuple[str, ...],
    price_terms: str | None,
    entity: str | None,
    as_json: bool,
) -> None:
    """Respond with an OFFER to a scenario that CITY has opened."""
    body = {"offer": offer, "components": list(components), **given(price_terms=price_terms, entity=entity)}
    found = console.post(f"/organisations/{city}/scenarios/{code}/responses", body)
    say_json(found) if as_json else say(f"应答 {found['id']} 已提交。", f"Response {found['id']} was sent.")


@scenarios.command()
@click.argument("city")
@click.argument("code")
@json_option
@pass_console
def responses(console: Console, city: str, code: str, as_json: bool) -> None:
    """List what entities responded to a scenario of CITY."""
    found = list(console.items(f"/organisations/{city}/scenarios/{code}/responses"))
    if as_json:
        say_json(found)
        return
    show_table(
        ("id", "entity", "status", "offer"), ((row["id"], row["entity"], row["status"], row["offer"]) for row in found)
    )


@scenarios.command()
@click.argument("city")
@click.argument("code")
@click.argument("identifier", metavar="RESPONSE")
@click.option("--reason", required=True, help="The entity is told")
@click.option("--decline", "decision", flag_value="decline", help="Rather than shortlisting it")
@json_option
@pass_console
def decide(
    console: Console, city: str, code: str, identifier: str, reason: str, decision: str | None, as_json: bool
) -> None:
    """Shortlist a RESPONSE to a scenario of CITY, or decline it."""
    body = {"decision": decision or "shortlist", "reason": reason}
    found = console.post(f"/organisations/{city}/scenarios/{code}/responses/{identifier}/decisions", body)
    say_json(found) if as_json else say(f"应答：{found['status']}。", f"The response is {found['status']}.")
