"""Buying together, from the command line."""

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table
from registry.kit.texts import choose
from registry.services.vocabulary import PURCHASE_STATUSES


@click.group()
def purchases() -> None:
    """Cities that buy a component or a service together."""


@purchases.command("list")
@click.option("--status", type=click.Choice(PURCHASE_STATUSES))
@click.option("--component")
@click.option("--member", help="Slug of a city that takes part")
@json_option
@pass_console
def list_purchases(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List joint purchases, the newest first."""
    found = list(console.items("/purchases", **filters))
    if as_json:
        say_json(found)
        return
    rows = (
        (
            row["id"],
            choose(row["title"], language()),
            row["component"],
            row["status"],
            row["closes_on"],
            f"{len(row['members'])}/{row['minimum_members']}",
        )
        for row in found
    )
    show_table(("id", "title", "component", "status", "until", "members"), rows)


@purchases.command("organise")
@click.argument("organiser")
@click.option("--title-zh", required=True)
@click.option("--component")
@click.option("--service", help="Instead of a component: the id of a service for one")
@click.option("--closes-on", required=True, help="The last day on which cities join")
@click.option("--minimum", type=click.IntRange(2, 1000), default=2, show_default=True)
@click.option("--terms-zh")
@json_option
@pass_console
def organise(
    console: Console,
    /,
    organiser: str,
    title_zh: str,
    minimum: int,
    terms_zh: str | None,
    as_json: bool,
    **told: str | None,
) -> None:
    """Call for a joint purchase, as ORGANISER."""
    terms = {"terms": {"zh": terms_zh}} if terms_zh else {}
    body = {"organiser": organiser, "title": {"zh": title_zh}, "minimum_members": minimum, **given(**told), **terms}
    made = console.post("/purchases", body)
    say_json(made) if as_json else say(f"联合采购 {made['id']} 已发起。", f"Purchase {made['id']} is open.")


@purchases.command("show")
@click.argument("purchase")
@json_option
@pass_console
def show(console: Console, purchase: str, as_json: bool) -> None:
    """Show a PURCHASE with its members and agreements."""
    found = console.get(f"/purchases/{purchase}")
    say_json(found) if as_json else show_details(found)


@purchases.command("change")
@click.argument("purchase")
@click.option("--closes-on")
@click.option("--minimum", "minimum_members", type=click.IntRange(2, 1000))
@json_option
@pass_console
def change(console: Console, purchase: str, closes_on: str | None, minimum_members: int | None, as_json: bool) -> None:
    """Let a PURCHASE close on another day, or need more or fewer members."""
    changes = {"closes_on": closes_on, "minimum_members": minimum_members}
    said = {name: told for name, told in changes.items() if told is not None}
    changed = console.patch(f"/purchases/{purchase}", said)
    say_json(changed) if as_json else say("已修改。", "Changed.")


@purchases.command("join")
@click.argument("purchase")
@click.argument("city")
@json_option
@pass_console
def join(console: Console, purchase: str, city: str, as_json: bool) -> None:
    """Let CITY take part in a PURCHASE."""
    found = console.put(f"/purchases/{purchase}/members/{city}", None)
    say_json(found) if as_json else say("已参加。", "Joined.")


@purchases.command("leave")
@click.argument("purchase")
@click.argument("city")
@json_option
@pass_console
def leave(console: Console, purchase: str, city: str, as_json: bool) -> None:
    """Let CITY take part in a PURCHASE no more."""
    console.delete(f"/purchases/{purchase}/members/{city}")
    say_json({"left": city}) if as_json else say("已退出。", "Left.")


@purchases.command("close")
@click.argument("purchase")
@click.option("--reason")
@json_option
@pass_console
def close(console: Console, purchase: str, reason: str | None, as_json: bool) -> None:
    """End joining a PURCHASE: agreements are recorded from now on."""
    found = console.post(f"/purchases/{purchase}/closing", given(reason=reason))
    say_json(found) if as_json else say("已截止。", "Closed.")


@purchases.command("cancel")
@click.argument("purchase")
@click.option("--reason", required=True)
@json_option
@pass_console
def cancel(console: Console, purchase: str, reason: str, as_json: bool) -> None:
    """Give a PURCHASE up."""
    found = console.post(f"/purchases/{purchase}/cancellation", {"reason": reason})
    say_json(found) if as_json else say("已取消。", "Cancelled.")


@purchases.command("agree")
@click.argument("purchase")
@click.argument("supplier")
@click.argument("price")
@click.option("--from", "first", required=True)
@click.option("--to", "last", required=True)
@click.option("--currency", default="CNY", show_default=True)
@click.option("--member", "members", multiple=True, help="All of them unless said")
@json_option
@pass_console
def agree(
    console: Console,
    purchase: str,
    supplier: str,
    price: str,
    first: str,
    last: str,
    currency: str,
    members: tuple[str, ...],
    as_json: bool,
) -> None:
    """Record that a PURCHASE was agreed on with SUPPLIER for PRICE each."""
    body = {"supplier": supplier, "price": price, "currency": currency, "from": first, "to": last}
    found = console.post(f"/purchases/{purchase}/agreements", {**body, **({"members": members} if members else {})})
    say_json(found) if as_json else say("协议已登记。", "The agreement was recorded.")


@purchases.command("call-off")
@click.argument("purchase")
@click.argument("agreement")
@click.argument("adoption")
@click.option("--on", help="A day; today unless said")
@click.option("--note")
@json_option
@pass_console
def call_off(
    console: Console, /, purchase: str, agreement: str, adoption: str, as_json: bool, **more: str | None
) -> None:
    """Take up an AGREEMENT of a PURCHASE for one of your ADOPTIONs."""
    body = {"adoption": adoption, **given(**more)}
    found = console.post(f"/purchases/{purchase}/agreements/{agreement}/call-offs", body)
    say_json(found) if as_json else say("已登记使用协议。", "Recorded.")
