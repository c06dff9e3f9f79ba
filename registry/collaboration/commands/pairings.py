"""Pairings of cities and what they do, from the command line."""

from typing import Any

import click

from registry.collaboration.vocabulary import ACTIVITY_DIRECTIONS, ACTIVITY_KINDS, PAIRING_KINDS
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table
from registry.kit.texts import choose

AS_CITY = click.option("--as", "organisation", help="For which of the two cities; needed at the registry's own console")


@click.group()
def pairings() -> None:
    """Cities that help one another: pairings and what they do."""


@pairings.command("list")
@click.option("--city", help="Slug of a city")
@json_option
@pass_console
def list_pairings(console: Console, city: str | None, as_json: bool) -> None:
    """List pairings, the newest first."""
    found = list(console.items("/pairings", city=city))
    if as_json:
        say_json(found)
        return
    rows = ((row["id"], row["helper"], row["helped"], row["kind"], row["status"], row["starts_on"]) for row in found)
    show_table(("id", "helper", "helped", "kind", "status", "from"), rows)


@pairings.command("propose")
@click.argument("helper")
@click.argument("helped")
@click.option("--kind", type=click.Choice(PAIRING_KINDS), default="pairing", show_default=True)
@click.option("--from", "starts_on", required=True, help="A day, such as 2026-03-02")
@click.option("--to", "ends_on")
@click.option("--agreement-zh", help="What was agreed")
@json_option
@pass_console
def propose(
    console: Console, /, helper: str, helped: str, agreement_zh: str | None, as_json: bool, **told: str | None
) -> None:
    """Propose that HELPER helps HELPED."""
    agreement = {"agreement": {"zh": agreement_zh}} if agreement_zh else {}
    made = console.post("/pairings", {"helper": helper, "helped": helped, **given(**told), **agreement})
    say_json(made) if as_json else say(
        f"结对 {made['id']} 等待对方同意。", f"Pairing {made['id']} waits for an answer."
    )


@pairings.command("answer")
@click.argument("pairing")
@click.option("--decline", is_flag=True, help="Rather than accepting it")
@json_option
@pass_console
def answer(console: Console, pairing: str, decline: bool, as_json: bool) -> None:
    """Accept a PAIRING that the other city proposed."""
    found = console.post(f"/pairings/{pairing}/answer", {"accepted": not decline})
    say_json(found) if as_json else say(f"结对：{found['status']}。", f"The pairing is {found['status']}.")


@pairings.command("show")
@click.argument("pairing")
@json_option
@pass_console
def show(console: Console, pairing: str, as_json: bool) -> None:
    """Show a PAIRING, and how much of its plan is done."""
    found = console.get(f"/pairings/{pairing}")
    say_json(found) if as_json else show_details(found)


@pairings.command("activities")
@click.argument("pairing")
@json_option
@pass_console
def activities(console: Console, pairing: str, as_json: bool) -> None:
    """List what the cities of a PAIRING do, the newest first."""
    found = list(console.items(f"/pairings/{pairing}/activities"))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["kind"], choose(row["title"], language()), row["planned_on"], row["status"]) for row in found
    )
    show_table(("id", "kind", "title", "planned for", "status"), rows)


@pairings.command("plan")
@click.argument("pairing")
@click.argument("kind", type=click.Choice(ACTIVITY_KINDS))
@click.option("--direction", type=click.Choice(ACTIVITY_DIRECTIONS), required=True)
@click.option("--title-zh", required=True)
@click.option("--on", "planned_on", required=True, help="A day, such as 2026-03-02")
@click.option("--component")
@click.option("--adoption")
@AS_CITY
@json_option
@pass_console
def plan(console: Console, /, pairing: str, kind: str, title_zh: str, as_json: bool, **told: str | None) -> None:
    """Plan an activity of a PAIRING."""
    made = console.post(f"/pairings/{pairing}/activities", {"kind": kind, "title": {"zh": title_zh}, **given(**told)})
    say_json(made) if as_json else say(f"活动 {made['id']} 已计划。", f"Activity {made['id']} was planned.")


