"""Landscapes from the command line: what a body runs, brought in, taken out, vouched for."""

import mimetypes
import time
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import click

from registry.adoption.vocabulary import STAGES
from registry.kit.console import Console, given, json_option, language, pass_console, say_json
from registry.kit.sending import digest_of
from registry.kit.terminal import say, show_table, transfer_bar

LOOK_SECONDS: Final = 0.5


@click.group()
def landscape() -> None:
    """What a body runs as a whole: see it, bring it in, take it out, vouch for it."""


@landscape.command("show")
@click.argument("organisation")
@click.option("--stage", type=click.Choice(STAGES), help="Everything that has not ended unless said")
@click.option("--outdated", is_flag=True, help="Only what has a later version")
@click.option("--unknown-version", is_flag=True, help="Only what runs nobody knows at what")
@json_option
@pass_console
def show(console: Console, /, organisation: str, stage: str | None, as_json: bool, **flags: bool) -> None:
    """List what ORGANISATION and its units run."""
    asked = given(stage=stage, **{name: "true" for name, is_set in flags.items() if is_set})
    found = list(console.items(f"/organisations/{organisation}/landscape", **asked))
    if as_json:
        say_json(found)
        return
    rows = [
        (
            row["component"],
            row["version"] or "?",
            row["latest"] or "",
            row["stage"],
            row["stage_since"],
            row["beneficiary"],
        )
        for row in found
    ]
    show_table(("component", "version", "latest", "stage", "since", "body"), rows)


@landscape.command("import")
@click.argument("organisation")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing")
@click.option("--wait", is_flag=True, help="Stay until it is through, and say what could not be taken")
@json_option
@pass_console
def bring_in(console: Console, organisation: str, file: Path, dry_run: bool, wait: bool, as_json: bool) -> None:
    """Bring in FILE (CSV or XLSX): what ORGANISATION runs, or adopts for others. What is there already stays."""
    place = f"/organisations/{organisation}/landscape/imports/{quote(file.name, safe='')}"
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    with transfer_bar(file.name, file.stat().st_size) as watch:
        found: dict[str, Any] = console.put_file(
            place,
            file,
            digest=digest_of(file),
            media_type=media_type,
            watch=watch,
            dry_run="true" if dry_run else "false",
        )
    while wait and found["status"] in {"waiting", "running"}:
        found = console.get(f"/landscape-imports/{found['id']}")
        if found["status"] in {"waiting", "running"}:
            time.sleep(LOOK_SECONDS)
    if as_json:
        say_json(found)
        return
    _tell(console, found)


def _tell(console: Console, found: dict[str, Any]) -> None:
    counts = {name: found[name] for name in ("done", "begun", "changed", "unchanged", "dirty")}
    say(
        "导入 {id}：{status}；共 {done} 行，新增 {begun}，变更 {changed}，无变化 {unchanged}，待处理 {dirty}。".format(
            id=found["id"], status=found["status"], **counts
        ),
        "Import {id}: {status}; {done} rows, {begun} begun, {changed} changed, {unchanged} unchanged, {dirty} kept "
        "aside.".format(id=found["id"], status=found["status"], **counts),
    )
    if found["failure"]:
        click.echo(found["failure"][language()])
    for row in console.items(f"/landscape-imports/{found['id']}/rows") if found["dirty"] else ():
        for told in row["diagnostics"]:
            click.echo(f"{told['line']}: {told['column'] or '-'}: {told['message'][language()]}")


@landscape.command("save")
@click.argument("organisation")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@pass_console
def save(console: Console, organisation: str, file: Path, as_json: bool) -> None:
    """Write what ORGANISATION runs to FILE: .csv, .xlsx or, as a drawing, .svg."""
    format = file.suffix.lower().removeprefix(".")
    if format not in {"csv", "xlsx", "svg"}:
        raise click.UsageError("The file's name ends in .csv, .xlsx or .svg.")
    file.write_bytes(console.download(f"/organisations/{organisation}/landscape.{format}"))
    _saved(file, as_json)


def _saved(file: Path, as_json: bool) -> None:
    if as_json:
        say_json({"file": str(file), "bytes": file.stat().st_size})
        return
    say(f"已保存到 {file}。", f"Saved to {file}.")


@landscape.command("certify")
@click.argument("organisation")
@click.option("--by", "certified_by", required=True, help="The person who answers for it")
@click.option("--note")
@json_option
@pass_console
def certify(console: Console, organisation: str, certified_by: str, note: str | None, as_json: bool) -> None:
    """Vouch for a year that everything ORGANISATION runs is recorded."""
    body = given(certified_by=certified_by, note=note)
    found = console.post(f"/organisations/{organisation}/certifications", body)
    if as_json:
        say_json(found)
        return
    say(
        f"已确认，有效期至 {found['valid_until']}；登记采用 {found['adoptions']} 项。",
        f"Certified until {found['valid_until']}; {found['adoptions']} adoptions are recorded.",
    )


@landscape.command("hand-over")
@click.argument("adoption")
@click.argument("to")
@click.option("--reason", required=True)
@click.option("--on", help="Today unless said")
@json_option
@pass_console
def hand_over(console: Console, adoption: str, to: str, reason: str, on: str | None, as_json: bool) -> None:
    """Make ADOPTION the body TO's, with its history. For administrators."""
    found = console.post(f"/adoptions/{adoption}/handover", given(to=to, reason=reason, on=on))
    if as_json:
        say_json(found)
        return
    say(f"采用 {adoption} 现属 {to}。", f"Adoption {adoption} is {to}'s now.")


@landscape.command("take-out")
@click.argument("organisation")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@pass_console
def take_out(console: Console, organisation: str, file: Path, as_json: bool) -> None:
    """Write everything that ORGANISATION owns in the registry to FILE (a ZIP archive)."""
    with console.opened(f"/organisations/{organisation}/export") as (_, pieces), file.open("wb") as kept:
        for piece in pieces:
            kept.write(piece)
    _saved(file, as_json)
