"""`publish FILE`: a component and a version of it from one file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click

from registry.kit.console import Console, Declined, json_option, language, pass_console, say_json
from registry.kit.described import read_described
from registry.kit.terminal import say
from registry.kit.texts import choose
from registry.signing.private import PrivateKey, read_private_key
from schemas.description import DescriptionSchema

DESCRIPTION: Final = frozenset(field.data_key or name for name, field in DescriptionSchema().fields.items())


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing")
@click.option(
    "--sign",
    "private_key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Sign the version with this private key (PEM), which stays here",
)
@click.option("--resolves", multiple=True, metavar="ID", help="Feedback that the version resolves; may be repeated")
@json_option
@pass_console
def publish(
    console: Console,
    file: Path,
    dry_run: bool,
    private_key: Path | None,
    resolves: tuple[str, ...],
    as_json: bool,
) -> None:
    """Register or update the component that FILE describes, and publish its `version`.

    FILE is JSON or YAML in the words of the API: what POST /components takes, and under `version` what
    POST …/versions takes. Everything is checked before anything is changed.
    """
    content = read_described(file, needs="an object with the component's fields is needed.")
    key = read_private_key(private_key) if private_key else None
    checked = console.post("/checks", content)
    _check_resolved(console, content, resolves)
    version = None
    if not dry_run:
        version = _publish(console, content, key)
        for identifier in resolves:
            console.post(f"/feedback/{identifier}/resolution", {"version": version["number"]})
        checked["status"] = console.get(f"/components/{checked['component']}")["status"]
    if as_json:
        say_json(
            {**checked, "version": version or checked["version"], "resolves": list(resolves), "changed": not dry_run}
        )
        return
    _tell(checked, dry_run=dry_run)


def _check_resolved(console: Console, content: Mapping[str, Any], identifiers: tuple[str, ...]) -> None:
    """What the version is said to resolve must be open feedback on this very component: looked up before anything."""
    if identifiers and not content.get("version"):
        raise click.UsageError("--resolves needs a version in the file.")
    component = f"{content['publisher']}/{content['name']}"
    for identifier in identifiers:
        told = console.get(f"/feedback/{identifier}")
        if told["component"] != component or told["status"] != "open":
            raise click.UsageError(f"Feedback {identifier} is {told['status']}, and about {told['component']}.")


def _publish(console: Console, content: Mapping[str, Any], key: PrivateKey | None) -> Any:
    """Register the component or bring its description up to the file, then publish the version, if there is one."""
    described = {key: value for key, value in content.items() if key != "version"}
    address = f"/components/{content['publisher']}/{content['name']}"
    present = _present(console, address)
    if present is None:
        console.post("/components", described)
    elif changes := _changes(present, described):
        console.patch(address, changes)
    version = content.get("version")
    if version is None:
        return None
    return console.post(f"{address}/versions", version if key is None else _signed(console, content, key))


def _signed(console: Console, content: Mapping[str, Any], key: PrivateKey) -> dict[str, Any]:
    """The version with a signature over its first manifest, which the registry tells now the component is there."""
    text = console.post("/checks", content)["version"]["manifest"]
    return {**content["version"], "signature": {"key": key.fingerprint, "signature": key.sign(text.encode())}}


def _present(console: Console, address: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = console.get(address)
    except Declined as refusal:
        if refusal.status == 404:
            return None
        raise
    return {key: value for key, value in found.items() if key in DESCRIPTION}


def _changes(present: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The merge patch that makes the description what the file says: what it no longer says is removed."""
    described = {key: value for key, value in wanted.items() if key in DESCRIPTION}
    return _patch(present, described)


def _patch(present: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {key: None for key in present if key not in wanted}
    for key, value in wanted.items():
        old = present.get(key)
        if isinstance(value, dict) and isinstance(old, dict):
            if below := _patch(old, value):
                changes[key] = below
        elif value != old:
            changes[key] = value
    return changes


def _tell(checked: Mapping[str, Any], *, dry_run: bool) -> None:
    for item in checked["checklist"]:
        if not item["done"]:
            click.echo(f"  {item['field']}: {choose(item['advice'], language())}", err=True)
    for warning in checked["warnings"]:
        click.echo(f"  {warning['pointer']}: {choose(warning['detail'], language())}", err=True)
    number = f" {checked['version']['number']}" if checked["version"] else ""
    name = f"{checked['component']}{number}"
    if dry_run:
        say(f"{name} 可以发布；未作任何更改。", f"Nothing stands in the way of {name}; nothing was changed.")
    else:
        say(f"{name} 现为 {checked['status']}。", f"{name} is {checked['status']}.")
