"""Advisories from the command line."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, BinaryIO, Final

import click
import orjson

from registry.advisories.vocabulary import RESULTS, SEVERITIES
from registry.kit.console import Console, json_option, language, pass_console, say_json
from registry.kit.terminal import say, show_details, show_table
from registry.kit.texts import choose
from registry.web.labels import label

LINES: Final = "application/x-ndjson"
RECORDS_AT_ONCE: Final = 200


@click.group()
def advisories() -> None:
    """What is wrong with which versions: publish, list, import and export as OSV."""


@advisories.command("publish")
@click.argument("component", metavar="PUBLISHER/NAME")
@click.argument("file", type=click.File("rb"))
@json_option
@pass_console
def publish_advisory(console: Console, component: str, file: BinaryIO, as_json: bool) -> None:
    """Publish the advisory in FILE (- for standard input): JSON as the API takes it."""
    try:
        told = orjson.loads(file.read())
    except orjson.JSONDecodeError as error:
        raise click.UsageError(f"FILE is no JSON: {error}.") from error
    published = console.post(f"/components/{component}/advisories", told)
    if as_json:
        say_json(published)
        return
    affected = ", ".join(published["affected_versions"]) or "–"
    identifier = published["identifier"]
    say(f"已发布 {identifier}，受影响版本：{affected}。", f"{identifier} is published; it affects: {affected}.")
    for warning in published["warnings"]:
        click.echo(f"  {warning['pointer']}: {choose(warning['text'], language())}", err=True)


@advisories.command("list")
@click.option("--component", metavar="PUBLISHER/NAME")
@click.option("--publisher", help="Slug of the publisher")
@click.option("--severity", type=click.Choice(SEVERITIES), multiple=True, help="Repeat for several")
@click.option("--since", help="Changed since a day or an instant")
@json_option
@pass_console
def list_advisories(console: Console, /, as_json: bool, **filters: Any) -> None:
    """List advisories, the newest first."""
    _show_list(list(console.items("/advisories", **filters)), as_json=as_json)


@advisories.command("affected")
@click.argument("component", metavar="PUBLISHER/NAME")
@click.argument("version")
@json_option
@pass_console
def list_affecting(console: Console, component: str, version: str, as_json: bool) -> None:
    """List the advisories in force on a version, the gravest first."""
    _show_list(list(console.items(f"/components/{component}/versions/{version}/advisories")), as_json=as_json)


@advisories.command("show")
@click.argument("identifier")
@click.option("--osv", is_flag=True, help="As a record of the OSV schema")
@json_option
@pass_console
def show_advisory(console: Console, identifier: str, osv: bool, as_json: bool) -> None:
    """Show an advisory with exactly the versions that it affects."""
    found = console.get(f"/advisories/{identifier}{'/osv' if osv else ''}")
    if as_json or osv:
        say_json(found)
    else:
        show_details(found)


@advisories.command("withdraw")
@click.argument("identifier")
@click.option("--reason", required=True)
@json_option
@pass_console
def withdraw_advisory(console: Console, identifier: str, reason: str, as_json: bool) -> None:
    """Withdraw an advisory: it stays readable, and nobody is warned by it any more."""
    withdrawn = console.post(f"/advisories/{identifier}/withdrawal", {"reason": reason})
    if as_json:
        say_json(withdrawn)
        return
    say(f"{identifier} 已撤销。", f"{identifier} is withdrawn.")


@advisories.command("import")
@click.argument("files", nargs=-1, required=True, type=click.File("rb"), metavar="FILE…")
@json_option
@pass_console
def import_advisories(console: Console, files: tuple[BinaryIO, ...], as_json: bool) -> None:
    """Import records of OSV: JSON with one record or a list, or NDJSON with one on each line.

    A record is known by its id: what is not newer than what is here changes nothing. Refused ones are told with file,
    line and pointer; then the exit code is 1.
    """
    told = [{"file": file.name, **answer} for file in files for answer in _sent(console, file.read())]
    counts = {result: sum(answer[result] for answer in told) for result in RESULTS}
    if as_json:
        records = [{"file": answer["file"], **record} for answer in told for record in answer["records"]]
        say_json({**counts, "records": records})
    else:
        _tell_refused(told)
        say(
            "新增 {created}，更新 {updated}，未变 {unchanged}，拒绝 {refused}。".format(**counts),
            "{created} created, {updated} updated, {unchanged} unchanged, {refused} refused.".format(**counts),
        )
    if counts["refused"]:
        click.get_current_context().exit(1)


@advisories.command("export")
@click.option("--component", metavar="PUBLISHER/NAME")
@click.option("--publisher", help="Slug of the publisher")
@click.option("--since", help="Changed since a day or an instant")
@json_option
@pass_console
def export_advisories(console: Console, /, as_json: bool, **filters: str | None) -> None:
    """Write records of OSV, one on each line; with --json as one list."""
    found = console.items("/advisories/osv", **filters)
    if as_json:
        say_json(list(found))
        return
    for record in found:
        click.echo(orjson.dumps(record))


def _show_list(found: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        say_json(found)
        return
    show_table(("identifier", "severity", "component", "affects", "fixed in", "summary"), map(_row, found))


def _row(advisory: Mapping[str, Any]) -> tuple[str, ...]:
    severity = label("severity", advisory["severity"] or "unrated", language())
    summary = choose(advisory["summary"], language())
    return (
        advisory["identifier"],
        label("advisory_status", "withdrawn", language()) if advisory["withdrawn"] else severity,
        advisory["component"],
        ", ".join(advisory["affected_versions"]),
        ", ".join(advisory["fixed_in"]),
        summary,
    )


def _sent(console: Console, content: bytes) -> Iterator[dict[str, Any]]:
    """The answers to a file: whole where it is one JSON document, else some lines at a time."""
    try:
        orjson.loads(content)
    except orjson.JSONDecodeError:
        if b"\n{" in content:
            yield from _sent_by_lines(console, content)
            return
    yield console.upload("/advisories/imports", content, "application/json")


def _sent_by_lines(console: Console, content: bytes) -> Iterator[dict[str, Any]]:
    lines = iter(enumerate(content.split(b"\n")))
    while batch := list(islice(lines, RECORDS_AT_ONCE)):
        before, piece = batch[0][0], b"\n".join(line for _, line in batch)
        answer = console.upload("/advisories/imports", piece, LINES)
        for record in answer["records"]:
            record["line"] += before
            for problem in record["problems"]:
                problem["line"] += before
        yield answer


def _tell_refused(told: list[dict[str, Any]]) -> None:
    for answer in told:
        for record in answer["records"]:
            for problem in record["problems"]:
                place = f"{answer['file']}:{problem['line']}: {record['id'] or ''} {problem['pointer']}"
                click.echo(f"{place.rstrip()}: {problem['detail']}", err=True)
