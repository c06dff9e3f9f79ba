"""Standards, and claims to conform to them, from the command line."""

from typing import Any

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table
from registry.kit.texts import choose
from registry.standards.codes import slug_of
from registry.standards.vocabulary import KINDS, STATUSES


@click.group()
def standards() -> None:
    """Standards, and what claims to conform to them."""


@standards.command("list")
@click.argument("words", nargs=-1)
@click.option("--kind", type=click.Choice(KINDS))
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--domain", help="Code of a domain, such as A4")
@json_option
@pass_console
def list_all(console: Console, /, words: tuple[str, ...], as_json: bool, **filters: str | None) -> None:
    """List standards; WORDS are looked for in codes, titles and scopes."""
    found = list(console.items("/standards", q=" ".join(words) or None, **filters))
    if as_json:
        say_json(found)
        return
    rows = ((entry["code"], entry["status"], choose(entry["title"], language())) for entry in found)
    show_table(("code", "status", "title"), rows)


@standards.command()
@click.argument("code")
@json_option
@pass_console
def show(console: Console, code: str, as_json: bool) -> None:
    """Show a standard with what replaced it; CODE with its year, in any spelling."""
    found = console.get(f"/standards/{slug_of(code)}")
    say_json(found) if as_json else show_details(found)


@standards.command()
@click.argument("code")
@click.option("--kind", type=click.Choice(KINDS), required=True)
@click.option("--title-zh")
@click.option("--title-en")
@click.option("--status", type=click.Choice(STATUSES))
@click.option("--replaced-by", help="Code of the standard that replaced it")
@click.option("--link", "url", help="Where its text or description is")
@json_option
@pass_console
def add(
    console: Console, /, code: str, title_zh: str | None, title_en: str | None, as_json: bool, **more: str | None
) -> None:
    """Enter the standard CODE."""
    title = given(zh=title_zh, en=title_en)
    if not title:
        raise click.UsageError("Give the title: --title-zh, --title-en or both.")
    entered = console.post("/standards", {"code": code, "title": title, **given(**more)})
    if as_json:
        say_json(entered)
    else:
        say(f"已登记标准 {entered['code']}（{entered['slug']}）。", f"Entered {entered['code']} as {entered['slug']}.")


@standards.command()
@click.argument("component")
@click.argument("number")
@click.argument("code")
@click.option("--clauses", help="Which clauses, where not all")
@click.option("--report-title", help="Title of the test report")
@click.option("--report-link", help="Where the report is")
@json_option
@pass_console
def claim(
    console: Console,
    component: str,
    number: str,
    code: str,
    clauses: str | None,
    report_title: str | None,
    report_link: str | None,
    as_json: bool,
) -> None:
    """Claim that version NUMBER of COMPONENT conforms to the standard CODE."""
    report = _report(report_title, report_link)
    made = console.post(_place(component, number), given(standard=code, clauses=clauses, report=report))
    _tell(made, as_json=as_json)


@standards.command()
@click.argument("component")
@click.argument("number")
@click.argument("code")
@click.option("--reject", is_flag=True, help="It does not conform; needs a note")
@click.option("--note", help="What was found")
@click.option("--verifier", help="Slug of the assessor whose finding is entered")
@click.option("--report-title", help="Title of the verifier's report")
@click.option("--report-link", help="Where that report is")
@json_option
@pass_console
def verify(
    console: Console,
    component: str,
    number: str,
    code: str,
    reject: bool,
    note: str | None,
    verifier: str | None,
    report_title: str | None,
    report_link: str | None,
    as_json: bool,
) -> None:
    """Say that version NUMBER of COMPONENT conforms to the standard CODE, as was claimed, or reject the claim."""
    place = _place(component, number)
    claims = [row for row in console.items(place) if slug_of(code) in (row["standard"], slug_of(row["code"]))]
    if not claims:
        raise click.UsageError(f"{component} {number} claims no conformance to {code}.")
    decision = "rejected" if reject else "verified"
    report = _report(report_title, report_link)
    body = given(decision=decision, note=note, verifier=verifier, report=report)
    _tell(console.post(f"{place}/{claims[0]['id']}/verification", body), as_json=as_json)


def _place(component: str, number: str) -> str:
    return f"/components/{component}/versions/{number}/conformance"


def _report(title: str | None, link: str | None) -> dict[str, Any] | None:
    if link and not title:
        raise click.UsageError("A report needs its title: --report-title.")
    return given(title=title, url=link) or None


def _tell(claimed: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say_json(claimed)
        return
    named = f"{claimed['component']} {claimed['version']}, {claimed['code']}"
    say(f"{named}：{claimed['status']}。", f"{named}: {claimed['status']}.")
