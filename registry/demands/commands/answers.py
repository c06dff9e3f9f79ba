"""Seconding demands and offering components, from the command line."""

import click

from registry.demands.commands.group import demands
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table


@demands.command()
@click.argument("identifier", metavar="ID")
@click.argument("organisation", metavar="CITY")
@click.option("--note", help="What your city needs besides; for cities and administrators to read")
@click.option("--withdraw", is_flag=True, help="Second it no more")
@json_option
@pass_console
def second(
    console: Console, identifier: str, organisation: str, note: str | None, withdraw: bool, as_json: bool
) -> None:
    """Say that CITY, which is yours, needs it too; or change the note."""
    place = f"/demands/{identifier}/seconds/{organisation}"
    found = console.delete(place) if withdraw else console.put(place, given(note=note))
    if as_json:
        say_json(found)
    elif withdraw:
        say("已撤回附议。", "It is seconded no more.")
    else:
        say("已附议。", "Seconded.")


@demands.command()
@click.argument("identifier", metavar="ID")
@json_option
@pass_console
def seconds(console: Console, identifier: str, as_json: bool) -> None:
    """List the cities that second a demand."""
    found = list(console.items(f"/demands/{identifier}/seconds"))
    if as_json:
        say_json(found)
        return
    show_table(("city", "note"), ((row["organisation"]["slug"], row["note"] or "") for row in found))


@demands.command()
@click.argument("identifier", metavar="ID")
@click.argument("component")
@click.option("--note", help="What to say to the city that asks")
@click.option("--organisation", help="Slug of who offers it; needed at the registry's own console")
@json_option
@pass_console
def offer(
    console: Console, identifier: str, component: str, note: str | None, organisation: str | None, as_json: bool
) -> None:
    """Offer COMPONENT for a demand; who posted the demand answers."""
    told = {"component": component, **given(note=note, organisation=organisation)}
    found = console.post(f"/demands/{identifier}/fulfilment", told)
    say_json(found) if as_json else say(f"已提出，编号 {found['id']}。", f"Offered as {found['id']}.")


@demands.command()
@click.argument("identifier", metavar="ID")
@json_option
@pass_console
def offers(console: Console, identifier: str, as_json: bool) -> None:
    """List the components that were offered for a demand."""
    found = list(console.items(f"/demands/{identifier}/fulfilment"))
    if as_json:
        say_json(found)
        return
    show_table(("id", "component", "status"), ((row["id"], row["component"], row["status"]) for row in found))


@demands.command()
@click.argument("identifier", metavar="ID")
@click.argument("offered", metavar="OFFER")
@click.option("--decline", is_flag=True, help="It is not what is needed")
@click.option("--note", help="What to say to who offered it")
@json_option
@pass_console
def answer(console: Console, identifier: str, offered: str, decline: bool, note: str | None, as_json: bool) -> None:
    """Say that OFFER is what you need, or that it is not."""
    told = {"accepted": not decline, **given(note=note)}
    found = console.post(f"/demands/{identifier}/fulfilment/{offered}/answer", told)
    say_json(found) if as_json else say("已答复。", "Answered.")
