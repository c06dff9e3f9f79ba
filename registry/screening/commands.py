"""Screening, decisions and families from the command line."""

from collections.abc import Mapping
from typing import Any

import click
import orjson

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose
from registry.screening.reading import read_proposal
from registry.screening.vocabulary import DECISIONS, OUTCOMES, STATUSES
from registry.web.labels import label


@click.command()
@click.argument("file", type=click.File(encoding="utf-8-sig"))
@click.option("--keep", is_flag=True, help="Number it and keep it, for a certificate")
@click.option("--project", help="Name or number of the project, for the certificate")
@click.option("--organisation", help="Whose screening it is; the token's own unless said")
@json_option
@pass_console
def screen(console: Console, /, file: Any, as_json: bool, **options: Any) -> None:
    """Hold the description in FILE (- for standard input) against the catalogue.

    FILE is JSON as the API takes it, or plain text: the first line is the title, lines that begin with a bullet or a
    number are features, the rest is the summary.
    """
    found = console.post("/screenings", {**_described(file.read()), **given(**options)})
    if as_json:
        say_json(found)
        return
    if "number" in found:
        say(
            f"已留存：{found['number']}，验证码 {found['verification_code']}。",
            f"Kept as {found['number']}, verification code {found['verification_code']}.",
        )
    _show_found(found)


def _described(text: str) -> dict[str, Any]:
    if text.lstrip().startswith("{"):
        try:
            told: dict[str, Any] = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise click.UsageError(f"FILE is no JSON: {error}.") from error
        return told
    return read_proposal(text)


def _show_found(found: Mapping[str, Any]) -> None:
    click.echo(label("screening_found", found["found"], language()))
    for candidate in found["candidates"]:
        said = label("screening_level", candidate["level"], language())
        title = choose(candidate["title"], language())
        click.echo(f"\n{candidate['similarity']:.0%} {said}: {candidate['component']} {title} ({_runners(candidate)})")
        for passage in candidate["passages"][:3]:
            click.echo(f"  {passage['project']['text']}\n  = {passage['component']['text']}")


def _runners(candidate: Mapping[str, Any]) -> str:
    if candidate["cities"] is not None:
        return ", ".join(choose(city["name"], language()) for city in candidate["cities"]) or "0"
    return str(candidate["adopters"]) if candidate["adopters"] is not None else f"<{candidate['fewer_than']}"


@click.group()
def screenings() -> None:
    """Screenings that were kept, and the decisions on them."""


@screenings.command("list")
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--organisation", help="Slug of who asked")
@json_option
@pass_console
def list_screenings(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List them, the newest first."""
    found = list(console.items("/screenings", **filters))
    if as_json:
        say_json(found)
        return
    rows = (
        (
            each["number"],
            each["organisation"],
            choose(each["title"], language()),
            label("screening_level", each["found"], language()),
            label("screening_decision", each["decision"], language())
            if each["decision"]
            else label("screening_status", each["status"], language()),
        )
        for each in found
    )
    show_table(("number", "organisation", "title", "found", "decision"), rows)


@screenings.command("show")
@click.argument("number")
@click.option("--code", help="The verification code, for who did not ask")
@json_option
@pass_console
def show_screening(console: Console, number: str, code: str | None, as_json: bool) -> None:
    """Show a certificate."""
    found = console.get(f"/screenings/{number}", code=code)
    if as_json:
        say_json(found)
        return
    click.echo(f"{found['number']}  {found['organisation']}  {choose(found['title'], language())}")
    click.echo(f"{label('screening_status', found['status'], language())}  {found['verification_code']}")
    if found["decision"]:
        told = (("screening_decision", found["decision"]), ("screening_outcome", found["outcome"]))
        click.echo("  ".join([*(label(*each, language()) for each in told), *found["chosen"], found["reasons"] or ""]))
    _show_found(found)


@screenings.command("decide")
@click.argument("number")
@click.argument("decision", type=click.Choice(DECISIONS))
@click.option("--outcome", type=click.Choice(OUTCOMES), required=True, help="What becomes of the budget")
@click.option("--chosen", multiple=True, help="A component to reuse or adapt; repeat for several")
@click.option("--reasons")
@click.option("--asked", help="Budget asked for, such as 120000.00")
@click.option("--granted", help="Budget granted")
@click.option("--currency", default="CNY", show_default=True)
@click.option("--approver-name", help="Who signs")
@json_option
@pass_console
def decide_screening(
    console: Console,
    /,
    number: str,
    as_json: bool,
    asked: str | None,
    granted: str | None,
    currency: str,
    **decision: Any,
) -> None:
    """Decide, once: reuse, adapt, or build anew. For administrators."""
    budget = {"asked": asked, **given(granted=granted), "currency": currency} if asked else None
    decided = console.post(f"/screenings/{number}/decision", given(budget=budget, **decision))
    if as_json:
        say_json(decided)
        return
    said = label("screening_decision", decided["decision"], language())
    say(f"{number}：{said}。", f"{number}: {said}.")


@screenings.command("withdraw")
@click.argument("number")
@json_option
@pass_console
def withdraw_screening(console: Console, number: str, as_json: bool) -> None:
    """Take back a screening that nobody has decided on."""
    console.delete(f"/screenings/{number}")
    if as_json:
        say_json({"number": number, "withdrawn": True})
        return
    say(f"{number} 已撤回。", f"{number} is withdrawn.")


@click.command()
@click.argument("name", metavar="PUBLISHER/NAME")
@json_option
@pass_console
def family(console: Console, name: str, as_json: bool) -> None:
    """Show what a component is based on, what was made from it, and what is nearly the same."""
    found = console.get(f"/components/{name}/family")
    if as_json:
        say_json(found)
        return
    headings = {
        "duplicates": ("近乎相同", "Nearly the same"),
        "based_on": ("源自", "Made from"),
        "variants": ("衍生", "Made from it"),
    }
    for key, heading in headings.items():
        if found[key]:
            say(*heading)
        for each in found[key]:
            share = f" {each['similarity']:.0%}" if "similarity" in each else ""
            click.echo(f"  {each['component']}{share} {choose(each['title'], language())}")
    if found["origin_url"]:
        click.echo(f"  {found['origin_url']}")
    if not any(found[key] for key in headings) and not found["origin_url"]:
        say("没有亲缘组件。", "It has no family.")
