"""Adopting, and seeing what is behind, from the command line."""

import re

import click

from registry.adoption import actions, queries
from registry.adoption.updates import advice
from registry.adoption.vocabulary import MODES
from registry.catalogue.queries import find_newest_matching, get_component
from registry.kit.actor import CONSOLE
from registry.kit.console import Console, pass_console, say_json
from registry.kit.errors import NotFound
from registry.organisations.queries import get_organisation

_TARGET = re.compile(r"(?P<component>[^<>=!~\s]+)\s*(?P<specifier>[<>=!~].*)?\Z")


@click.command()
@click.argument("target", metavar="COMPONENT[SPEC]")
@click.option("--adopter", required=True, help="Slug of the city or unit")
@click.option("--mode", type=click.Choice(MODES), default="new", show_default=True)
@click.option("--scenario")
@click.option("--operator", help="Slug of the operating entity")
@click.option("--on-behalf-of", help="Slug of the city it is for")
@pass_console
def adopt(
    console: Console,
    target: str,
    adopter: str,
    mode: str,
    scenario: str | None,
    operator: str | None,
    on_behalf_of: str | None,
) -> None:
    """Plan an adoption, for example: adopt 'yunling/parking>=1.2,<2' --adopter haina

    Without a specifier the latest version is taken; with one, the greatest stable version that fits.
    """
    match = _TARGET.match(target)
    if match is None:
        raise click.UsageError("Name the component as publisher/name, with a specifier such as >=1.2 if you like.")
    component, specifier = match["component"], match["specifier"] or ""
    with console.database.writing() as session:
        row = get_component(session, CONSOLE, component)
        try:
            version = find_newest_matching(session, row.id, specifier)
        except ValueError as error:
            raise click.UsageError(f"'{specifier}' is no specifier.") from error
        if version is None and specifier:
            raise NotFound(what=target)
        adoption = actions.adopt_component(
            session,
            CONSOLE,
            adopter=adopter,
            component=component,
            version=version,
            mode=mode,
            scenario=scenario,
            operator=operator,
            on_behalf_of=on_behalf_of,
        )
        said = f"{adopter} plans {component} {version or '(version unknown)'}: adoption {adoption.public_id}."
    click.echo(said)


@click.command()
@click.option("--adopter", required=True, help="Slug of the city or unit")
@click.option("--json", "as_json", is_flag=True)
@pass_console
def outdated(console: Console, adopter: str, as_json: bool) -> None:
    """List what a city runs that is behind, yanked, deprecated or of unknown version, with what to do."""
    with console.database.reading() as session:
        organisation = get_organisation(session, adopter)
        rows = [(row, advice(row)) for row in queries.list_installed(session, organisation.id)]
    rows = [(row, todo) for row, todo in rows if todo]
    if as_json:
        say_json([{**row._asdict(), "advice": todo} for row, todo in rows])
        return
    for row, todo in rows:
        click.echo(f"{row.component} {row.version or '?'}: {'; '.join(todo)}")
    if not rows:
        click.echo("Everything is up to date.")
