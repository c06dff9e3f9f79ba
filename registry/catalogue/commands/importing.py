"""Importing publiccode.yml files, one or folders of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import click

from registry.kit.console import Console, Declined, json_option, pass_console, say_json
from registry.kit.terminal import say, with_progress

NAMES: Final = frozenset({".yml", ".yaml"})
ABOUT_THE_FILE: Final = frozenset({400, 413, 422})
"""Refusals that are about one file: the next may be accepted."""


@click.group()
def publiccode() -> None:
    """publiccode.yml, the metadata standard of public software."""


@publiccode.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--publisher", required=True, help="Slug of the organisation they are entered for")
@json_option
@pass_console
def import_files(console: Console, paths: tuple[Path, ...], publisher: str, as_json: bool) -> None:
    """Import publiccode.yml files, or all .yml and .yaml files in folders. None is refused; what is wrong is told."""
    files = list(_files(paths))
    told = []
    for file in with_progress(files, "publiccode", total=len(files)):
        told.append(_imported(console, file, publisher))
        if not as_json:
            _tell(told[-1])
    if as_json:
        say_json(told)
    if any(entry["verdict"] == "refused" for entry in told):
        click.get_current_context().exit(1)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix in NAMES and file.is_file())
        else:
            yield path


def _imported(console: Console, file: Path, publisher: str) -> dict[str, Any]:
    try:
        answer = console.upload("/publiccode", file.read_bytes(), "application/yaml", publisher=publisher)
    except Declined as refusal:
        if refusal.status not in ABOUT_THE_FILE:
            raise
        answer = {"component": None, "verdict": "refused", "diagnostics": [], "detail": refusal.explain()}
    return {"file": str(file), **{name: value for name, value in answer.items() if name != "id"}}


def _tell(told: dict[str, Any]) -> None:
    file, verdict, component = told["file"], told["verdict"], told["component"]
    if verdict == "refused":
        click.echo(f"{file}: {told['detail']}", err=True)
        return
    say(
        f"{file}: {verdict} → {component or '已保存，但无法据以建立组件'}",
        f"{file}: {verdict} → {component or 'kept, but nothing could be made of it'}",
    )
    for found in told["diagnostics"]:
        click.echo(f"  {found['line']}: {found['severity']}: {found['key']}: {found['message']}")
