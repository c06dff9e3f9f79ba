"""Removing bytes where the law asks for it."""

import click

from registry.artifacts.commands.adding import artifact_place, artifacts
from registry.kit.console import Console, json_option, pass_console, say_json
from registry.kit.terminal import say


@artifacts.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.argument("filename")
@click.option("--reason", required=True, help="Why; everybody reads it")
@click.option("--legal-basis", required=True, help="The law and the decision that ask for it")
@click.option("--yes", is_flag=True, help="Do not ask again")
@json_option
@pass_console
def remove(
    console: Console,
    component: str,
    number: str,
    filename: str,
    reason: str,
    legal_basis: str,
    yes: bool,
    as_json: bool,
) -> None:
    """Remove the bytes of a file everywhere and for good, where the law asks for it. For security administrators."""
    if not yes:
        click.confirm(f"{component} {number} {filename}: remove its bytes for good?", abort=True, err=True)
    body = {"reason": reason, "legal_basis": legal_basis}
    removed = console.post(f"{artifact_place(component, number, filename)}/removal", body)
    if as_json:
        say_json(removed)
    else:
        say(f"已移除 {filename} 的内容。", f"The bytes of {filename} are gone.")
