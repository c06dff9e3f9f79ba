"""Calls, costs, savings and ratings from the command line."""

from pathlib import Path
from typing import Any

import click

from registry.adoption.commands.group import adoptions
from registry.adoption.vocabulary import BASELINE_KINDS
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@adoptions.command("usage")
@click.argument("adoption")
@click.argument("file", type=FILE, required=False)
@click.option("--from", "first", help="The first day to show")
@click.option("--to", "last", help="The last day to show")
@json_option
@pass_console
def usage(
    console: Console, adoption: str, file: Path | None, first: str | None, last: str | None, as_json: bool
) -> None:
    """Show how much an ADOPTION is called, or report it from a CSV FILE of days and calls."""
    address = f"/adoptions/{adoption}/usage"
    if file is not None:
        taken = console.upload(address, file.read_bytes(), "text/csv")
        days, calls = taken["days"], taken["calls"]
        say_json(taken) if as_json else say(
            f"已登记 {days} 天，{calls} 次。", f"Reported {calls} calls on {days} days."
        )
        return
    found = console.get(address, **given(**{"from": first, "to": last}))
    if as_json:
        say_json(found)
        return
    rows = ((month["month"], str(month["calls"]), str(month["days"])) for month in found["months"])
    show_table(("month", "calls", "days"), rows)


@adoptions.command("cost")
@click.argument("adoption")
@click.option("--baseline", help="What it would have cost without the shared component, such as 120000.00")
@click.option("--actual", help="What it cost")
@click.option("--currency", default="CNY", show_default=True)
@click.option("--baseline-kind", type=click.Choice(BASELINE_KINDS), help="The document the baseline is read from")
@click.option("--evidence", multiple=True, help="A title or an address; as often as there are some")
@click.option("--note")
@json_option
@pass_console
def cost(console: Console, /, adoption: str, evidence: tuple[str, ...], as_json: bool, **told: str | None) -> None:
    """Show what an ADOPTION costs and saves, or say it."""
    address = f"/adoptions/{adoption}/cost"
    if told["baseline"] or told["actual"]:
        found = console.put(address, {**given(**told), "evidence": list(evidence)})
    else:
        found = console.get(address)
    say_json(found) if as_json else show_details(found)


@adoptions.command("decide-cost")
@click.argument("adoption")
@click.argument("decision", type=click.Choice(("verify", "reject")))
@click.option("--note", help="Why; a rejection needs it")
@json_option
@pass_console
def decide_cost(console: Console, adoption: str, decision: str, note: str | None, as_json: bool) -> None:
    """Verify or reject what is said of the cost of an ADOPTION: assessors and administrators."""
    decided = console.post(f"/adoptions/{adoption}/cost/decisions", {"decision": decision, **given(note=note)})
    say_json(decided) if as_json else say(f"费用：{decided['status']}。", f"The cost is {decided['status']}.")


@adoptions.command("rate")
@click.argument("adoption")
@click.argument("stars", type=click.IntRange(1, 5))
@click.option("--comment")
@json_option
@pass_console
def rate(console: Console, adoption: str, stars: int, comment: str | None, as_json: bool) -> None:
    """Rate the component of a live ADOPTION with 1 to 5 STARS, or rate it otherwise than before."""
    rated = console.put(f"/adoptions/{adoption}/rating", {"stars": stars, **given(comment=comment)})
    say_json(rated) if as_json else say(f"已评 {stars} 星。", f"Rated {stars} of 5.")


@adoptions.command("unrate")
@click.argument("adoption")
@json_option
@pass_console
def unrate(console: Console, adoption: str, as_json: bool) -> None:
    """Take the rating of an ADOPTION back."""
    console.delete(f"/adoptions/{adoption}/rating")
    say_json({"adoption": adoption}) if as_json else say("已撤回评分。", "The rating was taken back.")


@click.command()
@click.argument("component", metavar="PUBLISHER/NAME")
@json_option
@pass_console
def ratings(console: Console, component: str, as_json: bool) -> None:
    """Show how those who run a component rate it."""
    found = console.get(f"/components/{component}/ratings", limit=100)
    if as_json:
        say_json(found)
        return
    if found["count"] is None:
        say(f"评分不足 {found['fewer_than']} 个。", f"Fewer than {found['fewer_than']} ratings.")
        return
    say(f"{found['mean']}（{found['count']} 个评分）", f"{found['mean']} ({found['count']} ratings)")
    for said in found["items"]:
        click.echo(f"{'★' * said['stars']} {said['comment'] or ''}")


@click.command()
@click.argument("organisation")
@json_option
@pass_console
def savings(console: Console, organisation: str, as_json: bool) -> None:
    """Show what a city saves by what it uses, as a range with its inputs."""
    found = console.get(f"/organisations/{organisation}/savings")
    if as_json:
        say_json(found)
        return
    click.echo(found["formula"][language()])
    show_table(("component", "status", "low", "high", "counts"), (_part(item) for item in found["items"]))
    totals = found["totals"]
    show_table(("total", "low", "high", "counts"), ((t["currency"], t["low"], t["high"], t["counts"]) for t in totals))


def _part(item: dict[str, Any]) -> tuple[str, ...]:
    return item["component"], item["status"], item["low"], item["high"], f"{item['counts']} {item['currency']}"