@pairings.command("evidence")
@click.argument("pairing")
@click.argument("activity")
@click.option("--from", "from_")
@click.option("--to")
@click.option("--people", type=click.IntRange(1, 100_000), help="How many; never their names")
@click.option("--amount")
@click.option("--currency")
@click.option("--consideration", help="What was exchanged for what")
@click.option("--document", "documents", multiple=True, help="Title of a document; as often as there are some")
@click.option("--note")
@AS_CITY
@json_option
@pass_console
def evidence(
    console: Console,
    /,
    pairing: str,
    activity: str,
    from_: str | None,
    people: int | None,
    documents: tuple[str, ...],
    as_json: bool,
    **told: str | None,
) -> None:
    """Prove an ACTIVITY of a PAIRING: what is needed follows from its kind."""
    body: dict[str, Any] = {**given(**told), **given(**{"from": from_})}
    if people is not None:
        body["people"] = people
    if documents:
        body["documents"] = [{"title": title} for title in documents]
    found = console.post(f"/pairings/{pairing}/activities/{activity}/evidence", body)
    say_json(found) if as_json else say("佐证已添加，等待双方确认。", "Proved: both cities are to confirm it.")


@pairings.command("confirm")
@click.argument("pairing")
@click.argument("activity")
@json_option
@pass_console
def confirm(console: Console, pairing: str, activity: str, as_json: bool) -> None:
    """Confirm an ACTIVITY of a PAIRING for your own city."""
    found = console.post(f"/pairings/{pairing}/activities/{activity}/confirmations")
    say_json(found) if as_json else say(f"活动：{found['status']}。", f"The activity is {found['status']}.")


@pairings.command("result")
@click.argument("pairing")
@click.argument("activity")
@click.option("--outcome-zh", required=True)
@click.option("--adoption", "adoptions", multiple=True, help="An adoption that came of it")
@AS_CITY
@json_option
@pass_console
def result(
    console: Console,
    pairing: str,
    activity: str,
    outcome_zh: str,
    adoptions: tuple[str, ...],
    organisation: str | None,
    as_json: bool,
) -> None:
    """Tell what came of an ACTIVITY of a PAIRING, 90 days after both cities confirmed it."""
    body = {"outcome": {"zh": outcome_zh}, "adoptions": list(adoptions), **given(organisation=organisation)}
    found = console.post(f"/pairings/{pairing}/activities/{activity}/results", body)
    say_json(found) if as_json else say("成果已登记。", "The result was told.")


@pairings.command("cancel")
@click.argument("pairing")
@click.argument("activity")
@click.option("--reason", required=True)
@AS_CITY
@json_option
@pass_console
def cancel(console: Console, pairing: str, activity: str, reason: str, organisation: str | None, as_json: bool) -> None:
    """Give an ACTIVITY of a PAIRING up."""
    body = {"reason": reason, **given(organisation=organisation)}
    found = console.post(f"/pairings/{pairing}/activities/{activity}/cancellation", body)
    say_json(found) if as_json else say("已取消。", "Given up.")


@pairings.command("fund")
@click.argument("pairing")
@click.argument("amount")
@click.option("--currency", default="CNY", show_default=True)
@click.option("--from", "first", required=True)
@click.option("--to", "last", required=True)
@click.option("--source", required=True)
@AS_CITY
@json_option
@pass_console
def fund(
    console: Console, /, pairing: str, amount: str, first: str, last: str, as_json: bool, **told: str | None
) -> None:
    """Commit AMOUNT for a PAIRING."""
    body = {"amount": amount, "from": first, "to": last, **given(**told)}
    found = console.post(f"/pairings/{pairing}/funding", body)
    say_json(found) if as_json else say("投入已登记。", "The money is committed.")


@pairings.command("funding")
@click.argument("pairing")
@json_option
@pass_console
def funding(console: Console, pairing: str, as_json: bool) -> None:
    """List what was committed for a PAIRING."""
    found = list(console.items(f"/pairings/{pairing}/funding"))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["organisation"], row["amount"], row["currency"], row["from"], row["to"], row["source"]) for row in found
    )
    show_table(("city", "amount", "currency", "from", "to", "source"), rows)


@pairings.command("complete")
@click.argument("pairing")
@click.option("--note")
@json_option
@pass_console
def complete(console: Console, pairing: str, note: str | None, as_json: bool) -> None:
    """Say for your own city that a PAIRING is completed; it is once both cities do."""
    found = console.post(f"/pairings/{pairing}/completion", given(note=note))
    say_json(found) if as_json else say(f"结对：{found['status']}。", f"The pairing is {found['status']}.")


@pairings.command("exchange")
@click.argument("cluster")
@json_option
@pass_console
def exchange(console: Console, cluster: str, as_json: bool) -> None:
    """Show what the cities of a CLUSTER run of one another's."""
    found = console.get(f"/clusters/{cluster}/exchange")
    if as_json:
        say_json(found)
        return
    show_table(
        ("publisher", "adopter", "adoptions"),
        ((row["publisher"], row["adopter"], str(row["adoptions"])) for row in found["pairs"]),
    )
