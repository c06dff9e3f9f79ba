"""Adding files to a version, and naming what is kept elsewhere."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from registry.artifacts.vocabulary import ROLES
from registry.kit.console import Console, given, json_option, pass_console, say_json
from registry.kit.sending import digest_of
from registry.kit.terminal import say, show_table, transfer_bar


@click.group()
def artifacts() -> None:
    """What versions consist of: files, and what is kept elsewhere."""


def version_place(component: str, number: str) -> str:
    return f"/components/{component}/versions/{number}"


def artifact_place(component: str, number: str, filename: str) -> str:
    return f"{version_place(component, number)}/artifacts/{quote(filename, safe='')}"


@artifacts.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--role", type=click.Choice(ROLES), help="What they are for; guessed from their names unless said")
@json_option
@pass_console
def add(
    console: Console, component: str, number: str, files: tuple[Path, ...], role: str | None, as_json: bool
) -> None:
    """Add FILES to a published version, under their own names and for ever.

    A file that is there already with the same content is passed over, so that a broken-off command can be repeated.
    """
    added = [_put(console, component, number, file, role) for file in files]
    if as_json:
        say_json(added)
        return
    for row in added:
        click.echo(f"{row['filename']}  {row['digest']}")


def _put(console: Console, component: str, number: str, file: Path, role: str | None) -> dict[str, Any]:
    digest = digest_of(file)
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    place = artifact_place(component, number, file.name)
    with transfer_bar(file.name, file.stat().st_size) as watch:
        answer: dict[str, Any] = console.put_file(
            place, file, digest=digest, media_type=media_type, watch=watch, role=role
        )
    return answer


@artifacts.command("list")
@click.argument("component")
@click.argument("number", metavar="VERSION")
@json_option
@pass_console
def list_all(console: Console, component: str, number: str, as_json: bool) -> None:
    """List what a version consists of."""
    found = list(console.items(f"{version_place(component, number)}/artifacts"))
    if as_json:
        say_json(found)
        return
    rows = (
        (
            row["filename"],
            row["role"],
            "" if row["size"] is None else str(row["size"]),
            row["digest"],
            "removed" if row["removed"] else row["location"] or "",
        )
        for row in found
    )
    show_table(("filename", "role", "size", "digest", "elsewhere"), rows)


@artifacts.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.argument("filename")
@click.argument("location")
@click.option("--digest", required=True, help="SHA-256 of what is there: sha256:…")
@click.option("--role", type=click.Choice(ROLES), default="package", show_default=True)
@click.option("--size", type=click.IntRange(min=0), help="Bytes")
@click.option("--media-type")
@json_option
@pass_console
def refer(console: Console, /, component: str, number: str, as_json: bool, **reference: Any) -> None:
    """Name what is kept elsewhere as FILENAME: an OCI image, a git tag, a package URL or an https address.

    LOCATION is registry/repository:tag@sha256:…, git+https://host/repository@tag#commit, pkg:type/name@version or
    https://…
    """
    named = console.post(f"{version_place(component, number)}/references", given(**reference))
    if as_json:
        say_json(named)
    else:
        say(f"已加入 {named['filename']}。", f"Added {named['filename']}.")
