"""The calendar from the command line."""

from pathlib import Path
from typing import Any

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose


@click.group()
def workdays() -> None:
    """Which days are worked, so that deadlines count rightly."""


@workdays.command("list")
@click.option("--from", "since", help="The first day, such as 2026-01-01")
@click.option("--to", "until", help="The last day")
@json_option
@pass_console
def list_all(console: Console, since: str | None, until: str | None, as_json: bool) -> None:
    """List the days on which the week does not hold."""
    found = list(console.items("/workdays", **{"from": since, "to": until}))
    if as_json:
        say_json(found)
        return
    rows = ((entry["day"], _said(entry), choose(entry["name"], language())) for entry in found)
    show_table(("day", "worked", "name"), rows)


@workdays.command("set")
@click.argument("day")
@click.option("--working/--free", required=True, help="Whether the day is worked")
@click.option("--name-zh")
@click.option("--name-en")
@json_option
@pass_console
def set_one(console: Console, day: str, working: bool, name_zh: str | None, name_en: str | None, as_json: bool) -> None:
    """Say that DAY is worked, or is not, whatever the week says."""
    entry = console.put(f"/workdays/{day}", {"is_working": working, "name": given(zh=name_zh, en=name_en)})
    if as_json:
        say_json(entry)
        return
    click.echo(f"{entry['day']}: {_said(entry)}")


@workdays.command()
@click.argument("day")
@json_option
@pass_console
def remove(console: Console, day: str, as_json: bool) -> None:
    """Let the week hold on DAY again."""
    console.delete(f"/workdays/{day}")
    if as_json:
        say_json({"removed": day})
        return
    say(f"{day} 恢复按星期计算。", f"The week holds on {day} again.")


@workdays.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_console
def import_all(console: Console, file: Path, as_json: bool) -> None:
    """Enter the days of FILE: CSV with day,is_working,name_zh,name_en."""
    done = console.upload("/workdays", file.read_bytes(), "text/csv")
    if as_json:
        say_json(done)
        return
    say(
        f"新增 {done['added']} 天，更改 {done['changed']} 天，未变 {done['unchanged']} 天。",
        f"{done['added']} days entered, {done['changed']} changed, {done['unchanged']} as before.",
    )


def _said(entry: dict[str, Any]) -> str:
    worked = {"zh": ("休", "班"), "en": ("free", "worked")}
    return worked[language()][entry["is_working"]]
