"""What a city lacks, from the command line."""

from typing import Any

import click

from registry.gaps.vocabulary import PROBLEMS, SEVERITIES, STATUSES
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.web.labels import label


@click.group()
def gaps() -> None:
    """What a city lacks, and by when that is to end."""


@gaps.command("list")
@click.argument("city")
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--problem", type=click.Choice(PROBLEMS))
@json_option
@pass_console
def list_gaps(console: Console, /, city: str, as_json: bool, **filters: str | None) -> None:
    """List the gaps of CITY, the newest first."""
    found = list(console.items(f"/organisations/{city}/gaps", **given(**filters)))
    if as_json:
        say_json(found)
        return
    rows = (
        (
            row["id"],
            _word("gap_problem", row["problem"]),
            row["title"],
            row["due_on"],
            _word("gap_status", row["status"]),
        )
        for row in found
    )
    show_table(("id", "problem", "title", "due on", "status"), rows)


@gaps.command("add")
@click.argument("city")
@click.option("--problem", type=click.Choice(PROBLEMS), required=True)
@click.option("--title", required=True)
@click.option("--domain", required=True, help="A code of the taxonomy of domains, such as A4")
@click.option("--severity", type=click.Choice(SEVERITIES), required=True)
@click.option("--due-on", required=True, help="A day, such as 2026-09-30")
@click.option("--basis", required=True, help="Where it is known from")
@click.option("--description")
@click.option("--scenario", help="Code of a scenario")
@json_option
@pass_console
def add_gap(console: Console, /, city: str, as_json: bool, **about: str | None) -> None:
    """Register what CITY lacks."""
    found = console.post(f"/organisations/{city}/gaps", given(**about))
    say_json(found) if as_json else say(f"已登记短板 {found['id']}。", f"Gap {found['id']} was registered.")


@gaps.command("close")
@click.argument("city")
@click.argument("gap")
@click.option("--evidence", "title", help="What proves it, in a line; with --link or --adoption")
@click.option("--link")
@click.option("--adoption", help="Id of one of the city's adoptions")
@click.option("--reason", help="Why it is not needed, where there is no evidence")
@json_option
@pass_console
def close_gap(
    console: Console,
    city: str,
    gap: str,
    title: str | None,
    link: str | None,
    adoption: str | None,
    reason: str | None,
    as_json: bool,
) -> None:
    """Close the GAP of CITY with evidence, or set it aside with a reason."""
    sent: dict[str, Any] = given(reason=reason)
    if title is not None:
        sent["evidence"] = [given(title=title, url=link, adoption=adoption)]
    found = console.post(f"/organisations/{city}/gaps/{gap}/closing", sent)
    if as_json:
        say_json(found)
        return
    word = _word("gap_status", found["status"])
    say(f"短板已关闭：{word}。", f"The gap was closed: {word}.")


def _word(group: str, word: str) -> str:
    return label(group, word, language())
