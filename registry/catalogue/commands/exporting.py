"""publiccode.yml out of the registry, and checked without going in."""

from pathlib import Path
from typing import Any

import click

from registry.catalogue.commands.importing import publiccode
from registry.catalogue.publiccode import Diagnostic, read_publiccode
from registry.kit.console import Console, pass_console, say_json


@publiccode.command("export")
@click.argument("name", metavar="PUBLISHER/NAME")
@click.option("--output", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="A file to write")
@click.option("--json", "as_json", is_flag=True)
@pass_console
def export_file(console: Console, name: str, output: Path | None, as_json: bool) -> None:
    """Write a component as publiccode.yml, to FILE or to standard output."""
    content = console.download(f"/publiccode/{name}")
    if output is not None:
        output.write_bytes(content)
    if as_json:
        text = None if output else content.decode()
        say_json({"component": name, "file": str(output) if output else None, "publiccode": text})
    elif output is None:
        click.echo(content, nl=False)
    else:
        click.echo(f"{name} → {output}")


@publiccode.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def check_files(files: tuple[Path, ...], as_json: bool) -> None:
    """Say what is wrong in publiccode.yml files, line by line, and import nothing. Exit code 1 when any is invalid."""
    told: list[dict[str, Any]] = []
    for path in files:
        file = read_publiccode(path.read_bytes())
        told.append({"file": str(path), "verdict": file.verdict, "diagnostics": list(map(_told, file.diagnostics))})
        if not as_json:
            click.echo(f"{path}: {file.verdict}")
            for found in file.diagnostics:
                click.echo(f"  {found.line}: {found.severity}: {found.key}: {found.message}")
    if as_json:
        say_json(told)
    if any(entry["verdict"] == "invalid" for entry in told):
        click.get_current_context().exit(1)


def _told(found: Diagnostic) -> dict[str, Any]:
    return {"line": found.line, "key": found.key, "severity": found.severity, "message": found.message}
