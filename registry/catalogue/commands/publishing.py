"""`publish FILE`: a component and a version of it from one file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click
import orjson
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from registry.kit.console import Console, Declined, json_option, language, pass_console, say_json
from registry.kit.terminal import say
from registry.kit.texts import choose
from schemas.description import DescriptionSchema

DESCRIPTION: Final = frozenset(field.data_key or name for name, field in DescriptionSchema().fields.items())


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing")
@json_option
@pass_console
def publish(console: Console, file: Path, dry_run: bool, as_json: bool) -> None:
    """Register or update the component that FILE describes, and publish its `version`.

    FILE is JSON or YAML in the words of the API: what POST /components takes, and under `version` what
    POST …/versions takes. Everything is checked before anything is changed.
    """
    content = _content(file)
    checked = console.post("/checks", content)
    version = None
    if not dry_run:
        version = _publish(console, content)
        checked["status"] = console.get(f"/components/{checked['component']}")["status"]
    if as_json:
        say_json({**checked, "version": version or checked["version"], "changed": not dry_run})
        return
    _tell(checked, dry_run=dry_run)


def _content(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        content = orjson.loads(text) if file.suffix == ".json" else YAML(typ="safe", pure=True).load(text)
        # Days that YAML reads as such are texts on the wire.
        content = orjson.loads(orjson.dumps(content))
    except (YAMLError, ValueError, TypeError) as error:
        raise click.UsageError(f"{file}: {error}") from error
    if not isinstance(content, dict):
        raise click.UsageError(f"{file}: an object with the component's fields is needed.")
    return content


def _publish(console: Console, content: Mapping[str, Any]) -> Any:
    """Register the component or bring its description up to the file, then publish the version, if there is one."""
    described = {key: value for key, value in content.items() if key != "version"}
    address = f"/components/{content['publisher']}/{content['name']}"
    present = _present(console, address)
    if present is None:
        console.post("/components", described)
    elif changes := _changes(present, described):
        console.patch(address, changes)
    version = content.get("version")
    return None if version is None else console.post(f"{address}/versions", version)


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
    number = f" {checked['version']['number']}" if checked["version"] else ""
    name = f"{checked['component']}{number}"
    if dry_run:
        say(f"{name} 可以发布；未作任何更改。", f"Nothing stands in the way of {name}; nothing was changed.")
    else:
        say(f"{name} 现为 {checked['status']}。", f"{name} is {checked['status']}.")
