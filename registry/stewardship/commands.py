"""Stewardship from the command line: what becomes of a component, step by step, and what waits."""

from collections.abc import Callable
from typing import Any, Final

import click

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import show_table
from registry.kit.texts import choose

NAME: Final = click.argument("name", metavar="PUBLISHER/NAME")
REASONS: Final = click.option(
    "--reasons", required=True, help="What is to be corrected; publisher and preparer read it"
)


def _say(component: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(component)
    else:
        click.echo(f"{component['publisher']}/{component['name']} is {component['status']}.")


def _step(word: str, address: str, body: dict[str, Any] | None, told: str) -> click.Command:
    """A command that asks for one step of a component's life, and says its status afterwards."""

    @click.command(word, help=told)
    @NAME
    @json_option
    @pass_console
    def command(console: Console, name: str, as_json: bool) -> None:
        _say(console.post(f"/components/{name}/{address}", body), as_json)

    return command


def _returning(word: str, address: str, told: str) -> click.Command:
    """The same for a step that says why."""

    @click.command(word, help=told)
    @NAME
    @REASONS
    @json_option
    @pass_console
    def command(console: Console, name: str, reasons: str, as_json: bool) -> None:
        _say(console.post(f"/components/{name}/{address}", {"decision": "return", "reasons": reasons}), as_json)

    return command


@click.command()
@NAME
@click.argument("into", metavar="INTO")
@json_option
@pass_console
def merge(console: Console, name: str, into: str, as_json: bool) -> None:
    """Merge a component into another: its name leads there, and what hung on it moves."""
    component = console.post(f"/components/{name}/merge", {"into": into})
    if as_json:
        say_json(component)
    else:
        click.echo(f"{name} leads to {component['publisher']}/{component['name']} now.")


@click.command()
@NAME
@click.option("--to", help="Offer it to this city or authority")
@click.option("--accept", "word", flag_value="accept", help="Accept what is offered to you")
@click.option("--decline", "word", flag_value="decline", help="Decline it")
@click.option("--withdraw", "word", flag_value="withdraw", help="Take your offer back")
@json_option
@pass_console
def transfer(console: Console, name: str, to: str | None, word: str | None, as_json: bool) -> None:
    """Hand a component over with the consent of both sides; without an option, show how far that is."""
    if to is not None and word is not None:
        raise click.UsageError("Give one of --to, --accept, --decline and --withdraw.")
    address = f"/components/{name}/transfer"
    acts: dict[str | None, Callable[[], Any]] = {
        "accept": lambda: console.post(address, {"accept": True}),
        "decline": lambda: console.post(address, {"accept": False}),
        "withdraw": lambda: console.delete(address),
        None: lambda: console.post(address, {"to": to}) if to else console.get(address),
    }
    found = acts[word]()
    if found is None:
        found = console.get(address)
    if as_json:
        say_json(found)
    else:
        click.echo(f"{found['component']}: {found['from']} → {found['to']}, {found['status']}.")


@click.command("propose")
@NAME
@click.option("--title-zh")
@click.option("--title-en")
@click.option("--summary-zh")
@click.option("--summary-en")
@click.option("--kind", required=True)
@click.option("--license", "license_", help="SPDX expression, if you know it")
@json_option
@pass_console
def propose(
    console: Console,
    name: str,
    title_zh: str | None,
    title_en: str | None,
    summary_zh: str | None,
    summary_en: str | None,
    kind: str,
    license_: str | None,
    as_json: bool,
) -> None:
    """Enter a component that is missing, as a draft that everybody sees."""
    publisher, _, own = name.partition("/")
    texts = {"title": {"zh": title_zh, "en": title_en}, "summary": {"zh": summary_zh, "en": summary_en}}
    body: dict[str, Any] = {"publisher": publisher, "name": own, "kind": kind}
    body |= {field: {tag: text for tag, text in both.items() if text} for field, both in texts.items()}
    body |= {"license": license_} if license_ else {}
    _say(console.post("/components/drafts", body), as_json)


stewarding: Final = (
    _step("submit", "submission", None, "Hand a draft in: to its owner, to the reviewer, or into the catalogue."),
    _step("sign-off", "sign-off", {"decision": "sign"}, "Sign what an entity has prepared for you."),
    _returning("give-back", "sign-off", "Return to the entity what it has prepared for you, with reasons."),
    _step("list", "listing", {"decision": "list"}, "List a component that was submitted, or a visible draft."),
    _returning("return", "listing", "Return what was submitted, with reasons."),
    _step("confirm", "confirmation", None, "Confirm for another year that what is listed still holds."),
    _step("take-over", "takeover", None, "Make what others entered in your place your own draft."),
    propose,
    transfer,
    merge,
)
"""Commands of the group `components`."""


@click.command()
@click.option("--kind", help="Only these: sign_off, listing, proposal, returned, confirmation, transfer, supplier")
@json_option
@pass_console
def reviews(console: Console, kind: str | None, as_json: bool) -> None:
    """List what waits for you, the oldest first."""
    found = list(console.items("/reviews", kind=kind))
    if as_json:
        say_json(found)
        return
    rows = (
        (item["kind"], item["component"], item["since"][:10], item["due_on"] or "", choose(item["title"], language()))
        for item in found
    )
    show_table(("waits for", "component", "since", "due", "title"), rows)
