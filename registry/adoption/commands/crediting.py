"""What adoptions are worth, from the command line."""

from collections.abc import Iterator
from typing import Any

import click
from sqlalchemy import func, select

from registry.adoption.actions import credit_next_anew
from registry.adoption.models import Adoption
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.database import Database
from registry.kit.terminal import say, show_table, with_progress

SIDES = ("adopter", "publisher")


@click.group()
def credit() -> None:
    """What adoptions are worth, and why."""


@credit.command("show")
@click.argument("adoption")
@click.option("--as-of", help="A day, such as 2026-06-30; today unless said")
@click.option("--known-at", help="An instant: leave out what was recorded later")
@json_option
@pass_console
def show_credit(console: Console, /, adoption: str, as_json: bool, **asked: str | None) -> None:
    """Show the credit of an ADOPTION, factor by factor."""
    found = console.get(f"/adoptions/{adoption}/credit", **given(**asked))
    if as_json:
        say_json(found)
        return
    rows = ((each["factor"], f"{each['value']:.4f}", each["reason"][language()]) for each in found["factors"])
    show_table(("factor", "value", "reason"), rows, title=f"{found['credit']:.4f}  {found['as_of']}")


@credit.command("of")
@click.argument("organisation")
@click.option("--side", type=click.Choice(SIDES), default="adopter", show_default=True)
@click.option("--as-of", help="A day; today unless said")
@click.option("--from", "from_", help="The first day of a period, instead of a day")
@click.option("--to", help="Its last day, counted")
@json_option
@pass_console
def credit_of(console: Console, /, organisation: str, as_json: bool, from_: str | None, **asked: str | None) -> None:
    """Show what the adoptions of an ORGANISATION are worth together."""
    options = given(**{"from": from_, **asked})
    total = console.get(f"/organisations/{organisation}/credit", **options, limit=1)
    items = list(console.items(f"/organisations/{organisation}/credit", **options))
    if as_json:
        say_json({**total, "items": items, "next": None})
        return
    rows = ((each["component"], f"{each['credit']:.4f}", _said(each)) for each in items)
    title = f"{organisation} {total['total']:.4f}  {total['from']} – {total['to']}"
    show_table(("component", "credit", "excluded"), rows, title=title)


def _said(item: dict[str, Any]) -> str:
    return str(item.get("excluded", ""))


@credit.command("rebuild")
@json_option
@pass_console
def rebuild_credit(console: Console, as_json: bool) -> None:
    """Count the credit of every adoption anew from its facts."""
    with console.database.reading() as session:
        total = session.scalar(select(func.count()).select_from(Adoption)) or 0
    counted = sum(1 for _ in with_progress(_counted(console.database), "credit", total=total))
    if as_json:
        say_json({"counted": counted})
    else:
        say(f"已重新计算 {counted} 项采用的信用。", f"The credit of {counted} adoptions was counted anew.")


def _counted(database: Database) -> Iterator[int]:
    """Every adoption once its credit was counted, some in a transaction."""
    after = 0
    while True:
        with database.writing() as session:
            chosen = credit_next_anew(session, after=after)
        if not chosen:
            return
        yield from chosen
        after = chosen[-1]
