"""Resolving from the command line, and the lock files that keep an answer."""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from registry.kit.console import Console, Declined, json_option, language, pass_console, say_json
from registry.kit.errors import Bilingual
from registry.kit.terminal import say, show_table, with_progress
from registry.resolution.checking import Finding, compare, compare_answers
from registry.resolution.lockfile import lock_text, read_lock, read_requirements, write_lock
from registry.resolution.reading import read_requirement


@click.command()
@click.argument("targets", metavar="COMPONENT[SPEC]…", nargs=-1, required=True)
@click.option("--city", help="Slug of the city whose landscape is kept as far as it can be")
@click.option("--prereleases", is_flag=True, help="Take pre-releases as other versions")
@click.option("--lock", "lock_file", type=click.Path(dir_okay=False, path_type=Path), help="Write a lock file")
@json_option
@pass_console
def resolve(
    console: Console,
    targets: tuple[str, ...],
    city: str | None,
    prereleases: bool,
    lock_file: Path | None,
    as_json: bool,
) -> None:
    """Find versions that fit together, for example: resolve 'yunling/parking>=1.2' yunling/maps --city haina

    An argument that ends with .json is a file with requirements: a list or lock file as the API takes and this command
    writes them.
    """
    asked: dict[str, Any] = {"requirements": [one for target in targets for one in _requirements(target)]}
    asked |= {"prereleases": prereleases} | ({"city": city} if city else {})
    answer = console.post("/resolutions", asked)
    if lock_file is not None:
        pins = [_locked(console, pin) for pin in with_progress(answer["pins"], "…", total=len(answer["pins"]))]
        lock = write_lock(asked, pins, position=answer["position"], registry=_place())
        lock_file.write_text(lock_text(lock), encoding="utf-8")
    if as_json:
        say_json(answer)
        return
    rows = ((pin["component"], pin["was"] or "", pin["version"], pin["why"][language()]) for pin in answer["pins"])
    show_table(("component", "was", "version", "why"), rows)
    for pin in answer["pins"]:
        for warning in pin["warnings"]:
            click.echo(f"{pin['component']} {pin['version']}: {warning['text'][language()]}")
    if lock_file is not None:
        say(f"已写入 {lock_file}。", f"Written to {lock_file}.")


def _requirements(target: str) -> list[dict[str, str]]:
    if target.endswith(".json"):
        try:
            text = Path(target).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise click.UsageError(f"{target} cannot be read.") from error
        return read_requirements(text, target)
    found = read_requirement(target)
    if found is None:
        raise click.UsageError("Name the component as publisher/name, with a specifier such as >=1.2 if you like.")
    return [found]


def _place() -> str:
    """Which registry answered: its address, or this machine's own."""
    url = click.get_current_context().find_root().params.get("url") or os.environ.get("REGISTRY_URL")
    return url or "local"


def _locked(console: Console, pin: Mapping[str, Any]) -> dict[str, Any]:
    """What a lock keeps of a pin; with what the version is today."""
    address = f"/components/{pin['component']}/versions/{pin['version']}"
    version = console.get(address)
    return {
        "component": pin["component"],
        "version": version["number"],
        "yanked": version["yanked"] is not None,
        "manifest": f"sha-256:{hashlib.sha256(console.download(f'{address}/manifests/latest')).hexdigest()}",
        "advisories": sorted(advisory["identifier"] for advisory in console.items(f"{address}/advisories")),
    }


@click.group()
def lock() -> None:
    """Lock files: whether they still hold, and what they name."""


_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@lock.command("show")
@_FILE
@json_option
def show_lock(file: Path, as_json: bool) -> None:
    """Show what a lock file names."""
    found = _read(file)
    if as_json:
        say_json(found)
        return
    say(
        f"{found['registry']}，事件 {found['position']}，城市 {found['city'] or '–'}",
        f"{found['registry']}, event {found['position']}, city {found['city'] or '–'}",
    )
    for one in found["requirements"]:
        click.echo(f"{one['component']} {one['specifier']}".strip())
    rows = ((pin["component"], pin["version"], (pin["manifest"] or "")[:20]) for pin in found["pins"])
    show_table(("component", "version", "manifest"), rows)


@lock.command("check")
@_FILE
@json_option
@pass_console
@click.pass_context
def check_lock(context: click.Context, console: Console, file: Path, as_json: bool) -> None:
    """Say what changed since a lock file was written. Exit code 1 when it no longer holds."""
    found = _read(file)
    findings = [*_of_pins(console, found["pins"]), *_of_question(console, found)]
    holds = not any(finding.breaks for finding in findings)
    if as_json:
        say_json({"holds": holds, "findings": [_document(finding) for finding in findings]})
    else:
        for finding in findings:
            named = " ".join(word for word in (finding.component, finding.version) if word)
            click.echo(
                f"{named}: {finding.text.in_language(language())}" if named else finding.text.in_language(language())
            )
        if holds:
            say("锁文件仍然有效。", "The lock holds.")
        else:
            say("锁文件已失效，请重新求解。", "The lock no longer holds: resolve again.", err=True)
    if not holds:
        context.exit(1)


def _read(file: Path) -> dict[str, Any]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is no text in UTF-8.") from error
    return read_lock(text, str(file))


def _of_pins(console: Console, pins: Iterable[Mapping[str, Any]]) -> list[Finding]:
    found = []
    for pin in with_progress(list(pins), "…"):
        try:
            now = _locked(console, pin)
        except Declined as refusal:
            if refusal.status not in {403, 404, 410}:
                raise
            now = None
        found += compare(pin, now)
    return found


def _of_question(console: Console, lock: Mapping[str, Any]) -> list[Finding]:
    asked = {name: lock[name] for name in ("requirements", "prereleases")}
    asked |= {"city": lock["city"]} if lock["city"] else {}
    try:
        pins = console.post("/resolutions", asked)["pins"]
    except Declined as refusal:
        if refusal.status not in {409, 422}:
            raise
        told = refusal.explain()
        return [Finding("unresolvable", None, None, Bilingual(told, told))]
    return compare_answers(lock["pins"], pins)


def _document(finding: Finding) -> dict[str, Any]:
    return {**finding._asdict(), "text": finding.text._asdict(), "breaks": finding.breaks}
