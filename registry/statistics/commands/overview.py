"""The overview, the metrics of a city, and counting anew, from the command line."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose
from registry.statistics import actions
from registry.statistics.commands.group import shown, statistics
from schemas.statistics import INTERVALS

PROGRESS_EVERY: Final = 50_000
STEP: Final = 500
"""Rows that are counted at a time."""

Command = TypeVar("Command", bound=Callable[..., Any])


def _asked(command: Command) -> Command:
    """The options of every question: of which day, as known when, under which filters."""
    for name, text in (
        ("--city-class", "Only of cities of this class"),
        ("--province", "Only of this province"),
        ("--domain", "Only of this domain"),
        ("--known-at", "Leave out what was recorded after this instant"),
        ("--as-of", "A day such as 2026-03-02; today unless said"),
    ):
        command = click.option(name, help=text)(command)
    return command


@statistics.command()
@_asked
@json_option
@pass_console
def overview(console: Console, /, as_json: bool, **asked: str | None) -> None:
    """Show the figures of a day with their definitions."""
    found = console.get("/statistics/overview", **asked)
    if as_json:
        say_json(found)
        return
    rows = (_row(figure, figure["definition"]) for figure in found["figures"])
    show_table(("figure", "value", "definition"), rows, title=found["as_of"])


@statistics.command()
@_asked
@click.option("--from", "from_", help="The first day; a year before the last unless said")
@click.option("--to", help="The last day; today unless said")
@click.option("--interval", type=click.Choice(INTERVALS), default="month", show_default=True)
@json_option
@pass_console
def series(console: Console, /, as_json: bool, from_: str | None, **asked: str | None) -> None:
    """Show the course of the leading figures."""
    found = console.get("/statistics/series", **{"from": from_}, **asked)
    if as_json:
        say_json(found)
        return
    columns = ("to", "components_listed", "running_reuse", "reusing_cities", "calls")
    rows = (["–" if row[column] is None else str(row[column]) for column in columns] for row in found["rows"])
    show_table(columns, rows, title=f"{found['from']} – {found['to']}")


@statistics.command()
@click.argument("slug")
@click.option("--period", help="2026, 2026H2 or 2026Q3; the present half-year unless said")
@json_option
@pass_console
def city(console: Console, slug: str, period: str | None, as_json: bool) -> None:
    """Show the adoption metrics of the city SLUG in a period."""
    found = console.get(f"/metrics/cities/{slug}", period=period)
    if as_json:
        say_json(found)
        return
    rows = (_row(metric, metric["reason"] or metric["formula"]) for metric in found["metrics"])
    show_table(("metric", "value", "formula"), rows, title=f"{slug} {found['period']['code']}, {found['as_of']}")


@statistics.command("rebuild")
@json_option
@pass_console
def rebuild_figures(console: Console, as_json: bool) -> None:
    """Forget the kept figures and count everything anew."""
    with console.database.writing() as session:
        number = actions.rebuild(session, _progress)
    if as_json:
        say_json({"counted": number})
    else:
        say(f"已重新统计 {number} 个组件、版本与采用。", f"{number} components, versions and adoptions counted.")


def _progress(number: int) -> None:
    """How far it came, for whoever looks at a terminal: counting millions takes minutes."""
    if number % PROGRESS_EVERY < STEP:
        click.echo(f"… {number:,}", err=True)


def _row(entry: dict[str, Any], said: dict[str, str]) -> tuple[str, str, str]:
    return choose(entry["name"], language()), shown(entry), choose(said, language())
