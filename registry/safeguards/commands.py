"""Where figures look inflated, from the command line."""

from typing import Any

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.safeguards.vocabulary import FLAG_STATUSES, GAMES
from registry.web.labels import label


@click.group()
def safeguards() -> None:
    """What looks like a figure that somebody inflated: a person decides."""


@safeguards.command("detect")
@json_option
@pass_console
def detect_games(console: Console, as_json: bool) -> None:
    """Look for games now; the service does so once a day. For administrators."""
    found = console.post("/flags/detection", {})
    if as_json:
        say_json(found)
    else:
        say(f"新标记 {found['raised']} 项。", f"{found['raised']} flags raised.")


@safeguards.command("list")
@click.option("--game", type=click.Choice(GAMES))
@click.option("--status", type=click.Choice(FLAG_STATUSES))
@json_option
@pass_console
def list_flags(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List flags: all for administrators, for others what concerns them."""
    found = list(console.items("/flags", **given(**filters)))
    if as_json:
        say_json(found)
        return
    rows = ((each["id"], _word("game", each["game"]), _word("flag_status", each["status"])) for each in found)
    show_table(("id", "game", "status"), rows)


def _word(group: str, word: str) -> str:
    return label(group, word, language())


@safeguards.command("show")
@click.argument("flag")
@json_option
@pass_console
def show_flag(console: Console, flag: str, as_json: bool) -> None:
    """Show a FLAG with what was seen and what was decided."""
    found = console.get(f"/flags/{flag}")
    if as_json:
        say_json(found)
        return
    click.echo(
        f"{_word('game', found['game'])}  {_word('flag_status', found['status'])}  {', '.join(found['parties'])}"
    )
    for signal in found["signals"]:
        click.echo(f"  {signal[language()]}")
    for record in found["records"]:
        click.echo(f"  {record['kind']} {record['id']}")
    for appeal in found["appeals"]:
        click.echo(f"  {appeal['id']} {appeal['organisation']} {_word('appeal_status', appeal['status'])}")


@safeguards.command("decide")
@click.argument("flag")
@click.argument("decision", type=click.Choice(("dismiss", "uphold")))
@click.option("--reason", required=True, help="Those concerned read it")
@click.option("--factor", type=click.FloatRange(0.5, 1.0), help="With a ring; as suggested unless said")
@json_option
@pass_console
def decide_flag(console: Console, /, flag: str, as_json: bool, **decision: Any) -> None:
    """Dismiss or uphold a FLAG. For administrators."""
    found = console.post(f"/flags/{flag}/decisions", given(**decision))
    if as_json:
        say_json(found)
    else:
        said = _word("flag_status", found["status"])
        say(f"{said}。", f"{said}.")


@safeguards.command("appeal")
@click.argument("flag")
@click.option("--text", required=True)
@json_option
@pass_console
def make_appeal(console: Console, flag: str, text: str, as_json: bool) -> None:
    """Object to an upheld FLAG that concerns you."""
    found = console.post(f"/flags/{flag}/appeals", {"text": text})
    if as_json:
        say_json(found)
    else:
        say(f"申诉 {found['id']} 已提交。", f"Appeal {found['id']} was made.")


@safeguards.command("answer")
@click.argument("appeal")
@click.argument("decision", type=click.Choice(("grant", "refuse")))
@click.option("--answer", required=True)
@json_option
@pass_console
def answer_appeal(console: Console, /, appeal: str, as_json: bool, **decision: str) -> None:
    """Grant or refuse an APPEAL. For administrators."""
    found = console.post(f"/appeals/{appeal}/decisions", decision)
    if as_json:
        say_json(found)
    else:
        said = _word("appeal_status", found["status"])
        say(f"{said}。", f"{said}.")
