"""Adopting from the command line."""

import re

import click

from registry.adoption.vocabulary import MODES
from registry.kit.console import Console, Declined, given, json_option, pass_console, say_json
from registry.kit.errors import NotFound
from registry.kit.terminal import say

_TARGET = re.compile(r"(?P<component>[^<>=!~\s]+)\s*(?P<specifier>[<>=!~].*)?\Z")


@click.command()
@click.argument("target", metavar="COMPONENT[SPEC]")
@click.option("--adopter", required=True, help="Slug of the city or unit")
@click.option("--mode", type=click.Choice(MODES), default="new", show_default=True)
@click.option("--scenario")
@click.option("--operator", help="Slug of the operating entity")
@click.option("--on-behalf-of", help="Slug of the city it is for")
@click.option("--policy-exception", help="Why, where the city's own policy is not met")
@json_option
@pass_console
def adopt(console: Console, /, target: str, adopter: str, as_json: bool, **options: str | None) -> None:
    """Plan an adoption, for example: adopt 'yunling/parking>=1.2,<2' --adopter haina

    Without a specifier the latest version is taken; with one, the greatest stable version that fits.
    """
    match = _TARGET.match(target)
    if match is None:
        raise click.UsageError("Name the component as publisher/name, with a specifier such as >=1.2 if you like.")
    component, specifier = match["component"], match["specifier"]
    version = _greatest(console, component, specifier) if specifier else _latest(console, component)
    wanted = {"adopter": adopter, "component": component, **given(version=version, **options)}
    adoption = console.post("/adoptions", wanted)
    if as_json:
        say_json(adoption)
        return
    say(
        f"{adopter} 计划采用 {component} {version or '（版本未知）'}：采用记录 {adoption['id']}。",
        f"{adopter} plans {component} {version or '(version unknown)'}: adoption {adoption['id']}.",
    )


def _latest(console: Console, component: str) -> str | None:
    latest: str | None = console.get(f"/components/{component}")["latest_version"]
    return latest


def _greatest(console: Console, component: str, specifier: str) -> str:
    """The greatest stable version that fits and was not yanked."""
    try:
        page = console.get(
            f"/components/{component}/versions", specifier=specifier, prereleases=False, yanked=False, limit=1
        )
    except Declined as refusal:
        if refusal.status == 422:
            raise click.UsageError(f"'{specifier}' is no specifier.") from refusal
        raise
    if not page["items"]:
        raise NotFound(what=f"{component}{specifier}")
    number: str = page["items"][0]["number"]
    return number
