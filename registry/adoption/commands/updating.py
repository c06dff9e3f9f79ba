"""Staying current from the command line: what needs attention, and what is made of that."""

from typing import Any

import click

from registry.adoption.vocabulary import UPDATE_RESPONSES
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say


@click.command()
@click.option("--adopter", required=True, help="Slug of the city or unit")
@click.option("--snoozed", is_flag=True, help="Also what was put off")
@json_option
@pass_console
def outdated(console: Console, adopter: str, snoozed: bool, as_json: bool) -> None:
    """List what a city runs that needs attention, the most urgent first, with what to do by when."""
    include = "snoozed" if snoozed else None
    found = list(console.items(f"/organisations/{adopter}/updates", include=include))
    if as_json:
        say_json(found)
        return
    for update in found:
        click.echo(f"{update['component']} {update['version'] or '?'}: {'; '.join(_said(update))}")
    if not found:
        say("全部为最新。", "Everything is up to date.")


@click.command()
@click.argument("adoption")
@click.argument("code")
@click.argument("about")
@click.option("--response", type=click.Choice(UPDATE_RESPONSES), default="acknowledged", show_default=True)
@click.option("--until", "until_on", help="Day on which it comes back (snoozed)")
@click.option("--reason", help="Why (snoozed)")
@json_option
@pass_console
def respond(console: Console, /, adoption: str, as_json: bool, **said: str | None) -> None:
    """Take note of a piece of advice on an adoption, or put it off. CODE and ABOUT are those of 'outdated --json'.

    For example: respond 0190… advisory SCA-2026-000001 --response snoozed --until 2026-04-01 --reason "Tender runs"
    """
    answer = console.post(f"/adoptions/{adoption}/update-responses", given(**said))
    if as_json:
        say_json(answer)
        return
    if answer["response"] == "snoozed":
        say(f"已推迟到 {answer['until_on']}。", f"Put off until {answer['until_on']}.")
    else:
        say("已知悉。", "Taken note of.")


def _said(update: dict[str, Any]) -> list[str]:
    return [advice["text"][language()] + _when(advice) for advice in update["advice"]]


def _when(advice: dict[str, Any]) -> str:
    """By when to act, and what was made of it, where there is something to say."""
    parts = []
    if advice["due_on"]:
        late = {"zh": "已逾期：", "en": "overdue since "}, {"zh": "期限 ", "en": "due on "}
        parts.append(late[0 if advice["is_overdue"] else 1][language()] + str(advice["due_on"]))
    if response := advice["response"]:
        said = {
            "acknowledged": {"zh": "已知悉", "en": "taken note of"},
            "snoozed": {"zh": "推迟至 ", "en": "put off until "},
        }
        parts.append(said[response["response"]][language()] + (response["until_on"] or ""))
    return f" ({', '.join(parts)})" if parts else ""
