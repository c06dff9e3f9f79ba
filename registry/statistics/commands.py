"""Figures from the command line."""

from typing import Any

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose
from registry.statistics import actions


@click.group()
def statistics() -> None:
    """Reuse in figures."""


@statistics.command()
@json_option
@pass_console
def overview(console: Console, as_json: bool) -> None:
    """Show the figures of today with their definitions."""
    found = console.get("/statistics/overview")
    if as_json:
        say_json(found)
        return
    rows = (_row(figure, figure["definition"]) for figure in found["figures"])
    show_table(("figure", "value", "definition"), rows, title=found["as_of"])


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
        number = actions.rebuild(session)
    if as_json:
        say_json({"counted": number})
    else:
        say(f"已重新统计 {number} 个组件、版本与采用。", f"{number} components, versions and adoptions counted.")


def _row(entry: dict[str, Any], said: dict[str, str]) -> tuple[str, str, str]:
    return choose(entry["name"], language()), _shown(entry), choose(said, language())


def _shown(entry: dict[str, Any]) -> str:
    """The value with its unit; fractions to one decimal, as everywhere figures are shown."""
    value = entry["value"]
    if value is None:
        return "–"
    return f"{value:,.{0 if value == int(value) else 1}f} {choose(entry['unit'], language())}"
