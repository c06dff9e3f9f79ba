"""`stage` and `staged`: what waits for a person's approval."""

import mimetypes
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import click

from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.described import read_described
from registry.kit.sending import digest_of
from registry.kit.terminal import say, with_progress

NAME: Final = click.argument("name", metavar="PUBLISHER/NAME")
STAGED_ID: Final = click.argument("staged_id", type=click.UUID)
OCTETS: Final = "application/octet-stream"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--artifact",
    "artifacts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of the version; repeat for more",
)
@json_option
@pass_console
def stage(console: Console, file: Path, artifacts: tuple[Path, ...], as_json: bool) -> None:
    """Stage the version that FILE describes, with its files, for a person's approval.

    FILE is the one that `publish` takes; only its `version` is staged, the component must be registered.
    """
    content = read_described(file, needs="an object with `publisher`, `name` and `version` is needed.")
    if not all(content.get(field) for field in ("publisher", "name", "version")):
        raise click.UsageError(f"{file}: `publisher`, `name` and `version` are needed.")
    address = f"/components/{content['publisher']}/{content['name']}/staged"
    staged = console.post(address, content["version"])
    for artifact in with_progress(artifacts, "staging", total=len(artifacts)):
        staged = _put(console, f"{address}/{staged['id']}", artifact)
    if as_json:
        say_json(staged)
        return
    say(
        f"{staged['component']} {staged['number']} 等待批准，编号 {staged['id']}。",
        f"{staged['component']} {staged['number']} waits for approval as {staged['id']}.",
    )


def _put(console: Console, address: str, file: Path) -> Any:
    media_type = mimetypes.guess_type(file.name)[0] or OCTETS
    return console.put_file(
        f"{address}/artifacts/{quote(file.name)}",
        file,
        digest=digest_of(file),
        media_type=media_type,
        watch=lambda size: None,
    )


@click.group()
def staged() -> None:
    """Versions that wait for a person's approval."""


@staged.command("list")
@click.argument("of", metavar="ORGANISATION|PUBLISHER/NAME")
@click.option("--status", type=click.Choice(("staged", "approved", "rejected", "expired")))
@json_option
@pass_console
def list_staged(console: Console, of: str, status: str | None, as_json: bool) -> None:
    """List what was staged, of an organisation's components or of one of them, the newest first."""
    address = f"/components/{of}/staged" if "/" in of else f"/organisations/{of}/staged"
    found = list(console.items(address, status=status))
    if as_json:
        say_json(found)
        return
    for row in found:
        click.echo(f"{row['id']}  {row['component']} {row['number']}  {row['status']}  {_maker(row)}".rstrip())


@staged.command("show")
@NAME
@STAGED_ID
@json_option
@pass_console
def show_staged(console: Console, name: str, staged_id: Any, as_json: bool) -> None:
    """Show what was staged as STAGED_ID: who made it, what it needs, its files with their digests."""
    document = console.get(f"/components/{name}/staged/{staged_id}")
    if as_json:
        say_json(document)
        return
    click.echo(f"{document['component']} {document['number']}  {document['status']}  {_maker(document)}".rstrip())
    for need in document["version"].get("requires", ()):
        click.echo(f"  {need['component']} {need['specifier']}".rstrip())
    for file in document["artifacts"]:
        click.echo(f"  {file['filename']}  {file['size']}  {file['digest']}")


@staged.command("approve")
@NAME
@STAGED_ID
@click.option("--reasons", help="Your own people will read them")
@json_option
@pass_console
def approve(console: Console, name: str, staged_id: Any, reasons: str | None, as_json: bool) -> None:
    """Publish what was staged as STAGED_ID. Not with the token that staged it, nor with a machine's."""
    document = console.post(f"/components/{name}/staged/{staged_id}/approval", given(reasons=reasons))
    if as_json:
        say_json(document)
    else:
        say(f"已发布 {name} {document['number']}。", f"{name} {document['number']} is published.")


@staged.command("reject")
@NAME
@STAGED_ID
@click.option("--reasons", required=True, help="Your own people will read them")
@json_option
@pass_console
def reject(console: Console, name: str, staged_id: Any, reasons: str, as_json: bool) -> None:
    """Let what was staged as STAGED_ID wait no more. Its number stays free."""
    document = console.post(f"/components/{name}/staged/{staged_id}/rejection", {"reasons": reasons})
    if as_json:
        say_json(document)
    else:
        say(f"已驳回 {name} {document['number']}。", f"{name} {document['number']} is rejected.")


def _maker(row: dict[str, Any]) -> str:
    """The machine that made it, as its provider said."""
    claims = row["origin"]["claims"] if row["origin"] else {}
    said = (claims.get("repository") or claims.get("project_path") or claims.get("sub"), claims.get("sha"))
    return " ".join(word for word in said if word)
