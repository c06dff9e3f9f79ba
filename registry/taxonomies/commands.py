"""Taxonomies from the command line."""

from pathlib import Path
from typing import Any

import click
import orjson
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose


@click.group()
def taxonomies() -> None:
    """What components are classed by."""


@taxonomies.command("list")
@json_option
@pass_console
def list_all(console: Console, as_json: bool) -> None:
    """List the taxonomies with their edition in force."""
    found = list(console.items("/taxonomies"))
    if as_json:
        say_json(found)
        return
    rows = (
        (entry["code"], choose(entry["name"], language()), entry["edition"] or "–", str(len(entry["concepts"])))
        for entry in found
    )
    show_table(("code", "name", "edition", "concepts"), rows)


@taxonomies.command()
@click.argument("code")
@click.option("--edition", help="Another edition than the one in force")
@json_option
@pass_console
def show(console: Console, code: str, edition: str | None, as_json: bool) -> None:
    """Show the concepts of the taxonomy CODE."""
    found = console.get(f"/taxonomies/{code}", edition=edition)
    if as_json:
        say_json(found)
        return
    rows = ((entry["code"], choose(entry["name"], language())) for entry in found["concepts"])
    show_table(("code", "name"), rows, title=f"{choose(found['name'], language())} {found['edition'] or ''}".strip())


@taxonomies.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_console
def release(console: Console, file: Path, as_json: bool) -> None:
    """Draft the edition that FILE describes.

    FILE is JSON or YAML: `taxonomy`, its code, and beside it what POST /taxonomies/{code}/releases takes.
    """
    content = _content(file)
    drafted = console.post(f"/taxonomies/{content.pop('taxonomy')}/releases", content)
    if as_json:
        say_json(drafted)
        return
    edition, code = drafted["edition"], drafted["taxonomy"]
    say(
        f"已拟定“{code}”的 {edition} 版，共 {drafted['concept_count']} 个概念；"
        f"启用：taxonomies activate {code} {edition}",
        f"Drafted edition {edition} of {code} with {drafted['concept_count']} concepts. "
        f"To bring it into force: taxonomies activate {code} {edition}",
    )


@taxonomies.command()
@click.argument("code")
@click.argument("edition")
@json_option
@pass_console
def activate(console: Console, code: str, edition: str, as_json: bool) -> None:
    """Bring a drafted EDITION of the taxonomy CODE into force, and move every component that uses what is gone."""
    done = console.post(f"/taxonomies/{code}/releases/{edition}/activation")
    if as_json:
        say_json(done)
        return
    say(
        f"“{code}”现行版本为 {edition}；已重新归类 {done['components']} 个组件。",
        f"Edition {edition} of {code} is in force; components classed anew: {done['components']}.",
    )


def _content(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8")
        content = orjson.loads(text) if file.suffix == ".json" else YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError) as error:
        raise click.UsageError(f"{file}: {error}") from error
    if not isinstance(content, dict) or not isinstance(content.get("taxonomy"), str):
        raise click.UsageError(f"{file}: an object with `taxonomy` and the fields of an edition is needed.")
    return content
