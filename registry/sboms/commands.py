"""Bills of materials, and who ships a package, from the command line."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import click

from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.sending import digest_of
from registry.kit.terminal import say, show_table, transfer_bar
from registry.kit.texts import choose

TYPE = "application/vnd.cyclonedx+json"


@click.group()
def sbom() -> None:
    """Bills of materials: what versions are made of."""


@sbom.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@pass_console
def add(console: Console, component: str, number: str, file: Path, as_json: bool) -> None:
    """Add the CycloneDX document FILE (JSON) to a published version, under its own name and for ever."""
    place = f"{_place(component, number)}/{quote(file.name, safe='')}"
    with transfer_bar(file.name, file.stat().st_size) as watch:
        added = console.put_file(place, file, digest=digest_of(file), media_type=TYPE, watch=watch)
    _tell(added, as_json=as_json)


@sbom.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.argument("filename")
@json_option
@pass_console
def index(console: Console, component: str, number: str, filename: str, as_json: bool) -> None:
    """Read FILENAME, which is among the artifacts of a version, as a bill of materials."""
    _tell(console.post(_place(component, number), {"artifact": filename}), as_json=as_json)


@sbom.command()
@click.argument("component")
@click.argument("number", metavar="VERSION")
@click.option("--packages", "with_packages", is_flag=True, help="List every package")
@json_option
@pass_console
def show(console: Console, component: str, number: str, with_packages: bool, as_json: bool) -> None:
    """Show what a version is made of, and which licences do not fit its own."""
    place = _place(component, number)
    found = list(console.items(place))
    if with_packages:
        for row in found:
            row["listed"] = list(console.items(f"{place}/{row['id']}/packages"))
    if as_json:
        say_json(found)
        return
    for row in found:
        _say_sbom(row)
        _show_packages(row.get("listed", ()))
    if not found:
        say("该版本没有软件物料清单。", "This version has no bill of materials.")


@click.command()
@click.argument("name", required=False)
@click.option("--version", "number", help="2.14, 2.14.* or <2.15")
@click.option("--group", help="Such as org.apache.logging.log4j")
@click.option("--license", help="SPDX id of a licence")
@json_option
@pass_console
def packages(
    console: Console, name: str | None, number: str | None, group: str | None, license: str | None, as_json: bool
) -> None:
    """List which versions of which components ship the package NAME: exact, log4j* for a beginning, or its purl."""
    named = {"purl" if (name or "").startswith("pkg:") else "name": name}
    asked = given(**named, version=number, group=group, license=license)
    if not asked:
        raise click.UsageError("Name a package, a group or a licence.")
    found = list(console.items("/packages", **asked))
    if as_json:
        say_json(found)
        return
    rows = (
        (f"{row['component']} {row['version']}", row["package"], row["number"] or "", _licenses(row)) for row in found
    )
    show_table(("component", "package", "version", "licences"), rows)
    _say_not_compared(console, asked)


def _say_not_compared(console: Console, asked: dict[str, Any]) -> None:
    unlike = console.get("/packages", limit=1, **asked)["not_compared"] if "version" in asked else []
    if unlike:
        listed = ", ".join(unlike)
        say(f"以下版本号无法比较，请自行核对：{listed}", f"Not comparable, look at them yourself: {listed}", err=True)


def _place(component: str, number: str) -> str:
    return f"/components/{component}/versions/{number}/sboms"


def _licenses(row: dict[str, Any]) -> str:
    return ", ".join(row["licenses"])


def _tell(row: dict[str, Any], *, as_json: bool) -> None:
    say_json(row) if as_json else _say_sbom(row)


def _say_sbom(row: dict[str, Any]) -> None:
    name, count = row["filename"], row["packages"]
    say(
        f"{name}：CycloneDX {row['spec_version']}，{count} 个软件包。",
        f"{name}: CycloneDX {row['spec_version']}, {count} packages.",
    )
    for entry in row["conflicts"]:
        some = ", ".join(entry["packages"][:5])
        license = entry["license"] or "–"
        click.echo(f"  {entry['severity']}  {license} ({entry['total']}: {some}): {choose(entry['why'], language())}")


def _show_packages(listed: list[dict[str, Any]] | tuple[()]) -> None:
    if listed:
        show_table(
            ("package", "version", "licences"),
            ((row["package"], row["number"] or "", _licenses(row)) for row in listed),
        )
