"""Derived figures from the command line: each page of them is a command with the same questions."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose
from registry.statistics.commands.group import shown, statistics
from schemas.figures import FLOWS_BY, RANKED_BY


class Page(NamedTuple):
    """What a page of figures is about, by what it can be told, and how many rows it gives at most."""

    about: str
    by: tuple[str, ...] = ()
    most: int | None = None


PAGES: Final = {
    "flows": Page("Show from which class or province to which reuse flows.", FLOWS_BY),
    "rankings": Page("Show what is reused most.", RANKED_BY, 100),
    "network": Page("Show which city's components run in which other city.", most=1000),
    "spread": Page("Show how evenly reuse is spread."),
    "adopters": Page("Show how many cities reused for the first time, and how many again."),
    "time-to-adopt": Page("Show how many days it took to go live."),
    "retention": Page("Show how much of what went live is still in use."),
    "currency": Page("Show how current the versions are that run live."),
    "savings": Page("Show what reuse saves as far as it was verified."),
    "unused": Page("Show which components no other city runs, and since when.", most=1000),
    "at-risk": Page("Show how much live reuse is at risk, and why.", most=1000),
    "support": Page("Show how much of what runs loses its support in which month."),
    "coverage": Page("Show which scenarios components serve, and what is asked for and not there."),
    "first-publishers": Page("Show who published first in each domain and kind."),
}

_DAY: Final = "A day such as 2026-03-02"


def _questions(page: Page) -> list[click.Option]:
    found = [
        click.Option(["--as-of"], help=f"{_DAY}; today unless said"),
        click.Option(["--known-at"], help="Leave out what was recorded after this instant"),
        click.Option(["--from", "from_"], help=f"{_DAY}; a year before the last unless said"),
        click.Option(["--to"], help=f"{_DAY}; that which is asked about unless said"),
        click.Option(["--domain"], help="Only of this domain"),
        click.Option(["--province"], help="Only of this province"),
        click.Option(["--city-class"], help="Only of cities of this class"),
    ]
    if page.by:
        found.append(click.Option(["--by"], type=click.Choice(page.by)))
    if page.most is not None:
        found.append(click.Option(["--limit"], type=click.IntRange(1, page.most), help="As many rows at most"))
    return found


def _command(name: str, page: Page) -> click.Command:
    @json_option
    @pass_console
    def show(console: Console, /, as_json: bool, from_: str | None, **asked: Any) -> None:
        found = console.get(f"/statistics/{name}", **{"from": from_}, **asked)
        if as_json:
            say_json(found)
        else:
            _show(found)

    callback: Callable[..., None] = show
    command = click.command(name, help=page.about)(callback)
    command.params.extend(_questions(page))
    return command


def _show(document: dict[str, Any]) -> None:
    figures = ((choose(each["name"], language()), shown(each)) for each in document["figures"])
    show_table(("figure", "value"), figures, title=f"{choose(document['name'], language())}, {document['as_of']}")
    rows = document["rows"]
    if not rows:
        say("没有记录。", "There are no rows.")
        return
    columns = [name for name in rows[0] if not name.endswith("_fewer_than")]
    show_table(columns, ([_cell(row, name) for name in columns] for row in rows))


def _cell(row: dict[str, Any], name: str) -> str:
    value = row[name]
    if value is None:
        bound = row.get(f"{name}_fewer_than")
        return "–" if bound is None else f"< {bound}"
    return choose(value, language()) if isinstance(value, dict) else str(value)


for _name, _page in PAGES.items():
    statistics.add_command(_command(_name, _page))
