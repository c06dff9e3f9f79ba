"""Evidence and confirmations from the command line."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from registry.adoption.vocabulary import EVIDENCE_KINDS
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.sending import digest_of
from registry.kit.terminal import say, show_table, transfer_bar


@click.group()
def evidence() -> None:
    """What proves adoptions: files, links and statements."""


@evidence.command("list")
@click.argument("adoption")
@json_option
@pass_console
def list_evidence(console: Console, adoption: str, as_json: bool) -> None:
    """List what proves an adoption."""
    found = list(console.items(f"/adoptions/{adoption}/evidence"))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["kind"], row["status"], row["title"] or row["filename"] or row["url"] or "") for row in found
    )
    show_table(("id", "kind", "status", "what"), rows)


@evidence.command()
@click.argument("adoption")
@click.option("--kind", type=click.Choice(EVIDENCE_KINDS), required=True)
@click.option("--title", help="What it is, or what you state")
@click.option("--url", help="Where it is published; nobody fetches it")
@click.option("--digest", "sha256", help="SHA-256 of a file that you keep, in hexadecimal digits")
@json_option
@pass_console
def add(console: Console, /, adoption: str, as_json: bool, **piece: str | None) -> None:
    """Add a link or a statement."""
    _say(console.post(f"/adoptions/{adoption}/evidence", given(**piece)), as_json)


@evidence.command()
@click.argument("adoption")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--kind", type=click.Choice(EVIDENCE_KINDS), default="other", show_default=True)
@click.option("--title")
@json_option
@pass_console
def upload(console: Console, adoption: str, file: Path, kind: str, title: str | None, as_json: bool) -> None:
    """Add a file under its own name. Sending it again is harmless."""
    place = f"/adoptions/{adoption}/evidence/{quote(file.name, safe='')}"
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    with transfer_bar(file.name, file.stat().st_size) as watch:
        kept = console.put_file(
            place, file, digest=digest_of(file), media_type=media_type, watch=watch, kind=kind, title=title
        )
    _say(kept, as_json)


@evidence.command()
@click.argument("adoption")
@click.argument("evidence_id", metavar="EVIDENCE")
@click.argument("decision", type=click.Choice(("accept", "reject")))
@click.option("--note")
@json_option
@pass_console
def decide(console: Console, adoption: str, evidence_id: str, decision: str, note: str | None, as_json: bool) -> None:
    """Accept or reject a piece of evidence, for somebody else than who adopted."""
    body = {"decision": decision, **given(note=note)}
    _say(console.post(f"/adoptions/{adoption}/evidence/{evidence_id}/decisions", body), as_json)


def _say(piece: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(piece)
    else:
        say(f"佐证 {piece['id']}：{piece['status']}。", f"Evidence {piece['id']} is {piece['status']}.")


@click.group()
def confirmations() -> None:
    """Another side's word on adoptions: that they are so, or not."""


@confirmations.command("list")
@click.argument("adoption")
@json_option
@pass_console
def list_confirmations(console: Console, adoption: str, as_json: bool) -> None:
    """List who confirmed or disputed an adoption."""
    found = list(console.items(f"/adoptions/{adoption}/confirmations"))
    if as_json:
        say_json(found)
        return
    rows = (
        (row["id"], row["organisation"], row["confirmer"], "withdrawn" if row["withdrawn_at"] else row["verdict"])
        for row in found
    )
    show_table(("id", "organisation", "as", "verdict"), rows)


@confirmations.command("add")
@click.argument("adoption")
@click.option("--dispute", is_flag=True, help="Say that it is not so")
@click.option("--version", help="The version you saw run")
@click.option("--note")
@json_option
@pass_console
def confirm(
    console: Console, adoption: str, dispute: bool, version: str | None, note: str | None, as_json: bool
) -> None:
    """Confirm an adoption, or dispute it: its publisher, an assessor or an administrator."""
    body = {"verdict": "disputed" if dispute else "confirmed", **given(version=version, note=note)}
    _say_word(console.post(f"/adoptions/{adoption}/confirmations", body), as_json)


@confirmations.command()
@click.argument("adoption")
@click.argument("confirmation")
@click.option("--reason", required=True)
@json_option
@pass_console
def withdraw(console: Console, adoption: str, confirmation: str, reason: str, as_json: bool) -> None:
    """Take a word back."""
    place = f"/adoptions/{adoption}/confirmations/{confirmation}/withdrawal"
    _say_word(console.post(place, {"reason": reason}), as_json)


def _say_word(word: dict[str, Any], as_json: bool) -> None:
    if as_json:
        say_json(word)
        return
    withdrawn = word["withdrawn_at"] is not None
    click.echo(f"{word['id']}: {word['organisation']} {'withdrew' if withdrawn else word['verdict']}")
