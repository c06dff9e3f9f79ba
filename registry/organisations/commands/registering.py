"""Organisations and divisions from the command line."""

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table
from registry.kit.texts import choose
from registry.organisations.vocabulary import CITY_CLASSES, ENTITY_TYPES, KINDS, UNITS


@click.group()
def organisations() -> None:
    """Cities, their units, operating entities, assessors, authorities."""


@organisations.command()
@click.argument("slug")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--name-zh", help="Name in Chinese")
@click.option("--name-en", help="Name in English")
@click.option("--unit", type=click.Choice(UNITS), help="For a city: what it is")
@click.option("--division", "division_code", help="Code of GB/T 2260")
@click.option("--parent", help="Slug of the organisation it belongs to")
@click.option("--uscc", help="Unified social credit code")
@click.option("--class", "class", type=click.Choice(CITY_CLASSES))
@click.option("--entity-type", "entity_types", type=click.Choice(ENTITY_TYPES), multiple=True)
@json_option
@pass_console
def add(
    console: Console, /, slug: str, name_zh: str | None, name_en: str | None, as_json: bool, **options: str | None
) -> None:
    """Register an organisation."""
    name = given(zh=name_zh, en=name_en)
    if not name:
        raise click.UsageError("Give the name: --name-zh, --name-en or both.")
    document = console.post("/organisations", {"slug": slug, "name": name, **given(**options)})
    if as_json:
        say_json(document)
    else:
        say(f"已登记 {slug}。", f"Registered {slug}.")


@organisations.command("list")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--parent", help="Only units of this organisation")
@json_option
@pass_console
def list_all(console: Console, kind: str | None, parent: str | None, as_json: bool) -> None:
    """List organisations."""
    found = list(console.items("/organisations", kind=kind, parent=parent))
    if as_json:
        say_json(found)
        return
    rows = ((entry["slug"], entry["kind"], choose(entry["name"], language()), entry["class"] or "") for entry in found)
    show_table(("slug", "kind", "name", "class"), rows)


@organisations.command()
@click.argument("slug")
@json_option
@pass_console
def show(console: Console, slug: str, as_json: bool) -> None:
    """Show the organisation SLUG."""
    found = console.get(f"/organisations/{slug}")
    if as_json:
        say_json(found)
    else:
        show_details(found)
