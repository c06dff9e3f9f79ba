"""Figures from the command line."""

from typing import Any

import click
from rich.console import Console as Terminal
from rich.table import Table

from registry.kit.actor import CONSOLE
from registry.kit.console import Console, language, pass_console, say_json
from registry.kit.texts import choose
from registry.statistics import actions, queries
from registry.statistics.following import StatisticsFollower


@click.group()
def statistics() -> None:
    """Reuse in figures."""


@statistics.command()
@click.option("--json", "as_json", is_flag=True)
@pass_console
def overview(console: Console, as_json: bool) -> None:
    """Show the figures of today with their definitions."""
    StatisticsFollower(console.database).catch_up()
    with console.database.reading() as session:
        found = queries.read_overview(session, CONSOLE)
    if as_json:
        say_json(found)
        return
    table = Table("figure", "value", "definition", title=found["as_of"])
    for figure in found["figures"]:
        table.add_row(*_row(figure, figure["definition"]))
    Terminal().print(table)


@statistics.command()
@click.argument("slug")
@click.option("--period", help="2026, 2026H2 or 2026Q3; the present half-year unless said")
@click.option("--json", "as_json", is_flag=True)
@pass_console
def city(console: Console, slug: str, period: str | None, as_json: bool) -> None:
    """Show the adoption metrics of the city SLUG in a period."""
    with console.database.reading() as session:
        found = queries.measure_city(session, CONSOLE, slug=slug, period=period)
    if as_json:
        say_json(found)
        return
    table = Table("metric", "value", "formula", title=f"{slug} {found['period']['code']}, {found['as_of']}")
    for metric in found["metrics"]:
        table.add_row(*_row(metric, metric["reason"] or metric["formula"]))
    Terminal().print(table)


@statistics.command("rebuild")
@pass_console
def rebuild_figures(console: Console) -> None:
    """Forget the kept figures and count everything anew."""
    with console.database.writing() as session:
        number = actions.rebuild(session)
    click.echo(f"{number} components, versions and adoptions counted.")


def _row(entry: dict[str, Any], said: dict[str, str]) -> tuple[str, str, str]:
    return choose(entry["name"], language()), _shown(entry), choose(said, language())


def _shown(entry: dict[str, Any]) -> str:
    """The value with its unit; fractions to one decimal, as everywhere figures are shown."""
    value = entry["value"]
    if value is None:
        return "–"
    return f"{value:,.{0 if value == int(value) else 1}f} {choose(entry['unit'], language())}"
