"""Importing files: publiccode.yml one by one, components by the thousand."""

import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click
import orjson

from registry.catalogue import actions
from registry.kit.actor import CONSOLE
from registry.kit.console import Console, explain, pass_console, say_json
from registry.kit.errors import Refusal
from registry.web.wording import load_payload
from schemas.catalogue import VersionPublishSchema
from schemas.description import ComponentRegisterSchema

BATCH: Final = 1000
NAMES: Final = frozenset({".yml", ".yaml"})


@click.group()
def publiccode() -> None:
    """publiccode.yml, the metadata standard of public software."""


@publiccode.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--publisher", required=True, help="Slug of the organisation they are entered for")
@click.option("--json", "as_json", is_flag=True)
@pass_console
def import_files(console: Console, paths: tuple[Path, ...], publisher: str, as_json: bool) -> None:
    """Import publiccode.yml files, or all .yml and .yaml files in folders. None is refused; what is wrong is told."""
    told: list[dict[str, Any]] = []
    for file in _files(paths):
        with console.database.writing() as session:
            imported = actions.import_publiccode(session, CONSOLE, publisher=publisher, raw=file.read_bytes())
            name = imported.component.full_name if imported.component else None
            diagnostics, verdict = imported.file.diagnostics, imported.file.verdict
        told.append({"file": str(file), "component": name, "verdict": verdict, "diagnostics": diagnostics})
        if not as_json:
            click.echo(f"{file}: {verdict} → {name or 'kept, but nothing could be made of it'}")
            for found in diagnostics:
                click.echo(f"  {found['line']}: {found['severity']}: {found['key']}: {found['message']}")
    if as_json:
        say_json(told)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix in NAMES and file.is_file())
        else:
            yield path


@click.command("import")
@click.argument("file", type=click.File("rb"))
@pass_console
def import_components(console: Console, file: Any) -> None:
    """Register many components from FILE: a JSON object a line, as POST /components takes it, with a `version` if any.

    Lines that are refused are told with their number and skipped; the others are entered, a thousand a transaction.
    """
    started, entered, refused = time.perf_counter(), 0, 0
    numbered = enumerate(file, start=1)
    while lines := list(islice(numbered, BATCH)):
        entries: list[tuple[int, actions.Entry]] = []
        for number, line in lines:
            try:
                entries.append((number, _entry(line)))
            except orjson.JSONDecodeError as error:
                refused += 1
                click.echo(f"line {number}: {error}", err=True)
            except Refusal as refusal:
                refused += 1
                click.echo(f"line {number}: {explain(refusal)}", err=True)
        with console.database.writing() as session:
            outcomes = actions.register_components(session, CONSOLE, [entry for _, entry in entries])
        for (number, _), outcome in zip(entries, outcomes, strict=True):
            if outcome.refusal is None:
                entered += 1
            else:
                refused += 1
                click.echo(f"line {number}: {explain(outcome.refusal)}", err=True)
    seconds = time.perf_counter() - started
    click.echo(f"{entered} entered, {refused} refused, in {seconds:.1f} s ({entered / seconds:,.0f} a second).")
    if refused:
        click.get_current_context().exit(1)


_COMPONENT = ComponentRegisterSchema()
_VERSION = VersionPublishSchema(exclude=("requires",))


def _entry(line: bytes) -> actions.Entry:
    content = orjson.loads(line)
    version = content.pop("version", None) if isinstance(content, dict) else None
    payload = load_payload(_COMPONENT, content)
    return actions.Entry(
        payload.pop("publisher"),
        payload.pop("name"),
        payload,
        load_payload(_VERSION, version, "/version") if version is not None else None,
    )
