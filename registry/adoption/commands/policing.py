"""A body's policy from the command line."""

from pathlib import Path

import click
import orjson

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say


@click.group()
def policy() -> None:
    """What a city asks of what it takes into use."""


@policy.command("show")
@click.argument("organisation")
@json_option
@pass_console
def show_policy(console: Console, organisation: str, as_json: bool) -> None:
    """Show the policy of an organisation."""
    found = console.get(f"/organisations/{organisation}/policy")
    if as_json:
        say_json(found)
        return
    for rule, asked in found.items():
        if asked not in (None, [], {}):
            click.echo(f"{rule}: {asked if isinstance(asked, str) else orjson.dumps(asked).decode()}")


@policy.command("set")
@click.argument("organisation")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_console
def set_policy(console: Console, organisation: str, file: Path, as_json: bool) -> None:
    """State the policy of an organisation as a JSON file says it; a rule that is not named asks for nothing."""
    try:
        rules = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError as error:
        raise click.UsageError(f"{file.name} is no JSON: {error}") from error
    stated = console.put(f"/organisations/{organisation}/policy", rules)
    if as_json:
        say_json(stated)
        return
    say(f"{organisation} 的采用要求已更新。", f"The policy of {organisation} is stated.")


@policy.command("check")
@click.argument("organisation")
@click.argument("component")
@click.argument("version", required=False)
@json_option
@pass_console
def check_policy(console: Console, organisation: str, component: str, version: str | None, as_json: bool) -> None:
    """Ask what the policy that holds for an organisation says of a component at a version; nothing is written."""
    asked = {"component": component, **({"version": version} if version else {})}
    checked = console.post(f"/organisations/{organisation}/policy/checks", asked)
    if as_json:
        say_json(checked)
        return
    for finding in checked["findings"]:
        click.echo(f"{finding['verdict']}  {finding['rule']}: {finding['why'][language()]}")
    if not checked["findings"]:
        say("没有要求。", "Nothing is asked.")
