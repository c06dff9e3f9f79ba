"""Scenario lists from the command line."""

import re
from typing import Any

import click

from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.scenarios.vocabulary import LIST_STATUSES, PRIORITIES


@click.group()
def scenarios() -> None:
    """What cities have to get done, with which components, and how much of it is covered (场景清单)."""


@scenarios.command("list")
@click.argument("city")
@click.option("--status", type=click.Choice(LIST_STATUSES))
@click.option("--priority", type=click.Choice(PRIORITIES))
@json_option
@pass_console
def list_city(console: Console, /, city: str, as_json: bool, **filters: str | None) -> None:
    """List the scenarios of CITY."""
    found = list(console.items(f"/organisations/{city}/scenarios", **filters))
    if as_json:
        say_json(found)
        return
    rows = (
        (
            row["code"],
            _name(row),
            (row["coverage"] or {}).get("state", "–"),
            row["priority"] or "–",
            row["status"] or "–",
        )
        for row in found
    )
    show_table(("code", "name", "coverage", "priority", "status"), rows)


@scenarios.command()
@click.argument("city")
@click.argument("code")
@json_option
@pass_console
def show(console: Console, city: str, code: str, as_json: bool) -> None:
    """Show one scenario of CITY, and which parts of its solution run."""
    found = console.get(f"/organisations/{city}/scenarios/{code}")
    if as_json:
        say_json(found)
        return
    say(f"{_name(found)}：{found['status'] or '–'}", f"{_name(found)}: {found['status'] or '–'}")
    rows = (
        (row["component"] or "–", row["specifier"] or "*", row["state"], row["version"] or "–")
        for row in found["solution"] or ()
    )
    show_table(("component", "versions", "state", "runs"), rows)


@scenarios.command()
@click.argument("city")
@click.option("--scenario", help="A code of the common list")
@click.option("--code", help="With a name: a scenario of the city's own")
@click.option("--name-zh")
@click.option("--name-en")
@click.option("--domain")
@click.option("--needs-zh", help="What is needed; in one language at least")
@click.option("--needs-en")
@click.option("--part", "parts", multiple=True, help="A component and its versions: yunling/parking>=1.2,<2")
@click.option("--department", "departments", multiple=True)
@click.option("--priority", type=click.Choice(PRIORITIES))
@click.option("--status", type=click.Choice(LIST_STATUSES))
@click.option("--due-on")
@click.option("--featured", "is_featured", is_flag=True, help="The one scenario that the city features")
@json_option
@pass_console
def add(console: Console, /, city: str, as_json: bool, **said: Any) -> None:
    """Add a scenario to the list of CITY."""
    found = console.post(f"/organisations/{city}/scenarios", _body(said))
    say_json(found) if as_json else say(f"已添加“{found['code']}”。", f"Added '{found['code']}'.")


@scenarios.command()
@click.argument("city")
@click.argument("code")
@click.option("--needs-zh")
@click.option("--needs-en")
@click.option("--part", "parts", multiple=True, help="The whole solution anew, a part each")
@click.option("--department", "departments", multiple=True)
@click.option("--priority", type=click.Choice(PRIORITIES))
@click.option("--status", type=click.Choice(LIST_STATUSES))
@click.option("--due-on")
@click.option("--featured/--not-featured", "is_featured", default=None)
@json_option
@pass_console
def change(console: Console, /, city: str, code: str, as_json: bool, **said: Any) -> None:
    """Change a scenario of CITY; what is not given stays."""
    found = console.patch(f"/organisations/{city}/scenarios/{code}", _body(said))
    say_json(found) if as_json else say(f"已修改“{found['code']}”。", f"Changed '{found['code']}'.")


@scenarios.command()
@click.argument("city")
@click.argument("code")
@click.option("--reason", required=True)
@json_option
@pass_console
def remove(console: Console, city: str, code: str, reason: str, as_json: bool) -> None:
    """Take a scenario off the list of CITY; it is kept, and counts until the year ends."""
    console.delete(f"/organisations/{city}/scenarios/{code}", reason=reason)
    say_json({"removed": code}) if as_json else say(f"已移出“{code}”。", f"Removed '{code}'.")


@scenarios.command()
@click.argument("city")
@click.option("--as-of", help="A day, such as 2026-03-02; today unless said")
@json_option
@pass_console
def coverage(console: Console, city: str, as_of: str | None, as_json: bool) -> None:
    """Say how much of its list CITY covers (L2P1-A2), and by what."""
    found = console.get(f"/organisations/{city}/coverage", as_of=as_of)
    if as_json:
        say_json(found)
        return
    counted = found["inputs"]
    rate = "–" if found["rate"] is None else f"{found['rate']}%"
    say(
        f"{rate}（{counted['covered']}/{counted['scenarios']}）",
        f"{rate} ({counted['covered']}/{counted['scenarios']})",
    )
    rows = ((row["code"], row["state"], row["counted_for"], row["removed_on"] or "–") for row in found["records"])
    show_table(("code", "state", "counted for", "removed on"), rows)


def _name(row: dict[str, Any]) -> str:
    return str(row["name"].get("zh") or next(iter(row["name"].values())))


def _body(said: dict[str, Any]) -> dict[str, Any]:
    """The options in the words of the API: what was not given is left out."""
    body = {
        name: value for name, value in said.items() if value not in (None, "", ()) and not name.endswith(("_zh", "_en"))
    }
    for field in ("name", "needs"):
        texts = given(zh=said.get(f"{field}_zh"), en=said.get(f"{field}_en"))
        if texts:
            body[field] = texts
    if parts := body.pop("parts", None):
        body["solution"] = [_part(part) for part in parts]
    if "departments" in body:
        body["departments"] = list(body["departments"])
    return body


def _part(text: str) -> dict[str, str]:
    component, specifier = re.match(r"([^<>=!~\s]*)(.*)\Z", text.strip(), re.S).groups()  # type: ignore[union-attr]
    return {"component": component, "specifier": specifier.strip()}
