"""What operating entities offer for components, from the command line."""

from typing import Any

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table
from registry.kit.texts import choose
from registry.services.vocabulary import SERVICE_KINDS

KINDS = click.option("--kind", "kinds", multiple=True, type=click.Choice(SERVICE_KINDS), help="As often as needed")
REGIONS = click.option("--region", "regions", multiple=True, help="Division code; none: everywhere")


@click.group()
def services() -> None:
    """What operating entities offer for components."""


@services.command("list")
@click.option("--component")
@click.option("--entity")
@click.option("--region", help="Division code: also what is offered above it, and everywhere")
@json_option
@pass_console
def list_services(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List services on offer, the newest first."""
    found = list(console.items("/services", **filters))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["component"], row["entity"], ", ".join(row["kinds"]), choose(row["description"], language()))
        for row in found
    )
    show_table(("id", "component", "entity", "kinds", "description"), rows)


@services.command("offer")
@click.argument("component")
@click.argument("entity")
@KINDS
@REGIONS
@click.option("--description-zh")
@click.option("--description-en")
@click.option("--price-terms-zh", help="For cities and administrators only")
@json_option
@pass_console
def offer(
    console: Console,
    /,
    component: str,
    entity: str,
    price_terms_zh: str | None,
    as_json: bool,
    **told: Any,
) -> None:
    """Offer services of ENTITY for COMPONENT."""
    body = {"entity": entity, **_told(told, price_terms_zh)}
    made = console.post(f"/components/{component}/services", body)
    say_json(made) if as_json else say(f"服务 {made['id']} 已登记。", f"Service {made['id']} is on offer.")


@services.command("change")
@click.argument("component")
@click.argument("service")
@KINDS
@REGIONS
@click.option("--description-zh")
@click.option("--description-en")
@click.option("--price-terms-zh")
@json_option
@pass_console
def change(
    console: Console, /, component: str, service: str, price_terms_zh: str | None, as_json: bool, **told: Any
) -> None:
    """Say otherwise what SERVICE for COMPONENT is; what is left out stays."""
    changed = console.patch(f"/components/{component}/services/{service}", _told(told, price_terms_zh))
    say_json(changed) if as_json else say("已修改。", "Changed.")


@services.command("show")
@click.argument("component")
@click.argument("service")
@json_option
@pass_console
def show(console: Console, component: str, service: str, as_json: bool) -> None:
    """Show a SERVICE for COMPONENT."""
    found = console.get(f"/components/{component}/services/{service}")
    say_json(found) if as_json else show_details(found)


@services.command("withdraw")
@click.argument("component")
@click.argument("service")
@json_option
@pass_console
def withdraw(console: Console, component: str, service: str, as_json: bool) -> None:
    """Offer SERVICE for COMPONENT no more."""
    console.delete(f"/components/{component}/services/{service}")
    say_json({"withdrawn": service}) if as_json else say("已撤回。", "Withdrawn.")


@services.command("rate")
@click.argument("component")
@click.argument("service")
@click.argument("stars", type=click.IntRange(1, 5))
@click.option("--comment")
@click.option("--adoption", help="Needed where several of your adoptions name the entity")
@json_option
@pass_console
def rate(
    console: Console,
    component: str,
    service: str,
    stars: int,
    comment: str | None,
    adoption: str | None,
    as_json: bool,
) -> None:
    """Rate a SERVICE for COMPONENT that your city bought, or rate it otherwise than before."""
    named = f"?adoption={adoption}" if adoption else ""
    body = {"stars": stars, **given(comment=comment, adoption=adoption)}
    rated = console.put(f"/components/{component}/services/{service}/rating{named}", body)
    say_json(rated) if as_json else say(f"已评 {stars} 星。", f"Rated {stars} of 5.")


@services.command("ratings")
@click.argument("component")
@click.argument("service")
@json_option
@pass_console
def ratings(console: Console, component: str, service: str, as_json: bool) -> None:
    """Show how those who bought a SERVICE for COMPONENT rate it."""
    found = console.get(f"/components/{component}/services/{service}/ratings")
    say_json(found) if as_json else show_details({key: found[key] for key in ("count", "mean", "distribution")})


def _told(told: dict[str, Any], price_terms_zh: str | None) -> dict[str, Any]:
    description = given(zh=told.get("description_zh"), en=told.get("description_en"))
    body: dict[str, Any] = {name: list(told[name]) for name in ("kinds", "regions") if told[name]}
    if description:
        body["description"] = description
    return {**body, "price_terms": {"zh": price_terms_zh}} if price_terms_zh else body
