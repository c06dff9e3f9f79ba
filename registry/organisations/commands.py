"""Organisations and divisions from the command line."""

from typing import Any

import click
import orjson
from rich.console import Console as Terminal
from rich.table import Table

from registry.kit.actor import CONSOLE
from registry.kit.console import Console, language, pass_console, say_json
from registry.kit.texts import choose
from registry.organisations import actions, queries
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
@click.option("--division", help="Code of GB/T 2260")
@click.option("--parent", help="Slug of the organisation it belongs to")
@click.option("--uscc", help="Unified social credit code")
@click.option("--class", "city_class", type=click.Choice(CITY_CLASSES))
@click.option("--entity-type", "entity_types", type=click.Choice(ENTITY_TYPES), multiple=True)
@click.option("--json", "as_json", is_flag=True)
@pass_console
def add(
    console: Console,
    slug: str,
    kind: str,
    name_zh: str | None,
    name_en: str | None,
    unit: str | None,
    division: str | None,
    parent: str | None,
    uscc: str | None,
    city_class: str | None,
    entity_types: tuple[str, ...],
    as_json: bool,
) -> None:
    """Register an organisation."""
    name = {tag: text for tag, text in (("zh", name_zh), ("en", name_en)) if text}
    if not name:
        raise click.UsageError("Give the name: --name-zh, --name-en or both.")
    with console.database.writing() as session:
        organisation = actions.register_organisation(
            session,
            CONSOLE,
            slug=slug,
            kind=kind,
            name=name,
            unit=unit,
            division_code=division,
            parent=parent,
            uscc=uscc,
            city_class=city_class,
            entity_types=entity_types,
        )
        document = organisation.document
    click.echo(document if as_json else f"Registered {slug}.")


@organisations.command("list")
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--json", "as_json", is_flag=True)
@pass_console
def list_all(console: Console, kind: str | None, as_json: bool) -> None:
    """List organisations."""
    found: list[dict[str, Any]] = []
    after = None
    with console.database.reading() as session:
        while True:
            page = queries.list_organisations(session, kind=kind, after=after, limit=100)
            found.extend(orjson.loads(document) for _, document in page.items)
            if (after := page.after) is None:
                break
    if as_json:
        say_json(found)
        return
    table = Table("slug", "kind", "name", "class")
    for entry in found:
        table.add_row(entry["slug"], entry["kind"], choose(entry["name"], language()), entry["class"] or "")
    Terminal().print(table)


@click.group()
def divisions() -> None:
    """Divisions of GB/T 2260 and local additions."""


@divisions.command("add")
@click.argument("code")
@click.option("--name", required=True)
@click.option("--kind", required=True, help="district, county, …")
@click.option("--parent", help="Code of the division above")
@pass_console
def add_division(console: Console, code: str, name: str, kind: str, parent: str | None) -> None:
    """Add a division that the shipped edition lacks."""
    with console.database.writing() as session:
        actions.add_division(session, CONSOLE, code=code, name=name, kind=kind, parent_code=parent)
    click.echo(f"Added {code} {name}.")
