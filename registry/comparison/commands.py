"""Comparing from the command line: versions and components of a registry, and interface documents without one."""

from pathlib import Path
from typing import Any, Final

import click

from registry.comparison.documents import change_document, checked_document
from registry.comparison.openapi import ORDER, check_interface, compare_interfaces
from registry.comparison.openapi.reading import Checked
from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_table
from registry.kit.texts import choose

VERDICTS: Final = {
    "breaking": {"zh": "不兼容", "en": "breaking"},
    "unknown": {"zh": "无法判断", "en": "not known"},
    "compatible": {"zh": "兼容", "en": "compatible"},
    "none": {"zh": "无变化", "en": "unchanged"},
}


@click.group()
def compare() -> None:
    """Two versions of a component, or components side by side."""


@compare.command("versions")
@click.argument("component", metavar="PUBLISHER/NAME")
@click.argument("number", metavar="FROM")
@click.argument("other", metavar="TO")
@json_option
@pass_console
def compare_versions(console: Console, component: str, number: str, other: str, as_json: bool) -> None:
    """Say what going from one version to another means, and why; 'latest' is a version too."""
    found = console.get(f"/components/{component}/versions/{number}/compare/{other}")
    if as_json:
        say_json(found)
        return
    old, new = found["from"]["number"], found["to"]["number"]
    click.echo(f"{component} {old} → {new}: {_named(found['verdict'])}")
    for reason in found["because"]:
        click.echo(f"  {reason['text'][language()]}")
    _tell_changes(found["interface"]["changes"])
    for kind in ("requires", "platform_requirements", "external_requirements"):
        _tell_requirements(found[kind])


@compare.command("components")
@click.argument("names", metavar="PUBLISHER/NAME…", nargs=-1, required=True)
@json_option
@pass_console
def compare_components(console: Console, names: tuple[str, ...], as_json: bool) -> None:
    """Show two to four components side by side; * marks where they differ."""
    found = console.get("/comparisons", component=list(names))
    if as_json:
        say_json(found)
        return
    rows = (
        (f"{'*' if row['differs'] else ' '} {row['attribute']}", *map(_in_words, row["values"]))
        for row in found["rows"]
    )
    show_table(("", *(entry["component"] for entry in found["components"])), rows)


@click.group()
def interface() -> None:
    """OpenAPI documents: checked and compared on this machine, without a registry."""


@interface.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@click.pass_context
def check_file(context: click.Context, file: Path, as_json: bool) -> None:
    """Say line by line what is wrong in an OpenAPI document; 1 when it cannot be compared."""
    checked = check_interface(file.read_bytes())
    if as_json:
        say_json(checked_document(checked))
    else:
        _tell_problems(file, checked)
        if checked.interface is not None:
            count = len(checked.interface.operations)
            say(f"{file}：可以比较，共 {count} 个操作。", f"{file}: it can be compared; {count} operations.")
    if checked.interface is None:
        context.exit(1)


@interface.command("compare")
@click.argument("old", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("new", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@click.pass_context
def compare_files(context: click.Context, old: Path, new: Path, as_json: bool) -> None:
    """Say what changes for callers of OLD who meet NEW; 1 when something breaks or is not known."""
    checked = [(file, check_interface(file.read_bytes())) for file in (old, new)]
    before, after = (result.interface for _, result in checked)
    if before is None or after is None:
        for file, result in checked:
            _tell_problems(file, result)
        context.exit(1)
    found = compare_interfaces(before, after)
    changes = [change_document(change) for change in found.changes]
    if as_json:
        say_json({"verdict": found.verdict, "total": found.total, "changes": changes})
    else:
        click.echo(_named(found.verdict))
        _tell_changes(changes)
    if found.verdict in {"breaking", "unknown"}:
        context.exit(1)


def _tell_problems(file: Path, checked: Checked) -> None:
    for problem in checked.problems:
        text = problem.message.in_language(language())
        place = f" {problem.pointer}" if problem.pointer else ""
        click.echo(f"{file}:{problem.line}: {problem.severity}:{place} {text}", err=True)


def _tell_changes(changes: list[dict[str, Any]]) -> None:
    for verdict in ORDER:
        for change in changes:
            if change["verdict"] == verdict:
                place = f"{change['operation']} " if change["operation"] else ""
                click.echo(f"  [{_named(verdict)}] {place}{change['where']}: {change['text'][language()]}")


def _tell_requirements(changes: dict[str, Any]) -> None:
    for sign, entries in (("+", changes["added"]), ("-", changes["removed"])):
        for entry in entries:
            click.echo(f"  {sign} {_subject(entry)} {entry['specifier']}".rstrip())
    for entry in changes["changed"]:
        click.echo(f"  ~ {_subject(entry)} {entry['old'] or '*'} → {entry['new'] or '*'}")


def _subject(entry: dict[str, Any]) -> str:
    return str(entry.get("component") or entry.get("product") or entry.get("name"))


def _named(verdict: str) -> str:
    return VERDICTS[verdict][language()]


def _in_words(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, dict):
        if value.keys() & {"zh", "en"}:
            return choose(value, language())
        if "fewer_than" in value:
            return f"<{value['fewer_than']}" if value["adopters"] is None else str(value["adopters"])
        return " ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return "\n".join(map(_in_words, value))
    return str(value)
