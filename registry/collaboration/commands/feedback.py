"""What adopters say of components, from the command line."""

from typing import Any

import click

from registry.collaboration.vocabulary import FEEDBACK_KINDS, FEEDBACK_STATUSES
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table


@click.group()
def feedback() -> None:
    """Defects, wishes and questions about components, and what their publishers answer."""


@feedback.command()
@click.argument("component")
@click.option("--kind", type=click.Choice(FEEDBACK_KINDS), default="defect", show_default=True)
@click.option("--title", required=True, help="In one line")
@click.option("--body", help="What happens, and what should happen")
@click.option("--body-file", type=click.File(encoding="utf-8"), help="The same from a file, - for standard input")
@click.option("--version", "version", help="The version it is about")
@click.option("--credit", help="Whom release notes thank besides the organisation")
@click.option("--organisation", help="Slug of who says it; needed at the registry's own console")
@json_option
@pass_console
def add(
    console: Console, /, component: str, body: str | None, body_file: Any | None, as_json: bool, **options: str | None
) -> None:
    """Tell the publisher of COMPONENT. Everybody who sees the component reads it."""
    told = body_file.read() if body_file else body
    _tell(console.post("/feedback", {"component": component, **given(body=told, **options)}), as_json=as_json)


@feedback.command("list")
@click.option("--component")
@click.option("--organisation", help="Slug of who said it")
@click.option("--status", type=click.Choice(FEEDBACK_STATUSES))
@click.option("--kind", type=click.Choice(FEEDBACK_KINDS))
@json_option
@pass_console
def list_all(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """List what was said, the newest first."""
    found = list(console.items("/feedback", **filters))
    if as_json:
        say_json(found)
        return
    rows = ((row["id"], row["component"], row["kind"], row["status"], row["title"]) for row in found)
    show_table(("id", "component", "kind", "status", "title"), rows)


@feedback.command()
@click.argument("identifier", metavar="ID")
@json_option
@pass_console
def show(console: Console, identifier: str, as_json: bool) -> None:
    """Show a piece of feedback with its answer."""
    found = console.get(_place(identifier))
    say_json(found) if as_json else show_details(found)


@feedback.command()
@click.argument("identifier", metavar="ID")
@click.argument("version")
@click.option("--answer", help="What to say to who reported it")
@json_option
@pass_console
def resolve(console: Console, identifier: str, version: str, answer: str | None, as_json: bool) -> None:
    """Say that the published VERSION resolves it: its release notes thank who reported it."""
    _tell(
        console.post(f"{_place(identifier)}/resolution", {"version": version, **given(answer=answer)}), as_json=as_json
    )


@feedback.command()
@click.argument("identifier", metavar="ID")
@click.option("--answer", required=True, help="What to say for now")
@json_option
@pass_console
def answer(console: Console, identifier: str, answer: str, as_json: bool) -> None:
    """Answer what stays open: a first answer is owed within five working days."""
    _tell(console.post(f"{_place(identifier)}/answer", {"answer": answer}), as_json=as_json)


@feedback.command()
@click.argument("identifier", metavar="ID")
@click.option("--answer", required=True, help="Why nothing will be done about it")
@json_option
@pass_console
def decline(console: Console, identifier: str, answer: str, as_json: bool) -> None:
    """Say why nothing will be done about it."""
    _tell(console.post(f"{_place(identifier)}/refusal", {"answer": answer}), as_json=as_json)


@feedback.command()
@click.argument("identifier", metavar="ID")
@json_option
@pass_console
def reopen(console: Console, identifier: str, as_json: bool) -> None:
    """Take back that it is resolved or declined."""
    place = _place(identifier)
    ending = "refusal" if console.get(place)["status"] == "declined" else "resolution"
    _tell(console.delete(f"{place}/{ending}"), as_json=as_json)


@click.command("release-notes")
@click.argument("component")
@click.argument("number", metavar="VERSION", default="latest")
@json_option
@pass_console
def release_notes(console: Console, component: str, number: str, as_json: bool) -> None:
    """Show what a version says of itself, what it resolves, and whom it thanks."""
    found = console.get(f"/components/{component}/versions/{number}/release-notes")
    say_json(found) if as_json else show_details(found)


def _place(identifier: str) -> str:
    return f"/feedback/{identifier}"


def _tell(found: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say_json(found)
    else:
        say(f"反馈 {found['id']}：{found['status']}。", f"Feedback {found['id']} is {found['status']}.")
