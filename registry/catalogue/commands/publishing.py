"""`publish FILE`: a component and a version of it from one file."""

from pathlib import Path
from typing import Any

import click
import orjson
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from sqlalchemy.orm import Session

from registry.catalogue import actions, queries
from registry.catalogue.describing import checklist
from registry.catalogue.models import Component
from registry.kit.actor import CONSOLE
from registry.kit.console import Console, language, pass_console
from registry.web.wording import load_payload
from schemas.catalogue import VersionPublishSchema
from schemas.description import ComponentRegisterSchema


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check everything, change nothing")
@pass_console
def publish(console: Console, file: Path, dry_run: bool) -> None:
    """Register or update the component that FILE describes, and publish its `version`.

    FILE is JSON or YAML in the words of the API: what POST /components takes, and under `version` what
    POST …/versions takes.
    """
    content = _content(file)
    version = content.pop("version", None)
    payload = load_payload(ComponentRegisterSchema(), content)
    release = load_payload(VersionPublishSchema(), version, "/version") if version is not None else None
    with console.database.open_writing() as session:
        component = _register_or_describe(session, payload)
        if release is not None:
            actions.publish_version(session, CONSOLE, component=component.full_name, **release)
        _tell_checklist(component)
        number = f" {release['number']}" if release else ""
        if dry_run:
            session.rollback()
            click.echo(
                f"Nothing stands in the way of {payload['publisher']}/{payload['name']}{number}; nothing was changed."
            )
            return
        session.commit()
    click.echo(f"{component.full_name}{number} is {component.status}.")


def _content(file: Path) -> dict[str, Any]:
    text = file.read_text(encoding="utf-8")
    try:
        content = orjson.loads(text) if file.suffix == ".json" else YAML(typ="safe", pure=True).load(text)
    except (YAMLError, orjson.JSONDecodeError) as error:
        raise click.UsageError(f"{file}: {error}") from error
    if not isinstance(content, dict):
        raise click.UsageError(f"{file}: an object with the component's fields is needed.")
    return content


def _register_or_describe(session: Session, payload: dict[str, Any]) -> Component:
    full_name = f"{payload['publisher']}/{payload['name']}"
    details = {key: value for key, value in payload.items() if key not in {"publisher", "name"}}
    present = queries.find_component(session, full_name)
    if present is None:
        return actions.register_component(
            session, CONSOLE, publisher=payload["publisher"], name=payload["name"], details=details
        )
    if present.details == details:
        return present
    return actions.describe_component(session, CONSOLE, component=full_name, details=details, expected_tag=present.etag)


def _tell_checklist(component: Component) -> None:
    for item in checklist(component.details):
        if not item.done:
            click.echo(f"  {item.field}: {item.advice.in_language(language())}", err=True)
